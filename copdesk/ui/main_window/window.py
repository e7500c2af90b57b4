"""The main window: puts rail, pages, menus and the open file together, and remembers its shape."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.dropped import is_mail
from copdesk.ui.main_window.acts import Acts
from copdesk.ui.main_window.ahead import load_ahead
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.main_window.edits import UndoKeys, ask_menu
from copdesk.ui.main_window.files import SUFFIX, Files, dropped_file
from copdesk.ui.main_window.menus import Menus
from copdesk.ui.main_window.places import PLACES, Place
from copdesk.ui.main_window.rail import Rail
from copdesk.ui.main_window.session import Session
from copdesk.ui.main_window.stack import PageStack
from copdesk.ui.notices import Notices
from copdesk.ui.settings import Settings
from copdesk.ui.tasks import BackgroundRunner, Failures, Runner
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice, Store

_NARROW_BELOW = 1100
_FIRST_SIZE = QSize(1440, 900)
_AHEAD_MS = 300  # once the first page has been painted
_FRAME = QSize(24, 56)  # what a system may put round a window

Badges = Callable[["Store", date], Mapping[str, str]]


class MainWindow(QMainWindow):
    """The window of one open file; `painted` is sent once it can be seen.

    Args:
        settings: what is remembered between sittings.
        today: the day it is.
        fault: the last-resort window, for errors of ours in background work.
        places: the pages of the rail.
        badges: a few words beside entries of the rail, by key.
        runner: makes what runs long work; in the background unless a test says otherwise.
    """

    painted = Signal()

    def __init__(  # noqa: PLR0913  (each is given by the composition root or a test)
        self,
        settings: Settings,
        today: Callable[[], date],
        fault: Callable[[Exception], None],
        *,
        places: Sequence[Place] = PLACES,
        badges: Badges = lambda _store, _today: {},
        runner: Callable[[QWidget, Failures], Runner] = BackgroundRunner,
    ) -> None:
        super().__init__()
        self._settings, self._today, self._badges = settings, today, badges
        self._places = places
        self._was_painted = False
        self._host = QWidget()
        self.session = Session(self)
        self.rail = Rail(places)
        self.stack = PageStack(places)
        self.notices = Notices(self._host, self._undo)
        self.run = runner(self._host, Failures(self.notices.error, fault))
        self.files = Files(self, self.session, settings, self.notices, self.run, today)
        self.acts = Acts(
            window=self,
            session=self.session,
            stack=self.stack,
            rail=self.rail,
            files=self.files,
            notices=self.notices,
            settings=settings,
            run=self.run,
            retell=self._retell,
        )
        self.menus = Menus(self.menuBar(), self.acts, places)
        self._count = label("", "caption")
        self._saved = label("", "caption")
        self._saved_at = self._backed_up = ""
        self._undo_keys = UndoKeys(self)
        self._lay_out()
        self._connect()
        self._restore_shape()
        self._retell()

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self._host)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.stack)
        centre = QWidget()
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._host, 1)
        self.setCentralWidget(centre)
        self.setAcceptDrops(True)
        bar = self.statusBar()
        bar.setSizeGripEnabled(False)
        bar.setContentsMargins(SPACE["s"], 0, SPACE["s"], 0)
        bar.addWidget(self._count, 1)
        bar.addPermanentWidget(self._saved)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.acts.go)
        self.rail.search_asked.connect(self.acts.show_palette)
        self.rail.settings_asked.connect(self.acts.show_settings)
        self.rail.narrowed.connect(self.acts.set_rail)
        self.stack.moved.connect(self._on_moved)
        self.stack.status_changed.connect(self._on_status)
        self.session.opened.connect(self._on_opened)
        self.session.closing.connect(self._on_closing)
        self.session.closed.connect(self._on_closed)
        self.session.changed.connect(self._on_changed)
        self.session.backed_up.connect(self._tell_backup)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._undo_keys.watch)

    # What is shown

    def _on_opened(self) -> None:
        store = self.session.store
        desk = Desk(
            store=store,
            today=self._today,
            notices=self.notices,
            open_record=self.acts.open_record,
            run=self.run,
            memory=self._settings,
            show_rows=self.acts.show_rows,
            begin=self.acts.begin,
            do=self.acts.do,
            checks=checks_of(store),
        )
        self.stack.furnish(lambda: desk)
        self._saved_at = "All changes saved"
        self.acts.go(self._remembered_place())
        self.stack.take_keyboard()
        self._retell()
        self._tell_backup()
        self.files.check()
        QTimer.singleShot(_AHEAD_MS, self, lambda: load_ahead(self._places, self._today()))

    def _undo(self) -> None:
        self.acts.undo()

    def _tell_backup(self) -> None:
        """Say at the foot when the file was last backed up."""
        if not self.session.is_open:
            return
        from copdesk.db.backup import backups  # noqa: PLC0415  (after the first paint)
        from copdesk.domain.dates import day_words  # noqa: PLC0415

        found = backups(self.session.store.path)
        day = found[0].at.date() if found else None
        if day is None:
            self._backed_up = "Not backed up yet"
        else:
            self._backed_up = f"Backed up {'today' if day == self._today() else day_words(day)}"
        self._tell_saved()

    def _tell_saved(self) -> None:
        parts = (self._saved_at, self._backed_up) if self.session.is_open else ()
        self._saved.setText("   ·   ".join(part for part in parts if part))

    def show_welcome(self) -> None:
        """Show the ways to a file, while none is open."""
        from copdesk.ui.dialogs.first_run import Welcome  # noqa: PLC0415  (shown rarely)

        acts = self.acts
        recent = [
            (file.stem, partial(acts.open_recent, file))
            for file in self._settings.recent()
            if file.exists()
        ]
        welcome = Welcome(acts.new_file, acts.open_file, acts.try_sample, recent)
        self.stack.show_aside(welcome)
        welcome.new.setFocus()

    def _on_closing(self) -> None:
        self.run.cancel_all()
        self.stack.clear()

    def _on_closed(self) -> None:
        self._count.setText("")
        self._backed_up = ""
        self._tell_saved()
        self.rail.set_current("")
        self.menus.set_page("", ())
        if self.isVisible():
            self.show_welcome()
        self._retell()

    def _on_changed(self, notice: "Notice") -> None:
        if not self.session.is_open:
            return
        self.notices.dismiss()
        self._saved_at = f"All changes saved {datetime.now():%H:%M}"  # noqa: DTZ005  (shown)
        self._tell_saved()
        self.stack.refresh(notice)
        self._retell()

    def _on_moved(self) -> None:
        page = self.stack.page()
        self.rail.set_current(self.stack.key)
        self.menus.set_walk(back=self.stack.can_go_back(), forward=self.stack.can_go_forward())
        self.menus.set_page(page.title if page else "", page.commands() if page else ())
        self._settings.setValue("place", self.stack.key)
        self._retitle()

    def _on_status(self) -> None:
        page = self.stack.page()
        self._count.setText(page.status_text() if page else "")
        commands = page.commands() if page else ()
        if [one.words for one in commands] != self.menus.page_words():  # another tab of the page
            self.menus.set_page(page.title if page else "", commands)

    def _retell(self) -> None:
        """Bring menus, title and rail up to date."""
        is_open = self.session.is_open
        self.menus.set_file_open(is_open)
        self.rail.set_file_open(is_open)
        undo = self.session.store.undo_label() if is_open else None
        redo = self.session.store.redo_label() if is_open else None
        self.menus.set_undo(undo, redo)
        self.menus.set_walk(back=self.stack.can_go_back(), forward=self.stack.can_go_forward())
        self.menus.set_recent(self._settings.recent())
        for group, value in (("mode", look.mode), ("percent", look.percent)):
            self.menus.set_chosen(group, value)
        self.menus.set_chosen("rows", "compact" if look.compact else "comfortable")
        self.menus.narrow.setChecked(self.rail.mini)
        badges = self._badges(self.session.store, self._today()) if is_open else {}
        for key in self.rail.entries:
            self.rail.set_badge(key, badges.get(key, ""))
        self._retitle()

    def _retitle(self) -> None:
        page = self.stack.page()
        file = self.session.store.path.stem if self.session.is_open else ""
        parts = (page.title if page else "", file, "copdesk")
        self.setWindowTitle(" · ".join(part for part in parts if part))

    def _remembered_place(self) -> str:
        kept = self._settings.text("place")
        return kept if kept in self.rail.entries else next(iter(self.rail.entries))

    # The window itself

    def _restore_shape(self) -> None:
        self.setMinimumSize(640, 400)
        screen = QGuiApplication.primaryScreen()
        room = screen.availableSize() if screen else _FIRST_SIZE
        if not self.restoreGeometry(self._settings.bytes("geometry")):
            self.resize(_FIRST_SIZE.boundedTo(room - _FRAME))
        self.rail.set_mini(bool(self._settings.number("rail_mini", 0)))
        look.set_compact(self._settings.text("rows") == "compact")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell, once, that the window can be seen: only then is the heavy part loaded."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the rail where the window leaves little room."""
        super().resizeEvent(event)
        wanted = bool(self._settings.number("rail_mini", 0))
        mini = wanted or event.size().width() < look.px(_NARROW_BELOW)
        if mini != self.rail.mini:
            self.rail.set_mini(mini)
            self.menus.narrow.setChecked(mini)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the notice when nothing else wanted it; Shift+F10 is the Menu key."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F10 and shift and sys.platform == "linux":
            ask_menu()  # Qt does so itself on Windows, and Macs have no such key
        elif event.key() != Qt.Key.Key_Escape or not self.notices.dismiss():
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A copdesk file may be dropped to open it, a spreadsheet or a mail to take it in."""
        if dropped_file(event.mimeData(), opens=self.session.is_open) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file, begin the import, or log the mail."""
        file = dropped_file(event.mimeData(), opens=self.session.is_open)
        if file is None:
            return
        event.acceptProposedAction()
        taken_in = self.acts.log_mail if is_mail(file) else self.acts.import_file
        begin = self.files.open if file.suffix == SUFFIX else taken_in
        QTimer.singleShot(0, lambda: begin(file))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the shape, and close the file safely."""
        self._settings.setValue("geometry", self.saveGeometry())
        self.files.close()
        super().closeEvent(event)
