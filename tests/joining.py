"""People and organisations join a community or one another: what so many tests begin with."""

from collections.abc import Iterable

from copdesk.db.models import Affiliation, OrganisationMembership, ParticipantMembership
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from copdesk.services.records import add


def organisation_joins(
    store: Store, community: int, organisation: int, *, start: PartialDate | None = None
) -> None:
    """Make the organisation a member of the community."""
    values = {"community_id": community, "organisation_id": organisation, "start": start}
    add(store, OrganisationMembership, values)


def people_join(
    store: Store, community: int, people: Iterable[int], *, start: PartialDate | None = None
) -> None:
    """Make each of the people a member of the community themselves."""
    for person in people:
        values = {"community_id": community, "participant_id": person, "start": start}
        add(store, ParticipantMembership, values)


def takes_role(
    store: Store,
    person: int,
    organisation: int,
    *,
    role: str = "",
    start: PartialDate | None = None,
) -> None:
    """Let the person work for the organisation."""
    values = {"participant_id": person, "organisation_id": organisation, "role": role}
    add(store, Affiliation, {**values, "start": start})
