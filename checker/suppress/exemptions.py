"""Issues that a text exempts, and exemptions without effect."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from checker.model import Issue, Span, SuppressedBy, Suppression


@dataclass(frozen=True, eq=False)
class Exemption:
    """One exemption that a text asks for.

    Attributes:
        by: whether a comment or the front matter asks.
        place: what a warning calls it.
        scope: the issues that begin in it are meant.
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

    def in_vain(self, used: Container[str], ran: frozenset[str]) -> Iterator[str]:
        """A warning for each name that was not used, though all its rules were looked for."""
        for name, ids in self.rules.items():
            if name not in used and ids <= ran:
                meant = repr(name) if name else "all rules"
                yield f"{self.place} ignores {meant}, but there is no such issue."


def part(
    exemptions: Iterable[Exemption], issues: Iterable[Issue], ran: frozenset[str], require_reason: bool
) -> tuple[tuple[Issue, ...], tuple[Suppression, ...], tuple[str, ...]]:
    """The issues that stand, those that are exempt, and a warning for each exemption without effect.

    Args:
        exemptions: sorted by the start of their scopes.
        issues: sorted by start.
        ran: the ids of the rules that were looked for; of others nobody knows whether there is an issue.
        require_reason: whether an exemption without a reason counts for nothing.
    """
    exemptions = tuple(exemptions)
    waiting = deque(exemption for exemption in exemptions if exemption.reason or not require_reason)
    active: list[Exemption] = []
    used: defaultdict[Exemption, set[str]] = defaultdict(set)
    standing: list[Issue] = []
    suppressed: list[Suppression] = []
    for issue in issues:
        start = issue.span.start
        while waiting and waiting[0].scope.start <= start:
            active.append(waiting.popleft())
        active = [exemption for exemption in active if exemption.scope.end > start]
        covering = [exemption for exemption in active if exemption.names(issue)]
        for exemption in covering:
            used[exemption].update(exemption.names(issue))
        if covering:
            suppressed.append(Suppression(issue, covering[0].by, covering[0].reason))
        else:
            standing.append(issue)
    warnings: list[str] = []
    for exemption in exemptions:
        if require_reason and not exemption.reason:
            warnings.append(f"{exemption.place} gives no reason (`because …`), and so ignores nothing.")
        else:
            warnings += exemption.in_vain(used[exemption], ran)
    return tuple(standing), tuple(suppressed), tuple(warnings)
