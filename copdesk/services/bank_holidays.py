"""Bank holidays set by hand, and every day to act reckoned again in the same act."""

from collections.abc import Sequence
from datetime import date

from copdesk.db.models import BankHolidayChange
from copdesk.db.queries import bank_holidays as asked
from copdesk.db.queries.promise import owed
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.bank_holidays import Correction, nations_words
from copdesk.domain.dates import day_words
from copdesk.domain.working_days import Nation, bank_holiday_name, shipped_bank_holidays
from copdesk.errors import Invalid
from copdesk.services.promise import reckon_all
from copdesk.services.records import add_in


def add_bank_holiday(store: Store, day: date, name: str, nations: Sequence[Nation]) -> int:
    """Make a day a bank holiday; returns how many enquiries act by another day now.

    Raises:
        Invalid: no name, no nation, a weekend, or a bank holiday already; nothing is changed.
    """
    name = name.strip()
    if not name:
        raise Invalid({"name": "Say what the bank holiday is called."})
    if not nations:
        raise Invalid({"nation": "Choose at least one nation."})
    if day.weekday() > 4:
        raise Invalid({"day": f"{day_words(day)} is no working day anyway."})
    with store.change("Add bank holiday") as unit:
        there = [one for one in nations if bank_holiday_name(day, one, asked.changes(unit, one))]
        if there:
            where = nations_words(there)
            raise Invalid({"day": f"{day_words(day)} is a bank holiday in {where} already."})
        unit.label = f"Add bank holiday {day_words(day)}, {name}, in {nations_words(nations)}"
        return _correct(unit, [Correction(nation, day, name) for nation in nations])


def take_away(store: Store, day: date, nation: Nation) -> int:
    """Make a bank holiday an ordinary day; returns how many enquiries act by another day now."""
    with store.change("Take away") as unit:
        name = bank_holiday_name(day, nation, asked.changes(unit, nation)) or "bank holiday"
        unit.label = f"Take away {name}, {day_words(day)}, in {nation.label}"
        return _correct(unit, [Correction(nation, day, None)])


def put_back(store: Store, day: date, nation: Nation) -> int:
    """Make a day again what copdesk knows of it; returns how many enquiries act by another day."""
    with store.change("Put back") as unit:
        unit.label = f"Put back the bank holiday of {day_words(day)} in {nation.label}"
        return _correct(unit, [Correction(nation, day, shipped(day, nation))])


def keep_corrections(store: Store, corrections: Sequence[Correction], source: str) -> int:
    """Keep what another list says otherwise; returns how many enquiries act by another day now.

    Args:
        store: the file.
        corrections: as :func:`copdesk.domain.bank_holidays.differences` finds them.
        source: what the list is called.
    """
    days = len({one.day for one in corrections})
    with store.change(f"Bring in {days} bank holidays from {source}") as unit:
        if days == 1:
            unit.label = f"Bring in 1 bank holiday from {source}"
        return _correct(unit, corrections)


def shipped(day: date, nation: Nation) -> str | None:
    """What copdesk itself calls the bank holiday of a day, if it knows one."""
    return shipped_bank_holidays(day.year, nation).get(day)


def _correct(unit: Unit, corrections: Sequence[Correction]) -> int:
    for one in corrections:
        for earlier in unit.find(BankHolidayChange, day=one.day, nation=one.nation):
            unit.delete(BankHolidayChange, earlier["id"])
        known = shipped(one.day, one.nation)
        if (one.name is None) != (known is None):
            values = {"day": one.day, "nation": one.nation, "name": one.name or known or ""}
            add_in(unit, BankHolidayChange, {**values, "working": one.name is None})
    return reckon_all(unit, owed(unit))
