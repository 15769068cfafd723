"""Draws the texts of the frozen corpus from published works under CC BY-SA 4.0; the same seed gives the same bytes.

    python tests/corpus/draw.py --news FOLDER --ntrex FOLDER --treebanks FOLDER [--seed 13]

NEWS holds ``fr-train.jsonl.gz``, articles of OrangeSum as JSON Lines {"id", "text"}. NTREX holds translations of the
same articles line by line (see ``training/mixed_corpus.py``). TREEBANKS holds ``ud-fr/fr_gsd-ud-dev.conllu.gz`` and
``clean/nl.jsonl.gz`` (LassySmall) and ``clean/ro.jsonl.gz`` (RRT), JSON Lines {"id", "text"}, a sentence a line.

There are 500 paragraphs as they are; 500 with one form changed; and 500 with foreign text, from a word to an article,
in eight target languages. Every eighth is hard-wrapped. Of those with a form changed, each French rule gets five that
it flags, where a limited search finds them: forms are exchanged as the rule's ``instead`` and its examples do, then as
``training/planting.py`` does. ``RARE`` in ``test_corpus.py`` names the rules for which it does not: what they need,
such as "vingt et un" before a noun or a colour after a plural, is rare in short paragraphs of news, and a wrap hides
one issue. Needs wordfreq; takes a minute on an idle core. Then ``accept.py`` writes the issues.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path
from typing import Any

from frozen import FOLDER, TEXTS, Text, issues_in, write

sys.path.append(str(FOLDER.parent.parent / "training"))

from french_errors import ROWS
from mixed_articles import articles
from mixed_corpus import Corpus, tag_of
from planting import CLASSES, RARE_CLASSES, Planter

from checker import Checker
from checker.checks.agreement.generator import in_case_of
from checker.engine.examples import unmark
from checker.model import Span
from checker.morphology import Lexicon
from checker.packs.rules import Rule
from checker.text.tokenize import tokenize

EACH = 500
TARGETS = ("fra", "deu", "spa", "ita", "nld", "pol", "por", "ron")
WORDS = range(10, 41)
ISSUES_A_RULE = 5
TRIES_A_RULE, PLANTED_TRIES = 400, 4000
WRAPPED_EVERY, COLUMNS = 8, (60, 72, 80, 100)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and the document that it stands in."""

    source: str
    target: str
    text: str


class Sources:
    """The paragraphs of all sources, shuffled."""

    def __init__(self, news: Path, ntrex: Path, treebanks: Path, chance: random.Random) -> None:
        self.news = list(paragraphs(json_lines(news / "fr-train.jsonl.gz"), "fr"))
        self.gsd = list(sentences_of_gsd(treebanks / "ud-fr" / "fr_gsd-ud-dev.conllu.gz"))
        self.clean = {
            tag: list(paragraphs(json_lines(treebanks / "clean" / f"{tag}.jsonl.gz"), tag)) for tag in ("nl", "ro")
        }
        self.ntrex = Corpus.read(ntrex)
        self.chance = chance
        for drawn in (self.news, self.gsd, *self.clean.values()):
            chance.shuffle(drawn)

    def translated(self, file: str) -> list[Paragraph]:
        """The lines of one language of NTREX, shuffled."""
        rows = [
            Paragraph(doc, tag_of(file), self.ntrex.lines[file][line])
            for doc, lines in self.ntrex.articles.items()
            for line in lines
        ]
        found = [row for row in rows if is_of_length(row.text)]
        self.chance.shuffle(found)
        return found


def json_lines(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def is_of_length(text: str) -> bool:
    return len(text.split()) in WORDS


def paragraphs(documents: Iterable[dict[str, str]], target: str) -> Iterator[Paragraph]:
    """The lines of documents that are neither short nor long, each once."""
    for document in documents:
        for line in dict.fromkeys(document["text"].splitlines()):
            if is_of_length(line):
                yield Paragraph(document["id"], target, line.strip())


def sentences_of_gsd(path: Path) -> Iterator[Paragraph]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        block = lines.read()
    for name, text in re.findall(r"^# sent_id = (.+)\n# text = (.+)$", block, re.MULTILINE):
        if is_of_length(text):
            yield Paragraph(name, "fr", text)


def plain(sources: Sources) -> Iterator[Paragraph]:
    """Paragraphs as they were published: three in five are French news."""
    yield from sources.news[:300]
    yield from sources.gsd[:40]
    for rows in sources.clean.values():
        yield from rows[:30]
    for file in TARGETS[1:]:
        yield from sources.translated(file)[:14]
    yield from sources.news[340:342]


def exchanges(rule: Rule) -> list[tuple[str, str]]:
    """Pairs of a right and a wrong form, as the rule's ``instead`` has them and as its examples are mended."""
    found = [(right, wrong) for wrong, right in insteads(rule.yaml.value)]
    for example in rule.examples.flags:
        wrong, right = unmark(example.text)[0].split(), (example.fixed or "").split()
        for kind, a, b, c, d in SequenceMatcher(None, wrong, right, autojunk=False).get_opcodes():
            if kind == "replace":
                found.append((" ".join(right[c:d]).strip(".,"), " ".join(wrong[a:b]).strip(".,")))
    return sorted({pair for pair in found if all(pair)})


def insteads(value: Any) -> Iterator[tuple[str, str]]:
    """What stands at ``instead``, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from inner.items() if key == "instead" else insteads(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from insteads(inner)


def exchanged(rule: Rule, pool: list[Paragraph], chance: random.Random) -> Iterator[Paragraph]:
    """Paragraphs in which a right form of a rule gives way to a wrong one."""
    wrong_forms: dict[str, list[str]] = {}
    for right, wrong in exchanges(rule):
        wrong_forms.setdefault(right.lower(), []).append(wrong)
    if not wrong_forms:
        return
    rights = sorted(wrong_forms, key=lambda form: (-len(form), form))
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, rights))})(?![\w-])", re.IGNORECASE)
    for paragraph in pool:
        places = list(pattern.finditer(paragraph.text))
        if places:
            place = chance.choice(places)
            wrong = in_case_of(place[0], chance.choice(wrong_forms[place[0].lower()]))
            text = paragraph.text[: place.start()] + wrong + paragraph.text[place.end() :]
            yield Paragraph(paragraph.source, paragraph.target, text)


def planted(paragraph: Paragraph, planters: list[Planter], checker: Checker, chance: random.Random) -> Paragraph | None:
    """A paragraph with one word in another form; None if there is none to change."""
    text = paragraph.text
    spans = list(tokenize(text, Span(0, len(text)), checker.packs.languages["fr"]))
    forms = [span.of(text) for span in spans]
    place = chance.choice(planters).plant(forms, chance)
    if place is None:
        return None
    return Paragraph(paragraph.source, "fr", text[: spans[place].start] + forms[place] + text[spans[place].end :])


def changed(sources: Sources, checker: Checker) -> Iterator[Paragraph]:
    """French paragraphs with one form changed; first those that a rule needs to be seen at work."""
    chance, pool = sources.chance, sources.news[1000:]
    planters = [
        Planter(Lexicon.of(checker.packs.languages["fr"]), ROWS, classes) for classes in (CLASSES, RARE_CLASSES)
    ]
    rules = [rule for rule in checker.rules if rule.pack == "fr"]
    counts: Counter[str] = Counter()
    for rule in rules:
        alone = Checker(select=[rule.id], resources=checker.resources)
        tries = islice(exchanged(rule, pool, chance), TRIES_A_RULE)
        for paragraph in islice((row for row in tries if rule.id in raised(row, alone)), ISSUES_A_RULE):
            counts[rule.id] += 1
            yield paragraph
    others = iter(pool)
    missing = [rule.id for rule in rules if counts[rule.id] < ISSUES_A_RULE]
    for paragraph in islice(others, PLANTED_TRIES):
        if not missing:
            break
        faulty = planted(paragraph, planters, checker, chance)
        found = raised(faulty, Checker(select=missing, resources=checker.resources)) if faulty else set()
        if faulty and found:
            counts.update(found)
            missing = [name for name in missing if counts[name] < ISSUES_A_RULE]
            yield faulty
    sys.stderr.write(f"too few issues: { {name: counts[name] for name in missing} }\n")
    for paragraph in (*sources.gsd[40:80], *others):
        faulty = planted(paragraph, planters, checker, chance)
        if faulty:
            yield faulty


def raised(paragraph: Paragraph, checker: Checker) -> set[str]:
    """The rules that speak in a paragraph."""
    return {issue.rule for issue in issues_in(Text("", paragraph.target, "", paragraph.text), checker)}


def foreign(sources: Sources) -> Iterator[Paragraph]:
    """Foreign text in eight target languages: words and passages, sentences in other sources, whole articles."""
    chance, corpus = sources.chance, sources.ntrex
    for target in TARGETS:
        runs = [
            Paragraph(article["doc"], article["target"], article["text"][start:end])
            for short in (False, True)
            for article in articles(corpus, [target], chance.randrange(10**6), 1, short)
            for start, end in lines_of(article["text"])
            if is_of_length(article["text"][start:end])
            and any(start <= run["start"] < end for run in (*article["spans"], *article["negatives"]))
        ]
        yield from chance.sample(runs, 50)
        for intruder in chance.sample([file for file in TARGETS if file != target], 2):
            doc, lines = chance.choice([item for item in corpus.articles.items() if len(item[1]) > 4])
            own, other = ([corpus.lines[file][line] for line in lines[1:5]] for file in (target, intruder))
            yield Paragraph(doc, tag_of(target), "\n\n".join(other))
            yield Paragraph(
                doc, tag_of(target), "\n\n".join(line for pair in zip(own, other, strict=True) for line in pair)
            )
    strangers = {file: sources.translated(file) for file in ("eng", "deu", "spa", "ita")}
    for row in (*sources.news[300:340], *sources.clean["nl"][30:44], *sources.clean["ro"][30:44]):
        stranger = chance.choice(strangers[chance.choice(sorted(strangers))])
        yield Paragraph(row.source, row.target, f"{row.text} {stranger.text}")


def lines_of(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in re.finditer(r"[^\n]+", text))


def numbered(kind: str, rows: Iterable[Paragraph]) -> Iterator[Text]:
    """Texts of one kind, every eighth hard-wrapped."""
    for number, row in enumerate(islice(rows, EACH), 1):
        text = row.text
        if number % WRAPPED_EVERY == 0 and "\n" not in text:
            column = COLUMNS[number // WRAPPED_EVERY % len(COLUMNS)]
            text = textwrap.fill(text, column, break_long_words=False, break_on_hyphens=False)
        yield Text(f"{kind}/{row.source}/{number}", row.target, kind, text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("news", "ntrex", "treebanks"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=13)
    args = parser.parse_args()
    sources = Sources(args.news, args.ntrex, args.treebanks, random.Random(args.seed))
    drawn = {"plain": plain(sources), "changed": changed(sources, Checker()), "foreign": foreign(sources)}
    write(TEXTS, [text for kind, rows in drawn.items() for text in numbered(kind, rows)])


if __name__ == "__main__":
    main()
