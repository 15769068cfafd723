"""Brings texts that are fixed to where they are wanted: their own files, another one, standard output, a diff."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checker.cli.account import Account, lines_of, show_diff
from checker.cli.reports import STANDARD_OUTPUT
from checker.cli.terminal import ReaderGoneError, spoken, tell, write_bytes
from checker.engine.fixing import Fixed
from checker.errors import CheckerError, UsageError
from checker.files.corrected import Corrected, encoded
from checker.files.locks import locked
from checker.files.writing import Replacement, destination, inside
from checker.model import Failure, Outcome
from checker.packs.desk import desk_words
from checker.report.tally import Tally
from checker.report.wording import Noun, wording_of


@dataclass(frozen=True)
class FixWords:
    """One language's words on what was fixed.

    Attributes:
        left: the last line, where issues are left; see `Delivery.summary`.
        nothing_left: the last line, where none are.
    """

    fix: Noun
    left: str
    nothing_left: str
    nothing_written: str


class Delivery:
    """Brings fixed texts to where they are wanted, and says so before.

    Args:
        account: says it.
        lang: the language that it is said in.
        to: the file that takes the text, `STANDARD_OUTPUT` for that; None for its own file.
        root: the folder that all files are in; None if those that are named may be anywhere.
        backup: whether a file that is changed is kept beside.
        diff: whether a diff is shown.
        writes: whether anything is written.

    Attributes:
        own: the words on what was fixed.
    """

    def __init__(
        self,
        account: Account,
        lang: str,
        *,
        to: str | None = None,
        root: Path | None = None,
        backup: bool = False,
        diff: bool = False,
        writes: bool = True,
    ) -> None:
        self.own = desk_words(lang, "fix", FixWords)
        self._words = wording_of(lang)
        self._account = account
        self._to = to
        self._root = root
        self._backup = backup
        self._diff = diff
        self._writes = writes
        self._fixes = 0
        self._changed = 0

    def deliver(self, fixed: Fixed | Failure) -> Outcome:
        """Bring one text to its place: the report on it there, or why there is none."""
        if isinstance(fixed, Failure):
            return fixed
        try:
            self._deliver(fixed)
        except ReaderGoneError:
            raise
        except CheckerError as error:
            return Failure(fixed.document.name, None, spoken(str(error)))
        self._fixes += fixed.families.total()
        self._changed += bool(fixed.edits)
        return fixed.report

    def _deliver(self, fixed: Fixed) -> None:
        document = fixed.document
        where = (document.path or STANDARD_OUTPUT) if self._to is None else self._to
        if not fixed.edits and where == document.path:
            return
        place = where if where == STANDARD_OUTPUT else self._place(where)
        corrected = Corrected(document, fixed.edits, encoded(document, fixed.edits))
        if fixed.edits:
            self._account.say([self.headline(fixed), *(() if self._diff else lines_of(document, fixed.edits))])
        if self._diff:
            show_diff(document, fixed.edits)
        if not self._writes:
            return
        if where == STANDARD_OUTPUT:
            write_bytes(corrected.data)
        else:
            with locked(place, tell):
                if where == document.path:
                    corrected.write(place, backup=self._backup)
                else:
                    with Replacement(place) as file:
                        file.write(corrected.data)
        self._account.done.append(str(document.name))

    def _place(self, path: str) -> str:
        """The file that a path of the command line means.

        Raises:
            UsageError: a link leads out of the folder, or the file lies outside of the root.
        """
        place = destination(path) if self._root is None else inside(path, str(self._root))
        if place is None:
            raise UsageError(f"{path}: is not among the files of {self._root}")
        return place

    def headline(self, fixed: Fixed) -> str:
        """A line on a document: how many fixes are made, and of what."""
        families = ", ".join(
            f"{number} {self._words.family(family)}" for family, number in fixed.families.most_common()
        )
        fixes = self._words.count(fixed.families.total(), self.own.fix)
        return f"{fixed.document.name}{self._words.colon} {fixes} ({families})"

    def summary(self, tally: Tally) -> str:
        """A line on the run: how many fixes were made, and what is left."""
        line = self.own.left if tally.severities.total() else self.own.nothing_left
        said = line.format(
            fixes=self._words.count(self._fixes, self.own.fix),
            changed=self._changed,
            documents=self._words.count(tally.documents, self._words.document),
            issues=tally.found(self._words),
        )
        unread = f", {self._words.count(tally.failures, self._words.unchecked)}" if tally.failures else ""
        return f"{said}{unread}"
