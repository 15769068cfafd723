"""What is known of each word before the tagger weighs it."""

from __future__ import annotations

from checker.identify.elsewhere import elsewheres
from checker.identify.evidence import NAMES, evidence_rows
from checker.identify.intruders import Intruders
from checker.identify.screening import Screening
from checker.model import Document
from checker.packs.languages import Packs

PACKS = Packs()
SPANISH = PACKS.languages["es"]
INTRUDERS = Intruders(SPANISH, PACKS)


def announced(text: str) -> float:
    """True if the last word of the English quotation in a text of one block is announced by what follows."""
    [(words, weights)] = Screening(Document("", text), INTRUDERS).odd
    [elsewhere] = elsewheres([(words, weights)])
    rows = evidence_rows(words, weights, SPANISH, elsewhere)
    return float(rows[words.forms.index("before"), NAMES.index("announced_after")])


def test_a_note_of_the_language_alone_in_its_bracket_is_no_translation():
    assert not announced("«Come on, you have done this before» (en inglés).")
    assert not announced("«Come on, you have done this before» [en inglés].")


def test_one_with_something_beside_it_is():
    assert announced("«Come on, you have done this before», en inglés.")
    assert announced("«Come on, you have done this before» (traducido: ya lo has hecho).")
