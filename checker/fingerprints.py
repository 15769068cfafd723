"""Names an issue so that it is known again in the next run, wherever in its document it has moved."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from checker.model import Issue

HEX_DIGITS = 16
# Issues of one rule on the same words in one document, in the longest that anybody would read.
MOST_ALIKE = 10_000


def fingerprints(text: str, issues: Iterable[Issue]) -> Mapping[Issue, str]:
    """The fingerprint of each issue: unique in the document, and the same after edits elsewhere in it.

    It is made of the rule, of the marked text, its spaces and composition aside, and of how many issues
    before it have the same of both. The document's name is no part of it.

    Args:
        text: of the document.
        issues: all issues of the document, those suppressed among them, in text order.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = {}
    for issue in issues:
        key = issue.rule, words(issue.span.of(text))
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
    text = words(text)
    before = 0
    for ordinal in range(MOST_ALIKE if gone else 0):
        mark = short_digest(rule, text, str(ordinal))
        if mark in names:
            names[mark] = short_digest(rule, text, str(ordinal - before))
        before += mark in gone
        left.discard(mark)
        if not left:
            break
    return names


def words(text: str) -> str:
    """A marked text with white space and Unicode composition normalised."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def short_digest(*parts: str) -> str:
    """A short hexadecimal digest of texts."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:HEX_DIGITS]
