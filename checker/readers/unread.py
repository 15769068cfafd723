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
UNREAD_CONTENTS = {b"%PDF-": ".pdf", rb"{\rtf": ".rtf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": ".doc"}
# What a zip archive is by what it holds: the names of its files are not packed, nor is what it calls itself.
ARCHIVES = {
    b"word/document.xml": "a document of Word; let its name end in .docx, or give --input-format docx",
    b"mimetypeapplication/vnd.oasis.opendocument.text": (
        "a document of OpenDocument; let its name end in .odt, or give --input-format odt"
    ),
    b"mimetypeapplication/epub+zip": "an EPUB book; let its name end in .epub, or give --input-format epub",
    b"xl/workbook.xml": "a workbook of Excel, which is not read; save it as .csv",
    b"ppt/presentation.xml": "slides of PowerPoint, which are not read; save them as .docx",
}
PACKED = re.compile(rb"PK[\x03\x05]|\x1f\x8b\x08|BZh\d1AY|\xfd7zXZ|7z\xbc\xaf|\x28\xb5\x2f\xfd|Rar!")
PICTURE = re.compile(rb"\x89PNG\r|\xff\xd8\xff|GIF8[79]a")
BINARY = re.compile(rb"%!PS-|\x7fELF")  # PostScript, ELF: not all of them hold a zero byte


def not_text(data: bytes) -> str | None:
    """Why a file that begins so is no text, whatever it is called; None if it may be. The whole file tells most."""
    ending = next((ending for start, ending in UNREAD_CONTENTS.items() if data.startswith(start)), None)
    if ending:
        return UNREAD[ending]
    if data.startswith(b"PK\x03") and (known := next((what for held, what in ARCHIVES.items() if held in data), None)):
        return known
    if PACKED.match(data):
        return "packed files; unpack them, and check what is in them"
    if PICTURE.match(data):
        return "a picture, of which no text is read; check the text itself"
    return "a binary file" if BINARY.match(data) else None
