"""The head of a detail pane: what the record is called, and what can be done with it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.list_spec import RecordCommand
from copdesk.ui.kit.paint import paint_avatar
from copdesk.ui.theme.icons import paint_icon
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_SIDE = 44


class Emblem(QWidget):
    """Initials of a person, or the icon of another record; the words beside it say the same."""

    def __init__(self, icon: str, *, avatar: bool) -> None:
        super().__init__()
        self._icon, self._avatar, self._name = icon, avatar, ""
        self._on_look_changed()
        look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self.setFixedSize(look.px(_SIDE), look.px(_SIDE))

    def show_name(self, name: str) -> None:
        """Whose initials these are."""
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A tinted circle with initials or icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = self.rect().adjusted(1, 1, -1, -1)
        if self._avatar and self._name:
            paint_avatar(painter, rect, self._name)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent_soft"))
            painter.drawEllipse(rect)
            inset = look.px(11)
            paint_icon(painter, rect.adjusted(inset, inset, -inset, -inset), self._icon, "accent")
        painter.end()


class RecordHeading(QWidget):
    """Emblem, title, the line under it, a sentence, and a button for each command.

    Attributes:
        asked: a button was pressed; its command.
        delete_asked, close_asked: the buttons every record has.
    """

    asked = Signal(object)
    delete_asked = Signal()
    close_asked = Signal()

    def __init__(self, icon: str, commands: Sequence[RecordCommand], *, avatar: bool) -> None:
        super().__init__()
        self._emblem = Emblem(icon, avatar=avatar)
        self.title = label(kind="section", wrap=True)
        self.second = label(kind="caption", wrap=True)
        self.sentence = label(kind="body2", wrap=True)
        self.buttons = [_button(one) for one in commands]
        self.delete_button = button("Delete", "bin", tip="Delete (Del); it goes to the bin")
        self.close_button = button("", "close", "icon", tip="Close this pane (Esc)")
        self._lay_out()
        for command, one in zip(commands, self.buttons, strict=True):
            one.clicked.connect(lambda _=False, command=command: self.asked.emit(command))
        self.delete_button.clicked.connect(self.delete_asked)
        self.close_button.clicked.connect(self.close_asked)

    def show_words(self, title: str, second: str = "", sentence: str = "") -> None:
        """What the record is called; lines without words take no room."""
        self._emblem.show_name(title)
        self.title.setText(title)
        for line, words in ((self.second, second), (self.sentence, sentence)):
            line.setText(words)
            line.setVisible(bool(words))

    def show_commands(self, commands: Sequence[RecordCommand], *, delete: bool) -> None:
        """Show only the buttons of these."""
        words = {one.words for one in commands}
        for one in self.buttons:
            one.setVisible(one.text().strip() in words)
        self.delete_button.setVisible(delete)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.title)
        names.addWidget(self.second)
        top = QHBoxLayout()
        top.setSpacing(SPACE["m"])
        top.addWidget(self._emblem, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        top.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        flow = FlowLayout()
        for one in (*self.buttons, self.delete_button):
            flow.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["m"])
        column.addLayout(top)
        column.addWidget(self.sentence)
        column.addLayout(flow)
        align = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        for line in (self.title, self.second, self.sentence):
            line.setAlignment(align)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


def _button(command: RecordCommand) -> QPushButton:
    keys = f" ({command.keys})" if command.keys else ""
    return button(command.words, command.icon, tip=f"{command.words}{keys}")
