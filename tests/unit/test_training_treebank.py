"""Treebank words become the checker's tokens, and keep their place in the tree."""

import gzip
import sys
from pathlib import Path

import pytest

from checker.packs.languages import Packs

sys.path.insert(0, str(Path(__file__).parents[2] / "training"))

from french_treebank import ROOT, Sentence, read_treebank

INVERSION = """\
# text = Parle-t-il du maire ?
1	Parle	parler	VERB	_	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	0	root	_	SpaceAfter=No
2	-t-il	il	PRON	_	Gender=Masc|Number=Sing|Person=3|PronType=Prs	1	nsubj	_	_
3-4	du	_	_	_	_	_	_	_	_
3	de	de	ADP	_	_	5	case	_	_
4	le	le	DET	_	Definite=Def|Gender=Masc|Number=Sing|PronType=Art	5	det	_	_
5	maire	maire	NOUN	_	Gender=Masc|Number=Sing	1	obl	_	_
6	?	?	PUNCT	_	_	1	punct	_	_
"""
PIECES = """\
# text = Il gagne 1 500 euros...
1	Il	il	PRON	_	_	2	nsubj	_	_
2	gagne	gagner	VERB	_	_	0	root	_	_
3	1 500	1 500	NUM	_	_	4	nummod	_	_
4	euros	euro	NOUN	_	_	2	obj	_	SpaceAfter=No
5	...	...	PUNCT	_	_	2	punct	_	_
"""


def read(folder: Path, block: str) -> Sentence:
    path = folder / "fr_own-ud-dev.conllu.gz"
    path.write_bytes(gzip.compress(block.encode()))
    (sentence,) = read_treebank(path, Packs().find("fr"))
    return sentence


@pytest.fixture
def inversion(tmp_path: Path) -> Sentence:
    return read(tmp_path, INVERSION)


def test_words_of_one_token_take_the_place_of_the_one_that_leans_outside(inversion: Sentence) -> None:
    assert inversion.forms == ("Parle-t-il", "du", "maire", "?")
    assert inversion.heads == (ROOT, 2, 0, 0)
    assert inversion.deprels == ("root", "case", "obl:mod", "punct")


def test_a_contraction_keeps_the_gender_and_number_of_its_article(inversion: Sentence) -> None:
    assert inversion.upos[1] == "ADP"
    assert inversion.feats[1] == "Gender=Masc|Number=Sing"


def test_tokens_of_one_word_lean_on_its_first_unless_they_are_punctuation(tmp_path: Path) -> None:
    sentence = read(tmp_path, PIECES)
    assert sentence.forms == ("Il", "gagne", "1", "500", "euros", ".", ".", ".")
    assert sentence.heads == (1, ROOT, 4, 2, 1, 1, 1, 1)
    assert sentence.deprels[2:4] == ("nummod", "fixed")
    assert sentence.source == "fr_own"
