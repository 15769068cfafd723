"""Checks many texts in one process, in many languages and settings, as a server would: what memory does it take?

    python benchmarks/long_run.py --data FILE.jsonl[.gz]... [--texts 10000] [--characters 1500]

Each line of a FILE holds {"id", "text"}; the name of the file begins with the language of its texts. They are checked
in turn, language by language, each with one of twenty settings. Every now and then the report on a text is compared
with that of a checker that has seen nothing. Printed are the greatest resident memory so far, and what differs. The
same text may come again, in other settings, if the files hold fewer.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import resource
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from checker.engine.pipeline import Checkers
from checker.engine.resources import Resources
from checker.model import Document, Report, Severity
from checker.project.settings import Settings
from checker.report import Context, render

LIMIT = 400  # MB
COMPARED = 25  # texts, evenly spread


def main() -> None:
    """Measure and print; the exit code is 1 if a report differs or the memory is beyond the limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--characters", type=int, default=1_500, help="of each text at most")
    arguments = parser.parse_args()
    documents = {path.name.partition(".")[0]: list(texts(path, arguments.characters)) for path in arguments.data}
    before = megabytes()
    kept = long_run(documents, arguments.texts, progress=True)
    after = megabytes()
    differing = sum(report != fresh(document, settings) for document, settings, report in kept)
    print(f"{arguments.texts} texts, {len(documents)} languages, {len(SETTINGS)} settings: {after:.0f} MB", end=" ")
    print(f"({before:.0f} MB of them the texts); {differing} of {len(kept)} reports differ from fresh ones")
    raise SystemExit(differing > 0 or after > LIMIT)


SETTINGS = tuple(
    Settings(min_confidence=confidence, allow=allow, ignore=ignore, fail_on=fail_on)
    for confidence, allow, (ignore, fail_on) in itertools.product(
        (None, 0.0, 0.5, 0.8, 0.9),
        ((), ("deal", "/[A-Z]{3}/")),
        (((), Severity.MAJOR), (("mul/untranslated/word",), Severity.CRITICAL)),
    )
)
Kept = tuple[Document, Settings, str]


def texts(path: Path, characters: int) -> Iterator[str]:
    """The texts of a file, cut off."""
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as file:
        for line in file:
            yield json.loads(line)["text"][:characters]


def long_run(documents: dict[str, list[str]], number: int, *, progress: bool = False) -> list[Kept]:
    """Check texts in turn; returns those whose reports are to be compared, with their reports."""
    checkers = Checkers(Resources())
    kept = []
    for n, target in zip(range(number), itertools.cycle(documents), strict=False):
        own, turn = documents[target], n // len(documents)
        document = Document(f"{n}", own[turn % len(own)], target)
        settings = SETTINGS[(n + turn) % len(SETTINGS)]
        report = rendered(checkers, document, settings)
        if n % max(1, number // COMPARED) == 0:
            kept.append((document, settings, report))
            if progress:
                print(f"{n:6} {megabytes():5.0f} MB", flush=True)
    return kept


def fresh(document: Document, settings: Settings) -> str:
    """The report of a checker that has seen nothing."""
    return rendered(Checkers(Resources()), document, settings)


def rendered(checkers: Checkers, document: Document, settings: Settings) -> str:
    """A report in JSON Lines."""
    outcomes: Iterable = [checkers.outcome(document, settings)]
    return "".join(render("jsonl", outcomes, Context(Report("benchmark"))))


def megabytes() -> float:
    """The greatest resident memory of this process so far."""
    with suppress(OSError):  # Linux; what `getrusage` says there may be that of the process which started this one
        for line in Path("/proc/self/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
