"""A list and its pane side by side; the pane's width and whether it is open are remembered."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from copdesk.ui.kit.desk import Memory
from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SIZE, SPACE

_NARROWEST = 280


class PaneSplit(QSplitter):
    """The list takes what the pane leaves.

    Args:
        list_: at the left.
        pane: at the right.
        memory: where width and state are kept.
        key: under which name.
        least: pixels, as designed, that either never goes below.
    """

    def __init__(
        self, list_: QWidget, pane: QWidget, memory: Memory, key: str, least: int = _NARROWEST
    ) -> None:
        super().__init__()
        self._list, self._pane, self._least = list_, pane, least
        self._memory, self._key = memory, key
        self.addWidget(list_)
        self.addWidget(pane)
        self.setHandleWidth(SPACE["m"])
        self.setChildrenCollapsible(False)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
        pane.setVisible(memory.value(f"{key}/pane", "open") != "closed")
        self.splitterMoved.connect(self._on_moved)
        look.changed.connect(self._recall_width)
        QTimer.singleShot(0, self, self._recall_width)

    def show_pane(self, *, shown: bool) -> None:
        """Open or close the pane."""
        if self._pane.isHidden() == shown:
            self._pane.setVisible(shown)
            self._memory.setValue(f"{self._key}/pane", "open" if shown else "closed")

    def _recall_width(self) -> None:
        for part in (self._list, self._pane):
            part.setMinimumWidth(look.px(self._least))
        kept = str(self._memory.value(f"{self._key}/pane_width", SIZE["detail"]))
        width = look.px(int(kept) if kept.isdigit() else SIZE["detail"])
        self.setSizes([max(1, self.width() - width), width])

    def _on_moved(self) -> None:
        width = round(self._pane.width() / look.factor)
        self._memory.setValue(f"{self._key}/pane_width", width)
