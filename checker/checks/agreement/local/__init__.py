"""Proposals from words that stand side by side and from the marks of a clause; no tree is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from checker.checks.agreement.local.nominal import adjectives, determiners
from checker.checks.agreement.local.pronouns import pronouns
from checker.checks.agreement.local.questions import questions
from checker.checks.agreement.local.verbal import complements, invariables, verbs
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Proposal

PROPOSERS: Final[Mapping[str, Callable[[Sentence], Iterator[Proposal]]]] = {
    "determiner": determiners,
    "adjective": adjectives,
    "verb": verbs,
    "complement": complements,
    "invariable": invariables,
    "pronoun": pronouns,
    "question": questions,
}
