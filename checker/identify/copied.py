"""Units of translation that say letter for letter what their original says: left untranslated, or the same in both."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

from checker.identify.dictionary import SOURCE, Dictionary
from checker.identify.vocabulary import Words
from checker.model import UNDETERMINED, Document, Extent, LanguageRun, Span
from checker.packs.languages import primary_language

SHORTEST = 3  # letters of a word that tells
CONFIDENCE = 0.95
# Between blanks, a word and no code: "(files)", not "config.yaml", "%s", "--quiet" or "A4".
ONLY_WORD = re.compile(r"[\"'«»“”‘’(\[¿¡]*[^\W\d_]+(?:['’-][^\W\d_]+)*[\"'«»“”‘’)\].,;:!?…]*")
CHUNK = re.compile(r"\S+")


def with_copied(
    runs: Iterable[LanguageRun], document: Document, target: str, cut: Callable[[Span], Words], dictionary: Dictionary
) -> Iterator[LanguageRun]:
    """The foreign runs of a document, in text order, with one for each unit that is copied and has a foreign word.

    Args:
        runs: those that are found by their words, in text order.
        document: with its original.
        target: the tag of the language that it should be in.
        cut: gives the words of a block.
        dictionary: of the target language beside that of English.
    """
    found = list(runs)
    language = (document.original and document.original.language) or UNDETERMINED
    of = SOURCE if language == UNDETERMINED else language  # what programs are written in, as a rule
    if primary_language(of) == primary_language(target):
        yield from found
        return
    starts = [run.span.start for run in found]
    done = 0
    for part in document.parts:
        if not part.copied:
            continue
        words = cut(part.span)
        if not any(is_foreign(n, words, document, dictionary) for n in range(len(words))):
            continue
        first = bisect_left(starts, part.span.start)
        yield from found[done:first]
        done = bisect_left(starts, part.span.end)
        span = Span(words.starts[0], words.ends[-1])
        extent = Extent.WORD if len(words) == 1 else Extent.PARAGRAPH
        yield LanguageRun(span, language, CONFIDENCE, len(words), extent)
    yield from found[done:]


def is_foreign(n: int, words: Words, document: Document, dictionary: Dictionary) -> bool:
    """True if a word is none of the target language, and no name, number or code."""
    form, start = words.forms[n], words.starts[n]
    if len(form) < SHORTEST or dictionary.knows(form) != -1:
        return False
    if document.text[start].isupper() and (words.may_be_name(n) or not dictionary.writes_small(form)):
        return False
    before = max(document.text.rfind(blank, words.block.start, start) for blank in " \u00a0") + 1
    chunk = CHUNK.match(document.text, max(before, words.block.start), words.block.end)
    return chunk is not None and ONLY_WORD.fullmatch(chunk.group()) is not None
