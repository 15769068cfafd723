"""The words of the reports themselves, in each language that a desk may read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from checker.model import Document
from checker.packs.desk import desk_words, is_singular
from checker.packs.messages import messages_in

Noun = tuple[str, str]  # singular and plural


@dataclass(frozen=True)
class Words:
    """One language's words.

    Attributes:
        colon: with the space that the language wants before it.
        verdict_issues: what the verdict is when an issue reaches the threshold.
        severities: by their labels.
        left_out: what a report of limited size does not show.
        columns: the heads of a table of issues.
        decimal: between the whole and the parts of a number.
        score: the line on the penalties; `{score}` is in 1,000 words, `{points}` in all the `{words}`.
        threshold: what the verdict looked for; `{severity}` is the least severity that counts.
        families: of the bundled rules, by the names of their folders.
        lang: the language itself.
    """

    colon: str
    issue: Noun
    document: Noun
    paragraph: Noun
    sentence: Noun
    word: Noun
    line: str
    severities: dict[str, Noun]
    nothing_found: str
    nothing_checked: str
    suppressed: Noun
    target_language: str
    guessed: str
    unchecked: Noun
    left_out: Noun
    columns: tuple[str, str, str, str]
    error: str
    warning: str
    fix: str
    suggestion: str
    delete: str
    title: str
    verdict_failed: str
    verdict_issues: str
    verdict_clear: str
    threshold: str
    contents: str
    issues: str
    why: str
    confidence: str
    percent: str
    decimal: str
    score: str
    show_in_text: str
    families: dict[str, str]
    lang: str = ""

    def family(self, name: str) -> str:
        """A family of rules; one that is not ours is called as its folder is."""
        return self.families.get(name, name)

    def location(self, document: Document, offset: int) -> str:
        """What the format of a document calls a place in it: "paragraph 2, run 6"; empty if it has no name for it."""
        return messages_in(self.lang)(document.location(offset))

    def count(self, number: int, noun: Noun) -> str:
        """A number with its noun: "1 sentence", "2 sentences"."""
        return f"{number} {noun[0] if is_singular(number, self.lang) else noun[1]}"

    def number(self, value: float) -> str:
        """A number with two decimals."""
        return f"{value:.2f}".replace(".", self.decimal)


@cache
def wording_of(lang: str) -> Words:
    """The words of a desk language."""
    return replace(desk_words(lang, "reports", Words), lang=lang)
