"""The steps in order: document -> segments, runs, tokens -> checks -> report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path

from checker.analysis import Analysis
from checker.checks import Kind
from checker.engine.resources import Resources
from checker.errors import CheckerError, LanguageError, RuleError, UsageError
from checker.judge import Judge
from checker.model import Coverage, Document, DocumentReport, Failure, Issue, Outcome, Report
from checker.packs.rules import Rule, applicable, named, nearest
from checker.project.settings import Settings
from checker.readers import read_file
from checker.suppress.allow import AllowList
from checker.suppress.exemptions import part
from checker.suppress.instructions import instructions_of
from checker.text.tokenize import count_words


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
        rules: folders with packs of one's own, laid out like the bundled ones.
        lang: the language of the messages, ``en`` or ``fr``.
        resources: those of another checker, to share what it has loaded; they hold `rules` and `lang` then.

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
        min_confidence: float | None = None,
        allow: Iterable[str] = (),
        require_reason: bool = False,
        rules: Iterable[Path | str] = (),
        lang: str = "en",
        resources: Resources | None = None,
    ) -> None:
        if min_confidence is not None and not 0 <= min_confidence <= 1:
            raise UsageError(f"a confidence is between 0 and 1, not {min_confidence}")
        self.resources = resources or Resources(rules, lang)
        self.packs = self.resources.packs
        self.rules = choose(self.resources.rules, tuple(select), tuple(ignore))
        self._ran = frozenset(rule.id for rule in self.rules)
        self.min_confidence = min_confidence
        self.allowed = AllowList(allow)
        self.require_reason = require_reason
        self.target = self.packs.find(target).tag if target else None

    @property
    def skipped(self) -> frozenset[str]:
        """The ids of the rules that it does not look for."""
        return frozenset(rule.id for rule in self.resources.rules) - self._ran

    @property
    def signature(self) -> str:
        """Versions of the tool and of each pack, on one line."""
        return self.resources.signature

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
        return (item if isinstance(item, Failure) else self.outcome(item) for item in inputs)

    def outcome(self, document: Document) -> Outcome:
        """What comes of one document: its report, or why there is none.

        Raises:
            RuleError: a rule is wrong, which would be the same for every document.
        """
        try:
            return self._check(document)
        except RuleError:
            raise
        except CheckerError as error:
            return failure(document, str(error))
        except Exception as error:  # a fault of ours must not cost a million other documents their report
            return failure(document, f"internal error, please report it: {error!r}")

    def _check(self, document: Document) -> DocumentReport:
        asked = instructions_of(document, self.resources.rules)
        document = replace(document, excluded=asked.excluded)
        target = document.target_language or asked.target or self.target or self._guess(document)
        tag = self.packs.find(target).tag
        analysis = Analysis(document, self.resources.engine(tag))
        kinds = self.resources.kinds(applicable(self.rules, tag), tag)
        found = chain.from_iterable(issues_of(kind, analysis) for kind in kinds)
        judge = self.resources.judge(tag)
        weighed = judge.weigh(analysis, tuple(found)) if judge else found
        issues = sorted(weighed, key=lambda issue: issue.sort_key)
        standing, exempt, in_vain = part(asked.exemptions, issues, self._ran, self.require_reason)
        standing, allowed = self.allowed.part(document.text, standing)
        return DocumentReport(
            replace(document, target_language=tag, warnings=(*document.warnings, *asked.warnings, *in_vain)),
            tuple(issue for issue in standing if self._counts(issue, judge)),
            coverage(analysis),
            tuple(
                sorted((s for s in (*exempt, *allowed) if self._counts(s.issue, judge)), key=lambda s: s.issue.sort_key)
            ),
        )

    def _counts(self, issue: Issue, judge: Judge | None) -> bool:
        """Whether an issue is likely enough to be shown."""
        if self.min_confidence is not None:
            return issue.confidence >= self.min_confidence
        return judge is None or issue.evidence is None or issue.confidence >= judge.threshold

    def _guess(self, document: Document) -> str:
        from checker.identify.target import guess  # two language identifiers that a known target does not need

        return guess(document, self.resources.targets)


class Checkers:
    """A checker for each set of settings; all share what one of them has loaded."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._checkers: dict[Settings, Checker] = {}

    def of(self, settings: Settings) -> Checker:
        """The checker for settings.

        Raises:
            LanguageError: the target language is not supported.
            UsageError: a setting makes no sense; see `Checker`.
        """
        if settings not in self._checkers:
            self._checkers[settings] = Checker(
                settings.target,
                select=settings.select,
                ignore=settings.ignore,
                min_confidence=settings.min_confidence,
                allow=settings.allow,
                require_reason=settings.require_reason,
                resources=self._resources,
            )
        return self._checkers[settings]

    def outcome(self, document: Document, settings: Settings) -> Outcome:
        """What comes of one document by its settings.

        Raises:
            RuleError: a rule is wrong, which would be the same for every document.
        """
        try:
            outcome = self.of(settings).outcome(document)
        except (LanguageError, UsageError) as error:
            return failure(document, str(error))
        return outcome if isinstance(outcome, Failure) else replace(outcome, fail_on=settings.fail_on)


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
            advice = nearest(rules, name) or "; `checker rules list` shows them all"
            raise UsageError(f"no rule or family is called {name!r}{advice}")
    wanted = {rule.id for name in select for rule in named(rules, name)} if select else {rule.id for rule in rules}
    left = wanted - {rule.id for name in ignore for rule in named(rules, name)}
    if not left:
        raise UsageError("no rule is left: all that are selected are ignored")
    return tuple(rule for rule in rules if rule.id in left)


def issues_of(kind: Kind, analysis: Analysis) -> Iterator[Issue]:
    """The issues of all rules of a kind; those inside foreign runs only where the kind is about such runs."""
    issues = kind.find(analysis)
    return issues if kind.in_foreign_runs else (issue for issue in issues if not analysis.is_foreign(issue.span))


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
