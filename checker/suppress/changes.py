"""Lines that have changed since a revision, according to git."""

from __future__ import annotations

import os
import re
import subprocess
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.errors import InputError
from checker.model import DocumentReport, Issue, Span, SuppressedBy, Suppression
from checker.readers.paths import display_name

INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
# A folder may come with files that git would take for a repository of their own, and their settings name programs.
# The first is known from git 2.38 on, so `Changes.repository` looks as well.
RUNS_NOTHING = ("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false")
ASKS_NOTHING = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
# Whatever the user has configured for reading by people.
PLAIN = ("--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules", "-M")
DEEPER = "this checkout holds only a part of the history: fetch all of it (fetch-depth: 0, `git fetch --unshallow`)"


class Changes:
    """The lines changed since the merge base of a revision and the current one.

    Files that git does not track are new as a whole, and so is what is no file of its own.

    Args:
        revision: as git names it: a branch, a tag, a commit.
    """

    def __init__(self, revision: str) -> None:
        self._revision = revision
        self._repositories: dict[str, Repository] = {}
        self._roots: dict[str, str] = {}

    def repository(self, folder: str) -> Repository:
        """The repository that a folder is in.

        Raises:
            InputError: it is in none that has a ``.git``, or the revision is unknown there.
        """
        if folder not in self._roots:
            root = os.fsdecode(git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n"))
            if not os.path.lexists(os.path.join(root, ".git")):
                raise InputError(f"{display_name(folder)}: its repository has no .git, and git may run what it names")
            self._roots[folder] = root
        root = self._roots[folder]
        if root not in self._repositories:
            self._repositories[root] = Repository(root, self._base(root))
        return self._repositories[root]

    def _base(self, root: str) -> str:
        """The commit that the changes are counted from."""
        wanted = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{self._revision}^{{commit}}")
        shallow = git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        advice = f"; {DEEPER}" if shallow else ""
        commit = git(root, *wanted, instead=f"git knows no revision {self._revision!r}{advice}")
        unlike = f"{self._revision!r} has no common ancestor with HEAD{advice}"
        base = git(root, "merge-base", commit.decode().strip(), "HEAD", instead=unlike)
        return base.decode().split()[0]

    def apply(self, report: DocumentReport) -> DocumentReport:
        """The report with the issues suppressed in whose paragraphs no line has changed.

        Raises:
            InputError: git cannot tell.
        """
        document = report.document
        if document.path is None or not report.issues:
            return report
        path = os.path.realpath(document.path)
        repository = self.repository(os.path.dirname(path))
        lines = repository.changed_lines(os.path.relpath(path, repository.root).replace(os.sep, "/"))
        if lines is None:
            return report
        changed = tuple(spans(document.in_file, lines))
        ends = [span.end for span in changed]

        def decide(issue: Issue) -> Suppression | None:
            over = document.paragraphs_over(issue.span)  # a word may be wrong by what changed lines before it
            paragraphs = document.span_in_file(over)
            n = bisect_right(ends, paragraphs.start)
            if n < len(changed) and changed[n].overlaps(paragraphs):
                return None
            return Suppression(issue, SuppressedBy.UNCHANGED_LINES, self._revision)

        return report.suppressing(decide)


@dataclass(frozen=True)
class Repository:
    """A working tree, and the commit that its changes are counted from."""

    root: str
    base: str

    def changed_lines(self, name: str) -> tuple[range, ...] | None:
        """The lines of a file that are new or changed, from 1, in order; None if all are.

        Args:
            name: of the file from the root, with slashes.

        Raises:
            InputError: git cannot tell.
        """
        if name not in self._tracked:
            return None
        if name not in self._changed:
            return ()
        # With the name that it had before, so that a renamed file is compared with itself.
        both = dict.fromkeys((self._changed[name], name))
        patch = git(
            self.root, "diff", *PLAIN, "--text", "--unified=0", "--inter-hunk-context=0", self.base, "--", *both
        )
        hunks = ((int(first), int(count or b"1")) for first, count in HUNK.findall(patch))
        return tuple(range(first, first + count) for first, count in hunks if count)

    @cached_property
    def _tracked(self) -> frozenset[str]:
        return frozenset(nul_separated(git(self.root, "ls-files", "-z")))

    @cached_property
    def _changed(self) -> Mapping[str, str]:
        """The name that each changed file had before, by the one that it has."""
        return dict(changed_names(nul_separated(git(self.root, "diff", *PLAIN, "--name-status", "-z", self.base))))


def nul_separated(output: bytes) -> Iterator[str]:
    """The fields of git's output that end by NUL, as the file system knows them."""
    return map(os.fsdecode, output.split(b"\0")[:-1])


def changed_names(fields: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Each name with the one before, from the output of ``git diff --name-status -z``."""
    for status in fields:
        before = next(fields)
        yield next(fields) if status[0] in "RC" else before, before


def spans(text: str, lines: tuple[range, ...]) -> Iterator[Span]:
    """The spans of ranges of lines in a text; git's lines end only at line feeds."""
    edges = [0, *(end.end() for end in re.finditer("\n", text)), len(text)]
    last = len(edges) - 1
    for each in lines:
        yield Span(edges[min(each.start - 1, last)], edges[min(each.stop - 1, last)])


def git(folder: str, *arguments: str, instead: str = "") -> bytes:
    """The output of a git command run in a folder.

    Args:
        folder: where.
        arguments: of the command line; names of files are never patterns.
        instead: what an error says, if not git's own words.

    Raises:
        InputError: there is no git, no repository, or git refuses.
    """
    # A hook of git's runs with these set, for the folder that it runs in.
    environment = {key: value for key, value in os.environ.items() if key not in INHERITED}
    command = ["git", "-C", folder, *RUNS_NOTHING, "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env={**environment, **ASKS_NOTHING}
        )
    except OSError as error:
        raise InputError(f"git cannot be run: {error.strerror}") from error
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines() or ["git failed"]
        raise InputError(f"{display_name(folder)}: {instead or words[0].removeprefix('fatal: ')}")
    return done.stdout
