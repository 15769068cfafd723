"""Where the paragraphs of a text document stand, as its reader would say."""

from __future__ import annotations


class Places:
    """Counts the tables, the text boxes and the paragraphs of a document as they come."""

    def __init__(self) -> None:
        self._counts: list[int] = []  # of tables, of rows and of cells that are open, from the outermost in
        self._tables = self._boxes = self._paragraphs = 0

    @property
    def in_table(self) -> bool:
        return bool(self._counts)

    def begin_table(self) -> None:
        """Take in that a table begins, maybe in a cell of another, by which its cells are called then."""
        self._tables += not self._counts
        self._counts += (self._tables, 0, 0)

    def begin_row(self) -> None:
        """Take in that a row begins."""
        if self._counts:
            self._counts[-2:] = self._counts[-2] + 1, 0

    def begin_cell(self) -> None:
        """Take in that a cell begins."""
        if self._counts:
            self._counts[-1] += 1

    def end_table(self) -> None:
        """Take in that a table ends."""
        del self._counts[-3:]

    def begin_box(self) -> None:
        """Take in that a text box begins."""
        self._boxes += 1

    def next(self, note: str, *, in_box: bool) -> str:
        """Where the paragraph stands that begins here; `note` is what the note is called that it stands in, if any."""
        if note:
            return note
        if in_box:
            return f"text box {self._boxes}"
        if self._counts:
            return "table {}, row {}, cell {}".format(*self._counts[:3])
        self._paragraphs += 1
        return f"paragraph {self._paragraphs}"
