"""The few bare parts every screen is made of, with name, kind and size already right."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QWidget

from copdesk.ui.theme.icons import icon
from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SIZE

_ICON_ROLE = {"primary": "on_accent", "quiet": "accent", "link": "accent"}


def label(text: str = "", kind: str = "body", *, wrap: bool = False) -> QLabel:
    """A label of plain text.

    Args:
        text: its words; never read as markup.
        kind: title, section, strong, metric, body, body2, caption, error, kbd or badge.
        wrap: whether it may take several lines.
    """
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setProperty("type", kind)
    made.setWordWrap(wrap)
    return made


def button(
    text: str, icon_name: str = "", kind: str = "", *, tip: str = "", checkable: bool = False
) -> QPushButton:
    """A push button whose accessible name is its text, or its tip where it shows an icon only.

    Args:
        text: its words; empty only together with a tip.
        icon_name: of ``resources/icons``.
        kind: primary, quiet, icon, link, chip, nav, search, or empty for the ordinary one.
        tip: shown while the mouse rests on it; name the shortcut there.
        checkable: whether it stays down.
    """
    made = QPushButton(f" {text}" if icon_name and text else text)
    made.setProperty("kind", kind)
    made.setCheckable(checkable)
    made.setToolTip(tip)
    made.setAccessibleName((text or tip).replace("&", ""))
    made.setAutoDefault(False)
    if icon_name:
        made.setIcon(icon(icon_name, _ICON_ROLE.get(kind, "text2")))
        made.setIconSize(QSize(look.px(SIZE["icon"]), look.px(SIZE["icon"])))
    return made


def line() -> QFrame:
    """A thin rule between two parts."""
    made = surface("line")
    made.setFixedHeight(1)
    return made


def surface(kind: str) -> QFrame:
    """A named frame: card, panel, rail, line, notice or warning."""
    made = QFrame()
    made.setProperty("surface", kind)
    return made


def restyle(widget: QWidget) -> None:
    """Read the style sheet again after a property of ``widget`` has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
