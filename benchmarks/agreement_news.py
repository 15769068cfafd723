"""Measures how far alarms of agreement can be trusted on published news that nobody has looked at, beside peers.

    python benchmarks/agreement_news.py draw --news FILE --seed N --min-confidence 0 --languagetool JARS --out OUT
    python benchmarks/agreement_news.py show OUT --news FILE    # to be read: every alarm in its sentence
    python benchmarks/agreement_news.py score OUT --min-confidence CONFIDENCE

FILE holds articles as JSON Lines {"id", "text"}, maybe gzipped. `draw` takes 300 at random and keeps what the checker,
Grammalecte and LanguageTool (set up as for ``agreement.py``) raise there: {"id", "start", "end", "by", "fixes"};
"by" says which program raised it at which confidence and severity. A reader, who is not told by whom an alarm is, adds
"verdict": ``true``, ``other`` (a real fault of another kind) or ``false``, and "fix": which of "fixes" is right, from
1, or 0.

precision      alarms that are true or at another fault, among all of a program
false / 1,000  false alarms in 1,000 words
recall         among the errors that any of the programs found and the reader held true
first fix      right, of the true ones
flagged        articles with an alarm at ``major``, and with a false one
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from agreement import CATEGORIES, grammalecte, languagetool, squeezed

from checker.engine.pipeline import Checker
from checker.fixes import apply
from checker.model import Document, DocumentReport

BEFORE, BEHIND = 220, 120  # characters shown around an alarm
MOST_FIXES = 3
CHECKER = "checker"
Alarm = dict[str, Any]


def articles(path: Path) -> dict[str, str]:
    """The texts of a file by their ids."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        return {one["id"]: one["text"] for one in map(json.loads, lines)}


def draw(news: Path, seed: int, number: int, jars: Path | None, least: float) -> list[Alarm]:
    """The alarms of all programs on some articles, those at the same place together."""
    texts = articles(news)
    chosen = random.Random(seed).sample(sorted(texts), number)
    found: dict[tuple[str, int, int], Alarm] = {}

    def add(key: str, start: int, end: int, program: str, fixed: list[str], more: dict[str, Any]) -> None:
        alarm = found.setdefault((key, start, end), {"id": key, "start": start, "end": end, "by": {}, "fixes": []})
        text = texts[key]
        titles = [between(text, one, start, end) for one in fixed[:MOST_FIXES]]
        alarm["fixes"] += [title for title in titles if title not in alarm["fixes"]]
        alarm["by"][program] = {**more, "first": titles[0] if titles else ""}

    checker = Checker("fr", select=["fr/agreement"], min_confidence=least)
    for outcome in checker.check(Document(key, texts[key]) for key in chosen):
        assert isinstance(outcome, DocumentReport)
        for i in outcome.issues:
            if i.category in CATEGORIES:
                fixed = [apply(outcome.document.text, fix) for fix in i.fixes]
                more = {"rule": i.rule, "confidence": i.confidence, "severity": i.severity.label}
                add(str(outcome.document.name), i.span.start, i.span.end, CHECKER, fixed, more)
    peers = [grammalecte(rows := [{"id": key, "text": texts[key]} for key in chosen])]
    if jars:
        peers.append(languagetool(rows, jars))
    for answer in peers:
        for key, alarms in zip(chosen, answer.found, strict=True):
            for one in alarms:
                add(key, one.start, one.end, answer.name, list(one.fixed), {})
    words = sum(len(texts[key].split()) for key in chosen)
    head = {"articles": chosen, "words": words, "programs": [CHECKER, *(answer.name for answer in peers)]}
    return [head, *(found[key] for key in sorted(found))]


def between(text: str, fixed: str, start: int, end: int) -> str:
    """What a fix makes of the marked words and what it changes beside them."""
    same = next((n for n, (a, b) in enumerate(zip(text, fixed, strict=False)) if a != b), min(len(text), len(fixed)))
    tail = 0
    while tail < min(len(text), len(fixed)) - same and text[-1 - tail] == fixed[-1 - tail]:
        tail += 1
    first, last = min(same, start), max(len(text) - tail, end)
    return fixed[first : len(fixed) - (len(text) - last)]


def show(alarms: list[Alarm], texts: dict[str, str]) -> None:
    """Every alarm in its sentence, without a word on who raised it."""
    for number, alarm in enumerate(alarms[1:]):
        text, start, end = texts[alarm["id"]], alarm["start"], alarm["end"]
        shown = f"{text[max(0, start - BEFORE) : start]}[[{text[start:end]}]]{text[end : end + BEHIND]}"
        print(f"#{number} …{shown.replace(chr(10), ' ¶ ')}…\n   fixes: {' | '.join(alarm['fixes'])}")


def score(alarms: list[Alarm], least: float) -> None:
    """The figures of each program, the checker's at one confidence; then its curve, and what confidence means."""
    head, alarms = alarms[0], alarms[1:]
    loud = [alarm for alarm in alarms if set(alarm["by"]) - {CHECKER} or confidence(alarm) >= least]
    errors = clusters([alarm for alarm in loud if alarm["verdict"] == "true"])
    print(f"{len(head['articles'])} articles, {head['words']} words, {len(loud)} alarms, {len(errors)} true errors")
    for program in head["programs"]:
        print(f"{program}: {figures([a for a in loud if is_by(a, program, least)], errors, head, program)}")
    for step in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        own = [alarm for alarm in alarms if is_by(alarm, CHECKER, step)]
        print(f"from {step}: {figures(own, errors, head, CHECKER)}")
    for low, high in pairwise((0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.01)):
        own = [alarm for alarm in alarms if CHECKER in alarm["by"] and low <= confidence(alarm) < high]
        right = sum(alarm["verdict"] != "false" for alarm in own)
        said = sum(map(confidence, own)) / max(1, len(own))
        print(f"confidence {low} to {high}: {right} of {len(own)} right, {said:.2f} said")


def is_by(alarm: Alarm, program: str, least: float) -> bool:
    """True if a program raised an alarm, the checker with this confidence at least."""
    return program in alarm["by"] and (program != CHECKER or confidence(alarm) >= least)


def confidence(alarm: Alarm) -> float:
    """The checker's confidence in an alarm, 0 if it is none of its own."""
    found: float = alarm["by"].get(CHECKER, {}).get("confidence", 0.0)
    return found


def figures(own: list[Alarm], errors: list[list[Alarm]], head: dict[str, Any], program: str) -> str:
    """What the alarms of a program are worth."""
    false = [alarm for alarm in own if alarm["verdict"] == "false"]
    true = [alarm for alarm in own if alarm["verdict"] == "true"]
    hits = sum(any(alarm in true for alarm in error) for error in errors)
    fixed = sum(is_first_right(alarm, program) for alarm in true)
    articles, major = len(head["articles"]), [alarm for alarm in own if is_major(alarm, program)]
    return (
        f"{len(own)} alarms, precision {1 - len(false) / max(1, len(own)):.3f}, "
        f"false {1000 * len(false) / head['words']:.3f} in 1,000 words, recall {hits / max(1, len(errors)):.3f}, "
        f"first fix {fixed / max(1, len(true)):.3f}, articles flagged at major {len(ids(major)) / articles:.3f}, "
        f"falsely {len(ids(a for a in major if a in false)) / articles:.3f}"
    )


def ids(alarms: Iterable[Alarm]) -> set[str]:
    """The articles of alarms."""
    return {alarm["id"] for alarm in alarms}


def is_major(alarm: Alarm, program: str) -> bool:
    """True if an alarm is of severity `major`; peers have no severities."""
    return alarm["by"][program].get("severity", "major") == "major"


def clusters(alarms: list[Alarm]) -> list[list[Alarm]]:
    """Alarms of one error together: those whose spans touch."""
    found: list[list[Alarm]] = []
    for alarm in alarms:
        last = found[-1] if found else []
        if last and last[-1]["id"] == alarm["id"] and alarm["start"] <= max(one["end"] for one in last):
            last.append(alarm)
        else:
            found.append([alarm])
    return found


def is_first_right(alarm: Alarm, program: str) -> bool:
    """True if the first fix of a program is the one that the reader held right."""
    right = alarm["fixes"][alarm["fix"] - 1] if alarm.get("fix") else None
    return right is not None and squeezed(alarm["by"][program]["first"]) == squeezed(right)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=["draw", "show", "score"])
    parser.add_argument("alarms", type=Path, nargs="?")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--languagetool", type=Path)
    parser.add_argument("--min-confidence", type=float, default=0.0, help="draw: 0 for all; score: the shipped one")
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    if args.step == "draw":
        rows = draw(args.news, args.seed, args.articles, args.languagetool, args.min_confidence)
        args.out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        return
    alarms = [json.loads(line) for line in args.alarms.read_text(encoding="utf-8").splitlines()]
    if args.step == "show":
        show(alarms, articles(args.news))
    else:
        score(alarms, args.min_confidence)


if __name__ == "__main__":
    main()
