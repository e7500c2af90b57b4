"""One row understood: the values its cells give, and which cell is wrong and why."""

from collections.abc import Mapping as Values
from dataclasses import dataclass, field
from typing import Any

from copdesk.domain.dates import PartialDate
from copdesk.domain.organisations import Relation
from copdesk.imports.source import Cells

Ref = int | str
"""A record that a row names: the id of one in the file, or the key of one still to be made."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that is wrong.

    Attributes:
        column: its index; -1 when it is the row as a whole.
        sentence: why, and what to write.
    """

    column: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Membership:
    """A time in a community."""

    community: Ref
    relation: Relation | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """A time in an organisation."""

    organisation: Ref
    role: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What one row of the file says.

    Attributes:
        number: of the row, as the spreadsheet shows it.
        cells: the row as it stands.
        values: the fields of the record that the row knows something about, by name.
        memberships: the communities it names.
        roles: the organisations it names (people).
        areas: the ids of the authorities it names (organisations).
        problems: cells that are wrong; with any, the row is not imported.
        words: what a person should know about it and nothing to worry about.
    """

    number: int
    cells: Cells
    values: Values[str, Any]
    memberships: tuple[Membership, ...] = ()
    roles: tuple[Role, ...] = ()
    areas: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    words: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """What the row is about; empty when it does not say."""
        return str(self.values.get("name", ""))
