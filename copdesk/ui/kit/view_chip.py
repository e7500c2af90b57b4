"""The chip of one view over a list: its name, how many rows it has, and what its owner may do."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

from copdesk.db.listing import View
from copdesk.db.queries.views import KeptView
from copdesk.ui.kit.paint import isolated
from copdesk.ui.theme.icons import icon
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import restyle
from copdesk.ui.theme.tokens import SIZE

_LONGEST = 32
"""Letters of a name on a chip; its tip and a screen reader say the rest."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_MOVING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class ViewChip(QPushButton):
    """A view that is shown when the chip is pressed; one's own can be renamed, moved and deleted.

    Args:
        view: what it stands for.
        counted: a number of rows in words: ``3 enquiries``.

    Attributes:
        rename_asked, delete_asked: of the view.
        move_asked: by so many places to the right.
    """

    rename_asked = Signal()
    delete_asked = Signal()
    move_asked = Signal(int)

    def __init__(self, view: View, counted: Callable[[int], str]) -> None:
        super().__init__()
        self._counted = counted
        self._count: int | None = None
        self.view = view
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        if isinstance(view, KeptView):
            self.setIconSize(QSize(look.px(SIZE["icon"]), look.px(SIZE["icon"])))
        self.show_view(view)

    def show_view(self, view: View) -> None:
        """Stand for this view, as when it was renamed."""
        self.view = view
        fault = self._fault()
        if isinstance(view, KeptView):
            self.setIcon(icon("alert" if fault else "star", "text2"))
            said = fault or "A view of your own. Right click for more."
            long = _short(view.name) != view.name
            self.setToolTip(f"{view.name}. {said}" if long else said)
            if bool(fault) != bool(self.property("faded")):
                self.setProperty("faded", bool(fault))
                restyle(self)
        self.show_count(self._count)

    def show_count(self, count: int | None) -> None:
        """Say how many rows it has; None while that is not known."""
        self._count = count
        name = isolated(_short(self.view.name)).replace("&", "&&")
        gap = " " if isinstance(self.view, KeptView) else ""
        fault = self._fault()
        number = "…" if count is None else f"{count:,}"
        self.setText(f"{gap}{name}" if fault else f"{gap}{name}  {number}")
        said = "being counted" if count is None else self._counted(count)
        self.setAccessibleName(f"{self.view.name}, {fault or said}")

    def event(self, event: QEvent) -> bool:
        """Delete is meant for the view before any menu takes it."""
        own = event.type() == QEvent.Type.ShortcutOverride and isinstance(self.view, KeptView)
        if own and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a view of one's own; the rest is any button's."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if not isinstance(self.view, KeptView):
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F2:
            self.rename_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif step and event.modifiers() & _MOVING == _MOVING:
            self.move_asked.emit(step)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a view of one's own."""
        if isinstance(self.view, KeptView):
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            below = self.mapToGlobal(QPoint(0, self.height() + 4))
            self.menu_of_view().popup(below if by_key else event.globalPos())

    def menu_of_view(self) -> QMenu:
        """The same as the keys do, in words."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Rename…\tF2", self.rename_asked.emit)
        menu.addAction("Move left\tCtrl+Shift+Left", lambda: self.move_asked.emit(-1))
        menu.addAction("Move right\tCtrl+Shift+Right", lambda: self.move_asked.emit(1))
        menu.addSeparator()
        menu.addAction("Delete view\tDel", self.delete_asked.emit)
        return menu

    def _fault(self) -> str:
        return self.view.fault if isinstance(self.view, KeptView) else ""


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
