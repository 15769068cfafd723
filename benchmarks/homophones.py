"""One word of a paragraph of news put for another that sounds like it: how many are found, beside Grammalecte.

    python benchmarks/homophones.py --news FILE.jsonl.gz [--each 30] [--seed 1]

Each line of FILE holds {"id", "text"}, a published article in French. Each change of `CHANGES` is made in as many
paragraphs, drawn evenly, in one place each. Found is what any rule marks that touches the changed words; fixed is
what the first fix makes as it was. Alarms are those of the same rules in the same paragraphs untouched. Grammalecte's
command line (Debian's package grammalecte-cli) counts with its types of grammar.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from agreement import Found, found_by, grammalecte, squeezed

from checker import Checker

CHANGES = (
    ("a", "à"), ("à", "a"), ("on", "ont"), ("ont", "on"), ("son", "sont"), ("sont", "son"), ("est", "et"),
    ("et", "est"), ("ce", "se"), ("se", "ce"), ("ces", "ses"), ("ses", "ces"), ("c'est", "ces"), ("c'est", "s'est"),
    ("s'est", "c'est"), ("s'est", "ses"), ("ou", "où"), ("où", "ou"), ("la", "là"), ("l'a", "la"), ("sa", "ça"),
    ("ça", "sa"), ("m'a", "ma"), ("peut", "peu"), ("peu", "peut"), ("quand", "quant"), ("qu'elle", "quelle"),
    ("quelle", "qu'elle"), ("sans", "s'en"), ("s'en", "sans"), ("dans", "d'en"), ("du", "dû"), ("dû", "du"),
    ("sur", "sûr"), ("mais", "mes"), ("été", "était"), ("était", "été"), ("fois", "foi"), ("voire", "voir"),
    ("plutôt", "plus tôt"), ("prêt", "près"), ("près", "prêt"), ("davantage", "d'avantage"), ("fut", "fût"),
)  # fmt: skip
SHORTEST, LONGEST = 80, 800  # characters of a paragraph
GRAMMAR = ("gn", "conj", "ppas", "conf", "sgpl", "infi", "imp", "inte", "vmode")


@dataclass(frozen=True)
class Changed:
    """A paragraph with one place changed: the text, where, and the paragraph as it was."""

    change: tuple[str, str]
    text: str
    start: int
    end: int
    before: str


def changed(paragraphs: Sequence[str], each: int, chance: random.Random) -> Iterator[Changed]:
    """Each change in as many paragraphs, in one place of each."""
    for right, wrong in CHANGES:
        place = re.compile(rf"(?<![\w'’-]){right.replace(chr(39), '[' + chr(39) + '’]')}(?![\w'’-])")
        order = chance.sample(range(len(paragraphs)), len(paragraphs))
        found = ((paragraphs[n], list(place.finditer(paragraphs[n]))) for n in order)
        some = (pair for pair in found if pair[1])
        for _, (text, matches) in zip(range(each), some, strict=False):
            match = chance.choice(matches)
            faulty = text[: match.start()] + wrong + text[match.end() :]
            yield Changed((right, wrong), faulty, match.start(), match.start() + len(wrong), text)


def ours(texts: Sequence[str]) -> list[list[Found]]:
    """The checker's issues of each text."""
    checker = Checker("fr", select=["fr/agreement", "fr/word-form"])
    return found_by(checker, [{"id": str(n), "text": text} for n, text in enumerate(texts)])


def theirs(texts: Sequence[str]) -> list[list[Found]]:
    """Grammalecte's errors of each text."""
    return grammalecte([{"text": text} for text in texts], GRAMMAR).found


def main() -> None:
    """Measure and print counts."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument("--each", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with gzip.open(args.news, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    paragraphs = [own for text in texts for own in text.split("\n") if SHORTEST <= len(own) <= LONGEST]
    made = list(changed(paragraphs, args.each, random.Random(args.seed)))
    words = sum(len(one.before.split()) for one in made)
    print(f"{len(made)} changed paragraphs, {words} words")
    for system, answer in (("checker", ours), ("Grammalecte", theirs)):
        answers, untouched = answer([one.text for one in made]), answer([one.before for one in made])
        counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for one, own in zip(made, answers, strict=True):
            hits = [hit for hit in own if hit.start < one.end and one.start < hit.end]
            fixed = any(squeezed(hit.fixed[0]) == squeezed(one.before) for hit in hits if hit.fixed)
            counts[one.change].update(all=1, found=bool(hits), fixed=fixed)
        total = sum(counts.values(), Counter())
        alarms = sum(map(len, untouched)) / words * 1000
        found, fixed = (total[name] / total["all"] for name in ("found", "fixed"))
        print(f"\n{system}: found {found:.3f}, fixed {fixed:.3f}; {alarms:.2f} alarms in 1,000 words untouched")
        for (right, wrong), n in counts.items():
            print(f"  {right} > {wrong:12} {n['found']:3} {n['fixed']:3} of {n['all']}")


if __name__ == "__main__":
    main()
