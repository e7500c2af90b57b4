"""What was done to the file, by whom and when, in words; and the bin of what was deleted."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, exists, func, or_, select, update

from copdesk.db.cards import card_of
from copdesk.db.ground import change, row_change
from copdesk.db.kinds import models
from copdesk.db.reader import Reader
from copdesk.db.record import Record, defaults_of, fields_of
from copdesk.db.stored import Plain, from_stored, to_stored
from copdesk.db.unit import Unit
from copdesk.domain.fields import Field, Link
from copdesk.domain.wording import words

GONE = "a deleted record"
NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One act in the history; ``rows`` counts the rows it touched, ``way`` is how it came."""

    id: int
    at: datetime
    actor: str
    label: str
    way: str
    of: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What one act did to one record: ``verb`` is added, changed or deleted."""

    record_id: int
    kind: str
    title: str
    verb: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class BinLine:
    """A record in the bin, and the act that put it there."""

    change_id: int
    record_id: int
    kind: str
    title: str
    deleted_at: datetime


def changes(
    reader: Reader,
    *,
    limit: int = 200,
    before: int | None = None,
    record_id: int | None = None,
) -> list[ChangeLine]:
    """The newest acts first.

    Args:
        reader: where to look.
        limit: how many.
        before: only acts older than this one, to page on.
        record_id: only acts that touched this record or something that belongs to it.
    """
    counted = select(func.count()).where(row_change.c.change_id == change.c.id).scalar_subquery()
    asked = select(change, counted.label("rows")).order_by(change.c.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(change.c.id < before)
    if record_id is not None:
        about = or_(row_change.c.record_id == record_id, row_change.c.about_id == record_id)
        asked = asked.where(change.c.id.in_(select(row_change.c.change_id).where(about).distinct()))
    return [
        ChangeLine(row.id, _moment(row.at), row.actor, row.label, row.way, row.of, row.rows)
        for row in reader.rows(asked)
    ]


def details(reader: Reader, change_id: int, *, limit: int = 500) -> list[RecordChange]:
    """What an act did, record by record, in words."""
    asked = select(row_change).where(row_change.c.change_id == change_id)
    lines = reader.rows(asked.order_by(row_change.c.id).limit(limit))
    pairs = [(models()[line.kind], line) for line in lines]
    titles = _titles(reader, pairs)
    return [_told(model, line, titles) for model, line in pairs]


def bin_lines(reader: Reader, *, limit: int = 2_000) -> list[BinLine]:
    """What was deleted and can be brought back, newest first.

    A record is in the bin while the act that deleted it is the last word on it and its content
    has not been removed for good.
    """
    later = row_change.alias("later")
    came_after = exists().where(
        and_(later.c.record_id == row_change.c.record_id, later.c.id > row_change.c.id)
    )
    carded = [kind for kind, model in models().items() if model.title_from]
    asked = (
        select(row_change, change.c.at, change.c.way)
        .join(change, change.c.id == row_change.c.change_id)
        .where(
            row_change.c.after.is_(None),
            row_change.c.before.is_not(None),
            row_change.c.kind.in_(carded),
            change.c.way == "edit",
            ~came_after,
        )
        .order_by(row_change.c.id.desc())
        .limit(limit)
    )
    rows = reader.rows(asked)
    return [
        BinLine(row.change_id, row.record_id, row.kind, _title(row), _moment(row.at))
        for row in rows
    ]


def empty_bin(unit: Unit, today: date, days: int) -> int:
    """Remove for good what has been in the bin for more than ``days`` days; how many records.

    Every image of those records is wiped from the history, so that it holds nothing of them.
    """
    limit = today - timedelta(days=days)
    gone = [line.record_id for line in bin_lines(unit) if line.deleted_at.date() < limit]
    for id_ in gone:
        wipe(unit, id_)
    return len(gone)


def wipe(unit: Unit, record_id: int) -> None:
    """Wipe every image of a record, and of what belongs to it, from the history."""
    about = or_(row_change.c.record_id == record_id, row_change.c.about_id == record_id)
    unit.connection.execute(update(row_change).where(about).values(before=None, after=None))


# In words ---------------------------------------------------------------------------------------


def _told(model: type[Record], line: Row[Any], titles: Mapping[int, str]) -> RecordChange:
    before, after = _load(line.before), _load(line.after)
    verb = "added" if before is None else "deleted" if after is None else "changed"
    if line.before is None and line.after is None:
        verb = "removed for good"
    fields = fields_of(model)
    names = [name for name in (after or before or {}) if name in fields]
    told = (
        FieldChange(
            fields[name].label,
            _value(fields[name], (before or {}).get(name), titles),
            _value(fields[name], (after or {}).get(name), titles),
        )
        for name in names
    )
    shown = tuple(each for each in told if each.before != each.after)
    return RecordChange(line.record_id, line.kind, _name(model, line, titles), verb, shown)


def _name(model: type[Record], line: Row[Any], titles: Mapping[int, str]) -> str:
    if line.record_id in titles:
        return titles[line.record_id]
    if model.title_from and (line.before or line.after):
        return _title(line)
    image = _load(line.before) or _load(line.after) or {}
    linked = [
        titles.get(int(image[name] or 0), GONE)
        for name, described in fields_of(model).items()
        if isinstance(described.kind, Link) and described.required and name in image
    ]
    return " · ".join(linked) or model.singular


def _title(line: Row[Any]) -> str:
    model = models()[line.kind]
    fields = fields_of(model)
    whole = {n: to_stored(fields[n].kind, value) for n, value in defaults_of(model).items()}
    return card_of(model, whole | (_load(line.before) or _load(line.after) or {})).title


def _value(described: Field, plain: Plain, titles: Mapping[int, str]) -> str:
    if plain is None or plain == "":
        return NOTHING
    if isinstance(described.kind, Link):
        return titles.get(int(plain), GONE)
    return words(described.kind, from_stored(described.kind, plain))


def _titles(reader: Reader, pairs: Iterable[tuple[type[Record], Row[Any]]]) -> dict[int, str]:
    """Titles of the records and of all that their images link to, even of deleted ones."""
    ids: set[int] = set()
    for model, line in pairs:
        ids.add(line.record_id)
        links = [n for n, d in fields_of(model).items() if isinstance(d.kind, Link)]
        for image in (_load(line.before), _load(line.after)):
            ids.update(int(image[n] or 0) for n in links if image and n in image)
    found = reader.titles(ids)
    return found | _titles_from_history(reader, ids - found.keys())


def _titles_from_history(reader: Reader, ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    asked = (
        select(row_change)
        .where(row_change.c.record_id.in_(ids), row_change.c.after.is_(None))
        .where(row_change.c.before.is_not(None))
        .order_by(row_change.c.id)
    )
    return {
        row.record_id: _title(row) for row in reader.rows(asked) if models()[row.kind].title_from
    }


def _load(text: str | None) -> dict[str, Plain] | None:
    return None if text is None else json.loads(text)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
