"""The signs that a text must have for a regular expression to match in it, so that most are not tried at all."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from re import _parser  # type: ignore[attr-defined]
from typing import Any

MOST = 40  # signs of one expression; to look for more costs what it saves
Signs = tuple[str, ...]


def signs_of(expression: str) -> Signs:
    """Strings one of which is in every text where an expression matches, the rarest there are; none if nobody knows."""
    parsed = _parser.parse(expression)
    if parsed.state.flags & re.IGNORECASE:
        return ()
    return max(needed(parsed), key=rarity, default=())


def needed(parsed: Iterable[Any]) -> Iterator[Signs]:
    """Sets of strings, of each of which every match of a sequence has one."""
    run = ""
    for operation, argument in parsed:
        name = str(operation)
        if name == "LITERAL":
            run += chr(argument)
            continue
        if run:
            yield (run,)
            run = ""
        yield from needed_by(name, argument)
    if run:
        yield (run,)


def needed_by(name: str, argument: Any) -> Iterator[Signs]:
    """The same for one operation."""
    if name == "SUBPATTERN":
        yield from needed(argument[-1])
    elif name == "ASSERT":
        yield from needed(argument[1])
    elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and argument[0] > 0:
        yield from needed(argument[2])
    elif name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        yield tuple(chr(code) for _, code in argument)
    elif name == "BRANCH":
        ways = [max(needed(way), key=rarity, default=()) for way in argument[1]]
        if all(ways) and len(flat := tuple(dict.fromkeys(sign for way in ways for sign in way))) <= MOST:
            yield flat


def rarity(signs: Signs) -> int:
    """How rare the commonest of some signs is, roughly."""
    return min((sum(map(rarity_of, sign)) for sign in signs), default=0)


def rarity_of(character: str) -> int:
    """How rare a character is in a text: a blank, a small letter, a figure, all others."""
    return 0 if character == " " else 1 if character.islower() else 2 if character.isdigit() else 3
