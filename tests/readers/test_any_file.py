"""What every reader must hold, whatever the file: see "Writing a reader" in `docs/formats.md`.

Two hundred damaged files of each format; ``CHECKER_ATTACKS=100 pytest tests/readers/test_any_file.py -k damaged`` makes
them twenty thousand, in minutes.
"""

import io
import random
import re
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from attacks import chooser, seeds, within
from hypothesis import given
from hypothesis import strategies as st
from made_files import MAKERS

from checker.errors import InputError
from checker.model import Document, Edit, Span, UnwritableError, patch
from checker.readers.formats import load_format, of_ending

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "formats"
SAMPLES_OF_ALL = sorted(SAMPLES.glob("port.*"))
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


@pytest.mark.parametrize("path", SAMPLES_OF_ALL, ids=lambda path: path.name)
def test_a_damaged_file_is_read_or_refused(path):
    whole = path.read_bytes()
    [name] = of_ending(path.name)
    readable = 0
    for seed in seeds(MUTATED):
        chance = chooser(f"{path.name} {seed}")
        data = damaged(whole, chance)
        with within(10):
            try:
                found = list(load_format(name).read(io.BytesIO(data), "file"))
            except InputError:
                continue
            for document in found:
                if isinstance(document, Document) and document.origin:
                    assert_mapped(document, data)
                    assert_corrected_or_refused(name, document, chance)
        readable += any(isinstance(each, Document) for each in found)
    assert readable


def assert_corrected_or_refused(name: str, document: Document, chance: random.Random) -> None:
    """Assert that a file with another word in the place of one is read as that, unless this is refused with a reason.

    A file whose encoding is a guess may be taken for another after; whether a cue goes on with the sentence of the one
    before hangs on its words.
    """
    words = list(re.finditer(r"[^\W\d_]+", document.text))
    if not words or document.warnings:
        return
    word = chance.choice(words)
    edit = Edit(Span(word.start(), word.end()), chance.choice(("mot", "l’été", "<&>", "a*b_c*")))
    try:
        after = document.origin.bytes_after(document.text, [edit])
    except UnwritableError:
        return
    assert read(name, after).text.split() == patch(document.text, [edit]).split()


def damaged(whole: bytes, chance: random.Random) -> bytes:
    """A file with a few faults; those of an archive are mostly in one of its members, or few could be opened."""
    if not whole.startswith(b"PK") or chance.random() < 0.2:
        return mutated(whole, chance)
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(packed, "w") as target:
        at_fault = chance.choice(source.namelist())
        for name in source.namelist():
            member = source.read(name)
            target.writestr(zipfile.ZipInfo(name), mutated(member, chance) if name == at_fault else member)
    return packed.getvalue()


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
