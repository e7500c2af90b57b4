"""A mail taken in: as an enquiry with its asker and papers, or as a line of one that is there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from copdesk.db.models import Affiliation, Enquiry, EnquiryNote, Participant
from copdesk.db.store import Store
from copdesk.db.unit import LONDON, Unit
from copdesk.domain.enquiries import EnquiryState, LogKind
from copdesk.domain.senders import came_from
from copdesk.errors import Invalid, UserError
from copdesk.services.documents import attach_in
from copdesk.services.enquiries import log_in, note_in, resume_in
from copdesk.services.records import add_in

Papers = Sequence[tuple[str, bytes]]
"""Files that came with it: the name and the bytes of each."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An asker who is no participant yet.

    Attributes:
        name: as they sign.
        email: where they are reached; may be empty.
    """

    name: str
    email: str = ""


def log_mail(
    store: Store,
    values: Mapping[str, object],
    newcomer: Newcomer | None = None,
    *,
    address: str = "",
    papers: Papers = (),
) -> int:
    """Log an enquiry from a mail; returns its id.

    All of it is one act: the enquiry, its asker as a participant of its organisation where
    ``newcomer`` is given, else a note of the ``address`` that an answer goes to, and the files that
    came with it.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
        UserError: a file is too large; nothing is changed.
    """
    with store.change("Log enquiry") as unit:
        whole = dict(values)
        if newcomer is not None:
            whole |= {"asker_id": _welcome(unit, newcomer, values), "asker_name": ""}
        id_ = log_in(unit, whole)
        if address and whole.get("asker_id") is None:
            _note_address(unit, id_, came_from(str(whole.get("asker_name") or ""), address))
        unit.file_touched()
        for name, data in papers:
            attach_in(unit, id_, name, data)
        enquiry = unit.get(Enquiry, id_)
        added = f" and add participant {newcomer.name}" if newcomer else ""
        unit.label = f"Log enquiry {enquiry['reference'] if enquiry else ''}{added}"
        return id_


def add_mail(  # noqa: PLR0913  (what a mail has)
    store: Store,
    enquiry_id: int,
    text: str,
    *,
    on: date,
    at: datetime | None = None,
    with_id: int | None = None,
    papers: Papers = (),
) -> None:
    """Add a mail to the log of an enquiry that is there; waiting for the asker ends with it.

    Args:
        store: the file.
        enquiry_id: which.
        text: of the mail.
        on: the day it came.
        at: the time, where it is known.
        with_id: who wrote it.
        papers: the files that came with it.

    Raises:
        Invalid: there is no text, or it can't be kept.
        UserError: the enquiry is gone, or a file is too large; nothing is changed.
    """
    with store.change("Record mail") as unit:
        enquiry = unit.get(Enquiry, enquiry_id)
        if enquiry is None:
            raise UserError("This enquiry was deleted.", "Undo the deletion first.")
        moment = at or (unit.at if on == unit.today else datetime.combine(on, time(12), LONDON))
        _line, step = note_in(
            unit, enquiry_id, text, kind=LogKind.MAIL_IN, at=moment, with_id=with_id
        )
        told = f"Record {LogKind.MAIL_IN.told} of enquiry {enquiry['reference']}{step}"
        if enquiry["state"] is EnquiryState.WAITING:
            resume_in(unit, enquiry_id, max(on, enquiry["received_on"]))
            told += "; waiting ended"
        for name, data in papers:
            attach_in(unit, enquiry_id, name, data)
        unit.label = told


def _note_address(unit: Unit, enquiry_id: int, said: str) -> None:
    line = {"enquiry_id": enquiry_id, "at": unit.at, "kind": LogKind.NOTE}
    add_in(unit, EnquiryNote, {**line, "text": said})


def _welcome(unit: Unit, newcomer: Newcomer, values: Mapping[str, object]) -> int:
    try:
        person = add_in(unit, Participant, {"name": newcomer.name, "email": newcomer.email})
    except Invalid as invalid:
        raise Invalid({"asker_name": " ".join(invalid.problems.values())}) from invalid
    if values.get("organisation_id"):
        place = {"participant_id": person, "organisation_id": values["organisation_id"]}
        add_in(unit, Affiliation, place)
    return person
