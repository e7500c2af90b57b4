"""What reading a file of any format gives: sheets of plain text, and words about how it went."""

from dataclasses import dataclass

MOST_BYTES = 20 * 2**20
"""The largest file that is read: 20 MB."""
MOST_ROWS = 100_000
MOST_COLUMNS = 300
MOST_CHARACTERS = 100_000_000
"""Of all sheets together; a workbook may repeat one long text a hundred thousand times."""

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet.

    Attributes:
        name: of the sheet; empty for a file that has none.
        rows: the cells as text, blank rows too, so that the seventh is what Excel calls row 7.
    """

    name: str
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read.

    Attributes:
        name: of the file, without its folder.
        sheets: at least one; those without any filled cell are left out.
        words: sentences about how it was read that a person should see.
    """

    name: str
    sheets: tuple[Sheet, ...]
    words: tuple[str, ...] = ()
