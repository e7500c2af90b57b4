"""A month to pick a day from, weeks from Monday."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class CalendarPopup(QFrame):
    """Arrows go by days and weeks, Page Up and Page Down by months; Enter picks, Esc leaves."""

    def __init__(self, day: date, picked: Callable[[date], None], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._picked = picked
        self.month = _month(day)
        self._title = label(kind="strong")
        self.before = button("", "left", "icon", tip="Month before (Page Up)")
        self.after = button("", "right", "icon", tip="Month after (Page Down)")
        self._lay_out()
        self._connect()
        self._on_page(day.year, day.month)

    def show_under(self, corner: QPoint) -> None:
        """Show it with its top left there, moved so that all of it is on the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        corner.setX(min(corner.x(), room.right() - self.width()))
        corner.setY(min(corner.y(), room.bottom() - self.height()))
        self.move(corner)
        self.show()
        self.month.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.before)
        head.addStretch()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self.after)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[SPACE["s"]] * 4)
        column.addLayout(head)
        column.addWidget(self.month)

    def _connect(self) -> None:
        self.before.clicked.connect(self.month.showPreviousMonth)
        self.after.clicked.connect(self.month.showNextMonth)
        self.month.currentPageChanged.connect(self._on_page)
        self.month.activated.connect(self._on_activated)
        self.month.clicked.connect(self._on_activated)

    def _on_page(self, year: int, month: int) -> None:
        self._title.setText(f"{_MONTHS[month - 1]} {year}")

    def _on_activated(self, day: QDate) -> None:
        self.close()
        self._picked(date(day.year(), day.month(), day.day()))


def _month(day: date) -> QCalendarWidget:
    month = QCalendarWidget()
    month.setNavigationBarVisible(False)
    month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    month.setSelectedDate(QDate(day.year, day.month, day.day))
    month.setAccessibleName("Calendar")
    plain, quiet = QTextCharFormat(), QTextCharFormat()
    plain.setForeground(look.colour("text"))
    quiet.setForeground(look.colour("text3"))
    quiet.setBackground(look.colour("surface"))
    for weekend in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        month.setWeekdayTextFormat(weekend, plain)  # Qt would write them in red
    month.setHeaderTextFormat(quiet)
    month.setMinimumWidth(look.px(280))
    return month
