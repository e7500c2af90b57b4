"""What a new enquiry already tells: where the asker works, and when the answer is promised by."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, cast

from copdesk.db.queries import whereabouts
from copdesk.db.queries.promise import courses, terms_of
from copdesk.db.reader import Reader
from copdesk.domain import promise_words as words
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.promise import Course, promised_by
from copdesk.ui.kit.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Sequence


def follows(desk: Desk, name: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """What follows for the other fields of a draft from the one just filled in."""
    with desk.store.read() as reader:
        if not name:
            only = _only(whereabouts.all_communities(reader))
            return {"received_on": desk.today(), "community_id": only}
        if name == "asker_id":
            return _of_asker(reader, values.get("asker_id"), desk.today())
        if name == "organisation_id":
            return {"authority_id": _area(reader, values.get("organisation_id"))}
    return {}


def explain(desk: Desk, values: Mapping[str, object]) -> str:
    """When a draft is promised by: ``Received Thu 2 Apr 2026; promised by Thu 9 Apr 2026 ...``."""
    received = values.get("received_on")
    if not isinstance(received, date):
        return ""
    with desk.store.read() as reader:
        terms = terms_of(reader, cast("int | None", values.get("community_id")))
    course = Course(received, promised_by(received, terms), EnquiryState.NEW)
    return words.sentence(course, terms, desk.today())


def sentence(desk: Desk, enquiry_id: int) -> str:
    """How an enquiry stands against its promise, in one sentence."""
    with desk.store.read() as reader:
        found = courses(reader, [enquiry_id]).get(enquiry_id)
    return words.sentence(*found, desk.today()) if found else ""


def _of_asker(reader: Reader, asker_id: object, on: date) -> Mapping[str, object]:
    if not isinstance(asker_id, int):
        return {}
    organisation = next(iter(whereabouts.organisations_of(reader, asker_id, on)), None)
    return {
        "organisation_id": organisation,
        "community_id": _only(whereabouts.communities_of(reader, asker_id, on)),
        "authority_id": _area(reader, organisation),
    }


def _area(reader: Reader, organisation_id: object) -> int | None:
    if not isinstance(organisation_id, int):
        return None
    return _only(whereabouts.areas_of(reader, organisation_id))


def _only(ids: "Sequence[int]") -> int | None:
    return ids[0] if len(ids) == 1 else None
