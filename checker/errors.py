"""The exceptions, by who has to act on them.

CheckerError            every error that is reported in one line, with exit code 2
├── InputError          a document that cannot be read or decoded; the other documents go on
├── LanguageError       a target language that is unknown, unsupported or cannot be told
├── RuleError           a rule or a language pack that is wrong; names file, line and key
└── UsageError          an option or a configuration that makes no sense
    └── SettingError    a setting whose value means nothing; knows which
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class CheckerError(Exception):
    """An error whose text is a complete, one-line message for the user."""


class InputError(CheckerError):
    """A document that cannot be read."""


class LanguageError(CheckerError):
    """A target language that is not supported or that cannot be told from the text."""


class UsageError(CheckerError):
    """An option or a configuration value that makes no sense."""


class SettingError(UsageError):
    """A setting whose value means nothing.

    Args:
        setting: as the settings file calls it.
        reason: what is wrong, without a final stop.
    """

    def __init__(self, setting: str, reason: str) -> None:
        self.setting, self.reason = setting, reason
        super().__init__(reason)

    def __reduce__(self) -> tuple[type[SettingError], tuple[str, str]]:
        """Pickle the arguments of the constructor."""
        return type(self), (self.setting, self.reason)


class RuleError(CheckerError):
    """A fault in a rule file.

    Args:
        path: the file.
        line: 1-based line of the fault, 0 for the file as a whole.
        key: dotted path of the key at fault, empty for the file as a whole.
        reason: what is wrong, without a final stop.
    """

    def __init__(self, path: Path, line: int, key: str, reason: str) -> None:
        self.path, self.line, self.key, self.reason = path, line, key, reason
        place = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{place}: {key}: {reason}" if key else f"{place}: {reason}")

    def __reduce__(self) -> tuple[type[RuleError], tuple[Path, int, str, str]]:
        """Pickle the arguments of the constructor."""
        return type(self), (self.path, self.line, self.key, self.reason)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest to a mistyped one, in any case of letters; None if none is near enough."""
    from difflib import get_close_matches  # only for a word that is wrong

    folded = {each.casefold(): each for each in known}
    return next((folded[each] for each in get_close_matches(word.casefold(), folded, n=1)), None)


def advice(word: str, known: Iterable[str]) -> str:
    """Advice on an unknown word: ``did you mean 'major'?``, or all known ones."""
    known = tuple(known)
    near = nearest(word, known)
    if near:
        return f"did you mean {near!r}?"
    return f"there are {', '.join(known)}" if len(known) > 1 else f"there is only {''.join(known)}"
