"""What the clock of an enquiry has to know, read from the file."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from copdesk.db.models import Community, Enquiry, EnquiryPause
from copdesk.db.queries import bank_holidays
from copdesk.db.queries.expressions import among
from copdesk.db.reader import Reader
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.promise import Course, Pause, Terms
from copdesk.domain.working_days import Nation

_CHUNK = 500


def terms_of(reader: Reader, community_id: int | None) -> Terms:
    """How a community counts its promise; without one, the public promise with England's days."""
    community = reader.get(Community, community_id) if community_id is not None else None
    if community is None:
        return Terms(changes=bank_holidays.changes(reader, Nation.ENGLAND))
    changes = bank_holidays.changes(reader, community["nation"])
    return Terms(community["promise_rule"], community["promise_days"], community["nation"], changes)


def terms_of_all(reader: Reader) -> Mapping[int | None, Terms]:
    """The terms of every community by its id, and under ``None`` those without one."""
    ids = [row[0] for row in reader.rows(select(Community.id))]
    return {one: terms_of(reader, one) for one in (None, *ids)}


def courses(reader: Reader, ids: Iterable[int]) -> dict[int, tuple[Course, Terms]]:
    """What the clock knows of these enquiries, by id; those that are gone are absent."""
    wanted, found = sorted(set(ids)), dict[int, tuple[Course, Terms]]()
    terms = terms_of_all(reader)
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        pauses = _pauses(reader, chunk)
        asked = select(
            Enquiry.id,
            Enquiry.community_id,
            Enquiry.received_on,
            Enquiry.due_on,
            Enquiry.state,
            Enquiry.answered_on,
            Enquiry.closed_on,
        ).where(Enquiry.id.in_(chunk))
        for id_, community_id, received, promised, state, answered, closed in reader.rows(asked):
            stood = tuple(pauses.get(id_, ()))
            course = Course(received, promised, state, answered, closed, stood)
            found[id_] = (course, terms[community_id])
    return found


def targets(reader: Reader, enquiry_id: int) -> tuple[date | None, date | None]:
    """The working target and the day to act of an enquiry, as they are kept."""
    kept = select(Enquiry.reply_by, Enquiry.act_by).where(Enquiry.id == enquiry_id)
    reply_by, act_by = reader.rows(kept)[0]
    return reply_by, act_by


def owed(reader: Reader, communities: Sequence[int] | None = None) -> list[int]:
    """The ids of the enquiries with a running clock, those new or open, of these communities."""
    asked = select(Enquiry.id).where(among(Enquiry.state, (EnquiryState.NEW, EnquiryState.OPEN)))
    if communities is not None:
        asked = asked.where(Enquiry.community_id.in_(list(communities)))
    return [row[0] for row in reader.rows(asked.order_by(Enquiry.id))]


def paused(reader: Reader, pause_ids: Sequence[int]) -> list[int]:
    """The ids of the enquiries that these pauses belong to."""
    asked = select(EnquiryPause.enquiry_id).where(EnquiryPause.id.in_(list(pause_ids)))
    return sorted({row[0] for row in reader.rows(asked)})


def _pauses(reader: Reader, ids: list[int]) -> dict[int, list[Pause]]:
    one = EnquiryPause
    asked = select(one.enquiry_id, one.start, one.end, one.kind).where(one.enquiry_id.in_(ids))
    found: dict[int, list[Pause]] = {}
    for enquiry_id, *known in reader.rows(asked.order_by(one.start, one.id)):
        found.setdefault(enquiry_id, []).append(Pause(*known))
    return found
