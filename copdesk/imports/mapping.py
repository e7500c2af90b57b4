"""Which column goes where: guessed from the headings, and changed by whoever looks at it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from copdesk.errors import UserError
from copdesk.imports.headings import find_header, meaning, plain, words_of
from copdesk.imports.layouts import Layout, recognise
from copdesk.imports.source import Cells, Sheet
from copdesk.imports.targets import TARGETS, Subject, target

_ADDRESSES = 0.5  # the part of a column's cells that must look like addresses
_LOOKED_AT = 50
_PRIVATE = (
    "birth", "birthday", "dob", "age", "gender", "sex", "spouse", "children", "anniversary",
    "religion", "ethnicity", "ethnic", "nationality", "passport", "immigration status", "home",
    "hobby", "national insurance", "photo", "disability", "marital status",
)  # fmt: skip
NOT_NEEDED = "Not imported: the network does not need it"
NOT_IMPORTED = "Not imported"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the sheet and where its cells go.

    Attributes:
        index: from 0.
        heading: as the file has it, or ``Column C`` where it has none.
        target: the key of a target; empty when it is not imported.
        why: how that was found, in words.
    """

    index: int
    heading: str
    target: str
    why: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """What each column of a sheet means.

    Attributes:
        subject: what the rows are.
        header: the index of the row of headings; -1 when there is none.
        columns: every column.
        layout: the address book that wrote the file, when it is a known one.
        community: the community every row joins, where no column says one; empty for none.
    """

    subject: Subject
    header: int
    columns: tuple[Column, ...]
    layout: str = ""
    community: str = ""

    def put(self, index: int, key: str) -> "Mapping":
        """The same with one column going elsewhere; who was there makes room.

        Args:
            index: of the column.
            key: of the target; empty to leave the column out.
        """
        alone = bool(key) and not target(self.subject, key).several
        columns = tuple(
            replace(each, target=key, why="Chosen by you" if key else NOT_IMPORTED)
            if each.index == index
            else replace(each, target="", why=NOT_IMPORTED)
            if alone and each.target == key
            else each
            for each in self.columns
        )
        return replace(self, columns=columns)

    @property
    def imported(self) -> tuple[Column, ...]:
        """The columns that go somewhere."""
        return tuple(each for each in self.columns if each.target)

    def of(self, key: str) -> tuple[Column, ...]:
        """The columns that go to a target, in their order; a mobile number after any other."""
        found = (each for each in self.columns if each.target == key)
        return tuple(sorted(found, key=lambda each: "mobile" in plain(each.heading)))

    @property
    def missing(self) -> str:
        """A sentence when no row could have a name; empty when all is well."""
        named = ("name", "first_name", "last_name")
        if any(each.target in named for each in self.columns):
            return ""
        return f"No column holds the name of the {self.subject.singular}; choose one."


def guess(sheet: Sheet, subject: Subject) -> Mapping:
    """What each column of a sheet probably means.

    Raises:
        UserError: the sheet holds nothing below its headings.
    """
    header = find_header(sheet.rows)
    rows = sheet.rows[0 if header is None else header + 1 :]
    if not any(map(any, rows)):
        raise UserError("There are no rows below the headings.", "Choose another sheet or file.")
    width = max(map(len, sheet.rows))
    there = sheet.rows[header] if header is not None else ()
    headings = [_heading(there, index) for index in range(width)]
    layout = recognise(headings) if subject is Subject.PEOPLE else None
    columns = _by_layout(headings, layout) if layout else _by_words(headings, subject)
    columns = _by_cells(columns, rows[:_LOOKED_AT])
    name = layout.name if layout else ""
    return Mapping(subject, -1 if header is None else header, tuple(columns), name)


def likely_subject(sheet: Sheet) -> Subject:
    """What the rows of a sheet probably are: whose headings more of its own are."""
    header = find_header(sheet.rows)
    there = sheet.rows[header] if header is not None else ()
    if recognise(there):
        return Subject.PEOPLE
    found = {each: {words_of(each).get(plain(cell), "") for cell in there} for each in Subject}
    return max((Subject.PEOPLE, Subject.ORGANISATIONS), key=lambda each: len(found[each]))


def _heading(row: Cells, index: int) -> str:
    said = " ".join(row[index].split()) if index < len(row) else ""
    return said or f"Column {letters(index)}"


def letters(index: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    before, last = divmod(index, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)


def _by_layout(headings: Sequence[str], layout: Layout) -> list[Column]:
    return [
        Column(index, heading, key, f"As {layout.name} writes it" if key else NOT_NEEDED)
        for index, heading in enumerate(headings)
        for key in [layout.target(heading)]
    ]


def _by_words(headings: Sequence[str], subject: Subject) -> list[Column]:
    """The surest heading of each target wins; of equals, the first."""
    meant = [meaning(heading, subject) for heading in headings]
    best: dict[str, int] = {}
    for index, (key, score) in enumerate(meant):
        if key and (key not in best or score > meant[best[key]][1]):
            best[key] = index
    return [
        _worded(index, heading, *meant[index], subject, first=best.get(meant[index][0]) == index)
        for index, heading in enumerate(headings)
    ]


def _worded(  # noqa: PLR0913  (what is known of one column)
    index: int, heading: str, key: str, score: float, subject: Subject, *, first: bool
) -> Column:
    words = f" {plain(heading)} "
    if any(f" {word} " in words for word in _PRIVATE):
        return Column(index, heading, "", NOT_NEEDED)
    if not key or not (first or target(subject, key).several):
        return Column(index, heading, "", NOT_IMPORTED)
    return Column(index, heading, key, "The same heading" if score == 100 else "A like heading")


def _by_cells(columns: list[Column], rows: Sequence[Cells]) -> list[Column]:
    """Where no heading says so, the column of addresses is the e-mail, whatever it is called."""
    if any(each.target == "email" for each in columns):
        return columns
    for each in columns:
        cells = [row[each.index] for row in rows if each.index < len(row) and row[each.index]]
        like = sum(1 for cell in cells if "@" in cell and "." in cell and " " not in cell)
        if like > len(cells) * _ADDRESSES:
            found = replace(each, target="email", why="Its cells are addresses")
            return [found if one is each else one for one in columns]
    return columns


def drop_down(subject: Subject) -> list[tuple[str, str]]:
    """What a column may be: (key, words), first that it is not imported."""
    return [("", NOT_IMPORTED), *((each.key, each.label) for each in TARGETS[subject])]
