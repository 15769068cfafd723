"""For a person at a terminal: each issue with its line, the mark beneath it and the fix."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from checker.model import Applicability, DocumentReport, Fix, Issue, Outcome, Severity, Span
from checker.report import Context
from checker.report.excerpt import Excerpt, shown_change
from checker.report.places import spot
from checker.report.tally import Tally
from checker.report.wording import Words, wording_of
from checker.text.visible import on_a_line, visible

# A line in pieces, each with its style in the notation of rich; plain text leaves the styles out.
Line = list[tuple[str, str]]

STYLES = {Severity.CRITICAL: "bold red", Severity.MAJOR: "red", Severity.MINOR: "yellow", Severity.NEUTRAL: "cyan"}
QUIET = "bright_black"
MARGIN = "    │ "
NARROWEST = 20  # cells for an excerpt on a terminal that claims to be narrower


def render(outcomes: Iterable[Outcome], context: Context) -> Iterator[str]:
    """Yield the issues and warnings of each document as it comes, and a line of figures at the end."""
    paint = painter(context)
    words = wording_of(context.lang)
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
        lines = list(document_lines(outcome, words, context))
        yield "".join(f"{paint(line)}\n" for line in [*lines, []]) if lines else ""
    yield f"{paint(summary_line(tally, words))}\n" if not context.quiet else ""


def painter(context: Context) -> Callable[[Line], str]:
    """Return a function that renders a line: with escape sequences for a terminal, plain elsewhere."""
    if not context.color:
        return lambda line: on_a_line("".join(text for text, _ in line))
    from rich.cells import cell_len  # a pipe needs no colours
    from rich.console import Console
    from rich.text import Text

    # The console knows what the terminal can show, and honours NO_COLOR.
    console = Console(force_terminal=True, legacy_windows=False, width=context.width)

    def paint(line: Line) -> str:
        with console.capture() as capture:
            text = Text.assemble(*line)
            longest = max(map(cell_len, text.plain.split()), default=0)  # a line breaks between words, and never in one
            console.print(text, width=max(context.width, longest), crop=False, end="")
        return capture.get()

    return paint


def document_lines(outcome: Outcome, words: Words, context: Context) -> Iterator[Line]:
    """The lines on one document: none if nothing was found in it."""
    if not isinstance(outcome, DocumentReport):
        yield [(f"{words.error}{words.colon} ", "bold red"), (visible(outcome.message), "")]
        return
    document = outcome.document
    name = visible(str(document.name))
    if document.guessed and not context.quiet:
        yield [(name, "underline"), (f"  {words.guessed}{words.colon} {document.target_language}", QUIET)]
    for warning in document.warnings if not context.quiet else ():
        yield [(name, "underline"), (f"  {words.warning}{words.colon} ", "yellow"), (visible(warning), "")]
    for number, issue in enumerate(outcome.issues):
        if number:
            yield []
        yield headline(visible(spot(document, issue.span.start, words)), issue, words)
        for details_line in details(document.shown, issue, words, max(NARROWEST, context.width - len(MARGIN))):
            yield [(MARGIN, QUIET), *details_line]


def headline(place: str, issue: Issue, words: Words) -> Line:
    """The place, which terminals and editors make a link of, then severity, message, rule and confidence."""
    return [
        (place, "underline"),
        ("  ", ""),
        (words.severities[issue.severity.label][0], STYLES[issue.severity]),
        (f"  {visible(issue.message)}", "bold"),
        (f"  {visible(issue.rule)} {issue.confidence:.2f}", QUIET),
    ]


def details(text: str, issue: Issue, words: Words, width: int) -> Iterator[Line]:
    """The passage with carets beneath what is marked, and a line for each fix."""
    from rich.cells import cell_len  # the other formats measure nothing

    style = STYLES[issue.severity]
    for line in Excerpt.around(text, issue.span).wrap(width):
        yield [(line.before, ""), (line.marked, style), (line.after, "")]
        if line.marked:
            yield [(" " * cell_len(line.before), ""), ("^" * max(1, cell_len(line.marked)), style)]
    for fix in issue.fixes:
        label = words.fix if fix.applicability is Applicability.SAFE else words.suggestion
        yield [(f"{label}{words.colon} ", "green"), *change_line(text, issue.span, fix)]


def change_line(text: str, span: Span, fix: Fix) -> Line:
    """The change that a fix makes, or its title if that is clearer."""
    shown = shown_change(text, span, fix)
    if shown is None:
        return [(visible(fix.title), "")]
    before, after = shown
    return [(before, ""), (" → ", QUIET), (after, "bold")]


def summary_line(tally: Tally, words: Words) -> Line:
    """The last line: how many issues, in how much text."""
    worst = max(tally.severities, default=None)
    line = [(tally.found(words), STYLES[worst] if worst is not None else "green")]
    line.append((tally.extent(words), ""))
    if tally.failures:
        line.append((f", {words.count(tally.failures, words.unchecked)}", "bold red"))
    return line
