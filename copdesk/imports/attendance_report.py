"""Who was at a meeting, and for how long, by the attendance report of Teams or Zoom."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from copdesk.domain.text import fold
from copdesk.errors import UserError
from copdesk.imports.attendance_tables import Row, Table, Tables, read_tables
from copdesk.imports.names import person_key
from copdesk.imports.stays import Order, Reading, Span, moment, readings, seconds, union

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_TAGS = frozenset(
    ["guest", "external", "unverified", "host", "co host", "me", "gast", "extern", "invite",
     "invitado", "ospite", "convidado", "gosc"]
)  # fmt: skip
_PRONOUNS = re.compile(r"(she|he|they|ze|hir)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d\s().*x-]{5,}")
_BY_PHONE = ("call in user", "phone user", "telephone", "call in")


@dataclass(frozen=True, slots=True)
class Attendee:
    """One person as the file knows them.

    Attributes:
        names: the name shown, then others the file gives; none for somebody who dialled in.
        email: empty for most guests.
        seconds: how long they were there; ``None`` when the file does not say.
        spans: from when to when, where the file says it.
        joined: how often they came in.
        label: the name to show.
    """

    names: tuple[str, ...]
    email: str
    seconds: int | None
    spans: tuple[Span, ...]
    joined: int
    label: str

    @property
    def arrived(self) -> datetime | None:
        """When they first came in."""
        return min((begins for begins, _ends in self.spans), default=None)

    @property
    def left(self) -> datetime | None:
        """When they last left."""
        return max((ends for _begins, ends in self.spans), default=None)


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was read.

    Attributes:
        name: of the file.
        title: of the meeting, where the file says it.
        readings: the ways to read its dates; with two, somebody must say which.
        tables: what it holds.
    """

    name: str
    title: str
    readings: tuple[Reading, ...]
    tables: tuple[Table, ...]

    def attendees(self, reading: Reading) -> list[Attendee]:
        """Everybody who was there, in the order of the file."""
        return _attendees(self.tables, reading.order)


@dataclass(slots=True)
class _Seen:
    """What was read of one person so far."""

    names: list[str]
    email: str
    whole: tuple[Span, ...] = ()
    total: int | None = None
    spans: list[Span] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    joined: int = 0

    def stayed(self) -> int | None:
        """The total of the file; else visits, those that overlap once; ``None`` if not known."""
        if self.total is not None:
            return self.total
        return union(self.spans) + sum(self.lengths) if self.spans or self.lengths else None


def read_report(path: Path, held_on: date) -> Report:
    """An attendance report.

    Args:
        path: the file.
        held_on: the day of the meeting it is meant for; it may decide how dates are read.

    Raises:
        UserError: it can't be read, or is no such report.
    """
    tables = read_tables(path)
    joins = [row.get("join") or row.get("at") or "" for row in _rows(tables)]
    ways = readings(tables.moments, filter(None, joins), held_on)
    if not ways:
        ways = (Reading(Order.DAY_FIRST, held_on),)
    return Report(path.name, tables.title, ways, tables.found)


def is_report(path: Path) -> bool:
    """Whether a file is an attendance report."""
    if path.suffix.lower() not in {".csv", ".tsv", ".txt", ".xlsx"}:
        return False
    try:
        return bool(read_tables(path).found)
    except UserError:
        return False


def together(people: Sequence[Attendee]) -> Attendee:
    """Several lines of the file that turn out to be one person, on two devices or by telephone."""
    first = people[0]
    if len(people) == 1:
        return first
    spans = tuple(span for each in people for span in each.spans)
    known = [each.seconds for each in people if each.seconds is not None]
    covered = union(spans) if all(each.spans for each in people) else sum(known)
    return Attendee(
        tuple(dict.fromkeys(name for each in people for name in each.names)),
        next((each.email for each in people if each.email), ""),
        min(covered, sum(known)) if known else None,
        spans,
        sum(each.joined for each in people),
        first.label,
    )


# From rows to people ----------------------------------------------------------------------------


def _rows(tables: Tables) -> Iterable[Row]:
    return (row for table in tables.found for row in table.rows)


def _attendees(tables: Sequence[Table], order: Order) -> list[Attendee]:
    seen: dict[tuple[str, str], _Seen] = {}
    for table in tables:
        if "action" in table.roles:
            _read_actions(table, order, seen)
            continue
        read = _read_whole if table.whole else _read_visit
        for line, row in enumerate(table.rows):
            if _was_there(row):
                read(row, order, _one(seen, row, line, alone=len(tables) == 1))
    _join_nameless(seen)
    dialled = iter(range(1, len(seen) + 1))
    return [_attendee(each, dialled) for each in seen.values()]


def _was_there(row: Row) -> bool:
    """Not somebody who registered and stayed away, nor somebody in the waiting room."""
    name = row.get("name", "")
    away = fold(row.get("attended", "yes")) == "no"
    return bool(name) and not away and fold(row.get("waiting", "")) != "yes"


def _one(seen: dict[tuple[str, str], _Seen], row: Row, line: int, *, alone: bool) -> _Seen:
    """The person a row is about; in a table alone, who dialled in is never taken for another."""
    names, email = names_of(row["name"]), row.get("email", "")
    email = email if "@" in email else ""
    if names:
        key = ("email", email.casefold()) if email else ("name", person_key(names[0]))
    else:
        key = ("dialled", f"{line}" if alone else row["name"])
    found = seen.setdefault(key, _Seen([], email))
    found.names += [name for name in names if name not in found.names]
    return found


def _span(row: Row, order: Order) -> Span | None:
    begins, ends = moment(row.get("join", ""), order), moment(row.get("leave", ""), order)
    return (begins, ends) if begins and ends and ends >= begins else None


def _read_whole(row: Row, order: Order, person: _Seen) -> None:
    """A stay with its breaks: its length is what the file says, or not known."""
    span, length = _span(row, order), seconds(row.get("length", ""))
    person.whole += (span,) if span else ()
    if length is not None:
        person.total = length if span is None else min(length, union([span]))


def _read_visit(row: Row, order: Order, person: _Seen) -> None:
    span, length = _span(row, order), seconds(row.get("length", ""))
    person.joined += 1
    if span:
        person.spans.append(span)
    elif length is not None:
        person.lengths.append(length)


def _read_actions(table: Table, order: Order, seen: dict[tuple[str, str], _Seen]) -> None:
    """The oldest layout: a line for each coming and going."""
    came: dict[int, datetime] = {}
    times = [at for row in table.rows if (at := moment(row.get("at", ""), order))]
    for line, row in enumerate(table.rows):
        at = moment(row.get("at", ""), order)
        if not _was_there(row) or at is None:
            continue
        person = _one(seen, row, line, alone=False)
        if id(person) in came:
            person.spans.append((came.pop(id(person)), at))
        else:
            came[id(person)] = at
            person.joined += 1
    for person in seen.values():
        if id(person) in came:
            person.spans.append((came[id(person)], max(times)))


def _join_nameless(seen: dict[tuple[str, str], _Seen]) -> None:
    """Lines without an address belong to the one person of that name who has one."""
    for key in [key for key in seen if key[0] == "name"]:
        same = [
            each
            for other, each in seen.items()
            if other[0] == "email" and person_key(each.names[0]) == key[1]
        ]
        if len(same) == 1:
            _take_in(same[0], seen.pop(key))


def _take_in(person: _Seen, more: _Seen) -> None:
    person.whole += more.whole
    person.spans += more.spans
    person.lengths += more.lengths
    person.joined += more.joined
    if more.total is not None:
        person.total = (person.total or 0) + more.total


def _attendee(seen: _Seen, dialled: Iterator[int]) -> Attendee:
    label = seen.names[0] if seen.names else f"Telephone {next(dialled)}"
    spans = tuple(seen.spans) or seen.whole
    return Attendee(tuple(seen.names), seen.email, seen.stayed(), spans, max(1, seen.joined), label)


def names_of(cell: str) -> tuple[str, ...]:
    """The name shown and others in brackets; nothing for a telephone number.

    ``Doe, Jane (Guest)`` -> ``Jane Doe``; ``Jay (Jane Doe)`` -> ``Jay``, ``Jane Doe``.
    """
    others = []
    while found := _BRACKETS.search(cell):
        cell = cell[: found.start()]
        inside = found[1].strip()
        tags = {fold(word) for word in inside.split(",")}
        if inside and not tags & _TAGS and not _PRONOUNS.match(inside):
            others.append(inside)
    names = [_in_order(name.strip()) for name in (cell, *others) if name.strip()]
    if any(_is_phone(name) for name in names):
        return ()
    return tuple(dict.fromkeys(names))


def _is_phone(name: str) -> bool:
    return _NUMBER.fullmatch(name) is not None or fold(name).startswith(_BY_PHONE)


def _in_order(name: str) -> str:
    """``Doe, Jane`` as people say it."""
    last, comma, first = name.partition(",")
    return (
        f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name
    )
