"""The base of every record: its id, its version, and its fields declared once."""

from functools import cache
from typing import Any, ClassVar

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from copdesk.db.stored import Stored, words_are_text
from copdesk.domain.fields import Choice, Field, Flag, Kind, Link, Names

_NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Record(DeclarativeBase):
    """One row that a person may speak of; records describe, the unit of work writes.

    Class words:
        singular, plural: what people call it, in lower case.
        title_from: the fields that make its title; empty for a link such as attendance, which
            has no name card of its own and is called by what it links.
        detail_from: the fields that stand under the title.
    """

    metadata = MetaData(naming_convention=_NAMES)

    singular: ClassVar[str] = ""
    plural: ClassVar[str] = ""
    title_from: ClassVar[tuple[str, ...]] = ()
    detail_from: ClassVar[tuple[str, ...]] = ()

    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, nullable=False)


def field(  # noqa: PLR0913  (the attributes of Field, and a column's default)
    kind: Kind,
    label: str,
    *,
    required: bool = False,
    searched: bool = False,
    private: bool = False,
    check: str = "",
    help: str = "",  # noqa: A002  (what it is called)
    also: tuple[str, ...] = (),
    default: object = None,
    index: bool = False,
) -> Any:  # noqa: ANN401  (the annotation of the model says what it holds)
    """A column that carries its one description; see :class:`copdesk.domain.fields.Field`.

    A new record has ``default``, or what the kind holds when unknown. ``index`` is for columns
    that are filtered or sorted on often; links always have one.
    """
    described = Field(kind, label, required, searched, private, check, help, also)
    target = [ForeignKey(f"{kind.to}.id")] if isinstance(kind, Link) and kind.to else []
    return mapped_column(
        Stored(kind),
        *target,
        nullable=not (words_are_text(kind) or required or isinstance(kind, Choice | Flag)),
        index=index or isinstance(kind, Link),
        default=default if default is not None else _unknown(kind),
        info={"field": described},
    )


def _unknown(kind: Kind) -> object:
    if isinstance(kind, Names):
        return ()
    if isinstance(kind, Choice):
        return next(iter(kind.options))
    if isinstance(kind, Flag):
        return False
    return "" if words_are_text(kind) else None


@cache
def fields_of(model: type[Record]) -> dict[str, Field]:
    """The fields of a model by name, in the order they are declared."""
    return {
        column.key: column.info["field"] for column in table_of(model).c if "field" in column.info
    }


@cache
def defaults_of(model: type[Record]) -> dict[str, Any]:
    """The value of each field in a new record."""
    return {name: _default(table_of(model).c[name]) for name in fields_of(model)}


def _default(column: Column[Any]) -> object:
    return column.default.arg if column.default is not None else None  # type: ignore[attr-defined]


@cache
def table_of(model: type[Record]) -> Table:
    """The table of a model."""
    table = inspect(model).local_table
    if not isinstance(table, Table):
        raise TypeError(f"{model.__name__} has no table")
    return table


@cache
def parent_field(model: type[Record]) -> str | None:
    """The link that says what a record belongs to: its first required link, if it has one."""
    return next(
        (n for n, d in fields_of(model).items() if isinstance(d.kind, Link) and d.required), None
    )
