"""Counts the words of documents that pandoc prints in plain text and that we do not read.

    python benchmarks/words_lost.py FOLDER...

Looks at all files below the folders in the formats that pandoc has as well. Prints a line for each of which less than
99 % of the words are read, with some of those that are not; then, for each format, the files that both read, the share
of words read in all of them, and how many are below 99 %. Files that either refuses are counted, and named with
--refused.

Pandoc is not asked for what we leave out on purpose: code, formulas, the texts of pictures, and of pages what stands
outside `main` and what is no text of an article (see `docs/formats.md`).
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from lxml import etree, html

from checker.errors import InputError
from checker.readers.formats import load_format, only_of_ending

FORMATS = {"docx": "docx", "odt": "odt", "epub": "epub", "html": "html", "markdown": "commonmark_x"}
LEFT_OUT = ["button", "canvas", "iframe", "math", "nav", "noscript", "object", "select", "style", "script", "svg"]
LEFT_OUT += ["template", "textarea", "video"]
FILTER = "".join(
    f"function {name}() return {{}} end\n" for name in ("Code", "CodeBlock", "Image", "Math", "RawBlock", "RawInline")
)
WORD = re.compile(r"[^\W\d_]+")
LEAST = 0.99


class Compared(NamedTuple):
    """What pandoc reads of a file, and what of it we do not, by word."""

    words: Counter[str]
    lost: Counter[str]

    @property
    def share(self) -> float:
        """Of the words that we read too."""
        return 1 - self.lost.total() / self.words.total() if self.words else 1.0


def ours(path: Path, form: str) -> str:
    with path.open("rb") as stream:
        return "".join(each.text for each in load_format(form).read(stream, path.name))


def theirs(path: Path, form: str, scratch: Path) -> str:
    source = path
    if form == "html":
        source = scratch / "page.html"
        source.write_bytes(article(path.read_bytes()))
    options = ("--from", FORMATS[form], "--to", "plain", "--wrap=none", "--columns=100000", "--lua-filter")
    command = ["pandoc", *options, scratch / "filter.lua", source]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return done.stdout.decode()


def article(page: bytes) -> bytes:
    """A page without what is no text of its article."""
    tree = html.document_fromstring(page)
    etree.strip_elements(tree, *LEFT_OUT, with_tail=False)
    for hidden in tree.xpath("//*[@hidden]"):
        hidden.drop_tree()
    shown = tree.xpath("//main") or [tree]
    return b"".join(etree.tostring(each, encoding="utf-8", method="html", with_tail=False) for each in shown)


def compared(path: Path, form: str, scratch: Path) -> Compared:
    read, printed = (Counter(WORD.findall(text)) for text in (ours(path, form), theirs(path, form, scratch)))
    return Compared(printed, printed - read)


def files(folders: list[Path]) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            form = only_of_ending(path.name) if path.is_file() else None
            if form in FORMATS:
                yield path, form


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--refused", action="store_true", help="name the files that either refuses")
    args = parser.parse_args()
    found: dict[str, list[Compared]] = defaultdict(list)
    refused = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        (scratch / "filter.lua").write_text(FILTER)
        for path, form in files(args.folders):
            try:
                one = compared(path, form, scratch)
            except (InputError, subprocess.SubprocessError, etree.ParserError) as error:
                refused[form] += 1
                if args.refused:
                    print(f"refused: {path}: {error}")
                continue
            found[form].append(one)
            if one.share < LEAST:
                print(f"{one.share:6.1%}  {path}: {' '.join(word for word, _ in one.lost.most_common(12))}")
    print("\nformat     files  words   read   files below 99 %   refused")
    for form, all_of_it in found.items():
        words = sum(one.words.total() for one in all_of_it)
        lost = sum(one.lost.total() for one in all_of_it)
        below = sum(one.share < LEAST for one in all_of_it)
        print(f"{form:9}{len(all_of_it):7}{words:7}{1 - lost / max(words, 1):7.2%}{below:19}{refused[form]:10}")


if __name__ == "__main__":
    main()
