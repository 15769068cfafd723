"""`checker apply --baseline`: the next check knows what an editor rejected, whatever was corrected before it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import DISAGREEING, Done, check, checker, write

PASSAGE = "Nous sommes deeply concerned by these reports.\n"
DECISIONS = {"a": "accept", "r": "reject", "i": "ignore-word"}


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def decide(document: dict, letters: str) -> dict:
    """The decisions on the issues of a document of a report, in order; ``-`` leaves one undecided."""
    path = Path(str(document["id"]))
    text = path.read_bytes().decode() if path.exists() else ""
    decisions = [
        {
            "fingerprint": issue["fingerprint"],
            "rule": issue["rule"],
            "text": issue["text"],
            "decision": DECISIONS[letter],
            "edits": edits(issue, text) if letter == "a" else [],
        }
        for letter, issue in zip(letters, document["issues"], strict=True)
        if letter != "-"
    ]
    digest = sha256(path.read_bytes()).hexdigest() if path.exists() else None
    return {"id": document["id"], "sha256": digest, "decisions": decisions}


def edits(issue: dict, text: str) -> list[dict]:
    """The edits of an issue's first fix, as the report's page exports them."""
    return [{**edit, "replaced": text[edit["start"] : edit["end"]]} for edit in issue["fixes"][0]["edits"]]


def apply(*documents: dict, options: tuple[str, ...] = ("--baseline", "known.json")) -> Done:
    file = {"schema_version": 1, "offset_unit": "unicode-code-points", "documents": documents}
    write(Path("decisions.json"), json.dumps(file))
    return checker("apply", "decisions.json", *options)


def recheck(name: str = "a.txt", baseline: str = "known.json") -> Done:
    return check("--select", "agreement,untranslated", "--target", "fr", "--baseline", baseline, name)


def lines(done: Done, key: str) -> list[int]:
    return [issue["line"] for issue in done.documents[0].get(key, ())]


def test_the_rejected_are_known_though_their_like_before_them_are_corrected() -> None:
    write(Path("a.txt"), DISAGREEING + PASSAGE + DISAGREEING * 3)
    [document] = check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents
    done = apply(decide(document, "ariar"))
    assert (done.code, done.out.splitlines()[-1]) == (0, "known.json: 3 added, 0 removed")
    after = recheck()
    assert (after.code, after.found, after.err) == (0, [], "")
    assert lines(after, "suppressed") == [2, 3, 5]


def test_the_undecided_are_still_reported() -> None:
    write(Path("a.txt"), DISAGREEING * 4)
    [document] = check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents
    apply(decide(document, "-a-r"))
    after = recheck()
    assert (after.code, lines(after, "issues"), lines(after, "suppressed")) == (1, [1, 3], [4])


def test_what_was_known_before_is_known_still() -> None:
    write(Path("a.txt"), DISAGREEING * 3)
    apply(decide(check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents[0], "--r"))
    [document] = recheck().documents
    done = apply(decide(document, "a-"))
    assert done.out.splitlines()[-1] == "known.json: 1 added, 1 removed"
    after = recheck()
    assert (lines(after, "issues"), lines(after, "suppressed"), after.err) == ([2], [3], "")


def test_the_same_decisions_once_more_change_nothing() -> None:
    write(Path("a.txt"), DISAGREEING + PASSAGE)
    [document] = check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents
    for told in ("known.json: 2 added, 0 removed", "known.json: 0 added, 0 removed"):
        assert apply(decide(document, "rr")).out.splitlines()[-1] == told


def test_the_baseline_may_stand_in_another_folder() -> None:
    write(Path("wire/a.txt"), PASSAGE)
    Path("ci").mkdir()
    [document] = check("--select", "agreement,untranslated", "--target", "fr", "wire/a.txt").documents
    apply(decide(document, "r"), options=("--baseline", "ci/known.json"))
    [entry] = json.loads(Path("ci/known.json").read_text())["issues"]
    assert (entry["path"], entry["text"]) == ("../wire/a.txt", "deeply concerned by these reports")
    assert recheck("wire/a.txt", "ci/known.json").code == 0


def test_a_line_of_json_lines_is_known_by_its_id() -> None:
    line = json.dumps({"id": 7, "text": PASSAGE, "target": "fr"})
    [document] = check("--input-format", "jsonl", "-", stdin=line).documents
    apply(decide(document, "r"))
    assert check("--input-format", "jsonl", "--baseline", "known.json", "-", stdin=line).code == 0


def test_nothing_is_known_of_a_file_that_could_not_be_corrected() -> None:
    write(Path("a.txt"), DISAGREEING + PASSAGE)
    decided = decide(check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents[0], "ar")
    write(Path("a.txt"), PASSAGE)
    done = apply(decided)
    assert (done.code, done.out) == (2, "known.json: 0 added, 0 removed\n")


def test_a_dry_run_says_what_would_be_known() -> None:
    write(Path("a.txt"), PASSAGE)
    decided = decide(check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents[0], "r")
    done = apply(decided, options=("--baseline", "known.json", "--dry-run"))
    assert done.out == "a.txt: 1 rejected\nknown.json: 1 added, 0 removed\nnothing was written\n"
    assert not Path("known.json").exists()


def test_what_is_no_baseline_is_an_error_before_anything_is_written() -> None:
    write(Path("a.txt"), DISAGREEING)
    write(Path("known.json"), "[]")
    done = apply(decide(check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents[0], "a"))
    assert (done.code, done.out) == (2, "")
    assert Path("a.txt").read_text() == DISAGREEING


def test_no_article_is_touched_if_the_baseline_cannot_be_written() -> None:
    write(Path("a.txt"), DISAGREEING + PASSAGE)
    decided = decide(check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents[0], "ar")
    done = apply(decided, options=("--baseline", "no/known.json"))
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: no/known.json: cannot be written: No such file or directory\n"
    assert Path("a.txt").read_text() == DISAGREEING + PASSAGE
    assert apply(decided).out.splitlines()[-1] == "known.json: 1 added, 0 removed"
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "decisions.json", "known.json"]


def test_what_was_rejected_is_known_though_its_file_was_corrected_before() -> None:
    write(Path("a.txt"), DISAGREEING * 3)
    decided = decide(check("--select", "agreement,untranslated", "--target", "fr", "a.txt").documents[0], "a-r")
    apply(decided, options=())
    for added in (1, 0):
        done = apply(decided)
        told = f"a.txt: 1 accepted, 1 rejected; already applied\nknown.json: {added} added, 0 removed\n"
        assert (done.code, done.out) == (0, told)
        after = recheck()
        assert (lines(after, "issues"), lines(after, "suppressed")) == ([2], [3])
