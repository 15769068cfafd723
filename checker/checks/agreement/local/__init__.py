"""Proposals from words that stand side by side and from the marks of a clause; no tree is needed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Final

from checker.checks.agreement.local.attributes import attributes, introduced
from checker.checks.agreement.local.detached import openings
from checker.checks.agreement.local.nominal import adjectives, determiners
from checker.checks.agreement.local.pronouns import pronouns
from checker.checks.agreement.local.questions import objects, questions, unvaried
from checker.checks.agreement.local.verbal import complements, invariables, verbs
from checker.checks.agreement.sentence import Sentence
from checker.checks.agreement.verifier import Proposal

PROPOSERS: Final[Mapping[str, Callable[[Sentence], Iterator[Proposal]]]] = {
    "determiner": determiners,
    "adjective": lambda sentence: chain(adjectives(sentence), openings(sentence)),
    "verb": verbs,
    "complement": lambda sentence: chain(complements(sentence), attributes(sentence), introduced(sentence)),
    "invariable": lambda sentence: chain(invariables(sentence), unvaried(sentence)),
    "pronoun": pronouns,
    "question": questions,
    "object": objects,
}
