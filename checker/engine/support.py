"""What is supported for each target language, read off what its packs hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.identify.word_tables import WordTable
from checker.packs.languages import EVERY_LANGUAGE, Language, Packs, prefixes
from checker.packs.rules import Rule


@dataclass(frozen=True, slots=True)
class Support:
    """One language that may be a target.

    Attributes:
        features: ``untranslated`` if it has a word table, the families of its own rules by name, and
            ``abbreviations`` if it has a list of them.
    """

    language: Language
    features: tuple[str, ...]


def supported(packs: Packs, rules: Iterable[Rule]) -> tuple[Support, ...]:
    """Every target language, sorted by tag.

    Raises:
        RuleError: a ``language.yaml`` is wrong.
    """
    rules = tuple(rules)
    targets = sorted(set(packs.languages) - {EVERY_LANGUAGE})
    return tuple(Support(packs.languages[tag], features(packs.languages[tag], rules)) for tag in targets)


def features(language: Language, rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """What is supported for one language, as `Support` has it."""
    own = {*prefixes(language.tag)}
    families = sorted({rule.id.split("/")[1] for rule in rules if rule.pack in own})
    table = ["untranslated"] if WordTable.of(language) else []
    abbreviations = ["abbreviations"] if language.word_list("abbreviations.txt") else []
    return (*table, *families, *abbreviations)
