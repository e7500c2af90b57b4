"""What the coordinator arranged for herself: views kept, lines of Today put off, bank holidays."""

from datetime import date

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Choice, Count, Day, Flag, Link, LongText, Text
from copdesk.domain.working_days import Nation


class SavedView(Record):
    """Filters of one list under a name."""

    __tablename__ = "saved_view"
    singular = "view"
    plural = "views"

    kind: Mapped[str] = field(Text(60), "List", required=True, index=True)
    name: Mapped[str] = field(Text(60), "Name", required=True)
    filters: Mapped[str] = field(LongText(), "Filters")
    words: Mapped[str] = field(Text(), "Words typed")
    sort: Mapped[str] = field(Text(60), "Sorted by")
    descending: Mapped[bool] = field(Flag(), "Last first")
    position: Mapped[int | None] = field(Count(), "Place")


class DutyMark(Record):
    """A line of Today that was put off until a day, or set aside with a reason."""

    __tablename__ = "duty_mark"
    singular = "line of Today"
    plural = "lines of Today"

    duty: Mapped[str] = field(Text(), "Line", required=True, index=True)
    record_id: Mapped[int | None] = field(Link(""), "About")
    marked_on: Mapped[date] = field(Day(), "Marked", required=True)
    until: Mapped[date | None] = field(Day(), "Put off until")
    reason: Mapped[str] = field(Text(500), "Because", check="client_identifiers")


class BankHolidayChange(Record):
    """A bank holiday proclaimed at short notice, or one that was moved away."""

    __tablename__ = "bank_holiday_change"
    singular = "bank holiday set by hand"
    plural = "bank holidays set by hand"

    day: Mapped[date] = field(Day(), "Day", required=True, index=True)
    nation: Mapped[Nation] = field(Choice(Nation), "Nation")
    name: Mapped[str] = field(Text(), "Name")
    working: Mapped[bool] = field(Flag(), "An ordinary working day")
