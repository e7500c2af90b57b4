"""What the menus ask for, done on the parts of the window."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QApplication, QMainWindow

from copdesk import paths
from copdesk.errors import UserError
from copdesk.ui.actions import entries, plain_words
from copdesk.ui.kit.page import Command, RowsPage
from copdesk.ui.main_window.edits import press
from copdesk.ui.main_window.files import Files
from copdesk.ui.main_window.rail import Rail
from copdesk.ui.main_window.session import Session
from copdesk.ui.main_window.stack import PageStack
from copdesk.ui.notices import Notices
from copdesk.ui.settings import Settings
from copdesk.ui.tasks import Runner
from copdesk.ui.theme.look import Mode, look

if TYPE_CHECKING:
    from copdesk.db.listing import View
    from copdesk.db.reader import Reader

COPY, DELETE, FIND = "Ctrl+C", "Del", "Ctrl+F"
_MANY = 500
EDIT_KEYS = frozenset({COPY, DELETE, FIND})
"""The keys of the Edit menu that a page may answer with a command of its own."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Acts:
    """Every command of the menu bar.

    Attributes:
        window: the parent of dialogs.
        session: the open file.
        stack: the pages.
        rail: the bar of sections.
        files: the acts of the File menu.
        notices: says what was done.
        settings: remembers how the window looks.
        run: long work.
        retell: brings menus and status bar up to date after a setting has changed.
        page_keys: what the page now shown does on :data:`EDIT_KEYS`.
    """

    window: QMainWindow
    session: Session
    stack: PageStack
    rail: Rail
    files: Files
    notices: Notices
    settings: Settings
    run: Runner
    retell: Callable[[], None]
    page_keys: dict[str, Command] = field(default_factory=dict)

    # File

    def new_file(self) -> None:
        """Make a new file, in three short steps."""
        from copdesk.ui.dialogs.first_run import FirstRun  # noqa: PLC0415  (shown rarely)

        FirstRun(self.window, self._make, self.import_file).open()

    def open_file(self) -> None:
        """Ask for a file and open it."""
        self.files.ask_open()

    def open_recent(self, file: Path) -> None:
        """Open one of the files opened before."""
        self.files.open(file)

    def try_sample(self) -> None:
        """Open the invented sample office, a file of its own."""
        self.files.open_sample()

    def log_mail(self, path: Path | None = None) -> None:
        """Log an enquiry from a mail: pasted, dropped, or of the file that is given."""
        from copdesk.ui.pages.enquiries.intake import open_intake  # noqa: PLC0415  (when asked for)

        open_intake(self.stack.desk(), self.window, path)

    def import_file(self, path: Path | None = None) -> None:
        """Bring in people or organisations from a spreadsheet; ask for it unless one is given."""
        from copdesk.ui.dialogs.import_wizard import open_import  # noqa: PLC0415  (shown rarely)

        open_import(self.stack.desk(), self.window, path=path)

    def export(self) -> None:
        """Go to the reports, where every export is."""
        self.go("reports")

    def save_copy(self) -> None:
        """Write the open file under another name."""
        self.files.ask_copy()

    def back_up_now(self) -> None:
        """Make a backup."""
        self.files.back_up()

    def show_backups(self) -> None:
        """Show the backups of the open file."""
        self.files.show_backups(self.session.store.path)

    def close_file(self) -> None:
        """Close the open file and show the welcome."""
        self.files.close()

    def quit(self) -> None:
        """Close the window, and with it the program."""
        self.window.close()

    # Edit

    def undo(self) -> None:
        """Take back the last change."""
        store = self.session.store
        self._step(store.undo, "Undone: {}", store.step_rows())

    def redo(self) -> None:
        """Bring back what was taken back last."""
        store = self.session.store
        self._step(store.redo, "Done again: {}", store.step_rows(redo=True))

    def copy(self) -> None:
        """Copy what is selected."""
        if not press(COPY):
            self._page_does(COPY)

    def delete(self) -> None:
        """Delete what has the keyboard: a row of a list, a card, or a letter of a text."""
        press(DELETE)

    def find(self) -> None:
        """Put the keyboard into the filter of the page."""
        self._page_does(FIND)

    def show_history(self) -> None:
        """Show who changed what and when."""
        from copdesk.ui.dialogs.history import History  # noqa: PLC0415  (shown rarely)

        History(self.window, self.session.store, self.notices).open()

    def show_bin(self) -> None:
        """Show what was deleted."""
        from copdesk.ui.dialogs.bin import Bin  # noqa: PLC0415  (shown rarely)

        Bin(self.window, self.session.store, self.notices).open()

    # View

    def set_mode(self, mode: str) -> None:
        """Light, dark, or as the system has it."""
        self._look(mode, look.percent)

    def set_percent(self, percent: int) -> None:
        """Set the size of text against the system's, in percent."""
        self._look(look.mode, percent)

    def set_rows(self, rows: str) -> None:
        """Comfortable or compact rows."""
        self.settings.setValue("rows", rows)
        look.set_compact(rows == "compact")
        self.retell()

    def toggle_rail(self) -> None:
        """Narrow or widen the bar of sections."""
        self.set_rail(not self.rail.mini)

    def set_rail(self, mini: bool) -> None:
        """Narrow or widen the bar of sections, and remember it."""
        self.settings.setValue("rail_mini", int(mini))
        self.rail.set_mini(mini)
        self.retell()

    def show_settings(self) -> None:
        """Show the settings."""
        from copdesk.ui.dialogs.settings import SettingsDialog  # noqa: PLC0415  (shown rarely)

        store = self.session.store if self.session.is_open else None
        SettingsDialog(self.window, self, store, self.settings).open()

    def show_bank_holidays(self) -> None:
        """Show the bank holidays, which can be corrected."""
        from copdesk.ui.dialogs.bank_holidays import BankHolidays  # noqa: PLC0415  (shown rarely)

        BankHolidays(self.stack.desk(), self.window).open()

    # Go

    def show_palette(self) -> None:
        """Show the box that finds every record and every command."""
        from copdesk.ui.dialogs.palette import Palette  # noqa: PLC0415  (after the first paint)
        from copdesk.ui.main_window.finding import Finding  # noqa: PLC0415

        finding = Finding(self.window, self.session, self.stack, self.open_record)
        Palette(self.window, finding).open()

    def go(self, key: str) -> None:
        """Show a page."""
        if self.session.is_open:
            self.stack.go(key)

    def open_record(self, record_id: int) -> None:
        """Show a record on the page of its kind; what has no page on what it belongs to."""
        with self.session.store.read() as reader:
            shown = _shown_for(reader, record_id)
            kind = reader.kind(shown)
        if kind is None or not self.stack.open_kind(kind, shown):
            self.notices.error(UserError("That record is not there any more.", "Look in the bin."))

    def show_rows(self, kind: str, view: "View") -> None:
        """Show the records of a kind that a view holds, on their own page."""
        page = self._page_of(kind)
        if page is not None:
            page.show_rows(kind, view)

    def begin(self, kind: str) -> None:
        """Begin a new record of a kind on its own page."""
        page = self._page_of(kind)
        if page is not None:
            page.begin(kind)

    def do(self, words: str) -> None:
        """Do the command of the menu bar that is called so ("Import").

        Raises:
            LookupError: no entry is called so.
        """
        called = [one for one in entries(self.window.menuBar()) if plain_words(one) == words]
        if not called:
            raise LookupError(words)
        called[0].trigger()

    def back(self) -> None:
        """Show the place before this one."""
        self.stack.back()

    def forward(self) -> None:
        """Take the last step back again."""
        self.stack.forward()

    # Help

    def show_guide(self) -> None:
        """Show the guide."""
        from copdesk.ui.dialogs.guide import Guide  # noqa: PLC0415  (shown rarely)

        Guide(self.window).open()

    def show_shortcuts(self) -> None:
        """Show every shortcut on one sheet."""
        from copdesk.ui.dialogs.shortcuts import Shortcuts  # noqa: PLC0415  (shown rarely)

        Shortcuts(self.window, self.window.menuBar()).open()

    def show_about(self) -> None:
        """Show the version, the file and the licences."""
        from copdesk.ui.dialogs.about import About  # noqa: PLC0415  (shown rarely)

        About(self.window, self.session.store.path if self.session.is_open else None).open()

    def open_log(self) -> None:
        """Open the folder of the program's own log."""
        from PySide6.QtCore import QUrl  # noqa: PLC0415  (done rarely)
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(paths.logs())))

    def _make(self, path: Path, network: str) -> bool:
        if not self.files.create(path):
            return False
        from copdesk.services.settings import keep_settings  # noqa: PLC0415  (after first paint)

        keep_settings(self.session.store, network=network)
        self.retell()
        return True

    def _page_of(self, kind: str) -> RowsPage | None:
        if not self.stack.open_kind(kind):
            return None
        page = self.stack.page()
        return page if isinstance(page, RowsPage) else None

    def _page_does(self, keys: str) -> None:
        command = self.page_keys.get(keys)
        if command is not None and command.enabled():
            command.run()

    def _step(self, take: Callable[[], str], words: str, rows: int) -> None:
        if rows > _MANY:  # an import taken back: the window stays alive
            self.run(
                self.window,
                lambda _progress: take(),
                lambda label: self.notices.say(words.format(label)),
                title="Going through many rows",
            )
            return
        try:
            told = words.format(take())
        except UserError as error:
            self.notices.error(error)
        else:
            self.notices.say(told)

    def _look(self, mode: str, percent: int) -> None:
        self.settings.setValue("mode", mode)
        self.settings.setValue("percent", percent)
        look.apply(cast("QApplication", QApplication.instance()), cast("Mode", mode), percent)
        self.retell()


def _shown_for(reader: "Reader", record_id: int) -> int:
    from copdesk.db.models import Document, KeptWords  # noqa: PLC0415  (after the first paint)

    belonging = reader.get(Document, record_id) or reader.get(KeptWords, record_id)
    return int(belonging["record_id"]) if belonging else record_id
