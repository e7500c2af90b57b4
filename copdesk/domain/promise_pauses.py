"""Whether the pauses of an enquiry can be true, and what they say of its state."""

from datetime import date

from copdesk.domain.dates import day_words
from copdesk.domain.enquiries import EnquiryState, PauseKind
from copdesk.domain.promise import Course, Pause

_RUNNING = {EnquiryState.NEW, EnquiryState.OPEN}


def pause_problem(pause: Pause, course: Course, today: date) -> dict[str, str]:
    """Why a pause can't be so, by the field that should change; empty when all is well."""
    start, end = pause.start, pause.end
    if start > today:
        return {"start": f"{day_words(start)} has not come yet."}
    if end is not None and end > today:
        return {"end": f"{day_words(end)} has not come yet."}
    if end is not None and end < start:
        return {"end": f"It began later, on {day_words(start)}."}
    if start < course.received:
        return {"start": f"The enquiry came later, on {day_words(course.received)}."}
    if end is None and not _may_last(pause, course):
        return {"end": f"The enquiry is {course.state.label.lower()}: give the day it went on."}
    return {}


def state_for(course: Course) -> EnquiryState:
    """The state its pauses make of it: an open one with a wait that lasts is waiting."""
    lasting = any(one.end is None for one in course.pauses)
    if lasting and course.state in _RUNNING:
        return EnquiryState.WAITING
    if not lasting and course.state is EnquiryState.WAITING:
        return EnquiryState.OPEN
    return course.state


def _may_last(pause: Pause, course: Course) -> bool:
    settled = not course.state.is_open
    return settled if pause.kind is PauseKind.SETTLED else not settled
