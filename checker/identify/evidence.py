"""Evidence for and against each word of a block being foreign: the input of the tagger."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from checker.identify.deliberate import is_called_title
from checker.identify.elsewhere import Elsewhere
from checker.identify.intruders import Weights
from checker.identify.vocabulary import Words
from checker.model import Span
from checker.packs.languages import Language

MARKS = (  # what may stand between two words
    re.compile(r"[,;]"), re.compile(r"[:]"), re.compile(r"[.!?…]"), re.compile(r"[-–—]"),
    re.compile(r"[«“„‟‘‚\"‹「『]"), re.compile(r"[»”\"›」』]"), re.compile(r"[(\[]"), re.compile(r"[)\]]"),
    re.compile(r"[*_/]"),
)  # fmt: skip
LETTERS = re.compile(r"[^\W\d_]")
BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
STARRED = re.compile(r"\*[^*]+\*")
# Code points between a quotation and the bracket that glosses it: a mark, a stop, a space, a bracket.
GLOSS_DISTANCE = 6
BESIDE = 3  # words between an announcement and what it announces, at most
STRONG = 20.0  # what a sentence or two in another language add up to
OFTEN = 3  # further uses of a form from which it is a term of the document
SHORT = 3  # letters of a word that may join the parts of a name: "of", "the", "de", "und"

NAMES = (
    "own", "foreign", "difference", "own_knows", "foreign_knows", "foreign_only", "own_only",
    "capital", "all_capitals", "starts_sentence", "digits", "length", "one_letter", "lower_foreign",
    "gain", "lower_gain", "name_length", "inside_name", "listed",
    *(f"before_{n}" for n in range(len(MARKS))), *(f"after_{n}" for n in range(len(MARKS))),
    "first", "last", "quoted", "quote_first", "quote_last", "quote_short", "bracketed", "starred",
    "quote_difference", "quote_capitals", "quote_glossed", "glosses_quote", "bracket_difference",
    "announced_before", "announced_after", "in_set_phrase", "elsewhere",
    "widespread", "repeated", "named_elsewhere", "gloss_length", "titled",
)  # fmt: skip


def evidence_rows(words: Words, weights: Weights, language: Language, elsewhere: Elsewhere) -> NDArray[np.float32]:
    """One row a word, one column for each of `NAMES`; every value is within about [-2, 2].

    Args:
        words: of one block.
        weights: what the word tables say of them.
        language: the pack of the target language.
        elsewhere: what the rest of the document says.
    """
    n = len(words)
    text = words.text
    rows = np.zeros((n, len(NAMES)), np.float32)
    column = {name: rows[:, k] for k, name in enumerate(NAMES)}
    known, foreign = np.asarray(weights.own, np.float32), np.asarray(weights.foreign, np.float32)
    own = np.where(known > 0, known, weights.unlisted)
    column["own"][:] = own / 4
    column["foreign"][:] = foreign / 4
    difference: NDArray[np.float32] = np.clip((foreign - own) / 3, -2, 2).astype(np.float32)
    difference[(known == 0) & (foreign == 0)] = 0
    column["difference"][:] = difference
    column["own_knows"][:] = known > 0
    column["foreign_knows"][:] = foreign > 0
    column["foreign_only"][:] = (known == 0) & (foreign > own + 1)
    column["own_only"][:] = (own > 2) & (foreign < 1)

    forms = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    gaps = [text[a:b] for a, b in zip((words.block.start, *words.ends), (*words.starts, words.block.end), strict=True)]
    marks = np.array([marks_in(gap) for gap in gaps], np.float32)
    capital = np.array([form[0].isupper() for form in forms])
    column["capital"][:] = capital
    column["all_capitals"][:] = [len(form) > 1 and form.isupper() for form in forms]
    first = next(k for k, name in enumerate(NAMES) if name == "before_0")
    rows[:, first : first + len(MARKS)] = marks[:-1]
    rows[:, first + len(MARKS) : first + 2 * len(MARKS)] = marks[1:]
    column["starts_sentence"][:] = marks[:-1, 2]
    column["starts_sentence"][0] = 1
    named = capital & (column["starts_sentence"] == 0)  # the first word of a sentence says nothing by its capital
    column["digits"][:] = [any(map(str.isdigit, form)) for form in forms]
    column["length"][:] = [min(len(form), 12) / 8 for form in forms]
    column["one_letter"][:] = [len(form) == 1 for form in forms]
    column["lower_foreign"][:] = np.where(named, 0, np.maximum(difference, 0))
    column["gain"][:] = np.asarray(weights.gains, np.float32) / 3
    column["lower_gain"][:] = np.where(named, 0, column["gain"])
    column["listed"][:] = weights.listed
    column["in_set_phrase"][:] = weights.in_set_phrase
    column["elsewhere"][:] = min(elsewhere.strength / STRONG, 1)
    column["widespread"][:] = weights.widespread
    for n, form in enumerate(words.forms):
        if uses := elsewhere.uses.get(form, 0):
            column["repeated"][n] = min(uses - 1, OFTEN) / OFTEN
            column["named_elsewhere"][n] = elsewhere.named.get(form, 0) / uses
    for name in possible_names(forms, gaps):
        column["name_length"][name] = min(name.stop - name.start, 8) / 8
        column["inside_name"][name.start + 1 : name.stop - 1] = 1
    column["first"][0] = 1
    column["last"][-1] = 1

    ends = words.block.start, words.block.end
    brackets = [Span(m.start() + 1, m.end() - 1) for m in BRACKETED.finditer(text, *ends)]
    for bracket in brackets:
        inside = words.within(bracket)
        if inside.start < inside.stop:
            column["bracketed"][inside] = 1
            column["bracket_difference"][inside] = difference[inside].mean()
    for starred in STARRED.finditer(text, *ends):
        column["starred"][words.within(Span(*starred.span()))] = 1
    bracket_starts = [bracket.start for bracket in brackets]
    glosses = language.glosses
    spoken_of = [match for match in glosses.finditer(text, *ends) if not fills_bracket(match)] if glosses else []
    announcements = [words.within(Span(*match.span())) for match in spoken_of]
    quoted = [words.within(quotation) for quotation in words.quotations]
    mark_announced(column, announcements, quoted)
    for quotation, inside in zip(words.quotations, quoted, strict=True):
        if inside.start >= inside.stop:
            continue
        mean = difference[inside].mean()
        column["quoted"][inside] = 1
        column["quote_first"][inside.start] = 1
        column["quote_last"][inside.stop - 1] = 1
        column["quote_short"][inside] = 1 / (1 + (inside.stop - inside.start) / 4)
        column["quote_difference"][inside] = mean
        column["quote_capitals"][inside] = capital[inside].mean()
        column["titled"][inside] = is_called_title(inside, words, language)
        # A gloss stands in brackets behind the quotation: « open minded » (« ouvert »).
        behind = bisect_left(bracket_starts, quotation.end)
        near = behind < len(brackets) and bracket_starts[behind] - quotation.end <= GLOSS_DISTANCE
        if near and not LETTERS.search(text, quotation.end, bracket_starts[behind]):
            gloss = words.within(brackets[behind])
            if gloss.start < gloss.stop:
                longer = np.log2((gloss.stop - gloss.start) / (inside.stop - inside.start))
                column["gloss_length"][inside] = column["gloss_length"][gloss] = np.clip(abs(longer), 0, 2)
                column["quote_glossed"][inside] = np.clip(mean - difference[gloss].mean(), -2, 2)
                column["glosses_quote"][gloss] = np.clip(difference[gloss].mean() - mean, -2, 2)
    return rows


def fills_bracket(announcement: re.Match[str]) -> bool:
    """True if a bracket holds nothing else: "(en inglés)" says what a quotation was in, and translates nothing."""
    text, start, end = announcement.string, *announcement.span()
    return text[max(start - 1, 0)] in "([" and text[end : end + 1] in (")", "]")


def mark_announced(
    column: Mapping[str, NDArray[np.float32]], announcements: Sequence[slice], quoted: Sequence[slice]
) -> None:
    """Mark the words beside what announces a translation: the quotation next to it, or a few words."""
    starts, ends = [q.start for q in quoted], sorted((q.stop, q.start) for q in quoted)
    for announcement in announcements:
        before, after = announcement.start, announcement.stop
        column["announced_after"][max(before - BESIDE, 0) : before] = 0.5
        column["announced_before"][after : after + BESIDE] = 0.5
        n = bisect_left(ends, (before + 1, 0)) - 1
        if n >= 0 and before - ends[n][0] < BESIDE:
            column["announced_after"][ends[n][1] : ends[n][0]] = 1
        n = bisect_left(starts, after)
        if n < len(starts) and starts[n] - after < BESIDE:
            column["announced_before"][quoted[n]] = 1


@lru_cache(1 << 10)
def marks_in(gap: str) -> tuple[bool, ...]:
    """For each mark, whether it stands in a separator of two words; cached, as most separators are alike."""
    return tuple(bool(mark.search(gap)) for mark in MARKS)


def possible_names(forms: Sequence[str], gaps: Sequence[str]) -> Iterator[slice]:
    """Find possible names: two capitalised words or more, with at most two short words between neighbours.

    A number may end it: "Class of 2018".

    Args:
        forms: the words as written.
        gaps: what stands before each word, and after the last.
    """
    start, last = None, 0
    for n, form in enumerate(forms):
        joined = start is not None and n - last <= 3 and not any(map(str.strip, gaps[last + 1 : n + 1]))
        joined = joined and all(len(forms[k]) <= SHORT for k in range(last + 1, n))
        if form[0].isupper() or (joined and form[0].isdigit()):
            if not joined:
                if start is not None and last > start:
                    yield slice(start, last + 1)
                start = n
            last = n
    if start is not None and last > start:
        yield slice(start, last + 1)
