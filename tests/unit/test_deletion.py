import pytest

from checker.fixes import apply, deletion
from checker.model import Applicability, Span


@pytest.mark.parametrize(
    ("marked", "left"),
    [
        ("un mot {mot} de trop", "un mot de trop"),
        ("un mot {mot}.", "un mot."),
        ("{Dit} Le pont rouvre.", "Le pont rouvre."),
        ("Le pont rouvre. {Dit}", "Le pont rouvre."),
        ("un {<b>}mot", "un mot"),
        ("un{<b>} mot", "un mot"),
        ("Un.\n\n{PUB}\n\nDeux.", "Un.\n\nDeux."),
        ("Un.\r\n{PUB}\r\nDeux.\r\n", "Un.\r\nDeux.\r\n"),
        ("Un.\n\n{PUB}", "Un."),
        ("Un.\n\n{PUB}\n", "Un."),
        ("{PUB}", ""),
    ],
)
def test_a_deletion_leaves_neither_two_blanks_nor_an_empty_line(marked, left):
    start, end = marked.index("{"), marked.index("}") - 1
    text = marked.replace("{", "").replace("}", "")
    assert apply(text, deletion(text, Span(start, end), "en", Applicability.SAFE)) == left
