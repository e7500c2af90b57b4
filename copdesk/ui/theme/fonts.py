"""The bundled fonts: every script shows on the screen as it will on paper."""

import sys

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFont, QFontDatabase

from copdesk import paths

FALLBACK = "Noto Sans"
_registered: list[str] = []


def register() -> list[str]:
    """Make the bundled fonts known to Qt, once; the names of their families, Noto Sans first."""
    if not _registered:
        # Qt tells of every family that lacks the script before it reaches the one that has it.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        for file in sorted((paths.resources() / "fonts").glob("*.ttf")):
            number = QFontDatabase.addApplicationFont(str(file))
            _registered.extend(QFontDatabase.applicationFontFamilies(number))
        _registered[:] = sorted(set(_registered), key=lambda name: (name != FALLBACK, name))
    return _registered


def ui_font(system: QFont) -> QFont:
    """The font of the window: the system's own on Windows and Mac, Noto Sans elsewhere.

    Args:
        system: the font that Qt found in the system's settings.
    """
    font = QFont(system)
    own = [system.family()] if sys.platform in ("win32", "darwin") else []
    font.setFamilies([*own, FALLBACK, *(name for name in _registered if name != FALLBACK)])
    if not own:
        font.setPointSizeF(max(10.0, system.pointSizeF()))
    return font
