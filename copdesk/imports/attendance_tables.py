"""Finding the tables of an attendance report by their shape; titles and headings are translated."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from copdesk.domain.text import clean, fold
from copdesk.errors import UserError
from copdesk.imports.delimited import decode
from copdesk.imports.source import MOST_BYTES, MOST_ROWS, Cells
from copdesk.imports.stays import looks_like_moment, seconds
from copdesk.imports.workbook import read_source

Row = Mapping[str, str]
Test = Callable[[str], bool]

_ROLES: Mapping[str, frozenset[str]] = {
    "name": frozenset(
        ["name", "full name", "name original name", "user name original name", "user name"]
    ),
    "join": frozenset(["first join", "first join time", "join time"]),
    "leave": frozenset(["last leave", "last leave time", "leave time"]),
    "length": frozenset(
        ["in meeting duration", "duration", "duration minutes", "total duration minutes",
         "time in session minutes"]
    ),
    "email": frozenset(["email", "user email", "e mail", "email address"]),
    "action": frozenset(["user action"]),
    "at": frozenset(["timestamp"]),
    "waiting": frozenset(["in waiting room"]),
    "attended": frozenset(["attended"]),
}  # fmt: skip
_SHOWS_TIME = {"join", "length", "action"}
_LOOKED_AT = 20
_NOT_A_REPORT = "is not an attendance report of Teams or Zoom."
_DOWNLOAD = "Download the report of the meeting again, and don't change it in Excel."


@dataclass(frozen=True, slots=True)
class Table:
    """A table of people.

    Attributes:
        roles: what its columns are for.
        rows: its cells by what they are for.
        whole: a row tells of a whole stay with its breaks, not of one visit.
    """

    roles: frozenset[str]
    rows: tuple[Row, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Tables:
    """What a report holds.

    Attributes:
        title: of the meeting, where the file says it.
        found: the tables of people in their order.
        moments: every cell of the file that looks like a day with a time.
    """

    title: str
    found: tuple[Table, ...]
    moments: tuple[str, ...]


def read_tables(path: Path) -> Tables:
    """The tables of people in an attendance report.

    Raises:
        UserError: it can't be read, or is no such report.
    """
    for rows in _ways(path):
        tables = _tables(rows)
        if tables:
            moments = tuple(cell for row in rows for cell in row if looks_like_moment(cell))
            return Tables(_title(rows), tables, moments)
    raise UserError(f"{path.name} {_NOT_A_REPORT}", _DOWNLOAD)


def _ways(path: Path) -> list[list[Cells]]:
    """The rows of the file, once for each delimiter it may have."""
    data = _bytes(path)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return [list(sheet.rows) for sheet in read_source(path).sheets]
    text, _words = decode(_marked(data), path.name)
    return [_cut(text, delimiter, path.name) for delimiter in "\t,;"]


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"{path.name} is larger than 20 MB.", "Choose another file.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} can't be read.", "Close it in other programs.") from error


def _marked(data: bytes) -> bytes:
    """UTF-16 that lost its mark gets it again: every other byte of its first letters is NUL."""
    start = data[:64]
    if len(start) > 3 and start[1:20:2].strip(b"\0") == b"":
        return b"\xff\xfe" + data
    if len(start) > 3 and start[0:20:2].strip(b"\0") == b"":
        return b"\xfe\xff" + data
    return data


def _cut(text: str, delimiter: str, name: str) -> list[Cells]:
    rows: list[Cells] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            cells = [clean(cell).strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            rows.append(tuple(cells))
            if len(rows) > MOST_ROWS:
                raise UserError(f"{name} is larger than {MOST_ROWS:,} rows.", _DOWNLOAD)
    except csv.Error:
        return []
    return rows


def _tables(rows: Sequence[Cells]) -> tuple[Table, ...]:
    """By headings that are known; in other languages by the shape of what stands below them."""
    heads = {n: roles for n, row in enumerate(rows) if (roles := _known(row))}
    if not heads:
        heads = {n: roles for n in range(len(rows)) if (roles := _shaped(rows, n))}
        single = [n for n in heads if len(_body(rows, n, heads)) == 1]
        if len(heads) > len(single):  # the facts of the meeting look like a table of one
            heads = {n: roles for n, roles in heads.items() if n not in single}
    made = [
        Table(
            frozenset(roles.values()),
            tuple(_row(one, roles) for one in _body(rows, n, heads)),
            any(fold(cell).startswith("first join") for cell in rows[n]),
        )
        for n, roles in heads.items()
    ]
    if len(made) > 1 and not any("attended" in table.roles for table in made):
        made[0] = replace(made[0], whole=True)  # Teams tells of each person, then of each visit
    return tuple(made)


def _known(row: Cells) -> dict[int, str]:
    """The columns of a row of headings by their place; nothing when it is none."""
    roles: dict[int, str] = {}
    for place, cell in enumerate(row):
        role = next((role for role, words in _ROLES.items() if fold(cell) in words), None)
        if role and role not in roles.values():
            roles[place] = role
    found = set(roles.values())
    return roles if "name" in found and found & _SHOWS_TIME else {}


def _shaped(rows: Sequence[Cells], number: int) -> dict[int, str]:
    """The columns of what may be headings, told by the cells below them."""
    head = rows[number]
    below = [row for row in rows[number + 1 : number + 1 + _LOOKED_AT] if row]
    if sum(map(bool, head)) < 3 or any(map(_is_value, head)) or not below:
        return {}
    if not any(looks_like_moment(cell) for cell in below[0]):
        return {}
    moments = [n for n in range(1, len(head)) if _cell_is(below, n, looks_like_moment)]
    lengths = [n for n in range(1, len(head)) if _cell_is(below, n, _is_length)]
    mails = [
        n
        for n, cell in enumerate(head)
        if "upn" not in fold(cell) and _cell_is(below, n, lambda cell: "@" in cell)
    ]
    places = zip(("join", "leave"), moments, strict=False)
    roles = {0: "name", **{place: role for role, place in places}}
    roles.update(dict.fromkeys(lengths[:1], "length"))
    roles.update(dict.fromkeys(mails[:1], "email"))
    return roles if len(roles) > 2 else {}


def _cell_is(rows: Sequence[Cells], place: int, test: Test) -> bool:
    """Whether the first filled cell of a column is so."""
    filled = next((row[place] for row in rows if place < len(row) and row[place]), "")
    return test(filled)


def _is_length(cell: str) -> bool:
    return not cell.isdecimal() and seconds(cell) is not None


def _is_value(cell: str) -> bool:
    return looks_like_moment(cell) or "@" in cell or (bool(cell) and seconds(cell) is not None)


def _body(rows: Sequence[Cells], head: int, heads: Mapping[int, object]) -> list[Cells]:
    """The rows under a row of headings: up to the next one, without the title before that."""
    end = min((n for n in heads if n > head), default=len(rows))
    body = [row for row in rows[head + 1 : end] if row]
    more = end < len(rows)
    return body[:-1] if more and body and len(body[-1]) == 1 else body


def _row(cells: Cells, roles: Mapping[int, str]) -> Row:
    return {role: cells[n] if n < len(cells) else "" for n, role in roles.items()}


def _title(rows: Sequence[Cells]) -> str:
    for row, after in zip(rows, [*rows[1:], ()], strict=True):
        first = fold(row[0]) if row else ""
        if first in {"meeting title", "title"} and len(row) > 1:
            return row[1]
        if "topic" in map(fold, row) and after:
            place = [fold(cell) for cell in row].index("topic")
            return after[place] if place < len(after) else ""
    return ""
