"""When the day's reminder is shown, what it says, and when the week is done."""

from datetime import date, datetime

from copdesk.domain.dates import week_of
from copdesk.domain.wording import LONDON

_FRIDAY, _FIVE = 4, 17


def reminder_due(
    now: datetime,
    hour: int | None,
    last: date | None,
    *,
    holiday: bool = False,
    any_day: bool = False,
) -> bool:
    """Whether the reminder is to be shown now: once a day, from its hour on.

    A computer that slept through the hour shows it when it wakes, on the same day only.

    Args:
        now: the moment, with its time zone; the hour is counted in London.
        hour: from which it is shown, 0 to 23; ``None`` when none is wanted.
        last: the day it was shown last.
        holiday: whether the day is a bank holiday.
        any_day: whether it is wanted at weekends and on bank holidays too.
    """
    here = now.astimezone(LONDON)
    if hour is None or here.hour < hour or last == here.date():
        return False
    return any_day or not (holiday or here.weekday() > _FRIDAY)


def reminder_words(today: int, late: int) -> str:
    """``2 enquiries to act on today, 1 late``: numbers only; empty when there is nothing."""
    if not today:
        return f"{_enquiries(late)} late" if late else ""
    return f"{_enquiries(today)} to act on today" + (f", {late:,} late" if late else "")


def week_is_done(now: datetime) -> bool:
    """Whether it is Friday after five, in London."""
    here = now.astimezone(LONDON)
    return here.weekday() == _FRIDAY and here.hour >= _FIVE


def next_monday(day: date) -> date:
    """The Monday of the week after."""
    return date.fromordinal(week_of(day)[1].toordinal() + 1)


def _enquiries(number: int) -> str:
    return "1 enquiry" if number == 1 else f"{number:,} enquiries"
