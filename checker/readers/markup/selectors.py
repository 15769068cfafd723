"""CSS selectors, as far as a page that is read from its beginning to its end can be asked with them.

Known are names of elements and ``*``, ``.class``, ``#id``, ``[attribute]`` with ``=``, ``~=``, ``^=``, ``$=``, ``*=``,
and between two of these a blank for any element inside another, or ``>`` for one right inside it. A comma makes two
selectors of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from checker.errors import UsageError, nearest
from checker.readers.markup.tags import names

IDENTIFIER = r"[\w-]+"
NAME = re.compile(rf"\*|{IDENTIFIER}")
TEST = re.compile(
    rf"\.(?P<class>{IDENTIFIER})|\#(?P<id>{IDENTIFIER})"
    r"|\[\s*(?P<key>[\w:-]+)\s*"
    rf"(?:(?P<way>[~^$*]?=)\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>{IDENTIFIER}))\s*)?\]"
)
BETWEEN = re.compile(r"\s*(?P<sign>[>,])\s*|\s+")
ANY = "*"
KNOWN = "known are names of elements, .class, #id, [attribute], [attribute='value'], blanks, > and commas"
# A name with a hyphen is one's own; of any other that HTML has not, nothing would ever be found.
ELEMENTS = names(
    "a abbr acronym address applet area article aside audio b base bdi bdo big blockquote body br button canvas "
    "caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed "
    "fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i "
    "iframe img input ins kbd label legend li link main map mark math menu meta meter nav noembed noframes "
    "noscript object ol optgroup option output p param picture pre progress q rp rt ruby s samp script search "
    "section select slot small source span strike strong style sub summary sup svg table tbody td template "
    "textarea tfoot th thead time title tr track tt u ul var video wbr xmp"
)
WAYS: Mapping[str, Callable[[str, str], bool]] = {
    "=": str.__eq__,
    "~=": lambda value, wanted: wanted in value.split(),
    "^=": lambda value, wanted: bool(wanted) and value.startswith(wanted),
    "$=": lambda value, wanted: bool(wanted) and value.endswith(wanted),
    "*=": lambda value, wanted: bool(wanted) and wanted in value,
}


class Test(NamedTuple):
    """What an attribute must say; without a way, it must only be there."""

    key: str
    way: str
    wanted: str


class Step(NamedTuple):
    """What one element must be.

    Attributes:
        name: in lower case, or `ANY`.
        is_child: whether it stands right inside the element of the step before.
    """

    name: str
    tests: tuple[Test, ...]
    is_child: bool

    def fits(self, name: str, values: Mapping[str, str]) -> bool:
        """True if an element is such a one; `values` are its attributes by their names in lower case."""
        return self.name in (ANY, name) and all(
            test.key in values and (not test.way or WAYS[test.way](values[test.key], test.wanted))
            for test in self.tests
        )


Steps = tuple[Step, ...]


class Reached(NamedTuple):
    """The steps that are still to be taken inside an element: by any in it, and by those right in it alone."""

    inside: frozenset[Steps] = frozenset()
    right_inside: frozenset[Steps] = frozenset()


class Selectors:
    """Selectors, any of which may choose an element.

    Args:
        selectors: as they are written.
        place: what errors name before one.

    Attributes:
        start: what is reached where a page begins.

    Raises:
        UsageError: one makes no sense, or has a part that is not known.
    """

    def __init__(self, selectors: Iterable[str], place: str) -> None:
        self.start = Reached(frozenset(steps for each in selectors for steps in parsed(each, place)))

    def __bool__(self) -> bool:
        return bool(self.start.inside)

    def choose(self, outer: Reached, name: str, values: Mapping[str, str]) -> tuple[bool, Reached]:
        """Whether an element is chosen, and what is reached in it.

        Args:
            outer: what is reached in the element that it stands in.
            name: of the element, in lower case.
            values: its attributes, by their names in lower case.
        """
        chosen = False
        inside, right_inside = set[Steps](), set[Steps]()
        for steps in outer.inside | outer.right_inside:
            if not steps[0].fits(name, values):
                continue
            further = steps[1:]
            if not further:
                chosen = True
            elif further[0].is_child:
                right_inside.add(further)
            else:
                inside.add(further)
        return chosen, Reached(outer.inside | inside if inside else outer.inside, frozenset(right_inside))


def parsed(selector: str, place: str) -> Iterator[Steps]:
    """What a text with selectors chooses by.

    Raises:
        UsageError: it makes no sense, or has a part that is not known.
    """
    steps: list[Step] = []
    is_child = False
    at = 0
    text = selector.strip()
    while True:
        step, end = step_at(text, at, selector, place)
        steps.append(step._replace(is_child=is_child))
        between = BETWEEN.match(text, end)
        if not between or between["sign"] == ",":
            yield tuple(steps)
            steps.clear()
        if not between:
            if end < len(text):
                raise UsageError(f"{place}: {selector!r}: {text[end:]!r} is not known; {KNOWN}")
            return
        is_child = between["sign"] == ">"
        at = between.end()


def step_at(text: str, at: int, selector: str, place: str) -> tuple[Step, int]:
    """The step that begins at an offset, and where it ends; see `parsed`."""
    name, end = ANY, at
    if found := NAME.match(text, at):
        name, end = found.group().lower(), found.end()
        if name != ANY and "-" not in name and name not in ELEMENTS:
            near = nearest(name, sorted(ELEMENTS))
            advice = f"did you mean {near!r}?" if near else KNOWN
            raise UsageError(f"{place}: {selector!r}: no element of HTML is called {name!r}; {advice}")
    tests: list[Test] = []
    while test := TEST.match(text, end):
        end = test.end()
        if test["class"]:
            tests.append(Test("class", "~=", test["class"]))
        elif test["id"]:
            tests.append(Test("id", "=", test["id"]))
        else:
            wanted = next((test[each] for each in ("double", "single", "bare") if test[each] is not None), "")
            tests.append(Test(test["key"].lower(), test["way"] or "", wanted))
    if end == at:
        raise UsageError(f"{place}: {selector!r}: {text[at:] or selector!r} is not known; {KNOWN}")
    return Step(name, tuple(tests), False), end
