"""Proposals from the arcs of a dependency tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import chain
from typing import Final

from checker.checks.agreement.parsed.nominal import adjectives, determiners
from checker.checks.agreement.parsed.parse import Parse
from checker.checks.agreement.parsed.participles import invariables, objects
from checker.checks.agreement.parsed.torn import torn_complements, torn_verbs
from checker.checks.agreement.parsed.verbal import complements, verbs
from checker.checks.agreement.verifier import Proposal

PROPOSERS: Final[Mapping[str, Callable[[Parse], Iterator[Proposal]]]] = {
    "determiner": determiners,
    "adjective": adjectives,
    "verb": lambda parse: chain(verbs(parse), torn_verbs(parse)),
    "complement": lambda parse: chain(complements(parse), torn_complements(parse)),
    "object": objects,
    "invariable": invariables,
}
