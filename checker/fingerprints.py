"""Names an issue so that it is known again in the next run, wherever in its document it has moved."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from checker.model import Issue

HEX_DIGITS = 16


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
        key = issue.rule, unicodedata.normalize("NFC", " ".join(issue.span.of(text).split()))
        if issue not in found:
            found[issue] = digest(*key, str(seen[key]))
            seen[key] += 1
    return found


def digest(*parts: str) -> str:
    """A short hexadecimal digest of texts."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:HEX_DIGITS]
