"""Documents that programs of others made are read with all the words that another program of others finds in them."""

import re
from collections import Counter
from pathlib import Path

import pytest
from reading import document
from validators import Validators

from checker.readers.formats import load_format

TEXT = Path(__file__).parents[2] / "rules" / "README.md"  # headings, lists, tables, links, code; in Markdown
WORD = re.compile(r"[^\W\d_]+")
LEAST = 0.99  # of the words; pandoc has code as text, which we read in a sentence only


@pytest.fixture(scope="module")
def made(validators: Validators, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one text in the formats that pandoc writes, and in those that LibreOffice makes of them."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "filter.lua").write_text("function CodeBlock() return {} end")
    for ending in ("docx", "odt", "epub", "html"):
        to = ("--standalone", "--metadata", "title=Text", "--lua-filter", folder / "filter.lua", "--output")
        validators.output("pandoc", "--from=gfm", TEXT, *to, folder / f"pandoc.{ending}")
    for source, ending in (("odt", "docx"), ("docx", "odt")):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        to = ("--headless", "--convert-to", ending, "--outdir", folder / "office")
        validators.output("soffice", profile, *to, folder / f"pandoc.{source}")
        (folder / "office" / f"pandoc.{ending}").rename(folder / f"office.{ending}")
    return folder


@pytest.mark.parametrize(
    "name", ["pandoc.docx", "pandoc.odt", "pandoc.epub", "pandoc.html", "office.docx", "office.odt"]
)
def test_no_words_are_lost(name, made, validators):
    path = made / name
    printed = validators.output("pandoc", "--to=plain", "--wrap=none", "--columns=100000", path)
    theirs = Counter(WORD.findall(printed))
    ours = Counter(WORD.findall(document(load_format(path.suffix[1:]), path.read_bytes()).text))
    assert theirs.total() > 1000
    assert (theirs - ours).total() < (1 - LEAST) * theirs.total()
