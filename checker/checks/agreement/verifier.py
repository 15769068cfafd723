"""Decides whether words that should agree can agree, and which of them is out of step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_

from checker.checks.agreement.words import ANYTHING, FEATURES, SINGULAR, Word, relax


@dataclass(frozen=True, slots=True)
class Member:
    """A word of a group that should agree.

    Attributes:
        values: those that it has in this group.
        upos: the word classes that it may belong to here; its other readings play no part in a remedy.
        form: a UD feature that its readings have here, such as ``VerbForm=Fin``; empty if any will do.
    """

    word: Word
    values: int
    upos: frozenset[str]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words that a proposer thinks should agree.

    Attributes:
        group: the words, the controller among them.
        controller: the member that the others follow.
        blamed: the words whose fault the proposer's relation reports; another relation reports the others'.
        evidence: other words that probably go with the controller.
        usual: the number that the controller mostly has.
        rivals: values that other controllers allow the blamed words.
        certainty: in [0, 1], how likely the words belong together.
        contested: whether another word may be the controller, and agrees.
    """

    group: tuple[Member, ...]
    controller: Member
    blamed: tuple[Word, ...]
    evidence: tuple[Member, ...] = ()
    usual: int = SINGULAR
    rivals: int = 0
    certainty: float = 1.0
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two members of a group that cannot agree.

    Attributes:
        wrong: the likelier to be mistaken.
        other: the one that it is measured by.
        wanted: the values that all others of the group leave to the wrong one.
        alternative: what the others leave to `other` if that is the mistaken one; 0 if it cannot be.
        features: those in which they differ, in the order of `FEATURES`.
    """

    wrong: Member
    other: Member
    wanted: int
    alternative: int
    features: tuple[str, ...]


def common(members: Iterable[Member]) -> int:
    """The values that all members can have at once."""
    return reduce(and_, (member.values for member in members), ANYTHING)


def differing(left: int, right: int) -> tuple[str, ...]:
    """The fewest features that keep two sets apart; empty if they are not apart."""
    if left & right:
        return ()
    for feature in FEATURES:
        if relax(left, feature) & right:
            return (feature,)
    return tuple(
        feature for feature in FEATURES if not _without_others(left, feature) & _without_others(right, feature)
    )


def _without_others(values: int, kept: str) -> int:
    return reduce(relax, (feature for feature in FEATURES if feature != kept), values)


def disagreement(proposal: Proposal) -> Disagreement | None:
    """What is wrong with a group, None if all can agree or nobody can tell.

    The controller is the last to be suspected; where only its number is at stake, the evidence decides.
    """
    group, controller = proposal.group, proposal.controller
    if common(group):
        return None
    suspects = [member for member in group if common(m for m in group if m is not member)]
    if not suspects:
        return None
    wrong = next((member for member in reversed(suspects) if member is not controller), controller)
    against = [member for member in group if not member.values & wrong.values]
    other = controller if controller in against or not against else against[0]
    features = differing(wrong.values, common(m for m in group if m is not wrong))
    alternative = common(m for m in group if m is not other) if other in suspects else 0
    found = Disagreement(wrong, other, common(m for m in group if m is not wrong), alternative, features)
    movable = alternative and other is controller and other.word in proposal.blamed and features == ("Number",)
    if movable and is_likelier(other, wrong, proposal):
        found = Disagreement(other, wrong, alternative, found.wanted, features)
    if found.wrong.word not in proposal.blamed or found.wrong.values & proposal.rivals:
        return None
    return found


def is_likelier(suspect: Member, than: Member, proposal: Proposal) -> bool:
    """Whether one of two words is likelier to have the wrong number: the evidence says so, or else the usual number."""
    votes = sum(bool(m.values & than.values) - bool(m.values & suspect.values) for m in proposal.evidence)
    return votes > 0 or (votes == 0 and not suspect.values & proposal.usual)
