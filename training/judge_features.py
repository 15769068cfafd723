"""Put suspicions into the numbers that the trees of the judge of agreement learn from.

    python training/judge_features.py --suspicions FILE --verdicts FILE... --judge FOLDER --out FILE [--rare]

The folder holds a network and sequences that have not seen the articles of the suspicions, but for the third part, for
which no network was kept. Where the same alarms were read with a network that had learnt from their articles and with
one that had not, the trees told right from wrong equally well.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from judge_suspicions import Case, Proposer

from checker.judge.features import Features
from checker.judge.weighing import Reader


@dataclass(frozen=True)
class Row:
    """A suspicion in numbers.

    Attributes:
        length: of its article, in characters.
        right: how likely it is right, by its readers or because it was planted; None if nobody knows.
        fix: the number of the first right fix from 1, 0 if none is; None if nobody knows.
        rare: whether it was planted to meet rare kinds more often, so that it tells nothing of how often they come.
    """

    article: str
    length: int
    start: int
    end: int
    rule: str
    planted: bool
    features: Features
    fixes: list[Features]
    right: float | None
    fix: int | None
    rare: bool = False


def read_verdicts(paths: Sequence[Path]) -> dict[tuple[str, int, int, str], list[dict]]:
    """What people said of each alarm: by article, start, end and rule."""
    found: dict[tuple[str, int, int, str], list[dict]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            found.setdefault((one["id"], one["start"], one["end"], one["rule"]), []).append(one)
    return found


def fix_of(case: Case, verdicts: list[dict]) -> int | None:
    """Which fix is right by the readers."""
    if not verdicts or any(one["verdict"] == "false" for one in verdicts):
        return None
    one = verdicts[0]
    if "fix_number" in one:
        return one["fix_number"]
    titles = [fix.title for fix in case.suspicion.issue.fixes]
    return titles.index(one["fix"]) + 1 if one.get("fix_ok") and one["fix"] in titles else None


def sentences_of(case: Case) -> list[tuple[str, ...]]:
    """The sentence of a case as it stands and as each repair makes it."""
    return [case.suspicion.forms, *(repair.forms for repair in case.suspicion.repairs)]


def rows_of(cases: Sequence[Case], reader: Reader, verdicts: dict, *, rare: bool) -> list[Row]:
    """The rows of cases; those on untouched articles that nobody has read are taken for wrong.

    Only those were not read that trees of readers' verdicts on the others thought hardly likely: of 194 of them that
    were read all the same, 5 were right.
    """
    found = []
    for start in range(0, len(cases), 50):
        some = cases[start : start + 50]
        misfits = reader.misfits(forms for case in some for forms in sentences_of(case))
        for case in some:
            features, fixes = reader.features(case.suspicion, misfits), reader.fix_features(case.suspicion, misfits)
            issue = case.suspicion.issue
            said = verdicts.get((case.article, issue.span.start, issue.span.end, issue.rule), [])
            if case.planted is None:
                right = float(np.mean([one["verdict"] != "false" for one in said])) if said else 0.0
                fix = fix_of(case, said)
            else:
                right = 1.0 if case.planted else None
                fix = case.restoring[0] + 1 if case.restoring else None
            numbers = {name: float(value) for name, value in features.items()}
            repairs = [{name: float(value) for name, value in one.items()} for one in fixes]
            place = case.article, case.length, issue.span.start, issue.span.end
            found.append(Row(*place, issue.rule, case.planted is not None, numbers, repairs, right, fix, rare))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suspicions", type=Path, required=True)
    parser.add_argument("--verdicts", type=Path, nargs="+", required=True)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--target", default="fr")
    parser.add_argument("--rare", action="store_true", help="the suspicions are of rare kinds")
    args = parser.parse_args()
    reader = Reader.load(args.judge, Proposer(args.target).engine)
    cases = pickle.loads(args.suspicions.read_bytes())  # noqa: S301 - our own
    args.out.write_bytes(pickle.dumps(rows_of(cases, reader, read_verdicts(args.verdicts), rare=args.rare)))


if __name__ == "__main__":
    main()
