"""Runs the examples of rules: texts to flag, texts to let pass, and texts as fixed.

A rule is shown by what it raises, however little a pack's judge, which has learnt from whole news, thinks of a short
example; what must pass is what a user would not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from checker.checks.terms import told_terms
from checker.engine.drafting import EXAMPLE_TARGET
from checker.engine.pipeline import Checker
from checker.engine.resources import Resources
from checker.errors import LanguageError, RuleError, UsageError
from checker.files.faults import NO_KEY
from checker.fixes import apply_first_fixes
from checker.model import Document, DocumentReport, Issue, Span
from checker.packs.examples import AllowExample, FlagExample, with_each, words_at
from checker.packs.languages import BUNDLED, EVERY_LANGUAGE, WELL_FORMED_TAG
from checker.packs.rules import Rule

MARK = re.compile(r"\{\{(.+?)\}\}(?!\})", re.DOTALL)  # a placeholder may end in a brace of its own
FEWEST = 2  # of each: one example proves little
# Where the terms of a rule without examples are tried, which are the same in all languages.
AROUND_TERM = ("%s, 2026.", "Berlin – %s: 2026")


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one example, or of a rule as a whole.

    Attributes:
        place: file and line.
        problem: None if all is well.
        unusable: whether the rule cannot run at all.
    """

    rule: str
    place: str
    problem: str | None
    unusable: bool = False


def run(checker: Checker, rules: Iterable[Rule]) -> Iterator[Result]:
    """The result of every example of the rules, in their order, in a house style that has the rule.

    Of a rule of one's own that cannot run, what is wrong with it comes in the place of its examples.
    """
    rules = tuple(rules)
    unusable = {rule.id: found for rule in rules if rule.is_own and (found := tuple(faults(checker, rule)))}
    usable = tuple(rule for rule in checker.resources.rules if rule.id not in unusable)
    resources = checker.resources.with_rules(usable) if unusable else checker.resources
    for rule in (rule if rule.id in unusable else with_terms_tried(rule) for rule in rules):
        for error in unusable.get(rule.id, ()):
            yield Result(rule.id, f"{rule.path}:{error.line}", f"{error.key}: {error.reason}", unusable=True)
        for kind, examples in (("flags", rule.examples.flags), ("allows", rule.examples.allows)):
            if len(examples) < FEWEST:
                line = rule.yaml.line(f"examples.{kind}")
                yield Result(rule.id, f"{rule.path}:{line}", f"{FEWEST} `{kind}` at least are wanted")
        if rule.id not in unusable:
            yield from results(resources, rule)


def results(resources: Resources, rule: Rule) -> Iterator[Result]:
    """The result of each example of a rule that can run.

    Raises:
        RuleError: an example names a list of words that the rule has not.
    """
    rule = with_words(rule)
    style = rule.styles[0] if rule.styles else None
    seen = Checker(style=style, resources=resources)
    unweighed = Checker(min_confidence=0, style=style, resources=resources)
    kinds: dict[str, tuple[FlagExample | AllowExample, ...]]
    kinds = {"flags": rule.examples.flags, "allows": rule.examples.allows}
    for kind, examples in kinds.items():
        for number, example in enumerate(examples):
            line = rule.yaml.line(f"examples.{kind}[{number}].text")
            yield Result(rule.id, f"{rule.path}:{line}", problem(seen, unweighed, rule, example))


def faults(checker: Checker, rule: Rule) -> Iterator[RuleError]:
    """What keeps a rule from running: all keys that are unknown, else the first that is wrong."""
    examples: tuple[FlagExample | AllowExample, ...] = (*rule.examples.flags, *rule.examples.allows)
    tags = {rule.pack, *(example.target or rule.pack for example in examples)}
    languages = checker.resources.packs.languages
    tag = next((tag for tag in sorted(tags) if tag in languages and tag != EVERY_LANGUAGE), None)
    while tag:
        try:
            checker.resources.kinds((rule,), tag)
        except RuleError as error:
            yield error
            if error.key not in rule.yaml.value or not NO_KEY.match(error.reason):
                return
            left = {key: value for key, value in rule.yaml.value.items() if key != error.key}
            rule = replace(rule, given=replace(rule.yaml, value=left))
        else:
            return


def with_terms_tried(rule: Rule) -> Rule:
    """The rule, if it is one of terms of one's own without examples, with each term and each right one as examples.

    Terms that are found only beside other words cannot be tried without them.
    """
    value = rule.yaml.value if rule.is_own and rule.kind == "terms" else {}
    if not value.get("terms") or "examples" in value or "when" in value:
        return rule
    target = {"target": EXAMPLE_TARGET} if rule.pack == EVERY_LANGUAGE else {}
    right = chain.from_iterable(told_terms(value["terms"]).values())
    examples = {
        "flags": [{"text": text % f"{{{{{term}}}}}", **target} for term in value["terms"] for text in AROUND_TERM],
        "allows": [
            {"text": text % each, "because": "the right term", **target} for each in right for text in AROUND_TERM
        ],
    }
    return replace(rule, given=replace(rule.yaml, value=value | {"examples": examples}))


def with_words(rule: Rule) -> Rule:
    """The rule with the words of the lists that its examples name put into them.

    Raises:
        RuleError: an example names a list that the rule has not.
    """
    examples = rule.yaml.value.get("examples", {})
    flags, allows = rule.examples.flags, rule.examples.allows
    if not (any(example.each for example in flags) or any(example.each for example in allows)):
        return rule
    written = {
        kind: [with_words_in(example, rule, f"examples.{kind}[{n}].each") for n, example in enumerate(listed)]
        for kind, listed in examples.items()
    }
    value = rule.yaml.value | {"examples": written}
    return replace(rule, given=replace(rule.yaml, value=value))


def with_words_in(example: dict[str, Any], rule: Rule, key: str) -> dict[str, Any]:
    """One example as YAML has it, filled; see `with_words`."""
    if "each" not in example:
        return example
    try:
        words = [word for each in example["each"] for word in words_at(rule.yaml.value, each)]
    except (LookupError, TypeError, ValueError):
        raise rule.error(key, "the dotted key of a list of words in this rule is wanted") from None
    texts = {name: with_each(text, words) for name, text in example.items() if name in ("text", "fixed")}
    return {name: value for name, value in (example | texts).items() if name != "each"}


def problem(checker: Checker, unweighed: Checker, rule: Rule, example: FlagExample | AllowExample) -> str | None:
    """The reason why an example fails, None if it passes.

    Args:
        checker: finds what a user sees.
        unweighed: finds all that a rule raises.
        rule: whose example it is.
        example: what to try.
    """
    target = example.target or rule.pack
    if target == EVERY_LANGUAGE:
        return "a target is wanted, as the rule is for every language"
    text, marks = unmark(example.text)
    if isinstance(example, AllowExample):
        marks = ()
    elif not marks:
        return "nothing is marked by {{ }}"
    try:
        issues = issues_of_rule(unweighed if marks else checker, rule, text, target)
    except LanguageError as error:
        return str(error)
    found = tuple(issue.span for issue in issues)
    if found != marks:
        return f"wanted {quoted(marks, text)}, found {quoted(found, text)}"
    if isinstance(example, AllowExample) or example.fixed is None:
        return None
    fixed = apply_first_fixes(text, issues)
    if fixed == text != example.fixed:
        return "no fix is offered: the rule has none that fits, or the lexicon lacks a form for it"
    if fixed != example.fixed:
        return f"the fix gives {fixed!r}"
    if issues_of_rule(checker, rule, fixed, target):
        return "the fixed text is flagged again"
    return None


def unmark(text: str) -> tuple[str, tuple[Span, ...]]:
    """A text without its ``{{ }}``, and the spans that they marked in it."""
    spans: list[Span] = []
    for match in MARK.finditer(text):
        start = match.start() - 4 * len(spans)
        spans.append(Span(start, start + len(match[1])))
    return MARK.sub(r"\1", text), tuple(spans)


def issues_of_rule(checker: Checker, rule: Rule, text: str, target: str) -> tuple[Issue, ...]:
    """The issues of one rule in a text.

    Raises:
        LanguageError: the target language is not supported.
    """
    outcome = next(checker.check([Document("example", text, target)]))
    if not isinstance(outcome, DocumentReport):
        raise LanguageError(outcome.message)
    return tuple(issue for issue in outcome.issues if issue.rule == rule.id)


def quoted(spans: tuple[Span, ...], text: str) -> str:
    """The text of spans, for a message."""
    return ", ".join(f"{span.of(text)!r} at {span.start}" for span in spans) or "nothing"


def rules_at(path: Path | None) -> tuple[Checker, tuple[Rule, ...]]:
    """A checker that knows the rules of a folder with packs, of one pack, family or file, and those rules.

    Raises:
        RuleError: a rule is wrong.
        UsageError: there is nothing at the path, or no rule.
    """
    if path is None:
        checker = Checker()
        return checker, checker.rules
    if not path.exists():
        raise UsageError(f"{path}: no such file or folder")
    place = path.resolve()
    root = place if place.is_dir() and not (is_pack(place) or is_family(place)) else pack_root(place)
    checker = Checker(rules=() if root == BUNDLED.resolve() else (root,))
    chosen = tuple(rule for rule in checker.rules if rule.path.resolve().is_relative_to(place))
    if not chosen:
        raise UsageError(f"{path}: no rule there: one lies in PACK/FAMILY/RULE.yaml, as fr/house/kyiv.yaml")
    return checker, chosen


def is_pack(folder: Path) -> bool:
    """True if a folder is a pack: named by a language tag, with a ``language.yaml`` or a rule where one has it."""
    return bool(WELL_FORMED_TAG.fullmatch(folder.name)) and (
        (folder / "language.yaml").exists() or [*folder.glob("*/*.yaml")] != []
    )


def is_family(folder: Path) -> bool:
    """True if a folder in a pack holds rules itself, and is none that packs lie in."""
    inner = (each for each in folder.iterdir() if each.is_dir())
    return is_pack(folder.parent) and any(folder.glob("*.yaml")) and not any(map(is_pack, inner))


def pack_root(place: Path) -> Path:
    """The folder of packs that a pack, a family or a rule's file lies in.

    Raises:
        UsageError: no folder above a file is named by a language tag.
    """
    if place.is_dir() and is_pack(place):
        return place.parent
    for folder in place.parents[0 if place.is_dir() else 1 :]:  # a rule lies in a family, and that in a pack
        if WELL_FORMED_TAG.fullmatch(folder.name):
            return folder.parent
    raise UsageError(f"{place}: not in a pack: no folder above it is named by a language tag")
