"""Measures the untranslated runs that the checker finds in articles whose runs are known.

    python benchmarks/untranslated.py --data FOLDER [--target fr] [--tagger FILE ...]

FOLDER holds ``*.jsonl`` files, one article a line: {"id", "doc", "target", "text", "spans": [{"start",
"end", "lang", "kind"}], "negatives": [{"start", "end", "kind"}], "sentences": [[start, end]]};
``training/mixed_articles.py`` makes such articles. A negative is deliberate foreign text: a name, a
title, a quotation with its translation. The bundled tagger has seen all of NTREX-128's development
articles: to measure on them, train one for each fold by ``training/foreign_tagger.py --fold 0/3`` and
so on, and give them all to ``--tagger``; each is tried on the articles that it was kept away from.

char    F1 over the letters in runs
span    F1 of runs: the letters of a right one and of its gold are at least half in common
exact   right, and both ends within one word of the gold's
strict  right, and both ends the very character
false   runs without any gold letter in 1,000 sentences without gold
clean   share of the articles without gold in which anything is flagged
The last three columns of F1 leave single words out: they are neither wanted nor false.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.engine.pipeline import Checker
from checker.model import Document, DocumentReport
from checker.packs.languages import BUNDLED, Packs

CATEGORY = "accuracy/untranslated"
TAGS = {
    "fra": "fr", "spa": "es", "ita": "it", "por": "pt", "deu": "de", "nld": "nl", "pol": "pl", "ron": "ro", "eng": "en"
}  # fmt: skip
WORD = re.compile(r"\w+(?:['’-]\w+)*")
Run = tuple[int, int, str, str]  # start, end, language, kind


@dataclass
class Tally:
    """Sums over articles, and the figures that they give."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    negatives: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def f1(self, right: str) -> float:
        """F1 of the runs that are right in one sense."""
        return 2 * self.counts[right] / max(1, self.counts["found"] + self.counts["wanted"])

    @property
    def char(self) -> float:
        """F1 of letters."""
        n = self.counts
        return 2 * n["letters right"] / max(1, n["letters found"] + n["letters wanted"])

    @property
    def false_per_1000(self) -> float:
        """Runs without any gold letter, in 1,000 clean sentences."""
        return 1000 * self.counts["false"] / max(1, self.counts["clean sentences"])

    @property
    def clean_flagged(self) -> float:
        """Share of the clean articles in which anything is flagged."""
        return self.counts["clean flagged"] / max(1, self.counts["clean"])

    def add(self, article: dict[str, Any], found: list[Run], skip: frozenset[str]) -> None:
        """Count one article; gold runs of the kinds in `skip` are neither wanted nor false."""
        text, count = article["text"], self.counts
        count["articles"] += 1
        gold = [run for run in joined(runs_of(article["spans"]), text) if run[3] not in skip]
        free = letters([run for run in runs_of(article["spans"]) if run[3] in skip], text)
        runs = [run for run in joined(found, text) if not letters([run], text) <= free]
        wanted, flagged = letters(gold, text), letters(runs, text) - free
        count["letters right"] += len(wanted & flagged)
        count["letters wanted"] += len(wanted)
        count["letters found"] += len(flagged)
        count["wanted"] += len(gold)
        count["found"] += len(runs)
        starts = [word.start() for word in WORD.finditer(text)]
        for one, other in matches(gold, runs, text):
            count["right"] += 1
            near = (
                abs(bisect_right(starts, a) - bisect_right(starts, b)) <= 1
                for a, b in ((one[0], other[0]), (one[1] - 1, other[1] - 1))
            )
            count["exact"] += all(near)
            count["strict"] += one[:2] == other[:2]
            count["named"] += one[2] == other[2]
        for run in gold:
            self.kinds[run[3]]["all"] += 1
            self.kinds[run[3]]["found"] += 2 * len(letters([run], text) & flagged) >= len(letters([run], text))
        for run in runs_of(article.get("negatives", [])):
            own = letters([run], text)
            self.negatives[run[3]]["all"] += 1
            self.negatives[run[3]]["found"] += bool(own) and 2 * len(own & flagged) >= len(own)
        count["false"] += sum(not letters([run], text) & (wanted | free) for run in runs)
        dirty = wanted | free
        count["clean sentences"] += sum(dirty.isdisjoint(range(*s)) for s in article.get("sentences", []))
        if not dirty:
            count["clean"] += 1
            count["clean flagged"] += bool(runs)


def runs_of(marks: Iterable[dict[str, Any]]) -> list[Run]:
    """The marked runs of an article."""
    return [(m["start"], m["end"], TAGS.get(m.get("lang", ""), m.get("lang", "")), m["kind"]) for m in marks]


def letters(runs: Iterable[Run], text: str) -> set[int]:
    """The offsets of the letters in runs."""
    return {n for start, end, *_ in runs for n in range(start, end) if text[n].isalpha()}


def joined(runs: list[Run], text: str) -> list[Run]:
    """The runs cut at line ends and trimmed to letters and digits; those with neither between them are one."""
    out: list[Run] = []
    for start, end, lang, kind in sorted(runs):
        for line in re.finditer(r"\w(?:[^\n]*\w)?", text[start:end]):
            a, b = start + line.start(), start + line.end()
            between = text[out[-1][1] : a] if out else "\n"
            if "\n" in between or re.search(r"\w", between):
                out.append((a, b, lang, kind))
            else:
                last = out.pop()
                longer = last if last[1] - last[0] >= b - a else (a, b, lang, kind)
                out.append((last[0], max(b, last[1]), longer[2], longer[3]))
    return out


def matches(gold: list[Run], found: list[Run], text: str) -> Iterator[tuple[Run, Run]]:
    """Pairs of a gold run and a found one that have at least half of their letters in common, best first."""
    pairs = []
    for g in gold:
        for f in found:
            if g[0] < f[1] and f[0] < g[1]:
                own, other = letters([g], text), letters([f], text)
                share = len(own & other) / max(1, len(own | other))
                if share >= 0.5:
                    pairs.append((share, g, f))
    used: set[Run] = set()
    for _, g, f in sorted(pairs, reverse=True):
        if not used & {g, f}:
            used |= {g, f}
            yield g, f


def predictions(articles: list[dict[str, Any]], checker: Checker) -> Iterator[list[Run]]:
    """What the checker finds in each article."""
    feed = (Document(a["id"], a["text"], TAGS.get(a["target"], a["target"])) for a in articles)
    for outcome in checker.check(feed):
        if not isinstance(outcome, DocumentReport):
            raise SystemExit(outcome.message)
        found = (issue for issue in outcome.issues if issue.category == CATEGORY)
        yield [(i.span.start, i.span.end, i.language or "", "") for i in found]


def packs_with(tagger: Path, folder: Path) -> Path:
    """The bundled packs as links in a folder, with another tagger in place of theirs."""
    for pack in (path for path in BUNDLED.iterdir() if path.is_dir()):
        (folder / pack.name).mkdir()
        for resource in pack.iterdir():
            (folder / pack.name / resource.name).symlink_to(resource.resolve())
    (folder / "mul/tagger.npz").unlink()
    (folder / "mul/tagger.npz").symlink_to(tagger.resolve())
    return folder


def report(articles: list[dict[str, Any]], found: list[list[Run]]) -> None:
    """Print the tables."""
    print("target  articles   char  span exact | no single words: char  span exact strict | false  clean  named")
    tallies = {}
    for target in ("all", *sorted({article["target"] for article in articles})):
        whole, core = Tally(), Tally()
        for article, runs in zip(articles, found, strict=True):
            if target in ("all", article["target"]):
                whole.add(article, runs, frozenset())
                core.add(article, runs, frozenset({"word"}))
        tallies[target] = whole
        n = whole.counts
        all_words = f"{whole.char:.3f} {whole.f1('right'):.3f} {whole.f1('exact'):.3f}"
        several = f"{core.char:.3f} {core.f1('right'):.3f} {core.f1('exact'):.3f}  {core.f1('strict'):.3f}"
        named = n["named"] / max(1, n["right"])
        row = f"{target:8}{n['articles']:8}  {all_words} |                  {several} |"
        print(f"{row} {whole.false_per_1000:5.2f}  {whole.clean_flagged:.3f}  {named:.3f}")
    for title, table in (("recall", tallies["all"].kinds), ("negatives flagged", tallies["all"].negatives)):
        print(f"{title}: " + ", ".join(f"{kind} {n['found'] / n['all']:.3f}" for kind, n in sorted(table.items())))


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--target")
    parser.add_argument("--tagger", type=Path, nargs="*", default=[])
    args = parser.parse_args()
    lines = (line for path in sorted(args.data.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    articles = [json.loads(line) for line in lines]
    if args.target:
        articles = [a for a in articles if TAGS.get(a["target"], a["target"]) == args.target]
    checker = Checker(select=["mul/untranslated"])
    if not args.tagger:
        report(articles, list(predictions(articles, checker)))
        return
    measured, found = [], []
    for tagger in args.tagger:
        unseen = set(tagger.with_suffix(".held-out.txt").read_text(encoding="utf-8").split("\n"))
        own = [article for article in articles if article["doc"] in unseen]
        with tempfile.TemporaryDirectory() as folder:
            checker = Checker(select=["mul/untranslated"])
            checker.resources.packs = Packs((packs_with(tagger, Path(folder)),))
            found += predictions(own, checker)
            measured += own
    report(measured, found)


if __name__ == "__main__":
    main()
