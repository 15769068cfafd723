"""Makes untrusted text safe to show: it cannot act on a terminal or on the log of a job."""

from __future__ import annotations

import re

# Categories Cc, Cs, Zl and Zp, and the property Bidi_Control (UAX #9): characters that move the cursor,
# begin an escape sequence, end the line, reorder what is shown, or have no encoding.
ACTING = re.compile(
    r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]",
)
# What the logs of GitHub, Azure and TeamCity take for a command: the one anywhere, the other where a line begins.
COMMAND = re.compile(r"##(?=[A-Za-z]*\[)")
COMMAND_LINE = re.compile(r"\A(\s*):(?=:)")


def visible(text: str) -> str:
    r"""The text with each character that acts on a terminal or a log written as an escape, such as ``\x1b``."""
    shown = ACTING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)
    return COMMAND.sub(r"\\x23#", shown) if "##" in shown else shown


def on_a_line(text: str) -> str:
    """The text as a line of its own: visible, and no command of a log."""
    return COMMAND_LINE.sub(r"\1\\x3a", visible(text))
