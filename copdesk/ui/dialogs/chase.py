"""Chasing what was agreed, by person across all meetings: a text to copy, and whom to send it."""

from datetime import date

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit, QSplitter, QWidget

from copdesk.db.queries.actions import owners
from copdesk.domain.chasing import Owner, chase_text, everything_text, in_order
from copdesk.services.settings import settings
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Desk
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label


class ChaseSheet(Sheet):
    """People with open actions at the left, what to write to them at the right."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent, "Chase actions by person", QSize(900, 640))
        self._today = desk.today()
        with desk.store.read() as reader:
            self._owners = in_order(owners(reader), self._today)
            self._signed = settings(reader).coordinator
        self.list = QListWidget()
        self.list.setAccessibleName("People with open actions")
        self.paper = QPlainTextEdit()
        self.paper.setTabChangesFocus(True)
        self.paper.setAccessibleName("What to write; it can be changed before it is copied")
        self.told = label("", "body2", wrap=True)
        self.copy_button = self.add_button(button("Copy the text", "copy", "primary"))
        self.address_button = self.add_button(button("Copy the address", "mail"))
        self.all_button = self.add_button(button("Copy the whole list", "list"))
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.list)
        split.addWidget(self.paper)
        split.setStretchFactor(1, 1)
        split.setSizes([look.px(280), look.px(560)])
        self.body.addWidget(self.told)
        self.body.addWidget(split, 1)
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.copy_button.clicked.connect(lambda: self._copy(self.paper.toPlainText(), "the text"))
        self.address_button.clicked.connect(
            lambda: self._copy(self._owner().email, "the address of " + self._owner().name)
        )
        self.all_button.clicked.connect(
            lambda: self._copy(everything_text(self._owners, self._today), "the whole list")
        )

    def _show(self) -> None:
        for each in self._owners:
            self.list.addItem(_summary(each, self._today))
        there = bool(self._owners)
        for one in (self.list, self.paper, self.copy_button, self.all_button):
            one.setEnabled(there)
        self.address_button.setEnabled(False)
        self.told.setText(
            "Nothing is sent: copy the text into an e-mail."
            if there
            else "Nothing is open, so there is nobody to chase."
        )
        if there:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    def _owner(self) -> Owner:
        return self._owners[self.list.currentRow()]

    def _on_row(self, row: int) -> None:
        owner = self._owners[row]
        self.paper.setPlainText(chase_text(owner, self._today, self._signed))
        self.address_button.setEnabled(bool(owner.email))

    def _copy(self, text: str, what: str) -> None:
        QApplication.clipboard().setText(text)
        self.told.setText(f"Copied {what}.")


def _summary(owner: Owner, today: date) -> str:
    """``Amina Yusuf: 3 open, 1 late``."""
    late = owner.late(today)
    return f"{owner.name}: {len(owner.promises)} open" + (f", {late} late" if late else "")
