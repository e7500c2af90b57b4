"""What a file holds beside its records: its settings, and new records not yet complete."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, select

from copdesk.db.ground import draft, setting
from copdesk.db.kinds import models
from copdesk.db.reader import Reader
from copdesk.db.record import fields_of
from copdesk.db.stored import from_stored, to_stored


@dataclass(frozen=True, slots=True)
class Draft:
    """A new record whose required fields are not all given yet.

    Attributes:
        id: of the draft, not of a record.
        kind: the table name of the record it will be.
        at: when it was last touched.
        values: what is given so far, by field name.
    """

    id: int
    kind: str
    at: datetime
    values: Mapping[str, Any]


def settings(reader: Reader) -> dict[str, str]:
    """Every setting of the file by its key."""
    return {row.key: row.value for row in reader.rows(select(setting))}


def put_setting(connection: Connection, key: str, value: str) -> None:
    """Set one setting of the file."""
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO setting (key, value) VALUES (?, ?)", (key, value)
    )


def put_draft(
    connection: Connection, id_: int | None, kind: str, at: datetime, values: Mapping[str, object]
) -> int:
    """Keep a draft, a new one when ``id_`` is ``None``; returns its id."""
    fields = fields_of(models()[kind])
    plain = {name: to_stored(fields[name].kind, value) for name, value in values.items()}
    stamp = at.astimezone(UTC).isoformat(timespec="seconds")
    kept = connection.exec_driver_sql(
        "INSERT OR REPLACE INTO draft (id, kind, at, data) VALUES"
        " (coalesce(?, (SELECT max(0, coalesce(max(id), 0)) + 1 FROM draft)), ?, ?, ?)"
        " RETURNING id",
        (id_, kind, stamp, json.dumps(plain, ensure_ascii=False)),
    )
    return int(kept.scalar_one())


def drafts(reader: Reader, kind: str | None = None) -> list[Draft]:
    """The drafts of new records, newest first; only those of one kind where it is given."""
    asked = select(draft).where(draft.c.id > 0).order_by(draft.c.at.desc(), draft.c.id.desc())
    rows = reader.rows(asked if kind is None else asked.where(draft.c.kind == kind))
    return [
        Draft(row.id, row.kind, datetime.fromisoformat(row.at), _values(row.kind, row.data))
        for row in rows
        if row.kind in models()
    ]


def held(reader: Reader, kind: str, id_: int) -> dict[str, Any]:
    """What one draft of a kind holds; nothing where there is none."""
    kept = reader.scalar(select(draft.c.data).where(draft.c.id == id_, draft.c.kind == kind))
    return {} if kept is None else _values(kind, kept)


def drop_draft(connection: Connection, id_: int) -> None:
    """Give a draft up."""
    connection.execute(draft.delete().where(draft.c.id == id_))


def _values(kind: str, data: str) -> dict[str, Any]:
    fields = fields_of(models()[kind])
    plain = json.loads(data)
    return {n: from_stored(fields[n].kind, value) for n, value in plain.items() if n in fields}
