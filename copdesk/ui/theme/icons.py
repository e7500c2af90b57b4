"""Icons painted from their drawings in a colour of the theme: sharp at any scale."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from copdesk import paths
from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SIZE


def icon(name: str, role: str = "text2", checked: str = "accent") -> QIcon:
    """The icon ``resources/icons/<name>.svg`` in a role of the theme.

    Args:
        name: the file's name without suffix.
        role: a colour of the tokens; read anew at every painting.
        checked: the colour while the button that bears it is down.
    """
    return QIcon(_Engine(name, role, checked))


def paint_icon(painter: QPainter, rect: QRect | QRectF, name: str, role: str = "text2") -> None:
    """Paint an icon into ``rect`` (for delegates): cheap, the drawing is kept as a picture."""
    scale = painter.device().devicePixelRatioF()
    size = round(min(rect.width(), rect.height()) * scale)
    picture = _picture(name, look.tokens[role], size)
    side = size / scale
    centre = QRectF(rect).center()
    target = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.drawImage(target, picture)


class IconLabel(QWidget):
    """An icon that stands by itself; decoration only, the words beside it say the same."""

    def __init__(self, name: str, role: str = "text2", size: int = SIZE["icon"]) -> None:
        super().__init__()
        self._name, self._role, self._size = name, role, size
        self._resize()
        look.changed.connect(self._resize)

    def show_icon(self, name: str, role: str) -> None:
        """Change the drawing or its colour."""
        self._name, self._role = name, role
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing in the colour of its role."""
        painter = QPainter(self)
        paint_icon(painter, self.rect(), self._name, self._role)
        painter.end()

    def _resize(self) -> None:
        side = look.px(self._size)
        self.setFixedSize(QSize(side, side))


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str, checked: str) -> None:
        super().__init__()
        self._name, self._role, self._checked = name, role, checked

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        colour = look.tokens[self._colour(mode, state)]
        side = min(size.width(), size.height())
        pixmap = QPixmap.fromImage(_picture(self._name, colour, side))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._checked)

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return "outline"
        return self._checked if state == QIcon.State.On else self._role


@lru_cache(maxsize=512)
def _picture(name: str, colour: str, side: int) -> QImage:
    image = QImage(max(1, side), max(1, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    drawing = _drawing(name).replace("currentColor", colour)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter)
    painter.end()
    return image


@cache
def _drawing(name: str) -> str:
    return (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
