"""Working days and bank holidays of the four nations; the door of the ``holidays`` library."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

from copdesk.domain.options import Option

NO_CHANGES: Mapping[date, str | None] = MappingProxyType({})
"""Nothing added to or taken from the bank holidays by hand."""


class Nation(Option):
    """Whose bank holidays count."""

    ENGLAND = "england", "England", "ENG"
    SCOTLAND = "scotland", "Scotland", "SCT"
    WALES = "wales", "Wales", "WLS"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland", "NIR", "NI"


def bank_holiday_name(
    day: date, nation: Nation, changes: Mapping[date, str | None] = NO_CHANGES
) -> str | None:
    """What the bank holiday is called, or ``None`` on any other day.

    Args:
        day: any day.
        nation: whose bank holidays.
        changes: days corrected by hand, which win: a name makes the day a bank holiday (one-offs
            are proclaimed at short notice), ``None`` makes it an ordinary day.
    """
    return changes[day] if day in changes else shipped_bank_holidays(day.year, nation).get(day)


@lru_cache(maxsize=256)
def shipped_bank_holidays(year: int, nation: Nation) -> Mapping[date, str]:
    """The bank holidays of a year as the program knows them, weekends and substitute days both."""
    # Slow to import, so only when asked; and only this country, of more than two hundred.
    from holidays.countries.united_kingdom import UnitedKingdom  # noqa: PLC0415

    found = UnitedKingdom(subdiv=nation.also[0], years=year)  # type: ignore[no-untyped-call]
    substitute = "(substitute day)"
    return MappingProxyType({d: n.replace("(observed)", substitute) for d, n in found.items()})


def is_working_day(
    day: date, nation: Nation, changes: Mapping[date, str | None] = NO_CHANGES
) -> bool:
    """Whether ``day`` is a weekday that is no bank holiday."""
    return day.weekday() < 5 and bank_holiday_name(day, nation, changes) is None


def working_day_before(
    day: date, nation: Nation, changes: Mapping[date, str | None] = NO_CHANGES
) -> date:
    """The last working day before ``day``."""
    day -= timedelta(days=1)
    while not is_working_day(day, nation, changes):
        day -= timedelta(days=1)
    return day


def add_working_days(
    start: date, n: int, nation: Nation, changes: Mapping[date, str | None] = NO_CHANGES
) -> date:
    """The ``n``-th working day after ``start`` (the count begins the next day; n is 0 or more)."""
    day = start
    while n > 0:
        day += timedelta(days=1)
        n -= is_working_day(day, nation, changes)
    return day


def working_days_in(
    start: date, end: date, nation: Nation, changes: Mapping[date, str | None] = NO_CHANGES
) -> int:
    """How many working days there are from ``start`` until before ``end``."""
    days = (start + timedelta(days=n) for n in range((end - start).days))
    return sum(is_working_day(day, nation, changes) for day in days)
