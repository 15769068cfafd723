"""The figures of a run: how many issues each rule has, and the score."""

from __future__ import annotations

from checker.report.tally import Tally
from checker.report.wording import Words


def statistics(tally: Tally, words: Words) -> str:
    """A line for each rule that found something, those with most first, then the families and the score."""
    ordered = sorted(tally.rules.items(), key=lambda each: (-each[1], each[0]))
    width = max((len(str(number)) for _, number in ordered), default=0)
    lines = [f"{number:{width}}  {rule}" for rule, number in ordered]
    families = sorted(tally.families.items(), key=lambda each: (-each[1], each[0]))
    if families:
        lines.append(", ".join(f"{words.family(name)} {number}" for name, number in families))
    lines.append(words.score.format(score=words.number(tally.score), points=tally.penalty, words=tally.words))
    return "".join(f"{line}\n" for line in lines)
