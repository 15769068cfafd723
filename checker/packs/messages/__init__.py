"""What the program says to its user, in the desk's language.

The code says all in English, where it is said; a file beside this one, if the language has one, holds the same for each
message. A message is known by its words: a field of it stands for any text, `{number}` for digits. Where the language
says one thing otherwise than several, the file has both, in a list, and `{number}` decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from checker.packs.desk import is_singular
from checker.packs.yaml_source import YamlSource

FIELD = re.compile(r"\{(\w+)\}")
PREFIX = re.compile(r": ")
COLON = re.compile(r"(:\d+)?: ")  # behind the number of a line it stays: tools read lines by it
Forms = tuple[str, str]  # for one, and for several
AROUND = re.compile(r"\A\{[A-Z]+\}[;,]|: \{[A-Z]+\}\Z")


class Messages:
    """The messages of a desk language: what is in the file of the language, all else as it is.

    Raises:
        RuleError: the file is wrong.
    """

    def __init__(self, lang: str) -> None:
        path = Path(__file__).parent / f"{lang}.yaml"
        texts = YamlSource.read(path, limited=False).convert(dict[str, str | Forms]) if path.exists() else {}
        self._lang = lang
        self._fixed = {each: text for each, text in texts.items() if isinstance(text, str) and not FIELD.search(each)}
        self._colon = self._fixed.get(": ", ": ")
        ordered = sorted(
            (each for each in texts if FIELD.search(each)), key=lambda each: (-len(FIELD.sub("", each)), each)
        )
        known = [Known(each, pattern(each), texts[each]) for each in ordered]
        self._first = sorted((each for each in known if each.is_around), key=lambda each: each.is_open)
        self._then = [each for each in known if not each.is_around]

    def __call__(self, message: str) -> str:
        """A message in the language of the desk; what stands before it and a colon stays, as a name of a file does.

        What stands around another message is known first, wherever it begins, so that it is not taken for a prefix.
        """
        if not self._fixed:
            return message
        if message in self._fixed:
            return self._fixed[message]
        starts = [0, *(prefix.end() for prefix in PREFIX.finditer(message))]
        for start in starts:
            for known in self._first:
                if not (known.is_open and start) and (said := self._said(known, message[start:])) is not None:
                    return self._prefix(message[:start]) + said
        for known in self._then:
            for start in reversed(starts) if known.is_open else starts:  # an open one would take in what stands before
                if (said := self._said(known, message[start:])) is not None:
                    return self._prefix(message[:start]) + said
        for start in starts:
            if message[start:] in self._fixed:
                return self._prefix(message[:start]) + self._fixed[message[start:]]
        return message

    def _prefix(self, text: str) -> str:
        """What stands before a message, with the language's colons."""
        return COLON.sub(lambda found: found[0] if found[1] else self._colon, text)

    def _said(self, known: Known, message: str) -> str | None:
        """A whole message in the language, if it is the one that is known."""
        found = known.pattern.fullmatch(message)
        if not found:
            return None
        said = {name: self(given) if name.isupper() else given for name, given in found.groupdict().items()}
        return self._form(known, said).format_map(said)

    def _form(self, known: Known, said: Mapping[str, str]) -> str:
        """What a message is in the language, for as many as it says."""
        if isinstance(known.text, str):
            return known.text
        one, several = known.text
        return one if is_singular(int(said["number"]), self._lang) else several


@dataclass(frozen=True)
class Known:
    """A message with fields, and what it is in the language: one text, or those for one and for several."""

    english: str
    pattern: re.Pattern[str]
    text: str | Forms

    @property
    def is_open(self) -> bool:
        """True if it begins with a field."""
        return self.english.startswith("{")

    @property
    def is_around(self) -> bool:
        """True if it stands around another message: before it and a colon, or after it and a semicolon."""
        return bool(AROUND.search(self.english))


def pattern(message: str) -> re.Pattern[str]:
    """The expression for all texts that a message with fields stands for."""
    parts = (
        (rf"(?P<{part}>\d+)" if part == "number" else f"(?P<{part}>.+?)") if index % 2 else re.escape(part)
        for index, part in enumerate(FIELD.split(message))
    )
    return re.compile("".join(parts), re.DOTALL)


@cache
def messages_in(lang: str) -> Messages:
    """The messages of a desk language, read once."""
    return Messages(lang)
