"""The protocol that every kind of check follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from checker.analysis import Analysis
from checker.model import Issue, Span
from checker.packs.languages import Language
from checker.packs.rules import Rule


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A place where a rule nearly found something.

    Attributes:
        rule: the rule's id.
        span: what would be marked.
        held_by: the dotted key of the option that holds it back, such as ``patterns[0].unless.before``.
    """

    rule: str
    span: Span
    held_by: str


class Kind(Protocol):
    """A kind of check, built once for all its rules in one language.

    Attributes:
        in_foreign_runs: whether its issues may lie in text that stands in another language.
        in_foreign_words: whether they may lie in a word or two of it, as in "1.3 billion" they do.
        requires: the resources of `checker.morphology.held` without which it finds nothing.
    """

    in_foreign_runs: ClassVar[bool] = False
    in_foreign_words: ClassVar[bool] = False
    requires: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        """Validate and compile the rules.

        Args:
            rules: all of this kind that apply to the language, sorted by id; never empty.
            language: the pack of the target language.
            lang: the desk's language, for messages.

        Raises:
            RuleError: an option of a rule is wrong; names file, line and key.
        """

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document, in any order.

        Raises:
            UsageError: a pattern of the user's own takes too long; nothing else, for any text.
        """
        ...

    def near_misses(self, analysis: Analysis) -> Iterator[NearMiss]:
        """Places that an option of a rule holds back, for its author; none where a kind cannot say."""
        return iter(())


class OneRule(Protocol):
    """One rule, made ready for one language."""

    def __init__(self, rule: Rule, language: Language, lang: str) -> None:
        """Validate and compile the rule; see `Kind`."""

    def issues(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document; see `Kind.find`."""
        ...


class RuleByRule(Kind):
    """A kind whose rules share no work: each looks at the document for itself."""

    one: ClassVar[type[OneRule]]

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.rules = [self.one(rule, language, lang) for rule in rules]

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        for rule in self.rules:
            yield from rule.issues(analysis)
