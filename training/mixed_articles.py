"""Makes news articles with untranslated passages, their exact spans, and foreign text that must stay silent.

    python training/mixed_articles.py --data FOLDER --out FILE.jsonl.gz [--seed 1] [--copies 2] [--targets fra,spa]

FOLDER holds aligned translations of the same articles (see ``mixed_corpus``); the sentences put in stand in
``mixed_frames.yaml``. Each line of the output is one article in one target language:

    {"id", "doc", "target", "text",
     "spans": [{"start", "end", "lang", "kind"}],       untranslated, from the first to the last foreign word
     "negatives": [{"start", "end", "kind"}],           foreign on purpose
     "sentences": [[start, end], ...]}                  the lines of the article

Offsets are code points, half-open; languages are BCP-47. ``doc`` names the article whatever its language: split by it.
With ``--short`` every article has many runs, all of a few words: they are the hardest to tell from borrowed
words, and few in articles of natural proportions.
An article depends only on seed, copy, article and target, so that a selection of targets changes none of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from mixed_corpus import Corpus, tag_of
from mixed_frames import Frames
from mixed_inserter import Inserter
from mixed_insertions import KINDS, SHORT_KINDS, WHOLE_PARAGRAPH, Kind, headline
from mixed_markup import Markup, Row
from mixed_negatives import Keeper, damage, mark_kept

CLEAN_SHARE = 0.5
# Of the clean articles and of the others, how many have foreign text on purpose; as the benchmark has them.
NEGATIVES_SHARE = {True: 0.53, False: 0.46}
ENGLISH_SHARE = 0.735
DAMAGED_SHARE = 0.1
RUNS = ((1, 2, 3, 4), (0.34, 0.37, 0.16, 0.13))
SHORT_RUNS = 8
PARAGRAPH_ROWS = ((1, 2, 3), (0.45, 0.35, 0.2))
NEGATIVES = ((1, 2, 3, 4, 5, 6), (0.15, 0.25, 0.22, 0.16, 0.12, 0.1))
TRIES = 12


class Article:
    """One article while it is being made."""

    def __init__(self, corpus: Corpus, doc: str, target: str, rng: random.Random) -> None:
        self.corpus, self.target, self.random = corpus, target, rng
        self.frames = Frames(tag_of(target), rng)
        self.markup = Markup()
        rows = [Row(corpus.lines[target][line], line) for line in corpus.articles[doc]]
        self.paragraphs = [rows[:1]]
        at = 1
        while at < len(rows):
            size = rng.choices(*PARAGRAPH_ROWS)[0]
            self.paragraphs.append(rows[at : at + size])
            at += size

    def intruder(self) -> str:
        """A file in another language, English in three of four cases."""
        files = [file for file in self.corpus.lines if tag_of(file) != tag_of(self.target)]
        tags = sorted({tag_of(file) for file in files})
        others = [tag for tag in tags if tag != "en"]
        is_english = "en" in tags and (not others or self.random.random() < ENGLISH_SHARE)
        tag = "en" if is_english else self.random.choice(others)
        return self.random.choice([file for file in files if tag_of(file) == tag])

    def insert_run(self, inserter: Inserter, kinds: Sequence[Kind]) -> None:
        """Put in one run of a kind drawn by weight; another kind is drawn where one does not fit."""
        for _ in range(TRIES):
            kind = self.random.choices(kinds, [kind.weight for kind in kinds])[0]
            if self._try(kind, inserter):
                return

    def _try(self, kind: Kind, inserter: Inserter) -> bool:
        rows = self.paragraphs[0] if kind.make is headline else self.random.choice(self.paragraphs)
        count = len(rows) if kind.rows == WHOLE_PARAGRAPH else kind.rows
        if len(rows) < count:
            return False
        start = self.random.randrange(len(rows) - count + 1)
        taken = rows[start : start + count]
        if any(row.source is None or not row.free for row in taken):
            return False
        made = kind.make(inserter, taken)
        if made is None:
            return False
        # No second run beside this one: with only punctuation between them nobody could tell them apart.
        for row in rows[max(0, start - 1) : start + count + 1]:
            row.free = False
        rows[start : start + count] = [Row(text, None, free=False, touched=True) for text in made]
        return True

    def insert_negatives(self) -> None:
        """Put in foreign text on purpose: sentences after rows that no run touches, paragraphs that are no prose."""
        for _ in range(self.random.choices(*NEGATIVES)[0]):
            keeper = Keeper(self.corpus, self.frames, self.markup, self.random, self.target, self.intruder())
            # Nothing goes beside the headline.
            rows = self.random.choice(self.paragraphs[1:])
            at = self.random.randrange(len(rows))
            row = rows[at]
            if row.touched or row.source is None:
                continue
            if self.random.random() < 0.1:
                lines = [[Row(line, None, free=False)] for line in keeper.lines()]
                place = self.random.randrange(1, len(self.paragraphs) + 1)
                self.paragraphs[place:place] = lines
            elif (glossed := keeper.gloss_quotation(row)) is not None:
                rows[at] = Row(glossed, None, free=False)
            else:
                rows.insert(at + 1, Row(keeper.sentence(row), None, free=False))

    def mark_kept(self) -> None:
        """Mark the names that the translators kept, where nothing was done to their lines."""
        reference = "fra" if tag_of(self.target) == "en" else "eng"
        if reference not in self.corpus.lines:
            return
        for row in (row for rows in self.paragraphs for row in rows):
            if row.source is not None and not row.touched:
                row.text = mark_kept(row, self.corpus.lines[reference][row.source], self.markup)

    def render(self) -> dict[str, Any]:
        """Text, spans, negatives and sentences."""
        text, sentences = "", []
        for rows in self.paragraphs:
            text += "\n\n" if text else ""
            for number, row in enumerate(rows):
                text += " " if number else ""
                start = len(self.markup.resolve(text)[0])
                text += row.text
                sentences.append([start, len(self.markup.resolve(text)[0])])
        plain, found = self.markup.resolve(text)
        if self.random.random() < 0.4:
            plain = plain.replace("’", "'")
        return {
            "text": plain,
            "spans": [
                {"start": start, "end": end, "lang": mark.language, "kind": mark.kind}
                for start, end, mark in found
                if mark.language
            ],
            "negatives": [
                {"start": start, "end": end, "kind": mark.kind} for start, end, mark in found if not mark.language
            ],
            "sentences": sentences,
        }


def make(corpus: Corpus, doc: str, target: str, seed: int, copy: int, short: bool) -> dict[str, Any]:
    """One article in one language."""
    rng = random.Random(f"{seed}/{copy}/{doc}/{target}")
    article = Article(corpus, doc, target, rng)
    clean = rng.random() < CLEAN_SHARE and not short
    if not clean:
        inserter = Inserter(corpus, article.frames, article.markup, rng, target, article.intruder())
        for _ in range(SHORT_RUNS if short else rng.choices(*RUNS)[0]):
            article.insert_run(inserter, SHORT_KINDS if short else KINDS)
    if rng.random() < NEGATIVES_SHARE[clean]:
        article.insert_negatives()
    article.mark_kept()
    if rng.random() < DAMAGED_SHARE:
        damage(article.paragraphs, rng)
    return {"id": f"{doc}-{target}-{seed}-{copy}", "doc": doc, "target": tag_of(target), **article.render()}


def articles(
    corpus: Corpus, targets: list[str], seed: int, copies: int, short: bool = False
) -> Iterator[dict[str, Any]]:
    """Every article in every target language, ``copies`` times."""
    for copy in range(copies):
        for doc in corpus.articles:
            for target in targets:
                yield make(corpus, doc, target, seed, copy, short)


def main() -> None:
    """Write the articles; the file appears whole or not at all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of aligned translations")
    parser.add_argument("--out", type=Path, required=True, help="FILE.jsonl.gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=1, help="articles made from each one and target")
    parser.add_argument("--targets", help="files to take as targets, with commas between; all when left out")
    parser.add_argument("--short", action="store_true", help="many runs of a few words in each article")
    args = parser.parse_args()
    corpus = Corpus.read(args.data)
    targets = args.targets.split(",") if args.targets else list(corpus.lines)
    unknown = sorted(set(targets) - set(corpus.lines))
    if unknown:
        parser.error(f"no {', '.join(unknown)} in {args.data}")
    unfinished = args.out.with_name(args.out.name + ".part")
    count = 0
    with open(unfinished, "wb") as raw, gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0) as out:
        for count, article in enumerate(articles(corpus, targets, args.seed, args.copies, args.short), 1):  # noqa: B007
            out.write((json.dumps(article, ensure_ascii=False) + "\n").encode())
    unfinished.replace(args.out)
    print(f"{count} articles in {args.out}")


if __name__ == "__main__":
    main()
