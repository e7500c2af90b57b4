"""The day a mail was sent, in London, whether its header or its printed heading tells it."""

import re
from datetime import UTC, date, datetime
from email.utils import mktime_tz, parsedate_tz

from copdesk.db.unit import LONDON
from copdesk.domain.checking import FIRST_YEAR, LAST_YEAR
from copdesk.domain.typed_days import read_day

_LONGEST = 120
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s-]+{_MONTH},?(?:[\s-]+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?",
    re.IGNORECASE,
)
_ZONED = re.compile(r"[+-]\d{4}\b|\b(?:GMT|UTC?|Z|[ECMP][SD]T)\b")
_AMERICAN = re.compile(r"(\d{1,2})[./](\d{1,2})([./]\d{2,4})")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?$", re.IGNORECASE)
_TIME = re.compile(
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.]\d{2})?\s*(?P<half>[ap]\.?m)?"
    r".{0,3}?(?P<zone>[+-]\d{2}:?\d{2}|\b(?:GMT|UTC|Z)\b)?",
    re.IGNORECASE,
)
_AGO = re.compile(r"\b(?:minutes?|mins?|hours?|hrs?) ago\b", re.IGNORECASE)


def moment_of_header(value: str) -> datetime | None:
    """When a ``Date:`` header says that a mail was sent, in London; ``None`` where it tells none.

    Without a time zone that is known it is London time; ``-0000`` is UTC (RFC 5322, 3.3).
    """
    try:
        parsed = parsedate_tz(value[:_LONGEST])
        if parsed is None:
            return None
        written = datetime(*parsed[:6], tzinfo=LONDON)
        if _ZONED.search(value):
            written = datetime.fromtimestamp(mktime_tz(parsed), UTC).astimezone(LONDON)
    except (ValueError, OverflowError, OSError, IndexError, TypeError):
        return None
    return written if _possible(written.date()) else None


def day_of_header(value: str) -> date | None:
    """The London day of a ``Date:`` header, as :func:`moment_of_header`."""
    moment = moment_of_header(value)
    return moment.date() if moment else None


def day_in_words(value: str, today: date) -> date | None:
    """The London day of a heading as mail programs print it; ``None`` where it tells none.

    ``Thursday, 2 April 2026 09:14``, ``April 2, 2026 at 11:59 PM GMT``, ``Thu, 2 Apr 2026 09:14
    +0100``, ``02/04/2026`` (the day first), ``2 Apr, 09:14 (3 days ago)``. A time without a zone
    is the time of this desk.
    """
    value = " ".join(value[:_LONGEST].split())
    header = day_of_header(value) if re.search(r"[+-]\d{4}\b", value) else None
    if header is not None:
        return header
    if _AGO.search(value):
        return today
    for found in _DAY.finditer(value):
        day = _day(found[0], today)
        if day is not None:
            return _possible(_in_london(day, value[found.end() :]))
    return None


def _day(words: str, today: date) -> date | None:
    for form in (words, _turned(words)):
        try:
            day = read_day(form, today=today)
        except ValueError:
            continue
        # without a year it is the last such day, as nobody has a mail of the future
        if not re.search(r"\d{4}", words) and "/" not in words and day > today:
            return _a_year_before(day)
        return day
    return None


def _turned(words: str) -> str:
    """The same with the day first, where only that can be meant."""
    american = _AMERICAN.fullmatch(words)
    if american:
        return f"{american[2]}/{american[1]}{american[3]}"
    return _MONTH_FIRST.sub(r"\2 \1", words.strip())


def _a_year_before(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _in_london(day: date, rest: str) -> date:
    """The day in London, where a time with a zone stands behind it."""
    told = _TIME.search(rest)
    zone = told["zone"] if told else None
    if told is None or zone is None:
        return day
    hour = int(told["hour"]) % 24
    if told["half"]:
        hour = hour % 12 + (12 if told["half"][0] in "pP" else 0)
    offset = zone if zone[0] in "+-" else "+0000"
    written = f"{day:%Y-%m-%d}T{hour:02}:{told['minute']}:00{offset}"
    try:
        return datetime.strptime(written, "%Y-%m-%dT%H:%M:%S%z").astimezone(LONDON).date()
    except (ValueError, OverflowError):
        return day


def _possible(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
