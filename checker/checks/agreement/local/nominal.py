"""Proposes what should agree inside noun phrases: determiners and adjectives with their noun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from checker.checks.agreement.local.groups import (
    DETERMINER,
    attached,
    members,
    shared,
    shares_plural,
    usual_number,
    verb_after,
)
from checker.checks.agreement.local.rivals import rivals
from checker.checks.agreement.sentence import Phrase, Sentence
from checker.checks.agreement.verifier import Member, Proposal
from checker.checks.agreement.words import MASCULINE, PLURAL, SINGULAR, THIRD, Word

VERB: Final = frozenset({"VERB", "AUX"})


def determiners(sentence: Sentence) -> Iterator[Proposal]:
    """Each determiner with its noun; the adjectives between them are evidence for either."""
    for phrase in disagreeing(sentence):
        yield proposal(sentence, phrase, (*phrase.determiners, phrase.noun))


def adjectives(sentence: Sentence) -> Iterator[Proposal]:
    """Each adjective and participle with the noun that it stands beside."""
    for phrase in (*disagreeing(sentence), *sentence.bare_phrases):
        if phrase.adjectives:
            yield proposal(sentence, phrase, phrase.adjectives)
    yield from superlatives(sentence)
    for readings in sentence.phrases:
        for phrase in readings:
            if shared(sentence, phrase):
                yield from after(sentence, phrase)
                break
    for phrase in sentence.bare_phrases:
        yield from after(sentence, phrase)


def superlatives(sentence: Sentence) -> Iterator[Proposal]:
    """Each superlative with its article, but for "le plus", which may be an adverb: "les mots le plus cités"."""
    for article, degree, word in zip(sentence.words, sentence.words[1:], sentence.words[2:], strict=False):
        if degree.form not in sentence.grammar.comparing:
            continue
        varied = (
            article.is_definite
            and not article.profile.determiner & MASCULINE & SINGULAR
            and not sentence.contracts(article)
        )
        if varied and sentence.is_adjective(word):
            controller = Member(article, article.profile.determiner, DETERMINER)
            yield Proposal((controller, attached(sentence, word)), controller, (word,))


def disagreeing(sentence: Sentence) -> Iterator[Phrase]:
    """The phrases that agree in no reading, the longest of each."""
    for readings in sentence.phrases:
        if not any(shared(sentence, phrase) for phrase in readings) and not may_be_clause(sentence, readings[-1]):
            yield readings[-1]


def may_be_clause(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether what looks like a phrase may end in a verb: "un sur dix dit", "la honte les garde", "et le menace"."""
    before, last = sentence.at(phrase.start - 1), sentence.words[phrase.noun.index - 1]
    if before is None or phrase.adjectives or not phrase.noun.profile.finite:
        return False
    if last.profile.clitic and continues(sentence, before, phrase.noun):
        return True
    if last.is_number:
        return before.profile.noun > 0 or before.form in sentence.grammar.partitive_pronouns | sentence.grammar.dividing
    article, first = sentence.at(before.index - 1), sentence.at(before.index - 2)
    opens = article is not None and article.profile.determiner > 0 and (first is None or not first.is_word)
    return last.profile.clitic and before.profile.noun > 0 and opens


def continues(sentence: Sentence, joint: Word, verb: Word) -> bool:
    """Whether a verb after a conjunction may have the subject of a verb before it: "il arrive et les menace"."""
    others = (word for word in sentence.words[: joint.index] if not word.named)
    return "CCONJ" in joint.profile.tags and any(w.profile.finite & verb.profile.finite & THIRD for w in others)


def proposal(sentence: Sentence, phrase: Phrase, blamed: tuple[Word, ...]) -> Proposal:
    """A phrase, of which some members are to be blamed."""
    group = members(sentence, phrase)
    evidence = [attached(sentence, word) for word in sentence.adjectives_after(phrase.noun)]
    last = evidence[-1].word if evidence else phrase.noun
    verb = next_verb(sentence, last.index + 1)
    if verb and verb.is_verb:
        evidence.append(Member(verb, verb.profile.finite, VERB))
    if any(word.form in sentence.grammar.silent_plurals for word in phrase.determiners):
        evidence.append(group[-1])
    many = any(not sentence.grammar.mostly_plural.isdisjoint(word.profile.lemmas) for word in phrase.determiners)
    usual = PLURAL if many else usual_number(sentence, phrase.noun)
    return Proposal(group, group[-1], blamed, tuple(evidence), usual)


def next_verb(sentence: Sentence, index: int) -> Word | None:
    """The verb right after a noun phrase, "qui" or clitics before it allowed."""
    word = sentence.at(index)
    if word and word.form in sentence.grammar.relative_subjects:
        index += 1
    return verb_after(sentence, index)[0]


def after(sentence: Sentence, phrase: Phrase) -> Iterator[Proposal]:
    """The adjectives after a phrase that agrees in itself."""
    if not sentence.grammar.months.isdisjoint(phrase.noun.profile.lemmas):
        return
    measure = not sentence.grammar.adverbial.isdisjoint(phrase.noun.profile.lemmas)
    if measure or (not phrase.determiners and phrase.noun.is_number):
        return
    values = shared(sentence, phrase)
    for word in sentence.adjectives_after(phrase.noun):
        member = attached(sentence, word)
        if member.values & values:
            continue
        if values & PLURAL and shares_plural(sentence, word):
            continue
        group = members(sentence, phrase)
        yield Proposal((*group, member), group[-1], (word,), rivals=rivals(sentence, phrase, word))
