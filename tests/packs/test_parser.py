"""The parser's trees hold together whatever comes in, and wrong agreement does not loosen them."""

from __future__ import annotations

import subprocess
import sys
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Span
from checker.morphology.biaffine import best_tree
from checker.morphology.lexicon import Lexicon
from checker.morphology.parser import LONGEST_PIECE_TOKENS, Parser
from checker.morphology.tree import ROOT, Tree
from checker.packs.languages import Packs
from checker.text.tokenize import tokenize

FRENCH = Packs().find("fr")


@pytest.fixture(scope="module")
def parser() -> Parser:
    found = Parser.of(FRENCH, Lexicon.of(FRENCH))
    assert found is not None
    return found


def tokens(text: str) -> list[str]:
    return [span.of(text) for span in tokenize(text, Span(0, len(text)), FRENCH)]


def arcs(parser: Parser, text: str) -> set[tuple[str, str, str]]:
    """Each arc as word, relation and head."""
    words = tokens(text)
    (tree,) = parser.parse([words])
    return {
        (word, deprel, "ROOT" if head == ROOT else words[head])
        for word, deprel, head in zip(words, tree.deprels, tree.heads, strict=True)
    }


@pytest.mark.parametrize(
    ("text", "arc"),
    [
        ("La ministre a présenté une réforme ambitieuse.", ("ministre", "nsubj", "présenté")),
        ("La ministre a présenté une réforme ambitieuse.", ("ambitieuse", "amod", "réforme")),
        ("Les habitants du quartier voisin refusent le projet.", ("habitants", "nsubj", "refusent")),
        ("La lettre que le maire avait reçue est perdue.", ("lettre", "nsubj:pass", "perdue")),
        ("Plusieurs maisons ont été détruites par la tempête.", ("maisons", "nsubj:pass", "détruites")),
        ("Plusieurs maisons ont été détruites par la tempête.", ("été", "aux:pass", "détruites")),
        ("Ces mesures sont insuffisantes.", ("mesures", "nsubj", "insuffisantes")),
        ("Ces mesures sont insuffisantes.", ("sont", "cop", "insuffisantes")),
        ("Il parle au directeur de l’usine.", ("au", "case", "directeur")),
    ],
)
def test_finds_the_controller(parser: Parser, text: str, arc: tuple[str, str, str]) -> None:
    assert arc in arcs(parser, text)


@pytest.mark.parametrize(
    ("text", "arc"),
    [
        ("Le ministre a présenté une réforme ambitieux.", ("ambitieux", "amod", "réforme")),
        ("Les habitants du quartier voisin refuse le projet.", ("habitants", "nsubj", "refuse")),
        ("Plusieurs maisons ont été détruit par la tempête.", ("maisons", "nsubj:pass", "détruit")),
        ("Ces mesures sont insuffisant.", ("mesures", "nsubj", "insuffisant")),
        ("La transfert des joueurs a surpris le club.", ("La", "det", "transfert")),
    ],
)
def test_a_word_that_disagrees_keeps_its_controller(parser: Parser, text: str, arc: tuple[str, str, str]) -> None:
    assert arc in arcs(parser, text)


def test_names_word_class_and_features(parser: Parser) -> None:
    (tree,) = parser.parse([tokens("Les voitures roulent vite.")])
    assert tree.upos == ("DET", "NOUN", "VERB", "ADV", "PUNCT")
    assert tree.feats[1] == "Gender=Fem|Number=Plur"
    assert "Number=Plur|Person=3" in tree.feats[2]


def assert_sound(tree: Tree, length: int) -> None:
    assert len(tree.heads) == len(tree.deprels) == len(tree.upos) == len(tree.feats) == len(tree.confidence) == length
    assert all(0 <= confidence <= 1 for confidence in tree.confidence)
    for word, (head, deprel) in enumerate(zip(tree.heads, tree.deprels, strict=True)):
        assert (head == ROOT) == (deprel == "root")
        steps = 0
        while word != ROOT:
            word, steps = tree.heads[word], steps + 1
            assert steps <= length


@given(st.lists(st.lists(st.text(min_size=1, max_size=12), max_size=12), max_size=5))
@settings(max_examples=50, deadline=None)
def test_any_tokens_give_sound_trees(parser: Parser, sentences: list[list[str]]) -> None:
    trees = parser.parse(sentences)
    assert len(trees) == len(sentences)
    for tree, sentence in zip(trees, sentences, strict=True):
        assert_sound(tree, len(sentence))
        assert tree.heads.count(ROOT) == bool(sentence)


def test_an_endless_sentence_has_a_root_in_each_piece(parser: Parser) -> None:
    length = 5 * LONGEST_PIECE_TOKENS + 1
    (tree,) = parser.parse([["rose"] * length])
    assert_sound(tree, length)
    assert tree.heads.count(ROOT) == 6


def test_a_sentence_parses_alike_alone_and_among_others(parser: Parser) -> None:
    texts = (
        "Le vent souffle.",
        "Les rues étaient désertes quand nous sommes arrivés en ville.",
        "Qui a gagné la course ?",
    )
    sentences = [tokens(text) for text in texts]
    for together, sentence in zip(parser.parse(sentences), sentences, strict=True):
        (alone,) = parser.parse([sentence])
        assert (together.heads, together.deprels, together.upos) == (alone.heads, alone.deprels, alone.upos)
        assert together.confidence == pytest.approx(alone.confidence, abs=1e-4)


def test_an_attachment_that_can_go_two_ways_is_held_less_likely(parser: Parser) -> None:
    (plain,) = parser.parse([tokens("Le chat dort.")])
    (open_,) = parser.parse([tokens("Il regarde la photo du maire avec des lunettes.")])
    assert open_.confidence[8] < min(plain.confidence)


def test_a_language_without_a_model_has_no_parser() -> None:
    without = [language for language in Packs().languages.values() if not language.resource("parser.npz")]
    assert without
    assert all(Parser.of(language, Lexicon.of(language)) is None for language in without)


@pytest.mark.process
def test_numpy_waits_until_a_parser_is_made() -> None:
    program = "import sys, checker.morphology.parser; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


def is_tree(heads: tuple[int, ...]) -> bool:
    """True if all words of a sentence, numbered from 1, hang from one root word."""

    def reaches_root(word: int) -> bool:
        for _ in heads:
            word = heads[word - 1]
            if word == 0:
                return True
        return False

    return heads.count(0) == 1 and all(reaches_root(word) for word in range(1, len(heads) + 1))


@given(st.integers(1, 4), st.integers(0, 1 << 32))
@settings(max_examples=200, deadline=None)
def test_the_tree_is_the_best_of_those_with_its_root(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, length + 1)).astype(np.float32)
    np.fill_diagonal(scores[:, 1:], -np.inf)
    heads = tuple(best_tree(scores.copy()).tolist())
    assert is_tree(heads)
    root = heads.index(0)
    rivals = [h for h in product(range(length + 1), repeat=length) if is_tree(h) and h[root] == 0]
    assert total(scores, heads) == pytest.approx(max(total(scores, rival) for rival in rivals), abs=1e-5)
