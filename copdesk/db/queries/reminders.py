"""What the day's reminder counts, and whether the day is one on which it is shown."""

from datetime import date

from sqlalchemy import select

from copdesk.db.models import Community
from copdesk.db.queries.bank_holidays import changes
from copdesk.db.queries.duties import enquiry_duties, marks
from copdesk.db.reader import Reader
from copdesk.domain.duties import DutyKind, sort_out
from copdesk.domain.working_days import Nation, bank_holiday_name


def enquiries_to_act_on(reader: Reader, on: date, waiting_days: int) -> tuple[int, int]:
    """How many enquiries are to be acted on by a day, and how many are late already.

    What was put off or set aside on Today is not counted.
    """
    found = sort_out(enquiry_duties(reader, on, waiting_days), marks(reader), on)
    pressing = [each for each in found.here if each.kind is DutyKind.ENQUIRY]
    late = sum(each.days_late(on) > 0 for each in pressing)
    return len(pressing) - late, late


def is_bank_holiday(reader: Reader, day: date) -> bool:
    """Whether a day is a bank holiday wherever the file has communities; England without any."""
    nations = [row[0] for row in reader.rows(select(Community.nation).distinct())]
    names = (
        bank_holiday_name(day, each, changes(reader, each)) for each in nations or [Nation.ENGLAND]
    )
    return all(name is not None for name in names)
