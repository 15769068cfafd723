"""Titles that are not of the gender of the person: "la sélectionneuse Rachel Dunne … M. Dunne"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from checker.analysis import Analysis
from checker.checks.name_spellings import Name, names_in
from checker.checks.person_gender.persons import GENDERS, Persons, chains_of
from checker.checks.person_gender.wrong import Pair, Wrong
from checker.model import Span, Token

# For each offset where a given name begins: the words of its sentence, and which of them are the name.
Places = dict[int, tuple[Sequence[Token], range]]


def wrong_titles(
    analysis: Analysis, persons: Persons, titles: Sequence[re.Match[str]], pairs: Sequence[Pair]
) -> Iterator[Wrong]:
    """Titles before a surname whose bearers, all in this article, are of the other gender."""
    document = analysis.document
    own_titles = frozenset(word.rstrip(".") for pair in pairs for word in pair)
    names = names_in(document, analysis.engine.lexicon.readings, own_titles)
    by_start = {place.start: name for name in names.values() for place in name.places}
    by_name: dict[str, list[re.Match[str]]] = defaultdict(list)
    for title in titles:
        name = by_start.get(title.end())
        if name and name.given:
            by_name[name.form].append(title)
    if not by_name:
        return
    places = places_of([place for form in by_name for place in given_places(names[form])], analysis)
    for form, own in by_name.items():
        given = given_places(names[form])
        chains = [places[place.start] for place in given if place.start in places]
        genders = {persons.gender_of(*chain) for chain in chains}
        gender = genders.pop() if len(genders) == 1 and len(chains) == len(given) else None
        if gender is None:
            continue
        right = {pair[GENDERS.index(gender)] for pair in pairs}
        wrong = [title for title in own if title["word"] not in right]
        sure = any(persons.said_beside(*chain) for chain in chains)
        # A wife may bear her husband's name, and he alone be named.
        if sure or (gender == GENDERS[1] and len(own) > 2 * len(wrong)):
            for title in wrong:
                person = f"{given[0].of(document.text)} {form}"
                yield Wrong(Span(*title.span("word")), title["word"], gender, person)


def given_places(name: Name) -> list[Span]:
    """Where the given names stand that a surname has."""
    return [place for spellings in name.given.values() for places in spellings.values() for place in places]


def places_of(given: Sequence[Span], analysis: Analysis) -> Places:
    """Where given names stand, each with its sentence; each sentence is looked at once."""
    found: Places = {}
    for segment in {analysis.segments_over(place)[0].span for place in given}:
        tokens = analysis.tokens(segment)
        for chain in chains_of(tokens):
            for n in chain[:-1]:
                found[tokens[n].span.start] = tokens, range(n, chain.stop)
    return found
