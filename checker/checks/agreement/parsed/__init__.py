"""Proposals from the arcs of a dependency tree."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from checker.checks.agreement.parsed.nominal import adjectives, determiners
from checker.checks.agreement.parsed.parse import Parse
from checker.checks.agreement.parsed.participles import invariables, objects
from checker.checks.agreement.parsed.verbal import complements, verbs
from checker.checks.agreement.verifier import Proposal

PROPOSERS: Final[Mapping[str, Callable[[Parse], Iterator[Proposal]]]] = {
    "determiner": determiners,
    "adjective": adjectives,
    "verb": verbs,
    "complement": complements,
    "object": objects,
    "invariable": invariables,
}
