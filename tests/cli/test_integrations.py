"""What newcomers copy from the README runs as it stands: the hook of pre-commit, the action, GitLab's template."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from action_runner import Runner
from command_line import CLEAN, FAULTY, write

ROOT = Path(__file__).parents[2]
AUTHOR = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

pytestmark = pytest.mark.skipif(
    os.environ.get("CI") != "true", reason="installs the checker several times, in minutes; CI=true runs it"
)


def run(*command: object, cwd: Path, **variables: str) -> subprocess.CompletedProcess:
    environment = {key: value for key, value in os.environ.items() if key not in ("GITHUB_STEP_SUMMARY", "GIT_DIR")}
    return subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment | AUTHOR | variables, capture_output=True, text=True
    )


def commit(folder: Path) -> None:
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        done = run("git", *arguments, cwd=folder)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    """This repository as it is now, tagged as the README has it."""
    copy = tmp_path_factory.mktemp("checkout")
    names = run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT).stdout.split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((ROOT / name).read_bytes())
    commit(copy)
    assert run("git", "tag", "COMMIT", cwd=copy).returncode == 0
    return copy


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> dict[str, str]:
    """Where pre-commit keeps what it installs."""
    return {"PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}


@pytest.fixture
def articles(tmp_path) -> Path:
    """Somebody's repository with a good article and a bad one."""
    folder = tmp_path / "desk"
    write(folder / "articles/bon.txt", CLEAN)
    write(folder / "articles/mauvais.txt", FAULTY)
    write(folder / "notes.py", FAULTY)
    return folder


def block(name: str) -> str:
    """The block of the README between the marks of that name."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.search(rf"<!-- {name} -->\n```yaml\n(.*?)```\n<!-- /{name} -->", readme, re.DOTALL)[1]


class TestPreCommit:
    def pre_commit(self, *arguments: object, cwd: Path, home: dict[str, str]) -> subprocess.CompletedProcess:
        return run(sys.executable, "-m", "pre_commit", *arguments, "--color=never", cwd=cwd, **home)

    def test_the_block_of_the_readme_fails_on_the_bad_article_and_passes_without_it(self, checkout, articles, home):
        config = block("pre-commit").replace("https://github.com/OWNER/translation-checker", str(checkout))
        write(articles / ".pre-commit-config.yaml", config)
        commit(articles)
        done = self.pre_commit("run", "--all-files", cwd=articles, home=home)
        assert done.returncode == 1
        assert re.search(r"translation checker\.+Failed", done.stdout)
        assert "articles/mauvais.txt" in done.stdout
        assert "1 issue (1 major): 2 documents" in done.stdout
        write(articles / ".checkerignore", "mauvais.txt\n")
        commit(articles)
        done = self.pre_commit("run", "--all-files", cwd=articles, home=home)
        assert re.search(r"translation checker\.+Passed", done.stdout), done.stdout

    def test_try_repo_runs_the_hook(self, checkout, articles, home):
        commit(articles)
        files = ("articles/bon.txt", "articles/mauvais.txt", "notes.py")
        try_it = ("try-repo", checkout, "translation-checker", "--files", *files)
        done = self.pre_commit(*try_it, cwd=articles, home=home)
        assert "give it with --target" in done.stdout
        write(articles / "checker.toml", 'target = "fr"\n')
        done = self.pre_commit(*try_it, cwd=articles, home=home)
        assert done.returncode == 1
        assert "articles/mauvais.txt" in done.stdout
        assert "notes.py" not in done.stdout


class TestGitHub:
    def test_the_block_of_the_readme_annotates_uploads_and_fails(self, checkout, articles, tmp_path):
        runner = Runner(articles, checkout, tmp_path)
        assert runner.run(block("github")) == 1, runner.log
        assert re.search(r"^::error .*file=articles/mauvais\.txt,line=1\b", runner.log, re.MULTILINE)
        assert "bon.txt" not in runner.log
        assert runner.summary.startswith("### ")
        reports = Path(runner.uploads["actions/upload-artifact"]["path"])
        assert "<!doctype html>" in (reports / "report.html").read_text(encoding="utf-8").lower()
        sarif = json.loads(Path(runner.uploads["github/codeql-action/upload-sarif"]["sarif_file"]).read_bytes())
        assert len(sarif["runs"][0]["results"]) == 1

        (articles / "articles/mauvais.txt").unlink()
        again = Runner(articles, checkout, tmp_path)
        assert again.run(block("github")) == 0, again.log

    def test_what_one_job_builds_the_next_installs(self, checkout, articles, tmp_path):
        first, second = tmp_path / "first", tmp_path / "second"
        first.mkdir()
        second.mkdir()
        runner = Runner(articles, checkout, first)
        assert runner.run(block("github")) == 1, runner.log
        built = runner.uploads["actions/cache"]
        assert list(Path(built["path"]).glob("translation_checker-*.whl"))
        (second / "translation-checker").mkdir()
        Path(built["path"]).rename(second / "translation-checker/wheels")  # as the cache would
        again = Runner(articles, checkout, second)
        nowhere = {"PIP_INDEX_URL": "http://127.0.0.1:9/"}
        assert again.run(block("github"), nowhere) == 1, again.log
        assert again.uploads["actions/cache"]["key"] == built["key"]

    def test_inputs_reach_the_checker_a_line_each_and_run_nothing(self, checkout, articles, tmp_path):
        write(articles / "articles/$(touch ran).txt", FAULTY)
        inputs = {
            "paths": "articles/bon.txt\narticles/$(touch ran).txt\n",
            "fail-on": "critical",
            "args": "--ignore=agreement\n--allow-file=des termes.txt\n",
            "sarif": "false",
        }
        write(articles / "des termes.txt", "deal\n")
        workflow = yaml.safe_load(block("github"))
        workflow["jobs"]["check"]["steps"][1]["with"] |= inputs
        runner = Runner(articles, checkout, tmp_path)
        assert runner.run(yaml.safe_dump(workflow)) == 0, runner.log
        assert "$(touch ran).txt" in runner.log
        assert not (articles / "ran").exists()
        assert "github/codeql-action/upload-sarif" not in runner.uploads


def test_the_template_of_gitlab_writes_its_reports_and_fails(checkout, articles, tmp_path):
    job = yaml.safe_load((ROOT / "ci/gitlab.yml").read_text(encoding="utf-8"))["translation-checker"]
    variables = job["variables"] | {"CHECKER_SOURCE": str(checkout), "CHECKER_TARGET": "fr"}
    run(sys.executable, "-m", "venv", tmp_path / "image", cwd=tmp_path)
    done = run(
        *("bash", "-eo", "pipefail", "-c", "\n".join(job["script"])),
        cwd=articles,
        **variables,
        PATH=f"{tmp_path / 'image/bin'}:{os.environ['PATH']}",
    )
    assert done.returncode == 1, done.stderr
    (issue,) = json.loads((articles / job["artifacts"]["reports"]["codequality"]).read_bytes())
    assert issue["location"]["path"] == "articles/mauvais.txt"
    assert (articles / job["artifacts"]["reports"]["junit"]).exists()
    assert all((articles / path).exists() for path in job["artifacts"]["paths"])
