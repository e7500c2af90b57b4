"""The papers of a record: chosen or dropped, opened from a private copy, saved elsewhere."""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from copdesk.db.models import Document
from copdesk.errors import UserError
from copdesk.services import documents
from copdesk.ui.kit.card_list import CardList
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.dropped import dropped_files
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.picker import Card
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_NEVER_OPENED = {
    ".exe", ".com", ".bat", ".cmd", ".msi", ".scr", ".ps1", ".vbs", ".js", ".jar", ".sh", ".lnk",
    ".desktop", ".appimage", ".py", ".hta", ".reg",
}  # fmt: skip


class DocumentsTab(QWidget):
    """Papers attached to one record."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._record_id = desk, 0
        self.list = CardList("Documents")
        self._empty = label(
            "No papers yet. Drop a file here, or choose one; it is copied in.", "caption", wrap=True
        )
        self.attach_button = button("Attach…", "attach", tip="Choose files to copy in")
        self.open_button = button("Open", tip="Open a copy (Enter)")
        self.save_button = button("Save as…", tip="Write it to a folder of your own")
        self.delete_button = button("Remove", "bin", tip="Take it off (Del); it goes to the bin")
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def show_record(self, record_id: int) -> None:
        """Show the papers of this record."""
        self._record_id = record_id
        with self._desk.store.read() as reader:
            found = reader.find(Document, record_id=record_id)
        self.list.show_cards([Card(one["id"], one["name"], _size(one["size"])) for one in found])
        self.list.setVisible(bool(found))
        self._empty.setVisible(not found)
        for one in (self.open_button, self.save_button, self.delete_button):
            one.setEnabled(bool(found))

    def attach(self, paths: Sequence[Path]) -> None:
        """Copy these files in."""
        try:
            for path in paths:
                documents.attach(self._desk.store, self._record_id, path)
        except UserError as error:
            self._desk.notices.error(error)
        else:
            named = paths[0].name if len(paths) == 1 else f"{len(paths)} papers"
            self._desk.notices.say(f"Attached {named}.", undo=len(paths) == 1)
        self.show_record(self._record_id)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped_files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what is dropped."""
        event.acceptProposedAction()
        self.attach(dropped_files(event))

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for one in (self.attach_button, self.open_button, self.save_button, self.delete_button):
            buttons.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addLayout(buttons)
        column.addWidget(self._empty)
        column.addWidget(self.list, 1)
        column.addStretch()

    def _connect(self) -> None:
        self.attach_button.clicked.connect(self._on_attach)
        self.open_button.clicked.connect(lambda: self._on_open(self.list.current_id()))
        self.save_button.clicked.connect(self._on_save)
        self.list.opened.connect(self._on_open)
        self.delete_button.clicked.connect(lambda: self._on_delete(self.list.current_id()))
        self.list.delete_asked.connect(self._on_delete)

    def _on_attach(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileNames(self, "Attach papers")
        if chosen:
            self.attach([Path(path) for path in chosen])

    def _on_open(self, document_id: int) -> None:
        name = Path(self._name(document_id)).name
        if Path(name).suffix.lower() in _NEVER_OPENED:
            refusal = UserError(f"{name} is a program.", "Save it, and ask who sent it first.")
            self._desk.notices.error(refusal)
            return
        copy = Path(tempfile.mkdtemp(dir=private_folder())) / name
        if self._write(document_id, copy):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy)))

    def _on_save(self) -> None:
        document_id = self.list.current_id()
        chosen, _kind = QFileDialog.getSaveFileName(self, "Save as", self._name(document_id))
        if chosen and self._write(document_id, Path(chosen)):
            self._desk.notices.say(f"Saved {Path(chosen).name}.")

    def _on_delete(self, document_id: int) -> None:
        name = self._name(document_id)
        documents.delete_documents(self._desk.store, [document_id])
        self.show_record(self._record_id)
        self._desk.notices.say(f"Removed {name}.", undo=True)

    def _name(self, document_id: int) -> str:
        with self._desk.store.read() as reader:
            return reader.title(document_id)

    def _write(self, document_id: int, path: Path) -> bool:
        try:
            documents.save_as(self._desk.store, document_id, path)
        except UserError as error:
            self._desk.notices.error(error)
            return False
        return True


@cache
def private_folder() -> Path:
    """Where copies that are only looked at lie; nobody else may read it, and it goes at the end."""
    folder = Path(tempfile.mkdtemp(prefix="copdesk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _size(count: int) -> str:
    return f"{count / 1_048_576:.1f} MB" if count > 1_048_576 else f"{max(1, count // 1024):,} kB"
