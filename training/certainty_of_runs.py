"""Trains the trees that tell how surely a run was left behind, and writes ``rules/mul/certainty.npz``.

    python training/certainty_of_runs.py --mixed FILE... --ntrex FOLDER --human FILE... --verdicts FILE --cache FILE

MIXED are articles of ``mixed_articles.py``, with what was put into them, many of them made with ``--short``; NTREX the
aligned articles that they are made of (CC BY-SA 4.0), into which `left_words` puts words; HUMAN texts as people wrote
them, one a line with "id", "text" and "target", into some of which words are put as well; VERDICTS says of alarms on
them what a reader takes them for. What a reader has not seen of human text is taken to be meant. Everything is measured
and calibrated by folds over articles.
"""

from __future__ import annotations

import argparse
import gzip
import json
import pickle
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from judge_trees import exported
from left_words import SMALL_WORD, Planted, Planter
from mixed_corpus import Corpus, tag_of
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from checker.identify.certainty import LENGTHS, length_class
from checker.identify.dictionary import forms_of
from checker.identify.features import Features, run_features
from checker.identify.identifier import Identifier
from checker.identify.word_tables import WordTable
from checker.model import Document
from checker.packs.languages import Language, Packs

FOLDS = 5
TREES = {
    "objective": "binary", "learning_rate": 0.06, "num_leaves": 20, "min_data_in_leaf": 25, "feature_fraction": 0.4,
    "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5.0, "use_missing": False, "verbose": -1,
    "num_threads": 1, "seed": 3, "deterministic": True, "force_row_wise": True, "feature_pre_filter": False,
}  # fmt: skip
ROUNDS = 300
# More of these never speaks against a run, more of those never for it: texts with much that was left are rare here.
SPEAKS_FOR = frozenset({
    "odds", "least odds", "most odds", "function words", "elsewhere", "share elsewhere", "strength", "words", "letters",
    "found in block", "share of block", "fills block", "beyond abroad", "most beyond abroad",
})  # fmt: skip
SPEAKS_AGAINST = frozenset(
    {"known", "least known", "slip", "joined own", "joined beside", "abroad", "own beyond abroad"}
)
TAGS = {"fra": "fr", "spa": "es", "ita": "it", "por": "pt", "deu": "de", "nld": "nl", "pol": "pl", "ron": "ro"}
CHARACTERS_OF_SENTENCE = 120
# How much is left behind in the text that confidences are for: words, phrases and longer runs in 1,000 sentences each.
LEFT_PER_1000 = 1.0
PLANTED_SHARE = 0.5
ENGLISH_SHARE = 0.8
SHORT_TEXTS = 12  # of each article
LONG = 6  # words of a run that a desk must not miss
# One or two words alone, in another language than English, are mostly slips of spelling: of 30 in text that people or
# machines wrote none had been left behind. What is put in has too many of them.
FEW, SHARE_OF_OTHERS = 2, 0.1


@dataclass(frozen=True)
class Row:
    """A candidate in numbers.

    Attributes:
        source: human, planted or mixed.
        right: whether it was left behind; None where that is not known.
        kind: of what was put in; of a candidate on human text what a reader said.
        cost: how often such a candidate comes in 1,000 sentences of human text, each file counting by the square root
            of its length, so that the largest does not speak for all languages.
    """

    article: str
    source: str
    target: str
    right: bool
    kind: str
    text: str
    features: Features
    cost: float = 0.0


class Rows:
    """Makes rows of articles the way the checker looks at them."""

    def __init__(self) -> None:
        self.packs = Packs()
        self.identifiers: dict[str, Identifier] = {}
        self.due: Counter[tuple[str, str]] = Counter()

    def of(
        self,
        article: str,
        source: str,
        text: str,
        target: str,
        spans: Sequence[tuple[int, int, str]],
        *,
        others: bool,
        cost: float = 0.0,
    ) -> Iterator[Row]:
        """The candidates of a text; with `others` those that touch no span as well."""
        identifier = self.identifiers.get(target)
        if identifier is None:
            language = self.packs.find(target)
            identifier = self.identifiers[target] = Identifier(language, self.packs)
        if source != "human":
            self.due.update((source, kind) for _, _, kind in spans)
        blocks = identifier.screening(Document("", text)).odd
        for run, tag, block in identifier.candidates(blocks) if blocks else ():
            start, end = block.words.starts[run.start], block.words.ends[run.stop - 1]
            over = [(min(end, b) - max(start, a), kind) for a, b, kind in spans if start < b and a < end]
            if not over and not others:
                continue
            share, kind = max(over, default=(0, ""))
            right = 2 * share >= end - start if source != "human" else kind.startswith("left")
            features = {n: float(v) for n, v in run_features(run, tag, block, identifier._known).items()}
            yield Row(article, source, target, right, kind, text[start:end], features, cost)


def read(path: Path) -> list[dict]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def collect(args: argparse.Namespace) -> tuple[list[Row], Counter]:
    """All rows, and what was put in by source and kind."""
    maker, rng = Rows(), random.Random(5)
    rows: list[Row] = []
    verdicts: dict[str, list[tuple[int, int, str]]] = {}
    for line in args.verdicts.read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        verdicts.setdefault(one["id"], []).append((one["start"], one["end"], f"{one['kind']} {one['desk']}"))
    corpus = Corpus.read(args.ntrex)
    plant = Planters(corpus, maker.packs).plant
    human = [(path, read(path)) for path in args.human]
    sentences = {path: sum(len(text["text"]) for text in texts) / CHARACTERS_OF_SENTENCE for path, texts in human}
    roots = sum(count**0.5 for count in sentences.values())
    for path, texts in human:
        seen = [text for text in texts if text["id"] in verdicts]
        rest = [text for text in texts if text["id"] not in verdicts]
        drawn = rng.sample(rest, min(len(rest), args.texts))
        cost = 1000 / sentences[path] ** 0.5 / roots
        for text in seen + drawn:
            known = verdicts.get(text["id"], ())
            own = cost if known else cost * len(rest) / len(drawn)
            rows += maker.of(text["id"], "human", text["text"], text["target"], known, others=True, cost=own)
            if rng.random() < PLANTED_SHARE and (made := plant(text["text"], text["target"], rng)):
                rows += maker.of(text["id"], "planted", made.text, text["target"], made.spans, others=False)
        print(path.name, len(rows), flush=True)
    for file in corpus.lines:
        for name, lines in corpus.articles.items():
            if rng.random() > args.share:
                continue
            text = "\n\n".join(corpus.lines[file][line] for line in lines)
            if made := plant(text, tag_of(file), rng):
                rows += maker.of(name, "planted", made.text, tag_of(file), made.spans, others=False)
    rows += short_texts(maker, corpus, rng)
    print("ntrex", len(rows), flush=True)
    for path in args.mixed:
        for one in read(path):
            if rng.random() < args.share:
                target = TAGS.get(one["target"], one["target"])
                spans = [(span["start"], span["end"], span.get("kind", "")) for span in one["spans"]]
                rows += maker.of(one["doc"], "mixed", one["text"], target, spans, others=True)
        print(path.name, len(rows), flush=True)
    return rows, maker.due


def short_texts(maker: Rows, corpus: Corpus, rng: random.Random) -> Iterator[Row]:
    """Texts of one to four short lines, one of them untranslated: little else in them speaks for its language."""
    for name, numbers in corpus.articles.items():
        for _ in range(SHORT_TEXTS):
            target = rng.choice(sorted(corpus.lines))
            others = [file for file in sorted(corpus.lines) if tag_of(file) != tag_of(target)]
            file = "eng" if "eng" in others and rng.random() < ENGLISH_SHARE else rng.choice(others)
            chosen = sorted(numbers, key=lambda n: len(corpus.lines[file][n]) * rng.random())[: rng.randint(1, 4)]
            left = rng.choice(chosen)
            lines = [corpus.lines[file if number == left else target][number] for number in chosen]
            start = sum(len(line) + 1 for line in lines[: chosen.index(left)])
            span = (start, start + len(corpus.lines[file][left]), "short text")
            yield from maker.of(name, "planted", "\n".join(lines), tag_of(target), [span], others=False)


class Planters:
    """One planter for each language of the aligned articles, English drawn most."""

    def __init__(self, corpus: Corpus, packs: Packs) -> None:
        self.planters = {}
        for file in corpus.lines:
            tag, lines = tag_of(file), corpus.lines[file]
            words = english_words(packs.find("en")) if tag == "en" else small_words(lines)
            self.planters[tag] = Planter(tag, lines, words, leaning(packs))

    def plant(self, text: str, target: str, rng: random.Random) -> Planted | None:
        """A text with words of another language, None where nothing fits."""
        others = sorted(set(self.planters) - {"en", target})
        tag = "en" if target != "en" and rng.random() < ENGLISH_SHARE else rng.choice(others)
        return self.planters[tag].plant(text, target, rng)


def small_words(lines: Sequence[str]) -> list[str]:
    """The words of some lines that are written small, as often as they come."""
    return [word for line in lines for word in line.split() if len(word) > 3 and SMALL_WORD.fullmatch(word)]


def english_words(english: Language) -> list[str]:
    """English words that are no names, each as often in the list as its frequency asks, the commonest apart."""
    table, forms = WordTable.of(english), forms_of(english)
    assert table
    assert forms is not None  # the bundled pack has both
    found = []
    for word in forms:
        zipf = table.zipf(word)
        if len(word) > 3 and 1.5 < zipf < 5.3:
            found += [word] * max(1, int(2 * (zipf - 1)))
    return found


def leaning(packs: Packs):  # type: ignore[no-untyped-def]
    def leans(target: str, word: str) -> bool:
        language = packs.find(target)
        return word in language.determiners or word in language.prepositions

    return leans


def fold_of(article: str) -> int:
    return sum(map(ord, article)) * 7919 % FOLDS


def table(rows: Sequence[Row], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[row.features.get(name, 0.0) for name in names] for row in rows])


@dataclass(frozen=True)
class Learnt:
    names: list[str]
    model: lightgbm.Booster


def learn(rows: Sequence[Row]) -> Learnt:
    """Learn which candidates were left behind; those put in weigh as much together as all that were not."""
    names = sorted({name for row in rows for name in row.features})
    right = np.array([row.right for row in rows], float)
    weights = np.array([weight_of(row) for row in rows])
    weights[right == 1] *= weights[right == 0].sum() / weights[right == 1].sum()
    data = lightgbm.Dataset(table(rows, names), right, weight=weights)
    ways = [(name in SPEAKS_FOR) - (name in SPEAKS_AGAINST) for name in names]
    return Learnt(names, lightgbm.train({**TREES, "monotone_constraints": ways}, data, ROUNDS))


def weight_of(row: Row) -> float:
    """What people wrote that was left weighs most; of what was put in, long runs, and quotations that look meant."""
    if row.source == "human":
        return 30.0 if row.right else 1.5 if row.kind else 1.0
    if row.right and row.features["words"] <= FEW and not row.features["english"]:
        return SHARE_OF_OTHERS
    long = 3.0 if row.right and row.features["words"] >= LONG else 1.0
    return long * (3.0 if row.kind in ("quote_whole", "quoted sentence") else 1.0)


def by_folds(rows: Sequence[Row]) -> NDArray[np.float64]:
    folds = np.array([fold_of(row.article) for row in rows])
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        learnt = learn([row for row, own in zip(rows, folds, strict=True) if own != fold])
        places = np.flatnonzero(folds == fold)
        scores[places] = learnt.model.predict(table([rows[n] for n in places], learnt.names), raw_score=True)
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mixed", type=Path, nargs="+", required=True)
    parser.add_argument("--ntrex", type=Path, required=True)
    parser.add_argument("--human", type=Path, nargs="+", required=True)
    parser.add_argument("--verdicts", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True, help="keeps the features, which take longest")
    parser.add_argument("--texts", type=int, default=700, help="of each file, beside those with a verdict")
    parser.add_argument("--share", type=float, default=0.4, help="of the aligned and the mixed articles")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent.parent / "rules/mul/certainty.npz")
    args = parser.parse_args()
    if not args.cache.exists():
        args.cache.write_bytes(pickle.dumps(collect(args)))
    rows, due = pickle.loads(args.cache.read_bytes())  # noqa: S301 - our own
    scores = by_folds(rows)
    curves = calibrated(rows, scores)
    report(rows, scores, due, curves)
    arrays = {name.partition(" ")[2]: array for name, array in exported(learn(rows), "all").items()}
    np.savez_compressed(args.out, **arrays, curves=curves)


def calibrated(rows: Sequence[Row], scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Slope and offset of the curve from score to confidence, for each class of length."""
    curves = []
    for place in range(len(LENGTHS) + 1):
        own = [
            n
            for n, row in enumerate(rows)
            if length_class(row.features) == place and (row.source == "human" or row.right)
        ]
        planted = sum(rows[n].source != "human" for n in own)
        # Each row stands for so many in 1,000 sentences of the text that confidences are for.
        weights = [rows[n].cost if rows[n].source == "human" else LEFT_PER_1000 / planted for n in own]
        model = LogisticRegression(C=1e6).fit(
            scores[own][:, None],
            [rows[n].right for n in own],
            sample_weight=np.array(weights) * len(own) / sum(weights),
        )
        curves.append((model.coef_[0, 0], model.intercept_[0]))
    return np.array(curves)


def report(rows: Sequence[Row], scores: NDArray[np.float64], due: Counter, curves: NDArray[np.float64]) -> None:
    """What is found of each kind, at thresholds that cost so many false runs in 1,000 sentences."""
    wrong = np.array([row.source == "human" and not row.right for row in rows])
    left = np.array([row.source == "human" and row.right for row in rows])
    print(f"{len(rows)} rows, {int(wrong.sum())} candidates on human text; put in: {sorted(due.items())}")
    classes = np.array([length_class(row.features) for row in rows])
    cost = np.array([row.cost for row in rows])
    confidence = np.array([1 / (1 + np.exp(-(curves[c] @ (s, 1)))) for c, s in zip(classes, scores, strict=True)])
    right = np.array([row.right for row in rows])
    put_in = right & np.array([row.source != "human" for row in rows])
    for place, name in enumerate(("words", "phrases", "longer runs")):
        own = classes == place
        print(
            f"{name}: {int((put_in & own).sum())} put in and thought of, left on human text {int((left & own).sum())}"
        )
        for threshold in (0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
            said = own & (confidence >= threshold)
            print(
                f"   {threshold}: false {cost[said & wrong].sum():.3f} in 1,000 ({int((said & wrong).sum())} seen), "
                f"found {(said & put_in).sum() / (put_in & own).sum():.3f}, "
                f"left on human text {int((said & left).sum())}"
            )
            if threshold in (0.5, 0.9):
                found = Counter(f"{r.source} {r.kind}" for r, s in zip(rows, said & right, strict=True) if s)
                all_ = Counter(f"{r.source} {r.kind}" for r, s in zip(rows, own & right, strict=True) if s)
                print("     ", ", ".join(f"{kind}: {found[kind]} of {n}" for kind, n in sorted(all_.items())))


if __name__ == "__main__":
    main()
