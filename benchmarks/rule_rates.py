r"""Counts how often each rule of a family fires in native news and in translated text.

    python benchmarks/rule_rates.py --native NEWS.jsonl.gz --translated MT.jsonl.gz \
        [--translated FOLDER/fra.txt] [--family fr/calque] [--limit 4000] [--show RULE]

A file holds articles, JSON Lines {"text", "target"}, or plain text with a sentence on each line; lines in another
target language are left out. Prints for each rule that fired its severity, its alarms and their rate in 100,000 words
of each kind of text. A minor rule is to fire at most once in 100,000 native words: one that fires oftener is printed
with a star. `--show` prints the alarms of one rule instead; it refuses to where a file is only to be counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from checker import Checker, Severity
from checker.model import Document, DocumentReport
from checker.text.tokenize import count_words

TYPOGRAPHY = "fr/typography"
FAMILIES = (
    *("fr/calque", "fr/word-order", "fr/names", "fr/numbers", "fr/gender", "fr/register", TYPOGRAPHY),
    *("mul/residue", "mul/markup", "mul/truncated", "mul/duplicated", "mul/unbalanced", "mul/numbers", "mul/names"),
)
ONLY_COUNTED = "measure"
MOST_NATIVE = 1.0  # alarms of a minor rule in 100,000 words

Alarm = tuple[str, Severity]


def documents(path: Path, limit: int | None) -> Iterator[Document]:
    """The French documents of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        if ".jsonl" not in path.name:
            yield Document(path.name, "\n\n".join(line.strip() for line in file))
            return
        articles = (json.loads(line) for line in file)
        french = (article["text"] for article in articles if article.get("target", "fr") == "fr")
        for number, text in enumerate(islice(french, limit)):
            yield Document(f"{path.name}:{number}", text)


def reports(checker: Checker, paths: list[Path], limit: int | None) -> Iterator[DocumentReport]:
    """The reports on all documents of some files."""
    for path in paths:
        yield from (outcome for outcome in checker.check(documents(path, limit)) if isinstance(outcome, DocumentReport))


def counted(checker: Checker, paths: list[Path], limit: int | None) -> tuple[Counter[Alarm], int]:
    """The alarms of each rule and severity in some files, and the words of these."""
    alarms: Counter[Alarm] = Counter()
    words = 0
    for report in reports(checker, paths, limit):
        alarms.update((issue.rule, issue.severity) for issue in report.issues)
        words += count_words(report.document.text)
    return alarms, words


def total(alarms: Counter[Alarm], families: tuple[str, ...], least: Severity) -> int:
    """How many alarms some families have from a severity up."""
    return sum(
        number
        for (rule, severity), number in alarms.items()
        if rule.rpartition("/")[0] in families and severity >= least
    )


def show(checker: Checker, paths: list[Path], limit: int | None) -> None:
    """Print the alarms of a checker with what stands around them."""
    if any(ONLY_COUNTED in path.name for path in paths):
        sys.exit("this text is only to be counted")
    for report in reports(checker, paths, limit):
        text = report.document.text
        for issue in report.issues:
            before, after = text[max(0, issue.span.start - 70) : issue.span.start], text[issue.span.end :][:50]
            fix = f" || {issue.fixes[0].title}" if issue.fixes else ""
            print(f"{issue.rule}: …{before}[[{issue.span.of(text)}]]{after}{fix}".replace("\n", " "))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--native", type=Path, action="append", default=[])
    parser.add_argument("--translated", type=Path, action="append", default=[])
    parser.add_argument("--family", action="append")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--show", metavar="RULE")
    args = parser.parse_args()
    if args.show:
        show(Checker("fr", select=(args.show,)), [*args.native, *args.translated], args.limit)
        return
    checker = Checker("fr", select=tuple(args.family or FAMILIES))
    native, words = counted(checker, args.native, args.limit)
    translated, others = counted(checker, args.translated, args.limit)
    print(f"{words} native words, {others} translated; alarms, and their rate in 100,000 words")
    for alarm in sorted(native.keys() | translated.keys(), key=lambda alarm: (-native[alarm], alarm)):
        rule, severity = alarm
        rates = [100_000 * alarms[alarm] / max(1, total) for alarms, total in ((native, words), (translated, others))]
        star = "*" if rates[0] > MOST_NATIVE and severity > Severity.NEUTRAL else " "
        figures = f"{native[alarm]:5}  {rates[0]:6.2f}  {translated[alarm]:4}  {rates[1]:6.2f}"
        print(f"{star} {figures}  {severity:7}  {rule}")
    families = sorted({rule.rpartition("/")[0] for rule, _ in (*native, *translated)})
    for name, own, least in (
        *((family, (family,), Severity.MINOR) for family in families),
        ("all but typography", tuple(family for family in families if family != TYPOGRAPHY), Severity.MINOR),
        ("all but typography", tuple(family for family in families if family != TYPOGRAPHY), Severity.MAJOR),
    ):
        loud, said = (total(alarms, own, least) for alarms in (native, translated))
        rates = [1000 * loud / max(1, words), 1000 * said / max(1, others)]
        figures = f"{loud} native, {said} translated; {rates[0]:.3f}, {rates[1]:.3f} in 1,000 words"
        print(f"{name} at {least} or above: {figures}")


if __name__ == "__main__":
    main()
