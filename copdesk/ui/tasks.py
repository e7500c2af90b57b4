"""Long work away from the window's own thread: shown after a second, stopped on request."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QRunnable, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget
from shiboken6 import isValid

from copdesk.errors import Cancelled, UserError
from copdesk.progress import SILENT, Progress
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

SHOWN_AFTER = 1_000
"""Milliseconds of work before its progress is shown."""
_TELL_EVERY = 0.05  # seconds: more often than the eye can follow costs the work time

Work = Callable[[Progress], object]
Done = Callable[[object], None]


def _attempt(work: Work, progress: Progress) -> tuple[object, Exception | None]:
    try:
        return work(progress), None
    except Exception as error:  # noqa: BLE001  (told by Failures.route on the window's thread)
        return None, error


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Failures:
    """Where failed work is told.

    Attributes:
        user: says a `UserError` in the notice bar.
        fault: anything else is our fault: the last-resort window.
    """

    user: Callable[[UserError], None]
    fault: Callable[[Exception], None]

    def route(self, error: Exception) -> None:
        """Tell of an error where it belongs; a cancelled job is told nowhere."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError):
            self.user(error)
        else:
            self.fault(error)


class Runner(Protocol):
    """What runs long work."""

    def __call__(self, parent: QWidget, work: Work, done: Done, *, title: str = "Working") -> None:
        """Run ``work`` with its progress shown; hand what it made to ``done``."""

    def cancel_all(self) -> None:
        """Ask all work to stop, and wait until it has."""


@dataclass(frozen=True, slots=True)
class InlineRunner:
    """Runs the work at once, on the caller's thread: for tests."""

    failures: Failures

    def __call__(  # the caller's thread needs neither owner nor title
        self,
        parent: QWidget,  # noqa: ARG002
        work: Work,
        done: Done,
        *,
        title: str = "Working",  # noqa: ARG002
    ) -> None:
        """Run ``work``, then ``done`` with what it made."""
        made, error = _attempt(work, SILENT)
        if error is None:
            done(made)
        else:
            self.failures.route(error)

    def cancel_all(self) -> None:
        """Nothing is ever under way."""


class BackgroundRunner:
    """Runs work on Qt's thread pool and shows its progress over ``host``.

    Args:
        host: the widget whose lower right corner holds the progress panels.
        failures: where failed work is told.
    """

    def __init__(self, host: QWidget, failures: Failures) -> None:
        self._failures = failures
        self._shelf = _Shelf(host)
        self._jobs: set[_Job] = set()

    def __call__(self, parent: QWidget, work: Work, done: Done, *, title: str = "Working") -> None:
        """Run ``work`` elsewhere; ``done`` is called here, unless ``parent`` has gone by then.

        Args:
            parent: the widget that asked.
            work: gets a `Progress`, steps it, and touches no widget.
            done: gets what the work made.
            title: what is being done: "Building the meeting pack".
        """
        job = _Job(work, title, self._shelf)
        self._jobs.add(job)
        job.made.connect(lambda made: done(made) if isValid(parent) else None)
        job.failed.connect(self._failures.route)
        job.ended.connect(lambda: self._jobs.discard(job))
        QThreadPool.globalInstance().start(job.runnable())

    def cancel_all(self) -> None:
        """Ask all work to stop, and wait until it has."""
        for job in list(self._jobs):
            job.progress.cancel()
        QThreadPool.globalInstance().waitForDone()


class _Job(QObject):
    """One piece of work: lives on the window's thread, is told of the other's steps by signals."""

    made = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _told = Signal(int, int, str)
    _returned = Signal(object, object)

    def __init__(self, work: Work, title: str, shelf: "_Shelf") -> None:
        super().__init__()
        self._work = work
        self.progress = _Told(self._told.emit)
        self._panel = _Panel(title, self.progress.cancel)
        self._panel.hide()
        shelf.add(self._panel)
        self._shelf = shelf
        self._told.connect(self._panel.show_step)
        self._returned.connect(self._on_returned)
        self._timer = QTimer(self, interval=SHOWN_AFTER, singleShot=True)
        self._timer.timeout.connect(self._on_long)
        self._timer.start()

    def runnable(self) -> QRunnable:
        """The part that runs on the other thread."""
        return QRunnable.create(self._run)

    def _run(self) -> None:
        self._returned.emit(*_attempt(self._work, self.progress))

    def _on_long(self) -> None:
        self._panel.show()
        self._shelf.place()

    def _on_returned(self, made: object, error: Exception | None) -> None:
        self._timer.stop()
        self._shelf.remove(self._panel)
        if error is None:
            self.made.emit(made)
        else:
            self.failed.emit(error)
        self.ended.emit()


class _Told(Progress):
    def __init__(self, tell: Callable[[int, int, str], None]) -> None:
        super().__init__()
        self._tell, self._last = tell, 0.0

    def show(self, done: int, total: int, text: str) -> None:
        """Tell the window's thread, at most twenty times a second."""
        now = monotonic()
        if now - self._last >= _TELL_EVERY or done == total:
            self._last = now
            self._tell(done, total, text)


class _Panel(QFrame):
    """What a long piece of work shows of itself."""

    def __init__(self, title: str, cancel: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(title)
        self._text = label("", "caption", wrap=True)
        self._bar = QProgressBar()
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self._cancel = button("Cancel", kind="quiet")
        self._cancel.setAccessibleName(f"Cancel: {title}")
        self._cancel.clicked.connect(cancel)
        self._cancel.clicked.connect(self._on_cancelled)
        self._lay_out(title)

    def show_step(self, done: int, total: int, text: str) -> None:
        """Show how far the work has come; total 0 is unknown."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)

    def _on_cancelled(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText("Stopping; nothing will be changed.")

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(title, "strong", wrap=True), 1)
        head.addWidget(self._cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["s"], SPACE["s"], SPACE["m"])
        column.addLayout(head)
        column.addWidget(self._bar)
        column.addWidget(self._text)


class _Shelf(QWidget):
    """The lower right corner of the host, where the panels stand above one another."""

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._host = host
        host.installEventFilter(self)
        self.hide()

    def add(self, panel: _Panel) -> None:
        """Take a panel that is not shown yet."""
        self._column.addWidget(panel)

    def remove(self, panel: _Panel) -> None:
        """Let go of a panel whose work has ended."""
        panel.hide()
        self._column.removeWidget(panel)
        panel.deleteLater()
        self.place()

    def place(self) -> None:
        """Stand in the corner, as large as the panels shown."""
        panels = [one for one in self.findChildren(_Panel) if not one.isHidden()]
        self.setVisible(bool(panels))
        self.setFixedWidth(look.px(320))
        self.adjustSize()
        gap = look.px(SPACE["xl"])
        host = self._host
        self.move(host.width() - self.width() - gap, host.height() - self.height() - gap)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner as the host changes its size."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.place()
        return False
