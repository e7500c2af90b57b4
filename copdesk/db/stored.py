"""How a value of each kind of field is stored: the one table from kind to SQL type and back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from copdesk.domain import fields as f
from copdesk.domain.dates import PartialDate

Plain = str | int | None
"""What SQLite and JSON hold alike."""


@dataclass(frozen=True, slots=True)
class _Way:
    """How one kind travels: its SQL type, into the file, and back out."""

    sql: type[String] | type[Integer]
    into: Callable[[Any], Plain]
    back: Callable[[Any], Any]


def _hundredths(hours: Decimal) -> int:
    return int((hours * 100).to_integral_value())


def _lines(names: tuple[str, ...]) -> str:
    return "\n".join(names)


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


_WORDS = _Way(String, str, str)
_NUMBER = _Way(Integer, int, int)
_WAYS: dict[type[f.Kind], _Way] = {
    f.Text: _WORDS,
    f.LongText: _WORDS,
    f.Email: _WORDS,
    f.Phone: _WORDS,
    f.Web: _WORDS,
    f.Reference: _WORDS,
    f.Names: _Way(String, _lines, _names),
    f.Day: _Way(String, date.isoformat, date.fromisoformat),
    f.PartialDay: _Way(String, str, lru_cache(maxsize=4_096)(PartialDate.parse)),
    f.Clock: _Way(String, lambda at: at.strftime("%H:%M"), time.fromisoformat),
    f.Moment: _Way(String, _utc, datetime.fromisoformat),
    f.Hours: _Way(Integer, _hundredths, lambda n: Decimal(n) / 100),
    f.Minutes: _NUMBER,
    f.Count: _NUMBER,
    f.Link: _NUMBER,
    f.Flag: _Way(Integer, int, bool),
}


def _way(kind: f.Kind) -> _Way:
    if isinstance(kind, f.Choice):
        return _Way(String, str, kind.options)
    return _WAYS[type(kind)]


def to_stored(kind: f.Kind, value: object) -> Plain:
    """The plain value that the file and the history images hold."""
    return None if value is None else _way(kind).into(value)


def into_stored(kind: f.Kind) -> Callable[[Any], Plain]:
    """The function from a known value of the kind to its plain value."""
    return _way(kind).into


def from_stored(kind: f.Kind, plain: Plain) -> Any:  # noqa: ANN401  (each kind has its own type)
    """The value of the kind again."""
    return None if plain is None else _way(kind).back(plain)


def reading(kind: f.Kind) -> Callable[[Any], Any] | None:
    """The function from a plain value of the kind to the value; None where they are the same."""
    back = _way(kind).back
    if isinstance(kind, f.Choice):
        return lru_cache(maxsize=len(kind.options))(back)
    return None if back in {str, int} else back


def words_are_text(kind: f.Kind) -> bool:
    """Whether the kind is stored as text that is empty, never NULL, when unknown."""
    return isinstance(kind, f.Text | f.LongText | f.Names | f.Email | f.Phone | f.Web | f.Reference)


class Stored(TypeDecorator[Any]):
    """The SQL type of a field: plain text or whole numbers, whatever the kind."""

    impl = String
    cache_ok = True

    def __init__(self, kind: f.Kind) -> None:
        super().__init__()
        self.kind = kind
        self._back = _way(kind).back

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text or whole numbers, as the kind is stored."""
        return dialect.type_descriptor(_way(self.kind).sql())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Plain:  # noqa: ANN401, ARG002
        """Into the file."""
        return to_stored(self.kind, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002
        """Out of the file."""
        return None if value is None else self._back(value)
