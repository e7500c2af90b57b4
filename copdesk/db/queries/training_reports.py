"""What papers about training say beside the standings: where people are, names of their own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from copdesk.db.ground import card
from copdesk.db.models import Affiliation, Participant, TrainingSession
from copdesk.db.queries.expressions import during
from copdesk.db.reader import Reader


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation somebody is at."""

    id: int
    name: str


def places(reader: Reader, on: date) -> Mapping[int, tuple[Place, ...]]:
    """The organisations of everybody on a day, by the person's id, in the order of their names."""
    asked = (
        select(Affiliation.participant_id, card.c.id, card.c.title)
        .join(card, card.c.id == Affiliation.organisation_id)
        .where(during(Affiliation.start, Affiliation.end, on))
        .order_by(card.c.key, card.c.id)
    )
    found: dict[int, dict[int, Place]] = defaultdict(dict)
    for person, id_, name in reader.rows(asked):
        found[person][id_] = Place(id_, name)
    return {person: tuple(each.values()) for person, each in found.items()}


def native_names(reader: Reader, ids: Iterable[int]) -> Mapping[int, str]:
    """The names of people in their own script, where they are known."""
    wanted = set(ids)
    asked = select(Participant.id, Participant.native_name).where(Participant.native_name != "")
    return {row[0]: row[1] for row in reader.rows(asked) if row[0] in wanted}


def next_session(reader: Reader, on: date) -> int | None:
    """The next training session from a day on, else the last before it; ``None``: none is known."""
    ordered = select(TrainingSession.id).order_by(TrainingSession.held_on, TrainingSession.id)
    coming = reader.rows(ordered.where(TrainingSession.held_on >= on).limit(1))
    if coming:
        return int(coming[0][0])
    past = reader.rows(ordered.where(TrainingSession.held_on < on))
    return int(past[-1][0]) if past else None
