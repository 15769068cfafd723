"""Terms that whoever wrote the decisions has added to a file: it stays one that can be read, and what it held."""

from contextlib import suppress
from pathlib import Path

from attacks import chooser, seeds

from checker.decisions.learning import add_terms
from checker.errors import UsageError
from checker.suppress.allow import read_entries

LINES = ("mot", "Mot # x", "# x", "", " z", "a\u2028b", "c\x0cd", "e\x85f", "/x+/", "é", "\ufeffg")
TERMS = (
    "n",
    "N n",
    "—",
    "",
    "x" * 2000,
    "a\nb",
    "a\rb",
    "b\u2028",
    "a # b",
    "#",
    "/x/",
    "/",
    "\ufeffq",
    " s",
    "t\x00",
    "’",
)


def test_a_file_of_terms_can_be_read_after_any_and_keeps_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    added = refused = 0
    for seed in seeds(400):
        choose = chooser(seed)
        end = choose.choice(["\n", "\r\n", "\r"])
        held = end.join(choose.choice(LINES) for _ in range(choose.randint(0, 5))) + choose.choice(["", end])
        mark = choose.choice(["", "\ufeff"])
        path.write_bytes((mark + held).encode())
        before = read_entries(path)
        terms = [term for term in choose.choices(TERMS, k=choose.randint(1, 2)) if term]
        new: tuple[str, ...] = ()
        with suppress(UsageError):
            new = add_terms(path, terms)
        added += len(new)
        refused += not new
        assert sorted(read_entries(path)) == sorted((*before, *new)), (held, terms)
        text = path.read_bytes().decode()
        for term in new:
            text = text.replace(term + end, "", 1) if end in held else text.replace(term + "\n", "", 1)
        assert text.rstrip("\r\n") == (mark + held).rstrip("\r\n"), (held, terms)
    assert added > 20
    assert refused > 20
