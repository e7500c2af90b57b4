"""What the File menu does: new, open, copies and backups, each with its question and its answer."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from copdesk import paths
from copdesk.errors import UserError
from copdesk.progress import Progress
from copdesk.ui.kit.dropped import is_mail
from copdesk.ui.main_window.session import Session
from copdesk.ui.notices import Notices
from copdesk.ui.settings import Settings
from copdesk.ui.tasks import Runner

SUFFIX = ".copdesk"
_KIND = f"copdesk files (*{SUFFIX})"
_SHEETS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"})


def dropped_file(dropped: QMimeData, *, opens: bool) -> Path | None:
    """The one file dropped on the window that it can open, or, while one is open, take in."""
    urls = [url for url in dropped.urls() if url.isLocalFile()]
    if len(urls) != 1:
        return None
    file = Path(urls[0].toLocalFile())
    taken_in = opens and (file.suffix.lower() in _SHEETS or is_mail(file))
    return file if taken_in or file.suffix.lower() == SUFFIX else None


class Files:
    """The acts of the File menu on the session.

    Args:
        window: whose dialogs these are.
        session: the open file.
        settings: remembers recent files and folders.
        notices: says what was done.
        run: long work.
        today: the day the sample is made for.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (the parts of the window)
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        notices: Notices,
        run: Runner,
        today: Callable[[], date],
    ) -> None:
        self._window = window
        self._session = session
        self._settings = settings
        self._notices = notices
        self._run = run
        self._today = today

    def open(self, file: Path) -> bool:
        """Open a file and remember it; a refusal is shown, and the present file stays open."""
        return self._try(lambda: self._session.open(file), file)

    def _open(self, file: Path) -> None:
        self.open(file)

    def create(self, file: Path) -> bool:
        """Make a new file, open it and remember it."""
        return self._try(lambda: self._session.create(file), file)

    def ask_open(self) -> None:
        """Ask for a file and open it."""
        start = str(self._folder())
        chosen, _kind = QFileDialog.getOpenFileName(self._window, "Open", start, _KIND)
        if chosen:
            self.open(Path(chosen))

    def ask_copy(self) -> None:
        """Ask for a name and write the open file there, whole and checked."""
        store = self._session.store
        start = str(self._folder() / f"Copy of {store.path.name}")
        chosen, _kind = QFileDialog.getSaveFileName(self._window, "Save a copy", start, _KIND)
        if chosen:
            self._copy_to(_with_suffix(chosen))

    def back_up(self) -> None:
        """Make a backup now, and say so."""
        path = self._session.store.path

        def work(progress: Progress) -> object:
            from copdesk.db.backup import back_up  # noqa: PLC0415  (after the first paint)

            return back_up(path, "made by hand", progress=progress)

        self._run(self._window, work, self._on_backed_up, title="Backing up")

    def restore(self, path: Path, backup: Path) -> None:
        """Put a backup in the place of a file; the present is backed up first."""
        self.close()
        from copdesk.db.backup import restore  # noqa: PLC0415  (after the first paint)

        try:
            restore(path, backup)
        except UserError as error:
            self.open(path)
            self._notices.error(error)
            return
        if self.open(path):
            self._notices.say("The backup was restored. The state before it was backed up too.")

    def show_backups(self, path: Path) -> None:
        """Show the backups of a file that is open or can't be opened."""
        from copdesk.ui.dialogs.backups import Backups  # noqa: PLC0415  (shown rarely)

        Backups(self._window, path, lambda one: self.restore(path, one), self._run).open()

    def check(self) -> None:
        """Look through the open file in the background; offer its backups if it is damaged."""
        path = self._session.store.path

        def work(_progress: Progress) -> object:
            from copdesk.db.backup import quick_check  # noqa: PLC0415  (after the first paint)

            return quick_check(path)

        self._run(self._window, work, lambda good: None if good else self._offer(path))

    def open_sample(self) -> None:
        """Make the invented office, if it is not there yet, and open it."""
        path = paths.data() / "Sample (invented).copdesk"
        if path.exists():
            self.open(path)
            return

        def work(_progress: Progress) -> object:
            from copdesk.sample import make  # noqa: PLC0415  (after the first paint)

            return make(path, self._today())

        self._run(self._window, work, lambda _made: self._open(path), title="Making the sample")

    def close(self) -> None:
        """Close the open file; if it was changed, a backup of it is made."""
        try:
            self._session.close()
        except UserError as error:
            self._notices.error(error)

    def _on_backed_up(self, _made: object) -> None:
        self._session.backed_up.emit()
        self._notices.say("Backed up and checked.")

    def _copy_to(self, target: Path) -> None:
        source = self._session.store.path
        if target == source:
            self._notices.error(UserError("That is the open file.", "Choose another name."))
            return

        def work(progress: Progress) -> object:
            from copdesk.db.backup import back_up  # noqa: PLC0415  (after the first paint)

            return back_up(source, "copy", to=target, progress=progress)

        self._settings.setValue("folder", str(target.parent))
        said = f"A copy was saved as {target.name}."
        self._run(self._window, work, lambda _made: self._notices.say(said))

    def _try(self, act: Callable[[], None], file: Path) -> bool:
        try:
            act()
        except UserError as error:
            self._notices.error(error)
            self._help_open(file)
            return False
        self._settings.remember_file(file.absolute())
        self._settings.setValue("folder", str(file.absolute().parent))
        return True

    def _help_open(self, file: Path) -> None:
        """After a refusal: ask about the other computer, or offer the backups."""
        from copdesk.db.lock import Lock  # noqa: PLC0415  (after the first paint)
        from copdesk.ui.dialogs.elsewhere import Elsewhere  # noqa: PLC0415  (shown rarely)

        holder = Lock(file).holder()
        if holder is not None and not holder.here:
            Elsewhere(self._window, file.name, holder, lambda: self._open_over(file)).open()
        elif holder is None and _is_damaged(file):
            self._offer(file)

    def _open_over(self, file: Path) -> None:
        self._notices.dismiss()
        self._try(lambda: self._session.open(file, over=True), file)

    def _offer(self, path: Path) -> None:
        from copdesk.db.backup import backups  # noqa: PLC0415  (after the first paint)

        if backups(path):
            self.show_backups(path)
        words = f"{path.name} is damaged or missing."
        self._notices.error(UserError(words, "Restore the newest good backup."))

    def _folder(self) -> Path:
        kept = Path(self._settings.text("folder"))
        return kept if kept.is_absolute() and kept.is_dir() else paths.data()


def _is_damaged(file: Path) -> bool:
    from copdesk.db.backup import quick_check  # noqa: PLC0415  (after the first paint)

    try:
        return not quick_check(file)
    except UserError:
        return True


def _with_suffix(chosen: str) -> Path:
    path = Path(chosen)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)
