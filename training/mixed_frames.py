"""The sentences and lists of mixed_frames.yaml, filled in for one article."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SLOT = re.compile(r"\{(\w+)\}")
# Which list of ``shared`` fills a slot.
LISTS = {
    "media": "media", "institution": "institutions", "study": "studies", "club": "clubs", "band": "bands",
    "brand": "brands", "latin": "latin", "handle": "handles", "hashtag": "hashtags", "url": "urls", "email": "emails",
    "code": "code",
}  # fmt: skip
NO_BREAK_SPACES = ("\u00a0", "\u00a0", "\u202f", " ")


@cache
def load() -> dict[str, Any]:
    """The frames as they stand in the file."""
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


@dataclass
class Frames:
    """Frames for an article in one language, which keeps to one style of quotation marks for what is put in."""

    tag: str
    random: random.Random

    def __post_init__(self) -> None:
        self.marks = self.random.choice(self.own("quotes"))
        self.space = self.random.choice(NO_BREAK_SPACES)

    @property
    def shared(self) -> dict[str, list[str]]:
        """What no language owns."""
        return load()["shared"]

    def entries(self, tag: str, name: str) -> list[Any]:
        """A list of a language."""
        return load()["languages"][tag][name]

    def own(self, name: str) -> Any:
        """A list of the article's language."""
        return self.entries(self.tag, name)

    def quote(self, inner: str) -> str:
        """Text in the article's quotation marks."""
        opening, closing = self.marks
        return opening.replace(" ", self.space) + inner + closing.replace(" ", self.space)

    def remark(self) -> str:
        """A frame for a quotation: a sentence, or now and then just whose it is."""
        return self.random.choice(self.shared["remarks"] if self.random.random() < 0.12 else self.own("remark"))

    def gloss(self, of_term: bool = False) -> str:
        """A form in which an original and its translation stand side by side; terms need no quotation marks."""
        if of_term and self.random.random() < 0.6:
            return self.random.choice(self.shared["term_glosses"])
        return self.random.choice(self.shared["glosses"] if self.random.random() < 0.15 else self.own("gloss"))

    def pair(self, category: str, tag: str) -> tuple[str, str]:
        """A phrase of the phrasebook in a language, and its translation into the article's."""
        book = load()["phrasebook"][category]
        at = self.random.randrange(len(book[tag]))
        return book[tag][at], book[self.tag][at]

    def person(self) -> str:
        """A made-up name."""
        return f"{self.random.choice(self.shared['first_names'])} {self.random.choice(self.shared['last_names'])}"

    def title(self, title: str, marked: str) -> str:
        """A title as printed: in quotation marks, in italics, or bare where its capitals show what it is."""
        style = self.random.random()
        if style < 0.4:
            return self.quote(marked)
        last = title.split()[-1]
        return marked if style > 0.75 and last[0].isupper() else f"*{marked}*"

    def draw(self, slot: str) -> str:
        """What fills a slot of a frame."""
        if slot == "person":
            return self.person()
        if slot == "title":
            return self.random.choice(self.shared["titles"])
        if slot == "loan":
            return self.random.choice(self.own("loans"))
        if slot in ("n", "m"):
            return str(self.random.randint(0, 9))
        if slot == "k":
            return str(self.random.randint(50, 99))
        return self.random.choice(self.shared[LISTS[slot]])

    def fill(self, shape: str, wrap: Callable[[str, str], str] = lambda _, text: text, **values: str) -> str:
        """Fill a frame's slots: by the values given, else drawn and then passed through ``wrap(slot, text)``."""

        def one(match: re.Match[str]) -> str:
            slot = match[1]
            return values[slot] if slot in values else wrap(slot, self.draw(slot))

        # A gloss that ends with a comma may come to stand before the frame's own punctuation.
        text = re.sub(r",(?=[,.])", "", SLOT.sub(one, shape))
        if shape.startswith("{loan}"):
            return re.sub(r"[^\W\d_]", lambda match: match[0].upper(), text, count=1)
        return text
