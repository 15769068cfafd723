"""The kind `balance`: brackets and quotation marks without a partner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Final, Literal

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import Kind
from checker.model import Issue, Span
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

BRACKETS: Final = {")": "(（", "]": "[", "}": "{", "）": "（(", "】": "【"}
BRACKET: Final = re.compile(r"[()\[\]{}（）【】]")
# What is no bracket: a smiley, the number of an item ("a)", "12)", "all'a)").
SMILEY: Final = re.compile(r"[:;] ?[-'^o]?\Z")
# Smiles without eyes: two, and one in the place of a full stop, as Russian and Ukrainian write them, or behind a cry.
LAUGHTER: Final = "))"
SMILE: Final = re.compile(r"(?<=[\u0400-\u04ff!])\)\s*(?:\Z|\b\w)")
ITEM: Final = re.compile(r"(?:\A|\W)(?:\d{1,3}|\w\d?|[ivxIVX]{1,4})\Z")
LOOK_BACK: Final = 6  # characters before a bracket that show what it is
FARTHEST: Final = 20  # paragraphs that a bracket or a quotation may go on for, with nothing that repeats its mark
STRAIGHT: Final = '"'
WITH_PAIRS: Final = 3  # signs in a text that has more than the one alone
INCHES: Final = re.compile(r"\d\Z")
# Pairs of quotation marks, in the order in which a document is asked for them.
PAIRS: Final = (("„", "“”"), ("“", "”"), ("「", "」"), ("『", "』"))
# A text that has hardly more sentences than lines is an excerpt set line by line: its quotations go over many of them.
FEW: Final = 4  # lines
SENTENCES: Final = {"brackets": 0.0, "quotation-marks": 1.4, "straight-quotation-marks": 1.25}  # in a line, on average
# So long a paragraph is an article whose paragraphs were joined: a new one may begin behind any sentence.
JOINED: Final = 800  # characters
SENTENCE_END: Final = re.compile(r"[.!?…]\s\Z")
SPREAD: Final = 3  # marks without a partner; more of them are a way of writing


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        marks: which marks are paired.
        confidence: the share of its issues that are right, in [0, 1].
    """

    marks: Literal["brackets", "quotation-marks", "straight-quotation-marks"]
    confidence: Confidence


class Balance(Kind):
    """Brackets and quotation marks without a partner."""

    in_foreign_runs: ClassVar[bool] = False

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.lang = lang
        self.rules = [(rule, rule.options(Options)) for rule in rules]
        for rule in rules:
            rule.require_fields("match")

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        text, blocks = analysis.document.text, analysis.document.blocks
        prose = analysis.document.prose
        sentences = sum(len(analysis.segments_over(block)) for block in prose)
        for rule, options in self.rules:
            if len(prose) > FEW and sentences < SENTENCES[options.marks] * len(prose):
                continue
            alone = sorted(WAYS[options.marks](text, blocks))
            for at in alone if len(alone) <= SPREAD else ():
                yield rule.issue(self.lang, Span(at, at + 1), options.confidence, {"match": text[at]})


def brackets(text: str, blocks: Sequence[Span]) -> Iterator[int]:
    """Offsets of brackets without a partner in their paragraph or in one close by."""
    waiting: list[tuple[int, int]] = []  # the paragraph's number and the place of what is not closed in it
    for number, block in enumerate(blocks):
        opened: list[int] = []
        for found in BRACKET.finditer(text, block.start, block.end):
            at, mark = found.start(), found[0]
            before = text[max(block.start, at - LOOK_BACK) : at]
            partner = BRACKETS.get(mark)
            if partner is None:
                if text[at + 1 : at + 2].isalnum() or not SMILEY.search(before):
                    opened.append(at)
            elif opened and text[opened[-1]] in partner:
                opened.pop()
            elif not (ITEM.search(before) or SMILEY.search(before) or is_smile(text, at, block.end)):
                near = [
                    n
                    for n, (first, place) in enumerate(waiting)
                    if number - first <= FARTHEST and text[place] in partner
                ]
                if near:
                    del waiting[near[-1]]
                else:
                    yield at
        waiting += ((number, at) for at in opened)
    yield from (at for _, at in waiting)


def is_smile(text: str, at: int, end: int) -> bool:
    """True if a bracket closes nothing but smiles: another stands beside it, or a sentence ends with it."""
    smile = SMILE.match(text, at, end)
    return LAUGHTER in text[at - 1 : at + 2] or (smile is not None and not smile[0][-1].islower())


def quotation_marks(text: str, blocks: Sequence[Span]) -> Iterator[int]:
    """Offsets of opening and closing quotation marks without a partner."""
    if ("«" in text) or ("»" in text):
        yield from guillemets(text, blocks)
    for opening, closings in PAIRS:
        if opening in text:
            if any(mark in text for mark in closings):
                yield from pairs(text, blocks, opening, closings)
            break


def guillemets(text: str, blocks: Sequence[Span]) -> Iterator[int]:
    """Offsets of guillemets without a partner, whichever way they point; none if one sign is used for both ends."""
    left, right = text.count("«"), text.count("»")
    if (left == 0 and right > 1) or (right == 0 and left > 1):
        return
    first = min(place for place in (text.find("«"), text.find("»")) if place >= 0)
    outward = text[first] == "»" and left > 0 and text[first + 1 : first + 2].isalnum()
    yield from pairs(text, blocks, *("»", "«") if outward else ("«", "»"))


def pairs(text: str, blocks: Sequence[Span], opening: str, closings: str) -> Iterator[int]:
    """Offsets of marks of one pair without a partner.

    A quotation may go on in the next paragraph, which repeats its opening mark as a rule, or closes it. A straight mark
    that has no partner in its paragraph closes it too.
    """
    pattern = re.compile(f"[{opening}{closings}]")
    with_straight = re.compile(f"[{opening}{closings}{STRAIGHT}]")
    opened: list[int] = []
    for number, block in enumerate(blocks):
        repeated = bool(opened) and text.startswith(opening, block.start)  # at the end of a text it was cut there
        mixed = STRAIGHT in text and text.count(STRAIGHT, block.start, block.end) % 2
        for found in (with_straight if mixed else pattern).finditer(text, block.start, block.end):
            if found[0] == STRAIGHT:
                if opened and not text[found.start() - 1].isspace():
                    opened.pop()
            elif found[0] != opening:
                if opened:
                    opened.pop()
                elif not is_bullet(text, block, found.start()):
                    yield found.start()
            elif not (opened and begins_anew(text, block, found.start())):
                opened.append(found.start())
        if block is blocks[-1] and repeated:
            return
        if opened and not goes_on(text, blocks[number + 1 : number + 1 + FARTHEST], opening, closings):
            yield from opened
            opened = []


def is_bullet(text: str, block: Span, at: int) -> bool:
    """True if a mark heads a paragraph and has a blank behind it, as a bullet does: "» Read more"."""
    return at == block.start and text[at + 1 : at + 2].isspace()


def begins_anew(text: str, block: Span, at: int) -> bool:
    """True if a paragraph begins at a mark, or may have begun before its paragraphs were joined."""
    joined = SENTENCE_END.search(text, max(block.start, at - 2), at)
    return at == block.start or (len(block) >= JOINED and joined is not None)


def goes_on(text: str, following: Sequence[Span], opening: str, closings: str) -> bool:
    """True if a quotation that is not closed goes on in the paragraphs that follow."""
    for block in following:
        content = block.of(text)
        closed = min((place for mark in closings if (place := content.find(mark)) >= 0), default=-1)
        again = content.find(opening)
        if again == 0 or (closed >= 0 and not 0 <= again < closed):
            return True
        if again >= 0:
            return False
    return False


def lone_straight_marks(text: str, blocks: Sequence[Span]) -> Iterator[int]:
    """The offset of a straight quotation mark without a partner, if exactly one paragraph has an odd number of them."""
    if (count := text.count(STRAIGHT)) % 2 == 0 or count < WITH_PAIRS:
        return
    odd = [block for block in blocks if text.count(STRAIGHT, block.start, block.end) % 2]
    if len(odd) != 1:
        return
    block, opened = odd[0], -1
    for found in re.finditer(STRAIGHT, text[block.start : block.end]):
        at = block.start + found.start()
        if INCHES.search(text[max(block.start, at - 1) : at]) and opened < 0:
            return
        opens = at == block.start or text[at - 1] in " \t\u00a0\u202f(['’«-—\n"
        if opens and opened >= 0:  # the one before was never closed
            yield opened
            return
        if not opens and opened < 0:
            yield at
            return
        opened = at if opens else -1
    if opened >= 0:
        yield opened


WAYS: Final = {
    "brackets": brackets,
    "quotation-marks": quotation_marks,
    "straight-quotation-marks": lone_straight_marks,
}
