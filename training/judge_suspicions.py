"""What the judge of agreement learns from: issues that are raised on published articles, and on planted errors.

    python training/judge_suspicions.py --news FILE --ids IDS --out suspicions.pickle

Every article is checked twice, untouched and with a word of every second sentence put into another form. The issues
come with their sentences, as the judge is shown them.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from french_errors import ROWS
from judge_detector import read_news
from planting import CLASSES, RARE_CLASSES, Planter

from checker.analysis import Analysis
from checker.engine.pipeline import issues_of_kind
from checker.engine.resources import Resources
from checker.judge.suspicion import Suspicion, suspicions
from checker.model import Document, Issue
from checker.packs.rules import applicable

PLANTED_SENTENCES = 0.5


@dataclass(frozen=True)
class Case:
    """A suspicion, and what is known of it.

    Attributes:
        article: the id of the article.
        length: of its text, in characters.
        planted: whether it is about a planted word; None in an untouched article.
        restoring: the places of the repairs that give back what stood before the planting.
    """

    article: str
    length: int
    suspicion: Suspicion
    planted: bool | None
    restoring: tuple[int, ...] = ()


class Proposer:
    """Raises the issues of a document, unweighed."""

    def __init__(self, target: str) -> None:
        self.resources = Resources()
        self.engine = self.resources.engine(target)
        rules = [rule for rule in applicable(self.resources.rules, target) if "/agreement/" in rule.id]
        self._kinds = self.resources.kinds(rules, target)

    def analysis(self, article: str, text: str) -> Analysis:
        return Analysis(Document(article, text), self.engine)

    def issues(self, analysis: Analysis) -> list[Issue]:
        found = (issue for kind in self._kinds for issue in issues_of_kind(kind, analysis))
        return sorted(found, key=lambda issue: issue.sort_key)

    def suspicions(self, analysis: Analysis) -> list[Suspicion]:
        return suspicions(analysis, self.issues(analysis))


def planted(text: str, analysis: Analysis, planter: Planter, chance: random.Random) -> tuple[str, dict[int, str]]:
    """A text with a word of about every second sentence changed: where each begins, and its old form."""
    parts, position, grown, changed = [], 0, 0, dict[int, str]()
    for segment in analysis.segments:
        if chance.random() >= PLANTED_SENTENCES:
            continue
        tokens = analysis.tokens(segment.span)
        forms = [token.form for token in tokens]
        place = planter.plant(forms, chance)
        if place is None:
            continue
        span = tokens[place].span
        changed[span.start + grown] = tokens[place].form
        parts += [text[position : span.start], forms[place]]
        position = span.end
        grown += len(forms[place]) - len(span)
    return "".join((*parts, text[position:])), changed


def untouched(articles: list[dict[str, str]], target: str) -> Iterator[Case]:
    """What is raised on the articles as they stand."""
    proposer = Proposer(target)
    for article in articles:
        for suspicion in proposer.suspicions(proposer.analysis(article["id"], article["text"])):
            yield Case(article["id"], len(article["text"]), suspicion, None)


def cases(articles: list[dict[str, str]], target: str, seed: int, rare: bool) -> Iterator[Case]:
    proposer = Proposer(target)
    classes = RARE_CLASSES if rare else CLASSES
    planter, chance = Planter(proposer.engine.lexicon, ROWS, classes), random.Random(seed)
    for article in articles:
        analysis = proposer.analysis(article["id"], article["text"])
        for suspicion in () if rare else proposer.suspicions(analysis):
            yield Case(article["id"], len(article["text"]), suspicion, None)
        text, changed = planted(article["text"], analysis, planter, chance)
        for suspicion in proposer.suspicions(proposer.analysis(article["id"], text)):
            words = {place: suspicion.tokens[place].span.start for place in (suspicion.wrong, suspicion.other)}
            hit = [(place, changed[start]) for place, start in words.items() if start in changed]
            elsewhere = any(token.span.start in changed for token in suspicion.tokens)
            if hit:
                before = list(suspicion.forms)
                before[hit[0][0]] = hit[0][1]
                restoring = tuple(
                    n for n, repair in enumerate(suspicion.repairs) if lowered(repair.forms) == lowered(before)
                )
                yield Case(article["id"], len(article["text"]), suspicion, True, restoring)
            elif elsewhere:
                yield Case(article["id"], len(article["text"]), suspicion, False)


def lowered(forms: tuple[str, ...] | list[str]) -> list[str]:
    return [form.lower() for form in forms]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument(
        "--ids", type=Path, required=True, help="the articles that the network has not seen, one a line"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--target", default="fr")
    parser.add_argument("--rare", action="store_true", help="plant rare kinds, and leave out what is raised untouched")
    parser.add_argument("--untouched", action="store_true", help="plant nothing")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    ids = set(args.ids.read_text(encoding="utf-8").split())
    articles = [article for article in read_news(args.news) if article["id"] in ids]
    raised = untouched(articles, args.target) if args.untouched else cases(articles, args.target, args.seed, args.rare)
    found = list(raised)
    args.out.write_bytes(pickle.dumps(found))
    print(len(found), sum(case.planted is None for case in found), sum(bool(case.planted) for case in found))


if __name__ == "__main__":
    main()
