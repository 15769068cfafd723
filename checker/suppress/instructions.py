"""Instructions to the checker inside a text: comments and front matter.

``<!-- checker: ignore[fr/agreement, untranslated] because it is quoted as spoken -->`` holds for the line
that it stands in or, alone on its line, for the next one with text. Without brackets it means all rules. What goes
beyond its paragraph, as an untranslated article does, only front matter exempts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from checker.model import Document, Span, SuppressedBy
from checker.packs.rules import Rule, by_name, nearest_rule
from checker.suppress.exemptions import Exemption
from checker.suppress.front_matter import read_front_matter

COMMENT = re.compile(r"<!--[^\S\r\n]*checker[^\S\r\n]*:(?P<body>[^\r\n]*?)(?:(?P<end>-->)|(?=[\r\n])|\Z)")
IGNORE = re.compile(r"ignore(?: ?\[(?P<names>[^\]]+)\])?(?: because (?P<reason>.+))?")
MOST_ADVICE = 10


@dataclass(frozen=True, slots=True)
class Instructions:
    """The instructions to the checker in one text.

    Attributes:
        excluded: where it says so, in order: no article text.
        target: the target language that it gives.
        exemptions: sorted by the start of their scopes.
        warnings: what of it makes no sense, each a full sentence.
    """

    excluded: tuple[Span, ...] = ()
    target: str | None = None
    exemptions: tuple[Exemption, ...] = ()
    warnings: tuple[str, ...] = ()

    def moved(self, move: Callable[[Span], Span]) -> Instructions:
        """The same instructions, their scopes moved into another form of the text."""
        return replace(self, exemptions=tuple(replace(each, scope=move(each.scope)) for each in self.exemptions))


def instructions_of(document: Document, rules: tuple[Rule, ...]) -> Instructions:
    """Read the instructions in a document's text, in linear time.

    Args:
        document: as it was read.
        rules: all that there are, for the names in the text to mean.
    """
    front = read_front_matter(document.text)
    comments = tuple(COMMENT.finditer(document.text, front.span.end))
    closed = [Span(*comment.span()) for comment in comments if comment["end"]]
    excluded = (*([front.span] if front.span else []), *closed)
    lines = Lines(document, excluded) if closed else None
    exemptions: list[Exemption] = []
    warnings = [*front.warnings]
    meanings = Meanings(rules)
    if front.wishes.ignore:
        place = "The front matter"
        meant, unknown = meanings.of(front.wishes.ignore, place)
        reason = (front.wishes.because or "").strip()
        whole = Span(0, len(document.text))
        exemptions.append(Exemption(SuppressedBy.FRONT_MATTER, place, whole, meant, reason))
        warnings += unknown
    for comment in comments:
        place = f"The comment in line {document.position(comment.start())[0]}"
        wish = IGNORE.fullmatch(" ".join(comment["body"].split()))
        if lines is None or not comment["end"]:
            warnings.append(f"{place} does not end on its line; it was checked as text.")
        elif not wish:
            warnings.append(f"{place} is not understood: `checker: ignore[rule, …] because …` is wanted.")
        else:
            names = wish["names"].split(",") if wish["names"] else ()
            meant, unknown = meanings.of(names, place)
            scope = lines.meant_by(comment.start())
            exemptions.append(Exemption(SuppressedBy.COMMENT, place, scope, meant, wish["reason"] or ""))
            warnings += unknown
    exemptions.sort(key=lambda exemption: exemption.scope)
    return Instructions(excluded, front.wishes.target, tuple(exemptions), tuple(warnings))


class Meanings:
    """The meanings of the names in one text; those of all names are gathered when the first is asked for."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self._rules = rules
        self._advised = 0

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[Rule, ...]]:
        return by_name(self._rules)

    def of(self, names: Iterable[str], place: str) -> tuple[Mapping[str, frozenset[str]], list[str]]:
        """The ids that each name means, all by the empty name if there are none; a warning for each that means none.

        Args:
            names: of rules or families.
            place: where they stand, the subject of the warning.
        """
        names = [name.strip() for name in names]
        if not names:
            return {"": frozenset(rule.id for rule in self._rules)}, []
        meant = {name: frozenset(rule.id for rule in self._by_name.get(name.strip("/"), ())) for name in names}
        warnings = [
            f"{place} ignores {name!r}, which is no rule or family{self._advice(name)}"
            for name, ids in meant.items()
            if not ids
        ]
        return {name: ids for name, ids in meant.items() if ids}, warnings

    def _advice(self, name: str) -> str:
        """The end of the warning: the name that was meant, for the first few, as it takes time to find."""
        self._advised += 1
        return (self._advised <= MOST_ADVICE and nearest_rule(self._rules, name)) or "."


class Lines:
    """The lines of a text, and their text outside excluded spans."""

    def __init__(self, document: Document, excluded: tuple[Span, ...]) -> None:
        self.lines = document.blocks
        self._starts = [line.start for line in self.lines]
        self._left = [block.start for block in replace(document, excluded=excluded).blocks]

    def meant_by(self, offset: int) -> Span:
        """The line of a comment that begins at an offset or, if nothing else stands there, the next one with text.

        It is empty if there is none.
        """
        line = self._line_at(offset)
        first = bisect_left(self._left, line.start)
        if first == len(self._left):
            return Span(line.end, line.end)
        return self._line_at(self._left[first])

    def _line_at(self, offset: int) -> Span:
        return self.lines[bisect_right(self._starts, offset) - 1]
