"""What the file holds before an import, as plain values: everything a preview looks at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from copdesk.db.models.communities import (
    Community,
    OrganisationMembership,
    ParticipantMembership,
)
from copdesk.db.models.lists import Authority
from copdesk.db.models.organisations import Organisation, OrganisationArea
from copdesk.db.models.participants import Affiliation
from copdesk.db.reader import Reader
from copdesk.imports.targets import Subject

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """A snapshot; see :func:`look`.

    Attributes:
        subject: what is imported.
        records: the organisations or people, by id.
        memberships: of each of them, by its id.
        roles: of each person, by its id.
        areas: the ids of the authorities of each organisation, by its id.
        communities: all of them, by id.
        organisations: all of them, by id.
        authorities: the shipped list.
    """

    subject: Subject
    records: Mapping[int, Row] = field(default_factory=dict)
    memberships: Mapping[int, Sequence[Row]] = field(default_factory=dict)
    roles: Mapping[int, Sequence[Row]] = field(default_factory=dict)
    areas: Mapping[int, frozenset[int]] = field(default_factory=dict)
    communities: Mapping[int, Row] = field(default_factory=dict)
    organisations: Mapping[int, Row] = field(default_factory=dict)
    authorities: Sequence[Row] = ()


def look(reader: Reader, subject: Subject) -> Known:
    """Read what an import of this subject may meet."""
    people = subject is Subject.PEOPLE
    owner = "participant_id" if people else "organisation_id"
    memberships = reader.find(ParticipantMembership if people else OrganisationMembership)
    areas = defaultdict(set)
    for row in () if people else reader.find(OrganisationArea):
        areas[row["organisation_id"]].add(row["authority_id"])
    records = _by_id(reader.find(subject.model))
    return Known(
        subject,
        records=records,
        memberships=_grouped(memberships, owner),
        roles=_grouped(reader.find(Affiliation), owner) if people else {},
        areas={id_: frozenset(found) for id_, found in areas.items()},
        communities=_by_id(reader.find(Community)),
        organisations=_by_id(reader.find(Organisation)) if people else records,
        authorities=reader.find(Authority),
    )


def _by_id(rows: Iterable[Row]) -> dict[int, Row]:
    return {row["id"]: row for row in rows}


def _grouped(rows: Iterable[Row], key: str) -> dict[int, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row[key]].append(row)
    return dict(found)
