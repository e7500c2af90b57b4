"""The editor of a day: typed as people say it, or picked from a calendar."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Field, PartialDay
from copdesk.domain.wording import words
from copdesk.ui.kit.calendar_popup import CalendarPopup
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
        popup = CalendarPopup(self._chosen_or_today(), self._on_picked, self)
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
