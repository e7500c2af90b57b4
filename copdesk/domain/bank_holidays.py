"""Bank holidays corrected by hand: what the list of a year shows, and how another one differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from copdesk.domain.dates import day_words
from copdesk.domain.options import Option
from copdesk.domain.working_days import Nation, shipped_bank_holidays

_WHOLE_YEAR = 6
"""As many bank holidays a list must name in a year before its silence takes one away; each nation
has eight or more in every year since 1978."""

Changes = Mapping[Nation, Mapping[date, str | None]]
"""What was set by hand, by nation: a name makes a bank holiday, ``None`` an ordinary day."""


class Origin(Option):
    """Where a line of the list of bank holidays comes from."""

    SHIPPED = "shipped", "Known to copdesk"
    ADDED = "added", "Added by hand"
    TAKEN = "taken", "Taken away by hand"


@dataclass(frozen=True, slots=True)
class BankHoliday:
    """One line of the list of a year."""

    day: date
    name: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Correction:
    """One day to be set by hand: a name makes it a bank holiday, ``None`` an ordinary day."""

    nation: Nation
    day: date
    name: str | None


def list_of(year: int, nation: Nation, changes: Mapping[date, str | None]) -> list[BankHoliday]:
    """The bank holidays of a year that fall on weekdays, with what was added and taken away."""
    shipped = shipped_bank_holidays(year, nation)
    found = [
        BankHoliday(day, changes.get(day) or name, _origin(day, changes, known=True))
        for day, name in shipped.items()
    ]
    found += [
        BankHoliday(day, name, Origin.ADDED)
        for day, name in changes.items()
        if name is not None and day.year == year and day not in shipped
    ]
    return sorted((one for one in found if one.day.weekday() < 5), key=lambda one: one.day)


def differences(listed: Changes, by_hand: Changes) -> list[Correction]:
    """What a list of bank holidays says otherwise than the program, as far as its years reach.

    A day that was set by hand stays as it was set. A year of which the list names fewer than six
    days is taken as not whole: it only adds.

    Args:
        listed: by nation, every bank holiday of its years.
        by_hand: what was set by hand so far.
    """
    found: list[Correction] = []
    for nation, days in listed.items():
        kept = by_hand.get(nation, {})
        for year in sorted({day.year for day in days}):
            here = {day: name for day, name in days.items() if day.year == year}
            found += _differing(nation, here, kept)
    return sorted(found, key=lambda one: (one.day, one.name or "", list(Nation).index(one.nation)))


def told(corrections: Sequence[Correction]) -> list[tuple[str, str, str]]:
    """The corrections in words: the day, what becomes of it, and for which nations."""

    def alike(one: Correction) -> tuple[date, str]:
        return one.day, _becomes(one)

    return [
        (day_words(day), becomes, nations_words([one.nation for one in group]))
        for (day, becomes), group in groupby(corrections, alike)
    ]


def nations_words(nations: Iterable[Nation]) -> str:
    """``England``, ``England and Wales``, ``the United Kingdom`` for all four."""
    labels = [one.label for one in Nation if one in set(nations)]
    if len(labels) == len(Nation):
        return "the United Kingdom"
    return " and ".join(filter(None, [", ".join(labels[:-1]), labels[-1]]))


def _becomes(one: Correction) -> str:
    return f"Bank holiday: {one.name}" if one.name is not None else "Ordinary day"


def _origin(day: date, changes: Mapping[date, str | None], *, known: bool) -> Origin:
    if day in changes and changes[day] is None:
        return Origin.TAKEN
    return Origin.SHIPPED if known else Origin.ADDED


def _differing(
    nation: Nation, here: Mapping[date, str | None], kept: Mapping[date, str | None]
) -> list[Correction]:
    year = min(here).year
    known = {day for day in shipped_bank_holidays(year, nation) if day.weekday() < 5}
    new = {day for day in here if day.weekday() < 5} - known - kept.keys()
    gone = known - here.keys() - kept.keys() if len(here) >= _WHOLE_YEAR else set()
    return [
        *(Correction(nation, day, here[day]) for day in new),
        *(Correction(nation, day, None) for day in gone),
    ]
