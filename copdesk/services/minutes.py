"""Minutes from the first draft to the approved ones, and the lines that become more than words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from copdesk.db.models import Action, AgendaItem, Decision, Meeting, MinutesVersion
from copdesk.db.queries.minutes import minutes_text, versions
from copdesk.db.reader import Reader
from copdesk.db.record import Record
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.meetings import MinutesState
from copdesk.domain.minutes import line_words, marked, unmarked
from copdesk.errors import Invalid, UserError
from copdesk.services.records import add_in, check

# The states -------------------------------------------------------------------------------------


def circulate_minutes(store: Store, meeting_id: int, on: date) -> None:
    """Say that the minutes went out on a day; what they said is kept as a version.

    Raises:
        UserError: the meeting is gone, or its minutes are approved.
    """
    with store.change("Circulate minutes") as unit:
        meeting = writable(unit, meeting_id)
        unit.set(Meeting, meeting_id, minutes_state=MinutesState.CIRCULATED, circulated_on=on)
        keep_version(unit, meeting_id)
        unit.label = f"Circulate the minutes of {meeting['title']}"


def approve_minutes(store: Store, meeting_id: int, at_id: int | None, on: date) -> None:
    """Say that the minutes were approved; from then on they can only be corrected.

    Args:
        store: the open file.
        meeting_id: whose minutes.
        at_id: the meeting that approved them, if it is known.
        on: the day.

    Raises:
        UserError: the meeting is gone, or its minutes are approved already.
    """
    with store.change("Approve minutes") as unit:
        meeting = writable(unit, meeting_id)
        unit.set(
            Meeting,
            meeting_id,
            minutes_state=MinutesState.APPROVED,
            approved_on=on,
            approved_at_id=at_id,
        )
        keep_version(unit, meeting_id)
        unit.label = f"Approve the minutes of {meeting['title']}"


def correct_minutes(store: Store, meeting_id: int, reason: str) -> None:
    """Open approved minutes for a correction; they are kept as they were, with the reason.

    Raises:
        Invalid: there is no reason.
        UserError: the meeting is gone, or its minutes are not approved.
    """
    with store.change("Correct minutes") as unit:
        meeting = _meeting(unit, meeting_id)
        if meeting["minutes_state"] is not MinutesState.APPROVED:
            raise UserError("These minutes can be changed as they are.")
        if not reason.strip():
            raise Invalid({"reason": "Say why the minutes are corrected."})
        keep_version(unit, meeting_id, reason.strip())
        unit.set(
            Meeting,
            meeting_id,
            minutes_state=MinutesState.DRAFT,
            approved_on=None,
            approved_at_id=None,
            circulated_on=None,
        )
        unit.label = f"Correct the minutes of {meeting['title']}: {reason.strip()}"


def keep_version(unit: Unit, meeting_id: int, reason: str = "") -> None:
    """Keep the minutes as they stand; nothing twice, but a reason is added to what is kept."""
    meeting = _meeting(unit, meeting_id)
    text, state = minutes_text(unit, meeting_id), meeting["minutes_state"]
    last = next(iter(versions(unit, meeting_id)), None)
    if last is not None and (last.text, last.state) == (text, state):
        if reason:
            unit.set(MinutesVersion, last.id, reason=reason)
        return
    unit.add(
        MinutesVersion,
        meeting_id=meeting_id,
        number=last.number + 1 if last else 1,
        at=unit.at,
        state=state,
        reason=reason,
        text=text,
    )


def writable(reader: Reader, meeting_id: int) -> dict[str, Any]:
    """The meeting, if its minutes may be changed.

    Raises:
        UserError: it is gone, or its minutes are approved.
    """
    meeting = _meeting(reader, meeting_id)
    if meeting["minutes_state"] is MinutesState.APPROVED:
        raise UserError("These minutes are approved.", "Correct them to change what they say.")
    return meeting


# What they say ----------------------------------------------------------------------------------


def write_minutes(store: Store, meeting_id: int, item_id: int | None, text: str) -> None:
    """Write what the minutes say of an item, or of the whole meeting where there is none.

    Raises:
        Invalid: the text can't be kept.
        UserError: the minutes are approved, or the item is gone.
    """
    model, name = (Meeting, "minutes") if item_id is None else (AgendaItem, "outcome")
    check(model, {name: text})
    with store.change("Write minutes") as unit:
        meeting = writable(unit, meeting_id)
        unit.set(model, meeting_id if item_id is None else item_id, **{name: text})
        if meeting["minutes_state"] is MinutesState.NONE:
            unit.set(Meeting, meeting_id, minutes_state=MinutesState.DRAFT)
        unit.label = f"Write the minutes of {meeting['title']}"


def add_decision(
    store: Store, meeting_id: int, text: str, *, agenda_item_id: int | None = None
) -> int:
    """Record what a meeting decided; returns its id. Its number is given here.

    Raises:
        Invalid: there are no words, or too many.
        UserError: the minutes are approved.
    """
    with store.change("Record decision") as unit:
        writable(unit, meeting_id)
        values = {"text": text, "meeting_id": meeting_id, "agenda_item_id": agenda_item_id}
        id_ = add_in(unit, Decision, values)
        unit.label = f"Record decision {_reference(unit, Decision, id_)}"
    return id_


def line_to_action(
    store: Store,
    meeting_id: int,
    item_id: int | None,
    line: int,
    values: Mapping[str, object] | None = None,
) -> int:
    """Make an action of a line of the minutes; the line is marked with its number.

    Args:
        store: the open file.
        meeting_id: whose minutes.
        item_id: the item that the text is of; ``None``: the text of the whole meeting.
        line: its number, from 0.
        values: owner and due day, where they are known.

    Returns:
        The id of the action.

    Raises:
        UserError: there are no words on the line, or it is an action already.
    """
    return _from_line(store, Action, "title", (meeting_id, item_id, line), values or {})


def line_to_decision(store: Store, meeting_id: int, item_id: int | None, line: int) -> int:
    """Make a decision of a line of the minutes; returns its id. As :func:`line_to_action`."""
    return _from_line(store, Decision, "text", (meeting_id, item_id, line), {})


def back_to_line(store: Store, model: type[Record], id_: int) -> None:
    """Make a plain line of the minutes of an action or a decision again.

    Raises:
        UserError: it is gone, belongs to no meeting, or the minutes are approved.
    """
    with store.change("Back to a line") as unit:
        record = unit.get(model, id_)
        if record is None or record["meeting_id"] is None:
            raise UserError("This belongs to no minutes.", "Delete it if it is not wanted.")
        writable(unit, record["meeting_id"])
        place = (record["meeting_id"], record["agenda_item_id"])
        words = record["title"] if model is Action else record["text"]
        _put_text(unit, *place, unmarked(_text(unit, *place), record["reference"], words))
        unit.delete(model, id_)
        unit.label = f"Make {record['reference']} a line of the minutes again"


def _from_line(
    store: Store,
    model: type[Record],
    name: str,
    place: tuple[int, int | None, int],
    values: Mapping[str, object],
) -> int:
    meeting_id, item_id, line = place
    with store.change("From a line") as unit:
        writable(unit, meeting_id)
        text = _text(unit, meeting_id, item_id)
        lines = text.split("\n")
        words = line_words(lines[line]) if 0 <= line < len(lines) else ""
        try:
            marked(text, line, "X")
        except ValueError as refused:
            raise UserError(str(refused), "Put the cursor on another line.") from refused
        given = {name: words, "meeting_id": meeting_id, "agenda_item_id": item_id, **values}
        id_ = add_in(unit, model, given)
        reference = _reference(unit, model, id_)
        _put_text(unit, meeting_id, item_id, marked(text, line, reference))
        unit.label = f"Make {model.singular} {reference} of a line of the minutes"
    return id_


def _text(unit: Unit, meeting_id: int, item_id: int | None) -> str:
    if item_id is None:
        return str(_meeting(unit, meeting_id)["minutes"])
    item = unit.get(AgendaItem, item_id)
    if item is None:
        raise UserError("This agenda item was deleted.", "Undo the deletion first.")
    return str(item["outcome"])


def _put_text(unit: Unit, meeting_id: int, item_id: int | None, text: str) -> None:
    if item_id is None:
        unit.set(Meeting, meeting_id, minutes=text)
    else:
        unit.set(AgendaItem, item_id, outcome=text)


def _reference(unit: Unit, model: type[Record], id_: int) -> str:
    return str((unit.get(model, id_) or {}).get("reference", ""))


def _meeting(reader: Reader, meeting_id: int) -> dict[str, Any]:
    meeting = reader.get(Meeting, meeting_id)
    if meeting is None:
        raise UserError("This meeting was deleted.", "Undo the deletion first.")
    return meeting
