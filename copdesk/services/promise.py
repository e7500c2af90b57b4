"""The clock of each enquiry kept true, whatever changed: every act that touches it ends here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from copdesk.db.models import Community, Enquiry, EnquiryPause
from copdesk.db.queries import promise as asked
from copdesk.db.reader import Reader
from copdesk.db.record import Record
from copdesk.db.unit import Unit
from copdesk.domain.promise import Pause, act_by, clock, promised_by
from copdesk.domain.promise_pauses import pause_problem, state_for
from copdesk.errors import Invalid

_OF_ENQUIRY = {"received_on", "due_on", "community_id", "state", "answered_on", "closed_on"}
_OF_COMMUNITY = {"promise_rule", "nation"}


def due_for(reader: Reader, received_on: date, community_id: int | None) -> date:
    """The day an enquiry is promised by: as its community promises, else within a week."""
    return promised_by(received_on, asked.terms_of(reader, community_id))


def begun(reader: Reader, values: Mapping[str, Any]) -> dict[str, Any]:
    """The days of a new enquiry: the promise unless it is given, and the target it begins with."""
    terms = asked.terms_of(reader, values.get("community_id"))
    due = values.get("due_on") or promised_by(values["received_on"], terms)
    return {"due_on": due, "reply_by": due, "act_by": act_by(due, terms)}


def reckon(unit: Unit, enquiry_id: int) -> None:
    """Bring the working target and the day to act of one enquiry up to date."""
    reckon_all(unit, [enquiry_id])


def reckon_all(unit: Unit, ids: Iterable[int]) -> int:
    """Bring the targets of these enquiries up to date; returns how many act by another day now."""
    moved = 0
    for id_, (course, terms) in asked.courses(unit, ids).items():
        now = clock(course, terms, unit.today)
        before = asked.targets(unit, id_)
        if before != (now.reply_by, now.act_by):
            unit.set(Enquiry, id_, reply_by=now.reply_by, act_by=now.act_by)
            moved += before[1] != now.act_by
    return moved


@contextmanager
def kept(
    unit: Unit, model: type[Record], ids: Sequence[int], names: Iterable[str] | None = None
) -> Iterator[None]:
    """Keep the clocks true around a change of these records.

    A promise follows the day received and the community where it stood as these made it; one set by
    hand stays, and no other change moves a promise that was given.

    Args:
        unit: the act.
        model: what is changed or deleted.
        ids: which.
        names: the fields that change; ``None``: all of them, as where the records go.
    """
    touched = None if names is None else set(names)
    concerned = _concerned(unit, model, ids, touched)
    following = _following(unit, concerned) if _promise_moves(model, touched) else []
    yield
    for id_, (course, terms) in asked.courses(unit, following).items():
        unit.set(Enquiry, id_, due_on=promised_by(course.received, terms))
    if model is EnquiryPause:
        settle_pauses(unit, ids, concerned)
    reckon_all(unit, concerned)


def settle_pauses(unit: Unit, ids: Iterable[int], enquiries: Iterable[int]) -> None:
    """Hold pauses set by hand against their enquiries: a wait that lasts makes one wait.

    Raises:
        Invalid: a pause ends before it began, lies ahead, began before the enquiry came, or lasts
            although the enquiry was answered, closed or opened again.
    """
    known = asked.courses(unit, enquiries)
    for id_ in ids:
        values = unit.get(EnquiryPause, id_)
        if values is None:
            continue
        pause = Pause(values["start"], values["end"], values["kind"])
        problem = pause_problem(pause, known[values["enquiry_id"]][0], unit.today)
        if problem:
            raise Invalid(problem)
    for id_, (course, _terms) in known.items():
        state = state_for(course)
        if state is not course.state:
            unit.set(Enquiry, id_, state=state)


def _promise_moves(model: type[Record], touched: set[str] | None) -> bool:
    if model is not Enquiry or touched is None or "due_on" in touched:
        return False
    return bool(touched & {"received_on", "community_id"})


def _following(unit: Unit, ids: Iterable[int]) -> list[int]:
    """Those whose promise is what the day received and the community make it."""
    known = asked.courses(unit, ids)
    return [
        id_
        for id_, (course, terms) in known.items()
        if course.promised == promised_by(course.received, terms)
    ]


def _concerned(
    unit: Unit, model: type[Record], ids: Sequence[int], touched: set[str] | None
) -> Sequence[int]:
    """The enquiries whose clock may follow from a change of these records."""
    if model is Enquiry:
        return ids if touched is not None and touched & _OF_ENQUIRY else []
    if model is EnquiryPause:
        return asked.paused(unit, ids)
    if model is Community and (touched is None or touched & _OF_COMMUNITY):
        return asked.owed(unit, ids)
    return []
