"""Putting two people in touch, kept so that one can ask later what came of it."""

from copdesk.db.models import Introduction, Participant
from copdesk.db.store import Store
from copdesk.domain.peers import IntroductionOutcome
from copdesk.errors import UserError
from copdesk.services.records import add_in


def put_in_touch(store: Store, first_id: int, second_id: int, about: str) -> int:
    """Keep that two people were put in touch today; returns the id of the introduction.

    Raises:
        Invalid: what it is about is missing or too long.
        UserError: one of them is gone.
    """
    return _keep(store, "Put {} in touch with {}", first_id, second_id, about)


def note_acquainted(store: Store, first_id: int, second_id: int, about: str) -> int:
    """Keep that two people knew each other already, so that nobody suggests it again.

    Raises:
        Invalid: what it is about is missing or too long.
        UserError: one of them is gone.
    """
    known = {"outcome": IntroductionOutcome.SPOKE, "note": "They knew each other already."}
    return _keep(store, "{} knows {} already", first_id, second_id, about, **known)


def _keep(
    store: Store, label: str, first_id: int, second_id: int, about: str, **more: object
) -> int:
    with store.change("Put in touch") as unit:
        for each in (first_id, second_id):
            if unit.get(Participant, each) is None:
                raise UserError("One of them was deleted.", "Undo the deletion first.")
        unit.label = label.format(unit.title(first_id), unit.title(second_id))
        values = {
            "about": about,
            "first_id": first_id,
            "second_id": second_id,
            "made_on": unit.today,
            **more,
        }
        return add_in(unit, Introduction, values)
