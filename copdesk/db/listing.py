"""Lists of records as plain rows: what every list on screen, sheet and clipboard reads."""

import json
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
    type_coerce,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import InstrumentedAttribute

from copdesk.db.conditions import Filter, condition
from copdesk.db.ground import card
from copdesk.db.reader import Reader
from copdesk.db.record import Record, fields_of, table_of
from copdesk.db.search import match_of
from copdesk.db.stored import Stored, reading
from copdesk.domain.fields import Kind, Link


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: what it is called and what sort of value it holds."""

    key: str
    label: str
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class Derived:
    """A column that is worked out by SQL: ``value`` gives the stored form of its kind."""

    column: Column
    value: ColumnElement[Any]


@dataclass(frozen=True, slots=True)
class Through:
    """Words typed in the filter also find by a linked record: participants by organisation.

    ``own`` and ``other`` are the two links of a record between them.
    """

    own: InstrumentedAttribute[Any]
    other: InstrumentedAttribute[Any]


@dataclass(frozen=True, slots=True)
class View:
    """A named set of filters: a chip over the list."""

    name: str
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, eq=False)
class Listing:
    """The list of one kind of record.

    Attributes:
        model: the record.
        derived: columns beyond its fields.
        through: other records by which the typed words find.
    """

    model: type[Record]
    derived: tuple[Derived, ...] = ()
    through: tuple[Through, ...] = field(default=())

    @cached_property
    def columns(self) -> Mapping[str, Column]:
        """Every column by its key: the fields of the model, then the derived ones."""
        own = {n: Column(n, d.label, d.kind) for n, d in fields_of(self.model).items()}
        return own | {each.column.key: each.column for each in self.derived}

    def ids(  # noqa: PLR0913  (a question has these parts)
        self,
        reader: Reader,
        *,
        text: str = "",
        filters: Sequence[Filter] = (),
        sort: str = "",
        descending: bool = False,
        today: date | None = None,
    ) -> "array[int]":
        """The ids of the rows in order.

        Args:
            reader: where to look.
            text: what was typed: words that a row, or what it links to, must hold.
            filters: conditions that must all hold; ``id`` among any number of ids is one of them.
            sort: the key of a column, blank values last; empty: by title, or the newest first where
                there is none.
            descending: the other way round.
            today: what "late" and "in the last 30 days" count from.
        """
        if self._titled(sort) and not text and not filters:
            asked = self._by_title(select(card.c.id), card.c.id, descending=descending)
        else:
            asked = self._narrowed(select(self._table.c.id), text, filters, today)
            asked = self._sorted(asked, sort, descending=descending)
        ordered = asked.subquery()
        # one text, as to fetch a hundred thousand rows takes four times as long
        told = reader.scalar(select(func.json_group_array(ordered.c.id)))
        return array("q", json.loads(told))

    def counts(
        self, reader: Reader, asked: Sequence[tuple[str, Sequence[Filter]]], today: date
    ) -> list[int]:
        """How many rows each pair of typed words and filters finds, all in one question."""
        each = [
            self._narrowed(select(func.count(self._table.c.id)), text, filters, today)
            for text, filters in asked
        ]
        found = [one.scalar_subquery().label(f"n{n}") for n, one in enumerate(each)]
        return list(reader.connection.execute(select(*found)).one()) if found else []

    def rows(
        self, reader: Reader, ids: Sequence[int], keys: Sequence[str]
    ) -> list[tuple[Any, ...]]:
        """The values of these columns for these rows, in the order of ``ids``.

        Links come as the title of what they point at; a row that is gone comes as an empty tuple.
        """
        asked, backs = self._page(tuple(keys))
        # straight to the driver: a page is read at every turn of the wheel
        driver: Any = reader.connection.connection.driver_connection
        rows = driver.execute(asked, {"ids": json.dumps(list(ids))}).fetchall()
        columns = zip(*rows, strict=True) if rows else ()
        read = [
            [None if value is None else back(value) for value in column] if back else column
            for back, column in zip((None, *backs), columns, strict=bool(rows))
        ]
        found = {row[0]: row[1:] for row in zip(*read, strict=True)}
        return [found.get(id_, ()) for id_ in ids]

    # Building the question ------------------------------------------------------------------

    @cache  # noqa: B019  (listings are made once and live as long as the program)
    def _page(self, keys: tuple[str, ...]) -> tuple[str, tuple[Callable[[Any], Any] | None, ...]]:
        """The question for some rows, ready for the driver, and how each column is read."""
        shown = [self._value(key).label(f"c{n}") for n, key in enumerate(keys)]
        wanted: ColumnElement[Any] = literal_column("(SELECT value FROM json_each(:ids))")
        asked = select(self._table.c.id, *shown).where(self._table.c.id.op("IN")(wanted))
        sql = asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
        types = [one.type for one in shown]
        return str(sql), tuple(reading(t.kind) if isinstance(t, Stored) else None for t in types)

    @cached_property
    def _table(self) -> Any:  # noqa: ANN401
        return table_of(self.model)

    @cached_property
    def _values(self) -> Mapping[str, ColumnElement[Any]]:
        return {
            each.column.key: type_coerce(each.value, Stored(each.column.kind))
            for each in self.derived
        }

    def _value(self, key: str) -> ColumnElement[Any]:
        """What a cell shows."""
        if key in self._values:
            return self._values[key]
        column: ColumnElement[Any] = self._table.c[key]
        if isinstance(self.columns[key].kind, Link):
            return self._of_card(column, card.c.title)
        return column

    def _of_card(self, id_: ColumnElement[Any], what: Any) -> ColumnElement[Any]:  # noqa: ANN401
        asked = select(func.coalesce(func.max(what), "")).where(card.c.id == id_)
        return asked.correlate(self._table).scalar_subquery()

    def _narrowed(
        self, asked: Select[Any], typed: str, filters: Sequence[Filter], today: date | None
    ) -> Select[Any]:
        match = match_of(typed)
        if match is not None:
            found = text("SELECT rowid FROM search WHERE search MATCH :typed").bindparams(
                bindparam("typed", match, unique=True)
            )
            asked = asked.where(self._matches(found))
        for each in filters:
            asked = asked.where(self._condition(each, today))
        return asked

    def _matches(self, found: Any) -> ColumnElement[bool]:  # noqa: ANN401
        links = [
            self._table.c[n] for n, d in fields_of(self.model).items() if isinstance(d.kind, Link)
        ]
        through = [
            self._table.c.id.in_(select(each.own).where(each.other.in_(found)))
            for each in self.through
        ]
        return or_(self._table.c.id.in_(found), *(link.in_(found) for link in links), *through)

    def _condition(self, each: Filter, today: date | None) -> ColumnElement[bool]:
        if each.key == "id":
            listed: ColumnElement[bool] = self._table.c.id.in_(_listed(each.value))
            return listed
        kind = self.columns[each.key].kind
        value = self._values.get(each.key)
        stored = value if value is not None else self._table.c[each.key]
        shown = self._value(each.key)
        return and_(condition(each, kind, stored, shown, today))

    def _sorted(self, asked: Select[Any], sort: str, *, descending: bool) -> Select[Any]:
        if self._titled(sort):
            asked = asked.join(card, card.c.id == self._table.c.id)
            return self._by_title(asked, self._table.c.id, descending=descending)
        if not sort:
            key: ColumnElement[Any] = self._table.c.id
            descending = not descending
        elif sort not in self._values and isinstance(self.columns[sort].kind, Link):
            key = self._of_card(self._table.c[sort], card.c.key)
        else:
            key = self._values.get(sort, self._table.c.get(sort))
        return _ordered(asked, key, self._table.c.id, descending=descending)

    def _titled(self, sort: str) -> bool:
        """Whether the rows stand by what the records are called."""
        return bool(self.model.title_from) and sort in ("", self.model.title_from[0])

    def _by_title(self, asked: Select[Any], id_: Any, *, descending: bool) -> Select[Any]:  # noqa: ANN401
        asked = asked.where(card.c.kind == self.model.__tablename__)
        return _ordered(asked, card.c.key, id_, descending=descending)


def _ordered(asked: Select[Any], key: Any, last: Any, *, descending: bool) -> Select[Any]:  # noqa: ANN401
    """In order, blank values last in both directions: to the file they are less than any other."""
    if descending:
        return asked.order_by(key.desc(), last.desc())
    return asked.order_by(key.nulls_last() if getattr(key, "nullable", True) else key, last)


def _listed(ids: Sequence[int]) -> Select[Any]:
    """These ids as one value, as a statement takes only so many values."""
    found = func.json_each(json.dumps(list(ids))).table_valued("value")
    return select(found.c.value)
