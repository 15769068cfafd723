"""Issues that a text exempts, and exemptions without effect."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.model import Issue, Span, SuppressedBy, Suppression


@dataclass(frozen=True, eq=False)
class Exemption:
    """One exemption that a text asks for.

    Attributes:
        by: whether a comment or the front matter asks.
        place: what a warning calls it.
        scope: the issues that begin in it are meant, and do not go beyond their paragraph if it does not either.
        rules: the ids that each name means, by name as it was given; all ids by the empty name.
        reason: maybe empty.
    """

    by: SuppressedBy
    place: str
    scope: Span
    rules: Mapping[str, frozenset[str]]
    reason: str

    def names(self, issue: Issue) -> tuple[str, ...]:
        """Those of its names that mean the rule of an issue."""
        return tuple(name for name, ids in self.rules.items() if issue.rule in ids)

    def holds(self, issue: Issue, paragraphs: Sequence[Span]) -> bool:
        """True if an issue that begins in the scope ends in it, or where the paragraph ends: sentences cross lines."""
        n = bisect_right(paragraphs, issue.span.start, key=lambda each: each.start) - 1
        return issue.span.end <= max(self.scope.end, paragraphs[n].end if n >= 0 else 0)

    def in_vain(self, used: Container[str], missed: Container[str], ran: frozenset[str]) -> Iterator[str]:
        """A warning for each name that was not used, though all its rules were looked for.

        Args:
            used: the names that exempt an issue.
            missed: those that mean one which goes beyond the scope.
            ran: the ids of the rules that were looked for.
        """
        for name, ids in self.rules.items():
            asked = f"{self.place} ignores {name!r}" if name else f"{self.place} ignores all rules"
            if name in used:
                continue
            if name in missed:
                yield f"{asked}, but the issue takes more than its line; front matter may ignore it."
            elif ids <= ran:
                yield f"{asked}, but there is no such issue."


def part(
    exemptions: Iterable[Exemption],
    issues: Iterable[Issue],
    paragraphs: Sequence[Span],
    ran: frozenset[str],
    require_reason: bool,
) -> tuple[tuple[Issue, ...], tuple[Suppression, ...], tuple[str, ...]]:
    """The issues that stand, those that are exempt, and a warning for each exemption without effect.

    Args:
        exemptions: sorted by the start of their scopes.
        issues: sorted by start.
        paragraphs: of the text, in order.
        ran: the ids of the rules that were looked for; of others nobody knows whether there is an issue.
        require_reason: whether an exemption without a reason counts for nothing.
    """
    exemptions = tuple(exemptions)
    waiting = deque(exemption for exemption in exemptions if exemption.reason or not require_reason)
    active: list[Exemption] = []
    used: defaultdict[Exemption, set[str]] = defaultdict(set)
    missed: defaultdict[Exemption, set[str]] = defaultdict(set)
    standing: list[Issue] = []
    suppressed: list[Suppression] = []
    for issue in issues:
        start = issue.span.start
        while waiting and waiting[0].scope.start <= start:
            active.append(waiting.popleft())
        active = [exemption for exemption in active if exemption.scope.end > start]
        meant = [exemption for exemption in active if exemption.names(issue)]
        covering = [exemption for exemption in meant if exemption.holds(issue, paragraphs)]
        for exemption in meant:
            (used if exemption in covering else missed)[exemption].update(exemption.names(issue))
        if covering:
            suppressed.append(Suppression(issue, covering[0].by, covering[0].reason))
        else:
            standing.append(issue)
    warnings: list[str] = []
    for exemption in exemptions:
        if require_reason and not exemption.reason:
            warnings.append(f"{exemption.place} gives no reason (`because …`), and so ignores nothing.")
        else:
            warnings += exemption.in_vain(used[exemption], missed[exemption], ran)
    return tuple(standing), tuple(suppressed), tuple(warnings)
