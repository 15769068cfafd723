"""Support for each target language, read from the contents of its packs."""

from __future__ import annotations

from dataclasses import dataclass

from checker.engine.resources import Resources
from checker.identify.word_tables import WordTable
from checker.morphology import held
from checker.packs.languages import Language, prefixes

NORMAL_95 = 1.96  # standard deviations on either side of the mean, 95 % of a normal distribution


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
    """How often text that people wrote in a language is taken for foreign, in words, with the interval of 95 %."""
    measured = language.file.measured
    if measured is None:
        return "not measured"
    rate, least, most = (1000 * n / measured.sentences for n in (measured.runs, *poisson_interval(measured.runs)))
    return f"measured: {rate:.1f} false runs in 1,000 sentences, {least:.1f} to {most:.1f}"


def poisson_interval(count: int) -> tuple[float, float]:
    """Between which means a count of rare events is usual, 19 times in 20 (Byar's approximation)."""
    more = count + 1
    least = count * (1 - 1 / (9 * count) - NORMAL_95 / (3 * count**0.5)) ** 3 if count else 0.0
    return least, more * (1 - 1 / (9 * more) + NORMAL_95 / (3 * more**0.5)) ** 3
