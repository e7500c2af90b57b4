"""The clock of an enquiry in one sentence, the same on screen and paper."""

from datetime import date

from copdesk.domain.dates import day_words, days_between_words
from copdesk.domain.enquiries import EnquiryState, PauseKind, PromiseRule
from copdesk.domain.promise import Clock, Course, Terms, clock, target_on, waited


def sentence(course: Course, terms: Terms, today: date) -> str:
    """How an enquiry stands against its promise on ``today``.

    ``Received Thu 2 Apr 2026; promised by Thu 9 Apr; 2 days waiting for the asker, so reply by
    Sat 11 Apr, act by Fri 10 Apr.`` The year is said again only where it changes.
    """
    now = clock(course, terms, today)
    if course.state is EnquiryState.WAITING:
        return _waiting(course, now, today)
    if now.reply_by is None or now.act_by is None:
        return _settled(course, terms)
    if _opened_again(course) is not None:
        return _again(course, terms, now, today)
    return _open(course, now, now.reply_by, now.act_by, today)


def days_words(number: int, kind: str = "day") -> str:
    """``1 day``, ``3 days`` or, of another kind, ``3 working days``."""
    return f"{number:,} {kind}" if number == 1 else f"{number:,} {kind}s"


def _day(day: date, said: date) -> str:
    """``Thu 9 Apr`` where the year was just said, else the whole day."""
    whole = day_words(day)
    return whole.removesuffix(f" {day.year}") if day.year == said.year else whole


def _start(course: Course) -> str:
    return f"Received {day_words(course.received)}; "


def _open(course: Course, now: Clock, target: date, act: date, today: date) -> str:
    start = f"{_start(course)}promised by {_day(course.promised, course.received)}"
    moved = target != course.promised
    if moved:
        spent = f"{days_words(now.waited)} waiting for the asker"
        start += f"; {spent}, so reply by {_day(target, course.received)}"
    if today > target:
        return f"{start}, {days_words((today - target).days)} late."
    if moved:
        return f"{start}{_act(target, act, course.received)}."
    if today <= act != target:
        when = f"{_day(act, course.received)}, {days_between_words(act, today)}"
        return f"{start}, so act by {when}."
    return f"{start}, {days_between_words(now.promised, today)}."


def _act(target: date, act: date, said: date) -> str:
    return f", act by {_day(act, said)}" if act != target else ""


def _waiting(course: Course, now: Clock, today: date) -> str:
    since = max((one.start for one in course.pauses if one.end is None), default=course.received)
    spent = (today - since).days
    if spent <= 0:
        return f"Waiting for the asker since today; promised by {day_words(now.promised)}."
    promised = f"promised by {_day(now.promised, since)}"
    return f"Waiting for the asker since {day_words(since)}, {days_words(spent)}; {promised}."


def _settled(course: Course, terms: Terms) -> str:
    if course.answered is not None:
        return f"{_start(course)}{_answered(course, course.answered, terms)}."
    promised = f"promised by {_day(course.promised, course.received)}"
    closed = f", closed {_day(course.closed, course.received)}" if course.closed else ", closed"
    return f"{_start(course)}{promised}{closed} without an answer."


def _answered(course: Course, on: date, terms: Terms) -> str:
    said = course.received
    if on < said:
        return f"answered {_day(on, said)}, before it was received; check the dates"
    took = on - said
    how = f"in {days_words(took.days)}" if took else "the same day"
    start = f"answered {_day(on, said)}, {how}"
    if on <= course.promised:
        return f"{start}, within the promise of {_day(course.promised, said)}"
    late = f"{days_words((on - course.promised).days)} after the promise of"
    start = f"{start}, {late} {_day(course.promised, said)}"
    target = target_on(course, terms, on)
    if on > target:
        return start
    spent = days_words(waited(course, terms, on))
    within = f"within the working target of {_day(target, said)}"
    return f"{start} but {within}, after {spent} waiting for the asker"


def _opened_again(course: Course) -> date | None:
    """The last day on which it was opened again, if it ever was."""
    ends = [one.end for one in course.pauses if one.kind is PauseKind.SETTLED and one.end]
    return max(ends, default=None)


def _again(course: Course, terms: Terms, now: Clock, today: date) -> str:
    opened, target, act = _opened_again(course), now.reply_by, now.act_by
    if opened is None or target is None or act is None:
        return ""
    if course.answered is not None:
        start = f"{_start(course)}{_answered(course, course.answered, terms)}. "
    else:
        start = f"{_start(course)}promised by {_day(course.promised, course.received)}. "
    again = f"Open again since {_day(opened, course.received)}"
    reply = f"reply by {_day(target, course.received)}"
    if today > target:
        return f"{start}{again}: {reply}, {days_words((today - target).days)} late."
    left = _left(now.left or 0, terms)
    return f"{start}{again}, {left}, so {reply}{_act(target, act, course.received)}."


def _left(number: int, terms: Terms) -> str:
    kind = "working day" if terms.rule is PromiseRule.WORKING_DAYS else "day"
    return f"{days_words(number, kind)} left"
