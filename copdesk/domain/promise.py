"""One clock for every enquiry: the promise that never moves, and the target that waiting moves."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from copdesk.domain.enquiries import PROMISE_DAYS, EnquiryState, PauseKind, PromiseRule
from copdesk.domain.working_days import (
    NO_CHANGES,
    Nation,
    add_working_days,
    is_working_day,
    working_day_before,
    working_days_in,
)


@dataclass(frozen=True, slots=True)
class Pause:
    """Days in which nobody here could go on: the first counts, the day of going on does not.

    Attributes:
        start: the first day.
        end: the day on which it went on; ``None`` while it lasts.
        kind: waiting for the asker, or answered and closed until it was opened again.
    """

    start: date
    end: date | None = None
    kind: PauseKind = PauseKind.WAITING


@dataclass(frozen=True, slots=True)
class Terms:
    """How a community counts its promise.

    Attributes:
        rule: in calendar days or in working days.
        days: how many (0 or more).
        nation: whose bank holidays count.
        changes: bank holidays corrected by hand, as for
            :func:`copdesk.domain.working_days.bank_holiday_name`.
    """

    rule: PromiseRule = PromiseRule.CALENDAR_DAYS
    days: int = PROMISE_DAYS
    nation: Nation = Nation.ENGLAND
    changes: Mapping[date, str | None] = field(default_factory=lambda: NO_CHANGES)


CALENDAR_WEEK = Terms()
"""The public promise: within one week, on any weekday."""


@dataclass(frozen=True, slots=True)
class Course:
    """What the clock has to know of one enquiry.

    Attributes:
        received: the day it came, in London.
        promised: the day the answer was promised by.
        state: where it stands.
        answered: the day of the first answer of substance, if any.
        closed: the day it was closed, if it is.
        pauses: in any order; they may overlap.
    """

    received: date
    promised: date
    state: EnquiryState
    answered: date | None = None
    closed: date | None = None
    pauses: tuple[Pause, ...] = ()


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the clock of an enquiry stands on a day.

    Attributes:
        promised: the day promised; figures count against it.
        reply_by: the working target; ``None`` while nobody here can or has to reply.
        act_by: the last working day on or before it; ``None`` likewise.
        waited: calendar days spent waiting for the asker, as far as they move the target.
        left: days left until ``reply_by``, below 0 once it has passed; working days where the
            promise counts in these; ``None`` likewise.
    """

    promised: date
    reply_by: date | None
    act_by: date | None
    waited: int
    left: int | None


def promised_by(received: date, terms: Terms = CALENDAR_WEEK) -> date:
    """The day an answer is promised by; the count begins on the day after receipt."""
    return _moved(received, terms.days, terms)


def reply_by(promised: date, pauses: Iterable[Pause], terms: Terms, today: date) -> date:
    """The promise, moved by the days of the pauses as they stood on ``today``.

    Each calendar day of a pause moves it by one day, or each working day by one working day. Pauses
    that overlap or touch count once; one that begins after the target as moved so far comes too
    late to move it. Ask with the day of the first reply for the target that held then.
    """
    target, _ = _run(promised, pauses, terms, today)
    return target


def act_by(target: date, terms: Terms = CALENDAR_WEEK) -> date:
    """The last working day on or before ``target``."""
    if is_working_day(target, terms.nation, terms.changes):
        return target
    return working_day_before(target, terms.nation, terms.changes)


def merged(pauses: Iterable[Pause], today: date) -> list[tuple[date, date]]:
    """The days of these pauses until ``today``, each day once: from one day until before another.

    A pause that lasts ends today; what lies after today is left out.
    """
    spans: list[tuple[date, date]] = []
    for start, end in sorted((one.start, min(one.end or today, today)) for one in pauses):
        if start >= end:
            continue
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def clock(course: Course, terms: Terms, today: date) -> Clock:
    """Where the clock of an enquiry stands on ``today``."""
    so_far = waited(course, terms, today)
    if course.state not in {EnquiryState.NEW, EnquiryState.OPEN}:
        return Clock(course.promised, None, None, so_far, None)
    target = target_on(course, terms, today)
    left = left_until(target, terms, today)
    return Clock(course.promised, target, act_by(target, terms), so_far, left)


def target_on(course: Course, terms: Terms, day: date) -> date:
    """The working target of an enquiry as it stood on a day, were it to go on that day."""
    return reply_by(course.promised, _since_receipt(course), terms, day)


def waited(course: Course, terms: Terms, day: date) -> int:
    """Calendar days spent waiting for the asker until a day, as far as they move the target."""
    pauses = _since_receipt(course)
    _, until = _run(course.promised, pauses, terms, day)
    waiting = (one for one in pauses if one.kind is PauseKind.WAITING)
    return sum((end - start).days for start, end in merged(waiting, until))


def left_until(target: date, terms: Terms, today: date) -> int:
    """Days left until ``target``, below 0 once it has passed (calendar days then)."""
    if target < today or terms.rule is PromiseRule.CALENDAR_DAYS:
        return (target - today).days
    day = timedelta(days=1)
    return working_days_in(today + day, target + day, terms.nation, terms.changes)


def _since_receipt(course: Course) -> list[Pause]:
    return [replace(one, start=max(one.start, course.received)) for one in course.pauses]


def _run(promised: date, pauses: Iterable[Pause], terms: Terms, today: date) -> tuple[date, date]:
    """The target as moved by these pauses, and the day until which they moved it."""
    target = promised
    spans = merged(pauses, today)
    until = min((start for start, _ in spans), default=promised)
    for start, end in spans:
        if start > target:
            break
        target, until = _moved(target, _length(start, end, terms), terms), end
    return target, until


def _moved(day: date, by: int, terms: Terms) -> date:
    if terms.rule is PromiseRule.CALENDAR_DAYS:
        return day + timedelta(days=by)
    return add_working_days(day, by, terms.nation, terms.changes)


def _length(start: date, end: date, terms: Terms) -> int:
    if terms.rule is PromiseRule.CALENDAR_DAYS:
        return (end - start).days
    return working_days_in(start, end, terms.nation, terms.changes)
