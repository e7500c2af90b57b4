"""Planning a session that meets what people asked for and offered."""

from datetime import date

from copdesk.db.models import SessionBooking, TrainingSession, TrainingWish
from copdesk.db.store import Store
from copdesk.domain.training_wishes import Proposal
from copdesk.services.records import add_in


def plan_session(store: Store, proposal: Proposal, held_on: date) -> int:
    """Plan a session from a proposal; returns its id.

    Who offered it is the trainer, who asked for it is invited, and the wishes are met by it.

    Raises:
        Invalid: the day can't be kept.
    """
    with store.change("Plan session") as unit:
        trainers = list(dict.fromkeys(each.by for each in proposal.offered if each.by))
        values = {"title": proposal.topic, "held_on": held_on, "trainer": ", ".join(trainers)}
        session = add_in(unit, TrainingSession, values)
        unit.label = f"Plan a session on {proposal.topic}"
        for wish in proposal.wishes:
            unit.set(TrainingWish, wish.id, session_id=session)
        people = dict.fromkeys(each.person_id for each in proposal.wanted)
        for person in people:
            if person is not None:
                booking = {"session_id": session, "participant_id": person}
                add_in(unit, SessionBooking, booking)
    return session
