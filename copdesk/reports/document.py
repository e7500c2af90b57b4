"""What a report says, before anybody decides how it looks: values in order, no drawing.

A report module gathers facts and composes them into one of these; ``pdf.write`` and
``excel.write`` set them out. Text is always plain text: nothing in it is read as markup.

Example:
    A short pack with an agenda and one paper::

        Document(
            title="Quarterly meeting",
            subtitle="Immigration Advice Community of Practice",
            facts=(("Date", date(2026, 12, 9)), ("Place", "Leeds Central Library and online")),
            blocks=(
                Heading("Agenda"),
                Table(
                    columns=(
                        Column("Time", Clock()),
                        Column("Item"),
                        Column("Lead"),
                        Column("Length", Minutes()),
                    ),
                    rows=(
                        Band("Legal changes"),
                        (time(10), Titled("Statement of changes", "Paper 1"), "Amina", 20),
                        (time(10, 20), "Fee waivers", None, 15),
                    ),
                ),
            ),
            papers=(Paper("Statement of changes", "application/pdf", content),),
        )

    A workbook::

        Workbook(
            title="Training register",
            sheets=(
                Sheet(
                    "Register",
                    columns=(Column("Name"), Column("Held on", Day()), Column("Hours", Hours())),
                    rows=((("Olena Shevchenko"), date(2026, 3, 1), Decimal("1.50")),),
                    period="1 Jan to 31 Mar 2026",
                    totals=("Total", "", Decimal("1.50")),
                ),
            ),
            definitions=(("Hours", "Decimal hours of training attended."),),
        )
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar, overload

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Count, Field, Hours, Kind, Minutes, Text


class Tone(StrEnum):
    """What a colour would say; the words beside it always say it too."""

    PLAIN = "plain"
    MUTED = "muted"
    INFO = "info"
    OK = "ok"
    WARN = "warn"
    DANGER = "danger"


Plain = str | int | Decimal | date | datetime | time | PartialDate | tuple[str, ...] | None
"""A value as the file keeps it. ``None`` is unknown and is shown so; ``""`` leaves a blank."""


@dataclass(frozen=True, slots=True)
class Toned:
    """A value that a colour helps to find: ``Toned("5 days late", Tone.DANGER)``."""

    value: Plain
    tone: Tone


@dataclass(frozen=True, slots=True)
class Titled:
    """Two texts in one cell: the first strong, the second smaller below it."""

    title: str
    detail: str


@dataclass(frozen=True, slots=True)
class Formula:
    """What Excel works out anew; made by our own code alone, never out of what people typed.

    Attributes:
        text: without the ``=``; a column's name is all its cells, ``{name}`` the one of this row.
        shown: what the program worked out, for paper and until Excel has.
    """

    text: str
    shown: Plain


Value = Plain | Toned | Titled | Formula
Row = tuple[Value, ...]


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowsMade(Sequence[Row], Generic[T]):
    """The rows of a large sheet, each made when it is read, so that they never stand in memory.

    Attributes:
        of: what each row is made of.
        make: makes it.
    """

    of: Sequence[T]
    make: Callable[[T], Row]

    def __len__(self) -> int:
        return len(self.of)

    def __iter__(self) -> Iterator[Row]:
        return map(self.make, self.of)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return [self.make(each) for each in self.of[place]]
        return self.make(self.of[place])


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table or a sheet.

    Attributes:
        label: its heading.
        kind: decides how values are written and on which side they stand.
        width: in millimetres; None shares what is left by what the cells hold.
        name: what formulas call it, each name once in a workbook.
    """

    label: str
    kind: Kind = field(default_factory=Text)
    width: float | None = None
    name: str = ""

    @classmethod
    def of(cls, described: Field, width: float | None = None) -> "Column":
        """The column of a field, with the field's own label."""
        return cls(described.label, described.kind, width)

    @property
    def right(self) -> bool:
        """Numbers stand at the right edge, everything else at the left."""
        return isinstance(self.kind, Hours | Count | Minutes)


@dataclass(frozen=True, slots=True)
class Band:
    """A line across a table that begins a group of rows."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a part. Levels 1 and 2 stand in the contents; 1 to 3 in the PDF's bookmarks.

    Attributes:
        level: 1 to 3.
        new_page: the part begins on a page of its own.
    """

    text: str
    level: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; line ends are kept."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts, with dots or numbers."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of values under columns; the headings are repeated on every page.

    Attributes:
        rows: each as long as ``columns``, or a :class:`Band`.
        caption: a short title above the table.
        empty: the sentence that stands there when there are no rows.
        totals: a last row, set off from the others.
        row_height: in millimetres at least; for rows that people write on.
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row | Band]
    caption: str = ""
    empty: str = "Nothing to show."
    totals: Row | None = None
    row_height: float = 0


@dataclass(frozen=True, slots=True)
class KeyValues:
    """A few named values, one below the other; days are written with their weekday."""

    pairs: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number to be seen at a glance, with a line of what it means."""

    label: str
    value: Value
    note: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Figures:
    """Up to four figures side by side; more take further rows."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A sentence or two that must not be overlooked."""

    text: str
    title: str = ""
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Box:
    """An empty frame to write in, with its question at the head; ``height`` in millimetres."""

    title: str
    height: float = 30


@dataclass(frozen=True, slots=True)
class Badge:
    """What one person wears: all but the name may be empty."""

    name: str
    own_script: str = ""
    line: str = ""
    foot: str = ""


@dataclass(frozen=True, slots=True)
class Badges:
    """Name badges side by side, to be cut out: 8 or 10 on a page."""

    badges: tuple[Badge, ...]
    to_a_page: int = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the words before it, how much of each part it holds, and the words after it."""

    label: str
    values: tuple[int, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars that lie below one another, their parts side by side; at most three parts.

    Attributes:
        parts: the words of the legend.
    """

    parts: tuple[str, ...]
    bars: tuple[Bar, ...]


Block = (
    Heading
    | Paragraph
    | Bullets
    | Table
    | KeyValues
    | Figures
    | Callout
    | PageBreak
    | Box
    | Badges
    | Bars
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that belongs to the document and follows it: PDFs and pictures are printed.

    Attributes:
        number: what it is called by, such as ``3.1``; empty takes its place in the document.
    """

    name: str
    media_type: str
    content: bytes = field(repr=False)
    number: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One printed document.

    Attributes:
        facts: the few things a reader wants first, on the cover or below the title.
        footer: at the foot of every page: whose document it is.
        cover: a page of its own for title and facts; without it they stand above the text.
        contents: a list of the parts and papers with their pages.
        landscape: wide pages, for wide tables.
        titled: without a cover, title and facts stand above the text.
        scale: how many times larger than usual everything of ours is.
        duplex: for printing on both sides: parts and papers begin on right-hand pages.
        made: what the file says of when it was made; None takes the moment of writing.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    subtitle: str = ""
    facts: tuple[tuple[str, Value], ...] = ()
    papers: tuple[Paper, ...] = ()
    footer: str = ""
    cover: bool = True
    contents: bool = True
    landscape: bool = False
    titled: bool = True
    scale: float = 1.0
    duplex: bool = False
    made: datetime | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One day above the table of a sheet, to be changed by hand; formulas call it ``name``."""

    label: str
    name: str
    value: date


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that Excel draws of columns of the workbook: their parts stand on one another.

    Attributes:
        title: over it.
        labels: the name of the column whose cells stand beside the bars.
        parts: the names of the columns whose numbers are drawn; their headings are the legend.
        lying: the bars lie, for long words; the first row is on top.
        most: no more than so many of the first rows.
    """

    title: str
    labels: str
    parts: tuple[str, ...]
    lying: bool = False
    most: int = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        title: on the tab (cut to what Excel takes) and in the first row.
        period: which days the rows cover, in words; empty when that means nothing.
        notes: sentences above the table.
        totals: a last row, set off from the others.
        asked: a day that formulas count by.
        charts: below one another; they may draw columns of other sheets.
    """

    title: str
    columns: tuple[Column, ...] = ()
    rows: Sequence[Row] = ()
    period: str = ""
    notes: tuple[str, ...] = ()
    totals: Row | None = None
    asked: Named | None = None
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Workbook:
    """One Excel file; ``definitions`` (word, meaning) become a last sheet of their own."""

    title: str
    sheets: tuple[Sheet, ...]
    definitions: tuple[tuple[str, str], ...] = ()
