"""An enquiry from the day it came to the day it is closed, each step one change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from copdesk.db.models import Enquiry, EnquiryNote, EnquiryPause
from copdesk.db.record import fields_of
from copdesk.db.store import Store
from copdesk.db.unit import LONDON, Unit
from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import EnquiryState, LogKind, Outcome, PauseKind
from copdesk.errors import Invalid, UserError
from copdesk.services.promise import begun, kept, reckon, settle_pauses
from copdesk.services.records import add_in, check, next_reference


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is to be done next for an enquiry.

    Attributes:
        words: what.
        on: by when; ``None`` where no day is set.
    """

    words: str
    on: date | None = None


def log_enquiry(store: Store, values: Mapping[str, object]) -> int:
    """Log an enquiry; returns its id.

    It is numbered in the year it was received; it is received today and due as its community
    promises unless ``values`` say otherwise.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Log enquiry") as unit:
        id_ = log_in(unit, values)
        unit.label = f"Log enquiry {_enquiry(unit, id_)['reference']}"
    return id_


def log_in(unit: Unit, values: Mapping[str, object]) -> int:
    """Log an enquiry within an act, as :func:`log_enquiry`; returns its id."""
    whole = _whole(unit, values)
    check(Enquiry, whole)
    received = whole["received_on"]
    whole["reference"] = next_reference(unit, "E", received.year)
    return add_in(unit, Enquiry, whole)


def _whole(unit: Unit, values: Mapping[str, object]) -> dict[str, Any]:
    whole: dict[str, Any] = dict(values)
    whole["received_on"] = whole.get("received_on") or unit.today
    return whole | begun(unit, whole)


def correct_enquiry(store: Store, enquiry_id: int, values: Mapping[str, object]) -> None:
    """Change what is known of an enquiry.

    A due day that stood as promised follows the day received and the community; one that was
    set by hand stays.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
        UserError: the enquiry is gone.
    """
    check(Enquiry, values)
    with store.change("Correct") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        labels = ", ".join(fields_of(Enquiry)[name].label.lower() for name in values)
        unit.label = f"Change {labels} of enquiry {enquiry['reference']}"
        with kept(unit, Enquiry, [enquiry_id], values):
            unit.set(Enquiry, enquiry_id, **values)


def note_enquiry(  # noqa: PLR0913  (what a line of the log holds, and what follows it)
    store: Store,
    enquiry_id: int,
    text: str,
    *,
    kind: LogKind = LogKind.NOTE,
    at: datetime | None = None,
    with_id: int | None = None,
    then: NextStep | None = None,
) -> int:
    """Add a line to the log that answers nothing yet; returns its id.

    An enquiry nobody has touched is in hand from then on. Recording a contact clears the next step
    that waited for it, unless ``then`` sets another.

    Args:
        store: the file.
        enquiry_id: which.
        text: what was said or done.
        kind: what the line records.
        at: when it was; now when not said.
        with_id: the participant or organisation it was with.
        then: what is to be done next.

    Raises:
        Invalid: there is no text, it can't be kept, or its time lies ahead.
        UserError: the enquiry is gone.
    """
    with store.change("Note") as unit:
        line, step = note_in(unit, enquiry_id, text, kind=kind, at=at, with_id=with_id, then=then)
        what = f"Record {kind.told} of" if kind.is_contact else "Add to the log of"
        unit.label = f"{what} enquiry {_enquiry(unit, enquiry_id)['reference']}{step}"
        return line


def note_in(  # noqa: PLR0913  (what a line of the log holds, and what follows it)
    unit: Unit,
    enquiry_id: int,
    text: str,
    *,
    kind: LogKind = LogKind.NOTE,
    at: datetime | None = None,
    with_id: int | None = None,
    then: NextStep | None = None,
) -> tuple[int, str]:
    """Add a line to the log within an act, as :func:`note_enquiry`.

    Returns the id of the line, and what the act says of the next step; empty for nothing.
    """
    enquiry = _enquiry(unit, enquiry_id)
    step = _step_on(unit, enquiry, kind, then)
    if enquiry["state"] is EnquiryState.NEW:
        unit.set(Enquiry, enquiry_id, state=EnquiryState.OPEN)
    return _log(unit, enquiry_id, text, kind, at, with_id), step


def record_reply(  # noqa: PLR0913  (as a line of the log)
    store: Store,
    enquiry_id: int,
    text: str,
    *,
    kind: LogKind = LogKind.MAIL_OUT,
    at: datetime | None = None,
    with_id: int | None = None,
    then: NextStep | None = None,
) -> int:
    """Record a reply that answers; returns the id of the line in the log.

    The first one stops the clock: the enquiry is answered on its day. An acknowledgement is not
    an answer: use :func:`note_enquiry`, which takes and raises the same.
    """
    with store.change("Answer") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        step = _step_on(unit, enquiry, kind, then)
        unit.label = f"Answer enquiry {enquiry['reference']}{step}"
        on = (at or unit.at).astimezone(LONDON).date()
        changes: dict[str, object] = {"answer": text}
        if enquiry["answered_on"] is None:
            changes["answered_on"] = on
        if enquiry["state"].is_open:
            changes["state"] = EnquiryState.ANSWERED
            _stand_still(unit, enquiry_id, PauseKind.SETTLED, on)
        line = _log(unit, enquiry_id, text, kind, at, with_id)
        unit.set(Enquiry, enquiry_id, **changes)
        reckon(unit, enquiry_id)
        return line


def wait_for_asker(store: Store, enquiry_id: int, reason: str = "", on: date | None = None) -> None:
    """Say that the asker has to tell us more, from today or an earlier day.

    The promise does not move; the working target does, by the days spent waiting.

    Raises:
        Invalid: the day lies ahead, or before the enquiry was received.
        UserError: it waits already, or was answered or closed; nothing is changed.
    """
    with store.change("Wait") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Wait for the asker of enquiry {enquiry['reference']}"
        if enquiry["state"] not in {EnquiryState.NEW, EnquiryState.OPEN}:
            stands = enquiry["state"].label.lower()
            raise UserError(f"This enquiry is {stands} already.", "Only an open one can wait.")
        start = _day(unit, enquiry, on, "start")
        _stand_still(unit, enquiry_id, PauseKind.WAITING, start, reason)
        unit.set(Enquiry, enquiry_id, state=EnquiryState.WAITING)
        text = f"Waiting for the asker: {reason}" if reason else "Waiting for the asker."
        _log(unit, enquiry_id, text, LogKind.NOTE, None)
        reckon(unit, enquiry_id)


def resume_enquiry(store: Store, enquiry_id: int, on: date | None = None) -> None:
    """Go on after waiting for the asker, from today or an earlier day.

    Raises:
        Invalid: the day lies ahead, or before the enquiry was received.
    """
    with store.change("Go on") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Go on with enquiry {enquiry['reference']}"
        resume_in(unit, enquiry_id, on)


def resume_in(unit: Unit, enquiry_id: int, on: date | None = None) -> None:
    """Go on after waiting for the asker within an act, as :func:`resume_enquiry`."""
    _go_on(unit, enquiry_id, _day(unit, _enquiry(unit, enquiry_id), on, "end"))
    unit.set(Enquiry, enquiry_id, state=EnquiryState.OPEN)
    reckon(unit, enquiry_id)


def record_pause(store: Store, enquiry_id: int, start: date, end: date, reason: str = "") -> None:
    """Note days spent waiting for the asker that are over; the working target moves by them.

    Raises:
        Invalid: it ends before it began, lies ahead, or began before the enquiry was received.
    """
    with store.change("Pause") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Note days of waiting for enquiry {enquiry['reference']}"
        values = {"enquiry_id": enquiry_id, "start": start, "end": end, "reason": reason}
        pause = add_in(unit, EnquiryPause, values)
        settle_pauses(unit, [pause], [enquiry_id])
        reckon(unit, enquiry_id)


def close_enquiry(
    store: Store,
    enquiry_id: int,
    *,
    outcome: Outcome | None = None,
    note: str = "",
    on: date | None = None,
) -> None:
    """Close an enquiry, answered or not, today or on an earlier day.

    Args:
        store: the file.
        enquiry_id: which.
        outcome: how it ended; when not said, answered if it was, else another way.
        note: more on the outcome.
        on: the day.

    Raises:
        Invalid: the day lies ahead or before the enquiry was received, or the note can't be kept.
    """
    with store.change("Close") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Close enquiry {enquiry['reference']}"
        ended = Outcome.ANSWERED if enquiry["answered_on"] else Outcome.OTHER
        close_in(unit, enquiry_id, outcome or ended, note, on)


def close_in(
    unit: Unit, enquiry_id: int, outcome: Outcome, note: str = "", on: date | None = None
) -> None:
    """Close an enquiry within an act, as :func:`close_enquiry`."""
    enquiry = _enquiry(unit, enquiry_id)
    day = _day(unit, enquiry, on, "closed_on")
    changes = {
        "state": EnquiryState.CLOSED,
        "closed_on": day,
        "outcome": outcome,
        "outcome_note": note,
    }
    check(Enquiry, changes)
    if enquiry["state"].is_open:
        _stand_still(unit, enquiry_id, PauseKind.SETTLED, day)
    unit.set(Enquiry, enquiry_id, **changes)
    reckon(unit, enquiry_id)


def reopen_enquiry(store: Store, enquiry_id: int) -> None:
    """Open a closed or answered enquiry again; the day it was first answered on stays.

    The days in between do not count: what was left of the working target is left again.
    """
    with store.change("Reopen") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Open enquiry {enquiry['reference']} again"
        if not enquiry["state"].is_open and not _lasting(unit, enquiry_id):
            settled = enquiry["answered_on"] or enquiry["closed_on"] or unit.today
            _stand_still(unit, enquiry_id, PauseKind.SETTLED, settled)
        _go_on(unit, enquiry_id, unit.today)
        unit.set(
            Enquiry,
            enquiry_id,
            state=EnquiryState.OPEN,
            closed_on=None,
            outcome=Outcome.NOT_YET,
            outcome_note="",
            merged_into_id=None,
        )
        reckon(unit, enquiry_id)


def _day(unit: Unit, enquiry: Mapping[str, Any], on: date | None, name: str) -> date:
    day = on or unit.today
    if day > unit.today:
        raise Invalid({name: f"{day_words(day)} has not come yet."})
    if on is not None and day < enquiry["received_on"]:
        came = day_words(enquiry["received_on"])
        raise Invalid({name: f"The enquiry came later, on {came}."})
    return day


def _stand_still(
    unit: Unit, enquiry_id: int, kind: PauseKind, start: date, reason: str = ""
) -> None:
    """Begin a pause; one that lasted ends with it."""
    _go_on(unit, enquiry_id, start)
    values = {"enquiry_id": enquiry_id, "kind": kind, "start": start, "reason": reason}
    check(EnquiryPause, values)
    unit.add(EnquiryPause, **values)


def _go_on(unit: Unit, enquiry_id: int, end: date) -> None:
    """End what lasts; a pause that would end before it began was none."""
    for pause in _lasting(unit, enquiry_id):
        unit.set(EnquiryPause, pause["id"], end=max(end, pause["start"]))


def _lasting(unit: Unit, enquiry_id: int) -> list[dict[str, Any]]:
    return unit.find(EnquiryPause, enquiry_id=enquiry_id, end=None)


def _step_on(unit: Unit, enquiry: Mapping[str, Any], kind: LogKind, then: NextStep | None) -> str:
    """Set the next step, or clear it after a contact; what the act says of it."""
    if then is not None:
        step: dict[str, object] = {"next_step": then.words, "next_step_on": then.on}
        check(Enquiry, step)
        unit.set(Enquiry, enquiry["id"], **step)
        return f"; next step: {then.words}"
    if kind.is_contact and (enquiry["next_step"] or enquiry["next_step_on"]):
        unit.set(Enquiry, enquiry["id"], next_step="", next_step_on=None)
        return "; next step cleared"
    return ""


def _log(  # noqa: PLR0913, PLR0917  (as a line of the log)
    unit: Unit,
    enquiry_id: int,
    text: str,
    kind: LogKind,
    at: datetime | None,
    with_id: int | None = None,
) -> int:
    day = (at or unit.at).astimezone(LONDON).date()
    if day > unit.today:
        raise Invalid({"at": f"{day_words(day)} has not come yet."})
    line = {"at": at or unit.at, "kind": kind, "text": text, "with_id": with_id}
    return add_in(unit, EnquiryNote, {**line, "enquiry_id": enquiry_id})


def _enquiry(unit: Unit, enquiry_id: int) -> dict[str, Any]:
    found = unit.get(Enquiry, enquiry_id)
    if found is None:
        raise UserError("This enquiry was deleted.", "Undo the deletion first.")
    return found
