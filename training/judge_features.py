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
from itertools import compress
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
        fixes: the features of each fix; empty where nothing is learnt from them.
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
    """What people said of each alarm: by article, start, end and the rule's own name, as rules moved since."""
    found: dict[tuple[str, int, int, str], list[dict]] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            found.setdefault((one["id"], one["start"], one["end"], name_of(one["rule"])), []).append(one)
    return found


def name_of(rule: str) -> str:
    """The name of a rule without its language and family."""
    return rule.rpartition("/")[2]


def fix_of(case: Case, verdicts: list[dict]) -> int | None:
    """Which fix is right by the readers."""
    if not verdicts or any(one["verdict"] == "false" for one in verdicts):
        return None
    one = verdicts[0]
    if "fix_number" in one:
        return one["fix_number"]
    titles = [fix.title for fix in case.suspicion.issue.fixes]
    return titles.index(one["fix"]) + 1 if one.get("fix_ok") and one["fix"] in titles else None


def rows_of(cases: Sequence[Case], reader: Reader, verdicts: dict, *, rare: bool) -> list[Row]:
    """The rows of cases; those on untouched articles that nobody has read are taken for wrong.

    Only those were not read that trees of readers' verdicts on the others thought hardly likely: of 194 of them that
    were read all the same, 5 were right.
    """
    found = []
    for start in range(0, len(cases), 50):
        some = cases[start : start + 50]
        told = [told_of(case, verdicts) for case in some]
        # Which fix comes first is learnt where one is known to be right, from what is as common as in life.
        mended = [
            not rare and fix is not None and len(case.suspicion.repairs) > 1
            for case, (_, fix) in zip(some, told, strict=True)
        ]
        misfits = reader.as_written(case.suspicion for case in some)
        misfits |= reader.as_repaired(case.suspicion for case in compress(some, mended))
        for case, (right, fix), mend in zip(some, told, mended, strict=True):
            issue = case.suspicion.issue
            features = reader.features(case.suspicion, misfits)
            fixes = reader.fix_features(case.suspicion, misfits) if mend else []
            numbers = {name: float(value) for name, value in features.items()}
            repairs = [{name: float(value) for name, value in one.items()} for one in fixes]
            place = case.article, case.length, issue.span.start, issue.span.end
            found.append(Row(*place, issue.rule, case.planted is not None, numbers, repairs, right, fix, rare))
    return found


def told_of(case: Case, verdicts: dict) -> tuple[float | None, int | None]:
    """How likely a case is right, and which of its fixes is: see `Row`."""
    if case.planted is not None:
        return 1.0 if case.planted else None, case.restoring[0] + 1 if case.restoring else None
    issue = case.suspicion.issue
    said = verdicts.get((case.article, issue.span.start, issue.span.end, name_of(issue.rule)), [])
    right = float(np.mean([one["verdict"] != "false" for one in said])) if said else 0.0
    return right, fix_of(case, said)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--suspicions", type=Path, required=True)
    parser.add_argument("--verdicts", type=Path, nargs="+", required=True)
    parser.add_argument("--judge", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--target", default="fr")
    parser.add_argument("--sequences", type=Path, help="those that have not seen the articles either")
    parser.add_argument("--rare", action="store_true", help="the suspicions are of rare kinds")
    args = parser.parse_args()
    reader = Reader.load(args.judge, Proposer(args.target, ngrams=args.sequences).engine)
    cases = pickle.loads(args.suspicions.read_bytes())  # noqa: S301 - our own
    args.out.write_bytes(pickle.dumps(rows_of(cases, reader, read_verdicts(args.verdicts), rare=args.rare)))


if __name__ == "__main__":
    main()
