"""Small pieces of SQL that several questions are built from."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Select, String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute

from copdesk.db.ground import card
from copdesk.db.record import Record, table_of

Attribute = InstrumentedAttribute[Any]

Question: TypeAlias = Select[*tuple[Any, ...]]
"""A question whose answer has columns of any types."""

TODAY: ColumnElement[str] = func.date("now", "localtime")
"""The day of the clock, for lists; questions of reports are given their day."""

BETWEEN = "; "
"""What stands between several titles in one cell."""


def during(start: Attribute, end: Attribute, day: date | ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a day lies in a span whose ends may be open or known to the month or year only.

    The same rule as :func:`copdesk.domain.dates.within`, on the stored ISO words.
    """
    iso = day.isoformat() if isinstance(day, date) else day
    first, last = type_coerce(start, String), type_coerce(end, String)
    return and_(
        or_(first.is_(None), first <= iso),
        or_(last.is_(None), last >= func.substr(iso, 1, func.length(last))),
    )


def titles(
    of: type[Record], link: Attribute, other: Attribute, *where: ColumnElement[bool]
) -> ColumnElement[Any]:
    """The titles of what a record is linked to, in their order, with semicolons between.

    Args:
        of: the record whose cell it is.
        link: the link to that record.
        other: the link, of the same row, to what is named.
        where: what else must hold of that row.
    """
    named = card.alias()
    linked = select(other).where(link == _id(of), *where).correlate(table_of(of))
    asked = select(func.group_concat(named.c.title, BETWEEN).aggregate_order_by(named.c.key))
    return asked.where(named.c.id.in_(linked)).correlate(table_of(of)).scalar_subquery()


def counted(
    of: type[Record],
    link: Attribute,
    *where: ColumnElement[bool],
    what: Any = None,  # noqa: ANN401
) -> ColumnElement[Any]:
    """How many rows link to a record; ``what`` counts only different values of it."""
    number = func.count() if what is None else func.count(what.distinct())
    asked = select(number).select_from(link.class_).where(link == _id(of), *where)
    return asked.correlate(table_of(of)).scalar_subquery()


def title_or_blank(named: Any) -> ColumnElement[str]:  # noqa: ANN401  (card, or an alias of it)
    """The title on a card that may not be there."""
    return func.coalesce(named.c.title, "")


def among(column: Attribute, options: Sequence[object]) -> ColumnElement[bool]:
    """Whether a choice is one of these words."""
    return column.in_(list(options))


def _id(of: type[Record]) -> ColumnElement[Any]:
    return table_of(of).c.id
