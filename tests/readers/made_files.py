"""Files of every format that can be corrected, made around blocks of text; all tests here try what is added.

A maker takes blocks of letters, digits and marks without blanks at their edges, and gives a file in which they are
paragraphs, each with as much markup around and inside as the format allows.
"""

import html
import re
from collections.abc import Callable

Maker = Callable[[list[str]], bytes]


def text(blocks: list[str]) -> bytes:
    return "\r\n\r\n".join(blocks).encode()


def page(blocks: list[str]) -> bytes:
    paragraphs = (f"<p class=a>\n  {html.escape(block)}<br><!-- x --></p>\r\n" for block in blocks)
    return f"\ufeff<!doctype html><title></title><div><nav>Menu</nav>{''.join(paragraphs)}</div>".encode()


def markdown(blocks: list[str]) -> bytes:
    escaped = (re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", block) for block in blocks)
    marks = ["", "> ", "# ", "- ", "[^1]: "]
    lines = (f"{marks[n % len(marks)]}{block}  \r\n\r\n" for n, block in enumerate(escaped))
    return f"---\nlayout: x\n---\n{''.join(lines)}```\ncode\n```\n".encode()


MAKERS: dict[str, Maker] = {"text": text, "html": page, "markdown": markdown}
