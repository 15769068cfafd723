"""Count the sequences of two and three words in published articles, ``rules/fr/ngrams.marisa``.

    python training/news_ngrams.py --news FILE --leave-out IDS --out ngrams.marisa

A sequence that occurs once is left out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from judge_detector import read_news, sentences_of

from checker.morphology.ngrams import write_ngrams

RAREST = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--news", type=Path, required=True, help="JSON Lines with id and text, gzipped")
    parser.add_argument("--leave-out", type=Path, required=True, help="ids of articles, one a line")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--target", default="fr")
    args = parser.parse_args()
    left_out = set(args.leave_out.read_text(encoding="utf-8").split())
    articles = [article for article in read_news(args.news) if article["id"] not in left_out]
    write_ngrams(sentences_of(articles, args.target), args.out, RAREST)


if __name__ == "__main__":
    main()
