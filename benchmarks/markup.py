"""Counts the issues that markup alone brings: the same French articles as text, as pages of HTML, and as Markdown.

    python benchmarks/markup.py [--articles FILE.jsonl.gz] [--limit N] [--languagetool JARS] [--show]

Without ``--articles``, the clean articles of ``samples/clean`` are taken; a file holds articles, JSON Lines {"text"}.
Each is dressed as sites dress theirs: menus, scripts, styles, entities, links, emphasis, a table, a list, a picture and
its caption, code, an advertisement, a quoted post in English, a footer; in Markdown front matter, shortcodes, links,
blocks of code and HTML. All French words that this adds are right, and all English ones stand where no reader of the
article reads them as its text, or are marked as English.

An issue is known by its rule and the words that it marks. One of the dressed article that the article as text has not
at all is false, and brought by the markup; one that is there as text alone was lost by it. The share is that of the
false issues in all of the dressed articles.

``--languagetool`` runs LanguageTool, set up as for ``agreement.py``: it is given the file as it is, and of HTML also
what its own filter for XML leaves (``StringTools.filterXML``, which its command line has as ``--xmlfilter``). Vale is
left out: its distribution for Python fetches the program from elsewhere.
"""

from __future__ import annotations

import argparse
import gzip
import html
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from checker import Checker
from checker.model import DocumentReport
from checker.readers.formats import load_format

SAMPLES = Path(__file__).parents[1] / "samples/clean"
ONLY_COUNTED = "measure"
LONGEST_HEADLINE = 120  # characters
WORD = re.compile(r"[^\W\d_]{5,}")
SIGN = re.compile(r"([\\`*_{}\[\]<>#|~$])")
NAMED = {"é": "&eacute;", "è": "&egrave;", "à": "&agrave;", "’": "&rsquo;", "\u00a0": "&nbsp;"}

Found = Counter[tuple[str, str]]  # issues by their rule and the words that they mark
Find = Callable[[str], Found]

TABLE = (("Ville", "Entrée", "Tarif"), ("Lyon", "Samedi", "n. c."), ("Brest", "Samedi", "n. c."), ("Total", "2", "–"))
ITEMS = ("Fermé le lundi", "Fermé le mardi", "Entrée libre.", "Entrée libre.")

HEAD = """<!doctype html>
<html lang="fr">
<head>
  <meta charset="utf-8"><title>{title} | Le Courrier</title>
  <meta name="description" content="{lead}">
  <style>.lead > p {{ font: 1.2em/1.4 serif }}</style>
  <script type="application/ld+json">
    {{"@type": "NewsArticle", "headline": "The page was rendered on a server"}}</script>
</head>
<body class="post-template-default">
<header><a href="#main" hidden>Skip to the main content</a>
<nav><ul><li><a href="/en/">Read this page in English</a><li><a href="/a">Accueil</a></ul></nav></header>
<main id="main"><article>
<h1>{title}</h1>
<p class="byline">Par <a href="/auteurs/jm" rel="author">Jeanne Martin</a></p>
"""
MIDDLE = """<figure><img src="/halle_800.jpg" alt="La halle du port, lundi matin" loading="lazy">
<figcaption>La halle du port, lundi matin. <span>Photo&nbsp;: Jeanne Martin / AFP</span></figcaption></figure>
<script>window.ads = window.ads || []; if (a < b && c > d) ads.push("Subscribe to our newsletter today");</script>
<blockquote class="post" lang="en"><p>We are very happy to open the new market hall.</p></blockquote>
<pre><code class="language-python">for item in items: print(item.name)</code></pre>
<p>Le fichier <code>export_total.csv</code> est en ligne (touche <kbd>Ctrl</kbd>).</p>
"""
FOOT = """</article></main>
<aside><h2>You may also like</h2><ul><li><a href="/x">Ten things to know about the city</a></ul></aside>
<footer><p>All rights reserved. We use cookies to improve your experience.</p></footer>
</body></html>
"""
MARKDOWN_HEAD = """---
title: '{quoted}'
slug: the-market-hall-opens-again
tags: [ports, halls]
layout: post
---

# {title}

{{{{< byline author="Jeanne Martin" lang="fr" >}}}}

"""
MARKDOWN_MIDDLE = """{{< figure src="/halle_800.jpg" class="wide left" >}}

![La halle du port, lundi matin](/halle_800.jpg "La halle du port")

```python
for item in items: print(item.name)  # prints the name of every item
```

Le fichier `export_total.csv` est en ligne[^1].

<div class="ad" data-slot="the-middle"><script>ads.push("Subscribe to our newsletter today")</script></div>

{% include share.html buttons="all of them" %}

[^1]: Mis à jour lundi.

"""


def as_text(paragraphs: list[str]) -> str:
    """The article, with what is dressed in all forms."""
    return "\n\n".join(paragraphs) + "\n"


def dressed(paragraph: str, link: Callable[[str], str], strong: Callable[[str], str]) -> str:
    """A paragraph with a word in five as a link, and one in seven as strong."""
    count = 0

    def dress(word: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return link(word[0]) if count % 5 == 0 else strong(word[0]) if count % 7 == 0 else word[0]

    return WORD.sub(dress, paragraph)


def as_page(paragraphs: list[str]) -> str:
    """The article as a page of HTML."""

    def paragraph(text: str) -> str:
        plain = html.escape(text, quote=False)
        inside = dressed(plain, lambda word: f'<a href="/sujets/{len(word)}">{word}</a>', lambda word: f"<b>{word}</b>")
        named = "".join(NAMED.get(letter, letter) for letter in inside)
        return f"<p>{named.replace('. ', f'.{chr(10)}      ')}</p>\n"

    title, body = headline_of(paragraphs)
    escaped = {"title": html.escape(title), "lead": html.escape(body[0])}
    rows = (
        "".join(f"<{kind}>{cell}</{kind}>" for cell in row) for kind, row in zip(("th", *"ddd"), TABLE, strict=True)
    )
    table = "".join(f"<tr>{row.replace('<d>', '<td>').replace('</d>', '</td>')}</tr>" for row in rows)
    items = "".join(f"<li>{item}" for item in ITEMS)
    half = len(body) // 2
    first, second = ("".join(map(paragraph, part)) for part in (body[:half], body[half:]))
    return f"{HEAD.format(**escaped)}{first}{MIDDLE}<table>{table}</table><ul>{items}</ul>\n{second}{FOOT}"


def as_markdown(paragraphs: list[str]) -> str:
    """The article as Markdown."""

    def paragraph(text: str) -> str:
        plain = SIGN.sub(r"\\\1", text)
        return dressed(plain, lambda word: f"[{word}](/sujets/{len(word)} 'x')", lambda word: f"**{word}**") + "\n\n"

    title, body = headline_of(paragraphs)
    head, *rows = (f"| {' | '.join(row)} |\n" for row in TABLE)
    table = f"{head}|---|---|---|\n{''.join(rows)}\n"
    items = "".join(f"- {item}\n" for item in ITEMS)
    half = len(body) // 2
    first, second = ("".join(map(paragraph, part)) for part in (body[:half], body[half:]))
    top = MARKDOWN_HEAD.format(title=SIGN.sub(r"\\\1", title), quoted=title.replace("'", "''"))
    return f"{top}{first}{MARKDOWN_MIDDLE}{table}{items}\n{second}"


def headline_of(paragraphs: list[str]) -> tuple[str, list[str]]:
    """The headline of an article, and the rest of it."""
    if len(paragraphs[0]) <= LONGEST_HEADLINE and len(paragraphs) > 1:
        return paragraphs[0], paragraphs[1:]
    return "La ville change", paragraphs


@dataclass(frozen=True)
class Reader:
    """A program as it reads a form; `find` gives the issues of a text, `dress` makes that of an article."""

    name: str
    form: str
    dress: Callable[[list[str]], str]
    find: Find
    find_plain: Find


def ours(form: str) -> Find:
    """What the checker finds in a file of a format."""
    checker = Checker("fr")

    def find(text: str) -> Found:
        document = next(load_format(form).read(io.BytesIO(text.encode()), f"article.{form}"))
        [report] = checker.check([document])
        assert isinstance(report, DocumentReport), report
        return Counter((issue.rule, issue.text) for issue in report.issues)

    return find


class LanguageTool:
    """One process of LanguageTool, which answers text by text.

    Args:
        jars: the folder of its libraries.
        filters: whether it leaves out what its filter for XML takes for tags.
    """

    def __init__(self, jars: Path, *, filters: bool) -> None:
        command = ["java", "-cp", str(jars / "*"), str(Path(__file__).parent / "languagetool/Matches.java")]
        command += ["--xmlfilter"] if filters else []
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8")
        self.version = json.loads(self._answer())["version"]

    def __call__(self, text: str) -> Found:
        """What it finds in a text."""
        assert self._process.stdin
        print(json.dumps(text), file=self._process.stdin, flush=True)
        return Counter((match["rule"], match["text"]) for match in json.loads(self._answer()))

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()


def articles(path: Path | None, limit: int | None) -> Iterator[list[str]]:
    """The paragraphs of each article."""
    if path is None:
        texts = [each.read_text(encoding="utf-8") for each in sorted(SAMPLES.glob("*.txt"))]
    else:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in islice(file, limit)]
    for text in islice(texts, limit):
        paragraphs = [" ".join(each.split()) for each in text.splitlines() if each.strip()]
        if paragraphs:
            yield paragraphs


def readers(jars: Path | None) -> Iterator[Reader]:
    """All that take part."""
    text = ours("text")
    yield Reader("checker", "html", as_page, ours("html"), text)
    yield Reader("checker", "markdown", as_markdown, ours("markdown"), text)
    if jars:
        raw, filtered = LanguageTool(jars, filters=False), LanguageTool(jars, filters=True)
        name = f"LanguageTool {raw.version}"
        yield Reader(name, "html", as_page, raw, raw)
        yield Reader(f"{name}, filterXML", "html", as_page, filtered, raw)
        yield Reader(name, "markdown", as_markdown, raw, raw)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--languagetool", type=Path, metavar="JARS")
    parser.add_argument("--show", action="store_true", help="print each false issue of the checker")
    args = parser.parse_args()
    if args.show and args.articles and ONLY_COUNTED in args.articles.name:
        parser.error("that file is only to be counted")
    taken = list(articles(args.articles, args.limit))
    print(f"{len(taken)} articles, {sum(len(' '.join(each).split()) for each in taken):,} words")
    print(f"{'':34}{'form':10}{'as text':>8}{'dressed':>8}{'false':>7}{'lost':>6}{'share':>8}")
    in_text: dict[Find, list[Found]] = {}
    for reader in readers(args.languagetool):
        if reader.find_plain not in in_text:
            in_text[reader.find_plain] = [reader.find_plain(as_text(each)) for each in taken]
        plain, found, false, lost = Found(), Found(), Found(), Found()
        for paragraphs, own in zip(taken, in_text[reader.find_plain], strict=True):
            issues = reader.find(reader.dress(paragraphs))
            plain, found = plain + own, found + issues
            false += Found({issue: count for issue, count in issues.items() if issue not in own})
            lost += Found({issue: count for issue, count in own.items() if issue not in issues})
        share = false.total() / found.total() if found else 0.0
        counts = f"{plain.total():8}{found.total():8}{false.total():7}{lost.total():6}{share:8.1%}"
        print(f"{reader.name:34}{reader.form:10}{counts}")
        if args.show and reader.name == "checker":
            for kind, each in (("false", false), ("lost", lost)):
                for (rule, text), count in each.most_common():
                    print(f"    {kind} {count} {rule}: {text[:80]}")


if __name__ == "__main__":
    with suppress(BrokenPipeError):
        main()
    sys.stdout.flush()
