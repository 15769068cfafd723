"""The fixes of a match."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from checker.analysis import Analysis
from checker.checks.agreement.generator import in_case_of
from checker.checks.pattern import compounds
from checker.checks.pattern.euphony import Euphony
from checker.checks.pattern.matching import Match
from checker.checks.pattern.templates import Template
from checker.model import Applicability, Edit, Fix, Span, Token, plain_form

JOINING: Final = ("-", "'", "’")  # at the end of a form that takes in the blank after it
FIRST_WORD: Final = re.compile(r"[^\W_]+['’]?")
LAST_WORD: Final = re.compile(r"[^\W_]+['’]?$")


@dataclass(frozen=True)
class Remedy:
    """A fix of a rule, compiled.

    Attributes:
        template: the text.
        place: the first and the last element that it replaces.
        capital: whether it begins with a capital inside the sentence; None if as what it replaces.
    """

    template: Template
    place: tuple[int, int]
    applicability: Applicability
    capital: bool | None = None


@dataclass(frozen=True)
class Repairer:
    """Makes fixes in one language."""

    euphony: Euphony

    def fixes(
        self, match: Match, remedies: Sequence[Remedy], applicability: Applicability, analysis: Analysis
    ) -> tuple[Fix, ...]:
        """All fixes of a match, best first; `applicability` is that of the forms that the pattern itself gives."""
        text = analysis.document.text
        found = [Fix(titled(match, edits, text), edits, applicability) for edits in substitutions(match, analysis)]
        for remedy in remedies:
            for new in remedy.template.texts(match, text, analysis.engine.lexicon):
                edit = self.edit(match, remedy, new, analysis)
                if edit.replacement != edit.span.of(text):
                    found.append(Fix(titled(match, (edit,), text), (edit,), remedy.applicability))
        return tuple(found)

    def edit(self, match: Match, remedy: Remedy, new: str, analysis: Analysis) -> Edit:
        """Put a text of a remedy in its place: in the case of what stood there, fitted between the words around."""
        text, tokens = analysis.document.text, match.sentence.tokens
        first, last = match.stretch(*remedy.place) or (match.first, match.last)
        before = tokens[first - 1] if first else None
        after = tokens[last + 1] if last + 1 < len(tokens) else None
        start, end = tokens[first].span.start, tokens[last].span.end
        if not new:
            return deletion_edit(
                text, Span(start, end), tokens[first], after if first <= match.sentence.first else None
            )
        if (found := LAST_WORD.search(new)) and after:
            fitted = self.euphony.before(plain_form(found[0]), after.folded)
            if fitted != plain_form(found[0]):
                new = new[: found.start()] + in_case_of(found[0], fitted)
            if new.endswith(("'", "’")):
                end = after.span.start
            elif (whole := self.euphony.contracted(fitted, after.folded)) and not begins_clause(tokens[last + 1 :]):
                new, end = new[: found.start()] + in_case_of(found[0], whole), after.span.end
        if end == tokens[last].span.end and after and after.span.start == end and plain_form(text[end - 1]) == "'":
            new += gap_after(new)  # "aussi tôt qu'" joined the next word, "dès" does not
        model = tokens[first].form
        if remedy.capital is not None:
            new = (new[0].upper() if remedy.capital else new[0].lower()) + new[1:]
            model = model if first <= match.sentence.first else new
        if (found := FIRST_WORD.match(new)) and before:
            left, right = before.folded, plain_form(found[0])
            contracted = self.euphony.contracted(left, right)
            fitted = contracted or self.euphony.before(left, right)
            if fitted != left:
                start, model = before.span.start, before.form
                new = f"{fitted}{new[found.end() :]}" if contracted else f"{fitted}{gap_after(fitted)}{new}"
        new = new.replace("'", analysis.apostrophe)
        return Edit(Span(start, end), capitalised(model, new))


def begins_clause(tokens: Sequence[Token]) -> bool:
    """True if a pronoun and its infinitive come next, which no preposition contracts with: "de le faire"."""
    return len(tokens) > 1 and any("VerbForm=Inf" in reading.feats for reading in tokens[1].readings)


def gap_after(word: str) -> str:
    """The text between a word and the next."""
    return "" if word.endswith(JOINING) else " "


def capitalised(model: str, new: str) -> str:
    """A text that begins with a capital if the word does in whose place it comes."""
    return new[0].upper() + new[1:] if model[0].isupper() else new


def deletion_edit(text: str, span: Span, token: Token, opening: Token | None) -> Edit:
    """Delete a text with one of the blanks around it; the word that comes to open the sentence takes its capital."""
    if opening and token.form[0].isupper():
        return Edit(Span(span.start, opening.span.start + 1), text[opening.span.start].upper())
    start, end = span.start, span.end
    if start and text[start - 1].isspace() and text[start - 1] not in "\r\n":
        start -= 1
    elif end < len(text) and text[end].isspace() and text[end] not in "\r\n":
        end += 1
    return Edit(Span(start, end), "")


def substitutions(match: Match, analysis: Analysis) -> Iterator[tuple[Edit, ...]]:
    """The edits of fixes that the pattern itself implies: right forms for wrong ones, forms of a compound."""
    edits = []
    for number, element in enumerate(match.pattern.elements):
        token = match.token(number)
        if token and element.word.instead:
            edits.append(replacement(analysis, token, element.word.instead[token.folded]))
    if edits:
        yield tuple(edits)
    known = known_compound(match, analysis)
    if known:
        token, _, forms = known
        for form in forms:
            yield (Edit(token.span, in_case_of(token.form, form.replace("'", analysis.apostrophe))),)


def known_compound(match: Match, analysis: Analysis) -> tuple[Token, str, tuple[str, ...]] | None:
    """The compound of a match, its lemma and its right forms; None if there is none, or the lexicon knows none."""
    tokens = match.sentence.tokens
    for number, element in enumerate(match.pattern.elements):
        place, endings = match.places[number], element.word.compound
        if place is not None and endings:
            before = tokens[place - 1] if place else None
            found = compounds.right_forms(tokens[place], before, analysis.engine.lexicon, endings)
            return (tokens[place], *found) if found else None
    return None


def replacement(analysis: Analysis, token: Token, form: str) -> Edit:
    """The edit that puts a form in the place of a token, with the document's apostrophe."""
    text, end = analysis.document.text, token.span.end
    while form.endswith(JOINING) and end < len(text) and text[end].isspace():
        end += 1
    form = form.replace("'", analysis.apostrophe)
    return Edit(Span(token.span.start, end), in_case_of(token.form, form))


def titled(match: Match, edits: Sequence[Edit], text: str) -> str:
    """The words of a match after the fix."""
    start, end = match.whole.start, match.whole.end
    start, end = min(start, edits[0].span.start), max(end, edits[-1].span.end)
    title, position = "", start
    for edit in edits:
        title += text[position : edit.span.start] + edit.replacement
        position = edit.span.end
    return title + text[position:end]
