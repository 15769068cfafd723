"""The steps in order: document -> segments, runs, tokens -> checks -> report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from functools import cache, cached_property, lru_cache, partial
from itertools import chain
from os import PathLike
from pathlib import Path
from typing import Literal, TypeVar

from checker.analysis import Analysis
from checker.checks import Kind
from checker.engine.choosing import choose
from checker.engine.log import LOG
from checker.engine.resources import Resources
from checker.engine.writable import writable
from checker.errors import CheckerError, LanguageError, RuleError, UsageError
from checker.judge import Judge
from checker.model import (
    Coverage,
    Document,
    DocumentReport,
    Failure,
    Issue,
    Outcome,
    Report,
)
from checker.morphology.taught import Taught, read_word_list
from checker.packs.rules import applicable
from checker.project.settings import Settings
from checker.readers import read_file
from checker.suppress.allow import AllowList
from checker.suppress.deliberate import left_alone
from checker.suppress.exemptions import part
from checker.suppress.instructions import instructions_of
from checker.text.tokenize import count_words
from checker.text.wrapping import unwrapped

FEWEST_OF_PHRASE = 3  # words of a foreign run inside which other rules are silent as well
MOST_CHECKERS = 64  # one costs little but for its allowed terms, which are compiled anew
NO_WORDS = "It holds no words: there is nothing to check."
DEFAULTS = asdict(Settings())

T = TypeVar("T")
Input = Document | Failure | str


class Checker:
    """Checks documents; loads what a target language needs once, when a document first needs it.

    Args:
        target: BCP-47 tag of the language that the texts should be in; None to guess it for each.
        select: names of the rules or families to run; all if empty.
        ignore: names of the rules or families not to run.
        min_confidence: leave out issues below it, in [0, 1]; if not given, those of agreement that the pack's judge
            holds not worth reading.
        allow: words, phrases and ``/patterns/`` that may stand in another language.
        require_reason: whether what a text asks to be ignored must say why.
        guess: whether the target language may be guessed where none is given.
        style: the name of the house style; None for the default of the language.
        rules: folders with packs of one's own, laid out like the bundled ones.
        lang: the language of the messages, ``en`` or ``fr``.
        word_list: a file of names and nouns that the desk taught.
        resources: those of another checker, to share what it has loaded; they hold the three before then.

    Raises:
        LanguageError: the target language is not supported.
        RuleError: a rule or a pack is wrong.
        UsageError: a value is out of range, a name in `select` or `ignore` means no rule, no rule is left, no style is
            called so, or an entry of `allow` makes no sense.
    """

    def __init__(
        self,
        target: str | None = None,
        *,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        min_confidence: float | None = None,
        allow: Iterable[str] = (),
        require_reason: bool = False,
        guess: bool = True,
        style: str | None = None,
        rules: Iterable[Path | str] = (),
        lang: str = "en",
        word_list: Path | str | None = None,
        resources: Resources | None = None,
    ) -> None:
        select, ignore, allow = listed("select", select), listed("ignore", ignore), listed("allow", allow)
        if min_confidence is not None and not 0 <= min_confidence <= 1:
            raise UsageError(f"a confidence is between 0 and 1, not {min_confidence}")
        words = read_word_list(Path(word_list)) if word_list else ()
        self.resources = resources or Resources(map(Path, listed("rules", rules)), lang, words)
        self.packs = self.resources.packs
        self.rules = choose(self.resources.rules, select, ignore, self.resources.lang)
        if style is not None:
            style = self.resources.styles.called(style)
        self._ran = frozenset(rule.id for rule in self.rules)
        self.min_confidence = min_confidence
        self.allowed = AllowList((*allow, *(each.words for each in self.resources.words)))
        self.require_reason = require_reason
        self.guess = guess
        self.style = style
        self.target = self.packs.find(target).tag if target else None
        self._ready: dict[str, tuple[Kind, ...]] = {}
        self._settings = Settings(
            self.target, select, ignore, min_confidence, allow, require_reason, guess, style=style
        )

    def __reduce__(self) -> tuple[Callable[..., Checker], tuple[tuple[Path, ...], str, tuple[Taught, ...], Settings]]:
        """Pickle the settings only: resources are loaded in the other process, once for all its checkers."""
        resources = self.resources
        return arrived, (resources.own_rules, resources.lang, resources.words, self._settings)

    def __repr__(self) -> str:
        given = (f"{name}={value!r}" for name, value in asdict(self._settings).items() if value != DEFAULTS[name])
        return f"Checker({', '.join(given)})"

    @property
    def skipped(self) -> frozenset[str]:
        """The ids of the rules that do not run."""
        return frozenset(rule.id for rule in self.resources.rules) - self._ran

    @cached_property
    def signature(self) -> str:
        """Versions of the tool, of the packs that take part and of their models, and the style, on one line."""
        return self.resources.versions(self.target, self.style).signature

    def check_text(self, text: str, name: str = "-", *, target: str | None = None) -> Report:
        """Check one text.

        Args:
            text: the whole of it.
            name: what the report calls it.
            target: the language that it should be in, instead of the checker's.

        Raises:
            LanguageError: the language is not supported; or none was given, and it cannot be told from the text.
        """
        return self._report(Document(name, text, target))

    def check_file(self, path: Path | str, *, target: str | None = None) -> Report:
        """Check one file; `target` is the language that it should be in, instead of the checker's.

        Raises:
            InputError: it cannot be read.
            LanguageError: the language is not supported; or none was given, and it cannot be told from the text.
        """
        return self._report(replace(read_file(Path(path)), target_language=target))

    def _report(self, document: Document) -> Report:
        return Report(self.signature, (self._check(document),), self.resources.pack_versions)

    def check(self, inputs: Iterable[Input]) -> Iterator[Outcome]:
        """Check documents, or texts, as they come; a failure keeps its place, and no document's error stops the next.

        Texts are called by their numbers, from 0.

        Raises:
            TypeError: it is one text, for which there is `check_text`.
        """
        documents = as_documents(inputs)
        return (item if isinstance(item, Failure) else self.outcome(item) for item in documents)

    def map(self, inputs: Iterable[Input], jobs: int | Literal["auto"] | None = None) -> Iterator[Outcome]:
        """Check as `check` does, in several processes at once: what comes is the same, in the same order.

        Threads would wait for each other, as most of the work is Python's. A few inputs for each process are read ahead
        and no outcome is kept, so the memory does not grow with their number. The processes end with the iterator.
        Each is started anew and imports the main script: call this below ``if __name__ == "__main__":``.

        Args:
            inputs: as `check` takes them.
            jobs: how many processes; as many as can run at once if not given, or ``auto``.

        Raises:
            TypeError: it is one text, for which there is `check_text`.
            UsageError: that is no number of processes.
        """
        from checker.engine.workers import Ready, in_parallel, processors  # a run in one process needs none

        if jobs not in (None, "auto") and (type(jobs) is not int or jobs < 1):
            raise UsageError(f'jobs={jobs!r}: a number from 1 on, or "auto", is wanted')
        items: Iterator[Document | Ready[Outcome]]
        items = (Ready(item) if isinstance(item, Failure) else item for item in as_documents(inputs))
        number = jobs if isinstance(jobs, int) else processors()
        return in_parallel(items, number, partial(getattr, self, "outcome"), lost)

    def outcome(self, document: Document) -> Outcome:
        """Check one document: its report, or the failure in its place.

        Raises:
            RuleError: a rule is wrong, which would be the same for every document.
        """
        try:
            return self._check(document)
        except RuleError:
            raise
        except CheckerError as error:
            return document_failure(document, str(error))
        except Exception as error:  # a fault of ours must not cost a million other documents their report
            LOG.error("%r was not checked", document.name, exc_info=True)
            return document_failure(document, f"internal error, please report it: {error!r}")

    def _check(self, document: Document) -> DocumentReport:
        asked = instructions_of(document, self.resources.rules)
        document = replace(document, excluded=asked.excluded)
        paragraphs = unwrapped(document)
        asked = asked.moved(paragraphs.joined)
        given = document.target_language or asked.target or self.target
        if not document.blocks and not given:
            return empty(replace(document, warnings=(*document.warnings, *asked.warnings, NO_WORDS)))
        tag = self.packs.find(given or self._guess(paragraphs.document)).tag
        analysis = Analysis(paragraphs.document, self.resources.engine(tag))
        found: Iterable[Issue] = chain.from_iterable(issues_of_kind(kind, analysis) for kind in self._kinds(tag))
        if document.parts:
            found = self._out_of_place(found, document)
        judge = self.resources.judge(tag)
        weighed = judge.weigh(analysis, tuple(found)) if judge else found
        issues = sorted(weighed, key=lambda issue: issue.sort_key)
        blocks = paragraphs.document.blocks
        standing, exempt, in_vain = part(asked.exemptions, issues, blocks, self._ran, self.require_reason)
        standing, allowed = self.allowed.part(paragraphs.document.text, standing)
        standing, deliberate = left_alone(paragraphs.document, standing, tag)
        suppressed = sorted((*exempt, *allowed, *deliberate), key=lambda suppression: suppression.issue.sort_key)
        checked = replace(coverage(analysis), characters=len(document.text))
        warnings = (*document.warnings, *asked.warnings, *in_vain, *([] if checked.words else [NO_WORDS]))

        def shown(issue: Issue) -> Issue:
            return writable(paragraphs.issue(issue), document, self.resources.lang).located(document)

        return DocumentReport(
            replace(document, target_language=tag, guessed=not given, warnings=warnings, joins=paragraphs.gaps),
            tuple(shown(issue) for issue in standing if self._counts(issue, judge)),
            checked,
            tuple(replace(s, issue=shown(s.issue)) for s in suppressed if self._counts(s.issue, judge)),
        )

    def _out_of_place(self, issues: Iterable[Issue], document: Document) -> Iterator[Issue]:
        """The issues without those of what is no fault in a block of such a role."""
        rules = {rule.id: rule for rule in self.rules}
        return (each for each in issues if document.role(each.span.start) not in rules[each.rule].file.not_in)

    def _kinds(self, tag: str) -> tuple[Kind, ...]:
        """The kinds of the rules that count for a target language in the house style."""
        if tag not in self._ready:
            rules = self.resources.styles.of(tag, self.style).of(applicable(self.rules, tag))
            self._ready[tag] = self.resources.kinds(rules, tag)
        return self._ready[tag]

    def _counts(self, issue: Issue, judge: Judge | None) -> bool:
        """True if an issue is likely enough to be shown."""
        if self.min_confidence is not None:
            return issue.confidence >= self.min_confidence
        return judge is None or issue.evidence is None or issue.confidence >= judge.threshold

    def _guess(self, document: Document) -> str:
        if not self.guess:
            raise LanguageError("no target language is given, and none is to be guessed; give it with --target")
        from checker.identify.target import guess_language  # two language identifiers that a known target does not need

        return guess_language(document, self.resources.targets)


def as_documents(inputs: Iterable[Input]) -> Iterator[Document | Failure]:
    """The inputs, each text a document that is called by its number from 0.

    Raises:
        TypeError: it is one text, whose letters would be taken for texts; or one of them is none.
    """
    if isinstance(inputs, str):
        raise TypeError("many texts are wanted, this is one: check_text takes one")
    return (
        each if isinstance(each, Document | Failure) else Document(number, each) for number, each in enumerate(inputs)
    )


def listed(name: str, values: Iterable[T]) -> tuple[T, ...]:
    """The values of an argument.

    Raises:
        TypeError: it is one text or path, whose letters would be taken for values.
    """
    if isinstance(values, str | bytes | PathLike):
        raise TypeError(f"{name} takes a list: {name}=[{values!r}]")
    return tuple(values)


@cache
def shared_resources(rules: tuple[Path, ...], lang: str, words: tuple[Taught, ...]) -> Resources:
    """The resources shared by all checkers that were unpickled with the same rules, language and words."""
    return Resources(rules, lang, words)


def arrived(rules: tuple[Path, ...], lang: str, words: tuple[Taught, ...], settings: Settings) -> Checker:
    """An unpickled checker; see `Checker.__reduce__`."""
    return Checkers(shared_resources(rules, lang, words)).of(settings)


class Checkers:
    """A checker for each set of settings; all share what one of them has loaded."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self.of = lru_cache(MOST_CHECKERS)(self._of)

    def _of(self, settings: Settings) -> Checker:
        """The checker for settings.

        Raises:
            LanguageError: the target language is not supported.
            UsageError: a setting makes no sense; see `Checker`.
        """
        return Checker(
            settings.target,
            select=settings.select,
            ignore=settings.ignore,
            min_confidence=settings.min_confidence,
            allow=settings.allow,
            require_reason=settings.require_reason,
            guess=settings.guess,
            style=settings.style,
            resources=self._resources,
        )

    def outcome(self, document: Document, settings: Settings) -> Outcome:
        """Check one document with its settings.

        Raises:
            RuleError: a rule is wrong, which would be the same for every document.
        """
        try:
            outcome = self.of(settings).outcome(document)
        except (LanguageError, UsageError) as error:
            return document_failure(document, str(error))
        return outcome if isinstance(outcome, Failure) else replace(outcome, fail_on=settings.fail_on)


def document_failure(document: Document, reason: str) -> Failure:
    """The one-line failure in place of a document that could not be checked."""
    place = f"{document.name!r}, line {document.line}" if document.line else document.name
    return Failure(document.name, document.line, f"{place}: {' '.join(reason.split())}", document.extra)


def lost(document: Document, exit_code: int) -> Failure:
    """The failure reported for a document whose process died."""
    cause = f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
    return document_failure(document, f"the process that checked it died ({cause})")


def issues_of_kind(kind: Kind, analysis: Analysis) -> Iterator[Issue]:
    """The issues of all rules of a kind; those inside foreign runs only where the kind is about such runs."""
    issues = kind.find(analysis)
    if kind.in_foreign_runs:
        return issues
    fewest = FEWEST_OF_PHRASE if kind.in_foreign_words else 1
    return (issue for issue in issues if not analysis.is_foreign(issue.span, fewest))


def empty(document: Document) -> DocumentReport:
    """The report on a document without text, for which no language matters."""
    return DocumentReport(document, (), Coverage(len(document.text), 0, 0, 0))


def coverage(analysis: Analysis) -> Coverage:
    """How much of a document was checked: all of it, in figures."""
    document = analysis.document
    return Coverage(
        characters=len(document.text),
        paragraphs=len(document.blocks),
        sentences=len(analysis.segments),
        words=sum(count_words(block.of(document.text)) for block in document.blocks),
    )


def check_text(text: str, target: str | None = None) -> Report:
    """Check one text with the bundled rules; `Checker` is the way to check many."""
    return Checker(target).check_text(text)


def check_file(path: Path | str, target: str | None = None) -> Report:
    """Check one file with the bundled rules; `Checker` is the way to check many."""
    return Checker(target).check_file(path)
