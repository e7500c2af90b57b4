"""Rows read into drafts: each cell by the kind of its field, with the file's own words beside."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Email, option_words
from copdesk.domain.organisations import OrganisationKind, Sector
from copdesk.domain.text import fold
from copdesk.imports.cells import CellReader
from copdesk.imports.draft import Draft, Membership, Problem, Ref, Role
from copdesk.imports.mapping import Column
from copdesk.imports.names import is_exchange
from copdesk.imports.source import Cells
from copdesk.imports.targets import Subject, Target

_MANY_LINES = 20
_WIDE = frozenset(
    ["", "national", "international", "uk", "united kingdom", "england", "wales", "scotland",
     "northern ireland", "great britain", "nationwide", "online", "remote"]
)  # fmt: skip
_LIST = re.compile(r"\s*(?::::|;|\n)\s*")
_NO_COMMUNITY = frozenset(
    ["mycontacts", "my contacts", "starred", "friends", "family", "coworkers"]
)


class _Reading:
    """One row being read; collects what is wrong on the way."""

    def __init__(self, reader: CellReader, cells: Cells) -> None:
        self._reader = reader
        self._cells = cells
        self._problems: list[Problem] = []
        self._words: list[str] = []

    def draft(self, number: int) -> Draft:
        if self._swallowed():
            return Draft(number, self._cells, {}, problems=tuple(self._problems))
        values = {
            target.key: value
            for target in self._reader.targets()
            if (value := self._field(target)) is not None
        }
        self._name(values)
        people = self._reader.mapping.subject is Subject.PEOPLE
        return Draft(
            number,
            self._cells,
            values,
            memberships=self._memberships(),
            roles=self._roles() if people else (),
            areas=() if people else self._place(),
            problems=tuple(self._problems),
            words=tuple(self._words),
        )

    # Cells ----------------------------------------------------------------------------------

    def _filled(self, key: str) -> Iterator[tuple[Column, str]]:
        return self._reader.filled(key, self._cells)

    def _field(self, target: Target) -> Any:  # noqa: ANN401
        """The value of a field; ``None`` when the row says nothing about it."""
        found = list(self._filled(target.key))
        if isinstance(target.field.kind, Email):
            found = [(c, a) for c, text in found if (a := self._address(text))]
        if target.key in {"aliases", "area"}:
            found = [(found[0][0], "; ".join(text for _c, text in found))] if found else []
        if not found:
            return None
        column, text = found[0]
        value = self._try(column, partial(self._reader.value, target, text))
        if isinstance(value, OrganisationKind | Sector) and value.value in {"other", "unknown"}:
            self._words.append(f"{target.label} “{text[:60]}” is read as {option_words(value)}.")
        return None if value in ("", ()) else value

    def _address(self, text: str) -> str:
        """The first address of a cell that works outside one company's Exchange."""
        for part in _LIST.split(text):
            if part and not is_exchange(part):
                return part
        if text:
            self._words.append("An internal Outlook address was left out; it works only inside.")
        return ""

    def _try(self, column: Column, act: Callable[[], Any]) -> Any:  # noqa: ANN401
        try:
            return act()
        except ValueError as error:
            self._problems.append(Problem(column.index, str(error)))
            return None

    def _single(self, key: str) -> Any:  # noqa: ANN401
        for column, text in self._filled(key):
            target = self._reader.target(key)
            return self._try(column, partial(self._reader.value, target, text))
        return None

    # Parts ----------------------------------------------------------------------------------

    def _name(self, values: dict[str, Any]) -> None:
        parts = [text for key in ("first_name", "last_name") for _c, text in self._filled(key)]
        if len(parts) > 1 or (parts and "name" not in values):
            values["name"] = " ".join(" ".join(parts).split())
        if not fold(str(values.get("name", ""))) and not self._problems:
            columns = self._reader.columns("name") or self._reader.columns("first_name")
            subject = self._reader.mapping.subject.singular
            index = columns[0].index if columns else -1
            self._problems.append(Problem(index, f"The row names no {subject}."))

    def _swallowed(self) -> bool:
        """Whether a cell swallowed rows, because a quotation mark was never closed."""
        for index, cell in enumerate(self._cells):
            lines = cell.split("\n")
            cut = sum(1 for line in lines if max(map(line.count, ",;\t|")) >= 2)
            if len(lines) > _MANY_LINES and cut * 2 > len(lines):
                said = f"This cell holds {len(lines):,} lines that look like rows"
                sentence = f"{said}; close the quotation mark before them."
                self._problems.append(Problem(index, sentence))
        return bool(self._problems)

    def _memberships(self) -> tuple[Membership, ...]:
        start, end = self._span("member")
        relation = self._single("member.relation")
        named = self._communities()
        if not named and (start or end or relation):
            self._words.append("No community is named, so nobody joins one.")
        elif not named and self._reader.columns("community"):
            self._words.append("Belongs to no community.")
        return tuple(Membership(ref, relation, start, end) for ref in named)

    def _communities(self) -> list[Ref]:
        """The communities of the row's own column, else the one for every row; and its labels."""
        reader = self._reader
        named = [
            (column, name)
            for column, text in self._filled("community")
            for name in _LIST.split(text)
            if name
        ]
        found = [
            self._try(column, partial(reader.communities.find, name)) for column, name in named
        ]
        if not reader.columns("community") and reader.mapping.community:
            found.append(reader.communities.find(reader.mapping.community))
        for ref in found:
            if like := ref is not None and reader.communities.like(ref):
                self._words.append(f"{reader.communities.titles[ref]} is new; there is {like}.")
        labels = (
            self._label(part) for _c, text in self._filled("labels") for part in _LIST.split(text)
        )
        return list(dict.fromkeys(ref for ref in (*found, *labels) if ref is not None))

    def _label(self, label: str) -> Ref | None:
        """The community that a label of an address book names: ``CoP Yorkshire``; never new."""
        name = label.removeprefix("*").strip()
        if not name or fold(name) in _NO_COMMUNITY:
            return None
        words = fold(name).split()
        said = [word for word in words if word not in {"cop", "community", "of", "practice"}]
        communities = self._reader.communities
        if communities.has(name):
            return communities.find(name)
        found = communities.matching(frozenset(said)) if len(said) < len(words) else None
        if found is None:
            self._words.append(f"The label “{name[:60]}” names no community of the file.")
        return found

    def _roles(self) -> tuple[Role, ...]:
        start, end = self._span("role")
        role = self._single("role.role") or ""
        named = [
            (column, " ".join(name.split()))
            for column, text in self._filled("organisation")
            for name in _LIST.split(text)
            if name
        ]
        known = self._reader.organisations
        found = [self._try(column, partial(known.find, name)) for column, name in named]
        for ref in found:
            if like := ref is not None and known.like(ref):
                self._words.append(f"{known.titles[ref]} is new; there is {like}.")
        if not named and role:
            self._words.append(f"No organisation is named for the role {role}.")
        return tuple(Role(ref, role, start, end) for ref in dict.fromkeys(found) if ref is not None)

    def _span(self, of: str) -> tuple[PartialDate | None, PartialDate | None]:
        start, end = self._single(f"{of}.start"), self._single(f"{of}.end")
        if start and end and end.last < start.first:
            columns = self._reader.columns(f"{of}.end")
            self._problems.append(Problem(columns[0].index, "This day is before the one it began."))
        return start, end

    def _place(self) -> tuple[int, ...]:
        text = "; ".join(text for _c, text in self._filled("area"))
        found, unknown = self._reader.areas(text)
        strange = [part for part in unknown if fold(part) not in _WIDE]
        if not text and self._reader.columns("area"):
            self._words.append("Area not known.")
        elif strange and not found:
            self._words.append(f"Area not recognised; kept in words: {', '.join(strange)[:80]}.")
        return found


def read_rows(
    reader: CellReader, rows: Iterable[Cells], *, step: Callable[[int], None]
) -> Iterator[Draft]:
    """Every filled row below the headings, with its number as the spreadsheet shows it."""
    for index, cells in enumerate(rows):
        if index <= reader.mapping.header or not any(cells):
            continue
        step(index)
        yield _Reading(reader, cells).draft(index + 1)
