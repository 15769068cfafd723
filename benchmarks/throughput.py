"""Measures how many words a second are checked in many articles, by one process on one core, beside Grammalecte.

    python benchmarks/throughput.py --data FILE.jsonl... [--runs 3] [--select RULE...]

Each line of a FILE holds {"id", "text"}, a whole article in French. The checker gets them as they are, Grammalecte's
command line (Debian's package grammalecte-cli) as one text, all articles in a row; it is left out where it is not
installed. Both start anew for each run, and what is counted is the processor time of the whole process, start-up
included. The runs alternate, so that a machine that slows down slows both.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from cold_start import run


def main() -> None:
    """Measure and print medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--select", nargs="*", default=[])
    args = parser.parse_args()
    texts = [json.loads(line)["text"] for path in args.data for line in path.open(encoding="utf-8")]
    words = sum(len(text.split()) for text in texts)
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "articles.txt")
        whole.write_text("\n".join(texts), encoding="utf-8")
        selected = [part for rule in args.select for part in ("--select", rule)]
        checker = str(Path(sys.executable).parent / "checker")
        commands = {"checker": [checker, "check", "--no-cache", "--target", "fr", *selected, *map(str, args.data)]}
        if peer := shutil.which("grammalecte-cli"):
            commands["grammalecte"] = [peer, "-f", str(whole)]
        figures: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
        for _ in range(args.runs):
            for name, command in commands.items():
                figures[name].append(run(command))
    print(f"{len(texts)} articles, {words} words: medians of {args.runs} runs, one process, start-up included")
    print("                    words/s   peak MB")
    speeds = {}
    for name, runs in figures.items():
        seconds, _, memory = (statistics.median(column) for column in zip(*runs, strict=True))
        speeds[name] = words / seconds
        print(f"{name:15}{speeds[name]:12,.0f}{memory:10.0f}")
    if "grammalecte" in speeds:
        print(f"{speeds['checker'] / speeds['grammalecte']:.2f} times as fast")


if __name__ == "__main__":
    main()
