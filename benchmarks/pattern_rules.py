"""Measures what pattern rules cost that match nothing: the same articles with and without them, side by side.

    python benchmarks/pattern_rules.py --gold NEWS.jsonl.gz [--articles 200] [--rules 250] [--rounds 9]

GOLD holds articles, JSON Lines {"text"}. The rules are made from words that the articles do not have together: each
looks for a verb of the lexicon and, near it, a noun that depends on it, unless another word stands around. Prints the
share of the time of a check that they take (processor time, of each article the least of the rounds) in two ways: of
whole checks, and of the kind alone, which parses for itself what agreement may have parsed already; then what reading
and compiling them takes once.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from checker import Checker
from checker.analysis import Analysis
from checker.engine.resources import Resources
from checker.model import Document
from checker.packs.rules import applicable

RULE = """kind: pattern
category: style/calque
severity: minor
message: {{en: "{{match}}", fr: "{{match}}"}}
explanation: {{en: "A rule for measuring.", fr: "Une règle de mesure."}}
patterns:
  - words:
      - {{lemma: {verb}, upos: VERB}}
      - {{lemma: [{noun}, {other}], upos: NOUN, relation: obj, head: 1, gap: 4}}
    mark: [1, 2]
    unless:
      before: [{{form: [se, "s'"]}}]
      sentence: [{{lemma: {context}}}]
    fixes: ["{{1:traiter}}"]
confidence: 0.9
"""


def articles(path: Path, count: int) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line)["text"] for line in islice(file, count)]


def write_rules(folder: Path, texts: list[str], count: int) -> None:
    """Rules whose verbs are as frequent as those of real ones: from the articles' own words, beside rare nouns."""
    lexicon = Resources().engine("fr").lexicon
    chance = random.Random(13)
    counts = Counter(word for text in texts for word in re.findall(r"[a-zà-ÿ]{4,}", text))
    forms = sorted(form for form, times in counts.items() if times >= 2)
    verbs = sorted({r.lemma for form in forms for r in lexicon.readings(form) if r.upos == "VERB"})
    nouns = sorted({r.lemma for form in forms for r in lexicon.readings(form) if r.upos == "NOUN"})
    for number in range(count):
        path = folder / f"fr/house/rule-{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        noun, other, context = chance.sample(nouns, 3)
        words = {"verb": chance.choice(verbs), "noun": noun, "other": other, "context": context}
        path.write_text(RULE.format(**{key: f'"{word}"' for key, word in words.items()}), encoding="utf-8")


def seconds(checker: Checker, text: str) -> float:
    """What a whole check of an article takes."""
    document = Document("", text)
    started = time.process_time()
    checker.outcome(document)
    return time.process_time() - started


def seconds_in_kind(checker: Checker, text: str) -> float:
    """What the kind `pattern` itself takes for an article, tokens and the rest of the analysis aside."""
    rules = [rule for rule in applicable(checker.resources.rules, "fr") if rule.file.kind == "pattern"]
    (kind,) = checker.resources.kinds(rules, "fr")
    analysis = Analysis(Document("", text), checker.resources.engine("fr"))
    for segment in analysis.segments:
        analysis.tokens(segment.span)
    started = time.process_time()
    for _ in kind.find(analysis):
        pass
    return time.process_time() - started


def compared(
    measure: Callable[[Checker, str], float], checkers: Sequence[Checker], texts: Sequence[str], rounds: int
) -> list[float]:
    """The seconds that checkers take for all texts: of each text the least of the rounds, which take turns."""
    least = {(text, checker): math.inf for text in texts for checker in checkers}
    for _ in range(rounds):
        for text, checker in least:
            least[text, checker] = min(least[text, checker], measure(checker, text))
    return [sum(least[text, checker] for text in texts) for checker in checkers]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--rules", type=int, default=250)
    parser.add_argument("--rounds", type=int, default=9)
    args = parser.parse_args()
    texts = articles(args.gold, args.articles)
    with tempfile.TemporaryDirectory() as folder:
        write_rules(Path(folder), texts, args.rules)
        plain, more = Checker("fr"), Checker("fr", rules=(folder,))
        found = sum(len(report.issues) for report in more.check(texts))
        found -= sum(len(report.issues) for report in plain.check(texts))
        without, together = compared(seconds, (plain, more), texts, args.rounds)
        inside = compared(seconds_in_kind, (plain, more), texts, args.rounds)
        started = time.process_time()
        rules = Resources((folder,)).rules
        read = time.process_time() - started
        fresh = Resources((folder,))
        started = time.process_time()
        fresh.kinds([rule for rule in rules if rule.is_own], "fr")
        compiled = time.process_time() - started
    words = sum(len(text.split()) for text in texts)
    print(f"{args.articles} articles, {words} words; {args.rules} more rules raise {found} issues")
    print(f"without them {without:.2f} s, with them {together:.2f} s: {100 * (together / without - 1):+.1f} %")
    print(
        f"in the kind itself {inside[0]:.3f} s and {inside[1]:.3f} s: {100 * (inside[1] - inside[0]) / without:+.1f} %"
    )
    print(f"reading the rules {1000 * read:.0f} ms, compiling them {1000 * compiled:.0f} ms")


if __name__ == "__main__":
    main()
