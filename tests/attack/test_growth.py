"""Sizes that grow tenfold take at most twelve times as long, by processor time and with room for a noisy machine.

Loading aside; a size is doubled where it is too short to be measured, and one of some tries has to show it.
``CHECKER_ATTACKS=10`` makes the sizes ten times as large, and tries more kinds of text.
"""

import gc
import json
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from attacks import TIMES, chooser, seeds
from command_line import write

from checker import Checker
from checker.decisions import DecidedDocument, Decision, Edit
from checker.decisions.again import find_again
from checker.decisions.corrections import by_file, correct
from checker.decisions.learning import add_terms, fold
from checker.decisions.settling import settled
from checker.errors import InputError, UsageError
from checker.fingerprints import fingerprints
from checker.identify.edges import to_quotation
from checker.identify.vocabulary import words_of
from checker.model import Issue, Severity, Span
from checker.packs.languages import Packs
from checker.suppress.allow import AllowList
from checker.suppress.baseline import Baseline, Entry

# Twelve, and what a machine that others use adds to it: what grows with the square takes a hundred times as long.
MOST = 12 * 2
TRIES = 4
SHORTEST = 0.01  # seconds of processor time from which a measurement says something

Prepare = Callable[[int], Callable[[], object]]


def seconds(prepare: Prepare, size: int) -> float:
    """The processor time for a size, without the collector of garbage, which looks through all that a process holds."""
    work = prepare(size)
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()


def assert_linear(prepare: Prepare, size: int) -> None:
    """Fail if ten times the size takes much more than ten times the time, in each of some tries."""
    size *= TIMES
    while seconds(prepare, size) < SHORTEST:
        size *= 2
    ratios = (seconds(prepare, 10 * size) / seconds(prepare, size) for _ in range(TRIES))
    assert any(ratio < MOST for ratio in ratios)


@pytest.fixture(scope="module")
def french() -> Checker:
    """A checker that has loaded all that it loads."""
    checker = Checker("fr")
    checker.check_text(
        "Le ministre est parti. We and our partners have made it clear at both summits. La porte est fermé."
    )
    return checker


TEXTS = {
    "lines": "Le ministre est parti. We have made it clear that nothing is left.\n",
    "one line": "Le ministre est parti avant la fin, et les élus ont parlé. ",
    "one sentence": "le ministre est parti et les élus ont parlé ",
    "foreign": "the deal was signed by ministers and nobody knew ",
    "quotations": "« the deal » ",
    "quotations in sentences": "Il dit « oui » ",
    "quotations in quotations": "« “the deal” et “ils sont partis” ",
    "many marks": "\"a\" 'b' “c” ",
    "open marks": "« “ „ ",
    "commas": "Le ministre, ",
    "dashes": "les élus – partis – ",
    "brackets": "(Le ministre ",
    "numbers": "1.234,5 ",
    "elisions": "l'",
    "hyphens": "a-",
    "full stops": ". ",
    "names": "The Big Deal le ",
    "comments": "<!-- checker: ignore[nothing] -->\nLe ministre.\n",
    "open comments": "<!-- checker: ",
    "front matter": "---\na: b\n",
}


# Those that once grew with the square, and a plain one; the others by hand.
OFTEN = ("lines", "one sentence", "quotations", "quotations in sentences", "many marks", "commas", "comments")


@pytest.mark.parametrize("kind", TEXTS if TIMES > 1 else OFTEN)
def test_articles(french: Checker, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    findings = import_module("checker.checks.agreement.findings")
    monkeypatch.setattr(findings, "LONGEST_SENTENCE", 100)  # up to which a sentence is looked at as a whole

    def prepare(size: int) -> Callable[[], object]:
        text = TEXTS[kind] * size
        return lambda: french.check_text(text)

    assert_linear(prepare, 15 if kind == "one sentence" else 10)


def test_one_long_word(french: Checker) -> None:
    assert_linear(lambda size: lambda: french.check_text("a" * size), 20_000)


def test_names_of_rules_in_one_comment(french: Checker) -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = f"<!-- checker: ignore[{','.join(f'n{n}' for n in range(size))}] -->\nLe ministre.\n"
        return lambda: french.check_text(text)

    assert_linear(prepare, 20)


def test_terms_in_a_text() -> None:
    def prepare(size: int) -> Callable[[], object]:
        allowed = AllowList(f"mot{n} deal" for n in range(size))
        text = " ".join(f"mot{n} deal" for n in range(size))
        ends = [place for place in range(len(text)) if text.startswith("deal", place)]
        issues = [
            Issue("r", "accuracy/untranslated", Severity.MAJOR, Span(end, end + 4), "m", 1.0, language="en")
            for end in ends
        ]
        return lambda: allowed.part(text, issues)

    assert_linear(prepare, 50)


@pytest.mark.parametrize("beginning", ["le", "le deal"])
def test_terms_that_begin_alike_in_a_text_of_such_beginnings(beginning: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are found, or end in a clear error: never in a wait."""
    monkeypatch.setattr("checker.text.patterns.CHARACTERS_A_SECOND", 1_000_000)  # a tenth of the time for them
    allowed = AllowList(f"{beginning} mot{n}" for n in range(3000))
    text = f"{beginning} " * 30_000
    issue = Issue("r", "accuracy/untranslated", Severity.MAJOR, Span(0, 2), "m", 1.0, language="en")
    started = time.process_time()
    with suppress(UsageError):
        allowed.part(text, [issue])
    assert time.process_time() - started < 20


def test_terms_that_are_added(tmp_path: Path) -> None:
    def prepare(size: int) -> Callable[[], object]:
        path = write(tmp_path / "terms.txt", "".join(f"# {n}\nm{n * 7919 % size}\n" for n in range(size)))
        terms = [f"n{n * 7919 % size}" for n in range(size)]
        return lambda: add_terms(path, terms)

    assert_linear(prepare, 50)


def test_added_terms_stand_where_one_after_the_other_would(tmp_path: Path) -> None:
    choose = chooser(1)
    for _ in range(300):
        lines = [choose.choice(["b", "d", "D # x", "# x", "", "f", "É", "a"]) for _ in range(choose.randint(0, 6))]
        terms = [choose.choice("aAbBcCdeEé") + choose.choice(["", "x", "Y"]) for _ in range(5)]
        path = write(tmp_path / "terms.txt", "".join(f"{line}\n" for line in lines))
        expected = list(lines)
        for term in dict.fromkeys(term for term in terms if term not in {line.partition(" #")[0] for line in lines}):
            entries = [line.partition("#")[0].strip() for line in expected]
            later = (n for n, entry in enumerate(entries) if entry and entry.casefold() > term.casefold())
            expected.insert(next(later, len(expected)), term)
        add_terms(path, terms)
        assert path.read_text(encoding="utf-8").splitlines() == expected


def decided(size: int) -> DecidedDocument:
    """Decisions on so many issues, every other of them accepted."""
    kinds = ("reject", "accept")
    decisions = tuple(Decision(f"{n:016x}", "fr/a/b", f"mot {n}", kinds[n % 2]) for n in range(size))
    return DecidedDocument("a.txt", None, decisions)


def test_a_baseline_that_learns_again(tmp_path: Path) -> None:
    def prepare(size: int) -> Callable[[], object]:
        entries = [
            {"path": "a.txt", "fingerprint": f"{n:016x}", "rule": "fr/a/b", "text": f"mot {n}"} for n in range(size)
        ]
        file = write(tmp_path / "known.json", json.dumps({"version": 1, "issues": entries}))
        decisions = decided(size)
        known = Baseline(file, updating=True)
        return lambda: (fold(decisions, known, again=True), fold(decisions, known), known.finish())

    assert_linear(prepare, 300)


def edit_of(text: str, start: int, *, around: int = 0) -> Edit:
    """A correction of a word of four letters, with as many characters around it."""
    end = start + 4
    return Edit(start, end, "pacte", text[start:end], text[max(0, start - around) : start], text[end : end + around])


def on_one_file(size: int, sha256: str | None, edits: list[Edit]) -> list[DecidedDocument]:
    """Decisions that name one file as often as they have edits, each time otherwise."""
    return [
        DecidedDocument(f"{'0/../' * (n % 50)}a.txt", sha256, (Decision(f"{n}", "fr/a/b", "deal", "accept", (edit,)),))
        for n, edit in enumerate(edits)
    ]


@pytest.mark.parametrize("changed", [False, True])
def test_one_file_under_many_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: bool) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "0").mkdir()

    def prepare(size: int) -> Callable[[], object]:
        text = "".join(f"Le deal {n} est signé.\n" for n in range(size))
        write(tmp_path / "a.txt", text)
        starts = [place for place in range(len(text)) if text.startswith("deal", place)]
        digest = sha256(text.encode()).hexdigest() if not changed else "0" * 64
        documents = on_one_file(size, digest, [edit_of(text, start) for start in starts])

        def work() -> None:
            [(first, *others)] = by_file(documents, tmp_path, 1)
            with suppress(InputError):
                correction = correct(first, tmp_path, others)
                assert correction
                assert correction.data.count(b"pacte") == size

        return work

    assert_linear(prepare, 100)


def test_decisions_are_on_one_text_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "0").mkdir()
    text = write(tmp_path / "a.txt", "Le deal.\n").read_text(encoding="utf-8")
    documents = [on_one_file(1, f"{n:064}", [edit_of(text, 3)])[0] for n in range(3)]
    assert len(by_file(documents, tmp_path, 3)) == 3
    with pytest.raises(UsageError, match="several texts"):
        by_file(documents, tmp_path, 2)


def test_many_corrections_are_not_looked_for_in_a_long_file() -> None:
    text = "a" * 1_000_000
    edits = [Edit(n, n + 1, "b", "a", f"{n}", "a") for n in range(1001)]
    with pytest.raises(ValueError, match="too long"):
        find_again(edits, text)


def test_a_long_edit_that_overlaps_another() -> None:
    def prepare(size: int) -> Callable[[], object]:
        words = "deal " * size
        long = Edit(0, len(words), words.replace("deal", "pacte"), words, words, words)
        return lambda: settled([long, edit_of(words, 0)])

    assert_linear(prepare, 1000)


def test_edits_that_were_not_made(tmp_path: Path) -> None:
    def prepare(size: int) -> Callable[[], object]:
        edits = [Edit(n, n + 1, "b") for n in range(size)]
        decisions = [Decision(f"{n:016x}", "fr/a/b", f"mot {n}", "accept", (edit,)) for n, edit in enumerate(edits)]
        document = DecidedDocument("a.txt", None, tuple(decisions))
        known = Baseline(tmp_path / "known.json", updating=True)
        return lambda: fold(document, known, missed=frozenset(edits))

    assert_linear(prepare, 300)


def test_made_up_fingerprints_of_a_long_text(tmp_path: Path) -> None:
    """Each might be that of one of many issues on these words."""
    text = "deal " * 400_000
    made_up = [Decision(f"{n:016x}", "fr/a/b", text, "accept", (Edit(n, n + 1, "b"),)) for n in range(3)]
    started = time.process_time()
    fold(DecidedDocument("a.txt", None, tuple(made_up)), Baseline(tmp_path / "known.json", updating=True))
    assert time.process_time() - started < 5


def test_fingerprints_of_one_word() -> None:
    def prepare(size: int) -> Callable[[], object]:
        text = "deal " * size
        issues = [Issue("r", "c", Severity.MAJOR, Span(5 * n, 5 * n + 4), "m", 1.0) for n in range(size)]
        return lambda: fingerprints(text, issues)

    assert_linear(prepare, 1000)


def test_a_baseline_is_what_it_was(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    known = Baseline(file, updating=True)
    fold(decided(10), known)
    known.finish()
    assert [Entry(**each).text for each in json.loads(file.read_text(encoding="utf-8"))["issues"]] == [
        f"mot {n}" for n in range(0, 10, 2)
    ]


def test_rules(tmp_path: Path) -> None:
    from checker.packs.rules import load_rules

    def prepare(size: int) -> Callable[[], object]:
        folder = tmp_path / f"{size}"
        for n in range(size):
            content = "kind: untranslated\ncategory: accuracy/untranslated\nseverity: major\nextents: [word]\n"
            write(folder / f"fr/house/r{n}.yaml", f"{content}message: {{en: m}}\nexplanation: {{en: e}}\n")
        return lambda: load_rules(Packs((folder,)))

    assert_linear(prepare, 20)


def test_a_run_meets_the_quotations_that_it_met_one_by_one() -> None:
    language = Packs().languages["fr"]
    pieces = ["« ", " »", "“", "”", '"', "a ", "bb ", "c, ", "d. ", " ", "‘", "’", "l'e "]
    moved = 0
    for seed in seeds(600):
        choose = chooser(seed)
        text = "".join(choose.choice(pieces) for _ in range(choose.randint(3, 40)))
        words = words_of(text, Span(0, len(text)), language)
        if not len(words):
            continue
        weights = Weighed(*([choose.choice([0.0, 2.0, 3.5, 5.0]) for _ in range(len(words))] for _ in range(2)))
        start = choose.randrange(len(words))
        run = given = expected = range(start, choose.randint(start + 1, len(words)))
        for quotation in words.quoted:
            expected = to_quotation(expected, quotation, weights)
        place = -1
        while (found := words.quoted_over(run, place)) is not None:
            place = found
            run = to_quotation(run, words.quoted[place], weights)
        assert run == expected, (text, given)
        moved += run != given
    assert moved > 20


class Weighed:
    """What word tables say of words, as far as quotations ask for it."""

    def __init__(self, own: list[float], foreign: list[float]) -> None:
        self.own = own
        self.foreign = foreign
