"""Figures that lead to their rows: a number, its state in a pill, how much of a whole it is."""

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.paint import LEFT, face, isolated, paint_bar, paint_pill
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SIZE, SPACE

_FIXED = QSizePolicy.Policy.Fixed


class _Painted(QAbstractButton):
    """A button that paints itself and shows where the keyboard is."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(_FIXED, _FIXED)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.updateGeometry)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words, and a ring while it has the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    def paint_words(self, painter: QPainter) -> None:
        """Paint what it says."""
        raise NotImplementedError


class Figure(_Painted):
    """A large number, or a few words in its place, that opens the rows it counts."""

    def show_words(self, words: str, spoken: str) -> None:
        """Show these words; a screen reader says ``spoken``."""
        self.setText(words)
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The words and room for the ring."""
        metrics = QFontMetrics(look.font("metric", strong=True))
        return QSize(metrics.horizontalAdvance(self.text()) + look.px(10), metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """A few letters; what has no room is cut short."""
        return QSize(look.px(48), self.sizeHint().height())

    def paint_words(self, painter: QPainter) -> None:
        """The number, underlined while it is pointed at."""
        font = look.font("metric", strong=True)
        font.setUnderline(self.underMouse())
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        rect = self.rect().adjusted(look.px(4), 0, 0, 0)
        room = Qt.TextElideMode.ElideRight
        painter.drawText(rect, LEFT, metrics.elidedText(isolated(self.text()), room, rect.width()))


class Pill(_Painted):
    """A state in words with its icon; one that opens nothing is no stop for the keyboard."""

    def __init__(self, *, opens: bool = True) -> None:
        super().__init__()
        self._tone, self._icon = "info", ""
        if not opens:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.unsetCursor()
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_state(self, words: str, tone: str, icon: str, spoken: str = "") -> None:
        """Show a state; without words it takes no room.

        Args:
            words: of the pill.
            tone: danger, warn, ok, info or mute.
            icon: of ``resources/icons``.
            spoken: what a screen reader says; its words when empty.
        """
        self.setText(words)
        self._tone, self._icon = tone, icon
        self.setAccessibleName(spoken or words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The pill as it is painted."""
        metrics = face("body")[1]
        icon = look.px(15) if self._icon else 0
        width = metrics.horizontalAdvance(self.text()) + icon + look.px(22) + 6
        return QSize(width, max(look.px(SIZE["target"]), metrics.height() + look.px(5) + 2))

    def minimumSizeHint(self) -> QSize:
        """Its icon and a few letters."""
        return QSize(look.px(56), self.sizeHint().height())

    def paint_words(self, painter: QPainter) -> None:
        """The pill."""
        paint_pill(painter, self.rect().adjusted(1, 0, -1, 0), self.text(), self._tone, self._icon)


class ShareBar(QWidget):
    """How much of a whole is there; the words beside it say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._part, self._whole = Decimal(0), Decimal(0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, _FIXED)

    def show_share(self, part: Decimal | int, whole: Decimal | int) -> None:
        """Show this part of this whole."""
        self._part, self._whole = Decimal(part), Decimal(whole)
        self.update()

    def sizeHint(self) -> QSize:
        """A thin bar."""
        return QSize(look.px(120), look.px(8))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_bar(painter, QRectF(self.rect()), self._part, self._whole)
        painter.end()


class Tile(QFrame):
    """One figure of the day with its state and a line under it.

    Attributes:
        opened: the figure was pressed.
        state_opened: the pill was pressed.
        more_opened: the link under the figure was pressed.
    """

    opened = Signal()
    state_opened = Signal()
    more_opened = Signal()

    def __init__(self, title: str, *, with_bar: bool = False) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.heading = label(title, "body2", wrap=True)
        self.figure, self.pill = Figure(), Pill()
        self.bar = ShareBar() if with_bar else None
        self.more = button("more", kind="link")
        self.detail = label(kind="caption", wrap=True)
        self._lay_out()
        self.figure.clicked.connect(self.opened)
        self.pill.clicked.connect(self.state_opened)
        self.more.clicked.connect(self.more_opened)

    def show_below(self, more: str = "", detail: str = "") -> None:
        """Show a link, and words, under the figure; either takes no room when empty."""
        self.more.setText(more)
        self.more.setAccessibleName(more)
        self.more.setVisible(bool(more))
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))

    def _lay_out(self) -> None:
        upper, lower = _row(self.figure), _row(self.more)
        (lower if self.bar else upper).addWidget(self.pill)  # beside a share there is no room
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
        column.setSpacing(SPACE["xs"])
        column.addWidget(self.heading)
        column.addLayout(upper)
        if self.bar is not None:
            column.addWidget(self.bar)
        column.addLayout(lower)
        column.addWidget(self.detail)
        column.addStretch()
        self.pill.hide()


def _row(first: QWidget) -> FlowLayout:
    """A row that begins with a button whose words stand flush with the others."""
    row = FlowLayout(SPACE["s"], hang=look.px(4))
    row.addWidget(first)
    return row
