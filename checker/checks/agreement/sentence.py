"""A sentence as agreement sees it: its words, and the noun phrases that they may form.

Nothing here decides whether words agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from checker.checks.agreement.grammar import Grammar
from checker.checks.agreement.words import ANYTHING, MASCULINE, PLURAL, SINGULAR, THIRD, Word, profile_of, relax
from checker.morphology import Lexicon

LONGEST_PHRASE: Final = 6  # words from the determiner to the noun
SHORTEST_BARE_NOUN: Final = 3  # letters; shorter ones are mostly foreign
FARTHEST_SPEAKER: Final = 4  # words before a clitic in which "je" or "tu" may be the subject of the verb after it


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with what stands before it and should agree with it, in text order."""

    determiners: tuple[Word, ...]
    adjectives: tuple[Word, ...]
    noun: Word

    @property
    def start(self) -> int:
        return self.words[0].index

    @property
    def words(self) -> tuple[Word, ...]:
        return (*self.determiners, *self.adjectives, self.noun)


class Sentence:
    """The words of a segment, with the grammar of their language and the sentence before.

    Attributes:
        frequency: how frequent a form is, in Zipf's scale.
    """

    def __init__(
        self,
        words: Sequence[Word],
        grammar: Grammar,
        lexicon: Lexicon,
        frequency: Callable[[str], float],
        before: Sentence | None = None,
    ) -> None:
        self.words = words
        self.frequency = frequency
        self.before = before
        self.grammar = grammar
        self.lexicon = lexicon

    def at(self, index: int) -> Word | None:
        """The word at an index, None outside the sentence."""
        return self.words[index] if 0 <= index < len(self.words) else None

    def before_clitics(self, verb: int) -> int:
        """The index of the word before a verb, and before the negation and the clitics that lean on it; -1 if none."""
        index = verb - 1
        while (
            index >= 0
            and (word := self.words[index])
            and (word.form in self.grammar.negations or (word.profile.clitic and not word.profile.verbal))
        ):
            index -= 1
        return index

    @cached_property
    def phrases(self) -> tuple[tuple[Phrase, ...], ...]:
        """The ways to read each phrase that begins with a determiner, by the place of their noun."""
        return self.phrases_from(word for word in self.words if self.is_determiner(word))

    def phrase(self, noun: int) -> Phrase | None:
        """The longest phrase that begins with a determiner and ends with this noun."""
        return self._phrases_by_noun.get(noun)

    @cached_property
    def _phrases_by_noun(self) -> dict[int, Phrase]:
        return {phrase.noun.index: phrase for readings in self.phrases for phrase in readings}

    def phrases_from(self, firsts: Iterable[Word]) -> tuple[tuple[Phrase, ...], ...]:
        """The ways to read each phrase that begins with one of these words, by the place of their noun."""
        return tuple(readings for first in firsts if (readings := tuple(self.readings_from(first))))

    def pronouns_or_determiners(self) -> Iterator[Word]:
        """The words that are a determiner if what follows is no verb: "la" of "si la base légale manque"."""
        for word in self.words:
            after = self.at(word.index + 1)
            clitic = word.profile.clitic and word.profile.determiner not in (0, ANYTHING)
            if clitic and after and after.profile.verbal and after.profile.noun and not self.is_determiner(word):
                yield word

    def is_leading(self, word: Word) -> bool:
        """Whether a word is an adjective that commonly stands before its noun."""
        return bool(word.profile.adjective) and not self.grammar.prenominal.isdisjoint(word.profile.lemmas)

    def leads_bare(self, word: Word) -> bool:
        """Whether a word is a leading adjective of a noun without determiner: "de petits budgets"."""
        before = self.at(word.index - 1)
        opens = before is None or before.is_preposition or before.is_number or not before.is_word or before.is_verb
        return opens and self.is_leading(word) and word.profile.tags <= {"ADJ", "NOUN"} and self.is_open(word)

    def is_open(self, word: Word) -> bool:
        """Whether a word may take part in agreement: it is no name and no part of a set phrase."""
        return word.index not in self.fixed and not word.named

    def is_title(self, word: Word) -> bool:
        """Whether a capitalised word is a noun of the language, not a name: "la République", "la Grande Guerre"."""
        beside = (self.at(word.index - 1), self.at(word.index + 1))
        common = all(not other or not other.named or self.is_title_adjective(other) for other in beside)
        alone = word.form.isalpha() and word.index not in self.fixed and not word.token.form.isupper()
        return common and alone and "NOUN" in word.profile.tags and word.profile.tags <= {"NOUN", "VERB"}

    def is_title_adjective(self, word: Word) -> bool:
        """Whether a capitalised word may be the adjective of a capitalised noun: "Grande" of "la Grande Guerre"."""
        known = word.form.isalpha() and bool(word.profile.adjective) and not word.token.form.isupper()
        return known and (self.is_leading(word) or word.profile.tags <= {"ADJ"})

    @cached_property
    def fixed(self) -> frozenset[int]:
        """The places of words in set phrases."""
        return frozenset(place for places in self.set_phrases for place in places)

    @cached_property
    def degrees(self) -> frozenset[int]:
        """The places of words in set phrases that say how much an adjective after them holds: "de plus en plus"."""
        degrees = self.grammar.degree_phrases
        found = (places for places in self.set_phrases if " ".join(self.words[n].form for n in places) in degrees)
        return frozenset(place for places in found for place in places)

    @cached_property
    def set_phrases(self) -> tuple[range, ...]:
        """The places of each set phrase."""
        return tuple(self.grammar.phrases_in([word.form for word in self.words]))

    def determiner_values(self, word: Word) -> int:
        """The values of a determiner: "son" may be feminine, but only before a vowel."""
        values, after = word.profile.determiner or PLURAL, self.at(word.index + 1)
        if after and word.form in self.grammar.full_forms and self.grammar.begins_with_vowel(after.form):
            for form in self.grammar.full_forms[word.form]:
                values |= profile_of(self.lexicon.readings(form)).determiner
        return values

    def is_determiner(self, word: Word) -> bool:
        """Whether a word can only be a determiner where it stands."""
        before, after = self.at(word.index - 1), self.at(word.index + 1)
        if not word.profile.determiner:
            return word.is_plural_number and not (before and before.profile.determiner) and self.is_open(word)
        if self.ends_number(word):
            return False
        if after is None or word.profile.determiner == ANYTHING or word.index in self.fixed:
            return False
        if not (after.is_word or after.is_ordinal):
            return False
        some = before is not None and before.form in self.grammar.partitive_pronouns and self.contracts(word)
        if before and before.profile.determiner not in (0, ANYTHING) and not some:
            return False
        if "ADV" in word.profile.tags and after.profile.adjectival:
            return False
        return not (word.profile.pronoun and after.profile.verbal) or self.is_no_pronoun(word, after)

    def ends_number(self, word: Word) -> bool:
        """Whether a word is the end of a number in words: "vingt et une", "cent un"."""
        joined, first = self.at(word.index - 1), self.at(word.index - 2)
        counts = joined is not None and "NUM" in joined.profile.tags
        return counts or bool(joined and first and first.is_number and "CCONJ" in joined.profile.tags)

    def is_no_pronoun(self, word: Word, verb: Word) -> bool:
        """Whether a word cannot be a pronoun although what follows may be a verb: "une montre", "dans la montre"."""
        if word.form in self.grammar.bound_pronouns:
            return verb.profile.verbs.isdisjoint(self.grammar.bound_pronouns[word.form])
        if not word.profile.clitic:
            return False
        if verb.profile.noun and self.lacks_speaker(word, verb):
            return True
        before, second = self.at(word.index - 1), self.at(verb.index + 1)
        if second and second.is_verb and not verb.profile.infinitive:
            return True  # "le piste conduisait": a clitic and two verbs
        if before is None or (before.index == 0 and not before.is_word):
            return True
        if before.profile.tags == {"VERB"} and before.profile.infinitive:
            return True
        return before.is_preposition and not (verb.profile.infinitive or verb.profile.gerund)

    def lacks_speaker(self, word: Word, verb: Word) -> bool:
        """Whether a verb can only be in the first or second person, and no such subject is near: "le juges"."""
        profile = verb.profile
        if profile.finite & THIRD or profile.infinitive or profile.gerund or profile.imperative:
            return False
        near = self.words[max(0, word.index - FARTHEST_SPEAKER) : word.index]
        return not any(other.profile.subject & ~THIRD for other in near)

    def readings_from(self, first: Word) -> Iterator[Phrase]:
        """The phrases that a determiner may begin, by the place of their noun."""
        determiners, adjectives, counted = [first], list[Word](), False
        index = first.index + 1
        if "tout" in first.profile.lemmas and (second := self.at(index)) and second.profile.determiner:
            if not self.leads_determiner(first, second):
                return
            determiners.append(second)
            index += 1
        for word in self.words[index : index + LONGEST_PHRASE]:
            if word.is_number:
                counted = counted or not word.is_ordinal
                continue
            if word.named and self.words[word.index - 1].is_ordinal:
                return  # a regiment: "le 8e Chasseurs"
            if self.is_adverb(word):
                continue
            if self.may_be_noun(word) and not ((counted or first.is_number) and self.names_by_number(first, word)):
                yield Phrase(tuple(determiners), tuple(adjectives), word)
            if not word.profile.adjective or "AUX" in word.profile.tags or not self.is_open_adjective(word):
                return
            adjectives.append(word)

    def is_open_adjective(self, word: Word) -> bool:
        """Whether an adjective before a noun may take part in agreement: in a title it has a capital as well."""
        after = self.at(word.index + 1)
        titled = word.named and after is not None and after.named and self.is_title(after)
        return word.index not in self.fixed and (not word.named or (titled and self.is_title_adjective(word)))

    def leads_determiner(self, first: Word, second: Word) -> bool:
        """Whether "tout" goes with the determiner after it: "ils ont tous le temps" is another matter."""
        before, after = self.at(first.index - 1), self.at(second.index + 1)
        definite = any("Definite=Ind" not in r.feats for r in second.token.readings if r.upos == "DET")
        clitic = second.profile.clitic and after is not None and after.profile.verbal  # "tout les sépare"
        wrong = not clitic and not first.profile.determiner & (second.profile.determiner | PLURAL)
        if before is None or before.profile.tags == {"ADP"} or before.form == "," or wrong:
            return definite
        return definite and not before.profile.finite and (before.profile.infinitive or bool(before.profile.participle))

    def names_by_number(self, first: Word, noun: Word) -> bool:
        """Whether a number makes a name: "le 20 heures", "les 24 et 25 décembre"."""
        return bool(first.profile.determiner & SINGULAR) or noun.form in self.grammar.months

    def may_be_noun(self, word: Word) -> bool:
        """Whether a word can head a phrase: an adjective that commonly precedes its noun does not before one."""
        after = self.at(word.index + 1)
        if (
            not word.profile.noun
            or not (self.is_open(word) or self.is_title(word))
            or word.profile.grammatical
            or (word.named and self.has_taught_number(word))
            or word.form in self.grammar.adverbs
            or self.is_foreign_compound(word)
            or (word.form in self.grammar.epithets and after is not None and after.form in self.grammar.genitives)
        ):
            return False
        if word.profile.adjective and after and "CCONJ" in after.profile.tags:
            return False  # "les première et deuxième places"
        names = after and after.profile.noun and not after.profile.adjectival and not after.profile.grammatical
        return not (names and self.is_leading(word))

    def is_foreign_compound(self, noun: Word) -> bool:
        """Whether a noun and the word after it may be a compound of another language: "certaines drag queens"."""
        after = self.at(noun.index + 1)
        unknown = after is not None and after.is_word and not (after.is_known or after.named)
        return unknown and after is not None and (noun.form + after.form).isascii() and after.form.isalpha()

    @cached_property
    def bare_phrases(self) -> tuple[Phrase, ...]:
        """Nouns without a determiner that can be nothing else, each with the leading adjective before it if any."""
        taken = {word.index for readings in self.phrases for phrase in readings for word in phrase.words}
        found = []
        for word in self.words:
            if not word.profile.noun or word.index in taken or not self.is_open(word) or self.is_adverb(word):
                continue
            before = self.at(word.index - 1)
            leads = before and self.leads_bare(before)
            tags = {"NOUN", "ADJ"} if leads or (before and before.is_number) else {"NOUN"}
            if leads and (opener := self.at(word.index - 2)) and opener.is_preposition and not word.profile.infinitive:
                tags.add("VERB")  # "à haut risque"
            if word.profile.tags <= tags and len(word.form) >= SHORTEST_BARE_NOUN:
                found.append(Phrase((), (before,) if before and leads else (), word))
        return tuple(found)

    def adjectives_after(self, noun: Word) -> Iterator[Word]:
        """The adjectives that follow a noun at once, adverbs and other adjectives aside."""
        index = noun.index + 1
        while word := self.at(index):
            degree = word.index in self.degrees
            if self.is_adjective(word):
                yield word
            elif not degree and not self.is_adverb(word):
                return
            index += 1

    def is_adverb(self, word: Word) -> bool:
        """Whether a word only modifies the adjective after it."""
        after = self.at(word.index + 1)
        return bool(self.may_modify(word) and after and after.profile.adjectival)

    def may_modify(self, word: Word) -> bool:
        """Whether a word is an adverb that may stand before an adjective."""
        ending = self.grammar.adverb_ending
        made = bool(ending) and word.profile.tags == {"ADV"} and word.form.endswith(ending)
        return made or word.form in self.grammar.adverbs

    def is_adjective(self, word: Word) -> bool:
        """Whether a word after a noun can only be an adjective or a participle that goes with it."""
        profile = word.profile
        # A noun is neither first nor second person.
        verbal = profile.finite & THIRD or profile.infinitive or profile.gerund
        if not profile.adjectival or verbal or not self.is_open(word):
            return False
        if not (profile.tags <= {"ADJ", "NOUN", "VERB"} or self.exemplifies(word)):
            return False
        if self.is_apposition(word) or self.is_shade(word):
            return False
        after = self.at(word.index + 1)
        if after and self.is_leading(word) and after.profile.tags == {"NOUN"}:
            return False  # "à l'époque second niveau national"
        return not (after and after.profile.noun & profile.adjectival and self.precedes(word, after))

    def is_apposition(self, word: Word) -> bool:
        """Whether a word that is no adjective may be a noun of its own, as in "un anniversaire surprise"."""
        if word.profile.adjective:
            return False
        nouns = {reading.lemma for reading in word.token.readings if reading.upos == "NOUN"}
        return any(not profile_of(self.lexicon.readings(noun)).participle & MASCULINE & SINGULAR for noun in nouns)

    def exemplifies(self, word: Word) -> bool:
        """Whether an adjective agrees with the noun before it, of which an example follows: "des clubs tels que"."""
        after = self.at(word.index + 1)
        example = after is not None and after.form in self.grammar.relative_objects
        return example and not self.grammar.exemplifying.isdisjoint(word.profile.lemmas)

    def is_shade(self, word: Word) -> bool:
        """Whether a word belongs to a colour in several, which does not vary: "bleu clair", "bleu nuit"."""
        before, after = self.at(word.index - 1), self.at(word.index + 1)
        colours, shades = self.grammar.colours, self.grammar.shades
        follows = before and not colours.isdisjoint(before.profile.lemmas) and word.form in shades
        names = after and after.profile.noun and not (after.profile.adjectival or after.profile.grammatical)
        leads = after and (names or after.form in shades)
        return bool(follows or (leads and not colours.isdisjoint(word.profile.lemmas)))

    def adjective_values(self, word: Word) -> int:
        """The values of an adjective or a participle, all of them where usage leaves it unvaried."""
        return ANYTHING if not self.grammar.unvaried.isdisjoint(word.profile.lemmas) else word.profile.adjectival

    def noun_values(self, word: Word) -> int:
        """The values of a noun, of either gender where usage has both, of any number where a name is: "les Rafale"."""
        values = word.profile.noun
        if not self.grammar.loans.isdisjoint(word.profile.lemmas):
            return relax(relax(values, "Gender"), "Number")
        if not self.grammar.common_gender.isdisjoint(word.profile.lemmas):
            values = relax(values, "Gender")
        if not word.named or self.has_taught_number(word):
            return values
        after = self.at(word.index + 1)
        described = after is not None and self.is_adjective(after)
        return values if described else values | (relax(values, "Number") & PLURAL)

    def has_taught_number(self, word: Word) -> bool:
        """Whether the desk said the number of a name, which no determiner changes: "les Générations futures a dit"."""
        taught = self.lexicon.words
        return taught is not None and not taught.numbered.isdisjoint(word.token.readings)

    def precedes(self, word: Word, after: Word) -> bool:
        """Whether an adjective may go with the noun after it: "un vin première qualité"."""
        return not after.profile.grammatical and (not after.profile.adjectival or self.is_leading(word))

    def is_qualifier(self, word: Word) -> bool:
        """Whether a noun only qualifies the one before it, and is nothing of its own: "un système de freinage"."""
        before = self.at(word.index - 1)
        common = word.profile.noun and not word.named and not word.profile.noun & PLURAL
        return bool(common and before and before.is_preposition and not before.profile.determiner)

    def is_relational(self, word: Word) -> bool:
        """Whether a noun is part of a preposition of several words: "au cours de", "de la part de"."""
        if self.grammar.relational.isdisjoint(word.profile.lemmas):
            return False
        after, before, earlier = (self.at(word.index + step) for step in (1, -1, -2))
        if before and before.profile.determiner and not (before.is_preposition or self.contracts(before)):
            before = earlier
        governed = before and (before.is_preposition or self.contracts(before))
        return bool(governed and after and (after.is_preposition or self.contracts(after)))

    def holds_preposition(self, word: Word) -> bool:
        """Whether a determiner can only be a contraction, so that its noun is no subject."""
        lemmas = {reading.lemma for reading in word.token.readings if reading.upos == "DET"}
        return lemmas <= set(self.grammar.contractions.values()) and bool(lemmas)

    def contracts(self, word: Word) -> bool:
        """Whether a determiner holds a preposition: "du", "aux"."""
        return word.form in self.grammar.contractions.values()
