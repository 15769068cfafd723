"""Candidates beside the runs that the tagger finds: single words, and words with capitals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.identify.dictionary import SOURCE
from checker.identify.features import Known
from checker.identify.intruders import AT_HOME, Weights
from checker.identify.vocabulary import Words

SHORTEST = 3  # letters
LONGEST = 6  # words
UNLIKELY = -6.0  # log-odds below which a lower-case word outside quotation marks is not thought of again


def candidates(
    runs: Sequence[range], log_odds: Sequence[float], words: Words, weights: Weights, known: Known
) -> list[tuple[range, bool]]:
    """The tagger's runs and other candidates of a block, in order and apart, each with whether it is another.

    A candidate is a word that English writes small and the target's dictionary does not have. With a capital it may
    form a phrase with others that English knows: "Shareholders Meeting".

    Args:
        runs: those that the tagger finds, in order.
        log_odds: of each word.
        words: of the block.
        weights: what the word tables say of them.
        known: lexical knowledge of the languages.
    """
    taken = {n for run in runs for n in range(run.start - 1, run.stop + 1)}
    others = _others(taken, log_odds, words, weights, known)
    return sorted([*((run, False) for run in runs), *((run, True) for run in others)], key=lambda found: found[0].start)


def _others(
    taken: set[int], log_odds: Sequence[float], words: Words, weights: Weights, known: Known
) -> Iterator[range]:
    """Words and phrases outside the runs."""
    free = 0
    # In a text of another script most words with a Latin capital are names.
    thinks_of_capitals = "Latn" in known.language.file.scripts
    odd = {n for n in range(len(words)) if n not in taken and is_odd(n, words, weights, known)}
    for n in sorted(odd):
        if n < free:
            continue
        start, stop = n, n + 1
        capital = is_capital(n, words)
        if capital and not thinks_of_capitals:
            continue
        joins = joins_capitals if capital else joins_small
        while start > free and start - 1 not in taken and words.adjoin(start - 1) and joins(start - 1, words, known):
            start -= 1
        while stop < len(words) and stop not in taken and words.adjoin(stop - 1) and joins(stop, words, known):
            stop += 1
        free = stop
        quoted = 0 < len(words.innermost.get(n, ())) <= LONGEST
        if stop - start <= LONGEST and (capital or quoted or max(log_odds[start:stop]) > UNLIKELY):
            yield range(start, stop)


def is_capital(n: int, words: Words) -> bool:
    """True if a word is written with a capital."""
    return words.text[words.starts[n]].isupper()


def joins_capitals(n: int, words: Words, known: Known) -> bool:
    """True if a word may be part of a phrase with capitals: English has it, and no name alone."""
    form = words.forms[n]
    return words.may_be_name(n) and known.dictionary.writes_small(form) and known.foreign(SOURCE, form) >= AT_HOME


def joins_small(n: int, words: Words, known: Known) -> bool:
    """True if a word may be part of a phrase without capitals: it is as much at home in English as in the target."""
    form = words.forms[n]
    return (
        not is_capital(n, words)
        and known.dictionary.writes_small(form)
        and known.dictionary.knows(form) < 1
        and known.foreign(SOURCE, form) >= max(AT_HOME, known.own(form))
    )


def is_odd(n: int, words: Words, weights: Weights, known: Known) -> bool:
    """True if a word is one that English writes small and the target does not know."""
    form = words.forms[n]
    return (
        bool(weights.gains[n])  # of what is borrowed there is none
        and len(form) >= SHORTEST
        and known.dictionary.writes_small(form.partition("'")[0])
        and known.dictionary.knows(form) < 1
        and not words.text[words.starts[n] : words.ends[n]].isupper()
        and SOURCE in known.gains(form)
    )
