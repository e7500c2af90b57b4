"""The editor of a day: typed as people say it, or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Field, PartialDay
from copdesk.domain.wording import words
from copdesk.ui.kit.line_editors import LineEditor
from copdesk.ui.theme.parts import button


class DayEditor(LineEditor):
    """``3/12``, ``9 Dec`` or ``next fri``; the full day stands at the right before it is kept."""

    def __init__(self, field: Field, today: Callable[[], date]) -> None:
        self.calendar_button = button(
            "", "meetings", "icon", tip="Choose from a calendar (Alt+Down)"
        )
        super().__init__(field, today, self.calendar_button)
        self.calendar_button.setAccessibleName(f"Choose {field.label.lower()} from a calendar")
        self.calendar_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.calendar_button.clicked.connect(self.open_calendar)

    def open_calendar(self) -> None:
        """Drop the calendar under the line, at the day that is typed."""
        popup = _Calendar(self._chosen_or_today(), self._on_picked, self)
        popup.show_under(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))

    def set_read_only(self) -> None:
        """Take the calendar away as well."""
        super().set_read_only()
        self.calendar_button.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Down opens the calendar, as it opens a list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and event.key() == Qt.Key.Key_Down:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    def _chosen_or_today(self) -> date:
        try:
            day = self.value()
        except ValueError:
            return self._today()
        if isinstance(day, PartialDate):
            return day.first
        return day if isinstance(day, date) else self._today()

    def _on_picked(self, day: date) -> None:
        whole = isinstance(self.field.kind, PartialDay)
        self.line.setText(words(self.field.kind, PartialDate.of(day) if whole else day))
        self.line.setFocus()
        self.commit()


class _Calendar(QFrame):
    """A month at a time, weeks from Monday; Enter or a click picks, Esc leaves."""

    def __init__(self, day: date, picked: Callable[[date], None], parent: DayEditor) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._picked = picked
        self._month = _month(day)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self._month)
        self._month.activated.connect(self._on_activated)
        self._month.clicked.connect(self._on_activated)

    def show_under(self, corner: QPoint) -> None:
        """Show it with its top left there, moved so that all of it is on the screen."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        corner.setX(min(corner.x(), room.right() - self.width()))
        corner.setY(min(corner.y(), room.bottom() - self.height()))
        self.move(corner)
        self.show()
        self._month.setFocus()

    def _on_activated(self, day: QDate) -> None:
        self.close()
        self._picked(date(day.year(), day.month(), day.day()))


def _month(day: date) -> QCalendarWidget:
    month = QCalendarWidget()
    month.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    month.setSelectedDate(QDate(day.year, day.month, day.day))
    month.setAccessibleName("Calendar")
    return month
