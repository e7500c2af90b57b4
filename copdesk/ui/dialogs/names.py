"""Who is named in what is about to leave: told before it does, with the choice of other readers."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QWidget

from copdesk.domain.audience import Readers
from copdesk.reports.names import Named
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_SIZE = QSize(560, 560)


class NamesSheet(Sheet):
    """The names in a list, for whom it is made, and the button that goes on.

    Args:
        parent: the window.
        named: who is named.
        readers: for whom it is made.
        go_on: goes on with what is made for these.
        again: makes it for others, and asks again.
    """

    def __init__(
        self,
        parent: QWidget,
        named: Named,
        readers: Readers,
        *,
        go_on: Callable[[], None],
        again: Callable[[Readers], None],
    ) -> None:
        super().__init__(parent, "Before it leaves", _SIZE, closing="Cancel")
        self._go_on, self._again = go_on, again
        self.told = label(named.words, "strong", wrap=True)
        self.names = QPlainTextEdit(_listed(named))
        self.names.setReadOnly(True)
        self.names.setTabChangesFocus(True)
        self.names.setAccessibleName("Names that leave with it")
        self.readers = QComboBox()
        self.readers.setAccessibleName("Made for")
        for each in Readers:
            self.readers.addItem(each.label, each.value)
        self.readers.setCurrentIndex(self.readers.findData(readers.value))
        self.method = label(readers.method, "body2", wrap=True)
        self.go_button = self.add_button(button("Go on", "right", "primary"))
        self._lay_out(empty=not (named.people or named.organisations))
        self.readers.activated.connect(self._on_readers)
        self.go_button.clicked.connect(self._on_go)
        self.go_button.setFocus()

    def _lay_out(self, *, empty: bool) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE["s"])
        row.addWidget(label("Made for", "body2"))
        row.addWidget(self.readers)
        row.addStretch()
        self.names.setVisible(not empty)
        self.body.addWidget(self.told)
        self.body.addWidget(self.names, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.method)
        self.body.addStretch()

    def _on_readers(self) -> None:
        self.accept()
        self._again(Readers(self.readers.currentData()))

    def _on_go(self) -> None:
        self.accept()
        self._go_on()


def _listed(named: Named) -> str:
    """People, and below them organisations."""
    return "\n\n".join("\n".join(some) for some in (named.people, named.organisations) if some)
