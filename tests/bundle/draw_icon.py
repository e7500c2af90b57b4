"""Draw the program's icon from its SVG in the forms that each system wants.

Run it after a change of the drawing: ``python tests/bundle/draw_icon.py``.
"""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SHELF = Path(__file__).parent.parent.parent / "resources" / "icons" / "app"
WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
LARGE = 1024


def draw(size: int) -> Image.Image:
    """The icon, ``size`` pixels square, each size drawn for itself so that it is sharp."""
    image = QImage(size, size, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(SHELF / "copdesk.svg")).render(painter)
    painter.end()
    return Image.frombytes("RGBA", (size, size), bytes(image.constBits()))


def main() -> None:
    """Write the picture for Linux, the icon of Windows and that of macOS."""
    app = QGuiApplication(["icon", "-platform", "offscreen"])
    draw(256).save(SHELF / "copdesk.png", optimize=True)
    drawn = [draw(size) for size in WINDOWS_SIZES]
    sizes = [(size, size) for size in WINDOWS_SIZES]
    drawn[-1].save(SHELF / "copdesk.ico", sizes=sizes, append_images=drawn[:-1])
    draw(LARGE).save(SHELF / "copdesk.icns")
    app.quit()


if __name__ == "__main__":
    main()
