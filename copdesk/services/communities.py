"""Who belongs to a community, and who has which role where, from when to when."""

from collections.abc import Sequence

from copdesk.db.models import (
    Affiliation,
    OrganisationArea,
    OrganisationMembership,
    ParticipantMembership,
)
from copdesk.db.record import Record
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from copdesk.domain.organisations import Relation
from copdesk.errors import Invalid, UserError
from copdesk.services.records import add_in, check


def join_as_organisation(
    store: Store,
    community_id: int,
    organisation_id: int,
    *,
    relation: Relation = Relation.MEMBER,
    start: PartialDate | None = None,
) -> int:
    """Let an organisation join a community as member or partner; returns the membership's id."""
    with store.change("Join") as unit:
        unit.label = f"{unit.title(organisation_id)} joins {unit.title(community_id)}"
        values = {
            "organisation_id": organisation_id,
            "community_id": community_id,
            "relation": relation,
            "start": start,
        }
        return add_in(unit, OrganisationMembership, values)


def join_as_participant(
    store: Store, community_id: int, participant_ids: Sequence[int], *, start: PartialDate | None
) -> list[int]:
    """Let people join a community; returns the ids of the memberships."""
    with store.change("Join") as unit:
        who = called(unit.titles(participant_ids), participant_ids)
        joins = "joins" if len(participant_ids) == 1 else "join"
        unit.label = f"{who} {joins} {unit.title(community_id)}"
        given = {"community_id": community_id, "start": start}
        return [
            add_in(unit, ParticipantMembership, {"participant_id": each, **given})
            for each in participant_ids
        ]


def take_role(
    store: Store,
    participant_id: int,
    organisation_id: int,
    *,
    role: str = "",
    start: PartialDate | None = None,
) -> int:
    """Give a person a role in an organisation; returns the id of the role."""
    with store.change("Role") as unit:
        person, organisation = unit.title(participant_id), unit.title(organisation_id)
        unit.label = f"{person} at {organisation}{f': {role}' if role else ''}"
        values = {
            "participant_id": participant_id,
            "organisation_id": organisation_id,
            "role": role,
            "start": start,
        }
        return add_in(unit, Affiliation, values)


def end_span(store: Store, model: type[Record], id_: int, end: PartialDate) -> None:
    """End a membership or a role on a day; it stays in the record of what was.

    Raises:
        Invalid: it would end before it began.
        UserError: it is gone.
    """
    check(model, {"end": end})
    with store.change("End") as unit:
        found = unit.get(model, id_)
        if found is None:
            raise UserError(f"This {model.singular} was deleted.", "Undo the deletion first.")
        if found["start"] is not None and end.last < found["start"].first:
            raise Invalid({"end": "The end lies before the beginning."})
        ids = (found.get("participant_id"), found.get("organisation_id"), found.get("community_id"))
        titles = unit.titles(ids)
        names = [titles[each] for each in ids if each in titles]
        unit.label = f"{names[0]} leaves {names[-1]}"
        unit.set(model, id_, end=end)


def cover_areas(store: Store, organisation_id: int, authority_ids: Sequence[int]) -> None:
    """Say which local authorities an organisation covers: these, and no others."""
    with store.change("Areas") as unit:
        unit.label = f"Set the areas of {unit.title(organisation_id)}"
        there = unit.find(OrganisationArea, organisation_id=organisation_id)
        for row in there:
            if row["authority_id"] not in authority_ids:
                unit.delete(OrganisationArea, row["id"])
        known = {row["authority_id"] for row in there}
        for each in dict.fromkeys(authority_ids):
            if each not in known:
                unit.add(OrganisationArea, organisation_id=organisation_id, authority_id=each)


def called(titles: dict[int, str], ids: Sequence[int], noun: str = "people") -> str:
    """The title of one record, or how many there are: ``Amina Yusuf``, ``14 people``."""
    if len(ids) == 1:
        return titles.get(ids[0], f"1 {noun}")
    return f"{len(ids)} {noun}"
