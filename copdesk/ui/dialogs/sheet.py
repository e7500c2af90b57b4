"""What every dialog is made of: a title, its content, and a row of buttons at the foot."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_NOTHING_HELD, _KEYPAD = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier


class Sheet(QDialog):
    """A dialog of the house: Esc closes it, it fits the screen, and it goes when closed.

    Args:
        parent: the window.
        title: in its frame, and large at its head.
        size: designed pixels; grown with the text.
        closing: the word of the button that closes it; empty for none.
    """

    def __init__(
        self, parent: QWidget | None, title: str, size: QSize, *, closing: str = "Close"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setProperty("surface", "page")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE["m"])
        self.foot = FlowLayout(SPACE["s"], ending=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE["xl"], SPACE["xl"], SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["l"])
        column.addWidget(label(title, "title", wrap=True))
        column.addLayout(self.body, 1)
        column.addLayout(self.foot)
        self.closing = button(closing)
        self.closing.clicked.connect(self.reject)
        if closing:
            self.foot.addWidget(self.closing)
        self._fit(size)

    def add_button(self, made: QPushButton) -> QPushButton:
        """Put a button at the foot, before the one that closes."""
        self.foot.insert(self.foot.count() - bool(self.closing.text()), made)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Tab comes to the buttons at the foot last, and to the one that closes at the very end."""
        super().showEvent(event)
        places = (self.foot.itemAt(place) for place in range(self.foot.count()))
        feet = [made for item in places if item and (made := item.widget())]
        above = [one for one in self._chain() if one not in feet]
        go_through(*above[-1:], *feet)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard, as people expect of a dialog."""
        focused = self.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        plain = event.modifiers() in (_NOTHING_HELD, _KEYPAD)
        if enter and plain and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def _chain(self) -> Iterator[QWidget]:
        """What Tab comes to, in its order."""
        each = self.nextInFocusChain()
        while each is not None and each is not self:
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.window() is self:
                yield each
            each = each.nextInFocusChain()

    def _fit(self, size: QSize) -> None:
        wanted = QSize(look.px(size.width()), look.px(size.height()))
        screen = self.screen()
        room = screen.availableSize() - QSize(40, 60) if screen else wanted
        self.resize(wanted.boundedTo(room))
