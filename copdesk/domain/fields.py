"""One description of a field, read by every floor: column, form row, heading, import, audit."""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Kind:
    """What sort of value a field holds; each floor keeps its own short table from kind to means."""


@dataclass(frozen=True, slots=True)
class Text(Kind):
    """One line of text (``str``, never ``None``: unknown is the empty string)."""

    longest: int = 200


@dataclass(frozen=True, slots=True)
class LongText(Kind):
    """Paragraphs of plain text (``str``); never markup."""

    longest: int = 100_000


@dataclass(frozen=True, slots=True)
class Names(Kind):
    """Several short names (``tuple[str, ...]``), typed with semicolons between: aliases."""

    longest: int = 1_000


@dataclass(frozen=True, slots=True)
class Email(Kind):
    """One e-mail address (``str``, empty when unknown)."""


@dataclass(frozen=True, slots=True)
class Phone(Kind):
    """A telephone number, kept as typed (``str``)."""


@dataclass(frozen=True, slots=True)
class Web(Kind):
    """A web address (``str``); only http and https are ever opened."""


@dataclass(frozen=True, slots=True)
class Day(Kind):
    """A calendar day (``datetime.date | None``)."""


@dataclass(frozen=True, slots=True)
class PartialDay(Kind):
    """A day known at least to its year (``copdesk.domain.dates.PartialDate | None``)."""


@dataclass(frozen=True, slots=True)
class Clock(Kind):
    """A time of day in the meeting's place (``datetime.time | None``)."""


@dataclass(frozen=True, slots=True)
class Moment(Kind):
    """A point in time in UTC (``datetime.datetime | None``); shown in Europe/London."""


@dataclass(frozen=True, slots=True)
class Choice(Kind):
    """One word of a list (a ``StrEnum`` member; its ``label`` or value in words is shown)."""

    options: type[StrEnum]


@dataclass(frozen=True, slots=True)
class Hours(Kind):
    """Hours as ``Decimal`` with two places, 0.00 to 999.99; never a float."""


@dataclass(frozen=True, slots=True)
class Minutes(Kind):
    """A length of time in whole minutes (``int | None``), typed as 10, 1:30 or 1h."""


@dataclass(frozen=True, slots=True)
class Count(Kind):
    """A whole number (``int | None``), 0 or more."""

    most: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Flag(Kind):
    """Yes or no (``bool``)."""


@dataclass(frozen=True, slots=True)
class Reference(Kind):
    """A number the program gives, like E-2026-014 (``str``); read-only, sorted as a number."""

    prefix: str


@dataclass(frozen=True, slots=True)
class Link(Kind):
    """Another record (``int | None``, its id); ``to`` is the table name of what it points at."""

    to: str


@dataclass(frozen=True, slots=True)
class Field:
    """The single declaration of a field of a record.

    Attributes:
        kind: what sort of value.
        label: the words over the field, on every screen, sheet and page.
        required: the record can't be kept without it.
        searched: its words are found by the search of the whole file.
        private: kept out of history images, search and exports.
        check: the name of a check of free text to run before it is kept.
        help: one sentence under the field; empty when the label says it.
        also: other headings under which files of others bring it.
    """

    kind: Kind
    label: str
    required: bool = False
    searched: bool = False
    private: bool = False
    check: str = ""
    help: str = ""
    also: tuple[str, ...] = field(default=())


def option_words(option: StrEnum) -> str:
    """The words for one option of a choice: its ``label`` when it has one, else its value."""
    label = getattr(option, "label", None)
    return label if isinstance(label, str) else option.value.replace("_", " ").capitalize()
