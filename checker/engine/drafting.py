"""Drafts a rule of one's own: a file of the kind `terms` that finds something at once, and whose examples hold."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

from checker.engine.resources import Resources
from checker.errors import UsageError
from checker.files.writing import Replacement, destination
from checker.packs.languages import EVERY_LANGUAGE

NAME: Final = re.compile(r"\w[\w-]*")
EXAMPLE_TARGET: Final = "en"  # of a rule for every language
# Names and numbers, which are the same in all languages.
DRAFT: Final = """\
kind: terms
terms:  # what is not to be said, and what is; `checker kinds terms` prints the other options
  Kiev: Kyiv
examples:  # {{ }} marks what is found; `checker rules test` runs them
  flags:
    - text: "{{Kiev}}, 2026."
      fixed: "Kyiv, 2026."
    - text: "Berlin – {{Kiev}}: 2026"
      fixed: "Berlin – Kyiv: 2026"
  allows:
    - text: "Berlin – Kyiv: 2026"
      because: "this is what the house says"
    - text: "Berlin – kiev: 2026"
      because: "without its capital it is another word"
"""


def draft_rule(identifier: str, folder: Path, resources: Resources) -> Path:
    """Write the draft of a rule into a folder of one's own packs, which need not exist, and return its path.

    Raises:
        UsageError: the name is none, is taken, or the file cannot be written.
        LanguageError: there is no such language.
    """
    pack, *names = identifier.split("/")
    if len(names) < 2 or not all(map(NAME.fullmatch, (pack, *names))):
        raise UsageError(f"{identifier!r} is no name of a rule; one is PACK/FAMILY/RULE, such as fr/house/kyiv")
    if pack != EVERY_LANGUAGE:
        resources.packs.find(pack)
    path = folder.joinpath(pack, *names[:-1], f"{names[-1]}.yaml")
    if os.path.lexists(path):
        raise UsageError(f"{path}: is there already")
    if taken := next((rule for rule in resources.rules if rule.id == identifier), None):
        raise UsageError(f"the name {identifier} is taken by {taken.path}")
    text = DRAFT
    if pack == EVERY_LANGUAGE:
        text = re.sub("^    - text:", f"    - target: {EXAMPLE_TARGET}\n      text:", DRAFT, flags=re.MULTILINE)
    destination(str(path))  # before a folder is made where a link leads out
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{path.parent}: cannot be made: {error.strerror}") from error
    with Replacement(str(path)) as file:
        file.write(text.encode())
    return path
