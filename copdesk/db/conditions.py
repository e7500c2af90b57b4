"""The conditions a list can be narrowed by, each as one SQL expression."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import ColumnElement, String, and_, or_, select, type_coerce

from copdesk.db.ground import setting
from copdesk.db.stored import words_are_text
from copdesk.domain.dates import add_months, quarter_span, week_of
from copdesk.domain.fields import Kind


class Op(StrEnum):
    """How a value is compared.

    Those with days, weeks, quarters and years count from today; "is the coordinator" compares with
    the name in the settings of the file and finds nothing while there is none.
    """

    IS = "is"
    IS_NOT = "is not"
    ANY_OF = "is any of"
    CONTAINS = "contains"
    BEFORE = "before"
    AFTER = "after"
    FROM = "from"
    UNTIL = "until"
    BLANK = "is blank"
    NOT_BLANK = "is not blank"
    LAST_DAYS = "in the last days"
    NOT_LAST_DAYS = "not in the last days"
    NEXT_DAYS = "in the next days"
    BEFORE_TODAY = "before today"
    THIS_YEAR = "this year"
    THIS_WEEK = "this week"
    THIS_QUARTER = "this quarter"
    LAST_QUARTER = "last quarter"
    COORDINATOR = "is the coordinator"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: the key of a column, how, and with what."""

    key: str
    op: Op
    value: Any = None


_Compare = Callable[[Any, Any], Any]
_VALUES: dict[Op, _Compare] = {
    Op.IS: operator.eq,
    Op.IS_NOT: lambda stored, value: or_(stored != value, stored.is_(None)),
    Op.ANY_OF: lambda stored, value: stored.in_(list(value)),
    Op.BEFORE: operator.lt,
    Op.AFTER: operator.gt,
    Op.FROM: operator.ge,
    Op.UNTIL: operator.le,
}
_DAYS: dict[Op, Callable[[Any, date, timedelta], Any]] = {
    Op.LAST_DAYS: lambda stored, today, span: and_(stored > today - span, stored <= today),
    Op.NOT_LAST_DAYS: lambda stored, today, span: or_(stored.is_(None), stored <= today - span),
    Op.NEXT_DAYS: lambda stored, today, span: and_(stored >= today, stored <= today + span),
    Op.BEFORE_TODAY: lambda stored, today, _span: stored < today,
    Op.THIS_YEAR: lambda stored, today, _span: stored.between(
        date(today.year, 1, 1), date(today.year, 12, 31)
    ),
    Op.THIS_WEEK: lambda stored, today, _span: stored.between(*week_of(today)),
    Op.THIS_QUARTER: lambda stored, today, _span: stored.between(*quarter_span(today)),
    Op.LAST_QUARTER: lambda stored, today, _span: stored.between(
        *quarter_span(add_months(today, -3))
    ),
}
_COORDINATOR = (
    select(type_coerce(setting.c.value, String))
    .where(setting.c.key == "coordinator", setting.c.value != "")
    .scalar_subquery()
)


def condition(
    asked: Filter,
    kind: Kind,
    stored: ColumnElement[Any],
    shown: ColumnElement[Any],
    today: date | None,
) -> ColumnElement[bool]:
    """The SQL of one condition.

    Args:
        asked: the condition.
        kind: of the column.
        stored: the value as kept (a link's id).
        shown: the value as shown (a link's title).
        today: what relative days count from.

    Raises:
        ValueError: the condition counts from today and no day is given.
    """
    if asked.op in _VALUES:
        found = _VALUES[asked.op](stored, asked.value)
    elif asked.op in _DAYS:
        if today is None:
            raise ValueError("A condition that counts from today needs the day.")
        found = _DAYS[asked.op](stored, today, timedelta(days=int(asked.value or 0)))
    elif asked.op is Op.CONTAINS:
        found = shown.contains(str(asked.value), autoescape=True)
    elif asked.op is Op.COORDINATOR:
        found = stored == _COORDINATOR
    else:
        blank = _blank(kind, stored)
        found = blank if asked.op is Op.BLANK else ~blank
    return cast("ColumnElement[bool]", found)


def _blank(kind: Kind, stored: ColumnElement[Any]) -> ColumnElement[bool]:
    empty = type_coerce(stored, String) == ""
    return or_(stored.is_(None), empty) if words_are_text(kind) else stored.is_(None)
