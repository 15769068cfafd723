"""Names an issue so that it is known again in the next run, wherever in its document it has moved."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import count, islice

from checker.model import Issue

HEX_DIGITS = 16
END = b"')"  # of a tuple of texts as `short_digest` writes it
# Issues of one rule on the same words in one document, in the longest that anybody would read: each is tried for a
# fingerprint that somebody made up.
MOST_ALIKE = 1000


def fingerprints(text: str, issues: Iterable[Issue]) -> Mapping[Issue, str]:
    """The fingerprint of each issue: unique in the document, and the same after edits elsewhere in it.

    It is made of the rule, of the marked text, its spaces and composition aside, and of how many issues
    before it have the same of both; of one on the whole document, of its language in place of the text, so that it
    stays the same after any edit. The document's name is no part of it.

    Args:
        text: of the document.
        issues: all issues of the document, those suppressed among them, in text order.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for issue in issues:
        key = issue.rule, (issue.language or "") if issue.is_whole else words(issue.span.of(text))
        if issue not in found:
            found[issue] = short_digest(*key, str(seen[key]))
            seen[key] += 1
    return found


def renamed_fingerprints(rule: str, text: str, kept: Collection[str], gone: Collection[str]) -> Mapping[str, str]:
    """The fingerprints of some issues of a rule on the same words after other such issues are gone.

    Args:
        rule: its id.
        text: what each of the issues marks.
        kept: fingerprints of those that stay; what is none of such an issue stays as it is.
        gone: of those that do not.
    """
    names = {mark: mark for mark in kept}
    left = {*kept, *gone}
    marks = list[str]()
    before = 0
    for mark in islice(marks_alike(rule, words(text)), MOST_ALIKE if gone else 0):
        marks.append(mark)
        if mark in names:
            names[mark] = marks[-1 - before]
        before += mark in gone
        left.discard(mark)
        if not left:
            break
    return names


def marks_alike(rule: str, text: str) -> Iterator[str]:
    """The fingerprints of the first, the second and further issues of a rule on the same normalised words."""
    hashed = hashlib.sha256()
    hashed.update(repr((rule, text, "")).encode().removesuffix(END))  # once, however long the text is
    for ordinal in count():
        one = hashed.copy()
        one.update(str(ordinal).encode() + END)
        yield one.hexdigest()[:HEX_DIGITS]


def words(text: str) -> str:
    """A marked text with white space and Unicode composition normalised."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def short_digest(*parts: str) -> str:
    """A short hexadecimal digest of texts."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:HEX_DIGITS]
