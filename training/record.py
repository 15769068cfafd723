"""Records what a run would otherwise have to find out from the bundled packs, each time anew.

    python training/record.py

Run it when a model, a table or a rule is changed; tests hold the records against the files:

- ``rules/SHA256SUMS``: the hash of every model and table, as ``sha256sum`` writes it, for the versions of packs.
- ``rules/words-of-rules.json``: the kind of each rule, and the words that it waits for; see `checker.packs.recorded`.
"""

from __future__ import annotations

import hashlib
import json

import msgspec
from expression_signs import signs_of

from checker.checks.expression import Options
from checker.checks.pattern.compiling import Compiler
from checker.checks.pattern.index import pattern_words, rarity
from checker.morphology import Lexicon
from checker.packs import recorded, versions
from checker.packs.languages import BUNDLED, Language, Packs
from checker.packs.recorded import Recorded
from checker.packs.rules import Rule, load_rules
from checker.packs.versions import MODELS, file_hash
from checker.text.patterns import Compiling


def main() -> None:
    """Write the records."""
    models, rules = hashes(), recorded_rules()
    versions.RECORD.write_text(models, encoding="utf-8", newline="\n")
    recorded.RECORD.write_text(rules, encoding="utf-8", newline="\n")
    print(f"{models.count(chr(10))} files, {len(recorded.rule_records())} rules")


def hashes() -> str:
    """The record of models and tables."""
    found = {path.relative_to(BUNDLED).as_posix(): path for path in BUNDLED.rglob("*") if path.suffix in MODELS}
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n" for name, path in sorted(found.items()))


def recorded_rules() -> str:
    """The record of rules: JSON, a rule a line."""
    packs = Packs((BUNDLED,))
    lines = (f"{json.dumps(rule.id)}: {of_rule(rule, packs.languages[rule.pack])}" for rule in load_rules(packs))
    return "{\n" + ",\n".join(lines) + "\n}\n"


def of_rule(rule: Rule, language: Language) -> str:
    """What is recorded of a rule, as JSON."""
    words = None
    if rule.file.kind == "pattern":
        compiled = Compiler(rule, language, Lexicon.of(language), rarity(language), Compiling()).compiled()
        words = pattern_words(compiled.patterns)
    signs: tuple[tuple[str, ...], ...] = ()
    if rule.file.kind == "expression":
        signs = tuple(signs_of(form.find) for form in rule.options(Options).forms)
    file = rule.file
    entry = Recorded(file_hash(str(rule.path)), file.kind, file.severity, file.regions, file.styles, words, signs)
    return msgspec.json.encode(entry, order="sorted").decode()


if __name__ == "__main__":
    main()
