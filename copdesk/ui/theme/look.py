"""The look now in force: its colours, its text size, and the moment at which either changes."""

import sys
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from copdesk.ui.theme import fonts, tokens
from copdesk.ui.theme.dresser import Dresser
from copdesk.ui.theme.palette import palette
from copdesk.ui.theme.sheet import style_sheet

Mode = Literal["system", "light", "dark"]
_DESIGNED_AT = 40 / 3  # pixels: 10 points, at which the tokens were drawn


class Look(QObject):
    """One per program: painters ask it for colours and sizes, and repaint on :attr:`changed`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.percent = 100
        self.compact = False
        self.dark = False
        self.tokens = tokens.LIGHT
        self.factor = 1.0
        self._colours: dict[str, QColor] = {}
        self._system_font: QFont | None = None
        self._following: QApplication | None = None
        self._dresser: Dresser | None = None

    @property
    def row(self) -> int:
        """Pixels of one row of a list: two lines of text, or one where rows are compact."""
        return self.px(tokens.SIZE["row_compact" if self.compact else "row"])

    def set_compact(self, compact: bool) -> None:
        """Make the rows of every list low or comfortable."""
        if compact != self.compact:
            self.compact = compact
            self.changed.emit()

    def colour(self, role: str) -> QColor:
        """The colour of a role of :mod:`tokens`. Raises KeyError for an unknown role."""
        found = self._colours.get(role)
        if found is None:
            found = self._colours[role] = QColor(self.tokens[role])
        return found

    def px(self, size: float) -> int:
        """``size`` pixels as designed, grown with the text: whatever holds text never clips it."""
        return round(size * self.factor)

    def font(self, kind: str = "body", *, strong: bool = False) -> QFont:
        """The font of a kind of :data:`tokens.TYPE`, for those who paint text themselves."""
        font = QFont(QApplication.font())
        font.setPointSizeF(font.pointSizeF() * tokens.TYPE[kind])
        if strong:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def apply(self, app: QApplication, mode: Mode = "system", percent: int = 100) -> None:
        """Give the whole program this look at once.

        Args:
            app: the running program.
            mode: ``system`` follows the computer's choice, now and when it changes.
            percent: size of text against the system's, 100 to 200.
        """
        self._start(app)
        self.mode, self.percent = mode, max(100, min(200, percent))
        hints = app.styleHints()
        if mode == "system":
            hints.unsetColorScheme()
        else:  # darkens title bars and the system's own dialogs too
            scheme = Qt.ColorScheme.Dark if mode == "dark" else Qt.ColorScheme.Light
            hints.setColorScheme(scheme)
        self._paint(app)

    def _start(self, app: QApplication) -> None:
        if self._following is app:
            return
        fonts.register()
        self._system_font = fonts.ui_font(app.font())
        self._following = app
        self._dresser = Dresser(app)
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    def _on_system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.mode == "system" and self._following is not None:
            self._paint(self._following)

    def _paint(self, app: QApplication) -> None:
        scheme = app.styleHints().colorScheme()
        system_dark = scheme == Qt.ColorScheme.Dark
        self.dark = system_dark if self.mode == "system" else self.mode == "dark"
        self.tokens = tokens.DARK if self.dark else tokens.LIGHT
        self._colours.clear()
        app.setFont(self._sized_font())
        self.factor = max(1.0, _pixels(app.font()) / _DESIGNED_AT)
        app.setPalette(palette(self.tokens))
        if self._dresser is not None:
            points = app.font().pointSizeF()
            self._dresser.dress(style_sheet(self.tokens, points, self.px, dark=self.dark))
        self.changed.emit()

    def _sized_font(self) -> QFont:
        font = QFont(self._system_font or QApplication.font())
        font.setPointSizeF(font.pointSizeF() * self.percent / 100)
        return font


def _pixels(font: QFont) -> float:
    screen = QGuiApplication.primaryScreen()
    default = 72.0 if sys.platform == "darwin" else 96.0
    dots = screen.logicalDotsPerInchY() if screen else default
    return font.pointSizeF() * dots / 72


look = Look()
"""The look of this program."""
