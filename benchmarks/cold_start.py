"""Measures a whole run on one article, from the cold: processor time, wall time and peak memory.

    python benchmarks/cold_start.py [--article FILE] [--runs 7]

The peer on the same text is Grammalecte's command line (Debian's package grammalecte-cli); it is
left out where it is not installed. The runs alternate, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import time
from pathlib import Path

ARTICLE = Path(__file__).parent.parent / "samples/iran-missiles/article.fr.txt"


def run(command: list[str]) -> tuple[float, float, float]:
    """Processor seconds, wall seconds and peak megabytes of one run."""
    began = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0) for descriptor in (1, 2)]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, _, usage = os.wait4(process, 0)
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / 1024


def main() -> None:
    """Measure and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--article", type=Path, default=ARTICLE)
    parser.add_argument("--runs", type=int, default=7)
    args = parser.parse_args()
    checker = str(Path(sys.executable).parent / "checker")
    commands = {"checker": [checker, "check", "--no-cache", "--target", "fr", str(args.article)]}
    peer = shutil.which("grammalecte-cli")
    if peer:
        commands["grammalecte"] = [peer, "-f", str(args.article)]
    figures: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(args.runs + 1):
        for name, command in commands.items():
            figures[name].append(run(command))
    print("                processor s   wall s   peak MB   (medians; the first run is not counted)")
    for name, runs in figures.items():
        cpu, wall, memory = (statistics.median(column) for column in zip(*runs[1:], strict=True))
        print(f"{name:15}{cpu:12.2f}{wall:9.2f}{memory:10.0f}")


if __name__ == "__main__":
    main()
