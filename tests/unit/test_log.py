"""A fault of the checker's own costs one document its report, and is told in full to whoever listens."""

from __future__ import annotations

import logging

import pytest
from command_line import check

from checker import Checker
from checker.engine import log
from checker.engine.pipeline import Checkers
from checker.engine.resources import Resources
from checker.model import Document, Failure, Severity
from checker.project.settings import Settings


@pytest.fixture
def broken(monkeypatch):
    def fail(*_):
        raise ZeroDivisionError("a \x1b[31mfault\x1b[0m of ours")

    monkeypatch.setattr("checker.engine.pipeline.coverage", fail)


def test_the_traceback_is_logged_and_nothing_shown_by_default(broken, caplog, capsys):
    with caplog.at_level(logging.ERROR, "checker"):
        (outcome,) = Checker("fr").check([Document("a.txt", "Bonjour.")])
    assert isinstance(outcome, Failure)
    (record,) = caplog.records
    assert record.exc_info[0] is ZeroDivisionError
    assert "a.txt" in record.getMessage()
    assert capsys.readouterr().err == ""


def test_verbose_shows_it_without_a_character_that_acts_on_the_terminal(broken, tmp_path, monkeypatch):
    monkeypatch.setattr(log.LOG, "handlers", [])
    monkeypatch.setattr(log.LOG, "propagate", True)
    (tmp_path / "a.txt").write_text("Bonjour.")
    monkeypatch.chdir(tmp_path)
    quiet = check("--target", "fr", "a.txt")
    loud = check("--target", "fr", "--verbose", "a.txt")
    assert (quiet.code, loud.code) == (2, 2)
    assert "Traceback" not in quiet.err
    assert "Traceback (most recent call last):" in loud.err
    assert "\x1b" not in loud.err
    assert quiet.out == loud.out


def test_few_checkers_are_kept_however_many_settings_there_are():
    checkers = Checkers(Resources())
    for number in range(200):
        checkers.of(Settings("fr", allow=(f"terme{number}",), fail_on=Severity.MAJOR))
    assert checkers.of.cache_info().currsize < 100
    assert checkers.of(Settings("fr", allow=("terme199",))) is checkers.of(Settings("fr", allow=("terme199",)))
