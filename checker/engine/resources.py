"""Resources that all checkers of a run share: packs, rules and the engine of each language, loaded once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path

from checker import checks
from checker.analysis import Engine
from checker.checks import Kind
from checker.errors import UsageError
from checker.identify import Identifier
from checker.judge import Judge
from checker.morphology import Lexicon, Ngrams
from checker.morphology.taught import Taught, WordList
from checker.packs import versions
from checker.packs.desk import DESK_LANGUAGES
from checker.packs.languages import BUNDLED, EVERY_LANGUAGE, Packs
from checker.packs.misplaced import misplaced
from checker.packs.rules import Rule, load_rules
from checker.packs.styles import Styles
from checker.text.segment import Segmenter


class Resources:
    """Loads what a target language needs when a document first needs it.

    Args:
        rules: folders with packs of one's own, laid out like the bundled ones.
        lang: the language of the messages, one of those of `checker.packs.desk`.
        words: that the desk taught.

    Raises:
        RuleError: a rule or a pack is wrong.
        UsageError: there are no messages in that language.
    """

    def __init__(self, rules: Iterable[Path | str] = (), lang: str = "en", words: Iterable[Taught] = ()) -> None:
        if lang not in DESK_LANGUAGES:
            raise UsageError(f"no messages in {lang!r}; there are {', '.join(DESK_LANGUAGES)}")
        self.own_rules = tuple(map(Path, rules))
        self.packs = Packs((BUNDLED, *self.own_rules))
        self.rules = load_rules(self.packs)
        self.styles = Styles(self.packs, self.rules)
        self.lang = lang
        self.words = tuple(words)
        self._engines: dict[str, Engine] = {}
        self._judges: dict[str, Judge | None] = {}
        self._kinds: dict[tuple[str, tuple[Rule, ...]], tuple[Kind, ...]] = {}

    def with_rules(self, rules: Iterable[Rule]) -> Resources:
        """These resources for other rules; what is loaded is shared, only the kinds are built anew."""
        others = copy(self)
        others.rules = tuple(rules)
        others._kinds = {}
        return others

    def versions(self, target: str | None = None, style: str | None = None) -> Versions:
        """The versions of what takes part in checks for a target language, or for any, in a house style."""
        return Versions(self, target, style)

    @cached_property
    def pack_versions(self) -> dict[str, str]:
        """The version of each pack, by tag.

        Raises:
            RuleError: a file of a pack cannot be read.
        """
        return {tag: versions.version(language) for tag, language in sorted(self.packs.languages.items())}

    @cached_property
    def own_packs(self) -> tuple[Path, ...]:
        """The folders of packs of one's own."""
        return tuple(folder for root, folder in self.packs.folders if root in self.own_rules)

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What in packs of one's own is deprecated, or lies where nothing reads it, a line each that names the file."""
        deprecated = (warning for rule in self.rules if rule.is_own for warning in rule.warnings)
        return (*self.packs.warnings, *deprecated, *misplaced(self.own_rules, self.own_packs))

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The tags of all languages that may be a target, sorted."""
        return tuple(sorted(set(self.packs.languages) - {EVERY_LANGUAGE}))

    def engine(self, tag: str) -> Engine:
        """The engine of a language that has a pack."""
        if tag not in self._engines:
            language = self.packs.languages[tag]
            lexicon = Lexicon.of(language, WordList(self.words, language) if self.words else None)
            self._engines[tag] = Engine(
                self.packs,
                language,
                Segmenter(language),
                Identifier(language, self.packs),
                lexicon,
                Ngrams.of(language),
            )
        return self._engines[tag]

    def judge(self, tag: str) -> Judge | None:
        """The judge of a language that has a pack; None if the pack has no judge."""
        if tag not in self._judges:
            self._judges[tag] = Judge.of(self.engine(tag))
        return self._judges[tag]

    def kinds(self, rules: Sequence[Rule], tag: str) -> tuple[Kind, ...]:
        """The kinds of some rules, made ready for a language that has a pack.

        Raises:
            RuleError: a rule is wrong.
        """
        key = tag, tuple(rules)
        if key not in self._kinds:
            self._kinds[key] = checks.build(rules, self.packs.languages[tag], self.lang)
        return self._kinds[key]


class Versions:
    """The versions that a report names, computed when it first asks: files are hashed for them.

    Args:
        resources: of the checks.
        target: the tag of the target language; None if each text has its own.
        style: the house style that is chosen; None for the default of each language.
    """

    def __init__(self, resources: Resources, target: str | None, style: str | None = None) -> None:
        self._resources = resources
        self._target = target
        self._style = style

    @property
    def packs(self) -> Mapping[str, str]:
        """The version of each pack, by tag.

        Raises:
            RuleError: a file of a pack cannot be read.
        """
        return self._resources.pack_versions

    @cached_property
    def signature(self) -> str:
        """Versions of the tool, of the packs that take part of their models, and the style; see `versions.signature`.

        Raises:
            RuleError: a file of a pack cannot be read.
        """
        from importlib.metadata import version  # many modules, which a report on a terminal does not need

        packs = versions.signature(self._resources.packs.languages, self.packs, self._target)
        style = f", style {self._style}" if self._style else ""
        return f"translation-checker {version('translation-checker')} ({packs}){style}"
