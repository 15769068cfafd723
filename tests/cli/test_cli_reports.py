"""Several reports of one run, as a shell sees them."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from command_line import CLEAN, FAULTY
from test_cli import run

from checker.report import FORMATS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "faulty.txt").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "broken.txt").write_bytes(b"\0")
    return tmp_path


@pytest.mark.parametrize(("names", "code"), [("clean.txt", 0), ("faulty.txt", 1), ("faulty.txt broken.txt", 2)])
def test_any_number_of_reports_have_one_exit_code(folder: Path, names: str, code: int) -> None:
    outputs = [f"--output={name}=report.{name}" for name in FORMATS]
    environment = os.environ | {"COLUMNS": "100"}
    done = run("check", "--target", "fr", *outputs, *names.split(), cwd=folder, env=environment)
    assert done.returncode == code
    assert done.stdout == run("check", "--target", "fr", *names.split(), cwd=folder, env=environment).stdout
    for name in FORMATS:
        alone = run("check", "--target", "fr", "--format", name, *names.split(), cwd=folder, env=environment)
        assert (folder / f"report.{name}").read_text(encoding="utf-8") == alone.stdout
        assert alone.returncode == code


@pytest.mark.parametrize("argument", [".", "*.txt"])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_report_never_takes_the_place_of_an_article_that_is_found_on_the_way(
    folder: Path, argument: str, jobs: str
) -> None:
    done = run("check", "--target", "fr", "--jobs", jobs, "--output", "text=faulty.txt", argument, cwd=folder)
    assert done.returncode == 2
    assert "faulty.txt: is checked itself" in done.stderr
    assert (folder / "faulty.txt").read_text(encoding="utf-8") == FAULTY


def test_a_report_may_take_the_place_of_the_text_on_standard_output(folder: Path) -> None:
    done = run("check", "--target", "fr", "--output", "jsonl=-", "--output", "text=report", "clean.txt", cwd=folder)
    assert json.loads(done.stdout)["id"] == "clean.txt"
    assert (folder / "report").read_text(encoding="utf-8").startswith("No issues found")


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        ("--output html", "a file is wanted"),
        ("--output html=", "a file is wanted"),
        ("--output pdf=report.pdf", "no format is called 'pdf'"),
        ("--output json=. ", "is a folder"),
        ("--output html=clean.txt/report/", "clean.txt/report: cannot be made"),
        ("--output html=nowhere/report.html", "No such file"),
        ("--output html=./clean.txt", "is checked itself"),
        ("--output json=report/", "only html may be a folder"),
        ("--baseline known.json --output json=known.json", "is read by this run"),
        ("--output html=report --output json=./report", "two reports cannot be in one file"),
        ("--output html=- --output json=-", "standard output takes one report"),
        ("--output html=- --format json", "standard output takes one report"),
    ],
)
def test_a_wrong_output_is_one_line_before_anything_is_checked(folder: Path, options: str, wanted: str) -> None:
    done = run("check", "--target", "fr", *options.split(), "clean.txt", cwd=folder)
    assert done.returncode == 2
    assert wanted in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""
    assert sorted(path.name for path in folder.iterdir()) == ["broken.txt", "clean.txt", "faulty.txt"]
    assert (folder / "clean.txt").read_text(encoding="utf-8") == CLEAN


@pytest.mark.parametrize("place", ["new/report/", "there"])
def test_html_in_a_folder_is_a_page_for_each_article_beside_the_other_reports(folder: Path, place: str) -> None:
    (folder / "there").mkdir()
    outputs = [f"--output=html={place}", "--output=sarif=out.sarif"]
    done = run("check", "--target", "fr", *outputs, "clean.txt", "faulty.txt", cwd=folder)
    assert done.returncode == 1
    pages = sorted(str(path.relative_to(folder / place)) for path in (folder / place).rglob("*.html"))
    assert pages == ["articles/0001-clean-txt.html", "articles/0002-faulty-txt.html", "index.html"]
    index = (folder / place / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{page}"' in index for page in pages[:2])
    assert "the talks had failed" in (folder / place / pages[1]).read_text(encoding="utf-8")
    [sarif] = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in sarif["results"]] == ["mul/untranslated/phrase"]
    assert done.stdout.splitlines()[0].startswith("faulty.txt:1:23  major")


def test_a_full_disk_leaves_the_old_report(folder: Path) -> None:
    resource = pytest.importorskip("resource")
    (folder / "report.html").write_text("old", encoding="utf-8")
    # Without -B Python would leave half of each module that it compiles, for all later runs to fail on.
    command = [*(sys.executable, "-B", "-m", "checker", "check"), "--target", "fr", "--output", "html=report.html"]
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (1000, 1000))
    done = subprocess.run([*command, "clean.txt"], cwd=folder, capture_output=True, text=True, preexec_fn=limit)
    assert (done.returncode, done.stderr) == (2, "error: report.html: cannot be written: File too large\n")
    assert (folder / "report.html").read_text(encoding="utf-8") == "old"
    assert len(list(folder.iterdir())) == 4


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_run_leaves_the_old_reports_and_no_half_ones(
    folder: Path, sent: signal.Signals, code: int
) -> None:
    (folder / "report.json").write_text("old", encoding="utf-8")
    command = [sys.executable, "-m", "checker", "check", "--target", "fr", "--input-format", "jsonl", "-"]
    outputs = ["--output", "json=report.json", "--output", "html=report.html", "--format", "jsonl"]
    with subprocess.Popen(
        [*command, *outputs], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdin.write(b'{"text": "Bonjour."}\n')
        process.stdin.flush()
        assert process.stdout.readline()
        process.send_signal(sent)
        deadline = time.monotonic() + 30
        while process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        process.stdin.close()
    assert process.returncode == code
    assert (folder / "report.json").read_text(encoding="utf-8") == "old"
    names = {path.name for path in folder.iterdir()}
    assert names == {"report.json", "broken.txt", "clean.txt", "faulty.txt"}
    # A run that comes to its end replaces them.
    run("check", "--target", "fr", *outputs, "clean.txt", cwd=folder)
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["documents"]


def test_the_step_summary_is_added_to(folder: Path) -> None:
    summary = folder / "summary.md"
    summary.write_text("before\n", encoding="utf-8")
    job = {"GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "desk/news", "GITHUB_SHA": "4f2c"}
    environment = {"GITHUB_STEP_SUMMARY": str(summary), "PATH": "", **job}
    done = run("check", "--target", "fr", "--format", "github", "faulty.txt", cwd=folder, env=environment)
    assert done.stdout.startswith("::error title=mul/untranslated/phrase,file=faulty.txt,line=1,")
    written = summary.read_text(encoding="utf-8")
    assert written.startswith("before\n### Translation check\n\n1 issue (1 major): 1 document")
    assert "](https://github.com/desk/news/blob/4f2c/faulty.txt?plain=1#L1) |" in written
    environment["GITHUB_STEP_SUMMARY"] = str(folder)
    done = run("check", "--target", "fr", "--format", "github", "faulty.txt", cwd=folder, env=environment)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
