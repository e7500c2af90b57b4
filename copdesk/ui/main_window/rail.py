"""The rail at the left: the way to every page, to search and to the settings."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.ui.main_window.places import Place, keys_of
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SIZE, SPACE


class Rail(QFrame):
    """Says which page was chosen; knows nothing of the pages themselves."""

    chosen = Signal(str)
    search_asked = Signal()
    settings_asked = Signal()
    narrowed = Signal(bool)

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self.setProperty("surface", "rail")
        self.setAccessibleName("Sections")
        self.mini = False
        self.search = button("Search", "search", "search", tip="Search and commands (Ctrl+K)")
        self._keys_hint = label("Ctrl K", "kbd")
        _put_inside(self.search, self._keys_hint)
        self.entries = {one.key: _entry(one, at) for at, one in enumerate(places, 1)}
        self.settings = button("Settings", "settings", "nav", tip="Settings (Ctrl+,)")
        self.fold = button("Narrow", "rail", "nav", tip="Narrow or widen this bar (Ctrl+B)")
        self._badges = {key: _badge(entry) for key, entry in self.entries.items()}
        self._lay_out()
        self._connect()
        self._resize()

    def set_current(self, key: str) -> None:
        """Mark the entry of the page now shown; an unknown key marks none."""
        for name, entry in self.entries.items():
            entry.setChecked(name == key)
        if key in self.entries:
            self._sections.ensureWidgetVisible(self.entries[key], 0, 0)

    def set_file_open(self, is_open: bool) -> None:
        """Grey the ways to pages while there is no file to show."""
        for entry in self.entries.values():
            entry.setEnabled(is_open)

    def set_badge(self, key: str, words: str) -> None:
        """Put a few words beside an entry ("2 late"); empty takes them away."""
        entry, badge = self.entries[key], self._badges[key]
        badge.setText(words)
        badge.setVisible(bool(words) and not self.mini)
        plain = str(entry.property("words"))
        entry.setAccessibleName(f"{plain}, {words}" if words else plain)
        self._retip(key)

    def set_mini(self, mini: bool) -> None:
        """Show icons only, or icons with their words."""
        self.mini = mini
        for one in (*self.entries.values(), self.search, self.settings, self.fold):
            one.setText("" if mini else f" {one.property('words')}")
        self._keys_hint.setVisible(not mini)
        self.fold.setAccessibleName("Widen the bar of sections" if mini else "Narrow this bar")
        for key, badge in self._badges.items():
            badge.setVisible(bool(badge.text()) and not mini)
            self._retip(key)
        self._resize()

    def _retip(self, key: str) -> None:
        """Where the words are hidden the tip says them, and the badge's too."""
        entry = self.entries[key]
        badge = self._badges[key].text() if self.mini else ""
        keys = str(entry.property("keys"))
        words = f"{entry.property('words')}{', ' if badge else ''}{badge}"
        entry.setToolTip(f"{words} ({keys})" if keys else words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 12, 10, 10)
        column.setSpacing(SPACE["xxs"])
        column.addWidget(self.search)
        column.addSpacing(SPACE["s"])
        places = QWidget()
        listed = QVBoxLayout(places)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(SPACE["xxs"])
        for entry in self.entries.values():
            listed.addWidget(entry)
        listed.addStretch()
        self._sections = _scrolled(places)
        column.addWidget(self._sections, 1)
        column.addWidget(self.fold)
        column.addWidget(self.settings)
        for extra in (self.search, self.settings, self.fold):
            extra.setProperty("words", extra.text().strip())

    def _connect(self) -> None:
        for key, entry in self.entries.items():
            entry.clicked.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        self.search.clicked.connect(self.search_asked)
        self.settings.clicked.connect(self.settings_asked)
        self.fold.clicked.connect(lambda: self.narrowed.emit(not self.mini))
        look.changed.connect(self._resize)

    def _resize(self) -> None:
        self.setFixedWidth(look.px(SIZE["rail_mini" if self.mini else "rail"]))
        side = look.px(SIZE["icon"])
        for one in (*self.entries.values(), self.search, self.settings, self.fold):
            one.setIconSize(QSize(side, side))


def _entry(place: Place, at: int) -> QPushButton:
    made = button(place.words, place.icon, "nav", checkable=True)
    made.setProperty("words", place.words)
    made.setProperty("keys", keys_of(at))
    made.setToolTip(f"{place.words} ({keys_of(at)})")
    return made


def _scrolled(places: QWidget) -> QScrollArea:
    """The entries, which scroll where large words leave too little room for all."""
    places.setProperty("surface", "sections")
    area = QScrollArea()
    area.setWidget(places)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _badge(entry: QPushButton) -> QLabel:
    made = label("", "badge")
    _put_inside(entry, made)
    made.hide()
    return made


def _put_inside(entry: QPushButton, mark: QLabel) -> None:
    row = QHBoxLayout(entry)
    row.setContentsMargins(0, 0, SPACE["s"], 0)
    row.addStretch()
    row.addWidget(mark, 0, Qt.AlignmentFlag.AlignVCenter)
    mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
