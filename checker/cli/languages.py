"""``checker languages``: what is supported."""

from __future__ import annotations

from checker.cli.options import Lang, Rules, desk_language
from checker.cli.terminal import say, warn
from checker.engine.resources import Resources
from checker.files.writing import current_folder
from checker.packs.languages import EVERY_LANGUAGE
from checker.project.config import config_in


def languages(rules: Rules = [], lang: Lang = None) -> None:
    """List the target languages and what is checked in each. The last line says what is checked in all (mul)."""
    from checker.engine.support import supported  # no other command needs it

    desk = desk_language(lang, config_in(current_folder()))
    resources = Resources(rules)
    warn(resources.warnings)
    rows = [
        (support.language.tag, support.language.name(desk), ", ".join(support.language.file.scripts), support.features)
        for support in supported(resources)
    ]
    tag, name, script = (max(len(row[column]) for row in rows) for column in range(3))
    for row in rows:
        line = f"{row[0]:{tag}}  {row[1]:{name}}  {row[2]:{script}}  {', '.join(row[3])}"
        say(line.rstrip())
    families = sorted({rule.id.split("/")[1] for rule in resources.rules if rule.pack == EVERY_LANGUAGE})
    say("")
    say(f"{EVERY_LANGUAGE}: {', '.join(families)}")
