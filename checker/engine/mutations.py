"""Names the clauses of a rule that none of its examples needs: each is taken away, and the examples are run.

A clause is an entry of the kind's own options, however deep: a key, an item of a list, a word of a list of words. One
that stands in the file once, and elsewhere by an alias, is taken away from all places.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from checker.engine.examples import run, with_terms_tried, with_words
from checker.engine.pipeline import Checker
from checker.errors import RuleError
from checker.packs.rules import COMMON_KEYS, Rule

# Options that examples cannot tell: how an issue is reported, in which files, whether a judge weighs it, and limits of
# confidence, which are chosen on whole articles: an example as close to one as would need it is lost with the next
# training.
UNSEEN = frozenset(
    {
        "applicability",
        "at_home",
        "confidence",
        "long",
        "min_confidence",
        "safe",
        "sure_from",
        "unsure",
        "weighed",
        "whole_paragraph",
    }
)

Place = tuple[str | int, ...]  # the keys and numbers that lead to a value


@dataclass(frozen=True, slots=True)
class Unneeded:
    """A clause that no example needs.

    Attributes:
        rule: the rule's id.
        place: file and line.
        clause: its dotted key; of plain values that stand together, the key of where they stand, and their own.
    """

    rule: str
    place: str
    clause: str


def unneeded(checker: Checker, rule: Rule) -> Iterator[Unneeded]:
    """The clauses of a rule, in the order of its file, without which its examples all hold.

    Of clauses one in the other the outermost is named. One without which the rule would be an error is needed.

    Args:
        checker: shares what it has loaded.
        rule: all of whose examples hold.
    """
    return Mutations(checker, rule).below(())


class Mutations:
    """The rule with one clause or the other taken away."""

    def __init__(self, checker: Checker, rule: Rule) -> None:
        self.checker = checker
        self.rule = with_words(with_terms_tried(rule))  # as the words and terms are that a mutant lacks
        self.seen: set[int] = set()  # the values that were looked into, by identity: aliases are one value

    def below(self, place: Place) -> Iterator[Unneeded]:
        """The clauses inside a value that no example needs."""
        value = at(self.rule.yaml.value, place)
        if id(value) in self.seen:
            return
        self.seen.add(id(value))
        words = []
        for entry in keys_within(value):
            inner = (*place, entry)
            if (not place and entry in COMMON_KEYS | UNSEEN) or is_further_fix(inner):
                continue
            if (len(value) == 1 and place) or self.is_needed(inner):  # to take all away is to take the whole away
                yield from self.below(inner)
            elif isinstance(value[entry], Hashable):
                words.append(str(value[entry] if isinstance(entry, int) else entry))
            else:
                yield self.named(inner, dotted(inner))
        if words:
            yield self.named(place, f"{dotted(place)}: {', '.join(words)}".removeprefix(": "))

    def is_needed(self, place: Place) -> bool:
        """True if an example fails, or the rule is an error, without the entry at a place."""
        changed = deepcopy(self.rule.yaml.value)  # keeps aliases
        del at(changed, place[:-1])[place[-1]]
        mutant = replace(self.rule, given=replace(self.rule.yaml, value=changed))
        checker = Checker(resources=self.checker.resources.with_rules([mutant]))
        try:
            return any(result.problem for result in run(checker, [mutant]))
        except RuleError:
            return True

    def named(self, place: Place, clause: str) -> Unneeded:
        return Unneeded(self.rule.id, f"{self.rule.path}:{self.rule.yaml.line(dotted(place))}", clause)


def is_further_fix(place: Place) -> bool:
    """True at a fix behind the first, which is all that an example gives."""
    return place[-2:-1] == ("fixes",) and place[-1] != 0


def keys_within(value: Any) -> Sequence[Any]:
    """The keys of a mapping, the numbers of a list; nothing of anything else."""
    if isinstance(value, dict):
        return tuple(value)
    return range(len(value)) if isinstance(value, list) else ()


def at(value: Any, place: Place) -> Any:
    """The value at a place in another."""
    for key in place:
        value = value[key]
    return value


def dotted(place: Place) -> str:
    """A place as messages have it: ``patterns[0].unless.before``."""
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).removeprefix(".")
