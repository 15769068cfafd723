"""Rules of one's own that nothing reads, for where they lie or how their names end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from checker.files.opening import LARGEST_SETTINGS, contents
from checker.packs.languages import entries_below

ENDINGS = (".yaml", ".yml")
KIND = re.compile(rb"^kind *:", re.MULTILINE)


def misplaced(roots: Iterable[Path], packs: Iterable[Path]) -> Iterator[str]:
    """A warning for each file that looks like a rule, but is not read as one.

    Args:
        roots: folders of packs.
        packs: those in them.

    Raises:
        RuleError: a folder cannot be read.
    """
    packs = tuple(packs)
    for folder in (*roots, *packs):
        for path in sorted(folder.iterdir()):
            if path.suffix in ENDINGS and is_rule(path):
                yield f"{path}: is not read: a rule lies in PACK/FAMILY/RULE.yaml, as fr/house/kyiv.yaml"
    for pack in packs:
        for path in sorted(Path(entry.path) for entry in entries_below(pack) if entry.name.endswith(".yml")):
            if path.parent != pack and is_rule(path):
                yield f"{path}: is not read: the file of a rule ends in .yaml"


def is_rule(path: Path) -> bool:
    """True if a file names a kind of check, as rules do."""
    try:
        return KIND.search(contents(path, LARGEST_SETTINGS)) is not None
    except OSError:
        return False
