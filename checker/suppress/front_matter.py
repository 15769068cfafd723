"""Front matter: the YAML block at the start of a text, with settings under its key ``checker``."""

from __future__ import annotations

import re
from dataclasses import dataclass

import msgspec

from checker.files.faults import NO_KEY, fault, not_yaml
from checker.model import Span

OPENING = re.compile(r"(---[^\S\r\n]*)(?:\r\n|\r|\n)")
CLOSING = re.compile(r"(?:\r\n|\r|\n)(?:---|\.\.\.)[^\S\r\n]*(?=[\r\n]|\Z)")
KEY = re.compile(r"[a-z_][\w.-]*")
# Far beyond any that is written by hand; the loader's time is not linear in all that it may be given.
MAX_CHARACTERS = 16 * 1024
MOST_FAULTS = 10  # beside which what is right counts


class Wishes(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings under the key ``checker``.

    Attributes:
        target: BCP-47 tag of the language that the text should be in.
        ignore: names of rules or families to ignore in the whole text.
        because: why.
    """

    target: str | None = None
    ignore: tuple[str, ...] = ()
    because: str | None = None


NOWHERE, NO_WISHES = Span(0, 0), Wishes()


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter at the start of a text.

    Attributes:
        span: what is no article text; empty if there is no front matter.
        warnings: what is wrong with it, a full sentence each.
    """

    span: Span = NOWHERE
    wishes: Wishes = NO_WISHES
    warnings: tuple[str, ...] = ()


def read_front_matter(text: str) -> FrontMatter:
    """The front matter of a text: a YAML mapping between two lines of ``---``, the first of them the first line.

    What is no mapping of plain lower-case keys, unless one of them is ``checker``, is article text:
    an article may well have rules of dashes. A wrong key or value under ``checker`` is a warning; the others count.
    """
    opening = OPENING.match(text)
    closing = CLOSING.search(text, opening.end(1), MAX_CHARACTERS) if opening else None
    if not opening or not closing:
        return FrontMatter()
    import yaml  # hardly any text has front matter

    from checker.readers.markup.front_matter import refuse_depth

    body = text[opening.end(1) : closing.start()]
    try:
        refuse_depth(body)
        # The base loader makes strings of all scalars and knows no merges; the one in C overflows its stack.
        value = yaml.load(body, Loader=yaml.BaseLoader)  # noqa: S506
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return FrontMatter(warnings=(not_yaml(error),))
    if not isinstance(value, dict) or not ("checker" in value or all(map(is_key, value))):
        return FrontMatter()
    span = Span(0, closing.end())
    given, warnings = value.get("checker", {}), list[str]()
    while True:
        try:
            return FrontMatter(span, msgspec.convert(given, Wishes), tuple(warnings))
        except msgspec.ValidationError as error:
            place, reason = fault(error, Wishes)
            unknown = NO_KEY.match(reason)
            key = place.partition("[")[0] or (unknown[1] if unknown else "")
            if isinstance(given, dict) and key in given and len(warnings) < MOST_FAULTS:
                given = {each: said for each, said in given.items() if each != key}
                key = f"checker.{place or key}"
            else:
                given, key = {}, "checker"
            warnings.append(f"The front matter's {key} is passed over: {reason}.")


def is_key(key: object) -> bool:
    """True if a key looks like one of front matter: lower case, without spaces."""
    return isinstance(key, str) and KEY.fullmatch(key) is not None
