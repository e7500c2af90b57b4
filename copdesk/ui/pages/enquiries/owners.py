"""Who deals with an enquiry: free text, offered from the names that were used so far."""

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from copdesk.db.queries.enquiries import owners
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editor import Editor


class OwnerOffers(QObject):
    """Offers the names below a box while something is typed, the one used most first."""

    def __init__(self, desk: Desk, editor: Editor) -> None:
        super().__init__(editor)
        self._desk, self._names = desk, QStringListModel(self)
        line = editor.box
        if isinstance(line, QLineEdit):
            offers = QCompleter(self._names, self)
            offers.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            offers.setFilterMode(Qt.MatchFlag.MatchContains)
            line.setCompleter(offers)
            line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever comes to the box finds the names as they are now."""
        if event.type() == QEvent.Type.FocusIn:
            with self._desk.store.read() as reader:
                self._names.setStringList(owners(reader))
        return super().eventFilter(watched, event)
