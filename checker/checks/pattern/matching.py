"""Matches patterns against sentences, and finds the conditions that silence them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from checker.analysis import Analysis
from checker.checks.pattern.elements import Element, Fills, agree, as_tuple
from checker.checks.pattern.options import Context
from checker.model import Span, Token
from checker.morphology import Tree
from checker.packs.rules import Rule

MOST_READINGS = 50  # ways to place a pattern's words at one place that are tried
CLAUSES = ("before", "after", "within", "sentence", "article")

# The place of each element in the sentence; None for one that is missing.
Places = tuple[int | None, ...]


class Sentence:
    """The tokens of a segment, the matcher of regular expressions, and what counts the steps of users' own rules."""

    def __init__(
        self, span: Span, tokens: Sequence[Token], fills: Fills, step: Callable[[], None] | None = None
    ) -> None:
        self.span, self.tokens, self.fills, self.step = span, tokens, fills, step

    @cached_property
    def first(self) -> int:
        """The place of the first word, before which only marks stand."""
        return next((n for n, token in enumerate(self.tokens) if is_word(token)), len(self.tokens))

    def fits(self, element: Element, place: int) -> bool:
        """True if an element fits the token at a place."""
        if self.step:
            self.step()
        return element.fits(self.tokens[place], self.fills, inside=place > self.first)

    def forward(self, elements: Sequence[Element], at: int) -> Iterator[Places]:
        """The ways to place elements from a place on, the nearest first."""
        if not elements:
            yield ()
            return
        element, rest = elements[0], elements[1:]
        for place in range(at, min(at + element.word.gap + 1, len(self.tokens))):
            if place > at and not is_word(self.tokens[place - 1]):
                break
            if self.fits(element, place):
                yield from ((place, *others) for others in self.forward(rest, place + 1))
        if element.word.optional:
            yield from ((None, *others) for others in self.forward(rest, at))

    def backward(self, elements: Sequence[Element], end: int, gap: int) -> Iterator[Places]:
        """The ways to place elements before a place, the last of them at most `gap` words from it."""
        if not elements:
            yield ()
            return
        element, rest = elements[-1], elements[:-1]
        for place in range(end - 1, max(end - gap - 2, -1), -1):
            if place < end - 1 and not is_word(self.tokens[place + 1]):
                break
            if self.fits(element, place):
                yield from ((*others, place) for others in self.backward(rest, place, element.word.gap))
        if element.word.optional:
            yield from ((*others, None) for others in self.backward(rest, end, gap))

    def around(self, elements: Sequence[Element], anchor: int, place: int) -> Iterator[Places]:
        """The ways to place elements of which one, the anchor, stands at a place where it fits."""
        for left in self.backward(elements[:anchor], place, elements[anchor].word.gap):
            for right in self.forward(elements[anchor + 1 :], place + 1):
                yield (*left, place, *right)

    def has(self, clause: Sequence[Element], first: int = 0, end: int | None = None) -> bool:
        """True if a clause stands anywhere between two places."""
        end = len(self.tokens) if end is None else end
        ways = (way for start in range(first, end) for way in self.forward(clause, start))
        return any(last is not None and last < end for way in ways if (last := last_of(way)) is not None)


def is_word(token: Token) -> bool:
    """True if a token is a word or a number, not a mark."""
    return token.form[0].isalnum()


def last_of(places: Places) -> int | None:
    """The last of some places; None if all are missing."""
    return next((place for place in reversed(places) if place is not None), None)


@dataclass(frozen=True)
class Surroundings:
    """The clauses of a `Context`, compiled, by where they stand."""

    key: str
    clauses: dict[str, tuple[tuple[Element, ...], ...]]

    @classmethod
    def of(cls, context: Context, key: str) -> Surroundings:
        """Compile the conditions at a key of a rule."""
        clauses = {}
        for where in CLAUSES:
            listed = ((one,) if not isinstance(one, tuple) else one for one in getattr(context, where))
            if found := tuple(tuple(map(Element.of, clause)) for clause in listed):
                clauses[where] = found
        return cls(key, clauses)

    def standing(self, match: Match, document: Article) -> Iterator[tuple[str, int]]:
        """The clauses that stand around a match: where, and their number."""
        for where, clauses in self.clauses.items():
            for number, clause in enumerate(clauses):
                if stands(where, clause, match, document):
                    yield where, number


def stands(where: str, clause: tuple[Element, ...], match: Match, document: Article) -> bool:
    """True if a clause matches in the wanted place."""
    sentence = match.sentence
    if where == "before":
        return any(True for _ in sentence.backward(clause, match.first, clause[0].word.gap))
    if where == "after":
        return any(True for _ in sentence.forward(clause, match.last + 1))
    if where == "within":
        return sentence.has(clause, match.first, match.last + 1)
    if where == "sentence":
        return sentence.has(clause)
    return document.has(clause, sentence)


class Article:
    """One document, with the clauses already searched for in it."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._known: dict[int, bool] = {}

    def has(self, clause: tuple[Element, ...], like: Sentence) -> bool:
        """True if a clause, which lives as long as the rules, stands in any sentence, looked at like one of them."""
        if id(clause) not in self._known:
            analysis = self._analysis
            sentences = (Sentence(s.span, analysis.tokens(s.span), like.fills, like.step) for s in analysis.segments)
            self._known[id(clause)] = any(sentence.has(clause) for sentence in sentences)
        return self._known[id(clause)]


@dataclass(frozen=True, eq=False)
class Pattern:
    """One pattern of a rule, compiled.

    Attributes:
        key: where it stands in the rule's file.
        number: in its rule.
        pivot: the place, among its elements, of the first wrong word, else of the first that is marked.
        mark: the first and the last element that are marked.
        anchor: the place of the element by which it is looked up.
        settled: whether a form alone tells that it is the anchor.
    """

    rule: Rule
    key: str
    number: int
    elements: tuple[Element, ...]
    mark: tuple[int, int]
    pivot: int
    anchor: int
    settled: bool
    unless: Surroundings
    when: Surroundings
    needs_tree: bool

    def matches(self, sentence: Sentence, place: int) -> Iterator[Match]:
        """The ways to place the pattern where the index has found its anchor at a place."""
        if not self.settled and not sentence.fits(self.elements[self.anchor], place):
            return
        for places in islice(sentence.around(self.elements, self.anchor, place), MOST_READINGS):
            yield Match(self, sentence, places)


@dataclass(frozen=True)
class Match:
    """A pattern whose words stand in a sentence."""

    pattern: Pattern
    sentence: Sentence
    places: Places

    @property
    def first(self) -> int:
        """The place of its first word."""
        return next(place for place in self.places if place is not None)

    @property
    def last(self) -> int:
        """The place of its last word."""
        return next(place for place in reversed(self.places) if place is not None)

    @property
    def focus(self) -> int:
        """The place of the word that is at fault, or of the first word if that is missing."""
        place = self.places[self.pattern.pivot]
        return self.first if place is None else place

    @property
    def order(self) -> tuple[int, int, str]:
        """The sort key of matches in a sentence; the order in which rules were compiled is no part of it."""
        return self.focus, self.pattern.number, self.pattern.rule.id

    def token(self, element: int) -> Token | None:
        """The token of an element, None if it is missing."""
        place = self.places[element]
        return None if place is None else self.sentence.tokens[place]

    def stretch(self, first: int, last: int) -> tuple[int, int] | None:
        """The places of the first and the last word among some elements, None if all are missing."""
        found = [place for place in self.places[first : last + 1] if place is not None]
        return (found[0], found[-1]) if found else None

    def span(self, first: int, last: int) -> Span:
        """The text from one element to another; of the whole match if they are missing."""
        start, end = self.stretch(first, last) or (self.first, self.last)
        return Span(self.sentence.tokens[start].span.start, self.sentence.tokens[end].span.end)

    @property
    def marked(self) -> Span:
        """The text that is marked."""
        return self.span(*self.pattern.mark)

    @property
    def whole(self) -> Span:
        """The text from its first to its last word."""
        return self.span(0, len(self.places) - 1)

    def held_by(self, document: Article) -> str:
        """The key of the option that silences it without a tree; empty if none does."""
        for number, element in enumerate(self.pattern.elements):
            token, other = self.token(number), element.word.agrees_with
            if token is not None and other is not None:
                place = element_place(self.pattern.elements, other)
                word = self.token(place)
                if word and not agree(self.pattern.elements[place].readings(word), element.readings(token)):
                    return f"{self.pattern.key}.words[{number}].agrees_with"
        unless = next(self.pattern.unless.standing(self, document), None)
        if unless:
            return f"{self.pattern.unless.key}.{unless[0]}[{unless[1]}]"
        standing = {where for where, _ in self.pattern.when.standing(self, document)}
        missing = next((where for where in self.pattern.when.clauses if where not in standing), None)
        return f"{self.pattern.when.key}.{missing}" if missing else ""

    def held_by_tree(self, tree: Tree | None) -> str:
        """The key of the option that silences it by the tree; empty if none does."""
        for number, element in enumerate(self.pattern.elements):
            place = self.places[number]
            if place is not None and element.word.needs_tree:
                key = "head" if tree is None else self.misplaced(element, place, tree)
                if key:
                    return f"{self.pattern.key}.words[{number}].{key}"
        return ""

    def misplaced(self, element: Element, place: int, tree: Tree) -> str:
        """The key of an element's condition that the tree contradicts; empty if none."""
        word = element.word
        if word.tagged and tree.upos[place] not in as_tuple(word.tagged):
            return "tagged"
        if word.relation and not is_one_of(tree.deprels[place], as_tuple(word.relation)):
            return "relation"
        if word.head is not None:
            head = self.places[element_place(self.pattern.elements, word.head)]
            if head is not None and tree.heads[place] != head:
                return "head"
        return ""


def is_one_of(deprel: str, wanted: Sequence[str]) -> bool:
    """True if a relation is one of some, or a subtype of one: "nsubj:pass" is a "nsubj"."""
    return deprel in wanted or deprel.partition(":")[0] in wanted


def element_place(elements: Sequence[Element], reference: int | str) -> int:
    """The place of the element that a number, from 1, or a name means.

    Raises:
        LookupError: none is called so.
    """
    if isinstance(reference, str) and reference.isdecimal():
        reference = int(reference)
    if isinstance(reference, int):
        if not 1 <= reference <= len(elements):
            raise LookupError(f"there are {len(elements)} words, not {reference}")
        return reference - 1
    found = [number for number, element in enumerate(elements) if element.word.name == reference]
    if not found:
        raise LookupError(f"no word is called {reference!r}")
    return found[0]
