"""Target languages that nobody gives: an article that was left wholly untranslated must not pass for one."""

import json
import os
import pty
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml
from command_line import check, checker, write

from checker.cli import app

ROOT = Path(__file__).parents[2]
FRENCH = "Le ministre est parti avant la fin de la réunion, et personne ne sait encore quand il reviendra.\n"
ENGLISH = "The minister left before the end of the meeting, and nobody knows yet when he is going to return.\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for number in range(3):
        write(tmp_path / f"articles/{number}.txt", FRENCH)
    return tmp_path


def test_each_guess_is_shown(desk):
    done = checker("check", "articles")
    assert done.out.count("target language guessed: fr") == 3
    assert [each["target_language_guessed"] for each in check("articles").documents] == [True] * 3
    assert "guessed" not in checker("check", "--target", "fr", "articles").out
    assert "target_language_guessed" not in check("--target", "fr", "articles").documents[0]


def test_an_article_left_wholly_untranslated_among_others_does_not_pass(desk):
    write(desk / "articles/left.txt", ENGLISH)
    done = checker("check", "articles")
    assert done.code == 2
    assert "articles/left.txt: the guess is 'en', but 3 of 4 documents in articles are in 'fr'" in done.err
    assert "left untranslated? give --target" in done.err
    assert checker("check", "--exit-zero", "articles").code == 2
    assert checker("check", "--target", "fr", "articles").code == 1


def test_a_folder_left_wholly_untranslated_among_others_does_not_pass(desk):
    write(desk / "wire/left.txt", ENGLISH)
    done = checker("check", "articles", "wire")
    assert done.code == 2
    assert "wire/left.txt: the guess is 'en', but 3 of 4 documents in this run are in 'fr'" in done.err


def test_two_articles_that_differ_do_not_pass(desk):
    write(desk / "left.txt", ENGLISH)
    assert checker("check", "articles/0.txt", "left.txt").code == 2


def test_languages_that_are_given_are_believed(desk):
    write(desk / "english/a.txt", ENGLISH)
    write(desk / "checker.toml", '[[overrides]]\npaths = ["english/**"]\ntarget = "en"\n')
    assert checker("check", "articles", "english").code == 0


def test_many_documents_are_told_in_one_line(desk):
    lines = [{"id": n, "text": FRENCH if n < 20 else ENGLISH} for n in range(30)]
    done = check("--input-format", "jsonl", "-", stdin="\n".join(map(json.dumps, lines)))
    assert done.code == 2
    assert "20, 21, 22, 23, 24 and 5 more: the guess is 'en', but 20 of 30 documents are in 'fr'" in done.err


def test_without_a_terminal_a_guess_is_a_warning(desk):
    assert checker("check", "articles").err.count("warning: the target language is guessed") == 1
    assert "guessed" not in checker("check", "--target", "fr", "articles").err


def read_until(screen, end):
    told = ""
    while not told.endswith(end):
        told += screen.readline()
    return told


def test_on_a_terminal_it_is_none_and_the_report_goes_where_it_was_sent(desk, monkeypatch, capsys):
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal, os.fdopen(ours) as screen, ThreadPoolExecutor(1) as reader:
        monkeypatch.setattr(sys, "stderr", terminal)
        read = reader.submit(read_until, screen, "end of it\n")  # meanwhile: a terminal that nobody reads soon is full
        try:
            app(["check", "articles"], standalone_mode=False)
        finally:
            terminal.write("end of it\n")
            terminal.flush()
        told = read.result()
    assert "guessed" not in told
    assert capsys.readouterr().out.count("target language guessed: fr") == 3


def test_a_guess_may_be_refused_by_the_option_and_by_the_settings(desk):
    done = checker("check", "--no-guess", "articles")
    assert done.code == 2
    assert "no target language is given" in done.err
    assert checker("check", "--no-guess", "--target", "fr", "articles").code == 0
    write(desk / "checker.toml", "guess = false\n")
    assert checker("check", "articles").code == 2


def test_an_empty_file_is_an_empty_document_in_any_language(desk):
    write(desk / "empty.txt", "")
    write(desk / "blank.txt", " \n\n")
    done = check("--no-guess", "empty.txt", "blank.txt")
    assert done.code == 0
    assert [each["target_language"] for each in done.documents] == ["und", "und"]
    assert [each["coverage"]["words"] for each in done.documents] == [0, 0]


def test_nothing_that_runs_without_a_reader_guesses():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert "--no-guess" in hook["entry"].split()
    assert "--no-guess" in (ROOT / "action.yml").read_text(encoding="utf-8")
    assert "--no-guess" in (ROOT / "ci/gitlab.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["README.md", "ci/README.md"])
def test_every_example_for_ci_gives_the_target(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    text = text[text.index("# In CI") :]
    blocks = re.findall(r"```(?:sh|yaml)\n(.*?)```", text, re.DOTALL)
    running = [
        block for block in blocks if re.search(r"checker check|translation-checker@|translation-checker:|hooks:", block)
    ]
    assert len(running) >= 2
    assert all(re.search(r"target:? fr|target, fr|TARGET: fr", block) for block in running)
