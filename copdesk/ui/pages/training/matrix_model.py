"""What the matrix on screen holds: lines, the policies over them, and the words of each cell."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from copdesk.ui.pages.training.matrix_lines import Line, first_words, spoken

_DISPLAY, _TIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class MatrixModel(QAbstractTableModel):
    """The lines and the policies over them."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: Sequence[Line] = ()
        self.head: Sequence[tuple[str, str]] = ()

    def hold(self, lines: Sequence[Line], head: Sequence[tuple[str, str]]) -> None:
        """Take these in the place of those held until now."""
        self.beginResetModel()
        self.lines, self.head = lines, head
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """How many policies there are."""
        return 0 if parent.isValid() else len(self.head)

    def data(self, index: _Index, role: int = _DISPLAY) -> object:
        """The words of a cell; the rest is painted."""
        if role == _DISPLAY:
            return first_words(self.lines[index.row()].cells[index.column()])
        if role in {_SPOKEN, _TIP}:
            line = self.lines[index.row()]
            said = spoken(line.cells[index.column()])
            return said if role == _TIP else f"{line.name}, {self.head[index.column()][0]}: {said}"
        return None

    def headerData(self, place: int, way: Qt.Orientation, role: int = _DISPLAY) -> object:
        """The name of a line, or a policy with its coverage."""
        if role not in {_DISPLAY, _SPOKEN, _TIP}:
            return None
        if way == Qt.Orientation.Vertical:
            line = self.lines[place]
            return ", ".join(filter(None, (line.name, line.under)))
        return ", ".join(self.head[place])
