"""Untranslated passages: each kind takes rows of an article and gives them back with a foreign run in them.

Gold spans run from the first to the last foreign word, quotation marks inside them included, without the quotation
marks, spaces and punctuation around them. A kind returns None where the rows do not lend themselves to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mixed_corpus import aligner, bare, has_quotation_mark, quotations, tag_of
from mixed_inserter import Inserter, Window
from mixed_markup import LINE_BREAK, Row, join_words, title_case

WHOLE_PARAGRAPH = 0


def word(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """One content word for ours, before ours, or after it."""
    window = editor.window(rows[0], 1, 1)
    if window is None or len(bare(window.foreign[0])) < 5:
        return None
    return [_beside_or_instead(editor, window, "word")]


def phrase(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """Two to four words."""
    window = editor.window(rows[0], 2, 4)
    return window and [editor.replaced(window, "phrase")]


def clause(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """Five to twelve words inside a sentence."""
    window = editor.window(rows[0], 5, 12)
    return window and [editor.replaced(window, "clause")] if window and window.after else None


def duplicate(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """One to three foreign words with their translation left beside them."""
    window = editor.window(rows[0], 1, 3)
    if window is None or (len(window.foreign) == 1 and len(bare(window.foreign[0])) < 5):
        return None
    run = editor.gold(" ".join(window.foreign).rstrip(",.;:!?"), "word" if len(window.foreign) == 1 else "phrase")
    return [join_words(window.before, run, window.ours, window.after)]


def _beside_or_instead(editor: Inserter, window: Window, kind: str) -> str:
    if editor.random.random() < 0.6:
        return editor.replaced(window, kind)
    run = editor.gold(window.foreign[0].rstrip(",.;:!?"), kind)
    if editor.random.random() < 0.6:
        return join_words(window.before, run, window.ours, window.after)
    last = window.ours[-1]
    if not last[-1].isalnum():
        return editor.replaced(window, kind)
    return join_words(window.before, window.ours, run, window.after)


def _tail_cut(editor: Inserter, row: Row) -> tuple[list[str], list[str]] | None:
    """Our words up to a point, and the foreign ones from there: half of the time at a comma, as machines do it."""
    ours, theirs = row.text.split(), editor.foreign(row).split()
    if has_quotation_mark(row.text) or has_quotation_mark(editor.foreign(row)) or len(theirs) < 6:
        return None
    ours_at = aligner(ours, theirs)
    cuts = [at for at in range(1, len(theirs) - 3) if editor.is_edge(theirs[at]) and 0 < ours_at(at) < len(ours)]
    commas = [at for at in cuts if theirs[at - 1].endswith(",")]
    if not cuts:
        return None
    cut = editor.random.choice(commas if commas and editor.random.random() < 0.5 else cuts)
    end = ours_at(cut)
    if theirs[cut - 1].endswith(","):
        our_commas = [at for at in range(1, len(ours)) if ours[at - 1].endswith(",") and abs(at - end) <= 4]
        end = min(our_commas, key=lambda at: abs(at - end), default=end)
    return ours[:end], theirs[cut:]


def tail(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """From somewhere in the sentence to its end."""
    cut = _tail_cut(editor, rows[0])
    return cut and [join_words(cut[0], editor.gold(" ".join(cut[1]), "tail"))]


def truncation(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A foreign end of a sentence that is itself cut off, in the middle of a word at times."""
    cut = _tail_cut(editor, rows[0])
    if cut is None or len(cut[1]) < 5:
        return None
    kept = cut[1][: editor.random.randint(4, len(cut[1]) - 1)]
    if len(kept[-1]) > 5 and editor.random.random() < 0.4:
        kept[-1] = kept[-1][: editor.random.randint(3, len(kept[-1]) - 1)]
    return [join_words(cut[0], editor.gold(" ".join(kept), "tail"))]


def aside(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """What stands between two commas in both languages, or after the last one."""
    ours, theirs = rows[0].text.split(", "), editor.foreign(rows[0]).split(", ")
    if len(ours) != len(theirs) or has_quotation_mark(rows[0].text + editor.foreign(rows[0])):
        return None
    places = [at for at in range(1, len(theirs)) if editor.is_edge(theirs[at].split(" ")[0])]
    if not places:
        return None
    at = editor.random.choice(places)
    run, words = theirs[at], len(theirs[at].split())
    if at == len(theirs) - 1:
        kind = "tail"
    elif words <= 12 and editor.is_edge(run.split()[-1]):
        kind = "word" if words == 1 else "phrase" if words <= 4 else "clause"
    else:
        return None
    return [", ".join([*ours[:at], editor.gold(run, kind), *ours[at + 1 :]])]


def sentence(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A whole line; at times with a hashtag or a pictograph in it, which does not break it."""
    words = editor.foreign(rows[0]).split()
    if len(words) < 4 or not editor.is_foreign(words):
        return None
    if editor.random.random() < 0.05:
        sign = editor.random.choice([*editor.frames.shared["handles"], *editor.frames.shared["hashtags"], "🙂", "⚽"])
        words.insert(editor.random.randrange(1, len(words)), sign)
    return [editor.gold(" ".join(words), "sentence")]


def capitals(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A whole line, or a clause, in capitals."""
    if editor.random.random() < 0.5:
        window = editor.window(rows[0], 3, 9)
        kind = "phrase" if window and len(window.foreign) < 5 else "clause"
        if window:
            shout = Window(window.before, [w.upper() for w in window.foreign], window.after, window.ours)
            return [editor.replaced(shout, kind)]
    if not editor.is_foreign(editor.foreign(rows[0]).split()):
        return None
    return [editor.gold(editor.foreign(rows[0]).upper(), "sentence")]


def paragraph(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """All lines of a paragraph as one run."""
    text = LINE_BREAK.join(editor.foreign(row) for row in rows)
    if len(rows) < 2 or len(text.split()) < 15:
        return None
    return editor.gold(text, "paragraph").split(LINE_BREAK)


def headline(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """The headline, or what follows its colon or comma; English ones mostly in title case."""
    text = editor.foreign(rows[0]).rstrip(".")
    if editor.random.random() < 0.35:
        ours, theirs = re.split(r"(?<=[:,])\s", rows[0].text), re.split(r"(?<=[:,])\s", text)
        if 1 < len(ours) == len(theirs) and editor.is_foreign(theirs[-1].split()):
            return [join_words(ours[:-1], editor.gold(theirs[-1], "headline"))]
    if not editor.is_foreign(text.split()):
        return None
    style = editor.random.random()
    if style < 0.1:
        text = text.upper()
    elif editor.own == "en" and style < 0.8:
        text = title_case(text)
    return [editor.gold(text, "headline")]


def _remark(editor: Inserter, inner: str) -> str:
    return editor.frames.fill(editor.frames.remark(), Q=editor.frames.quote(inner))


def quote_whole(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A quotation left wholly in the original: one of the article's, or a line or set phrase that somebody says."""
    ours, theirs = quotations(rows[0].text), quotations(editor.foreign(rows[0]))
    if ours and len(ours) == len(theirs):
        at = editor.random.randrange(len(ours))
        inner = editor.foreign(rows[0])[slice(*theirs[at])]
        if len(inner.split()) < 3 or not editor.is_foreign(inner.split()):
            return None
        text, (start, end) = rows[0].text, ours[at]
        return [text[:start] + editor.gold(inner, "quote_whole") + text[end:]]
    if editor.random.random() < 0.25:
        inner, _ = editor.frames.pair("quotes", editor.own)
    else:
        inner = editor.foreign(rows[0]).rstrip(".")
    if has_quotation_mark(inner) or not 3 <= len(inner.split()) <= 30:
        return None
    return [_remark(editor, editor.gold(inner, "quote_whole"))]


def quote_tail(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A quotation that begins translated and ends foreign."""
    ours, theirs = quotations(rows[0].text), quotations(editor.foreign(rows[0]))
    if ours and len(ours) == len(theirs):
        at = editor.random.randrange(len(ours))
        text, (start, end) = rows[0].text, ours[at]
        head, rest = text[start:end].split(), editor.foreign(rows[0])[slice(*theirs[at])].split()
        ours_at = aligner(head, rest)
        cuts = [c for c in range(1, len(rest) - 3) if editor.is_edge(rest[c]) and 0 < ours_at(c) < len(head)]
        if not cuts:
            return None
        cut = editor.random.choice(cuts)
        lead = text[start : start + len(text[start:end]) - len(text[start:end].lstrip())]
        mixed = join_words(head[: ours_at(cut)], editor.gold(" ".join(rest[cut:]), "quote_tail"))
        return [text[:start] + lead + mixed + text[end:]]
    cut_words = _tail_cut(editor, rows[0])
    if cut_words is None:
        return None
    mixed = join_words(cut_words[0], editor.gold(" ".join(cut_words[1]).rstrip("."), "quote_tail"))
    return [_remark(editor, mixed)]


def quote_two(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A run that begins in mid-quotation and crosses the end of its sentence."""
    cut = _tail_cut(editor, rows[0])
    second = editor.foreign(rows[1])
    if cut is None or has_quotation_mark(rows[1].text + second):
        return None
    if editor.random.random() < 0.6:
        return [_remark(editor, join_words(cut[0], editor.gold(join_words(cut[1], second.rstrip(".")), "quote_two")))]
    ours, theirs = rows[1].text.split(), second.split()
    ours_at = aligner(ours, theirs)
    ends = [at for at in range(2, len(theirs)) if editor.is_edge(theirs[at - 1]) and 0 < ours_at(at) < len(ours)]
    if not ends:
        return None
    end = editor.random.choice(ends)
    run = editor.gold(join_words(cut[1], theirs[:end]).rstrip(",.;:"), "quote_two")
    return [_remark(editor, join_words(cut[0], run, ours[ours_at(end) :]).rstrip("."))]


def connective(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A sentence opening that a comma follows, for ours or before the sentence."""
    openers = editor.phrase_list("connectives")
    text = rows[0].text
    if not openers or not text[0].isupper() or text[-1] not in ".?!":
        return None
    run = editor.gold(editor.random.choice(openers), "connective")
    for ours in editor.frames.own("connectives"):
        if text.startswith((f"{ours} ", f"{ours},")):
            return [f"{run}, {text[len(ours) :].lstrip(', ')}"]
    return [f"{run}, {editor.continued(text)}"]


def opening(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """Two or three words that open a sentence or the clause after a comma."""
    openers = [entry for entry in editor.phrase_list("openings") if len(entry.split()) > 1]
    text = rows[0].text
    if not openers or not text[0].isupper() or text[-1] not in ".?!":
        return None
    run = editor.random.choice(openers)
    pieces = text.split(", ")
    if len(pieces) > 1 and editor.random.random() < 0.4:
        at = editor.random.randrange(1, len(pieces))
        pieces[at] = editor.gold(run[0].lower() + run[1:], "opening") + " " + pieces[at]
        return [", ".join(pieces)]
    for ours in editor.frames.own("openings"):
        if text.startswith(ours + " "):
            return [editor.gold(run, "opening") + text[len(ours) :]]
    return [editor.gold(run, "opening") + " " + editor.continued(text)]


def adverbial(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A short adverbial phrase: at the start, between commas, before the full stop, or between two words."""
    entries = editor.phrase_list("adverbials")
    text, place = rows[0].text, editor.random.random()
    words = text.split()
    if not entries or len(words) < 6 or has_quotation_mark(text):
        return None
    entry = editor.random.choice(entries)
    if place < 0.25 and text[0].isupper():
        run = editor.gold(entry[0].upper() + entry[1:], "adverbial")
        return [f"{run}{editor.random.choice([',', ''])} {editor.continued(text)}"]
    run = editor.gold(entry, "adverbial")
    if place < 0.5 and text.endswith("."):
        return [f"{text[:-1]}{editor.random.choice([',', ''])} {run}."]
    commas = [at for at, w in enumerate(words[:-1], 1) if w.endswith(",")]
    if commas and place < 0.75:
        at = editor.random.choice(commas)
        return [join_words(words[:at], f"{run},", words[at:])]
    return [join_words(words[: (at := editor.random.randrange(2, len(words) - 1))], run, words[at:])]


def compound(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A compound with a number, where our sentence has a number, else between two words."""
    words = rows[0].text.split()
    places = [at for at, w in enumerate(words[1:-2], 1) if re.fullmatch(r"\d{1,3}", w)]
    shapes = editor.frames.entries(editor.own, "compounds")
    shapes = [s for s in shapes if all(editor.is_edge(w) for w in re.findall(r"[^\W\d]{3,}", s.replace("{n}", "")))]
    if not shapes or len(words) < 6:
        return None
    number = words[editor.random.choice(places)] if places else str(editor.random.randint(2, 98))
    run = editor.gold(editor.random.choice(shapes).format(n=number), "compound")
    if places:
        at = words.index(number)
        return [join_words(words[:at], run, words[at + (1 if editor.random.random() < 0.3 else 2) :])]
    at = editor.random.randrange(1, len(words) - 1)
    return [join_words(words[:at], run, words[at:])]


def with_names(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """A foreign sentence or end of one that holds a title, a name or a quotation of its own."""
    frames = editor.frames
    if editor.random.random() < 0.5:
        shape = editor.random.choice(frames.entries(editor.own, editor.random.choice(["title", "name"])))
        title = editor.random.choice(frames.shared["titles"])
        return [editor.gold(frames.fill(shape, title=frames.title(title, title)), "sentence")]
    text = editor.foreign(rows[0])
    if not quotations(text) or len(text.split()) < 6:
        return None
    return [editor.gold(text, "sentence")]


def side_by_side(editor: Inserter, rows: Sequence[Row]) -> list[str] | None:
    """Two runs of two languages, one after the other."""
    files = [file for file in editor.corpus.lines if tag_of(file) not in (editor.own, editor.other)]
    second = Inserter(
        editor.corpus, editor.frames, editor.markup, editor.random, editor.target, editor.random.choice(files)
    )
    if editor.random.random() < 0.5:
        window, next_ = editor.window(rows[0], 2, 7), second.window(rows[0], 2, 7)
        if window is None or next_ is None:
            return None
        runs = [editor.gold(" ".join(window.foreign).rstrip(",.;:"), "two_languages")]
        runs.append(second.gold(" ".join(next_.foreign).rstrip(",.;:"), "two_languages"))
        return [join_words(window.before, runs[0], runs[1], window.after), rows[1].text]
    cut = _tail_cut(editor, rows[0])
    if cut is None:
        return None
    first = join_words(cut[0], editor.gold(" ".join(cut[1]), "two_languages"))
    return [first, second.gold(second.foreign(rows[1]), "two_languages")]


@dataclass(frozen=True)
class Kind:
    """How often a kind is drawn, and how many rows of one paragraph it takes."""

    make: Callable[[Inserter, Sequence[Row]], list[str] | None]
    weight: float
    rows: int = 1


# So weighted, and with what does not fit drawn again, the kinds of the benchmark come out in its proportions among
# themselves, and those that it lacks take about two fifths.
KINDS = (
    Kind(word, 0.26), Kind(phrase, 0.12), Kind(clause, 0.11), Kind(tail, 0.17), Kind(sentence, 0.11),
    Kind(paragraph, 0.16, WHOLE_PARAGRAPH), Kind(quote_whole, 0.09), Kind(quote_tail, 0.1), Kind(quote_two, 0.2, 2),
    Kind(aside, 0.09), Kind(connective, 0.1), Kind(opening, 0.07), Kind(adverbial, 0.08), Kind(compound, 0.05),
    Kind(headline, 0.05), Kind(with_names, 0.05), Kind(truncation, 0.04), Kind(capitals, 0.03), Kind(duplicate, 0.05),
    Kind(side_by_side, 0.08, 2),
)  # fmt: skip
SHORT_KINDS = tuple(
    kind for kind in KINDS if kind.make in (word, phrase, aside, connective, opening, adverbial, compound, duplicate)
)
