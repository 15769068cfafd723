"""Train the trees of the judge of agreement and calibrate what they say, ``rules/fr/judge/trees.npz``.

    python training/judge_trees.py --features FILE... --judge FOLDER --calibrate-on IDS [--report]

The trees learn from issues on planted errors, which are right, and from issues on untouched articles that people have
read. Everything is chosen by folds over articles; `--report` also prints what each part is worth. What a score means is
told by the articles that are named for it: they were not taken for their alarms, and what is raised on them was raised
before any rule was mended on them.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import lightgbm
import numpy as np
from judge_features import Row
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from checker.judge.calibration import Calibration, company, logistic
from checker.judge.features import Features
from checker.judge.weighing import MODEL
from checker.model import Span

FOLDS = 5
ISSUE_TREES = {
    "objective": "binary",
    "learning_rate": 0.04,
    "num_leaves": 24,
    "min_data_in_leaf": 25,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 3.0,
    "use_missing": False,
    "verbose": -1,
    "num_threads": 1,
    "seed": 3,
    "deterministic": True,
    "force_row_wise": True,
    "feature_pre_filter": False,
}
FIX_TREES = {**ISSUE_TREES, "num_leaves": 15, "learning_rate": 0.06}
ROUNDS, FIX_ROUNDS = 400, 250
# How much planted errors weigh against all alarms that people have read, which weigh 1 each.
PLANTED_WEIGHT = 0.05
# An issue is worth reading if it is likelier right than wrong.
THRESHOLD = 0.5


def table(rows: Sequence[Features], names: Sequence[str]) -> NDArray[np.float64]:
    return np.array([[row.get(name, 0.0) for name in names] for row in rows])


def fold_of(article: str) -> int:
    return sum(map(ord, article)) * 7919 % FOLDS


@dataclass(frozen=True)
class Learnt:
    names: list[str]
    model: lightgbm.Booster

    def scores(self, rows: Sequence[Features]) -> NDArray[np.float64]:
        return self.model.predict(table(rows, self.names), raw_score=True)


def learn(
    rows: Sequence[Features], answers: Sequence[float], weights: Sequence[float], options: dict, rounds: int
) -> Learnt:
    names = sorted({name for row in rows for name in row})
    # A row of two opinions is learnt both ways.
    x, y = table(rows, names), np.array(answers)
    x, y = np.vstack([x, x]), np.concatenate([np.ones(len(y)), np.zeros(len(y))])
    w = np.concatenate([np.array(weights) * np.array(answers), np.array(weights) * (1 - np.array(answers))])
    keep = w > 0
    data = lightgbm.Dataset(x[keep], y[keep], weight=w[keep])
    return Learnt(names, lightgbm.train(options, data, rounds))


def learn_issues(rows: Sequence[Row], keep: Callable[[str], bool] = lambda name: True) -> Learnt:
    """Learn which issues are right."""
    known = [row for row in rows if row.right is not None]
    read = sum(not row.planted for row in known)
    planted = len(known) - read
    weight = PLANTED_WEIGHT * read / max(1, planted)
    features = [{name: value for name, value in row.features.items() if keep(name)} for row in known]
    weights = [weight if row.planted else 1.0 for row in known]
    return learn(features, [row.right or 0.0 for row in known], weights, ISSUE_TREES, ROUNDS)


def learn_fixes(rows: Sequence[Row]) -> Learnt:
    """Learn which fix of a right issue is right."""
    features, answers, weights = [], [], []
    for row in rows:
        if row.fix is not None and len(row.fixes) > 1 and not row.rare:
            features += row.fixes
            answers += [float(number == row.fix) for number in range(1, len(row.fixes) + 1)]
            weights += [1.0 if row.planted else 5.0] * len(row.fixes)
    return learn(features, answers, weights, FIX_TREES, FIX_ROUNDS)


def by_folds(rows: Sequence[Row], learn_from: Callable[[Sequence[Row]], Learnt]) -> NDArray[np.float64]:
    """The score of each row by trees that have not seen its article."""
    folds = np.array([fold_of(row.article) for row in rows])
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        learnt = learn_from([row for row, own in zip(rows, folds, strict=True) if own != fold])
        places = np.flatnonzero(folds == fold)
        scores[places] = learnt.scores([rows[place].features for place in places])
    return scores


def curve(rows: Sequence[Row], scores: NDArray[np.float64]) -> list[tuple[float, float, float, float, float]]:
    """Threshold, precision and recall on alarms that were read, recall on planted ones, alarms kept."""
    read = np.array([not row.planted and row.right is not None for row in rows])
    right = np.array([row.right or 0.0 for row in rows])
    planted = np.array([row.planted and row.right == 1 for row in rows])
    found = []
    for share in np.arange(0.01, 1.0, 0.01):
        threshold = np.quantile(scores[read], 1 - share)
        kept = read & (scores >= threshold)
        found.append(
            (
                float(threshold),
                float(right[kept].mean()),
                float(right[kept].sum() / right[read].sum()),
                float((scores[planted] >= threshold).mean()),
                int(kept.sum()),
            )
        )
    return found


def at_precision(
    rows: Sequence[Row], scores: NDArray[np.float64], wanted: float
) -> tuple[float, float, float, float, float]:
    """The lowest point of the curve with at least this precision."""
    return max((point for point in curve(rows, scores) if point[1] >= wanted), key=lambda point: point[4])


def exported(learnt: Learnt, prefix: str) -> dict[str, NDArray[np.generic]]:
    """The arrays of `checker.trees.Trees`."""
    columns: dict[str, list] = {name: [] for name in ("feature", "threshold", "left", "right", "value", "root")}

    def add(node: dict) -> int:
        place = len(columns["feature"])
        leaf = "leaf_value" in node
        columns["feature"].append(-1 if leaf else node["split_feature"])
        columns["threshold"].append(0.0 if leaf else node["threshold"])
        columns["value"].append(node.get("leaf_value", 0.0))
        columns["left"].append(0)
        columns["right"].append(0)
        if not leaf:
            columns["left"][place] = add(node["left_child"])
            columns["right"][place] = add(node["right_child"])
        return place

    for tree in learnt.model.dump_model()["tree_info"]:
        columns["root"].append(add(tree["tree_structure"]))
    kinds = {"feature": np.int16, "left": np.int32, "right": np.int32, "root": np.int32, "value": np.float32}
    arrays = {f"{prefix} {name}": np.array(values, kinds.get(name, np.float64)) for name, values in columns.items()}
    return {**arrays, f"{prefix} names": np.array(learnt.names)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--features", type=Path, nargs="+", required=True, help="made by judge_features.py")
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--calibrate-on", type=Path, required=True, help="ids of articles, one a line")
    parser.add_argument("--report", action="store_true")
    args = parser.parse_args()
    rows: list[Row] = [row for path in args.features for row in pickle.loads(path.read_bytes())]  # noqa: S301 - our own
    named = set(args.calibrate_on.read_text(encoding="utf-8").split())
    telling = [n for n, row in enumerate(rows) if row.planted or row.article in named]
    some = [rows[n] for n in telling]
    scores = by_folds(rows, learn_issues)[telling]
    show(some, scores, "all")
    if args.report:
        report(rows, telling)
    read = [n for n, row in enumerate(some) if not row.planted and row.right is not None]
    calibration = calibrated([some[n] for n in read], scores[read])
    fixes(rows)
    np.savez_compressed(
        args.judge / MODEL,
        **exported(learn_issues(rows), "issue"),
        **exported(learn_fixes(rows), "fix"),
        alone=calibration.alone,
        among=calibration.among,
        usual=np.array(calibration.usual),
        threshold=np.array(THRESHOLD),
    )


def calibrated(rows: Sequence[Row], scores: NDArray[np.float64]) -> Calibration:
    """The curves for scores in untouched articles, fitted and printed."""
    right = np.array([row.right for row in rows])
    alone = logistic_curve(right, scores)
    likely = logistic(alone, scores)
    usual = float(likely.sum()) / sum({row.article: row.length for row in rows}.values())
    beside = np.zeros(len(rows))
    for article in dict.fromkeys(row.article for row in rows):
        places = [n for n, row in enumerate(rows) if row.article == article]
        spans = [Span(rows[n].start, rows[n].end) for n in places]
        beside[places] = company(likely[places], spans, rows[places[0]].length * usual)
    among = logistic_curve(right, scores, beside)
    for name, said in (("alone", likely), ("in company", logistic(among, scores, beside))):
        print(f"{name}:")
        reliability(said, right)
    return Calibration(alone, among, usual)


def logistic_curve(right: NDArray[np.float64], *over: NDArray[np.float64]) -> NDArray[np.float64]:
    """Offset and slopes of the share that is right over some numbers."""
    model = LogisticRegression(C=1e4)  # as good as no penalty
    model.fit(np.column_stack(over), right.round())
    return np.array([*model.intercept_, *model.coef_[0]])


def reliability(said: NDArray[np.float64], right: NDArray[np.float64]) -> None:
    """Print what the confidence says and what is right, by its tenths, and what the threshold gives."""
    for low in np.arange(0, 1, 0.1):
        within = (said >= low) & (said < low + 0.1)
        print(f"said {said[within].mean():.2f}, right {right[within].mean():.2f} of {within.sum()}")
    kept = said >= THRESHOLD
    recall = right[kept].sum() / right.sum()
    print(f"from {THRESHOLD}: precision {right[kept].mean():.3f}, recall {recall:.3f}, {kept.sum()} issues")


def show(rows: Sequence[Row], scores: NDArray[np.float64], name: str) -> None:
    for wanted in (0.7, 0.75, 0.8, 0.85, 0.9):
        try:
            point = at_precision(rows, scores, wanted)
        except ValueError:
            continue
        print(f"{name}: at precision {point[1]:.3f}: recall {point[2]:.3f}, planted {point[3]:.3f}, {point[4]} alarms")


def report(rows: Sequence[Row], telling: Sequence[int]) -> None:
    """Print what each part of the judge is worth, on the rows at these places."""
    keeps: dict[str, Callable[[str], bool]] = {
        "without network": lambda name: "misfit" not in name,
        "network alone": lambda name: "misfit" in name,
        "without sequences": lambda name: "news" not in name,
    }
    learners: dict[str, Callable[[Sequence[Row]], Learnt]] = {
        **{name: partial(learn_issues, keep=keep) for name, keep in keeps.items()},
        "without labels": lambda some: learn_issues([unlabelled(row) for row in some]),
    }
    for name, learn_from in learners.items():
        show([rows[n] for n in telling], by_folds(rows, learn_from)[telling], name)


def unlabelled(row: Row) -> Row:
    """A row as it would be had nobody read it: what is raised on an untouched article is taken for wrong."""
    return row if row.planted else replace(row, right=0.0)


def fixes(rows: Sequence[Row]) -> None:
    """How often the first fix is right, as proposed and as judged, by folds."""
    judged = [row for row in rows if row.fix and row.fixes]
    for name, planted in (("planted", True), ("read", False)):
        before, after, n = 0, 0, 0
        for fold in range(FOLDS):
            learnt = learn_fixes([row for row in judged if fold_of(row.article) != fold])
            for row in judged:
                if fold_of(row.article) == fold and row.planted == planted:
                    scores = learnt.scores(row.fixes)
                    n, before, after = n + 1, before + (row.fix == 1), after + (int(scores.argmax()) + 1 == row.fix)
        print(
            f"first fix right, {name}: as proposed {before / max(1, n):.3f}, as judged {after / max(1, n):.3f} of {n}"
        )


if __name__ == "__main__":
    main()
