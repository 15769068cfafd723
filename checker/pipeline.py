"""The steps in order: document -> segments, runs, tokens -> checks -> report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from checker import checks
from checker.allow import AllowList
from checker.analysis import Analysis, Engine, View
from checker.errors import CheckerError, RuleError, UsageError
from checker.identify import Identifier
from checker.languages import BUNDLED, EVERY_LANGUAGE, Packs
from checker.model import Coverage, Document, DocumentReport, Failure, Issue, Outcome, Report, Span
from checker.morphology import Lexicon
from checker.readers import read_file
from checker.rules import DESK_LANGUAGES, Rule, applicable, load_rules, named
from checker.segment import Segmenter
from checker.tokenize import count_words

UNTRANSLATED = "accuracy/untranslated"


@dataclass(frozen=True)
class Target:
    """All that is needed to check documents of one target language."""

    engine: Engine
    checks: tuple[tuple[Rule, checks.Check], ...]


class Checker:
    """Checks documents; loads what a target language needs once, when a document first needs it.

    Args:
        target: BCP-47 tag of the language that the texts should be in; None to guess it for each.
        select: names of the rules or families to run; all if empty.
        ignore: names of the rules or families not to run.
        min_confidence: leave out issues below it, in [0, 1].
        allow: words, phrases and ``/patterns/`` that may stand in another language.
        rules: folders with packs of one's own, laid out like the bundled ones.
        lang: the language of the messages, ``en`` or ``fr``.

    Raises:
        LanguageError: the target language is not supported.
        RuleError: a rule or a pack is wrong.
        UsageError: a value is out of range, a name in `select` or `ignore` means no rule, no rule is left, or an
            entry of `allow` makes no sense.
    """

    def __init__(
        self,
        target: str | None = None,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        min_confidence: float = 0.0,
        allow: Iterable[str] = (),
        rules: Iterable[Path | str] = (),
        lang: str = "en",
    ) -> None:
        if lang not in DESK_LANGUAGES:
            raise UsageError(f"no messages in {lang!r}; there are {', '.join(DESK_LANGUAGES)}")
        if not 0 <= min_confidence <= 1:
            raise UsageError(f"a confidence is between 0 and 1, not {min_confidence}")
        self.packs = Packs((BUNDLED, *map(Path, rules)))
        self.rules = choose(load_rules(self.packs), tuple(select), tuple(ignore))
        self.min_confidence = min_confidence
        self.allowed = AllowList(allow)
        self.lang = lang
        self.target = self.packs.find(target).tag if target else None
        self._targets: dict[str, Target] = {}

    @property
    def signature(self) -> str:
        """Versions of the tool and of each pack, on one line."""
        packs = ", ".join(language.signature for _, language in sorted(self.packs.languages.items()))
        return f"translation-checker {version('translation-checker')} ({packs})"

    @property
    def pack_versions(self) -> dict[str, int]:
        """The version of each pack, by tag."""
        return {tag: language.file.version for tag, language in sorted(self.packs.languages.items())}

    def check_text(self, text: str, name: str = "-") -> Report:
        """Check one text.

        Raises:
            LanguageError: no target language was given and it cannot be told from the text.
        """
        return Report(self.signature, (self._check(Document(name, text)),))

    def check_file(self, path: Path | str) -> Report:
        """Check one file.

        Raises:
            InputError: it cannot be read.
            LanguageError: no target language was given and it cannot be told from the text.
        """
        return Report(self.signature, (self._check(read_file(Path(path))),))

    def check(self, inputs: Iterable[Document | Failure]) -> Iterator[Outcome]:
        """Check documents as they come; a failure keeps its place, and no document's error stops the next."""
        for item in inputs:
            if isinstance(item, Failure):
                yield item
                continue
            try:
                yield self._check(item)
            except RuleError:
                raise  # it would be the same for every document
            except CheckerError as error:
                yield failure(item, str(error))
            except Exception as error:  # a fault of ours must not cost a million other documents their report
                yield failure(item, f"internal error, please report it: {error!r}")

    def _check(self, document: Document) -> DocumentReport:
        tag = document.target_language or self.target or self._guess(document)
        target = self._load(self.packs.find(tag).tag)
        document = replace(document, target_language=target.engine.language.tag)
        analysis = Analysis(document, target.engine)
        found = chain.from_iterable(issues_of(rule, check, analysis) for rule, check in target.checks)
        issues = sorted((i for i in found if i.confidence >= self.min_confidence), key=lambda issue: issue.sort_key)
        standing, suppressed = self.allowed.part(document.text, issues)
        return DocumentReport(document, standing, coverage(analysis), suppressed)

    def _guess(self, document: Document) -> str:
        from checker.identify.target import guess  # two language identifiers that a known target does not need

        return guess(document, tuple(sorted(set(self.packs.languages) - {EVERY_LANGUAGE})))

    def _load(self, tag: str) -> Target:
        if tag not in self._targets:
            language = self.packs.languages[tag]
            engine = Engine(
                self.packs, language, Segmenter(language), Identifier(language, self.packs), Lexicon.of(language)
            )
            built = tuple((rule, checks.build(rule, language, self.lang)) for rule in applicable(self.rules, tag))
            self._targets[tag] = Target(engine, built)
        return self._targets[tag]


def failure(document: Document, reason: str) -> Failure:
    """What stands in the report in place of a document that could not be checked, in one line."""
    place = f"{document.name!r}, line {document.line}" if document.line else document.name
    return Failure(document.name, document.line, f"{place}: {' '.join(reason.split())}")


def choose(rules: tuple[Rule, ...], select: tuple[str, ...], ignore: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules that are selected and not ignored.

    Raises:
        UsageError: a name means no rule, or no rule is left.
    """
    for name in (*select, *ignore):
        if not named(rules, name):
            raise UsageError(f"no rule or family is called {name!r}; `checker rules list` shows them all")
    wanted = {rule.id for name in select for rule in named(rules, name)} if select else {rule.id for rule in rules}
    left = wanted - {rule.id for name in ignore for rule in named(rules, name)}
    if not left:
        raise UsageError("no rule is left: all that are selected are ignored")
    return tuple(rule for rule in rules if rule.id in left)


def issues_of(rule: Rule, check: checks.Check, analysis: Analysis) -> Iterator[Issue]:
    """The issues of one rule; inside a foreign run only those rules speak that are about such runs."""
    for span in VIEWS[check.scope](analysis):
        for issue in check.check(View(analysis, span)):
            if rule.category == UNTRANSLATED or not analysis.is_foreign(issue.span):
                yield issue


VIEWS: dict[checks.Scope, Callable[[Analysis], Iterable[Span]]] = {
    "segment": lambda analysis: (segment.span for segment in analysis.segments),
    "block": lambda analysis: analysis.document.blocks,
    "document": lambda analysis: (Span(0, len(analysis.document.text)),),
}


def coverage(analysis: Analysis) -> Coverage:
    """How much of a document was checked: all of it, in figures."""
    document = analysis.document
    return Coverage(
        characters=len(document.text),
        paragraphs=len(document.blocks),
        sentences=len(analysis.segments),
        words=count_words(document.text),
    )


def check_text(text: str, target: str | None = None) -> Report:
    """Check one text with the bundled rules; `Checker` is the way to check many."""
    return Checker(target).check_text(text)


def check_file(path: Path | str, target: str | None = None) -> Report:
    """Check one file with the bundled rules; `Checker` is the way to check many."""
    return Checker(target).check_file(path)
