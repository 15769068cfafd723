"""Recognises runs that are foreign on purpose: titles, slogans, and terms that are explained beside them."""

from __future__ import annotations

import re

from checker.identify.intruders import AT_HOME, Weights
from checker.identify.vocabulary import Words
from checker.packs.languages import Language

MOTTO_WORDS = 6  # at most
TITLE_LETTERS = 5  # from which a word of a title has a capital
TITLE_BEFORE, TITLE_AFTER = 4, 2  # words between a quotation and what calls it a title, at most
TERM_WORDS, EXPLANATION_WORDS = 4, 8  # at most
OPENS_EXPLANATION = re.compile(r"[\s»”\"’]*[,–—(][\s«“]*")
CLOSES_EXPLANATION = re.compile(r"[^\w\s'’-]")
BETWEEN_QUOTATIONS = re.compile(r"[^\w.!?…]*")
LIKE_LENGTH = 2  # how many times longer one may be than the other


def is_deliberate(run: range, words: Words, weights: Weights, language: Language) -> bool:
    """True if a run is foreign on purpose.

    Args:
        run: the words that were found to be foreign.
        words: of its block.
        weights: what the word tables say of them.
        language: the pack of the target language.
    """
    return (
        begins_title(run, words, language)
        or is_inside_name(run, words)
        or (words.is_quotation(run) and is_name(run, words))
        or (len(run) <= MOTTO_WORDS and words.is_quotation(run) and is_called_title(run, words, language))
        or is_explained_term(run, words, weights, language)
        or is_translated_quotation(run, words, weights)
    )


def is_name(run: range, words: Words) -> bool:
    """True if a run is written as a name or a title is: "NBC, CNN", "Gone with the Wind".

    It is one word in capitals, or half of its words and all but short ones have a capital that no sentence gave them.
    That of the first counts where it opens a quotation and the last has one as well: "« Dressed to Vanish »". What
    fills its block may be a headline.
    """
    if len(run) == 1:
        return words.text[words.starts[run.start] : words.ends[run.start]].isupper()
    capital = [words.text[words.starts[n]].isupper() for n in run]
    titled = capital[0] and capital[-1] and words.is_quotation(run)
    named = [capital[0] and (titled or words.may_be_name(run.start)), *map(words.may_be_name, run[1:])]
    short = [len(words.forms[n]) < TITLE_LETTERS - titled for n in run]
    fit = all(a or b for a, b in zip(named, short, strict=True))
    return fit and len(run) < len(words) and 2 * sum(named) >= len(run)


def is_inside_name(run: range, words: Words) -> bool:
    """True if a run is the short words between the capitals of a name or title: "Cooking [with the] Stars"."""
    inside = run.start > 0 and run.stop < len(words) and words.adjoin(run.start - 1) and words.adjoin(run.stop - 1)
    if not inside or not (words.may_be_name(run.start - 1) and words.may_be_name(run.stop)):
        return False
    return all(len(words.forms[n]) < TITLE_LETTERS and not words.text[words.starts[n]].isupper() for n in run)


def is_called_title(quotation: range | slice, words: Words, language: Language) -> bool:
    """True if a word near a quotation says that it is a title, a slogan or a song: "le slogan de l'édition, « … »"."""
    before = words.forms[max(quotation.start - TITLE_BEFORE, 0) : quotation.start]
    after = words.forms[quotation.stop : quotation.stop + TITLE_AFTER]
    return not language.titled.isdisjoint((*before, *after))


def begins_title(run: range, words: Words, language: Language) -> bool:
    """True if what a run belongs to begins with a capital behind a word for a title: "le slogan Think kinder"."""
    start = run.start
    while start and words.adjoin(start - 1) and words.may_be_name(start - 1):
        start -= 1
    behind = start > 0 and words.adjoin(start - 1)
    return behind and words.may_be_name(start) and words.forms[start - 1] in language.titled


def is_explained_term(run: range, words: Words, weights: Weights, language: Language) -> bool:
    """True if a noun phrase in the target language says what a few words mean: "le burden sharing, ce partage, ".

    The words stand where a noun phrase begins, so that an opening of the sentence is none: "Meanwhile, les autorités".
    Those behind the run that the other language knows as well belong to the term: "la just culture".
    """
    before, stop = run.start - 1, run.stop
    while stop < len(words) and words.adjoin(stop - 1) and weights.foreign[stop] >= AT_HOME:
        stop += 1
    if stop - run.start > TERM_WORDS or before < 0 or stop == len(words) or not words.adjoin(before):
        return False
    if words.forms[before] not in language.determiners | language.prepositions:
        return False
    if not OPENS_EXPLANATION.fullmatch(words.text, words.ends[stop - 1], words.starts[stop]):
        return False
    return words.forms[stop] in language.determiners and explains(stop, words, weights, language)


def explains(first: int, words: Words, weights: Weights, language: Language) -> bool:
    """True if a mark ends the noun phrase that opens with a word, all of it in the target language."""
    for n in range(first, min(first + EXPLANATION_WORDS, len(words))):
        if weights.gains[n]:
            return False
        if n + 1 == len(words):
            return True
        if n > first and CLOSES_EXPLANATION.search(words.text, words.ends[n], words.starts[n + 1]):
            # "le burden, la dette, le chômage" goes on as a list does.
            return words.forms[n + 1] not in language.determiners
    return False


def is_translated_quotation(run: range, words: Words, weights: Weights) -> bool:
    """True if a run fills a quotation that one in the target language, of like length, follows or precedes at once."""
    if not words.is_quotation(run):
        return False
    for other in words.quoted_beside(run):
        left, right = sorted((run, other), key=lambda quotation: quotation.start)
        if not BETWEEN_QUOTATIONS.fullmatch(words.text, words.ends[left.stop - 1], words.starts[right.start]):
            continue
        like = max(len(run), len(other)) <= LIKE_LENGTH * min(len(run), len(other))
        if like and not any(weights.gains[n] for n in other):
            return True
    return False
