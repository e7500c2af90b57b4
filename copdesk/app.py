"""The composition root of the window: everything is made and tied together here, once."""

import copdesk.ui  # noqa: F401  (before Qt: it keeps Python's own way to import)

# isort: split
import sys
import threading
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from copdesk import paths
from copdesk.errors import UserError, fault_words
from copdesk.ui.main_window.window import MainWindow
from copdesk.ui.reminder import Reminder
from copdesk.ui.settings import Settings
from copdesk.ui.theme.look import Mode, look
from copdesk.ui.tidying import Tidying

if TYPE_CHECKING:
    from copdesk.db.store import Store

_LOG_SIZE, _LOGS_KEPT = 500_000, 3


def run(file: Path | None, *, self_test: bool = False) -> int:
    """Open the window and stay until it is closed.

    Args:
        file: what to open; the file opened last without it.
        self_test: visit every page of an invented office, on no screen, and leave.

    Returns:
        0 done, 3 our fault.
    """
    app = application()
    if self_test:
        from copdesk.ui.main_window.self_test import self_test as test  # noqa: PLC0415

        look.apply(app, "light")
        return test(app, today)
    settings = Settings()
    dress(app, settings)
    resort = LastResort()
    window = MainWindow(settings, today, resort.show, badges=badges)
    resort.install(window)
    Reminder(window.session, settings, lambda: show_today(window))
    window.painted.connect(lambda: begin(window, settings, file))
    if isinstance(app, Program):
        app.file_asked.connect(lambda asked: window.files.open(Path(asked)))
    window.show()
    Tidying(app)
    return app.exec()


class Program(QApplication):
    """The program as the system sees it: a Mac asks it to open a file by an event."""

    file_asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Tell of a file that was double-clicked while the program is running."""
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(event.file())
            return True
        return super().event(event)


def application() -> QApplication:
    """The one QApplication, named."""
    app = cast("QApplication", QApplication.instance() or Program(sys.argv[:1]))
    app.setApplicationName("copdesk")
    app.setApplicationDisplayName("copdesk")
    app.setDesktopFileName("copdesk")
    app.setWindowIcon(QIcon(str(paths.resources() / "icons" / "app" / "copdesk.png")))
    return app


def dress(app: QApplication, settings: Settings) -> None:
    """Give the program the look that was chosen last."""
    mode = settings.text("mode", "system")
    known = cast("Mode", mode if mode in ("light", "dark") else "system")
    look.apply(app, known, settings.number("percent", 100))


def begin(window: MainWindow, settings: Settings, file: Path | None) -> None:
    """Open the file asked for, or the one opened last, or show the welcome."""
    recent = settings.recent()
    wanted = file or (recent[0] if recent else None)
    if wanted is None or not window.files.open(wanted):
        window.show_welcome()


def show_today(window: MainWindow) -> None:
    """Bring the window to the front, with Today in it."""
    window.showNormal() if window.isMinimized() else window.show()
    window.raise_()
    window.activateWindow()
    window.acts.go("today")


def today() -> date:
    """The day it is at the desk, in London."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def badges(store: "Store", on: date) -> dict[str, str]:
    """The few words beside entries of the rail: what is late today, unless the week is done."""
    from copdesk.db.queries.enquiries import count_late  # noqa: PLC0415  (after first paint)
    from copdesk.domain.reminders import week_is_done  # noqa: PLC0415

    if week_is_done(store.clock()):
        return {}
    with store.read() as reader:
        late = count_late(reader, on)
    return {"enquiries": f"{late} late"} if late else {}


class LastResort(QObject):
    """Catches what nobody caught, on any thread, writes it down, and says so calmly."""

    _caught = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._window: MainWindow | None = None
        self._showing = False
        self._caught.connect(self.show)

    def install(self, window: MainWindow) -> None:
        """Take the place of Python's own last words; speak in this window."""
        self._window = window
        sys.excepthook = self._on_error
        threading.excepthook = lambda told: self._caught.emit(told.exc_value)

    def show(self, error: BaseException) -> None:
        """Say what happened: in the notice bar where the person can mend it."""
        window = self._window
        if isinstance(error, UserError) and window is not None:
            window.notices.error(error)
            return
        from copdesk.ui.dialogs.trouble import Trouble  # noqa: PLC0415  (rarely)

        report = fault_words(error)
        write_down(report, paths.logs())
        if self._showing or window is None:
            return
        self._showing = True
        box = Trouble(window, report, window.acts.open_log)
        box.finished.connect(self._on_closed)
        box.open()

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self._caught.emit(error)

    def _on_closed(self) -> None:
        self._showing = False


def write_down(report: str, folder: Path) -> None:
    """Add a fault to the log in ``folder``; it holds kinds and places, no data."""
    import logging  # noqa: PLC0415  (only where something went wrong)
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415

    log = logging.getLogger("copdesk")
    handler = RotatingFileHandler(
        folder / "copdesk.log", maxBytes=_LOG_SIZE, backupCount=_LOGS_KEPT, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.error("%s", report)
    log.removeHandler(handler)
    handler.close()
