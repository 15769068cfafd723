"""What `fix` and `apply` write opens in programs that are not ours; they find the correction and no other change."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import check, checker
from validators import Validators

from checker.readers.formats import of_ending

SAMPLES = Path(__file__).parents[2] / "samples" / "formats"
WRITTEN_BACK = [path.name for path in SAMPLES.glob("port.*") if path.suffix != ".jsonl"]


@dataclass(frozen=True)
class Others:
    """Programs of others that open files.

    Attributes:
        validators: runs them.
        scratch: where they may write.
    """

    validators: Validators
    scratch: Path

    def pandoc(self, path: Path) -> str:
        return self.validators.output("pandoc", "--to=plain", "--wrap=none", path)

    def office(self, path: Path) -> str:
        """What LibreOffice saves a document as, in plain text."""
        profile = f"-env:UserInstallation=file://{self.scratch}/profile"
        form = ("--convert-to", "txt:Text (encoded):UTF8", "--outdir", self.scratch)
        self.validators.output("soffice", profile, "--headless", *form, path)
        return (self.scratch / f"{path.stem}.txt").read_text(encoding="utf-8")

    def gettext(self, path: Path) -> str:
        """The catalogue that a program would load."""
        catalogue = self.scratch / "catalogue.mo"
        self.validators.output("msgfmt", "--check", "--use-fuzzy", "--output-file", catalogue, path)
        return self.validators.output("msgunfmt", catalogue)

    def captions(self, path: Path) -> str:
        """What ttconv makes of subtitles."""
        made = self.scratch / "captions.srt"
        self.validators.output("tt", "convert", "-i", path, "-o", made)
        return made.read_text(encoding="utf-8")


Reader = Callable[[Others, Path], str]


def each(expression: str, module: str) -> Reader:
    """What a Python library finds in a file: all that an expression over its `path` gives."""
    script = f"import sys, {module}; path = sys.argv[1]; print(*{expression}, sep='\\n')"
    return lambda others, path: others.validators.output("python", "-c", script, path)


units = each("(unit.target for unit in translate.storage.factory.getobject(path).units)", "translate.storage.factory")
units_of_2 = each(
    "(unit.target for unit in xliff2.Xliff2File.parsefile(path).units)", "translate.storage.xliff2 as xliff2"
)
events = each("(event.plaintext for event in pysubs2.load(path))", "pysubs2")
entries = each("((entry.title, entry.content) for entry in feedparser.parse(path).entries)", "feedparser")
texts = each("lxml.etree.parse(path).getroot().itertext()", "lxml.etree")

READERS: dict[tuple[str, str], Reader] = {
    **{(ending, "pandoc"): Others.pandoc for ending in ("html", "md", "docx", "odt", "epub")},
    **{(ending, "LibreOffice"): Others.office for ending in ("docx", "odt")},
    ("po", "gettext"): Others.gettext,
    ("po", "translate-toolkit"): units,
    ("xlf", "translate-toolkit"): units,
    ("xliff", "translate-toolkit"): units_of_2,
    ("tmx", "translate-toolkit"): units,
    ("srt", "pysubs2"): events,
    ("vtt", "pysubs2"): events,
    ("ttml", "ttconv"): Others.captions,
    ("rss", "feedparser"): entries,
    ("atom", "feedparser"): entries,
    ("newsml", "lxml"): texts,
    ("nitf", "lxml"): texts,
    ("json", "json"): each("json.load(open(path)).values()", "json"),
    ("csv", "csv"): each("csv.DictReader(open(path))", "csv"),
    ("txt", "python"): each("open(path)", "io"),
}


@pytest.fixture(scope="module")
def others(validators: Validators, tmp_path_factory: pytest.TempPathFactory) -> Others:
    return Others(validators, tmp_path_factory.mktemp("others"))


@pytest.fixture(scope="module")
def fixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article in all formats that are written back, after `fix`."""
    folder = tmp_path_factory.mktemp("fixed")
    for name in WRITTEN_BACK:
        shutil.copy(SAMPLES / name, folder)
    with pytest.MonkeyPatch.context() as there:
        there.chdir(folder)
        assert f"{len(WRITTEN_BACK)} fixes" in checker("fix", "--target", "fr", ".").err
    return folder


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@pytest.mark.parametrize(("ending", "reader"), READERS)
def test_another_reader_finds_the_correction_and_no_other_change(ending, reader, fixed, others):
    before, after = (
        words(READERS[ending, reader](others, folder / f"port.fr.{ending}")) for folder in (SAMPLES, fixed)
    )
    assert before.count("toute") == 1
    assert after == ["tout" if word == "toute" else word for word in before]


def test_every_file_that_is_written_back_is_opened_by_another_reader():
    assert {f"port.fr.{ending}" for ending, _ in READERS} == set(WRITTEN_BACK)


def test_apply_writes_the_bytes_that_fix_writes(fixed, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in WRITTEN_BACK:
        shutil.copy(SAMPLES / name, tmp_path)
    documents = [decided(each) for each in check("--target", "fr", ".").documents]
    decisions = {"schema_version": 1, "offset_unit": "unicode-code-points", "documents": documents}
    Path("decisions.json").write_text(json.dumps(decisions))
    done = checker("apply", "decisions.json")
    assert done.code == 0, done.err
    for name in WRITTEN_BACK:
        assert Path(name).read_bytes() == (fixed / name).read_bytes(), name


def decided(document: dict) -> dict:
    """The decisions on a document of a report: every fix is accepted."""
    decisions = []
    for issue in document["issues"]:
        for edit in (edit for fix in issue["fixes"][:1] for edit in fix["edits"]):
            edit["replaced"] = issue["text"][edit["start"] - issue["start"] : edit["end"] - issue["start"]]
            kept = {key: issue[key] for key in ("fingerprint", "rule", "text")}
            decisions.append(kept | {"decision": "accept", "edits": [edit]})
    path = Path(document["id"])
    [form] = of_ending(path.name)
    return {"id": str(path), "sha256": sha256(path.read_bytes()).hexdigest(), "format": form, "decisions": decisions}
