"""Sentence boundaries of our segmenter and of its peers, side by side in one run.

The gold sentences of a treebank, five consecutive ones of the file joined by one space, form a
block; what counts is the boundaries inside the blocks. A boundary is the place of the first
character of a sentence that is not white space, so that it does not matter to which side a tool
gives the space. Speed is taken over the blocks, and over all of them as one line of 200,000
characters or more (no longer, since one of the peers is quadratic). Load time is not counted.

The peers are no dependencies of ours; those that are installed take part:

    pip install choppa-srx nupunkt sentencex pysbd
    python benchmarks/segmentation.py --data FOLDER

The folder holds CoNLL-U files, plain or gzipped, named as in Universal Dependencies
("fr_gsd-ud-dev.conllu.gz").
"""

from __future__ import annotations

import argparse
import gzip
import re
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from checker.model import Span
from checker.packs.languages import Packs
from checker.text.segment import Segmenter

# From a text to where its sentences start.
Splitter = Callable[[str], list[int]]

SENTENCES_PER_BLOCK = 5
LONG_LINE_CHARACTERS = 200_000


def ours(language: str) -> Splitter:
    """The segmenter of this project."""
    segmenter = Segmenter(Packs().find(language))
    return lambda text: [segment.span.start for segment in segmenter.split(text, Span(0, len(text)))]


def choppa_srx(language: str) -> Splitter:
    """LanguageTool's SRX rules, ``<language>_two``: paragraphs end with an empty line."""
    choppa = import_module("choppa")
    rules = Path(choppa.__file__).parent / "data" / "srx" / "languagetool_segment.srx"
    document = choppa.SrxDocument(ruleset=str(rules))
    return lambda text: starts(choppa.SrxTextIterator(document, f"{language}_two", text))


def nupunkt(language: str) -> Splitter:
    """The Punkt algorithm with its own model."""
    spans = import_module("nupunkt").sentence_spans
    return lambda text: [start for start, _ in spans(text)]


def sentencex(language: str) -> Splitter:
    """Wikimedia's rules."""
    segment = import_module("sentencex").segment
    return lambda text: starts(segment(language, text))


def pysbd(language: str) -> Splitter:
    """The golden rules of Pragmatic Segmenter."""
    segmenter = import_module("pysbd").Segmenter(language=language, clean=False)
    return lambda text: starts(segmenter.segment(text))


PEERS = (choppa_srx, nupunkt, sentencex, pysbd)


def starts(sentences: Iterator[str]) -> list[int]:
    """Where sentences that are handed out as strings with their white space begin."""
    found, position = [], 0
    for sentence in sentences:
        found.append(position)
        position += len(sentence)
    return found


def gold_blocks(path: Path) -> list[tuple[str, set[int]]]:
    """The blocks of a treebank, each with the places of its inner boundaries."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        sentences = [line.removeprefix("# text =").strip() for line in file if line.startswith("# text =")]
    blocks = []
    for first in range(0, len(sentences), SENTENCES_PER_BLOCK):
        group = sentences[first : first + SENTENCES_PER_BLOCK]
        boundaries, position = set(), 0
        for sentence in group[:-1]:
            position += len(sentence) + 1
            boundaries.add(position)
        blocks.append((" ".join(group), boundaries))
    return blocks


def boundaries(text: str, splitter: Splitter) -> set[int]:
    """The inner boundaries that a tool finds: first characters that are not white space, the first one left out."""
    visible = (start + len(text[start:]) - len(text[start:].lstrip()) for start in splitter(text))
    return {place for place in visible if 0 < place < len(text)}


def measure(name: str, splitter: Splitter, blocks: list[tuple[str, set[int]]]) -> str:
    """One row of the table."""
    hits = wrong = missed = 0
    for text, gold in blocks:
        found = boundaries(text, splitter)
        hits, wrong, missed = hits + len(found & gold), wrong + len(found - gold), missed + len(gold - found)
    precision, recall = hits / max(hits + wrong, 1), hits / max(hits + missed, 1)
    f1 = 2 * hits / max(2 * hits + wrong + missed, 1)
    texts = [text for text, _ in blocks]
    joined = " ".join(texts)
    line = (joined + " ") * (LONG_LINE_CHARACTERS // len(joined) + 1)
    return (
        f"{name:12} {precision:9.2%} {recall:7.2%} {f1:7.2%} "
        f"{speed(splitter, texts) / 1e6:16.2f} {speed(splitter, [line]) / 1e6:19.2f}"
    )


def speed(splitter: Splitter, texts: list[str]) -> float:
    """Characters a second."""
    begin = time.perf_counter()
    for text in texts:
        splitter(text)
    return sum(map(len, texts)) / (time.perf_counter() - begin)


def main() -> None:
    """Print a table for each treebank."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="where the treebanks lie")
    parser.add_argument(
        "--treebanks", nargs="+", default=["fr_gsd-ud-dev", "fr_sequoia-ud-dev"], help="their names, without ending"
    )
    arguments = parser.parse_args()
    for treebank in arguments.treebanks:
        path = next(iter(sorted(arguments.data.glob(f"{treebank}.conllu*"))), None)
        if path is None:
            parser.error(f"{treebank}.conllu or {treebank}.conllu.gz is not in {arguments.data}")
        language = re.split("[-_]", treebank)[0]
        blocks = gold_blocks(path)
        print(f"{treebank}: {sum(len(gold) for _, gold in blocks)} inner boundaries in {len(blocks)} blocks")
        print(f"{'':12} {'precision':>9} {'recall':>7} {'F1':>7} {'Mchar/s, blocks':>16} {'Mchar/s, long line':>19}")
        print(measure("checker", ours(language), blocks))
        for peer in PEERS:
            try:
                splitter = peer(language)
            except ModuleNotFoundError as error:
                print(f"{peer.__name__:12} not installed ({error.name})")
            else:
                print(measure(peer.__name__, splitter, blocks), flush=True)
        print()


if __name__ == "__main__":
    main()
