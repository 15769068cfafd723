"""Puts words of another language into human text as strong engines leave them: nouns, phrases, titles, quoted words.

What is put in stands where a word of the text stood, mostly behind what leans on it. Only writing and place matter:
those who learn from it see how frequent words are, not what they mean. English is put in as its noun phrases, other
languages as words and as a few words in a row.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mixed_corpus import has_quotation_mark, is_distinct
from mixed_markup import title_case

NOUN_PHRASE = re.compile(
    r"\b(?:the|a|an|its|their|his|her|this|of|for|in) ((?:[a-z][a-z'-]{2,} ){0,2}[a-z][a-z'-]{2,})"
    r"(?= (?:of|in|to|for|and|is|was|that|on|with|by|at|from|has|have|will|who)\b|[.,;])"
)
QUOTES = {"de": "„“", "cs": "„“", "pl": "„”", "ro": "„”", "hr": "„”", "sl": "„“", "sk": "„“", "fr": "«»", "it": "«»"}
CAPITAL_NOUNS = ("de",)
# What the target puts behind a foreign noun: a case, an article, the rest of a compound.
ENDINGS = {
    "de": ("s", "-Gruppe"), "nl": ("'s", "-groep"), "sv": ("en", "-gruppen"), "da": ("en", "-gruppen"),
    "nb": ("en", "-gruppen"), "fi": (":n", "-ryhmä"), "tr": ("'in", "'ler"), "pl": ("'u", "-ów"), "cs": ("u", "y"),
    "sk": ("u", "y"), "hr": ("-a", "-u"), "sl": ("-a", "-u"), "ro": ("-ul", "-uri"), "es": ("s",), "pt": ("s",),
}  # fmt: skip
NAME = re.compile(r"(?<=[^\W\d_] )[^\W\d_]{3,} [^\W\d_]{3,}(?=[ ,.])")
HYPHENATED = re.compile(r"[a-z]{3,}(?:-[a-z]{2,})+")
SMALL_WORD = re.compile(r"[^\W\d_A-ZÀ-Þ]+(?:['’-][^\W\d_A-ZÀ-Þ]+)*")
WORD = re.compile(r"(?<=[^\W\d_] )[^\W\d_]{4,}(?=[ ,.])")
OPENER = re.compile(r"^([A-Z][a-z]+(?: [a-z]+){0,3}), ")
SENTENCE = re.compile(r"(?:(?<=[.!?] )|(?<=\n))[^\W\d_](?=[^\W\d_]* [^\W\d_]{2,} )")
HEADLINE_WORDS = 4, 9
SPOKEN_WORDS = 14
HEADLINE_SHARE, PARAGRAPHS_SHARE, OPENER_SHARE, SENTENCE_SHARE, TITLE_SHARE, ITEM_SHARE = (
    0.06,
    0.06,
    0.15,
    0.25,
    0.08,
    0.06,
)
FEWEST_PARAGRAPHS = 5


@dataclass(frozen=True)
class Planted:
    """A text with what was put in: start, end and kind of each."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Planter:
    """Puts words of one language into texts.

    Attributes:
        source: that language.
        lines: of its articles.
        words: single words of it, as often as they come.
        leans: whether a noun may stand behind a word of a language.
    """

    source: str
    lines: Sequence[str]
    words: Sequence[str]
    leans: Callable[[str, str], bool]

    def plant(self, text: str, target: str, rng: random.Random) -> Planted | None:
        """A text with one to four places changed, or many paragraphs; None where nothing fits."""
        if rng.random() < PARAGRAPHS_SHARE and text.count("\n") >= FEWEST_PARAGRAPHS:
            return self._put_in(text, self._paragraphs(text, rng))
        changes = [*self._headline(text, rng)] if rng.random() < HEADLINE_SHARE else []
        free = changes[0][1] if changes else 0
        if rng.random() < OPENER_SHARE:
            changes += self._opener(text, free, rng)
        if rng.random() < SENTENCE_SHARE:
            changes += self._sentence(text, free, target, rng)
        if rng.random() < TITLE_SHARE:
            changes += self._title(text, free, rng)
        if rng.random() < ITEM_SHARE:
            changes += self._item(text, free, rng)
        places = [m for m in WORD.finditer(text, free) if self._fits(m, text, target)]
        leaning = [m for m in places if self.leans(target, text[: m.start()].split()[-1].lower())]
        for _ in range(rng.choice((1, 1, 2, 3))):
            if not places:
                break
            place = rng.choice(leaning if leaning and rng.random() < 0.7 else places)
            if any(start - 40 < place.start() < end + 40 for start, end, _, _ in changes):
                continue
            new, kind = self._words(place.group(), target, rng)
            if any(is_distinct(word.lower(), self.source, target) for word in new.split()):
                changes.append((*place.span(), new, kind))
        return self._put_in(text, changes)

    @staticmethod
    def _put_in(text: str, changes: Sequence[tuple[int, int, str, str]]) -> Planted | None:
        """A text with stretches replaced, each given by start, end, what comes in its place, and its kind.

        Of two that overlap the first is made.
        """
        out, spans, done, length = [], [], 0, 0
        for start, end, new, kind in sorted(changes):
            if start < done:
                continue
            length += start - done
            out += [text[done:start], new]
            # What stands before a vertical tab, behind an opener's comma, or behind a tab, is the text's own.
            own, new = new.find("\v"), new.replace("\v", "")
            stop = new.index(",") if kind == "opener" else new.find("\t") if "\t" in new else len(new)
            inside = [n for n in range(max(own, 0), stop) if new[n].isalnum()]
            out[-1] = new = new.replace("\t\n", "\n").replace("\t", " ")
            spans.append((length + inside[0], length + inside[-1] + 1, kind))
            done = end
            length += len(new)
        return Planted("".join([*out, text[done:]]), tuple(spans)) if spans else None

    def _paragraphs(self, text: str, rng: random.Random) -> list[tuple[int, int, str, str]]:
        """Up to most of the paragraphs, in a row or not, as if they had not been translated."""
        places = [m.span() for m in re.finditer(r"[^\n]{60,}", text)]
        count = rng.randint(1, max(1, int(0.7 * len(places))))
        start = rng.randrange(len(places) - count + 1) if places else 0
        chosen = places[start : start + count] if rng.random() < 0.6 else rng.sample(places, min(count, len(places)))
        lines = [line for line in self.lines if len(line) > 60]
        return [(a, b, rng.choice(lines), "paragraph") for a, b in chosen]

    def _opener(self, text: str, free: int, rng: random.Random) -> list[tuple[int, int, str, str]]:
        """A word or a few before a sentence, with a comma: "Nevertheless, ", "First of all, "."""
        places = list(SENTENCE.finditer(text, free))
        openers = [found[1] for line in self.lines if (found := OPENER.match(line))]
        if not places or not openers:
            return []
        place = rng.choice(places)
        opener = rng.choice(openers) if rng.random() < 0.7 else rng.choice(self.words).capitalize()
        return [(*place.span(), f"{opener}, {place.group().lower()}", "opener")]

    def _sentence(self, text: str, free: int, target: str, rng: random.Random) -> list[tuple[int, int, str, str]]:
        """A short sentence before another, mostly spoken: "“Get with your squads”"; a tab stands behind it."""
        places = list(SENTENCE.finditer(text, free))
        lines = [line for line in self.lines if len(line.split()) <= SPOKEN_WORDS and not has_quotation_mark(line)]
        if not places or not lines:
            return []
        place, line = rng.choice(places), rng.choice(lines)
        if rng.random() < 0.4:
            return [(*place.span(), f"{line}\t{place.group()}", "sentence")]
        opening, closing = rng.choice((QUOTES.get(target, '""'), '""', "“”"))
        return [(*place.span(), f"{opening}{line}{closing}\t{place.group()}", "quoted sentence")]

    def _title(self, text: str, free: int, rng: random.Random) -> list[tuple[int, int, str, str]]:
        """An office before a name: "Senior Legal Official Anna Berg"; a tab stands before the name."""
        names = [m for m in NAME.finditer(text, free) if all(word[0].isupper() for word in m.group().split())]
        if not names:
            return []
        name = rng.choice(names)
        return [(*name.span(), f"{title_case(self._phrase(rng))}\t{name.group()}", "title")]

    def _item(self, text: str, free: int, rng: random.Random) -> list[tuple[int, int, str, str]]:
        """An item of a list before a paragraph: "– Heavy rainfall"; a tab stands behind it."""
        places = [m.start() + 1 for m in re.finditer(r"\n(?=\w)", text) if m.start() >= free]
        if not places:
            return []
        place, phrase = rng.choice(places), self._phrase(rng)
        item = rng.choice((phrase, phrase[0].upper() + phrase[1:], title_case(phrase)))
        return [(place, place + 1, f"{rng.choice(('- ', '– ', '• ', '* ', '1. '))}{item}\t\n{text[place]}", "item")]

    def _fits(self, place: re.Match[str], text: str, target: str) -> bool:
        """True if a word may make way: a small one, or a noun of a language that writes nouns with capitals."""
        return place.group().islower() or (target in CAPITAL_NOUNS and place.group()[1:].islower())

    def _words(self, old: str, target: str, rng: random.Random) -> tuple[str, str]:
        """What is put in the place of a word, and of what kind it is."""
        phrase = self._phrase(rng)
        draw = rng.random()
        if draw < 0.14:
            new, kind = self._snippet(rng), "snippet"
        elif draw < 0.48:
            new = rng.choice(self.words) if rng.random() < 0.75 else phrase.split()[-1]
            capital = old[0].isupper() or rng.random() < 0.12
            new, kind = (new.capitalize(), "capital") if capital else (new, "word")
        elif draw < 0.53:
            new, kind = self._compound(rng), "compound"
        elif draw < 0.57:
            new, kind = phrase.split()[-1] + rng.choice(ENDINGS.get(target, ("s",))), "inflected"
            new = new.capitalize() if old[0].isupper() else new
        elif draw < 0.77:
            new, kind = phrase, "phrase"
            if old[0].isupper():
                first, _, last = phrase.rpartition(" ")
                new = f"{first} {last.capitalize()}".strip()
        elif draw < 0.91:
            new, kind = title_case(phrase), "title case"
        elif draw < 0.94:
            # An unfinished choice between two translations, without a blank.
            return f"{old}/\v{phrase}", "glued"
        else:
            return f"{old} (\v{phrase})", "bracket"
        if rng.random() < 0.18:
            opening, closing = QUOTES.get(target, '""') if rng.random() < 0.6 else '""'
            blank = "\u00a0" if (opening, target) == ("«", "fr") else ""
            return f"{opening}{blank}{new}{blank}{closing}", f"quoted {kind}"
        return new, kind

    def _snippet(self, rng: random.Random) -> str:
        """Two to six words in a row out of a sentence, without names."""
        while True:
            words = rng.choice(self.lines).split()
            count = rng.randint(2, 6)
            start = rng.randrange(max(1, len(words) - count + 1))
            found = words[start : start + count]
            if len(found) == count and all(map(SMALL_WORD.fullmatch, found)):
                return " ".join(found)

    def _compound(self, rng: random.Random) -> str:
        """Words with a hyphen between them, as an article has them."""
        found = [word for _ in range(40) for word in HYPHENATED.findall(rng.choice(self.lines))]
        return rng.choice(found) if found else rng.choice(self.words)

    def _phrase(self, rng: random.Random) -> str:
        """A noun phrase of English, a word or a few of another language."""
        if self.source != "en":
            return rng.choice(self.words) if rng.random() < 0.5 else self._snippet(rng)
        while True:
            found = NOUN_PHRASE.findall(rng.choice(self.lines))
            if found:
                return rng.choice(found)

    def _headline(self, text: str, rng: random.Random) -> list[tuple[int, int, str, str]]:
        """The first line in English, mostly as its headlines are written."""
        end = text.find("\n")
        words = rng.choice(self.lines).split()[: rng.randint(*HEADLINE_WORDS)]
        if not 15 < end < 160 or len(words) < HEADLINE_WORDS[0]:
            return []
        new = " ".join(words).rstrip(".,;:")
        style = rng.random()
        return [(0, end, title_case(new) if style < 0.75 else new.upper() if style < 0.85 else new, "headline")]
