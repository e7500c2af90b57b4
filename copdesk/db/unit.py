"""The unit of work: every write of the file, and the one change record it leaves."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby, repeat
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, insert, select, update

from copdesk.db.cards import Image, drop_cards, file_cards
from copdesk.db.ground import change, counter
from copdesk.db.kinds import links_to
from copdesk.db.reader import Reader
from copdesk.db.record import Record, defaults_of, fields_of, parent_field, table_of
from copdesk.db.stored import Plain, into_stored, to_stored
from copdesk.errors import Invalid, UserError

_CHUNK = 500
Rewrite = tuple[int, Image | None, Image | None]
"""One row to bring from its image before to its image after; ``None``: no such row."""

LONDON = ZoneInfo("Europe/London")
"""Where every day of the program begins and ends."""


class Unit(Reader):
    """One act in progress. Everything goes through :meth:`write`, so nothing escapes history.

    The change record is at once the audit entry, the undo step and the refresh notice.
    """

    def __init__(
        self, connection: Connection, label: str, *, actor: str, revision: str, at: datetime
    ) -> None:
        super().__init__(connection)
        self.at = at
        self.label = label
        self.way = "edit"
        self.of: int | None = None
        self.change_id = 0
        self._actor = actor
        self.revision = revision
        self._touched: dict[type[Record], dict[int, Image | None]] = {}

    # The four verbs -------------------------------------------------------------------------

    def add(self, model: type[Record], **values: object) -> int:
        """Make a record; fields not given have their defaults. Returns its id."""
        return self.insert_many(model, [values])[0]

    def insert_many(self, model: type[Record], rows: Iterable[Mapping[str, object]]) -> list[int]:
        """Make many records at once: rows, history and search words in a few big statements.

        Raises:
            Invalid: a row lacks a required field (nothing is kept then).
        """
        images = [_image(model, values) for values in rows]
        ids = self._take_ids(len(images))
        self.write(model, [(id_, None, image) for id_, image in zip(ids, images, strict=True)])
        return list(ids)

    def set(self, model: type[Record], id_: int, **values: object) -> bool:
        """Change fields of a record; only what differs is written. Says whether anything did.

        Raises:
            UserError: the record is gone.
        """
        before = self.images(model, [id_]).get(id_)
        if before is None:
            raise UserError(f"This {model.singular} was deleted.", "Undo the deletion first.")
        fields = fields_of(model)
        after = {name: to_stored(fields[name].kind, value) for name, value in values.items()}
        _check_required(model, after)
        moved = {name: plain for name, plain in after.items() if before[name] != plain}
        if moved:
            self.write(model, [(id_, {name: before[name] for name in moved}, moved)])
        return bool(moved)

    def delete(self, model: type[Record], id_: int) -> None:
        """Delete a record with all that belongs to it; other links to it become empty."""
        before = self.images(model, [id_]).get(id_)
        if before is None:
            return
        for other, name, described in links_to(model.__tablename__):
            table = table_of(other)
            asked = select(table.c.id).where(table.c[name] == id_).order_by(table.c.id)
            for (linked,) in self.connection.execute(asked).all():
                if described.required:
                    self.delete(other, linked)
                else:
                    self.write(other, [(linked, {name: id_}, {name: None})])
        self.write(model, [(id_, before, None)])

    # The one primitive ----------------------------------------------------------------------

    def write(self, model: type[Record], rows: Iterable[Rewrite]) -> None:
        """Bring rows from image to image: made, changed or deleted; and record it."""
        for how, alike in groupby(rows, key=_how):
            if not how:  # nothing differs, as where all that an image held was private
                continue
            group = list(alike)
            self._open()
            if how != _MAKE:  # before the rows go, as a line asks them what they belong to
                self._record(model, group)
            statement, values = self._statement(model, how, group)
            self.connection.exec_driver_sql(statement, values)
            if how == _MAKE:
                self._record(model, group)
            kept = {id_: after if how == _MAKE else None for id_, _, after in group}
            self._touched.setdefault(model, {}).update(kept)

    def _statement(
        self, model: type[Record], how: tuple[str, ...], rows: Sequence[Rewrite]
    ) -> tuple[str, list[tuple[Plain, ...]]]:
        table = table_of(model).name
        if how == _DELETE:
            return f"DELETE FROM {table} WHERE id = ?", [(id_,) for id_, _, _ in rows]
        names = tuple(fields_of(model)) if how == _MAKE else how
        values = [
            (*((after or {})[name] for name in names), self.change_id, id_)
            for id_, _, after in rows
        ]
        if how == _MAKE:
            columns = ", ".join(f'"{name}"' for name in (*names, "version", "id"))
            marks = ", ".join("?" * (len(names) + 2))
            return f"INSERT INTO {table} ({columns}) VALUES ({marks})", values
        assignments = ", ".join(f'"{name}" = ?' for name in (*names, "version"))
        return f"UPDATE {table} SET {assignments} WHERE id = ?", values

    def next_number(self, series: str) -> int:
        """The next number of a series of references; never given twice, not even after undo."""
        return self._count_up(series, 1)

    @property
    def today(self) -> date:
        """The day of the act, in the United Kingdom."""
        return self.at.astimezone(LONDON).date()

    # Inside ---------------------------------------------------------------------------------

    def finish(self) -> tuple[frozenset[str], frozenset[int]]:
        """Write the cards of what was touched and the final sentence; which tables and ids."""
        self.file_touched()
        if self.change_id:
            stated = {"label": self.label, "way": self.way, "of": self.of}
            self.connection.execute(
                update(change).where(change.c.id == self.change_id).values(stated)
            )
        tables = frozenset(model.__tablename__ for model in self._touched)
        return tables, frozenset(id_ for images in self._touched.values() for id_ in images)

    def file_touched(self) -> None:
        """Write the cards of what was touched so far, so that it has a title for what follows."""
        for model, images in self._touched.items():
            self._file(model, images)

    def _record(self, model: type[Record], rows: Sequence[Rewrite]) -> None:
        kind = model.__tablename__
        abouts = self._abouts(model, rows)
        self.connection.exec_driver_sql(
            "INSERT INTO row_change (change_id, kind, record_id, about_id, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                (self.change_id, kind, id_, about, _json(model, before), _json(model, after))
                for about, (id_, before, after) in zip(abouts, rows, strict=True)
            ],
        )

    def _abouts(self, model: type[Record], rows: Sequence[Rewrite]) -> Iterable[Plain]:
        """The ids of what the records belong to, so that their history is found there too."""
        parent = parent_field(model)
        if parent is None:
            return repeat(None, len(rows))
        table = table_of(model)
        asked = select(table.c[parent])
        return [
            image[parent] if parent in image else self.scalar(asked.where(table.c.id == id_))
            for id_, image in (
                (id_, {**(after or {}), **(before or {})}) for id_, before, after in rows
            )
        ]

    def _open(self) -> None:
        """Begin the change record with the first write: an act that writes nothing leaves none."""
        if self.change_id:
            return
        last = self.scalar(select(func.max(change.c.id))) or 0
        self.change_id = last + 1
        self.connection.execute(
            insert(change).values(
                id=self.change_id,
                at=self.at.astimezone(UTC).isoformat(timespec="seconds"),
                actor=self._actor,
                label=self.label,
                way=self.way,
                of=self.of,
                revision=self.revision,
            )
        )

    def images(self, model: type[Record], ids: Iterable[int]) -> dict[int, dict[str, Plain]]:
        """The stored values of these records as they stand now; those that are gone are absent."""
        names = tuple(fields_of(model))
        columns = ", ".join(f'"{name}"' for name in ("id", *names))
        wanted, found = list(ids), {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = tuple(wanted[start : start + _CHUNK])
            marks = ", ".join("?" * len(chunk))
            asked = f"SELECT {columns} FROM {table_of(model).name} WHERE id IN ({marks})"
            rows = self.connection.exec_driver_sql(asked, chunk)
            found.update({row[0]: dict(zip(names, row[1:], strict=True)) for row in rows})
        return found

    def _take_ids(self, count: int) -> range:
        last = self._count_up("id", count)
        return range(last - count + 1, last + 1)

    def _count_up(self, name: str, by: int) -> int:
        value = (self.scalar(select(counter.c.value).where(counter.c.name == name)) or 0) + by
        self.connection.exec_driver_sql(
            "INSERT OR REPLACE INTO counter (name, value) VALUES (?, ?)", (name, value)
        )
        return value

    def _file(self, model: type[Record], images: dict[int, Image | None]) -> None:
        if not model.title_from:
            return
        asked = (id_ for id_, image in images.items() if image is None)
        known = {id_: image for id_, image in images.items() if image} | self.images(model, asked)
        gone = images.keys() - known.keys()
        kept = list(known.items())
        if gone:
            drop_cards(self.connection, gone)
        if kept:
            file_cards(self.connection, model, kept)


_MAKE, _DELETE = ("(make)",), ("(delete)",)


def _how(row: Rewrite) -> tuple[str, ...]:
    """What is to be done with a row: make it, delete it, or change these fields."""
    _, before, after = row
    if before is None:
        return _MAKE
    return _DELETE if after is None else tuple(after)


def _image(model: type[Record], values: Mapping[str, object]) -> dict[str, Plain]:
    """The stored values of a new record: what is given over what is the default."""
    ways, image = _ways_of(model), dict(_blank_of(model))
    for name, value in values.items():
        image[name] = None if value is None else ways[name](value)
    _check_required(model, image)
    return image


@cache
def _ways_of(model: type[Record]) -> dict[str, Callable[[Any], Plain]]:
    return {name: into_stored(described.kind) for name, described in fields_of(model).items()}


@cache
def _blank_of(model: type[Record]) -> dict[str, Plain]:
    """The stored values of a record of which nothing is given."""
    fields = fields_of(model)
    return {name: to_stored(fields[name].kind, value) for name, value in defaults_of(model).items()}


@cache
def _required(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, described in fields_of(model).items() if described.required)


def _check_required(model: type[Record], image: Image) -> None:
    missing = [n for n in _required(model) if n in image and image[n] in (None, "")]
    if missing:
        fields = fields_of(model)
        raise Invalid({name: f"{fields[name].label} is needed." for name in missing})


@cache
def _private(model: type[Record]) -> frozenset[str]:
    return frozenset(name for name, described in fields_of(model).items() if described.private)


_TO_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _json(model: type[Record], image: Image | None) -> str | None:
    if image is None:
        return None
    hidden = _private(model)
    return _TO_JSON({name: image[name] for name in image if name not in hidden})
