"""Putting two people in touch, kept so that one can ask later what came of it."""

from copdesk.db.models import Introduction, Participant
from copdesk.db.store import Store
from copdesk.errors import UserError
from copdesk.services.records import add_in


def put_in_touch(
    store: Store, first_id: int, second_id: int, about: str, *, enquiry_id: int | None = None
) -> int:
    """Keep that two people were put in touch today; returns the id of the introduction.

    Raises:
        Invalid: what it is about is missing or too long.
        UserError: one of them is gone.
    """
    with store.change("Put in touch") as unit:
        for each in (first_id, second_id):
            if unit.get(Participant, each) is None:
                raise UserError("One of them was deleted.", "Undo the deletion first.")
        unit.label = f"Put {unit.title(first_id)} in touch with {unit.title(second_id)}"
        values = {
            "about": about,
            "first_id": first_id,
            "second_id": second_id,
            "made_on": unit.today,
            "enquiry_id": enquiry_id,
        }
        return add_in(unit, Introduction, values)
