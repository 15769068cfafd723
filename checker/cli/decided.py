"""What an editor decided, as people say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.cli.terminal import spoken

SAID = {
    "accept": "accepted",
    "allow": "allowed",
    "ignore-word": "ignored",
    "mend": "corrected by hand",
    "reject": "rejected",
    "teach": "taught",
}


def decided(kind: str) -> str:
    """A kind of decision."""
    return spoken(SAID[kind])


def counted(numbers: Mapping[str, int]) -> str:
    """How often each kind was decided."""
    return ", ".join(spoken(f"{numbers[kind]} {said}") for kind, said in SAID.items() if numbers.get(kind))


def unkept(numbers: Mapping[str, int], *, has_terms: bool, has_baseline: bool) -> Iterator[str]:
    """A line on each sort of decision that the next check knows nothing of, and the option by which it would.

    Args:
        numbers: how often each kind was decided.
        has_terms: whether what is allowed is kept.
        has_baseline: whether what is rejected or ignored is.
    """
    terms, known = numbers.get("allow", 0), numbers.get("reject", 0) + numbers.get("ignore-word", 0)
    if terms and not has_terms:
        yield spoken(f"allowed and not kept: {terms}; --allow-file FILE keeps them for the next check")
    if known and not has_baseline:
        yield spoken(f"rejected or ignored and not kept: {known}; --baseline FILE keeps them for the next check")
