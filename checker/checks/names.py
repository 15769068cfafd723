"""The kind `names`: names as another language spells them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from checker.analysis import Analysis
from checker.checks.kind import Kind
from checker.model import Applicability, Edit, Fix, Issue, Span, Token, straight
from checker.packs.languages import Language
from checker.packs.rules import Confidence, Rule

ENTRY: Final = re.compile(r"(.+?)\s*>\s*(.+)")
END: Final = "."  # stands for the end of a surname among its letters
ALONE: Final = re.compile(r"\[(.+)\]")


class Options(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The options of this kind, beside the common keys of a rule.

    Attributes:
        word_list: the name of the pack's list: ``Sergei [Shoigu] > Sergueï [Choïgou]``. What stands in brackets is
            found alone as well, where no other name stands beside it.
        confidence: the share of its issues that are right, in [0, 1].
        surname: a regular expression, in bundled rules only: the list's names are given names then, and count where
            a name follows that it matches all of.
        letters: how the letters of such a surname are written instead, each with what comes in its place; of several
            that fit the first counts; a full stop stands for its end.
    """

    word_list: str
    confidence: Confidence
    surname: str = ""
    letters: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Name:
    """A name as it should not be spelled.

    Attributes:
        forms: its words, in their case, with straight apostrophes.
        meant: what the language has for it.
        whole: whether it is all of a name of several words, before which another may stand: "Ministre Sergei Shoigu".
    """

    forms: tuple[str, ...]
    meant: str
    whole: bool


class Names(Kind):
    """Names as another language spells them."""

    def __init__(self, rules: Sequence[Rule], language: Language, lang: str) -> None:
        self.lang = lang
        self.rules = []
        for rule in rules:
            options = rule.options(Options)
            rule.require_fields("match", "right")
            if rule.is_own and options.surname:
                raise rule.error("surname", "only bundled rules have an expression here")
            names = by_first_word(rule, language.word_list(options.word_list))
            self.rules.append((rule, options, names, Surname.of(options) if options.surname else None))

    def find(self, analysis: Analysis) -> Iterator[Issue]:
        """The issues of a document."""
        text = analysis.document.text
        for rule, options, names, surname in self.rules:
            applicability = Applicability.UNSAFE if surname else Applicability.SAFE
            for segment in analysis.segments:
                for span, meant in found(names, analysis.tokens(segment.span), surname):
                    meant = meant.replace("'", analysis.apostrophe)
                    fix = Fix(meant, (Edit(span, meant),), applicability)
                    fields = {"match": span.of(text), "right": meant}
                    yield rule.issue(self.lang, span, options.confidence, fields, fixes=(fix,))


def by_first_word(rule: Rule, entries: Sequence[str]) -> dict[str, list[Name]]:
    """The names of a list by their first word, the longest first.

    Raises:
        RuleError: an entry says nothing of what is right.
    """
    names: dict[str, list[Name]] = defaultdict(list)
    for entry in entries:
        parts = ENTRY.fullmatch(entry)
        if not parts:
            raise rule.error("word_list", f"{entry!r} is no “wrong > right”")
        alone = [ALONE.search(part) for part in parts.groups()]
        pairs = [tuple(part.replace("[", "").replace("]", "") for part in parts.groups())]
        pairs += [(alone[0][1], alone[1][1])] if alone[0] and alone[1] else []
        for number, (wrong, right) in enumerate(pairs):
            forms = tuple(wrong.split())
            names[forms[0]].append(Name(forms, right, whole=number == 0 and len(forms) > 1))
    for listed in names.values():
        listed.sort(key=lambda name: -len(name.forms))
    return dict(names)


@dataclass(frozen=True)
class Surname:
    """The surnames that a rule looks for behind given names, and how their letters are written instead."""

    expression: re.Pattern[str]
    sign: re.Pattern[str]
    letters: dict[str, str]

    @classmethod
    def of(cls, options: Options) -> Surname:
        """The surnames of a rule's options."""
        sign = "|".join(re.escape(letters) for letters, _ in options.letters)
        return cls(re.compile(options.surname), re.compile(sign or r"(?!)"), dict(options.letters))

    def written(self, form: str) -> str | None:
        """A surname as the language writes it, None if it is none of these."""
        if not self.expression.fullmatch(form):
            return None
        new = self.sign.sub(lambda sign: self.letters[sign[0]], f"{form.lower()}{END}").removesuffix(END)
        return new[0].upper() + new[1:]


def found(names: dict[str, list[Name]], tokens: Sequence[Token], surname: Surname | None) -> Iterator[tuple[Span, str]]:
    """Where names of a list stand in a sentence, each with what is right."""
    reached = 0
    for place, token in enumerate(tokens):
        for name in names.get(straight(token.form), ()) if place >= reached else ():
            end = place + len(name.forms)
            if tuple(straight(one.form) for one in tokens[place:end]) != name.forms:
                continue
            if surname:
                last = surname.written(tokens[end].form) if end < len(tokens) else None
                if last:
                    yield Span(token.span.start, tokens[end].span.end), f"{name.meant} {last}"
                    reached = end + 1
                    break
            elif not (is_part_of_name(tokens, end) or (not name.whole and is_part_of_name(tokens, place - 1))):
                yield Span(token.span.start, tokens[end - 1].span.end), name.meant
                reached = end
                break


def is_part_of_name(tokens: Sequence[Token], place: int) -> bool:
    """True if a word with a capital stands at a place, the first of the sentence aside unless nothing knows it."""
    if not 0 <= place < len(tokens) or not tokens[place].form[0].isupper():
        return False
    readings = tokens[place].readings
    return place > 0 or not readings or all(reading.upos == "PROPN" for reading in readings)
