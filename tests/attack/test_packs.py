"""Rule packs that others write: a sound one works, any other ends in a clear error.

Five hundred generated packs, well formed and not, in limited time and memory; ``CHECKER_ATTACKS=100`` makes it
fifty thousand.
"""

import os
import random
import re
import time
import tracemalloc
from functools import cache
from pathlib import Path

import pytest
import yaml
from attacks import chooser, deep_folders, seeds, within
from command_line import check, write

from checker import checks
from checker.analysis import Analysis
from checker.engine.pipeline import issues_of_kind
from checker.engine.resources import Resources
from checker.errors import CheckerError, RuleError
from checker.model import Document, Issue
from checker.packs import yaml_source
from checker.packs.languages import BUNDLED, Packs
from checker.packs.rules import RuleFile, load_rules
from checker.packs.yaml_source import DEEPEST, MOST_VALUES, YamlSource

SOUND = r"""kind: pattern
category: linguistic-conventions/grammar
severity: major
patterns:
  - words: [{instead: {ministre: ministres}}, {regex: "a|ont"}]
    unless: {after: [{form: dit, gap: 1}, [été, dit]]}
    fixes: [{with: "{2} {1..2}", replace: [1, 2], applicability: unsafe}]
confidence: 0.9
message: {en: "“{word}” before “{other}”.", fr: "« {word} »"}
explanation: {en: "Why.", fr: "Pourquoi."}
examples:
  flags: [{text: "Le {{ministre a}} dit."}, {text: "Le {{ministre a}} ri."}]
  allows: [{text: "La ministre.", because: "no verb"}, {text: "Ministre.", because: "no verb"}]
"""
PIECES = (
    "&a",
    "*a",
    "<<: *a",
    "!!int '1:1'",
    "!!python/object:os.system",
    "!!binary x",
    "? ",
    "- - - -",
    "[[[[",
    "}",
    "{{",
    "\t",
    "'",
    '"',
    "|",
    ">",
    "%YAML 1.1",
    "---",
    "...",
    ".inf",
    ".nan",
    "-5",
    "2",
    "~",
    "null",
    "1e999",
    "0x" + "f" * 3000,
    "1:" * 900 + "1",
    "9" * 5000,
    "\x1b[31m",
    "\u2028",
    "{word!r:>999999999}",
    "{word.__class__}",
    "{0}",
    "\ud7ff",
    "#",
    "é" * 3000,
    "kind: untranslated",
)
VALUES = (".inf", ".nan", "-5", "2", "-.inf", "1.0000001", "yes", "'0.5'", "[0.5]", "~", "1e999", "1e-999")


def spoilt(choose: random.Random) -> str:
    """A sound rule with some of it cut out, doubled, or replaced."""
    lines = SOUND.splitlines()
    for _ in range(choose.randint(1, 3)):
        number = choose.randrange(len(lines))
        line = lines[number]
        place = choose.randint(0, len(line))
        lines[number] = choose.choice(
            [
                line[:place] + choose.choice(PIECES) + line[place:],
                line[:place] + choose.choice(PIECES),
                line[:place],
                f"{line}\n{line}",
                line.replace("0.9", choose.choice(VALUES)),
                f"{line.partition(':')[0]}: {choose.choice(PIECES)}",
            ]
        )
    return "\n".join(lines)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    """A text that the sound rule finds fault with."""
    return Analysis(Document("a", "Le ministre a dit.\n" * 2), Resources().engine("fr"))


def outcome_of(rules: Path, analysis: Analysis) -> list[Issue] | str:
    """The issues of the rules in a folder, or what is said instead."""
    try:
        kinds = checks.build(load_rules(Packs((rules,))), analysis.engine.language, "en")
        return [issue for kind in kinds for issue in issues_of_kind(kind, analysis)]
    except CheckerError as error:
        return str(error)


def test_a_pack_works_or_ends_in_a_clear_error(tmp_path: Path, analysis: Analysis) -> None:
    working = wrong = 0
    file = tmp_path / "fr/house/rule.yaml"
    for seed in seeds(500):
        write(file, spoilt(chooser(seed)))
        with within(20):
            outcome = outcome_of(tmp_path, analysis)
        if isinstance(outcome, str):
            wrong += 1
            assert str(file) in outcome, outcome
        else:
            working += 1
            assert all(0 <= issue.confidence <= 1 for issue in outcome)
    assert working > 20
    assert wrong > 100


@cache
def with_confidence() -> dict[str, Path]:
    """A bundled rule of each kind that says how sure it is."""
    rules = sorted(BUNDLED.glob("*/*/*.yaml"))
    return {YamlSource.read(path).value["kind"]: path for path in rules if "confidence:" in path.read_text("utf-8")}


@pytest.mark.parametrize("value", [value for value in VALUES if value != "1e-999"])
@pytest.mark.parametrize("kind", with_confidence())
def test_a_confidence_is_a_number_from_0_to_1(tmp_path: Path, kind: str, value: str, analysis: Analysis) -> None:
    rule = with_confidence()[kind]
    lines = rule.read_text(encoding="utf-8").splitlines()
    for place in (n for n, line in enumerate(lines) if re.match("[a-z_]*confidence:", line)):
        spoilt = [*lines[:place], f"{lines[place].partition(':')[0]}: {value}", *lines[place + 1 :]]
        write(tmp_path / "fr/house/rule.yaml", "\n".join(spoilt))
        outcome = outcome_of(tmp_path, analysis)
        assert "rule.yaml" in outcome
        assert "confidence" in outcome


@pytest.mark.parametrize("open_places", [3, 4, 12])
@pytest.mark.parametrize("listed", [False, True])
def test_a_phrase_with_open_places_takes_no_time(tmp_path: Path, open_places: int, listed: bool) -> None:
    phrase = "a" + " … a" * open_places + " … b" * (open_places > 3)
    write(tmp_path / "fr/listed.txt", f"{phrase}\n")
    words = "word_list: listed.txt" if listed else f"phrases: ['{phrase}']"
    content = f"kind: residue\ncategory: accuracy/addition\nseverity: minor\nat: anywhere\nconfidence: 0.9\n{words}\n"
    write(tmp_path / "fr/house/open.yaml", f"{content}message: {{en: m}}\nexplanation: {{en: e}}\n")
    analysis = Analysis(Document("a", "a " * 3000), Resources([tmp_path]).engine("fr"))
    started = time.process_time()
    outcome = outcome_of(tmp_path, analysis)
    assert time.process_time() - started < 5
    assert ("open.yaml" in outcome) == (open_places > 3)


@pytest.mark.parametrize(
    "name", ["../../secret.txt", "/etc/passwd", "a/../../x.txt", ".git/x.txt", "..\\\\x.txt", "x.txt\\n"]
)
@pytest.mark.parametrize(
    "kind",
    ["residue\nat: anywhere\nconfidence: 0.9", "truncation\nplace: paragraph\nconfidence: 0.9\nunfinished: minor"],
)
def test_a_rule_names_no_word_list_outside_its_pack(tmp_path: Path, kind: str, name: str, analysis: Analysis) -> None:
    write(tmp_path / "secret.txt", "ministre\n")
    content = f'kind: {kind}\ncategory: accuracy/addition\nseverity: minor\nword_list: "{name}"\n'
    write(tmp_path / "rules/fr/house/out.yaml", f"{content}message: {{en: m}}\nexplanation: {{en: e}}\n")
    outcome = outcome_of(tmp_path / "rules", analysis)
    assert "out.yaml" in outcome
    assert "word_list" in outcome


GAP = "{not: {form: '.'}, gap: 9}"
NEVER = "{not: {form: [a, '.']}, gap: 8}"
GAPS = {
    "words": f"words: [{{form: a}}, {', '.join([GAP] * 3)}, {NEVER}]",
    "clause": f"words: [{{form: a}}]\n    unless: {{sentence: [[{', '.join([GAP] * 4)}, {NEVER}]]}}",
    "clause in the article": f"words: [{{form: a}}]\n    when: {{article: [[{', '.join([GAP] * 3)}, {NEVER}]]}}",
    "long clause": f"words: [{{form: a}}]\n    unless: {{after: [[{', '.join([GAP] * 12)}, {NEVER}]]}}",
}


@pytest.mark.parametrize("kind", GAPS)
def test_gaps_in_patterns_take_no_time(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.checks.pattern.STEPS", 200_000)  # a tenth
    patterns = f"  - {GAPS[kind]}\n" * 20
    head = "kind: pattern\ncategory: linguistic-conventions/grammar\nseverity: major\nconfidence: 0.9\n"
    content = f"{head}message: {{en: m}}\nexplanation: {{en: e}}\npatterns:\n{patterns}"
    path = write(tmp_path / "rules/fr/house/gaps.yaml", content)
    article = write(tmp_path / "a.txt", "Il y " + "a " * 400 + ".\n")
    started = time.process_time()
    done = check("--target", "fr", "--rules", tmp_path / "rules", article)
    assert time.process_time() - started < 60
    assert done.code == 2
    assert "take too long" in done.out or (str(path) in done.err and "too many" in done.err)


@cache
def bombs() -> dict[str, str]:
    """YAML that is short, and that nobody's memory or patience is enough for."""
    doubled = "".join(f"a{n}: &a{n} [*a{n - 1},*a{n - 1}]\n" for n in range(1, 3000))
    merged = "".join(f"a{n}: &a{n} {{<<: [*a{n - 1},*a{n - 1},*a{n - 1}]}}\n" for n in range(1, 1000))
    return {
        "sequences": f"a0: &a0 [x]\n{doubled}",
        "wide": "a: &a [" + "x," * 9000 + "]\nb: &b [" + "*a," * 9000 + "]\nc: [" + "*b," * 9000 + "]\n",
        "merges": f"a0: &a0 {{x: y}}\n{merged}",
        "itself": "a: &a [*a, *a]\n",
        "deep flow": "a: " + "[" * 100_000,
        "deep block": "- " * 100_000 + "x",
        "deep keys": "? " * 100_000 + "x",
        "deep indentation": "".join(f"{' ' * n}a:\n" for n in range(1000)),
        "a number": "a: " + "1:" * 400_000 + "1",
        "a number by its tag": "a: !!int '" + "1:" * 400_000 + "1'",
        "digits": "a: " + "9" * 900_000,
        "a key": "a" * 900_000 + ": b",
        "colons": "a:" * 100_000,
        "quotes": "'" * 200_000,
        "anchors": "[" + "".join(f"&a{n} x," for n in range(15_000)) + "]",
        "documents": "---\n" * 30_000,
        "directives": "%a b\n" * 150_000,
        "prefixes of tags": "".join(f"%TAG !a{n}! !b\n" for n in range(45_000)) + "--- {a: b}",
        "numbers of one place": "{" + "".join(f"{n * (2**61 - 1)}: x," for n in range(1, 35_000)) + "}",
        "numbers of one place by their tag": "{" + "".join(f'!!int "{n << 61}": x,' for n in range(1, 25_000)) + "}",
        "comments": "#\n" * 100_000,
        "nothing": "\n" * 100_000,
    }


@pytest.mark.parametrize(
    ("loader", "kind"),
    [
        *(("C", kind) for kind in bombs()),
        *(("pure", kind) for kind in ("sequences", "merges", "deep flow", "a number")),
    ],
)
def test_yaml_takes_neither_time_nor_memory(
    tmp_path: Path, kind: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = bombs()[kind]
    if loader == "pure":
        monkeypatch.setattr(yaml_source, "Loader", yaml.SafeLoader)
        text = text[:15_000]  # it reads a thirtieth as much in a second
    path = write(tmp_path / "rule.yaml", text)
    tracemalloc.start()
    started = time.process_time()
    with within(60), pytest.raises(RuleError, match=r"rule\.yaml"):
        YamlSource.read(path).convert(RuleFile)
    assert time.process_time() - started < 20
    assert tracemalloc.get_traced_memory()[1] < 200_000_000
    tracemalloc.stop()


@pytest.mark.parametrize("loader", ["C", "pure"])
@pytest.mark.parametrize(
    "value",
    [
        *("1:" * 900 + "1.5", "9" * 1900 + ".0", "1e999", "!!float x", "!!float ''", "!!int x", "!!int ''", "!!bool x"),
        *("!!timestamp x", "2026-99-99", "!!binary é", "!!set x", "!!omap x", "!!pairs [x]", "!!null x", "!!merge x"),
        *("!!python/name:os.system", "!x y", "!!value x", "? {a: b}", "? [a]", "=", "<<: x", "{<<: [x]}", "-1:1.5e9"),
    ],
)
def test_a_value_that_is_none_is_a_clear_error(
    tmp_path: Path, value: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if loader == "pure":
        monkeypatch.setattr(yaml_source, "Loader", yaml.SafeLoader)
    path = write(tmp_path / "rule.yaml", f"kind: {value}\n")
    with pytest.raises(RuleError, match=r"rule\.yaml"):
        YamlSource.read(path).convert(RuleFile)


def test_a_pack_may_lie_deeper_than_python_calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "packs/fr/house/r.yaml", SOUND)
    monkeypatch.chdir(tmp_path / "packs/fr/house")
    with deep_folders(1200):
        assert [rule.id for rule in load_rules(Packs((tmp_path / "packs",)))] == ["fr/house/r"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to an administrator")
def test_a_folder_of_rules_that_cannot_be_read_is_no_silent_loss(tmp_path: Path) -> None:
    write(tmp_path / "fr/house/r.yaml", SOUND)
    (tmp_path / "fr/house").chmod(0)
    try:
        with pytest.raises(RuleError, match="cannot be read"):
            load_rules(Packs((tmp_path,)))
    finally:
        (tmp_path / "fr/house").chmod(0o700)


def test_the_limits_are_those_that_are_written_down(tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", "a: &a [" + "x," * (MOST_VALUES // 2 - 3) + "]\nb: *a\n")
    assert len(YamlSource.read(path).value["b"]) == MOST_VALUES // 2 - 3
    write(path, "[" * DEEPEST + "]" * DEEPEST)
    YamlSource.read(path)
    write(path, "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))
    with pytest.raises(RuleError, match=f"more than {DEEPEST}"):
        YamlSource.read(path)


def test_the_bundled_packs_load_without_the_loader_in_c(monkeypatch: pytest.MonkeyPatch) -> None:
    fast = {rule.id: rule.yaml.value for rule in load_rules(Packs())}
    monkeypatch.setattr(yaml_source, "Loader", yaml.SafeLoader)
    packs = Packs()
    assert {rule.id: rule.yaml.value for rule in load_rules(packs)} == fast
    assert "fr" in packs.languages
