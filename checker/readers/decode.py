"""Bytes -> text: Unicode as it announces itself, else UTF-8, else a guess that says so."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from checker.errors import InputError
from checker.model import Encoded, Origin, Stretch
from checker.packs.languages import primary_language
from checker.readers.unread import not_text

if TYPE_CHECKING:
    from lingua import LanguageDetector

# UTF-32 before UTF-16: the one's mark in little-endian order begins with the other's.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

WESTERN = "af ca da de en es eu fi fr ga is it nb nl nn pt sv"
CENTRAL = "bs cs hr hu pl ro sk sl sq"

# The encodings that text from before Unicode is still met in, the commonest first, with the
# languages (ISO 639-1) that each was made for. Source: Microsoft's code page identifiers; RFC 1489.
LEGACY_ENCODINGS = {
    "cp1252": WESTERN,
    "cp1250": CENTRAL,
    "cp1251": "be bg mk ru sr uk",
    "cp1253": "el",
    "cp1254": "tr",
    "cp1255": "he",
    "cp1256": "ar fa ur",
    "cp1257": "et lt lv",
    "cp1258": "vi",
    "cp874": "th",
    "iso8859_2": CENTRAL,
    "koi8_r": "ru",
    "shift_jis": "ja",
    "euc_jp": "ja",
    "gb18030": "zh",
    "big5": "zh",
    "cp949": "ko",
}
COMMONEST = next(iter(LEGACY_ENCODINGS))
# What pages call by another name than they are written in. Source: WHATWG, Encoding.
DECLARED = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254", "gbk": "gb18030"}
DECLARED |= {"gb2312": "gb18030", "euc-kr": "cp949", "ks-c-5601-1987": "cp949", "tis-620": "cp874"}
# What is believed where a file declares it, and is never guessed.
ONLY_DECLARED = (*(f"iso8859_{part}" for part in (1, *range(3, 12), *range(13, 17))), "koi8_u", "mac_roman", "cp850")
SAMPLE_CHARACTERS = 3000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file.

    Attributes:
        digest: SHA-256 of the file, in hexadecimal.
        encoding: that gives the file back.
        warnings: what had to be assumed: the encoding, if it is a guess.
    """

    text: str
    digest: str
    encoding: Encoded
    warnings: tuple[str, ...] = ()

    def origin(self, stretches: tuple[Stretch, ...], errors: str = "strict") -> Origin:
        """The origin of a text that stands so in the file's; `errors` as in `Encoded`."""
        return Origin(self.digest, self.text, replace(self.encoding, errors=errors), stretches)


def decode(data: bytes, name: str, declared: str = "", target: str | None = None) -> Decoded:
    r"""Decode a file.

    The text is that of the file, ``\r\n`` included; a byte order mark is no part of it, so offsets
    count from after it.

    Args:
        data: the whole file.
        name: what errors call it.
        declared: the encoding that the file says it has, believed where it is no Unicode and fits.
        target: BCP-47 tag of the language that the text should be in, for a guess; None if it is not known.

    Raises:
        InputError: the file is binary, damaged, or in no encoding that is known.
    """
    if why := not_text(data):
        raise InputError(f"{name}: {why}")
    mark, announced = next(((mark, codec) for mark, codec in BYTE_ORDER_MARKS if data.startswith(mark)), (b"", None))
    if not announced and b"\0" in data:
        raise InputError(f"{name}: a binary file, or UTF-16 without a byte order mark")
    encoding = announced or "utf-8"
    try:
        text = data[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        if not announced and (fitting := decode_declared(data, declared)):
            return fitting
        if announced or is_damaged_utf8(data):
            line = data.count(b"\n", 0, len(mark) + error.start) + 1
            raise InputError(f"{name}:{line}: damaged {encoding[:6].upper()}; save the file anew, as UTF-8") from error
        return decode_legacy(data, name, target and primary_language(target))
    if "\0" in text:
        raise InputError(f"{name}: a binary file")
    return Decoded(text, sha256(data), Encoded(encoding, bool(mark)))


def decode_declared(data: bytes, declared: str) -> Decoded | None:
    """Decode a file in the encoding that it says it has; None where that is unknown, or does not fit to the byte."""
    codec = DECLARED.get(declared.strip().lower().replace("_", "-"), declared)
    try:
        known = codecs.lookup(codec).name in {codecs.lookup(each).name for each in (*LEGACY_ENCODINGS, *ONLY_DECLARED)}
        text = data.decode(codec) if known else ""
        if text.encode(codec) != data:
            return None
    except (LookupError, ValueError):
        return None
    return Decoded(text, sha256(data), Encoded(codec))


def sha256(data: bytes) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def is_damaged_utf8(data: bytes) -> bool:
    """True if most of what is not ASCII is sound UTF-8; legacy text hardly ever looks like that."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    ascii_only = text.encode("ascii", errors="ignore")
    return len(text) - len(ascii_only) - broken > broken


def decode_legacy(data: bytes, name: str, target: str | None) -> Decoded:
    """Decode bytes that are not Unicode.

    Args:
        data: the whole file.
        name: what errors call it.
        target: the ISO 639-1 code of the language that the text should be in; None if it is not known.

    Raises:
        InputError: they fit no encoding that is known.
    """
    from charset_normalizer import from_bytes  # hardly any file needs it

    matches = from_bytes(data, cp_isolation=list(LEGACY_ENCODINGS))
    candidates = {encoding: str(match) for match in matches for encoding in match.could_be_from_charset}
    encoding = next(likeliest_encodings(candidates, target), None)
    if encoding is None:
        raise InputError(f"{name}: a binary file, or text in an encoding that cannot be told")
    text = candidates[encoding]
    # Two byte sequences of an East Asian encoding may mean one character.
    same = text.encode(encoding, errors="replace") == data
    warning = f"The file is not in UTF-8; it was read as {encoding}, which is a guess."
    return Decoded(text, sha256(data), Encoded(encoding if same else None), (warning,))


def likeliest_encodings(candidates: dict[str, str], target: str | None) -> Iterator[str]:
    """Encodings, the likeliest first: those made for the language that the decoded text is in, and the target's first.

    charset-normalizer alone takes every third Western European article for Central European: the
    letters that the two code pages disagree on are too few to show in its letter statistics. The
    language of the text shows through the wrong letters, and tells which code page it was; that of
    a line or two does not, so the target's code page counts for more, and then the commonest.

    Args:
        candidates: what each encoding makes of the file.
        target: as `decode_legacy` takes it.
    """
    languages = {encoding: language_of(text) for encoding, text in candidates.items()}
    usual = [encoding for encoding in candidates if target in LEGACY_ENCODINGS[encoding].split()]
    fitting = [encoding for encoding in candidates if languages[encoding] in LEGACY_ENCODINGS[encoding].split()]
    yield from (encoding for encoding in usual if languages[encoding] == target)
    yield from (encoding for encoding in usual if encoding in fitting)
    yield from (encoding for encoding in fitting if encoding == COMMONEST)
    yield from fitting
    yield from usual
    yield from (encoding for encoding in LEGACY_ENCODINGS if encoding in candidates)


def language_of(text: str) -> str | None:
    """The language of a text's beginning, by its ISO 639-1 code."""
    language = detector().detect_language_of(text[:SAMPLE_CHARACTERS])
    return language.iso_code_639_1.name.lower() if language else None


@cache
def detector() -> LanguageDetector:
    """Tells the languages of `LEGACY_ENCODINGS` apart."""
    from lingua import IsoCode639_1, LanguageDetectorBuilder  # loads its models: hardly any file needs it

    codes = sorted(set(" ".join(LEGACY_ENCODINGS.values()).split()))
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*(IsoCode639_1.from_str(code.upper()) for code in codes))
    return builder.with_low_accuracy_mode().build()
