"""The map between a text and its file, on maps of any shape."""

import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model import Edit, Encoded, Notation, Origin, Span, Stretch, UnwritableError, patch

LETTERS = st.text(st.characters(exclude_characters="\r\n<>[]", exclude_categories=["Cs"]), min_size=1, max_size=6)
TAG = re.compile("<[^>]*>")


def read(source: str) -> str:
    """The text of a source: tags are none of it, and ``[e9]`` is é."""
    return re.sub(r"\[([0-9a-f]+)\]", lambda found: chr(int(found[1], 16)), TAG.sub("", source))


def coded(text: str) -> str:
    return "".join(f"[{ord(each):x}]" for each in text)


def plain(text: str) -> str:
    return re.sub(r"[<>\[\]]", lambda found: coded(found.group()), text)


CODED, PLAIN = Notation(coded, read), Notation(plain, read)


@st.composite
def mapped(draw):
    """A text and its origin: stretches as they are, coded ones, tags between some, and text that is nowhere."""
    text, source, stretches = "", "", []

    def add(letters, written, notation):
        nonlocal text, source
        ends = len(text) + len(letters), len(source) + len(written)
        stretches.append(Stretch(len(text), ends[0], len(source), ends[1], notation))
        text, source = text + letters, source + written

    for _ in range(draw(st.integers(1, 8))):
        kind = draw(st.sampled_from(["plain", "plain", "coded", "pair", "tag", "nowhere"]))
        letters = draw(LETTERS)
        if kind == "tag":
            source += f"<{letters}>"
        elif kind == "nowhere":
            text += "\n"
        elif kind == "coded":
            for each in letters:
                add(each, coded(each), CODED)
        else:
            add(letters, coded(letters) if kind == "pair" else letters, PLAIN)
    encoding = Encoded(draw(st.sampled_from(["utf-8", "utf-16-le"])), draw(st.booleans()))
    data = encoding.bytes_after(source, ())
    return text, Origin(sha256(data).hexdigest(), source, encoding, tuple(stretches))


@st.composite
def changes(draw, text):
    """Edits of a text, in order and apart."""
    edges = draw(st.lists(st.integers(0, len(text)), max_size=6, unique=True).map(sorted))
    letters = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"), max_size=6)
    return [Edit(Span(*edge), draw(letters)) for edge in zip(edges[::2], edges[1::2], strict=False)]


@given(mapped())
def test_what_stands_at_a_place_reads_as_the_text_there(made):
    text, origin = made
    for each in origin.stretches:
        extent = origin.extent(Span(each.start, each.end))
        assert read(origin.source[extent.start : extent.end]) == text[each.start : each.end]
        assert origin.place(each.start) == extent.start


@given(mapped())
def test_no_change_leaves_every_byte_as_it_was(made):
    text, origin = made
    for edits in ([], [Edit(Span(0, len(text)), text)] if "\n" not in text else []):
        assert sha256(origin.bytes_after(text, edits)).hexdigest() == origin.digest


@given(st.data())
def test_an_edit_is_made_as_a_whole_or_refused_and_markup_stays(data):
    text, origin = data.draw(mapped())
    edits = data.draw(changes(text))
    try:
        source = patch(origin.source, origin.source_edits(text, edits))
    except UnwritableError:
        return
    assert read(source) == patch(text, edits).replace("\n", "")
    assert TAG.findall(source) == TAG.findall(origin.source)


@given(st.data())
def test_an_edit_inside_one_stretch_is_never_refused_and_changes_nothing_else(data):
    text, origin = data.draw(mapped())
    if not origin.stretches:
        return
    each = data.draw(st.sampled_from(origin.stretches))
    start = data.draw(st.integers(each.start, each.end - 1))
    end = data.draw(st.integers(start + 1, each.end))
    [*made] = origin.source_edits(text, [Edit(Span(start, end), data.draw(LETTERS))])
    assert all(each.source_start <= edit.span.start <= edit.span.end <= each.source_end for edit in made)


@pytest.mark.parametrize(
    ("wanted", "source"),
    [
        ((0, 8, "la belles"), "l<b>a</b> belles fin"),  # word by word
        ((0, 9, ""), "<b></b>fin"),  # taken out on all sides
        ((0, 2, "la"), "l<b>a</b> belle fin"),
        ((2, 2, "s"), "l<b>es</b> belle fin"),
    ],
)
def test_an_edit_across_markup_is_made_where_it_can_be(wanted, source):
    text, origin = "le belle fin", across()
    edit = Edit(Span(*wanted[:2]), wanted[2])
    assert patch(origin.source, origin.source_edits(text, [edit])) == source


def test_an_edit_that_would_have_to_be_halved_is_refused_with_the_reason():
    with pytest.raises(UnwritableError, match="both sides of markup"):
        across().source_edits("le belle fin", [Edit(Span(0, 2), "du")])


def across() -> Origin:
    """``le belle fin`` with a tag inside its first word."""
    stretches = Stretch(0, 1, 0, 1, PLAIN), Stretch(1, 2, 4, 5, PLAIN), Stretch(2, 12, 9, 19, PLAIN)
    return Origin("", "l<b>e</b> belle fin", Encoded("utf-8"), stretches)
