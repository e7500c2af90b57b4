"""The conditions a list can be narrowed by, each as one SQL expression."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from copdesk.domain.fields import Kind, Link
from copdesk.db.stored import words_are_text
from copdesk.errors import UserError


class Op(StrEnum):
    """How a value is compared; those with days count from today."""

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
    NEXT_DAYS = "in the next days"
    BEFORE_TODAY = "before today"


@dataclass(frozen=True, slots=True)
class Filter:
    """One condition: the key of a column, how, and with what."""

    key: str
    op: Op
    value: Any = None


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
    """
    simple = _compared(asked, kind, stored, shown)
    return simple if simple is not None else _around_today(asked, stored, today)


def _compared(
    asked: Filter, kind: Kind, stored: ColumnElement[Any], shown: ColumnElement[Any]
) -> ColumnElement[bool] | None:
    value = asked.value
    match asked.op:
        case Op.IS:
            return stored == value
        case Op.IS_NOT:
            return or_(stored != value, stored.is_(None))
        case Op.ANY_OF:
            return stored.in_(list(value))
        case Op.CONTAINS:
            return shown.contains(str(value), autoescape=True)
        case Op.BEFORE:
            return stored < value
        case Op.AFTER:
            return stored > value
        case Op.FROM:
            return stored >= value
        case Op.UNTIL:
            return stored <= value
        case Op.BLANK:
            return _blank(kind, stored)
        case Op.NOT_BLANK:
            return ~_blank(kind, stored)
        case _:
            return None


def _blank(kind: Kind, stored: ColumnElement[Any]) -> ColumnElement[bool]:
    if words_are_text(kind) and not isinstance(kind, Link):
        return or_(stored.is_(None), stored.op("=")(""))
    return stored.is_(None)


def _around_today(
    asked: Filter, stored: ColumnElement[Any], today: date | None
) -> ColumnElement[bool]:
    if today is None:
        raise UserError("This view needs to know today's date.")
    span = timedelta(days=int(asked.value or 0))
    match asked.op:
        case Op.LAST_DAYS:
            return and_(stored > today - span, stored <= today)
        case Op.NEXT_DAYS:
            return and_(stored >= today, stored <= today + span)
        case _:
            return stored < today
