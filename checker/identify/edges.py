"""Adjusts where a run begins and ends, by the words beside it and the quotation around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.identify.deliberate import is_called_title
from checker.identify.intruders import AT_HOME, Weights
from checker.identify.vocabulary import Words
from checker.packs.languages import Language

FAR = 2.0  # by how much a word is then rarer in the other language (log10)
# A quotation is wholly foreign if no more than this many of its words at an edge were left out.
FEW = 3

# A quotation that is plainly foreign: how many words it has at least, and the shares of those that speak
# for it, against it, and of those with a capital.
PLAIN_WORDS, PLAIN_FOR, PLAIN_AGAINST, PLAIN_CAPITALS = 4, 0.6, 0.1, 0.3

# A headline as English writes it: how many words it has, and how many of them are the small words of a sentence,
# which the names of works and teams rarely have.
HEADLINE_WORDS, SENTENCE_WORDS, SMALL = range(4, 16), 2, 5.3
IN_TITLES = frozenset({"the", "of", "and", "a", "in", "de", "la", "le", "der", "die"})


def plainly_foreign(words: Words, weights: Weights, language: Language) -> Iterator[range]:
    """The quotations of a block that hold a sentence in another language, rather than a title or a name."""
    for inside in words.quoted:
        if len(inside) < PLAIN_WORDS or is_called_title(inside, words, language):
            continue
        gains = [weights.foreign[n] - max(weights.own[n], 1.0) for n in inside]
        speak_for = sum(gain >= 1 for gain in gains)
        against = sum(weights.own[n] > AT_HOME and gain < -0.5 for n, gain in zip(inside, gains, strict=True))
        capitals = sum(words.text[words.starts[n]].isupper() for n in inside)
        if (
            speak_for >= PLAIN_FOR * len(inside)
            and against <= PLAIN_AGAINST * len(inside)
            and capitals <= PLAIN_CAPITALS * len(inside)
        ):
            yield inside


def is_foreign_headline(words: Words, weights: Weights) -> bool:
    """True if a block is a headline in another language, whatever capitals it has."""
    if len(words) not in HEADLINE_WORDS:
        return False
    gains = [theirs - max(ours, weights.unlisted) for theirs, ours in zip(weights.foreign, weights.own, strict=True)]
    small = {
        form
        for form, theirs, gain in zip(words.forms, weights.foreign, gains, strict=True)
        if theirs >= SMALL and gain >= 1 and form not in IN_TITLES
    }
    ours = (own - max(theirs, weights.unlisted) for own, theirs in zip(weights.own, weights.foreign, strict=True))
    if any(gain >= 1 and not words.may_be_name(n) for n, gain in enumerate(ours)):
        return False  # a sentence that begins in the target language
    foreign = sum(gain >= 1 for gain in gains)
    return foreign >= PLAIN_FOR * len(words) and len(small) >= (1 if foreign == len(words) else SENTENCE_WORDS)


def settle(runs: Sequence[range], words: Words, weights: Weights) -> list[range]:
    """The runs with their edges moved, in order and still apart.

    - A word at its edge that is at home in the target language, and hardly known in the intruder's, is not; nor is what
      leans on the word after it: "with the help d'un menuisier".
    - A word beside a run that the target language does not know and the intruder's does is part of it.
    - The name that opens the sentence before a run belongs to it.
    - The one word that is left between a run and a punctuation mark belongs to it, if both languages know it as well.
    - A run that takes most of a quotation takes the few words at its edges too, if the intruder's
      language knows them: "Vous pouvez le constater" begins with "Vous", whatever else knows it.
    - A run that reaches across a quotation mark by a few words the target language knows ends there.
    """
    settled: list[range] = []
    for n, run in enumerate(runs):
        left = settled[-1].stop if settled else 0
        right = runs[n + 1].start if n + 1 < len(runs) else len(words)
        run = grown(trimmed(run, words, weights), words, weights, range(left, right))
        run = to_mark(with_opening_name(run, words, weights, left), words, weights, range(left, right))
        place = -1
        while (found := words.quoted_over(run, place)) is not None:
            place = found
            run = to_quotation(run, words.quoted[place], weights)
        run = range(max(run.start, left), min(run.stop, right))
        settled.append(run)
    return settled


def trimmed(run: range, words: Words, weights: Weights) -> range:
    """A run without the words at its edges that only the target language has; the run itself if it has no others."""

    def only_own(n: int) -> bool:
        return not words.forms[n] or weights.own[n] >= max(AT_HOME, weights.foreign[n] + FAR)

    start, stop = run.start, run.stop
    while start < stop and only_own(start):
        start += 1
    while stop > start and (only_own(stop - 1) or words.is_elided(stop - 1)):
        stop -= 1
    return range(start, stop) or run


def grown(run: range, words: Words, weights: Weights, limits: range) -> range:
    """A run with the words beside it that only the intruder's language knows."""

    def only_foreign(n: int) -> bool:
        return weights.own[n] == 0 and weights.foreign[n] >= AT_HOME and not words.text[words.starts[n]].isupper()

    start, stop = run.start, run.stop
    while start > limits.start and only_foreign(start - 1) and words.adjoin(start - 1):
        start -= 1
    while stop < limits.stop and only_foreign(stop) and words.adjoin(stop - 1):
        stop += 1
    return range(start, stop)


def with_opening_name(run: range, words: Words, weights: Weights, limit: int) -> range:
    """A run with the one or two capitalised words before it that open its sentence: "Rosa, still a hurricane"."""
    start = run.start
    while start > max(limit, run.start - 2) and not words.opens_sentence(start):
        start -= 1
        if not words.text[words.starts[start]].isupper() or weights.own[start] > weights.foreign[start] + 1:
            return run
    return range(start, run.stop) if words.opens_sentence(start) else run


def to_mark(run: range, words: Words, weights: Weights, limits: range) -> range:
    """A run with the one word before or behind it that a mark, or the end of the block, cuts off from all others."""
    start, stop = run.start, run.stop
    before, after = start - 1, stop
    if before >= limits.start and words.adjoin(before) and as_foreign(before, weights):
        start -= before == 0 or not words.adjoin(before - 1)
    if after < limits.stop and words.adjoin(after - 1) and as_foreign(after, weights):
        stop += after == len(words) - 1 or not words.adjoin(after)
    return range(start, stop) if len(run) > 2 else run


def to_quotation(run: range, quotation: range, weights: Weights) -> range:
    """A run that ends with a quotation where it takes nearly all of it, or hardly any."""
    inside = range(max(run.start, quotation.start), min(run.stop, quotation.stop))
    if not inside or inside == quotation:
        return outside_cut(run, quotation, weights) if inside else run
    missing = [*range(quotation.start, inside.start), *range(inside.stop, quotation.stop)]
    if len(missing) <= min(FEW, len(inside)) and all(as_foreign(n, weights) for n in missing):
        return range(min(run.start, quotation.start), max(run.stop, quotation.stop))
    if len(inside) <= FEW and len(inside) < len(run) - len(inside) and known(inside, weights):
        return range(quotation.stop, run.stop) if run.start >= quotation.start else range(run.start, quotation.start)
    return run


def outside_cut(run: range, quotation: range, weights: Weights) -> range:
    """A run that holds a whole quotation, without a few words around it that the target language knows."""
    before, after = range(run.start, quotation.start), range(quotation.stop, run.stop)
    start = quotation.start if 0 < len(before) <= FEW and known(before, weights) and not after else run.start
    stop = quotation.stop if 0 < len(after) <= FEW and known(after, weights) and not before else run.stop
    return range(start, stop) if len(quotation) > len(before) + len(after) else run


def as_foreign(n: int, weights: Weights) -> bool:
    """True if a word is at home in the intruder's language, and not much more so in the target."""
    return weights.foreign[n] >= max(AT_HOME, weights.own[n] - 1)


def known(part: range, weights: Weights) -> bool:
    """True if the target language is at home in every word of a stretch."""
    return all(weights.own[n] >= AT_HOME for n in part)
