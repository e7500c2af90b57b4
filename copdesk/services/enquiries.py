"""An enquiry from the day it came to the day it is closed, each step one change."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from copdesk.db.models import Community, Enquiry, EnquiryNote
from copdesk.db.reader import Reader
from copdesk.db.record import fields_of
from copdesk.db.store import Store
from copdesk.db.unit import LONDON, Unit
from copdesk.domain.enquiries import PROMISE_DAYS, EnquiryState, LogKind, promised_by
from copdesk.errors import UserError
from copdesk.services.records import add_in, check, next_reference


def due_for(reader: Reader, received_on: date, community_id: int | None) -> date:
    """The day an enquiry is promised by: what its community promises, else a week."""
    community = reader.get(Community, community_id) if community_id is not None else None
    return promised_by(received_on, community["promise_days"] if community else PROMISE_DAYS)


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
    if not whole.get("due_on"):
        whole["due_on"] = due_for(unit, whole["received_on"], whole.get("community_id"))
    return whole


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
        before = _enquiry(unit, enquiry_id)
        whole = {**before, **values}
        labels = ", ".join(fields_of(Enquiry)[name].label.lower() for name in values)
        unit.label = f"Change {labels} of enquiry {before['reference']}"
        if "due_on" not in values and before["due_on"] == _promised(unit, before):
            whole["due_on"] = _promised(unit, whole)
        changed = {name: whole[name] for name in (*values, "due_on")}
        unit.set(Enquiry, enquiry_id, **changed)


def _promised(reader: Reader, enquiry: Mapping[str, Any]) -> date:
    return due_for(reader, enquiry["received_on"], enquiry["community_id"])


def note_enquiry(
    store: Store,
    enquiry_id: int,
    text: str,
    *,
    kind: LogKind = LogKind.NOTE,
    at: datetime | None = None,
) -> int:
    """Add a line to the log that answers nothing yet; returns its id.

    An enquiry nobody has touched is in hand from then on.
    """
    with store.change("Note") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Add to the log of enquiry {enquiry['reference']}"
        if enquiry["state"] is EnquiryState.NEW:
            unit.set(Enquiry, enquiry_id, state=EnquiryState.OPEN)
        return _log(unit, enquiry_id, text, kind, at)


def record_reply(
    store: Store,
    enquiry_id: int,
    text: str,
    *,
    kind: LogKind = LogKind.MAIL_OUT,
    at: datetime | None = None,
) -> int:
    """Record a reply that answers; returns the id of the line in the log.

    The first one stops the clock: the enquiry is answered on its day. An acknowledgement is not
    an answer: use :func:`note_enquiry`.
    """
    with store.change("Answer") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Answer enquiry {enquiry['reference']}"
        changes: dict[str, object] = {"answer": text}
        if enquiry["answered_on"] is None:
            changes["answered_on"] = (at or unit.at).astimezone(LONDON).date()
        if enquiry["state"].is_open:
            changes["state"] = EnquiryState.ANSWERED
        line = _log(unit, enquiry_id, text, kind, at)
        unit.set(Enquiry, enquiry_id, **changes)
        return line


def wait_for_asker(store: Store, enquiry_id: int, reason: str = "") -> None:
    """Say that the asker has to tell us more; the promise does not move."""
    text = f"Waiting for the asker: {reason}" if reason else "Waiting for the asker."
    _turn(store, enquiry_id, "Wait for the asker of enquiry {}", text, state=EnquiryState.WAITING)


def resume_enquiry(store: Store, enquiry_id: int) -> None:
    """Go on after waiting for the asker."""
    _turn(store, enquiry_id, "Go on with enquiry {}", "", state=EnquiryState.OPEN)


def close_enquiry(store: Store, enquiry_id: int, on: date | None = None) -> None:
    """Close an enquiry, answered or not, today unless said otherwise."""
    with store.change("Close") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Close enquiry {enquiry['reference']}"
        unit.set(Enquiry, enquiry_id, state=EnquiryState.CLOSED, closed_on=on or unit.today)


def reopen_enquiry(store: Store, enquiry_id: int) -> None:
    """Open a closed or answered enquiry again; the day it was first answered on stays."""
    with store.change("Reopen") as unit:
        enquiry = _enquiry(unit, enquiry_id)
        unit.label = f"Open enquiry {enquiry['reference']} again"
        unit.set(Enquiry, enquiry_id, state=EnquiryState.OPEN, closed_on=None)


def _turn(store: Store, enquiry_id: int, label: str, text: str, **values: object) -> None:
    with store.change("Enquiry") as unit:
        unit.label = label.format(_enquiry(unit, enquiry_id)["reference"])
        unit.set(Enquiry, enquiry_id, **values)
        if text:
            _log(unit, enquiry_id, text, LogKind.NOTE, None)


def _log(unit: Unit, enquiry_id: int, text: str, kind: LogKind, at: datetime | None) -> int:
    line = {"enquiry_id": enquiry_id, "at": at or unit.at, "kind": kind, "text": text}
    return add_in(unit, EnquiryNote, line)


def _enquiry(unit: Unit, enquiry_id: int) -> dict[str, Any]:
    found = unit.get(Enquiry, enquiry_id)
    if found is None:
        raise UserError("This enquiry was deleted.", "Undo the deletion first.")
    return found
