"""Documents of Word and of LibreOffice with a given body, for tests."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MEMBERS = {"word/document.xml": "document.main", "word/footnotes.xml": "footnotes", "word/styles.xml": "styles"}
TYPES = "".join(
    f'<Override PartName="/{name}" ContentType="{MEDIA_TYPE}.{kind}+xml"/>' for name, kind in MEMBERS.items()
)
STYLES = (
    f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Lgende"><w:name w:val="caption"/></w:style></w:styles>'
)


def run(text: str, properties: str = "") -> str:
    """A run of text that is XML."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs, each with its tags or as bare text."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


class Unseekable(io.RawIOBase):
    """A stream as pipes are, for which archives are written in another way."""

    def __init__(self) -> None:
        self.data = b""

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self.data += bytes(data)
        return len(data)


def word_file(
    body: str, notes: str = "", *, compression: int = zipfile.ZIP_DEFLATED, piped: bool = False, declared: str = ""
) -> bytes:
    """A document with a body and footnotes."""
    target = Unseekable() if piped else io.BytesIO()
    names = f'xmlns:w="{WORD}" xmlns:mc="urn:mc"'
    with zipfile.ZipFile(target, "w", compression) as file:
        file.writestr("[Content_Types].xml", f"<Types>{TYPES}</Types>")
        file.writestr(zipfile.ZipInfo("word/media/a.png"), b"\x89PNG" * 9)
        file.writestr("word/document.xml", f"{declared}<w:document {names}><w:body>{body}</w:body></w:document>")
        file.writestr("word/footnotes.xml", f"<w:footnotes {names}>{notes}</w:footnotes>")
        file.writestr("word/styles.xml", STYLES)
        file.comment = b"a comment"
    return target.data if isinstance(target, Unseekable) else target.getvalue()


OPEN_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "text", "table", "draw", "style", "svg")
)
OPEN_STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    '<style:style style:name="T1"><style:text-properties text:display="none"/></style:style>'
)


def text_file(body: str) -> bytes:
    """A document of LibreOffice with a body."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        file.writestr(
            "content.xml",
            f"<office:document-content {OPEN_NAMES}><office:automatic-styles>{OPEN_STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        file.writestr("meta.xml", "<meta>never</meta>")
    return target.getvalue()
