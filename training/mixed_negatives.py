"""Foreign text that must stay silent (glossed, titles, names, slogans, borrowings), and damaged plain text."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from mixed_corpus import Corpus, has_quotation_mark, quotations, tag_of
from mixed_frames import Frames
from mixed_markup import MARKED, Markup, Row, outside_marks, title_case

MAX_GLOSSED_WORDS = 16
WORD_OR_SPACE = re.compile(r"\w+|\W+")


@dataclass
class Keeper:
    """Puts deliberate foreign text of one language into one article."""

    corpus: Corpus
    frames: Frames
    markup: Markup
    random: random.Random
    target: str
    source: str

    @property
    def own(self) -> str:
        """The language of what is kept."""
        return tag_of(self.source)

    def mark(self, text: str, kind: str) -> str:
        """Mark text that must stay silent."""
        return self.markup.wrap(text, kind)

    def glossed(self, original: str, translation: str, of_term: bool = False) -> str:
        """An original and its translation side by side, in one of the forms of the article's language."""
        frames = self.frames
        original = self.mark(original, "gloss")
        both = original + ", " + translation
        return frames.fill(
            frames.gloss(of_term),
            O=frames.quote(original), G=frames.quote(translation), o=original, g=translation, OG=frames.quote(both),
            spoken=frames.own("spoken")[self.own],
        )  # fmt: skip

    def gloss(self, row: Row) -> str:
        """A line of the article, or a set phrase, as somebody said it, and its translation."""
        ours, theirs = row.text.rstrip("."), self.corpus.lines[self.source][row.source or 0].rstrip(".")
        if self.random.random() < 0.4 or has_quotation_mark(ours + theirs) or len(theirs.split()) > MAX_GLOSSED_WORDS:
            theirs, ours = self.frames.pair("quotes", self.own)
        return self.frames.fill(self.frames.remark(), Q=self.glossed(theirs, ours))

    def glossed_words(self, _row: Row) -> str:
        """A slogan, a line of a song or a term with its translation."""
        category, frame = self.random.choice([("slogans", "banner"), ("lyrics", "lyrics"), ("terms", "term")])
        shapes = [shape for shape in self.frames.own(frame) if "{Q}" in shape]
        shape = self.random.choice(shapes)
        return self.frames.fill(shape, Q=self.glossed(*self.frames.pair(category, self.own), category == "terms"))

    def slogan(self, _row: Row) -> str:
        """What a banner or a cap says, untranslated as a banner is."""
        if self.random.random() < 0.5:
            text = self.random.choice(self.frames.shared["movements"])
        else:
            text = self.frames.pair("slogans", self.own)[0]
        text = title_case(text) if self.own == "en" else text
        shape = self.random.choice(self.frames.own("banner"))
        if "{Q}" in shape and self.random.random() < 0.2:
            text = text.upper()
        marked = self.mark(text, "slogan")
        return self.frames.fill(shape, Q=self.frames.quote(marked), q=marked)

    def title(self, row: Row) -> str:
        """A work that is announced: a known title, or one made of the words of a line."""
        words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", self.corpus.lines[self.source][row.source or 0])
        text = self.random.choice(self.frames.shared["titles"])
        if len(words) > 6 and self.random.random() < 0.5:
            start = self.random.randrange(len(words) - 5)
            text = " ".join(words[start : start + self.random.randint(3, 5)])
            text = title_case(text) if self.own == "en" and self.random.random() < 0.85 else text[0].upper() + text[1:]
        shape = self.random.choice(self.frames.own("title"))
        if self.random.random() < 0.15:
            original, translation = self.frames.pair("slogans", self.own)
            text = title_case(original) if self.own == "en" else original
            title = self.frames.title(text, self.mark(text, "title"))
            return self.frames.fill(shape, title=f"{title} ({self.frames.quote(translation)})")
        return self.frames.fill(shape, title=self.frames.title(text, self.mark(text, "title")))

    def listed(self, frame: str, kind: str) -> Callable[[Row], str]:
        """A sentence around drawn names, borrowings or Latin, each marked."""

        def make(_row: Row) -> str:
            wrap = self.wrapper(kind)
            return self.frames.fill(self.random.choice(self.frames.own(frame)), wrap)

        return make

    def wrapper(self, kind: str) -> Callable[[str, str], str]:
        """Marks everything that is drawn but people and numbers."""
        return lambda slot, text: text if slot in ("person", "n", "m", "k") else self.mark(text, kind)

    def sentence(self, row: Row) -> str:
        """A sentence of any kind, to stand after a row."""
        makers = {
            self.gloss: 0.14, self.glossed_words: 0.11, self.slogan: 0.12, self.title: 0.16,
            self.listed("name", "name"): 0.12, self.listed("loan", "loan"): 0.25, self.listed("latin", "latin"): 0.06,
            self.listed("web", "web"): 0.06,
        }  # fmt: skip
        return self.random.choices(list(makers), list(makers.values()))[0](row)

    def lines(self) -> list[str]:
        """A paragraph that is no prose: a byline, an agency's tag, results, a list of works."""
        kind = self.random.choice(["bylines", "bylines", "scores", "works"])
        shape = self.random.choice(self.frames.shared[kind])
        count = 1 if kind == "bylines" else self.random.randint(1, 4)
        return [self.mark(self.frames.fill(shape), "line") for _ in range(count)]

    def gloss_quotation(self, row: Row) -> str | None:
        """A quotation of the article, given in the original with its translation, in place of the translation."""
        theirs_line = self.corpus.lines[self.source][row.source or 0]
        ours, theirs = quotations(row.text), quotations(theirs_line)
        if not ours or len(ours) != len(theirs):
            return None
        at = self.random.randrange(len(ours))
        start, end = ours[at]
        translation, original = (
            row.text[start:end].strip(" \u00a0\u202f,."),
            theirs_line[slice(*theirs[at])].strip(" ,."),
        )
        if original.lower() == translation.lower():
            return None
        before, after = row.text[:start].rstrip(), row.text[end:].lstrip()
        return f"{before[:-1]}{self.glossed(original, translation)}{after[1:]}"


def mark_kept(row: Row, other: str, markup: Markup) -> str:
    """Mark what a translator kept: two or more words in a row that the other language has too, some with a capital."""
    ours = [match.span() for match in re.finditer(r"\w[\w'’&.-]*\w|\w", row.text)]
    theirs = " " + " ".join(re.findall(r"\w[\w'’&.-]*\w|\w", other)) + " "
    out, done, at = [], 0, 0
    while at < len(ours):
        end = at
        while end < len(ours) and f" {' '.join(row.text[a:b] for a, b in ours[at : end + 1])} " in theirs:
            end += 1
        start, stop = ours[at][0], ours[max(at, end - 1)][1]
        text = row.text[start:stop]
        if end - at >= 2 and text[0].isupper() and text.split()[-1][0].isupper() and not has_quotation_mark(text):
            out += [row.text[done:start], markup.wrap(text, "kept")]
            done = stop
        at = max(end, at + 1)
    return "".join([*out, row.text[done:]])


def without_accents(text: str) -> str:
    """Letters without their diacritics."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def scanned(text: str, rng: random.Random) -> str:
    """Letters misread as optical recognition does."""
    pairs = [("rn", "m"), ("m", "rn"), ("l", "1"), ("o", "0"), ("e", "c"), ("h", "li"), ("i", "l"), ("u", "ii")]
    for wrong, read in pairs:
        text = re.sub(wrong, lambda match, read=read: read if rng.random() < 0.02 else match[0], text)
    return text


def mistyped(text: str, rng: random.Random) -> str:
    """A few words with a letter dropped, doubled or swapped with the next, or the space after them lost."""

    def one(match: re.Match[str]) -> str:
        word = match[0]
        if len(word) < 4 or not word[0].isalpha() or rng.random() > 0.06:
            return word
        at = rng.randrange(1, len(word) - 1)
        return rng.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )

    return WORD_OR_SPACE.sub(one, text)


def damage(paragraphs: list[list[Row]], rng: random.Random) -> None:
    """Damage the plain text of some rows in one way; marked passages stay as they are."""
    changes: list[Callable[[str], str]] = [
        without_accents,
        lambda text: scanned(text, rng),
        lambda text: mistyped(text, rng),
        str.upper,
    ]
    change = rng.choice(changes)
    share = 0.1 if change is str.upper else rng.choice([0.2, 0.5, 1.0])
    for row in (row for rows in paragraphs for row in rows):
        # A touched row without a whole mark of its own lies inside a run that crosses rows.
        if rng.random() < share and (not row.touched or MARKED.search(row.text)):
            row.text = outside_marks(row.text, change)
