from datetime import date

from copdesk.db.models import SessionBooking, TrainingSession, TrainingWish
from copdesk.db.queries.training_wishes import open_wishes
from copdesk.domain.registers import WishKind
from copdesk.domain.training import BookingState
from copdesk.domain.training_wishes import proposals
from copdesk.services import records
from copdesk.services.training_wishes import plan_session


def test_a_session_planned_from_a_proposal_meets_its_wishes_and_invites_who_asked(
    store, office, labels
):
    for person, kind in ((office.amina, WishKind.WANTED), (office.olena, WishKind.OFFERED)):
        given = {"topic": "Interpreters", "kind": kind, "participant_id": person}
        records.add(store, TrainingWish, given)
    with store.read() as reader:
        (proposal,) = proposals(open_wishes(reader))
    session = plan_session(store, proposal, date(2026, 12, 3))
    assert labels()[-1] == "Plan a session on Interpreters"
    with store.read() as reader:
        kept = reader.get(TrainingSession, session)
        assert (kept["title"], kept["trainer"]) == ("Interpreters", "Olena Shevchuk")
        (booking,) = reader.find(SessionBooking)
        assert (booking["participant_id"], booking["state"]) == (office.amina, BookingState.INVITED)
        assert open_wishes(reader) == []
    store.undo()
    with store.read() as reader:
        assert len(open_wishes(reader)) == 2
