"""Versions of packs and of their models: hashes of file contents, the same in every checkout.

Hashing forty megabytes would cost a run more than reading the article. The hashes of the bundled models and tables are
therefore recorded beside the packs, as ``sha256sum`` writes them; a test holds them against the files. All else, and
whatever a pack of one's own holds, is hashed as it lies there.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from checker.errors import RuleError
from checker.files.opening import opened
from checker.packs.languages import BUNDLED, EVERY_LANGUAGE, Language

RECORD = BUNDLED / "SHA256SUMS"
OURS = os.path.join(BUNDLED, "")
MODELS = (".bin", ".marisa", ".npz", ".zipf")  # word tables, lexicons and networks
KINDS = (".txt", ".yaml", *MODELS)
SHOWN = 8  # hexadecimal digits: two of a million packs differ in them but for one chance in two thousand


def version(language: Language) -> str:
    """The version of all files in a language's packs: eight hexadecimal digits.

    Raises:
        RuleError: a file cannot be read.
    """
    return combined(f"{file_hash(path)}  {name}" for name, path in files(language))


def model_versions(language: Language) -> dict[str, str]:
    """The versions of a language's models, by their names: ``judge``, ``lexicon``, ``ngrams``, ``parser``, ``words``.

    Raises:
        RuleError: a file cannot be read.
    """
    models: dict[str, list[str]] = {}
    for name, path in files(language):
        if path.endswith(MODELS):
            models.setdefault(name.partition("/")[0].partition(".")[0], []).append(f"{file_hash(path)}  {name}")
    return {model: combined(lines) for model, lines in sorted(models.items())}


def signature(languages: Mapping[str, Language], versions: Mapping[str, str], target: str | None) -> str:
    """The versions of the packs that take part in a check, on one line.

    Named are the pack of the target language, if it is given, and that of every language, each with its models. As all
    other languages may stand in a text, or be its target, one version stands for the packs of all of them.

    Args:
        languages: all that have a pack, by tag.
        versions: of their packs, by tag.
        target: the tag of the target language; None if each text has its own.

    Raises:
        RuleError: a file cannot be read.
    """
    named = [tag for tag in (target, EVERY_LANGUAGE) if tag and tag in languages]
    parts = []
    for tag in named:
        models = ", ".join(f"{name} {hashed}" for name, hashed in model_versions(languages[tag]).items())
        parts.append(f"{tag} {versions[tag]}" + (f" [{models}]" if models else ""))
    others = sorted(set(languages) - set(named))
    hashed = combined(f"{versions[tag]}  {tag}" for tag in others)
    return ", ".join([*parts, f"{len(others)} other packs {hashed}"])


def files(language: Language) -> Iterator[tuple[str, str]]:
    """The name of each file of a language's packs, as a path inside its pack, with its path; sorted pack by pack."""
    for folder in map(str, language.folders):
        found = []
        for parent, folders, names in os.walk(folder):
            folders[:] = [name for name in folders if name[0] not in "._"]
            found += [os.path.join(parent, name) for name in names if name.endswith(KINDS)]
        yield from sorted((path[len(folder) + 1 :].replace(os.sep, "/"), path) for path in found)


def file_hash(path: str) -> str:
    """The SHA-256 of a file, from the record where it is recorded.

    Raises:
        RuleError: it cannot be read.
    """
    if recorded := record().get(path):
        return recorded
    try:
        # What we ship never waits; what others bring may.
        with open(path, "rb") if path.startswith(OURS) else opened(path) as stream:
            return hashlib.sha256(stream.read()).hexdigest()
    except OSError as error:
        raise RuleError(Path(path), 0, "", f"cannot be read: {error.strerror}") from error


@cache
def record() -> Mapping[str, str]:
    """The recorded SHA-256 of each bundled model, by its path."""
    lines = (line.partition("  ") for line in RECORD.read_text(encoding="utf-8").splitlines())
    return {os.path.join(BUNDLED, *name.split("/")): hashed for hashed, _, name in lines}


def combined(lines: Iterable[str]) -> str:
    """The start of the SHA-256 of lines."""
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8", "surrogateescape")).hexdigest()[:SHOWN]
