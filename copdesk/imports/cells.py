"""What the cells of one sheet say: read by the kind of their field, each text only once."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from copdesk.domain.fields import Choice, Phone
from copdesk.domain.organisations import OrganisationKind, Sector, guess_kind, guess_sector
from copdesk.domain.wording import problem, read
from copdesk.imports.areas import Places
from copdesk.imports.known import Known
from copdesk.imports.mapping import Column, Mapping
from copdesk.imports.names import organisation_key
from copdesk.imports.registry import Registry
from copdesk.imports.source import Cells
from copdesk.imports.targets import TARGETS, Target

_CUT_PHONE = re.compile(r"[1-37]\d{9}")
_BESIDE = frozenset(["community", "organisation", "labels", "first_name", "last_name"])


class CellReader:
    """Understands the cells of one sheet.

    Args:
        mapping: what its columns mean.
        known: what is in the file.
        today: what two-digit years are counted from.

    Attributes:
        communities, organisations: what rows name so far, with those to be made.
        places: the authorities.
    """

    def __init__(self, mapping: Mapping, known: Known, today: date) -> None:
        self.mapping = mapping
        self.communities = Registry(known.communities, organisation_key)
        self.organisations = Registry(known.organisations, organisation_key)
        self.places = Places(known.authorities)
        self._today = today
        self._targets = {each.key: each for each in TARGETS[mapping.subject]}
        self._columns = {key: mapping.of(key) for key in self._targets}
        self._areas: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {}
        self._read: dict[tuple[str, str], Any] = {}

    def columns(self, key: str) -> tuple[Column, ...]:
        """The columns of a target."""
        return self._columns.get(key, ())

    def filled(self, key: str, cells: Cells) -> Iterator[tuple[Column, str]]:
        """The columns of a target that are filled in a row, each with its text."""
        for column in self.columns(key):
            if column.index < len(cells) and cells[column.index]:
                yield column, cells[column.index]

    def value(self, target: Target, text: str) -> Any:  # noqa: ANN401  (each kind its own)
        """The value that the text of a cell says; remembered, as many cells say the same.

        Raises:
            ValueError: with the sentence to show.
        """
        known = (target.key, text)
        if known not in self._read:
            try:
                self._read[known] = _value(target, text, self._today)
            except ValueError as error:
                self._read[known] = error
        found = self._read[known]
        if isinstance(found, ValueError):
            raise found
        return found

    def areas(self, text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The authorities that a cell names, and the parts that name none."""
        if text not in self._areas:
            self._areas[text] = self.places.find(text)
        return self._areas[text]

    def targets(self) -> Iterator[Target]:
        """The targets that are fields of the record itself and have a column."""
        for key, columns in self._columns.items():
            own = "." not in key and key not in _BESIDE
            if columns and own:
                yield self._targets[key]

    def target(self, key: str) -> Target:
        """The target of a key."""
        return self._targets[key]


def _value(target: Target, text: str, today: date) -> Any:  # noqa: ANN401
    kind = target.field.kind
    if isinstance(kind, Choice) and kind.options is OrganisationKind:
        return guess_kind(text)
    if isinstance(kind, Choice) and kind.options is Sector:
        return guess_sector(text)
    if isinstance(kind, Phone) and _CUT_PHONE.fullmatch(text):
        text = f"0{text}"  # a spreadsheet took the nought for nothing
    value = read(kind, text, today=today)
    wrong = problem(target.field, value)
    if wrong:
        raise ValueError(wrong)
    return value
