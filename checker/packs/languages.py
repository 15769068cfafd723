"""Language packs: finds the folders of ``rules/``, loads ``language.yaml`` and names what lies beside it.

A pack is a folder named by a BCP-47 tag. Adding a language is adding a folder: nothing here lists
them. Fallback is by tag truncation (RFC 4647, section 3.4): ``pt-BR``, then ``pt``, then ``mul``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from checker.errors import LanguageError, RuleError, nearest
from checker.files.faults import NOT_UTF8, line_not_utf8
from checker.files.opening import LARGEST_TEXT, contents, refuse
from checker.model import UNDETERMINED
from checker.packs.desk import desk_words, unbroken
from checker.packs.yaml_source import YamlSource

# In the wheel the packs lie inside the package, in a checkout beside it.
BUNDLED = next(
    folder for folder in (Path(__file__).parents[1] / "rules", Path(__file__).parents[2] / "rules") if folder.is_dir()
)
EVERY_LANGUAGE = "mul"
LONGEST_TAG = 35  # characters; RFC 5646, section 4.4.1, asks for no more
WELL_FORMED_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


# One text for each language that a desk may read; English is required.
Texts = Mapping[str, str]


def in_language(texts: Texts, lang: str) -> str:
    """The text in a desk's language, English where it has no other."""
    text = texts.get(lang)
    return unbroken(text, lang) if text else texts["en"]


class Measured(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """False alarms in human text: how many runs were found foreign in how many sentences."""

    sentences: int
    runs: int


class LanguageFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The keys of ``language.yaml``.

    Attributes:
        name: in each language that a desk may read; English is required.
        scripts: ISO 15924 codes of the writing systems that it is written in.
        elided: words that lose their vowel before another and join it by an apostrophe, without it ("l", "d", "qu").
        leaning: what joins the word before by an apostrophe, without it ("s" of "the lid's").
        style: the house style of texts for which none is chosen; see `checker.packs.styles`.
        measured: how often the language's own text is taken for foreign; None where nobody has measured it.
    """

    name: dict[str, str]
    scripts: tuple[str, ...] = ("Latn",)
    elided: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()
    style: str | None = None
    measured: Measured | None = None
    version: object = None  # counts for nothing, and goes after 0.1: a pack's version is a hash of what it holds


@dataclass(frozen=True)
class Language:
    """One language: what its ``language.yaml`` says and where its resources lie.

    Attributes:
        folders: of its packs, one's own before the bundled one: what lies in the first covers what lies in the next.
    """

    tag: str
    folders: tuple[Path, ...]
    file: LanguageFile

    def name(self, lang: str) -> str:
        """The name of this language in the desk's language."""
        return in_language(self.file.name, lang)

    def resource(self, name: str) -> Path | None:
        """The path of a resource beside ``language.yaml``, None if no pack has it.

        Raises:
            RuleError: it is no file.
        """
        found = self.resources(name)
        return found[0] if found else None

    def resources(self, *names: str) -> tuple[Path, ...] | None:
        """The paths of resources that are of use only together, all of the first pack that has one; None if none has.

        Raises:
            RuleError: that pack lacks another of them, or one is no file.
        """
        for folder in self.folders:
            paths = tuple(folder / name for name in names)
            if any(map(os.path.lexists, paths)):
                for path in paths:
                    try:
                        refuse(path, os.stat(path).st_mode)
                    except OSError as error:
                        raise RuleError(path, 0, "", f"cannot be read: {error.strerror}") from error
                return paths
        return None

    def subfolder(self, name: str) -> Path | None:
        """The path of a folder beside ``language.yaml``, None if no pack has it."""
        return next((path for folder in self.folders if (path := folder / name).is_dir()), None)

    def word_list(self, name: str) -> tuple[str, ...]:
        """The entries of a word list beside ``language.yaml``: one a line, ``#`` starts a comment.

        Raises:
            RuleError: it cannot be read, or is not UTF-8.
        """
        return tuple(entry for _, entry in self.lines_of_list(name))

    def lines_of_list(self, name: str) -> tuple[tuple[int, str], ...]:
        """The same entries, each with its line, from 1.

        Raises:
            RuleError: it cannot be read, or is not UTF-8.
        """
        path = self.resource(name)
        if path is None:
            return ()
        try:
            text = contents(path, LARGEST_TEXT).decode()
        except OSError as error:
            raise RuleError(path, 0, "", f"cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise RuleError(path, line_not_utf8(error), "", NOT_UTF8) from error
        lines = ((number, line.partition("#")[0].strip()) for number, line in enumerate(text.splitlines(), start=1))
        return tuple((number, line) for number, line in lines if line)

    @cached_property
    def glosses(self) -> re.Pattern[str] | None:
        """Matches phrases that announce a deliberate foreign word: "c’est-à-dire", "en anglais"."""
        entries = self.word_list("glosses.txt")
        if not entries:
            return None
        longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
        alternatives = "|".join(re.escape(entry).replace("'", "['’]") for entry in longest_first)
        return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)

    @cached_property
    def titled(self) -> frozenset[str]:
        """Words in lower case beside which a quotation is a title, a slogan or a song: "devise", "roman"."""
        return frozenset(self.word_list("titled.txt"))

    @cached_property
    def determiners(self) -> frozenset[str]:
        """Words in lower case that open a noun phrase, or another name of the same thing: "le", "cette", "ou"."""
        return frozenset(self.word_list("determiners.txt"))

    @cached_property
    def prepositions(self) -> frozenset[str]:
        """Words in lower case behind which a noun phrase without a determiner may stand: "de", "en"."""
        return frozenset(self.word_list("prepositions.txt"))

    @cached_property
    def elision(self) -> re.Pattern[str] | None:
        """Matches an elided word with its apostrophe at the start of a word: ``l'`` of ``l'Iran``."""
        if not self.file.elided:
            return None
        longest_first = sorted(self.file.elided, key=lambda word: (-len(word), word))
        return re.compile(f"(?:{'|'.join(map(re.escape, longest_first))})['’]", re.IGNORECASE)

    @cached_property
    def enclitic(self) -> re.Pattern[str] | None:
        """Matches what leans on a word at its end, with its apostrophe: ``'s`` of ``the lid's``."""
        if not self.file.leaning:
            return None
        return re.compile(f"['’](?:{'|'.join(map(re.escape, self.file.leaning))})\\Z", re.IGNORECASE)


@dataclass(frozen=True)
class Packs:
    """The packs of one or more folders: the bundled ones, and the user's own after them, each covering those before."""

    roots: tuple[Path, ...] = (BUNDLED,)

    @cached_property
    def folders(self) -> tuple[tuple[Path, Path], ...]:
        """Each root with each pack folder in it, sorted by tag; they are looked for once.

        Raises:
            RuleError: as `_find` does.
        """
        return tuple(self._find())

    def _find(self) -> Iterator[tuple[Path, Path]]:
        """Each root with each pack folder in it, sorted by tag.

        Raises:
            RuleError: a root is no folder, holds no pack or is one itself, or the name of a folder in it is not a
                language tag.
        """
        for root in self.roots:
            if not root.is_dir():
                raise RuleError(root, 0, "", "no such folder of packs")
            found = folders_with_files(root)
            if not found:
                raise RuleError(
                    root, 0, "", "no pack in it: a rule lies in PACK/FAMILY/RULE.yaml, as fr/house/kyiv.yaml"
                )
            for folder in found:
                if WELL_FORMED_TAG.fullmatch(folder.name):
                    yield root, folder
                elif WELL_FORMED_TAG.fullmatch(root.name):
                    raise RuleError(root, 0, "", "is a pack itself; give the folder that it lies in")
                else:
                    raise RuleError(folder, 0, "", "a pack's folder is named by a BCP-47 tag such as fr or pt-BR")

    @cached_property
    def languages(self) -> dict[str, Language]:
        """Every language that has a ``language.yaml``, by tag; of two such files the later covers the earlier's keys.

        Raises:
            RuleError: a ``language.yaml`` is wrong.
        """
        folders: dict[str, tuple[Path, ...]] = {}
        files: dict[str, tuple[Any, LanguageFile]] = {}
        for root, folder in self.folders:
            folders[folder.name] = (folder, *folders.get(folder.name, ()))
            path = folder / "language.yaml"
            if os.path.lexists(path):
                source = YamlSource.read(path, limited=root != BUNDLED)
                value = source.value
                if folder.name in files and isinstance(value, dict):
                    value = {**files[folder.name][0], **value}
                files[folder.name] = value, source.convert(LanguageFile, value)
        return {tag: Language(tag, folders[tag], file) for tag, (_, file) in files.items()}

    @property
    def warnings(self) -> tuple[str, ...]:
        """Ignored keys of a ``language.yaml``, a line each that names the file."""
        outdated = [language for language in self.languages.values() if language.file.version is not None]
        return tuple(
            f"{language.resource('language.yaml')}: version: counts for nothing and will be an error; "
            "a pack's version is a hash of what it holds"
            for language in outdated
        )

    def language_name(self, tag: str, lang: str) -> str:
        """The name of a language in the desk's language, with or without a pack."""
        language = self.languages.get(tag)
        if language:
            return language.name(lang)
        return desk_words(lang, "another_language", str) if tag == UNDETERMINED else tag

    def find(self, tag: str) -> Language:
        """The pack for a tag, or for the longest prefix of it that has one.

        Raises:
            LanguageError: there is none, or it is longer than any tag.
        """
        if len(tag) > LONGEST_TAG:
            start = tag[:LONGEST_TAG]
            raise LanguageError(f"target language {start!r}… is no tag: one has at most {LONGEST_TAG} characters")
        for shorter in prefixes(tag):
            if shorter in self.languages and shorter != EVERY_LANGUAGE:
                return self.languages[shorter]
        raise LanguageError(f"target language {tag!r} is not supported; {self._advice(tag)}")

    def _advice(self, tag: str) -> str:
        """Advice on an unknown tag: the nearest tag, or that of the language with the nearest name."""
        targets = {tag: language for tag, language in self.languages.items() if tag != EVERY_LANGUAGE}
        known = {name.casefold(): tag for tag, language in targets.items() for name in language.file.name.values()}
        near = nearest(tag.casefold(), known | {tag.casefold(): tag for tag in targets})
        if near:
            return f"did you mean {known.get(near, near)!r}?"
        return f"supported: {', '.join(sorted(targets))}"


def folders_with_files(root: Path) -> list[Path]:
    """The folders in a folder that hold a file, at whatever depth, sorted; those that are hidden are left out."""
    inner = sorted(path for path in root.iterdir() if path.is_dir() and path.name[0] not in "._")
    return [folder for folder in inner if not all(entry.is_dir() for entry in entries_below(folder))]


def entries_below(folder: Path) -> Iterator[os.DirEntry[str]]:
    """What lies in a folder, at whatever depth; links to folders are not followed.

    Raises:
        RuleError: a folder cannot be read.
    """
    waiting = [folder]
    while waiting:  # not by recursion: folders may lie deeper than Python calls
        inner = waiting.pop()
        try:
            with os.scandir(inner) as listing:
                entries = list(listing)
        except OSError as error:
            raise RuleError(inner, 0, "", f"cannot be read: {error.strerror}") from error
        waiting.extend(Path(entry.path) for entry in entries if entry.is_dir(follow_symlinks=False))
        yield from entries


def primary_language(tag: str) -> str:
    """The language of a tag, without script and region."""
    return tag.lower().partition("-")[0]


def prefixes(tag: str) -> Iterator[str]:
    """The tag and its truncations: ``pt-BR``, ``pt``. Case and underscores are forgiven."""
    subtags = tag.replace("_", "-").split("-")
    canonical = [subtags[0].lower(), *(s.title() if len(s) == 4 else s.upper() for s in subtags[1:])]
    for length in range(len(canonical), 0, -1):
        yield "-".join(canonical[:length])
