"""What every reader must hold, whatever the file: see "Writing a reader" in `docs/formats.md`."""

import io
import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_files import MAKERS

from checker.errors import InputError
from checker.model import Document, Edit, Span, UnwritableError, patch
from checker.readers.formats import load_format, of_ending

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "formats"
WRITTEN_BACK = [path for path in sorted(SAMPLES.glob("port.*")) if load_format(*of_ending(path.name)).HAS_FILES]
MUTATED = 200  # of each sample
WORDS = st.text(
    st.one_of(
        st.sampled_from("aeéœß’'&<>*_`[]|#$~\\-.!?\"\u00a0\u0301\u202fאم😀"),
        st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
    ),
    min_size=1,
    max_size=9,
).map(lambda word: "x" + "".join(word.split()))
BLOCKS = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=6)


def read(name: str, data: bytes) -> Document:
    [document] = load_format(name).read(io.BytesIO(data), "file")
    assert isinstance(document, Document)
    return document


def assert_mapped(document: Document, data: bytes) -> None:
    """Assert that the map between a text and its file is what a reader must deliver."""
    origin = document.origin
    assert origin is not None
    assert origin.bytes_after(document.text, ()) == data
    if origin.stretches is None:
        return
    for each in origin.stretches:
        written = origin.source[each.source_start : each.source_end]
        assert each.notation.read(written) == document.text[each.start : each.end]
    standing = sorted((each.source_start, each.source_end) for each in origin.stretches)
    assert all(before[1] <= behind[0] for before, behind in pairwise(standing))
    ends = [document.text[part.span.end] for part in document.parts]
    assert set(ends) <= {"\n", " "}
    assert "".join(part.span.of(document.text) + end for part, end in zip(document.parts, ends, strict=True)) == (
        document.text
    )


@pytest.mark.parametrize("name", sorted(MAKERS))
@given(BLOCKS)
def test_what_is_written_is_read_and_stands_where_the_map_says(name, blocks):
    data = MAKERS[name](blocks)
    document = read(name, data)
    assert_mapped(document, data)
    assert [line for line in re.split(r"[\r\n]+", document.text) if line] == blocks


@pytest.mark.parametrize("name", sorted(MAKERS))
@given(BLOCKS, st.data())
def test_a_correction_changes_its_words_and_nothing_else(name, blocks, data):
    file = MAKERS[name](blocks)
    document = read(name, file)
    words = [Span(found.start(), found.end()) for found in re.finditer(r"\S+", document.text)]
    edit = Edit(data.draw(st.sampled_from(words)), data.draw(WORDS))
    try:
        after = document.origin.bytes_after(document.text, [edit])
    except UnwritableError:
        return
    corrected = read(name, after)
    assert corrected.text == patch(document.text, [edit])
    if document.has_lines:
        made = document.edits_in_file([edit])
        source = file.decode().removeprefix("\ufeff")
        assert after.decode().removeprefix("\ufeff") == patch(source, made)


@pytest.mark.parametrize("path", WRITTEN_BACK, ids=lambda path: path.name)
def test_a_damaged_file_is_read_or_refused(path):
    chance = random.Random(path.name)
    whole = path.read_bytes()
    [name] = of_ending(path.name)
    readable = 0
    for _ in range(MUTATED):
        data = mutated(whole, chance)
        try:
            document = read(name, data)
        except InputError:
            continue
        assert_mapped(document, data)
        readable += 1
    assert readable


def mutated(data: bytes, chance: random.Random) -> bytes:
    """A file in which a few parts are missing, doubled, turned around, moved, or other ones."""
    for _ in range(chance.randint(1, 6)):
        start = chance.randrange(len(data))
        part = data[start : start + chance.choice((1, 1, 2, 8, 40))]
        sign = bytes([chance.choice(b"<>&*_`[]|#-\"'\\\r\n\t\x00\xc3")])
        put = chance.choice((b"", part, part * 2, part[::-1], chance.randbytes(1), sign, sign))
        rest = data[:start] + data[start + len(part) :]
        at = chance.choice((start, chance.randrange(len(data))))
        data = rest[:at] + put + rest[at:] or b" "
    return data
