"""Lines of Today put off until a day, set aside with a reason, and brought back."""

from datetime import date

from copdesk.db.models import DutyMark, Enquiry, EnquiryNote
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.dates import day_words
from copdesk.domain.duties import Duty
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.errors import Invalid, UserError
from copdesk.services.records import add_in, called
from copdesk.services.settings import settings

_SHOWN = 60


def put_off(store: Store, duty: Duty, until: date) -> None:
    """Keep a line away until a day, or until its own day changes.

    Raises:
        Invalid: the day is not to come.
    """
    with store.change("Put off") as unit:
        if until <= unit.today:
            raise Invalid({"until": "Choose a day from tomorrow on."})
        unit.label = f"Put off until {day_words(until)}: {_short(duty.title)}"
        _mark(unit, duty, until=until)


def set_aside(store: Store, duty: Duty, reason: str) -> None:
    """Keep a line away until its own day changes.

    Raises:
        Invalid: there is no reason.
    """
    if not reason.strip():
        raise Invalid({"reason": "Say why, in a word or two."})
    with store.change("Set aside") as unit:
        unit.label = f"Set aside: {_short(duty.title)}"
        _mark(unit, duty, reason=reason.strip())


def bring_back(store: Store, duty: Duty) -> None:
    """Show a line again that was put off or set aside."""
    with store.change("Bring back") as unit:
        unit.label = f"Bring back: {_short(duty.title)}"
        _forget(unit, duty)


def take_in_hand(store: Store, enquiry_id: int) -> None:
    """Say that somebody deals with a new enquiry: the coordinator, unless it has an owner."""
    with store.change("Take in hand") as unit:
        enquiry = unit.get(Enquiry, enquiry_id)
        if enquiry is None:
            raise UserError("This enquiry was deleted.", "Undo the deletion first.")
        unit.label = f"Take in hand {called(unit, Enquiry, enquiry_id)}"
        owner = enquiry["owner"] or settings(unit).coordinator
        unit.set(Enquiry, enquiry_id, state=EnquiryState.OPEN, owner=owner)


def finish_next_step(store: Store, enquiry_id: int) -> None:
    """Say that the next step of an enquiry was done; its log tells what it was."""
    with store.change("Done") as unit:
        enquiry = unit.get(Enquiry, enquiry_id)
        if enquiry is None:
            raise UserError("This enquiry was deleted.", "Undo the deletion first.")
        step = enquiry["next_step"]
        unit.label = f"Next step done: {called(unit, Enquiry, enquiry_id)}"
        text = f"Done: {step}" if step else "The next step was done."
        line = {"enquiry_id": enquiry_id, "at": unit.at, "kind": LogKind.NOTE, "text": text}
        add_in(unit, EnquiryNote, line)
        unit.set(Enquiry, enquiry_id, next_step="", next_step_on=None)


def _mark(unit: Unit, duty: Duty, *, until: date | None = None, reason: str = "") -> None:
    _forget(unit, duty)
    values = {
        "duty": duty.key,
        "record_id": duty.record_id or None,
        "marked_on": unit.today,
        "until": until,
        "reason": reason,
    }
    add_in(unit, DutyMark, values)


def _forget(unit: Unit, duty: Duty) -> None:
    """Take away the marks on the line, those on an earlier day of it too."""
    for row in unit.find(DutyMark, record_id=duty.record_id or None):
        if row["duty"].rpartition(":")[0] == duty.about:
            unit.delete(DutyMark, row["id"])


def _short(title: str) -> str:
    return title if len(title) <= _SHOWN else title[: _SHOWN - 1].rstrip() + "…"
