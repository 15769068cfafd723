r"""Signs of HTML, Markdown and programs: ``&nbsp;``, ``<br/>``, ``**``, ``\n``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from checker.model import Span

# What is found, and the text that it stands for: nothing where it goes.
Found = Iterator[tuple[Span, str]]

ENTITY: Final = re.compile(
    r"(?:&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});"
    r"|&(?:nbsp|quot|apos|rsquo|lsquo|laquo|raquo|eacute|egrave|agrave|ccedil)(?![\w;=]))+"
)
ELEMENTS: Final = (
    "p|br|b|i|u|em|strong|a|span|div|h[1-6]|ul|ol|li|dl|dt|dd|img|figure|figcaption|picture|table|tbody|thead|tr|td|th"
    "|blockquote|sup|sub|font|iframe|hr|section|article|aside|header|footer|small|big|code|pre|center|strike|del|ins"
    "|mark|video|audio|source|link|meta|html|body|head|title|button|form|input|label|svg|wbr|nobr|cite|abbr|time|g|x"
)
TAG: Final = re.compile(
    r"(?:<(script|style)\b[^>\n]{0,300}>[^<\n]{0,2000}</\1>"
    rf"|</?(?:{ELEMENTS})(?:\s[^<>\n]{{0,400}})?/?>|<!--[^\n]{{0,400}}?-->"
    rf"|<(?:{ELEMENTS})\s+[a-z-]{{2,20}}=\\?[\"'][^\"'<>\n]{{0,300}}[\"'])+",
    re.IGNORECASE,
)
BREAKING: Final = re.compile(r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|td|th|hr|blockquote|section|article)\b", re.IGNORECASE)
MARKDOWN: Final = re.compile(
    r"(?<!\w)\*\*(?P<strong>[^\s*](?:[^*\n]{0,198}[^\s*])?)\*\*(?!\w)"
    r"|(?<!\w)__(?P<low>[^\s_](?:[^_\n]{0,98}[^\s_])?)__(?!\w)"
    r"|~~(?P<struck>[^\s~](?:[^~\n]{0,98}[^\s~])?)~~"
    r"|!?\[(?P<link>[^\]\n]{0,200})\]\((?:https?://|mailto:|/|#|www\.)[^)\s]{0,400}(?:\s\"[^\"\n]{0,100}\")?\)"
)
EMPHASIS_OR_LINK: Final = ("**", "__", "~~", "](")  # one of them is in each
ASKED: Final = re.compile(r"[?？.…!]\*\*\Z")  # a sentence in bold that fills its paragraph: a question of an interview
CENSORED: Final = re.compile(r"[*_]")
HEADING: Final = re.compile(r"#{2,6}(?=\s+\S)|#(?=\s+[^\W\d_])")
ESCAPE: Final = re.compile(
    r"(?:\\[nrt])+(?![a-z]*\\)|\\[\"'/]|(?:\\u[0-9a-fA-F]{4})+|\\x[0-9a-fA-F]{2}"
    r"|(?<=[^\W\d_])u(?:00[c-f][0-9a-f]|201[89cd]|2026|202f)|(?<!\w)u00(?:3[ce]|2[267]|a0|[c-f][0-9a-f])"
    r"|(?:%C[35]%[89AB][0-9A-F])+|(?:=C[35]=[89AB][0-9A-F])+"
)
ESCAPES_BEGIN: Final = ("\\", "u00", "u20", "%C", "=C")  # each with one of them
SINGLE: Final = {"n": "\n", "r": "", "t": "\t"}
ADDRESS: Final = re.compile(r"://|www\.|:\\|\\\\|@\w|[?&]\w+=")
LONGEST_WORD: Final = 200  # characters to look for the signs of an address


def entities(text: str, block: Span) -> Found:
    """Character references, those side by side together."""
    from html import unescape  # its table is large, and few texts have one

    if not block.has_any(("&",), text):
        return
    for match in ENTITY.finditer(text, block.start, block.end):
        meant, before = match[0], ""
        while meant != before:  # "&amp;nbsp;"
            meant, before = unescape(meant), meant
        if meant != match[0]:
            yield Span(*match.span()), meant if meant.strip() or between_words(text, block, match) else ""


def between_words(text: str, block: Span, match: re.Match[str]) -> bool:
    """True if no blank and no end of the block stands beside a match."""
    start, end = match.span()
    inside = block.start < start and end < block.end
    return inside and not text[start - 1].isspace() and not text[end].isspace()


def tags(text: str, block: Span) -> Found:
    """Tags of HTML, those side by side together."""
    if not block.has_any(("<",), text):
        return
    for match in TAG.finditer(text, block.start, block.end):
        apart = BREAKING.match(match[0]) and between_words(text, block, match)
        yield Span(*match.span()), " " if apart else ""


def markdown(text: str, block: Span) -> Found:
    """Emphasis, links and headings of Markdown."""
    if match := HEADING.match(text, block.start, block.end):
        yield Span(*match.span()), ""
    if not block.has_any(EMPHASIS_OR_LINK, text):
        return
    for match in MARKDOWN.finditer(text, block.start, block.end):
        start, end = match.span()
        around = text[max(block.start, start - 1) : start] + text[end : min(end + 1, block.end)]
        asked = (start, end) == (block.start, block.end) and ASKED.search(match[0])
        if not (asked or CENSORED.search(around)) and (meant := match[match.lastgroup or 0]):
            yield Span(start, end), meant


def escapes(text: str, block: Span) -> Found:
    r"""Escape sequences outside addresses: ``\n``, ``\u00e9``, ``u003c``, ``%C3%A9``."""
    if not block.has_any(ESCAPES_BEGIN, text):
        return
    for match in ESCAPE.finditer(text, block.start, block.end):
        if not ADDRESS.search(word_around(text, block, match)):
            meant = unescaped(match[0])
            blank = not meant.strip() and not between_words(text, block, match)
            yield Span(*match.span()), "" if blank else meant


def word_around(text: str, block: Span, match: re.Match[str]) -> str:
    """The stretch without blanks around a match."""
    before = text[max(block.start, match.start() - LONGEST_WORD) : match.start()]
    after = text[match.end() : min(block.end, match.end() + LONGEST_WORD)]
    return f"{before.rpartition(' ')[2]}{match[0]}{after.partition(' ')[0]}"


def unescaped(sign: str) -> str:
    """The character that an escape stands for."""
    if sign[0] in "%=":
        return bytes.fromhex(sign.replace(sign[0], "")).decode("utf-8", "replace")
    numbers = re.findall(r"\\?[ux]([0-9a-fA-F]{2,4})", sign)
    if numbers:
        units = b"".join(int(number, 16).to_bytes(2, "big") for number in numbers)
        return units.decode("utf-16-be", "replace")
    return "".join(SINGLE.get(letter, letter) for letter in sign.replace("\\", ""))
