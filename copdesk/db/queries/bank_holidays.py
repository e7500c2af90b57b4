"""Bank holidays corrected by hand, as the rules of working days take them."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from copdesk.db.models import BankHolidayChange
from copdesk.db.reader import Reader
from copdesk.domain.bank_holidays import Changes
from copdesk.domain.working_days import Nation


def changes(reader: Reader, nation: Nation) -> Mapping[date, str | None]:
    """The days added for a nation with their names, and those taken away with ``None``.

    Where a day was set twice, the last word counts.
    """
    one = BankHolidayChange
    asked = select(one.day, one.name, one.working).where(one.nation == nation).order_by(one.id)
    return {day: None if working else name for day, name, working in reader.rows(asked)}


def all_changes(reader: Reader) -> Changes:
    """What was set by hand, for each nation."""
    return {nation: changes(reader, nation) for nation in Nation}
