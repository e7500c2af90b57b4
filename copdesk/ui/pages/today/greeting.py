"""The words at the head of Today: a greeting that fits the hour, the day, the network."""

from datetime import date, datetime

from copdesk.domain.dates import day_words
from copdesk.domain.wording import LONDON

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def greeting(now: datetime, name: str) -> str:
    """``Good morning, Sam``; without the name where it is not known."""
    hour = now.astimezone(LONDON).hour
    part = "morning" if 4 <= hour < 12 else "afternoon" if 12 <= hour < 18 else "evening"
    return f"Good {part}, {name}" if name else f"Good {part}"


def day_in_words(day: date) -> str:
    """``Monday 23 November 2026``."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """``9 Dec``: where the year is plain from what stands around it."""
    return " ".join(day_words(day).split()[1:3])
