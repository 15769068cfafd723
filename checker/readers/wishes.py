"""What the settings say of how files are read."""

from __future__ import annotations

from collections.abc import Callable

import msgspec


class Pages(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """What of pages is read, by CSS selectors; see `checker.readers.markup.selectors`.

    Attributes:
        select: of HTML, what alone holds the article; as the page itself says, if there are none.
        ignore: what is not read of HTML wherever it stands.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Elements(
    msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True
):
    """What is read of XML with some root element, by names of elements, or of what holds one and its own: ``fig/p``.

    Attributes:
        root: the name of the root element, without prefix.
        ignore: elements that are not read in those with text.
    """

    root: str
    headline: tuple[str, ...] = ()
    standfirst: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    quotation: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    list_item: tuple[str, ...] = ()
    cell: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Word(msgspec.Struct, frozen=True, kw_only=True, rename="kebab", omit_defaults=True, forbid_unknown_fields=True):
    """What is read of documents of Word beside their text; `comments`: those that people wrote in the margin."""

    comments: bool = False


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What is wanted of the readers; `target`: BCP-47 tag of the language of the texts, None if it is not known."""

    target: str | None = None
    html: Pages = Pages()
    xml: tuple[Elements, ...] = ()
    docx: Word = Word()

    def mapped(self, root: str) -> Elements | None:
        """What is read of XML with a root element; None if nobody said."""
        return next((each for each in self.xml if each.root == root), None)


NO_WISHES = Wishes()
WishesOf = Callable[[str | None], Wishes]  # by the path of a file, or of what is no file of its own


def none_for(path: str | None) -> Wishes:
    """No wishes, whatever the file."""
    return NO_WISHES
