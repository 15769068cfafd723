"""Tells where the checker loses the agreement errors that it misses, and which of them the right tree would save.

    python benchmarks/agreement_causes.py --data FOLDER --treebanks FOLDER [--parser FILE] [--show CAUSE]

--data and --parser are those of ``agreement.py``; --treebanks holds the treebanks that the sentences
were made from, as ``.conllu.gz``. ``--show`` prints the misses of a cause, ``false`` the issues that
touch no error. Each miss counts once, by the first cause that applies, in the order of ``CAUSES``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from agreement import Found, Text, checker_with, excerpt, found_by, is_right, packs_with

from checker.analysis import Analysis, Engine
from checker.checks.agreement import local, parsed
from checker.checks.agreement.doubt import is_in_doubt
from checker.checks.agreement.findings import GRAMMAR, frequencies
from checker.checks.agreement.grammar import Grammar, read_grammar
from checker.checks.agreement.parsed.parse import Parse
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Proposal, disagreement
from checker.checks.agreement.words import Word, read
from checker.engine.pipeline import Checker
from checker.model import Document, Span
from checker.morphology import Parser, Tree
from checker.packs.languages import Packs
from checker.text.tokenize import tokenize

sys.path.append(str(Path(__file__).parent.parent / "training"))
from french_treebank import read_treebank

CAUSES = {
    "judged": "raised, but the judge holds it likelier right; or the lexicon lacks the form, or it is in a foreign run",
    "astray": "another word is taken for the controller",
    "rival": "another word that may be the controller, or joined to it, allows the form",
    "open": "a reading of the two agrees, or nobody can tell the controller's number or gender",
    "undoubted": "no two words of the sentence seem to disagree, so it gets no tree",
    "name": "a capital that may be a name's, or a word that the lexicon lacks",
    "lost": "the tree does not relate the words; the right tree does",
    "unproposed": "no rule relates the words, whatever the tree",
}
GROUPS = {
    "determiner": ("det_noun_gender", "det_noun_number"),
    "adjective": ("adj_noun_gender", "adj_noun_number"),
    "verb": ("subj_verb_number", "subj_verb_person"),
    "distant": ("subj_verb_long",),
    "participle": ("passive", "participle_etre", "ppa_avoir_cod", "attribute"),
}


@dataclass(frozen=True)
class GoldParser(Parser):
    """A parser that knows the trees of some sentences, by their tokens."""

    trees: Mapping[tuple[str, ...], Tree]
    other: Parser

    def parse(self, sentences: Sequence[Sequence[str]]) -> list[Tree]:
        guessed = self.other.parse(sentences)
        return [self.trees.get(tuple(forms), tree) for forms, tree in zip(sentences, guessed, strict=True)]


def gold_trees(misses: Sequence[Text], folder: Path, engine: Engine) -> dict[tuple[str, ...], Tree]:
    """The tree of each text in a treebank, by its tokens with the error in them."""
    known = {
        sentence.forms: Tree(
            sentence.heads, sentence.deprels, sentence.upos, sentence.feats, (1.0,) * len(sentence.forms)
        )
        for path in sorted(folder.glob("*.conllu.gz"))
        for sentence in read_treebank(path, engine.language)
    }
    trees = {}
    for miss in misses:
        text, error = miss["text"], miss["errors"][0]
        right = text[: error["start"]] + error["right"] + text[error["end"] :]
        wrong_forms, forms = (
            tuple(place.of(whole) for place in tokenize(whole, Span(0, len(whole)), engine.language))
            for whole in (text, right)
        )
        if forms in known and len(forms) == len(wrong_forms):
            trees[wrong_forms] = known[forms]
    return trees


def sentences(analysis: Analysis) -> Iterator[tuple[Sentence, Tree]]:
    """The sentences of a text, each with its tree."""
    language = analysis.engine.language
    path = language.resource(GRAMMAR)
    grammar = read_grammar(path) if path else Grammar()
    frequency = frequencies(language.resource("words.marisa"), language.resource("words.zipf"))
    before: Sentence | None = None
    trees = analysis.trees(segment.span for segment in analysis.segments)
    for segment in analysis.segments:
        before = Sentence(read(analysis.tokens(segment.span)), grammar, analysis.engine.lexicon, frequency, before)
        yield before, trees[segment.span]


def proposals(sentence: Sentence, tree: Tree) -> Iterator[Proposal]:
    """What is proposed of a sentence, by the words and by the tree."""
    for by_words in local.PROPOSERS.values():
        yield from by_words(sentence)
    if not is_in_doubt(sentence):
        return
    parse = Parse(sentence, tree)
    for by_tree in parsed.PROPOSERS.values():
        yield from by_tree(parse)


def cause(error: Text, sentence: Sentence, tree: Tree, saved: bool) -> str:
    """The first of ``CAUSES`` that keeps an error from being found."""
    spans = [Span(*partner) for partner in error["partners"]]
    wrong = Span(error["start"], error["end"])

    def is_partner(word: Word) -> bool:
        return any(span.overlaps(word.span) for span in spans)

    seen = set()
    for proposal in proposals(sentence, tree):
        found = disagreement(proposal)
        blamed = {found.wrong.word} if found else set(proposal.blamed)
        if not any(wrong.overlaps(word.span) for word in blamed):
            continue
        other = found.other.word if found else proposal.controller.word
        if found:
            seen.add("judged" if is_partner(other) else "astray")
        elif not is_partner(other):
            seen.add("astray")
        else:
            seen.add("rival" if proposal.rivals else "open")
    words = [word for word in sentence.words if wrong.overlaps(word.span)]
    heads = [word for word in sentence.words if is_partner(word) and (word.profile.noun or not word.is_known)]
    if any(word.named or not word.is_known for word in (*words, *heads) if word.is_word):
        seen.add("name")
    if not is_in_doubt(sentence):
        seen.add("undoubted")
    seen.add("lost" if saved else "unproposed")
    return next(name for name in CAUSES if name in seen)


def causes(misses: Sequence[Text], checker: Checker, saved: Sequence[bool]) -> Iterator[str]:
    """The cause of each miss."""
    engine = checker.resources.engine("fr")
    for miss, is_saved in zip(misses, saved, strict=True):
        error = miss["errors"][0]
        for sentence, tree in sentences(Analysis(Document(miss["id"], miss["text"]), engine)):
            if any(error["start"] < word.span.end and word.span.start < error["end"] for word in sentence.words):
                yield cause(error, sentence, tree, is_saved)
                break


def show(text: Text, found: Found) -> None:
    """Print a place of a text with what stands around it."""
    print(text["id"], " ".join(excerpt(text["text"], found).split()))


def main() -> None:
    """Measure."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--treebanks", type=Path, required=True)
    arguments.add_argument("--parser", type=Path)
    arguments.add_argument("--show", choices=(*CAUSES, "false"))
    args = arguments.parse_args()
    lines = (line for path in sorted(args.data.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    texts = [text for text in map(json.loads, lines) if text["errors"]]
    with tempfile.TemporaryDirectory() as folder:
        checker = checker_with(Packs((packs_with(args.parser, Path(folder)),)) if args.parser else Packs())
        engine = checker.resources.engine("fr")
        found = found_by(checker, texts)
        misses = [
            text
            for text, own in zip(texts, found, strict=True)
            if not any(is_right(one, text["errors"][0]) for one in own)
        ]
        parser = engine.parser
        assert parser
        vars(engine)["parser"] = GoldParser(gold_trees(misses, args.treebanks, engine), parser)
        saved = [
            any(is_right(one, miss["errors"][0]) for one in own)
            for miss, own in zip(misses, found_by(checker, misses), strict=True)
        ]
        vars(engine)["parser"] = parser
        table: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for miss, name, is_saved in zip(misses, causes(misses, checker, saved), saved, strict=True):
            error = miss["errors"][0]
            group = next(group for group, kinds in GROUPS.items() if error["kind"] in kinds)
            for row in (name, "all"):
                table[row].update({group: 1, "all": 1, "saved": is_saved})
            if args.show == name:
                show(miss, Found(error["start"], error["end"], ()))
    if args.show == "false":
        for text, own in zip(texts, found, strict=True):
            for one in own:
                if not is_right(one, text["errors"][0]):
                    show(text, one)
    print(f"{'':12}{'all':>5}{'saved':>7}" + "".join(f"{group:>12}" for group in GROUPS))
    for name in (*CAUSES, "all"):
        count = table[name]
        print(f"{name:12}{count['all']:5}{count['saved']:7}" + "".join(f"{count[group]:12}" for group in GROUPS))


if __name__ == "__main__":
    main()
