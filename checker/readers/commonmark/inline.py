"""What stands in the lines of Markdown: every token notes which characters of its block it was made of.

Text that is no markup comes in tokens `text`, each the same in the block as in the article. No token is joined to
another, so that none stands for two places.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    strikethrough,
)
from markdown_it.token import Token

Rule = Callable[[StateInline, bool], bool]

SIGNS = r"\n\\`*_~\[\]!<&{$"
TEXT = re.compile(rf"[^{SIGNS} \t]++(?:[ \t]++[^{SIGNS} \t]++)*+|[ \t]++(?!\n)")
BREAK = re.compile(r"[ \t]*+\n[ \t]*+")
# Marks of sites that show as something else, or not at all.
FOOTNOTE = re.compile(r"\[\^[^\]\s]++\]")
BOX = re.compile(r"\[[ xX]\](?=\s)|\[![A-Za-z]++\](?=\n|\Z)")
ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]*+\}")
FORMULA = re.compile(r"\$\$(?P<shown>[^$]{1,500})\$\$|\$(?P<short>[^\s$](?:[^$\n]{0,200}[^\s$])?)\$(?!\d)")
LOOKS_LIKE_FORMULA = re.compile(r"[\\^_{}=<>+]|\A\S+\Z")
TEMPLATES = (("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{", "}}"))  # those that are shorter come last
LONGEST_TEMPLATE = 1000  # characters


def text(state: StateInline, silent: bool) -> bool:
    """Characters that are no sign of markup."""
    found = TEXT.match(state.src, state.pos, state.posMax)
    return bool(found) and take(state, silent, "text", found.end() if found else 0)


def rest(state: StateInline, silent: bool) -> bool:
    """A sign that no rule has taken for markup."""
    return take(state, silent, "text", state.pos + 1)


def newline(state: StateInline, silent: bool) -> bool:
    """The end of a line, with the blanks around it."""
    found = BREAK.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    is_hard = state.src.endswith("  ", state.pos, state.src.index("\n", state.pos))
    return take(state, silent, "hardbreak" if is_hard else "softbreak", found.end())


def site(state: StateInline, silent: bool) -> bool:
    """What a site puts in place of marks: notes, boxes, attributes, shortcodes, formulas."""
    source, pos, end = state.src, state.pos, state.posMax
    sign = source[pos]
    if sign == "[":
        found = FOOTNOTE.match(source, pos, end) or (BOX.match(source, pos, end) if pos == 0 else None)
        return bool(found) and take(state, silent, "unseen", found.end() if found else 0)
    if sign == "$":
        found = FORMULA.match(source, pos, end)
        if found and (found["shown"] or LOOKS_LIKE_FORMULA.search(found["short"])):
            return take(state, silent, "formula", found.end())
    elif sign == "{":
        if found := ATTRIBUTES.match(source, pos, end):
            return take(state, silent, "unseen", found.end())
        for opening, closing in TEMPLATES:
            if source.startswith(opening, pos):
                stop = source.find(closing, pos + len(opening), min(end, pos + LONGEST_TEMPLATE))
                return stop >= 0 and take(state, silent, "value" if opening == "{{" else "unseen", stop + len(closing))
    return False


def take(state: StateInline, silent: bool, kind: str, end: int) -> bool:
    """Make one token of what stands up to an offset."""
    if not silent:
        token = state.push(kind, "", 0)
        token.content = state.src[state.pos : end]
        note_place(token, state.pos, end)
    state.pos = end
    return True


def with_place(rule: Rule) -> Rule:
    """A rule that notes where its tokens stand: each mark by itself, all else together."""

    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            if state.pending:  # a run of backticks that nothing ends
                state.pushPending()
            for token in state.tokens[before:]:
                if "place" not in token.meta:
                    end = start + len(token.content) if token.type == "text" else state.pos
                    note_place(token, start, end)
                    start = end if token.type == "text" else start
        return True

    return run


def address(state: StateInline, silent: bool) -> bool:
    """`autolink`: an address between angle brackets, which shows without them."""
    start = state.pos
    if not autolink(state, silent):
        return False
    if not silent:
        for token in state.tokens[-3:]:
            note_place(token, start + 1, state.pos - 1)
        state.tokens[-2].type = "address"
    return True


def note_place(token: Token, start: int, end: int) -> None:
    """Note which characters of its block a token was made of."""
    token.meta["place"] = (start, end)


def place_of(token: Token) -> tuple[int, int]:
    """Which characters of its block a token was made of."""
    start, end = token.meta["place"]
    return start, end


RULES: tuple[tuple[str, Rule], ...] = (
    ("newline", newline),
    ("text", text),
    ("escape", with_place(escape)),
    ("backticks", with_place(backtick)),
    ("strikethrough", with_place(strikethrough.tokenize)),
    ("emphasis", with_place(emphasis.tokenize)),
    ("site", site),
    ("link", with_place(link)),
    ("image", with_place(image)),
    ("autolink", address),
    ("html_inline", with_place(html_inline)),
    ("entity", with_place(entity)),
    ("rest", rest),
)
