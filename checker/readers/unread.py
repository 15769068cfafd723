"""What is not read, told by the ending of its name or by its first bytes, whatever it is called."""

from __future__ import annotations

import re

# By its ending, what to do instead.
UNREAD = {
    ".pdf": "a PDF has no text that could be mended; check the document that it was made from",
    ".doc": "Word's format from before 2007 is not read; save it as .docx or .html",
    ".rtf": "RTF is not read; save it as .docx or .html",
    ".pages": "Apple's Pages is not read; export it as .docx",
}
UNREAD_CONTENTS = {b"%PDF-": ".pdf", rb"{\rtf": ".rtf"}
# PNG, JPEG, GIF, PostScript; zip, gzip, bzip2, xz, 7z, Zstandard, RAR; ELF. Most of them hold a zero byte, not all.
BINARY = re.compile(
    rb"\x89PNG\r|\xff\xd8\xff|GIF8[79]a|%!PS-|PK[\x03\x05]"
    rb"|\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf|\x28\xb5\x2f\xfd|Rar!|\x7fELF"
)


def not_text(data: bytes) -> str | None:
    """Why a file that begins so is no text, whatever it is called; None if it may be."""
    ending = next((ending for start, ending in UNREAD_CONTENTS.items() if data.startswith(start)), None)
    if ending:
        return UNREAD[ending]
    return "a binary file" if BINARY.match(data) else None
