"""A correction as a unified diff: what it says is what is done."""

import re

from hypothesis import given
from hypothesis import strategies as st

from checker.model import WHOLE_LINE, Edit, Span, patch
from checker.report.diff import NO_END, unified_diff

HUNK = re.compile(r"@@ -(\d+),(\d+) \+(\d+),(\d+) @@\n")


def applied(text: str, diff: list[str]) -> str:
    """The text after a diff, each line and number of which must be right."""
    lines, after, at, left = WHOLE_LINE.findall(text), [], 0, (0, 0)
    body = [line for line in diff[2:] if line != NO_END]
    for line in body:
        if hunk := HUNK.fullmatch(line):
            assert left == (0, 0)
            start, old, new_start, new = map(int, hunk.groups())
            start -= bool(old)
            after += lines[at:start]
            at, left = start, (old, new)
            assert new_start - bool(new) == len(after)
            continue
        sign, content = line[0], line[1:]
        if sign in " -":
            assert lines[at].rstrip("\n") == content.rstrip("\n")
            at += 1
        if sign in " +":
            after.append(content)
        left = left[0] - (sign in " -"), left[1] - (sign in " +")
    assert left == (0, 0)
    return "".join([*after, *lines[at:]])


def edits_of(text: str, data: st.DataObject) -> list[Edit]:
    """Edits in order and apart, some of which put line ends in or take them away."""
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return [Edit(Span(start, end), data.draw(st.text("xy\n", max_size=4))) for start, end in pairs]


@given(st.text("ab\n", max_size=80), st.data())
def test_a_diff_that_is_applied_gives_the_text_after_the_edits(text, data):
    edits = edits_of(text, data)
    after = patch(text, edits)
    diff = list(unified_diff("a.txt", text, edits))
    assert bool(diff) == (after != text)
    assert applied(text, diff).rstrip("\n") == after.rstrip("\n")
    assert diff.count(NO_END) <= 2


def test_a_diff_shows_three_lines_around_and_keeps_the_line_ends():
    text = "".join(f"ligne {number}\r\n" for number in range(1, 12)) + "fin"
    start = text.index("6")
    end = text.index("fin")
    assert "".join(unified_diff("a.txt", text, [Edit(Span(start, start + 1), "six")])) == (
        "--- a.txt\n+++ a.txt\n@@ -3,7 +3,7 @@\n ligne 3\r\n ligne 4\r\n ligne 5\r\n-ligne 6\r\n+ligne six\r\n"
        " ligne 7\r\n ligne 8\r\n ligne 9\r\n"
    )
    assert "".join(unified_diff("a.txt", text, [Edit(Span(end, end + 3), "FIN")])).endswith(
        f" ligne 11\r\n-fin\n{NO_END}+FIN\n{NO_END}"
    )


def test_a_diff_does_nothing_to_a_terminal_or_a_log():
    diff = "".join(unified_diff("a\x1b.txt", "\x1b[2J un ##[error]\u202e\n", [Edit(Span(5, 7), "deux")]))
    assert not re.search("[\x1b\u202e]|##\\[", diff)
