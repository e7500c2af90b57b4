"""Rows that were worked out and not read: a list in memory that answers as a listing does."""

import operator
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from copdesk.db.conditions import Filter, Op
from copdesk.domain.dates import add_months, quarter_span, week_of
from copdesk.domain.fields import Kind
from copdesk.domain.text import fold, sort_key
from copdesk.domain.wording import words

Rank = Callable[[Any], Any]
"""What a value that is known is sorted by."""


@dataclass(frozen=True, slots=True)
class HeldColumn:
    """A column of such a list: the words over it and the kind of its values."""

    label: str
    kind: Kind


class HeldRows:
    """Rows by id, each a tuple of values in the order of the columns.

    Args:
        columns: every column, by key.
        searched: the keys whose words the typed text is looked for in; the first one sorts the
            list when no column is asked for.
        ranks: how the values of a column are put in order, where not by themselves.
        today: what "in the next 30 days" counts from.
    """

    def __init__(
        self,
        columns: Mapping[str, HeldColumn],
        searched: Sequence[str],
        ranks: Mapping[str, Rank] | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.columns = columns
        self._searched = searched
        self._ranks, self._today = dict(ranks or {}), today
        self._places = {key: place for place, key in enumerate(columns)}
        self._rows: dict[int, tuple[object, ...]] = {}
        self._texts: dict[int, str] = {}

    def hold(self, rows: Mapping[int, tuple[object, ...]]) -> None:
        """Take these rows in the place of those held until now."""
        self._rows = dict(rows)
        self._texts = {}  # a new one, as rows may just be counted on another thread

    def ids(
        self, text: str, filters: Sequence[Filter], sort: str, *, descending: bool
    ) -> "array[int]":
        """The ids of the rows that match, in order; blank values stand last."""
        found = self._matching(text, filters)
        order = self._order(sort or self._searched[0], descending=descending)
        return array("q", sorted(found, key=order, reverse=descending))

    def rows(self, ids: Sequence[int], keys: Sequence[str]) -> list[tuple[object, ...]]:
        """The values of these rows; an empty tuple for a row that is gone."""
        places = [self._places[key] for key in keys]
        held = (self._rows.get(id_) for id_ in ids)
        return [tuple(row[place] for place in places) if row else () for row in held]

    def count(self, text: str, filters: Sequence[Filter]) -> int:
        """How many rows match."""
        return len(self._matching(text, filters))

    def counts(self, asked: Sequence[tuple[str, Sequence[Filter]]]) -> list[int]:
        """How many rows match each pair of typed words and filters."""
        return [self.count(text, filters) for text, filters in asked]

    def value(self, id_: int, key: str) -> object:
        """One value of a row; KeyError when it is not held."""
        return self._rows[id_][self._places[key]]

    def _matching(self, text: str, filters: Sequence[Filter]) -> list[int]:
        tests = [_test(each, self._places[each.key], self._today()) for each in filters]
        typed = fold(text).split()
        texts = self._texts
        return [
            id_
            for id_, row in self._rows.items()
            if all(test(row) for test in tests)
            and (not typed or all(word in self._text(texts, id_, row) for word in typed))
        ]

    def _text(self, texts: dict[int, str], id_: int, row: tuple[object, ...]) -> str:
        found = texts.get(id_)
        if found is None:
            said = (self._said(key, row) for key in self._searched)
            found = texts[id_] = fold(" ".join(said))
        return found

    def _said(self, key: str, row: tuple[object, ...]) -> str:
        return words(self.columns[key].kind, row[self._places[key]])

    def _order(self, key: str, *, descending: bool) -> Callable[[int], tuple[bool, object, int]]:
        place, rank = self._places[key], self._ranks.get(key, _rank)

        def order(id_: int) -> tuple[bool, object, int]:
            value = self._rows[id_][place]
            known = value is not None
            return known is descending, rank(value) if known else 0, id_

        return order


def _rank(value: Any) -> Any:  # noqa: ANN401  (whatever a column holds)
    if isinstance(value, Enum):
        return list(type(value)).index(value)
    return sort_key(value) if isinstance(value, str) else value


def _between(value: date, span: tuple[date, date]) -> bool:
    return span[0] <= value <= span[1]


_COMPARED: Mapping[Op, Callable[[Any, Any], bool]] = {
    Op.IS: operator.eq,
    Op.IS_NOT: operator.ne,
    Op.ANY_OF: lambda value, asked: value in asked,
    Op.CONTAINS: lambda value, asked: fold(asked) in fold(str(value)),
    Op.BEFORE: operator.lt,
    Op.AFTER: operator.gt,
    Op.FROM: operator.ge,
    Op.UNTIL: operator.le,
}
_COUNTED: Mapping[Op, Callable[[Any, date, timedelta], bool]] = {
    Op.LAST_DAYS: lambda value, today, span: today - span < value <= today,
    Op.NOT_LAST_DAYS: lambda value, today, span: value <= today - span,
    Op.NEXT_DAYS: lambda value, today, span: today <= value <= today + span,
    Op.BEFORE_TODAY: lambda value, today, _span: value < today,
    Op.THIS_YEAR: lambda value, today, _span: value.year == today.year,
    Op.THIS_WEEK: lambda value, today, _span: _between(value, week_of(today)),
    Op.THIS_QUARTER: lambda value, today, _span: _between(value, quarter_span(today)),
    Op.LAST_QUARTER: lambda value, today, _span: _between(
        value, quarter_span(add_months(today, -3))
    ),
}
_HELD_BY_BLANK = {Op.BLANK, Op.IS_NOT, Op.NOT_LAST_DAYS}


def _test(asked: Filter, place: int, today: date) -> Callable[[tuple[object, ...]], bool]:
    """The same conditions as those of the file, on values."""

    def test(row: tuple[object, ...]) -> bool:
        value = row[place]
        if value is None or value == "":
            return asked.op in _HELD_BY_BLANK
        if asked.op in _COMPARED:
            return _COMPARED[asked.op](value, asked.value)
        if asked.op in _COUNTED:
            return _COUNTED[asked.op](value, today, timedelta(days=int(asked.value or 0)))
        return asked.op is Op.NOT_BLANK

    return test
