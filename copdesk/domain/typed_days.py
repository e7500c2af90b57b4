"""Days as people type them and files bring them: 3/12, 9 Dec, next fri, in 2 weeks, Feb 2019."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from copdesk.domain.checking import FIRST_YEAR, LAST_YEAR
from copdesk.domain.dates import PartialDate, add_months, day_words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FULL_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december", "sept"),
)
_FULL_WEEKDAYS = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("tues", "weds", "thur", "thurs"),
)
_NEAR = {"today": 0, "tomorrow": 1, "yesterday": -1}

_MONTH = "(?P<name>[a-z]{3,9})"
_WEEKDAY = re.compile(r"(?:(?P<which>next|last|this)\s+)?(?P<weekday>[a-z]{3,9})")
_TIME = re.compile(r"[ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]m)?( ?z|[+-]\d{2}:\d{2})?$")
_AWAY = re.compile(r"(?P<sign>[+-])\s?(?P<n>\d{1,4})")
_IN = re.compile(r"(?:in\s+)?(?P<n>\d{1,4}|an?)\s+(?P<unit>day|week|month|year)s?(?P<ago>\s+ago)?")
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\s?[-/.\s]\s?(?P<month>\d{1,2})(?:\s?[-/.\s]\s?(?P<year>\d{4}|\d{2}))?",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[-\s]*{_MONTH}[,.]?[-\s]*(?P<year>\d{{4}}|\d{{2}})?",
        rf"{_MONTH}[.]?[-\s]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[-\s]+(?P<year>\d{{4}})",
    )
)
_PARTIAL = tuple(
    re.compile(form)
    for form in (
        r"(?P<year>\d{4})(?:\.0)?",
        r"(?P<year>\d{4})[-/](?P<month>\d{1,2})",
        r"(?P<month>\d{1,2})[-/.\s](?P<year>\d{4})",
        rf"{_MONTH}[.,]?[-\s]*(?P<year>\d{{4}}|\d{{2}})",
    )
)


def read_day(text: str, *, today: date) -> date:
    """The day that somebody wrote: the day comes first, then the month.

    ``3/12``, ``3/12/26``, ``3 Dec``, ``Thu 3 December 2026``, ``2026-12-03``, ``today``,
    ``tomorrow``, ``yesterday``, ``fri`` (the coming one, never today), ``next fri`` (of next
    week, Monday to Sunday), ``last fri``, ``+7``, ``in 2 weeks``, ``3 days ago``. Without a year
    the year is taken that brings the day nearest to ``today``. A year of two digits lies at most
    20 years ahead of ``today``, else in the century before. A time of day after it is left out.

    Raises:
        ValueError: one sentence says what is wrong and what to type.
    """
    day = _day(text, today)
    if day is None:
        raise ValueError(f"{_quoted(text)} is not a day; type it like 3/12/2026 or 3 Dec 2026.")
    return day


def read_partial_day(text: str, *, today: date) -> PartialDate:
    """A day known at least to its year: ``2019``, ``2019-02``, ``Feb 2019``, ``02/2019`` or a day.

    Raises:
        ValueError: one sentence says what is wrong and what to type.
    """
    folded = " ".join(text.casefold().split())
    for parts in _matches(_PARTIAL, folded):
        month = _month(parts)
        year = _year(parts["year"], today)
        if parts.keys() - {"year"} and (month is None or not 1 <= month <= 12):
            continue
        return PartialDate(year, month)
    day = _day(text, today)
    if day is None:
        raise ValueError(
            f"{_quoted(text)} is not a date; type it like 2019, Feb 2019 or 14/2/2019."
        )
    return PartialDate.of(day)


def _quoted(text: str) -> str:
    return f"“{text.strip()[:40]}”"


def _day(text: str, today: date) -> date | None:
    folded = _TIME.sub("", " ".join(text.casefold().split()))
    days = (way(folded, today) for way in (_near_day, _weekday, _away, _written_day))
    return next((day for day in days if day is not None), None)


def _near_day(text: str, today: date) -> date | None:
    return today + timedelta(days=_NEAR[text]) if text in _NEAR else None


def _weekday(text: str, today: date) -> date | None:
    found = _WEEKDAY.fullmatch(text)
    number = _index(found["weekday"], _WEEKDAYS, _FULL_WEEKDAYS) if found else None
    if found is None or number is None:
        return None
    if found["which"] == "next":
        return today + timedelta(days=7 - today.weekday() + number)
    if found["which"] == "last":
        return today - timedelta(days=(today.weekday() - number - 1) % 7 + 1)
    return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)


def _away(text: str, today: date) -> date | None:
    if found := _AWAY.fullmatch(text):
        return today + timedelta(days=int(found["sign"] + found["n"]))
    found = _IN.fullmatch(text)
    if found is None:
        return None
    n = (1 if found["n"].startswith("a") else int(found["n"])) * (-1 if found["ago"] else 1)
    if found["unit"] in {"day", "week"}:
        return today + timedelta(days=n * (7 if found["unit"] == "week" else 1))
    return add_months(today, n * (12 if found["unit"] == "year" else 1))


def _written_day(text: str, today: date) -> date | None:
    said, rest = _leading_weekday(text)
    for parts in _matches(_FORMS, rest):
        month = _month(parts)
        if month is None:
            continue
        day = _day_of_year(int(parts["day"]), month, parts.get("year"), today)
        if said is not None and day.weekday() != said:
            raise ValueError(f"{day_words(day)} is not on the weekday written before it.")
        return day
    return None


def _leading_weekday(text: str) -> tuple[int | None, str]:
    first, _, rest = text.partition(" ")
    number = _index(first.rstrip(",."), _WEEKDAYS, _FULL_WEEKDAYS)
    return (number, rest) if number is not None and rest else (None, text)


def _matches(forms: Iterable[re.Pattern[str]], text: str) -> Iterable[dict[str, str]]:
    for form in forms:
        if found := form.fullmatch(text):
            yield {name: part for name, part in found.groupdict().items() if part is not None}


def _month(parts: dict[str, str]) -> int | None:
    if "month" in parts:
        return int(parts["month"])
    number = _index(parts.get("name", ""), _MONTHS, _FULL_MONTHS)
    return None if number is None else number + 1


def _index(word: str, short: tuple[str, ...], full: tuple[str, ...]) -> int | None:
    known = word in short or word in full
    return short.index(word[:3]) if known else None


def _year(digits: str, today: date) -> int:
    """The year, of two digits at most 20 years ahead."""
    year = int(digits)
    if len(digits) == 2:
        year += (today.year + 20 - year) // 100 * 100
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"The year {digits} can't be right; type it with four digits, like 2026.")
    return year


def _day_of_year(day: int, month: int, year: str | None, today: date) -> date:
    if not 1 <= month <= 12:
        raise ValueError(f"There is no month {month}; the day comes first, like 3/12/2026.")
    if year is not None:
        return _existing(day, month, _year(year, today))
    return _nearest(day, month, today)


def _existing(day: int, month: int, year: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        name = _FULL_MONTHS[month - 1].capitalize()
        raise ValueError(f"{name} {year} has no day {day}; check the day.") from None


def _nearest(day: int, month: int, today: date) -> date:
    """The day in the year that brings it nearest to today; the later one if both are as near."""
    found = [d for year in range(today.year - 8, today.year + 9) if (d := _try(year, month, day))]
    if not found:
        return _existing(day, month, today.year)
    return min(found, key=lambda d: (abs((d - today).days), d < today))


def _try(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
