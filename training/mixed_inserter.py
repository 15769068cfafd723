"""Where a foreign run goes: the editor that every kind of untranslated passage works with."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from mixed_corpus import Corpus, aligner, has_quotation_mark, is_distinct, tag_of
from mixed_frames import Frames
from mixed_markup import Markup, Row, join_words


@dataclass(frozen=True)
class Window:
    """A stretch of a foreign line, and the stretch of our words that says the same, roughly."""

    before: list[str]
    foreign: list[str]
    after: list[str]
    ours: list[str]


@dataclass
class Inserter:
    """Puts runs of one intruding language into one article."""

    corpus: Corpus
    frames: Frames
    markup: Markup
    random: random.Random
    target: str
    intruder: str

    @property
    def own(self) -> str:
        """The language of the run."""
        return tag_of(self.intruder)

    @property
    def other(self) -> str:
        """The language of the article."""
        return tag_of(self.target)

    def foreign(self, row: Row) -> str:
        """The row's text in the intruding language."""
        assert row.source is not None
        return self.corpus.lines[self.intruder][row.source]

    def gold(self, text: str, kind: str) -> str:
        """Mark a run of the intruding language."""
        return self.markup.wrap(text, kind, self.own)

    def is_edge(self, word: str) -> bool:
        """True if a run may begin or end with a word."""
        return is_distinct(word, self.own, self.other)

    def is_foreign(self, words: list[str]) -> bool:
        """True if at least a quarter of the words would not pass for the target's: no list of names, no loan."""
        return sum(self.is_edge(word.lower()) for word in words) * 4 >= len(words)

    def continued(self, text: str) -> str:
        """A sentence as it goes on after something was put before it: small, unless its first word is a name."""
        first = re.split(r"\W", text, maxsplit=1)[0]
        is_name = first in self.corpus.names(self.target) or (len(first) > 1 and first.isupper())
        return text if is_name else text[:1].lower() + text[1:]

    def phrase_list(self, name: str) -> list[str]:
        """The intruder's entries of a list that the target lacks, with a word that would not pass for its own."""
        own = set(map(str.lower, self.frames.own(name)))
        return [
            entry
            for entry in self.frames.entries(self.own, name)
            if entry.lower() not in own and any(self.is_edge(word.lower()) for word in entry.split())
        ]

    def window(self, row: Row, shortest: int, longest: int) -> Window | None:
        """A stretch of the foreign line without quotation marks, its first and last word plainly foreign."""
        ours, theirs = row.text.split(), self.foreign(row).split()
        if len(ours) < 4 or len(theirs) < shortest + 2:
            return None
        ours_at = aligner(ours, theirs)
        for _ in range(6):
            length = self.random.randint(shortest, longest)
            if len(theirs) <= length:
                continue
            start = self.random.randrange(len(theirs) - length)
            words = theirs[start : start + length]
            left, right = ours_at(start), ours_at(start + length)
            if left >= right or has_quotation_mark(" ".join(words + ours[left:right])):
                continue
            if re.search(r"[.?!:;]\s|(?:^|\s)['‘]", " ".join(words)):
                continue
            if self.is_edge(words[0]) and self.is_edge(words[-1]):
                return Window(ours[:left], words, ours[right:], ours[left:right])
        return None

    def replaced(self, window: Window, kind: str) -> str:
        """Our sentence with the window's foreign words for ours; the punctuation after ours stays."""
        words = " ".join(window.foreign)
        last = window.ours[-1]
        run = words.rstrip(",.;:!?") + last[len(last.rstrip(',.;:!?»”")')) :]
        return join_words(window.before, self.gold(run, kind), window.after)
