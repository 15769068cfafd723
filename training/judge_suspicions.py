"""What the judge of agreement learns from: issues that are raised on published articles, and on planted errors.

    python training/judge_suspicions.py --news FILE --ids IDS --out suspicions.pickle

Every article is checked twice, untouched and with a word of every second sentence put into another form. The issues
come with their sentences, as the judge is shown them.
"""

from __future__ import annotations

import argparse
import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from confusing import HOMOPHONES, Confuser
from french_errors import ROWS
from judge_detector import read_news
from planting import CLASSES, RARE_CLASSES, Planter

from checker.analysis import Analysis
from checker.checks.confusion import side_by_side
from checker.engine.pipeline import issues_of_kind
from checker.engine.resources import Resources
from checker.judge.suspicion import Suspicion, suspicions
from checker.model import Document, Issue, Span, plain_form
from checker.morphology import Ngrams
from checker.packs.rules import applicable

PLANTED_SENTENCES = 0.5
FAMILIES = ("agreement", "word-form")


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

    def __init__(self, target: str, families: Sequence[str] = FAMILIES, ngrams: Path | None = None) -> None:
        self.resources = Resources()
        self.engine = self.resources.engine(target)
        if ngrams:
            self.engine = replace(self.engine, ngrams=Ngrams(ngrams))
        rules = [rule for rule in applicable(self.resources.rules, target) if rule.id.split("/")[1] in families]
        self._kinds = self.resources.kinds(rules, target)

    def analysis(self, article: str, text: str) -> Analysis:
        return Analysis(Document(article, text), self.engine)

    def issues(self, analysis: Analysis) -> list[Issue]:
        found = (issue for kind in self._kinds for issue in issues_of_kind(kind, analysis))
        return sorted(found, key=lambda issue: issue.sort_key)

    def suspicions(self, analysis: Analysis) -> list[Suspicion]:
        return suspicions(analysis, self.issues(analysis))


@dataclass(frozen=True)
class Change:
    """What was planted at a word.

    Attributes:
        put: how many words begin there that were put there.
        before: the words that stood there.
    """

    put: int
    before: tuple[str, ...]


class Plant(Protocol):
    """Changes some words of a sentence in place: the places that they had, and those of what stands there now."""

    def __call__(self, forms: list[str], chance: random.Random) -> tuple[range, range] | None: ...


def single(planter: Planter) -> Plant:
    """Puts one word into another form."""

    def plant(forms: list[str], chance: random.Random) -> tuple[range, range] | None:
        place = planter.plant(forms, chance)
        return None if place is None else (range(place, place + 1), range(place, place + 1))

    return plant


def planted(text: str, analysis: Analysis, plant: Plant, chance: random.Random) -> tuple[str, dict[int, Change]]:
    """A text with some words of about every second sentence changed, and where they begin."""
    parts, position, grown, changed = [], 0, 0, dict[int, Change]()
    for segment in analysis.segments:
        if chance.random() >= PLANTED_SENTENCES:
            continue
        tokens = analysis.tokens(segment.span)
        forms = [token.form for token in tokens]
        places = plant(forms, chance)
        if places is None:
            continue
        had, have = places
        span = Span(tokens[had.start].span.start, tokens[had.stop - 1].span.end)
        put = side_by_side(forms[have.start : have.stop])
        changed[span.start + grown] = Change(len(have), tuple(token.form for token in tokens[had.start : had.stop]))
        parts += [text[position : span.start], put]
        position = span.end
        grown += len(put) - len(span)
    return "".join((*parts, text[position:])), changed


def untouched(articles: list[dict[str, str]], proposer: Proposer) -> Iterator[Case]:
    """What is raised on the articles as they stand."""
    for article in articles:
        for suspicion in proposer.suspicions(proposer.analysis(article["id"], article["text"])):
            yield Case(article["id"], len(article["text"]), suspicion, None)


def cases(
    articles: list[dict[str, str]], proposer: Proposer, plant: Plant, chance: random.Random, planting: str
) -> Iterator[Case]:
    """What is raised on the articles as they stand, but for rare plantings, and with words planted."""
    for article in articles:
        analysis = proposer.analysis(article["id"], article["text"])
        for suspicion in () if planting == "rare" else proposer.suspicions(analysis):
            yield Case(article["id"], len(article["text"]), suspicion, None)
        text, changed = planted(article["text"], analysis, plant, chance)
        for suspicion in proposer.suspicions(proposer.analysis(article["id"], text)):
            words = {place: suspicion.tokens[place].span.start for place in (suspicion.wrong, suspicion.other)}
            hit = [(place, changed[start]) for place, start in words.items() if start in changed]
            elsewhere = any(token.span.start in changed for token in suspicion.tokens)
            if hit:
                place, change = hit[0]
                before = [*suspicion.forms[:place], *change.before, *suspicion.forms[place + change.put :]]
                restoring = tuple(
                    n for n, repair in enumerate(suspicion.repairs) if lowered(repair.forms) == lowered(before)
                )
                # Whether "les enfants son partis" should be told of its determiner is left open.
                told = planting != "confused" or bool(restoring)
                yield Case(article["id"], len(article["text"]), suspicion, told, restoring)
            elif elsewhere:
                yield Case(article["id"], len(article["text"]), suspicion, False)


def lowered(forms: tuple[str, ...] | list[str]) -> list[str]:
    return [plain_form(form) for form in forms]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True)
    parser.add_argument(
        "--ids", type=Path, required=True, help="the articles that the network has not seen, one a line"
    )
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--target", default="fr")
    parser.add_argument(
        "--planting",
        choices=("common", "rare", "confused", "none"),
        default="common",
        help="the words that are changed; with rare ones, what is raised untouched is left out",
    )
    parser.add_argument("--families", nargs="+", default=FAMILIES, help="of the rules")
    parser.add_argument("--sequences", type=Path, help="those of a network that has not seen the articles")
    parser.add_argument("--seed", type=int, default=7)
    args = parser.parse_args()
    ids = set(args.ids.read_text(encoding="utf-8").split())
    articles = [article for article in read_news(args.news) if article["id"] in ids]
    proposer = Proposer(args.target, args.families, args.sequences)
    classes = RARE_CLASSES if args.planting == "rare" else CLASSES
    confused = args.planting == "confused"
    plant = (
        Confuser(proposer.engine.language.word_list(HOMOPHONES)).confuse
        if confused
        else single(Planter(proposer.engine.lexicon, ROWS, classes))
    )
    found = list(
        untouched(articles, proposer)
        if args.planting == "none"
        else cases(articles, proposer, plant, random.Random(args.seed), args.planting)
    )
    args.out.write_bytes(pickle.dumps(found))
    print(len(found), sum(case.planted is None for case in found), sum(bool(case.planted) for case in found))


if __name__ == "__main__":
    main()
