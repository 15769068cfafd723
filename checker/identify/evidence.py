"""What speaks for and against each word of a block being foreign: the numbers that the tagger weighs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from checker.identify.words import Words
from checker.model import Span
from checker.quotations import quotations

BEFORE = (  # what stands between a word and the one before it
    re.compile(r"[,;]"), re.compile(r"[:]"), re.compile(r"[.!?…]"), re.compile(r"[-–—]"),
    re.compile(r"[«“„‟‘‚\"‹「『]"), re.compile(r"[»”\"›」』]"), re.compile(r"[(\[]"), re.compile(r"[)\]]"),
    re.compile(r"[*_/]"),
)  # fmt: skip
LETTERS = re.compile(r"[^\W\d_]")
GLOSS_DISTANCE = (
    6  # code points between a quotation and the bracket that glosses it: a mark, a stop, a space, a bracket
)

NAMES = (
    "target_zipf", "foreign_zipf", "difference", "target_knows", "foreign_knows", "foreign_only", "target_only",
    "capital", "all_capitals", "starts_sentence", "digits", "length", "one_letter", "lower_foreign",
    *(f"before_{n}" for n in range(len(BEFORE))), *(f"after_{n}" for n in range(len(BEFORE))),
    "first", "last", "quoted", "quote_first", "quote_last", "quote_short", "bracketed", "starred",
    "quote_difference", "quote_capitals", "quote_glossed", "glosses_quote", "bracket_difference",
)  # fmt: skip


def evidence(words: Words, target: Sequence[float], foreign: Sequence[float]) -> NDArray[np.float32]:
    """One row a word, one column for each of `NAMES`; every value is within about [-2, 2].

    Args:
        words: of one block.
        target: each word's Zipf frequency in the target language.
        foreign: the same in the language that most likely intrudes.
    """
    n = len(words)
    text = words.text
    rows = np.zeros((n, len(NAMES)), np.float32)
    column = {name: rows[:, k] for k, name in enumerate(NAMES)}
    t, f = np.asarray(target, np.float32), np.asarray(foreign, np.float32)
    column["target_zipf"][:] = t / 4
    column["foreign_zipf"][:] = f / 4
    difference = np.clip((f - np.maximum(t, 1)) / 3, -2, 2)
    difference[(t == 0) & (f == 0)] = 0
    column["difference"][:] = difference
    column["target_knows"][:] = t > 0
    column["foreign_knows"][:] = f > 0
    column["foreign_only"][:] = (f > 2) & (t < 1)
    column["target_only"][:] = (t > 2) & (f < 1)

    forms = [text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]
    gaps = [text[a:b] for a, b in zip((words.block.start, *words.ends), (*words.starts, words.block.end), strict=True)]
    marks = np.array([[bool(mark.search(gap)) for mark in BEFORE] for gap in gaps], np.float32)
    capital = np.array([form[0].isupper() for form in forms])
    column["capital"][:] = capital
    column["all_capitals"][:] = [len(form) > 1 and form.isupper() for form in forms]
    first = next(k for k, name in enumerate(NAMES) if name == "before_0")
    rows[:, first : first + len(BEFORE)] = marks[:-1]
    rows[:, first + len(BEFORE) : first + 2 * len(BEFORE)] = marks[1:]
    column["starts_sentence"][:] = marks[:-1, 2]
    column["starts_sentence"][0] = 1
    column["digits"][:] = [any(map(str.isdigit, form)) for form in forms]
    column["length"][:] = [min(len(form), 12) / 8 for form in forms]
    column["one_letter"][:] = [len(form) == 1 for form in forms]
    column["lower_foreign"][:] = np.where(capital, 0, np.maximum(difference, 0))
    column["first"][0] = 1
    column["last"][-1] = 1

    brackets = [Span(m.start() + 1, m.end() - 1) for m in BRACKETED.finditer(text, words.block.start, words.block.end)]
    for bracket in brackets:
        inside = words.within(bracket)
        if inside.start < inside.stop:
            column["bracketed"][inside] = 1
            column["bracket_difference"][inside] = difference[inside].mean()
    for starred in STARRED.finditer(text, words.block.start, words.block.end):
        column["starred"][words.within(Span(*starred.span()))] = 1
    bracket_starts = [bracket.start for bracket in brackets]
    for quotation in quotations(text, words.block):
        inside = words.within(quotation)
        if inside.start >= inside.stop:
            continue
        mean = difference[inside].mean()
        column["quoted"][inside] = 1
        column["quote_first"][inside.start] = 1
        column["quote_last"][inside.stop - 1] = 1
        column["quote_short"][inside] = 1 / (1 + (inside.stop - inside.start) / 4)
        column["quote_difference"][inside] = mean
        column["quote_capitals"][inside] = capital[inside].mean()
        # A gloss stands in brackets behind the quotation: « open minded » (« ouvert »).
        behind = bisect_left(bracket_starts, quotation.end)
        near = behind < len(brackets) and bracket_starts[behind] - quotation.end <= GLOSS_DISTANCE
        if near and not LETTERS.search(text, quotation.end, bracket_starts[behind]):
            gloss = words.within(brackets[behind])
            if gloss.start < gloss.stop:
                column["quote_glossed"][inside] = np.clip(mean - difference[gloss].mean(), -2, 2)
                column["glosses_quote"][gloss] = np.clip(difference[gloss].mean() - mean, -2, 2)
    return rows


BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
STARRED = re.compile(r"\*[^*]+\*")
