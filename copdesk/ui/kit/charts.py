"""Charts that can be read three ways: painted, spoken bar by bar, and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from copdesk.domain.fields import Count, Text
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.paint import face
from copdesk.ui.kit.table import Table
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every bar: its words in the legend, and its colour, a role of the theme."""

    label: str
    role: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: the words under it, and how much of each series it holds."""

    label: str
    values: tuple[int, ...]

    @property
    def total(self) -> int:
        """The height of the bar."""
        return sum(self.values)


class BarChart(QWidget):
    """Bars whose parts stand on one another; arrows walk from bar to bar, Enter opens one.

    Attributes:
        opened: a bar was clicked or Enter was pressed on it; its place from the left.
    """

    opened = Signal(int)

    def __init__(self, title: str, series: Sequence[Series]) -> None:
        super().__init__()
        self.series = tuple(series)
        self.bars: tuple[Bar, ...] = ()
        self._title, self._at = title, 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAccessibleName(title)
        look.changed.connect(self.updateGeometry)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars."""
        self.bars = tuple(bars)
        self._at = min(self._at, max(0, len(self.bars) - 1))
        self.setAccessibleDescription("; ".join(self.words(bar) for bar in self.bars))
        self.update()

    def words(self, bar: Bar) -> str:
        """A bar in words: ``Sep: 15 answered in time, 3 late``."""
        parts = zip(self.series, bar.values, strict=True)
        said = (f"{value} {each.label[0].lower()}{each.label[1:]}" for each, value in parts)
        return f"{bar.label}: {', '.join(said)}"

    def place_of(self, label_: str) -> int:
        """The place from the left of the bar with this label. Raises ValueError."""
        return [bar.label for bar in self.bars].index(label_)

    def sizeHint(self) -> QSize:
        """Room for the scale, the bars and the words under them."""
        return QSize(look.px(360), look.px(180))

    def minimumSizeHint(self) -> QSize:
        """The least at which it can be read."""
        return QSize(look.px(220), look.px(140))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right walk along the bars; Enter opens the rows of one."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and self.bars:
            self._walk(max(0, min(len(self.bars) - 1, self._at + step)))
        elif event.key() in _ENTER and self.bars:
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say the bar that has the keyboard."""
        super().focusInEvent(event)
        if self.bars:
            self._walk(self._at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what a bar holds while it is pointed at."""
        place = self._place_at(event.position().x())
        self.setToolTip(self.words(self.bars[place]) if place >= 0 else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the rows of a bar."""
        place = self._place_at(event.position().x())
        if place >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._at = place
            self.update()
            self.opened.emit(place)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The scale, then every bar with its number over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(face("caption")[0])
        top = _top_of(max((bar.total for bar in self.bars), default=0))
        self._paint_scale(painter, top)
        for place, bar in enumerate(self.bars):
            self._paint_bar(painter, place, bar, top)
        if self.hasFocus() and self.bars:
            painter.setPen(QPen(look.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._slot(self._at).adjusted(2, 1, -2, -1), 6, 6)
        painter.end()

    def _walk(self, place: int) -> None:
        self._at = place
        self.update()
        event = QAccessibleAnnouncementEvent(self, self.words(self.bars[place]))
        QAccessible.updateAccessibility(event)

    def _paint_scale(self, painter: QPainter, top: int) -> None:
        for value in range(0, top + 1, _step_of(top)):
            y = self._height_of(value, top)
            painter.setPen(QPen(look.colour("border"), 1))
            painter.drawLine(round(self._left()), round(y), self.width(), round(y))
            painter.setPen(look.colour("text3"))
            at = QRectF(0, y - 10, self._left() - look.px(8), 20)
            painter.drawText(at, _RIGHT, f"{value:,}")

    def _paint_bar(self, painter: QPainter, place: int, bar: Bar, top: int) -> None:
        slot = self._slot(place)
        width = min(look.px(34), slot.width() * 0.6)
        x, foot, below = slot.center().x() - width / 2, self._height_of(0, top), 0
        painter.setPen(Qt.PenStyle.NoPen)
        for series, value in zip(self.series, bar.values, strict=True):
            over = self._height_of(below + value, top)
            gap = 2 if below and value else 0
            painter.setBrush(look.colour(series.role))
            painter.drawRect(QRectF(x, over, width, max(0.0, foot - over - gap)))
            foot, below = (over, below + value)
        line = face("caption")[1].height()
        painter.setPen(look.colour("text"))
        painter.drawText(
            QRectF(slot.x(), foot - line - 2, slot.width(), line), _CENTRE, f"{bar.total:,}"
        )
        painter.setPen(look.colour("text2"))
        under = QRectF(slot.x(), self.height() - line - 2, slot.width(), line)
        painter.drawText(under, _CENTRE, _fitting(bar.label, slot.width() - 4))

    def _left(self) -> float:
        return look.px(28)

    def _slot(self, place: int) -> QRectF:
        step = (self.width() - self._left()) / max(1, len(self.bars))
        return QRectF(self._left() + step * place, 0, step, self.height())

    def _height_of(self, value: int, top: int) -> float:
        line = face("caption")[1].height()
        foot, head = self.height() - line - look.px(8), line + 2
        return foot - (foot - head) * value / top

    def _place_at(self, x: float) -> int:
        slots = (self._slot(place) for place in range(len(self.bars)))
        found = (n for n, slot in enumerate(slots) if slot.left() <= x < slot.right())
        return next(found, -1)


class ChartCard(QFrame):
    """A chart with its title and legend, and the same figures as a table on request.

    Attributes:
        opened: a bar, or its line in the table, was opened; its place from the left.
    """

    opened = Signal(int)

    def __init__(self, title: str, over: str, series: Sequence[Series]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName(title)
        self.chart = BarChart(title, series)
        self._held = HeldRows(_columns(over, series), ["bar"], {"bar": self.chart.place_of})
        self.table = Table(self._held, [_shown(each) for each in self._held.columns.items()])
        self.table.set_compact(True)
        self.table.setAccessibleName(title)
        self.as_table = button("Show as table", "table", "quiet")
        self._stack = QStackedWidget()
        self._lay_out(title)
        self._connect()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Draw these bars, and put them into the table."""
        self.chart.show_bars(bars)
        self._held.hold(
            {place: (bar.label, *bar.values, bar.total) for place, bar in enumerate(bars, 1)}
        )
        self.table.refresh()

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(label(title, "section", wrap=True), 1)
        head.addWidget(self.as_table, 0, Qt.AlignmentFlag.AlignTop)
        legend = QHBoxLayout()
        legend.setSpacing(SPACE["s"])
        for each in self.chart.series:
            legend.addWidget(_Swatch(each.role))
            legend.addWidget(label(each.label, "body2"))
            legend.addSpacing(SPACE["s"])
        legend.addStretch()
        self._stack.addWidget(self.chart)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["l"])
        column.setSpacing(SPACE["s"])
        column.addLayout(head)
        column.addLayout(legend)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.as_table.clicked.connect(self._on_as_table)
        self.chart.opened.connect(self.opened)
        self.table.opened.connect(lambda place: self.opened.emit(place - 1))

    def _on_as_table(self) -> None:
        table = self._stack.currentWidget() is self.chart
        self._stack.setCurrentWidget(self.table if table else self.chart)
        self.as_table.setText(" Show as chart" if table else " Show as table")
        self.as_table.setAccessibleName(self.as_table.text().strip())


class _Swatch(QWidget):
    """The colour of a series, beside its words."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self._resize()
        look.changed.connect(self._resize)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(self._role))
        painter.drawRoundedRect(self.rect(), 3, 3)
        painter.end()

    def _resize(self) -> None:
        self.setFixedSize(look.px(12), look.px(12))


def _columns(over: str, series: Sequence[Series]) -> dict[str, HeldColumn]:
    parts = {f"part{n}": HeldColumn(each.label, Count()) for n, each in enumerate(series)}
    return {"bar": HeldColumn(over, Text()), **parts, "total": HeldColumn("All", Count())}


def _shown(column: tuple[str, HeldColumn]) -> Shown:
    key, heading = column
    return Shown(key, min(180, 28 + 7 * len(heading.label)), 0)


def _fitting(words: str, room: float) -> str:
    """The words; the first of them where there is no room for all: ``Dec`` of ``Dec 2025``."""
    metrics = face("caption")[1]
    return words if metrics.horizontalAdvance(words) <= room else words.partition(" ")[0]


def _step_of(most: int) -> int:
    """The step of the scale: 1, 2, 5, 10 ... so that at most five lines are needed."""
    step, size = 1, 0
    while step * 5 < most:
        size += 1
        step = (1, 2, 5)[size % 3] * 10 ** (size // 3)
    return step


def _top_of(most: int) -> int:
    """The number at the head of the scale: the first line at or over the highest bar."""
    step = _step_of(most)
    return max(1, -(-most // step)) * step
