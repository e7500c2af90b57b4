"""The menu bar: it holds every command, so it is also the list of what can be done."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from copdesk.ui.actions import action
from copdesk.ui.kit.page import Command
from copdesk.ui.main_window.acts import EDIT_KEYS, Acts
from copdesk.ui.main_window.places import Place, keys_of

T = TypeVar("T")
Keys = QKeySequence.StandardKey
Role = QAction.MenuRole


MODES = (("system", "Follow the &system"), ("light", "&Light"), ("dark", "&Dark"))
ROWS = (("comfortable", "&Comfortable rows"), ("compact", "Com&pact rows"))
PERCENTS = (100, 110, 125, 140, 160, 180, 200)


class Menus(QObject):
    """Fills a menu bar, and keeps what depends on the file and the page up to date.

    Args:
        bar: the bar to fill.
        acts: what is asked for.
        places: the pages of the Go menu.
    """

    def __init__(self, bar: QMenuBar, acts: Acts, places: Sequence[Place]) -> None:
        super().__init__(bar)
        self._acts = acts
        self._of_file: list[QAction] = []
        self._groups: dict[str, dict[object, QAction]] = {}
        self._file(bar.addMenu("&File"))
        self._edit(bar.addMenu("&Edit"))
        self._view(bar.addMenu("&View"))
        self.page_menu = bar.addMenu("&Page")
        self.page_menu.menuAction().setVisible(False)
        self._go(bar.addMenu("&Go"), places)
        self._help(bar.addMenu("&Help"))
        self._page_entries: list[tuple[QAction, Command]] = []
        self.page_menu.aboutToShow.connect(self._on_page_menu)

    def set_file_open(self, is_open: bool) -> None:
        """Grey what needs an open file."""
        for entry in self._of_file:
            entry.setEnabled(is_open)

    def set_undo(self, undo: str | None, redo: str | None) -> None:
        """Name what would be undone and redone; ``None`` greys the entry."""
        for entry, word, what in ((self.undo, "&Undo", undo), (self.redo, "&Redo", redo)):
            entry.setText(f"{word}: {what.replace('&', '&&')}" if what else word)
            entry.setEnabled(what is not None)

    def set_walk(self, *, back: bool, forward: bool) -> None:
        """Grey Back and Forward where there is nowhere to go."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def set_chosen(self, group: str, value: object) -> None:
        """Tick the entry of ``mode``, ``rows`` or ``percent`` that is in force."""
        entry = self._groups[group].get(value)
        if entry is not None:
            entry.setChecked(True)

    def set_recent(self, files: Sequence[Path]) -> None:
        """List the files opened last; those that are gone are greyed."""
        self.recent.clear()
        for file in files:
            name = f"Open {file.stem}".replace("&", "&&")
            entry = action(self.recent, name, _open(self._acts, file), icon_name="folder")
            entry.setToolTip(str(file))
            entry.setEnabled(file.exists())
            self.recent.addAction(entry)
        self.recent.setEnabled(bool(files))

    def page_words(self) -> list[str]:
        """What the page's menu offers now."""
        return [command.words for _entry, command in self._page_entries]

    def set_page(self, title: str, commands: Sequence[Command]) -> None:
        """Put the commands of the page now shown in the menu bar."""
        for entry, _command in self._page_entries:
            entry.deleteLater()
        self.page_menu.clear()
        self._page_entries = [(self._entry(one), one) for one in commands]
        self._acts.page_keys.clear()
        self._acts.page_keys.update({one.keys: one for one in commands if one.keys in EDIT_KEYS})
        self.page_menu.addActions([entry for entry, _command in self._page_entries])
        self.page_menu.setTitle(title or "&Page")
        self.page_menu.menuAction().setVisible(bool(commands))

    def _entry(self, command: Command) -> QAction:
        def run() -> None:
            if command.enabled():
                command.run()

        keys = None if command.keys in EDIT_KEYS else command.keys or None
        return action(
            self.page_menu, command.words.replace("&", "&&"), run, keys, icon_name=command.icon
        )

    def _on_page_menu(self) -> None:
        for entry, command in self._page_entries:
            entry.setEnabled(command.enabled())

    def _file(self, menu: QMenu) -> None:
        acts = self._acts
        menu.addAction(action(menu, "&New file…", acts.new_file, icon_name="plus"))
        menu.addAction(action(menu, "&Open…", acts.open_file, Keys.Open, icon_name="folder"))
        self.recent = menu.addMenu("Open &recent")
        menu.addAction(action(menu, "Try with &sample data", acts.try_sample, icon_name="star"))
        menu.addSeparator()
        self._add(menu, "Log from a &mail…", acts.log_mail, "Ctrl+Shift+E", icon_name="mail")
        self._add(menu, "&Import…", acts.import_file, "Ctrl+I", icon_name="import")
        self._add(menu, "&Export…", acts.export, "Ctrl+Shift+X", icon_name="export")
        menu.addSeparator()
        self._add(menu, "Save a &copy…", acts.save_copy, "Ctrl+Shift+S", icon_name="copy")
        self._add(menu, "&Back up now", acts.back_up_now, icon_name="backup")
        self._add(menu, "Restore a bac&kup…", acts.show_backups, icon_name="restore")
        menu.addSeparator()
        self._add(menu, "C&lose file", acts.close_file, "Ctrl+W", icon_name="close")
        quit_ = action(menu, "&Quit", acts.quit, Keys.Quit, role=Role.QuitRole)
        menu.addAction(quit_)

    def _edit(self, menu: QMenu) -> None:
        acts = self._acts
        self.undo = self._add(menu, "&Undo", acts.undo, Keys.Undo, icon_name="undo")
        self.redo = self._add(menu, "&Redo", acts.redo, "Ctrl+Shift+Z; Ctrl+Y", icon_name="redo")
        menu.addSeparator()
        self._add(menu, "&Copy", acts.copy, Keys.Copy, icon_name="copy")
        self._add(menu, "&Delete", acts.delete, Keys.Delete, icon_name="bin")
        self._add(menu, "&Find on this page…", acts.find, Keys.Find, icon_name="filter")
        menu.addSeparator()
        self._add(menu, "&History…", acts.show_history, "Ctrl+H", icon_name="history")
        self._add(menu, "&Bin…", acts.show_bin, icon_name="bin")
        menu.addSeparator()
        self._add(menu, "Bank h&olidays…", acts.show_bank_holidays, icon_name="today")
        settings = action(
            menu,
            "&Settings…",
            acts.show_settings,
            "Ctrl+,",
            icon_name="settings",
            role=Role.PreferencesRole,
        )
        menu.addAction(settings)

    def _view(self, menu: QMenu) -> None:
        acts = self._acts
        self._choice(menu.addMenu("&Colours"), "mode", MODES, acts.set_mode)
        self._choice(menu.addMenu("&Rows"), "rows", ROWS, acts.set_rows)
        sizes = [(percent, f"{percent} %") for percent in PERCENTS]
        text = menu.addMenu("&Text size")
        self._choice(text, "percent", sizes, acts.set_percent)
        menu.addSeparator()
        entry = action(menu, "&Narrow bar of sections", acts.toggle_rail, "Ctrl+B", checkable=True)
        self.narrow = entry
        menu.addAction(entry)

    def _go(self, menu: QMenu, places: Sequence[Place]) -> None:
        acts = self._acts
        self._add(menu, "&Search and commands…", acts.show_palette, "Ctrl+K", icon_name="search")
        menu.addSeparator()
        for at, place in enumerate(places, 1):
            words = f"Go to {place.words}"
            self._add(menu, words, _go(acts, place.key), keys_of(at), icon_name=place.icon)
        menu.addSeparator()
        self.back = self._add(menu, "&Back", acts.back, Keys.Back, icon_name="left")
        self.forward = self._add(menu, "&Forward", acts.forward, Keys.Forward, icon_name="right")

    def _help(self, menu: QMenu) -> None:
        acts = self._acts
        menu.addAction(action(menu, "&Guide", acts.show_guide, Keys.HelpContents, icon_name="help"))
        keys = action(menu, "&Keyboard", acts.show_shortcuts, "Ctrl+/", icon_name="keyboard")
        menu.addAction(keys)
        menu.addAction(action(menu, "Open the &log", acts.open_log, icon_name="document"))
        menu.addSeparator()
        about = action(
            menu, "&About copdesk", acts.show_about, icon_name="info", role=Role.AboutRole
        )
        menu.addAction(about)

    def _add(
        self,
        menu: QMenu,
        words: str,
        run: Callable[[], object],
        keys: str | QKeySequence.StandardKey | None = None,
        *,
        icon_name: str = "",
    ) -> QAction:
        """An entry that needs an open file."""
        made = action(menu, words, run, keys, icon_name=icon_name)
        menu.addAction(made)
        self._of_file.append(made)
        return made

    def _choice(
        self,
        menu: QMenu,
        name: str,
        values: Sequence[tuple[T, str]],
        choose: Callable[[T], None],
    ) -> None:
        group = QActionGroup(menu)
        self._groups[name] = {}
        for value, words in values:
            entry = action(menu, words, _choose(choose, value), checkable=True)
            group.addAction(entry)
            menu.addAction(entry)
            self._groups[name][value] = entry


def _choose(choose: Callable[[T], None], value: T) -> Callable[[], None]:
    return lambda: choose(value)


def _open(acts: Acts, file: Path) -> Callable[[], None]:
    return lambda: acts.open_recent(file)


def _go(acts: Acts, key: str) -> Callable[[], None]:
    return lambda: acts.go(key)
