"""Accepts what the checker raises in the frozen corpus today: prints what changed and rewrites ``issues.jsonl``.

python tests/corpus/accept.py
"""

from __future__ import annotations

import sys

from frozen import ISSUES, check, differences, read_issues, read_texts, write


def main() -> None:
    """Print the differences, and write the issues of today."""
    texts = read_texts()
    before, after = read_issues() if ISSUES.exists() else [], check(texts)
    found = differences(before, after, texts)
    write(ISSUES, after)
    sys.stdout.write("".join(f"{paragraph}\n" for paragraph in found))
    sys.stderr.write(f"{len(found)} differences accepted, {len(after)} issues in {len(texts)} texts\n")


if __name__ == "__main__":
    main()
