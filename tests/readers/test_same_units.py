"""One article gives the same issues in every format of cues and units, each where the file has it."""

import csv
import io
import textwrap
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pytest
from reading import document

from checker.engine.pipeline import Checker
from checker.model import Applicability, Document, Span
from checker.model.edits import patch
from checker.readers.formats import load_format, po

CHECKER = Checker(target="fr")
ARTICLE = (Path(__file__).parents[2] / "samples/defects/barrage-tamarack/article.fr.txt").read_text("utf-8")
PAUSE = 10  # seconds between two paragraphs


def cues(paragraphs: Sequence[str], line_end: str) -> list[tuple[str, str, str]]:
    """When each cue appears and vanishes, with its text on two lines at most; a pause parts paragraphs."""
    found, now = [], 0
    for paragraph in paragraphs:
        lines = textwrap.wrap(paragraph, 40, break_long_words=False, break_on_hyphens=False)
        for n in range(0, len(lines), 2):
            times = (f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}" for at in (now, now + 2))
            found.append((*times, line_end.join(lines[n : n + 2])))
            now += 2
        now += PAUSE
    return found


def srt_file(paragraphs: Sequence[str]) -> str:
    return "\n".join(
        f"{n}\n{start},000 --> {end},000\n{text}\n" for n, (start, end, text) in enumerate(cues(paragraphs, "\n"), 1)
    )


def vtt_file(paragraphs: Sequence[str]) -> str:
    spoken = cues([escape(each, quote=False) for each in paragraphs], "\n")
    return "WEBVTT\n\n" + "\n".join(f"{start}.000 --> {end}.000\n<v Anne>{text}\n" for start, end, text in spoken)


def ttml_file(paragraphs: Sequence[str]) -> str:
    spoken = cues([escape(each, quote=False) for each in paragraphs], "<br/>")
    body = "\n".join(f'<p begin="{start}" end="{end}">{text}</p>' for start, end, text in spoken)
    return f"<tt><body><div>{body}</div></body></tt>"


def po_file(paragraphs: Sequence[str]) -> str:
    return "\n".join(
        f'msgid "{n}"\nmsgstr ""\n"{po.in_po_string(each[:30])}"\n"{po.in_po_string(each[30:])}"\n'
        for n, each in enumerate(paragraphs)
    )


def csv_file(paragraphs: Sequence[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([("id", "target"), *enumerate(paragraphs)])
    return written.getvalue()


def xliff_file(paragraphs: Sequence[str]) -> str:
    units = "".join(
        f'<unit id="{n}"><segment><source>a</source><target>{escape(each)}</target></segment></unit>'
        for n, each in enumerate(paragraphs)
    )
    return f'<xliff version="2.0" srcLang="en" trgLang="fr"><file id="f">{units}</file></xliff>'


def tmx_file(paragraphs: Sequence[str]) -> str:
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>a</seg></tuv><tuv xml:lang="fr"><seg>{escape(each)}</seg></tuv></tu>'
        for each in paragraphs
    )
    return f'<tmx version="1.4"><header srclang="en"/><body>{units}</body></tmx>'


FILES = {
    "srt": srt_file,
    "vtt": vtt_file,
    "ttml": ttml_file,
    "po": po_file,
    "csv": csv_file,
    "xliff": xliff_file,
    "tmx": tmx_file,
}


@pytest.fixture(scope="module")
def expected() -> list[tuple[str, str]]:
    """The issues of the article as plain text."""
    return [(each.rule, each.text) for each in CHECKER.check_text(ARTICLE).documents[0].issues]


@pytest.mark.parametrize("name", FILES)
def test_an_article_has_the_same_issues_as_its_text(name, expected):
    reader = load_format(name)
    read = document(reader, FILES[name]([line for line in ARTICLE.splitlines() if line]))
    issues = next(CHECKER.check([read])).issues
    assert [(each.rule, each.text) for each in issues] == expected
    assert [standing_at(read, each.span).split() for each in issues] == [each.text.split() for each in issues]
    fixes = [fix for each in issues for fix in each.fixes if fix.applicability is not Applicability.DISPLAY_ONLY]
    assert fixes
    for fix in fixes:
        file = read.origin.bytes_after(read.text, fix.edits)
        assert document(reader, file).text == patch(read.text, fix.edits)


def standing_at(read: Document, span: Span) -> str:
    """What the source of a span reads as, piece by piece, with a blank between those that are apart."""
    found, end = "", span.start
    for each in read.origin.stretches:
        if each.end > span.start and each.start < span.end:
            start, stop = max(each.start, span.start), min(each.end, span.end)
            place = read.origin.extent(Span(start, stop))
            found += " " * (start - end) + each.notation.read(read.origin.source[place.start : place.end])
            end = stop
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Reset", ["Reset"]),
        ("Save (files)", ["Save (files"]),
        ("Firefox", []),
        ("Menu", []),
        ("config.yaml %s A4 12", []),
        ("", []),
    ],
)
def test_a_target_that_is_its_source_is_untranslated_where_it_has_words(text, found):
    xliff = load_format("xliff")
    unit = f"<unit id='a'><segment><source>{text}</source><target>{text}</target></segment></unit>"
    file = "<unit id='b'><segment><source>The port</source><target>Le port est ouvert.</target></segment></unit>"

    def issues(source_language: str, wanted: str) -> list[str]:
        root = f"<xliff version='2.0' srcLang='{source_language}' trgLang='fr'><file>{wanted}{file}</file></xliff>"
        [report] = Checker(target="fr", select=["untranslated"]).check([document(xliff, root)])
        return [issue.text for issue in report.issues]

    assert issues("en", unit) == found
    assert issues("fr-CA", unit) == issues("en", unit.replace("id='a'", "id='a' translate='no'")) == []
