"""Support for each target language, read from the contents of its packs."""

from __future__ import annotations

from dataclasses import dataclass

from checker.engine.resources import Resources
from checker.identify.word_tables import WordTable
from checker.morphology import held
from checker.packs.languages import Language, prefixes


@dataclass(frozen=True, slots=True)
class Support:
    """One language that may be a target.

    Attributes:
        features: ``untranslated`` with its noise if it has a word table, the families of its own rules by name,
            ``lexicon`` and ``parser`` if it has such, and ``abbreviations`` if it has a list of them.
    """

    language: Language
    features: tuple[str, ...]


def supported(resources: Resources) -> tuple[Support, ...]:
    """Every target language, sorted by tag.

    Raises:
        RuleError: a rule is wrong, or its language lacks what it requires.
    """
    languages = resources.packs.languages
    return tuple(Support(languages[tag], supported_features(languages[tag], resources)) for tag in resources.targets)


def supported_features(language: Language, resources: Resources) -> tuple[str, ...]:
    """The features of `Support` for one language.

    Raises:
        RuleError: as for `supported`.
    """
    packs = {*prefixes(language.tag)}
    own = [rule for rule in resources.rules if rule.pack in packs]
    resources.kinds(own, language.tag)
    families = sorted({rule.id.split("/")[1] for rule in own})
    table = [f"untranslated ({noise(language)})"] if WordTable.of(language) else []
    abbreviations = ["abbreviations"] if language.word_list("abbreviations.txt") else []
    return (*table, *families, *sorted(held(language)), *abbreviations)


def noise(language: Language) -> str:
    """How often text that people wrote in a language is taken for foreign, in words."""
    measured = language.file.measured
    if measured is None:
        return "not measured"
    return f"measured: {1000 * measured.runs / measured.sentences:.1f} false runs in 1,000 sentences"
