"""The day's reminder: one quiet notice from the system tray, with numbers and never a name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from copdesk.errors import UserError

if TYPE_CHECKING:
    from copdesk.db.reader import Reader
    from copdesk.ui.kit.desk import Memory
    from copdesk.ui.main_window.session import Session

OFF = -1
"""The hour of a reminder that is not wanted."""

_MINUTE, _SHOWN_FOR = 60_000, 15_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is wanted on this computer.

    Attributes:
        hour: from which the reminder is shown, 0 to 23; ``None`` for none.
        any_day: at weekends and on bank holidays too.
    """

    hour: int | None = None
    any_day: bool = False


def wish(memory: "Memory") -> Wish:
    """What was chosen; without a choice no reminder is shown."""
    hour = _number(memory.value("reminder/hour", OFF))
    return Wish(
        hour if 0 <= hour <= 23 else None, _number(memory.value("reminder/any_day", 0)) == 1
    )


def keep_wish(memory: "Memory", chosen: Wish) -> None:
    """Remember what was chosen."""
    memory.setValue("reminder/hour", OFF if chosen.hour is None else chosen.hour)
    memory.setValue("reminder/any_day", int(chosen.any_day))


def can_remind() -> bool:
    """Whether this computer has a tray that shows notices."""
    there = QSystemTrayIcon.isSystemTrayAvailable()
    return there and QSystemTrayIcon.supportsMessages()


class Tray(Protocol):
    """What a `QSystemTrayIcon` answers to."""

    @property
    def messageClicked(self) -> SignalInstance:
        """The notice was pressed."""

    @property
    def activated(self) -> SignalInstance:
        """The icon was pressed."""

    def show(self) -> None:
        """Show the icon."""

    def hide(self) -> None:
        """Take the icon away."""

    def showMessage(self, title: str, words: str, icon: QIcon, /, msecs: int) -> None:
        """Show a notice."""


class Reminder(QObject):
    """Looks once a minute; shows the day's notice when its hour has come, once.

    The day is noted in the file before the notice is shown, so that neither a restart nor another
    window shows it again.

    Args:
        session: the open file; the reminder goes with it.
        memory: what was chosen on this computer.
        opened: shows Today; the notice was pressed.
        tray: makes the icon in the tray, when it is first needed.
        possible: whether there is a tray.
    """

    def __init__(
        self,
        session: "Session",
        memory: "Memory",
        opened: Callable[[], None],
        *,
        tray: Callable[[], Tray] | None = None,
        possible: Callable[[], bool] = can_remind,
    ) -> None:
        super().__init__(session)
        self._session, self._memory, self._opened = session, memory, opened
        self._make, self._possible = tray or self._icon, possible
        self._tray: Tray | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_MINUTE)

    def look(self) -> None:
        """Show the reminder if it is due now; take its icon away where none is wanted."""
        chosen = wish(self._memory)
        if chosen.hour is None or not self._session.is_open or not self._possible():
            if self._tray is not None:
                self._tray.hide()
            return
        words = self._due(chosen)
        if words:
            self._show(words)

    def _due(self, chosen: Wish) -> str:
        """What is to be shown now, noted as shown; empty when nothing is."""
        from copdesk.domain.reminders import reminder_due, reminder_words  # noqa: PLC0415
        from copdesk.domain.wording import LONDON  # noqa: PLC0415  (after the first paint)
        from copdesk.services.settings import keep_settings, settings  # noqa: PLC0415

        store = self._session.store
        now = store.clock()
        day = now.astimezone(LONDON).date()
        with store.read() as reader:
            known = settings(reader)
            last = _day(known.reminded_on)
            if store.read_only or not reminder_due(now, chosen.hour, last, any_day=True):
                return ""
            holiday = not chosen.any_day and _is_holiday(reader, day)
            if not reminder_due(now, chosen.hour, last, holiday=holiday, any_day=chosen.any_day):
                return ""
            words = reminder_words(*_counts(reader, day, known.waiting_days))
        if words:
            try:
                keep_settings(store, reminded_on=day.isoformat())
            except UserError:
                return ""  # what can't be noted would be shown again every minute
        return words

    def _show(self, words: str) -> None:
        if self._tray is None:
            self._tray = self._make()
            self._tray.messageClicked.connect(self._opened)
            self._tray.activated.connect(lambda _how: self._opened())
        self._tray.show()
        icon = QApplication.windowIcon()
        self._tray.showMessage("copdesk", f"{words}.", icon, _SHOWN_FOR)

    def _icon(self) -> Tray:
        made = QSystemTrayIcon(QApplication.windowIcon(), self)
        made.setToolTip("copdesk: open Today")
        return made


def _counts(reader: "Reader", day: date, waiting_days: int) -> tuple[int, int]:
    from copdesk.db.queries.reminders import enquiries_to_act_on  # noqa: PLC0415  (later)

    return enquiries_to_act_on(reader, day, waiting_days)


def _is_holiday(reader: "Reader", day: date) -> bool:
    from copdesk.db.queries.reminders import is_bank_holiday  # noqa: PLC0415  (later)

    return day.weekday() > 4 or is_bank_holiday(reader, day)


def _number(kept: object) -> int:
    try:
        return int(kept) if isinstance(kept, str | int) else OFF
    except ValueError:
        return OFF


def _day(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None
