"""Columns of lists that are worked out: the pieces that most of them are."""

from typing import Any

from sqlalchemy import ColumnElement, func

from copdesk.db.listing import Column, Derived
from copdesk.domain.fields import Count, Kind, Text


def column(key: str, label: str, kind: Kind, value: ColumnElement[Any]) -> Derived:
    """A column of any kind."""
    return Derived(Column(key, label, kind), value)


def words(key: str, label: str, value: ColumnElement[Any]) -> Derived:
    """A column of words; blank where there are none."""
    return column(key, label, Text(1_000), func.coalesce(value, ""))


def number(key: str, label: str, value: ColumnElement[Any]) -> Derived:
    """A column that counts."""
    return column(key, label, Count(), value)
