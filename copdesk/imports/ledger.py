"""The records as they will be: what is in the file, with the rows written onto it one by one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from copdesk.db.record import fields_of
from copdesk.domain.dates import PartialDate, partial_words
from copdesk.domain.fields import Field, option_words
from copdesk.domain.wording import words
from copdesk.imports.draft import Draft, Membership, Ref, Role
from copdesk.imports.joining import begins_after, joined, together
from copdesk.imports.known import Known, Row

Key = int | str
"""One record: its id, or for one still to be made the number of its row (``"7"``)."""


class Part(Enum):
    """What of a record changes."""

    FIELD = "field"
    MEMBERSHIP = "membership"
    ROLE = "role"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a row would change of a record.

    Attributes:
        part: what of it.
        label: of the field, or what is added.
        before: in words; empty when there was nothing.
        after: in words.
        name: of the field.
        value: to keep.
        place: of a membership or role among its like; -1 when it is added.
    """

    part: Part
    label: str
    before: str
    after: str
    name: str
    value: Any
    place: int = -1


@dataclass(slots=True)
class Whole:
    """A record with all that belongs to it, as it will be.

    Memberships and roles come with their ids; 0 for new ones.
    """

    values: dict[str, Any]
    memberships: list[tuple[int, Membership]]
    roles: list[tuple[int, Role]]
    areas: list[int]


@dataclass(frozen=True, slots=True)
class Titles:
    """What that which is linked is called, for words."""

    communities: Mapping[Ref, str]
    organisations: Mapping[Ref, str]
    areas: Mapping[int, str]


class Ledger:
    """The state of every record that rows touch.

    Args:
        known: the file as it is; stays so.
        titles: for words.

    Attributes:
        subject: what the records are.
        touched: those that rows changed, by key.
    """

    def __init__(self, known: Known, titles: Titles) -> None:
        self._known = known
        self._titles = titles
        self.subject = known.subject
        self._fields = fields_of(known.subject.model)
        self.touched: dict[Key, Whole] = {}

    def whole(self, key: Key) -> Whole:
        """A record as it stands after the rows so far; one that is not in the file begins empty."""
        if key in self.touched:
            return self.touched[key]
        if isinstance(key, str):
            return Whole({}, [], [], [])
        known = self._known
        return Whole(
            {name: known.records[key][name] for name in self._fields},
            [(row["id"], _membership(row)) for row in known.memberships.get(key, ())],
            [(row["id"], _role(row)) for row in known.roles.get(key, ())],
            sorted(known.areas.get(key, ())),
        )

    def changes(self, draft: Draft, key: Key) -> tuple[Change, ...]:
        """What the draft would change of a record; nothing when it says nothing new."""
        now = self.whole(key)
        return (
            *self._field_changes(draft, now),
            *self._span_changes(Part.MEMBERSHIP, now.memberships, draft.memberships),
            *self._span_changes(Part.ROLE, now.roles, draft.roles),
            *(
                Change(Part.AREA, "Area", "", self._titles.areas[id_], "", id_)
                for id_ in draft.areas
                if id_ not in now.areas
            ),
        )

    def merge(self, draft: Draft, key: Key) -> None:
        """Write the draft onto a record."""
        if isinstance(key, str) and key not in self.touched:
            self.touched[key] = Whole(
                dict(draft.values),
                [(0, each) for each in draft.memberships],
                [(0, each) for each in draft.roles],
                list(draft.areas),
            )
        else:
            self.make(self.changes(draft, key), key)

    def make(self, changes: tuple[Change, ...], key: Key) -> None:
        """Make these changes of a record."""
        if changes:
            whole = self.touched[key] = self.whole(key)
            for each in changes:
                _write(whole, each)

    def also_called(self, key: Key, name: str) -> None:
        """Keep another name of a record, by which the next import will know it."""
        whole = self.touched[key] = self.whole(key)
        whole.values["aliases"] = (*whole.values.get("aliases", ()), name)

    def _field_changes(self, draft: Draft, now: Whole) -> Iterator[Change]:
        for name, given in draft.values.items():
            field, before = self._fields[name], now.values.get(name)
            if name == "name" and before:
                continue  # the file's own spelling stays
            value = joined(field, before, given)
            if value is not None:
                said = _words(field, before), _words(field, value)
                yield Change(Part.FIELD, field.label, *said, name, value)

    def _span_changes(
        self, part: Part, there: Sequence[tuple[int, Any]], given: Sequence[Any]
    ) -> Iterator[Change]:
        for each in given:
            place = _place(there, each)
            before = there[place][1] if place >= 0 else None
            after = together(before, each) if before else each
            if after != before:
                label = "Role" if part is Part.ROLE else "Community"
                said = self.span_words(before) if before else "", self.span_words(after)
                yield Change(part, label, *said, "", after, place)

    def span_words(self, span: Membership | Role) -> str:
        """``Partner of Yorkshire and the Humber since Feb 2019``."""
        if isinstance(span, Role):
            title = self._titles.organisations[span.organisation]
            said = f"{span.role} at {title}" if span.role else f"Works at {title}"
        else:
            title = self._titles.communities[span.community]
            relation = option_words(span.relation) if span.relation else "Member"
            said = f"{relation} of {title}"
        return said + _dates(span.start, span.end)


def _place(there: Sequence[tuple[int, Any]], given: Any) -> int:  # noqa: ANN401
    """Where the time that a row speaks of stands already; -1 when it is another one."""
    same = [n for n, (_id, span) in enumerate(there) if about(span) == about(given)]
    exact = [n for n in same if together(there[n][1], given) == there[n][1]]
    current = [n for n in same if not begins_after(given, there[n][1])]
    return (exact or current or [-1])[-1]


def about(span: Membership | Role) -> Ref:
    """Which community or organisation a time is in."""
    return span.community if isinstance(span, Membership) else span.organisation


def _write(whole: Whole, change: Change) -> None:
    if change.part is Part.FIELD:
        whole.values[change.name] = change.value
    elif change.part is Part.AREA:
        whole.areas.append(change.value)
    else:
        spans: list[tuple[int, Any]] = (
            whole.roles if change.part is Part.ROLE else whole.memberships
        )
        if change.place < 0:
            spans.append((0, change.value))
        else:
            spans[change.place] = (spans[change.place][0], change.value)


def _membership(row: Row) -> Membership:
    return Membership(row["community_id"], row.get("relation"), row["start"], row["end"])


def _role(row: Row) -> Role:
    return Role(row["organisation_id"], row["role"], row["start"], row["end"])


def _words(field: Field, value: Any) -> str:  # noqa: ANN401
    return "" if value is None else words(field.kind, value)


def _dates(start: PartialDate | None, end: PartialDate | None) -> str:
    since = f" since {partial_words(start)}" if start and not end else ""
    if start and end:
        since = f" from {partial_words(start)}"
    return since + (f" until {partial_words(end)}" if end else "")
