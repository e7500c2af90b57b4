"""The first step of an import: which file, dropped or chosen, and what its rows are."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QRadioButton, QVBoxLayout, QWidget

from copdesk.imports.targets import Subject
from copdesk.imports.workbook import SUFFIXES
from copdesk.ui.kit.desk import Memory
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_FOLDER = "folder/import"
_KINDS = "Spreadsheets and lists ({});;All files (*)"
_WORDS = (
    "Excel (.xlsx, .xls), LibreOffice (.ods) and text (.csv, .tsv), up to 20 MB. Address books "
    "exported from Outlook or Google are recognised."
)
_SAFE = "Nothing is changed until you have seen every row and say so; one Undo takes it all back."


class ChooseStep(QWidget):
    """Asks for the file.

    Attributes:
        chosen: a file was chosen or dropped; its path.
    """

    chosen = Signal(object)

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self._memory = memory
        self.setAcceptDrops(True)
        self.choose = button("Choose a file…", "folder", "primary")
        self.people = QRadioButton("People")
        self.organisations = QRadioButton("Organisations")
        self.either = QRadioButton("Tell by the headings")
        self.either.setChecked(True)
        self.said = label("", "strong", wrap=True)
        self._lay_out()
        self.choose.clicked.connect(self._on_choose)
        self.setFocusProxy(self.choose)

    @property
    def subject(self) -> Subject | None:
        """What the rows are, when somebody said so."""
        if self.either.isChecked():
            return None
        return Subject.PEOPLE if self.people.isChecked() else Subject.ORGANISATIONS

    def set_subject(self, subject: Subject | None) -> None:
        """Say it for them."""
        mine = {Subject.PEOPLE: self.people, Subject.ORGANISATIONS: self.organisations}
        (mine[subject] if subject else self.either).setChecked(True)

    def show_reading(self, path: Path | None) -> None:
        """Say which file is being read; none: it is over."""
        self.said.setText(f"Reading {path.name}…" if path else "")
        self.choose.setEnabled(path is None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The first file dropped."""
        if path := dropped(event):
            event.acceptProposedAction()
            self.chosen.emit(path)

    def _on_choose(self) -> None:
        start = str(self._memory.value(_FOLDER, "") or "")
        kinds = _KINDS.format(" ".join(f"*{suffix}" for suffix in SUFFIXES))
        found, _kind = QFileDialog.getOpenFileName(self, "Choose a file to import", start, kinds)
        if found:
            self._memory.setValue(_FOLDER, str(Path(found).parent))
            self.chosen.emit(Path(found))

    def _lay_out(self) -> None:
        card = surface("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[SPACE["xl"]] * 4)
        inner.setSpacing(SPACE["m"])
        centre = Qt.AlignmentFlag.AlignHCenter
        inner.addStretch(1)
        inner.addWidget(IconLabel("import", "outline", 40), 0, centre)
        words = label("Drop a spreadsheet here, or choose one.", "section", wrap=True)
        words.setAlignment(centre)
        inner.addWidget(words)
        inner.addWidget(self.choose, 0, centre)
        about = label(_WORDS, "caption", wrap=True)
        about.setAlignment(centre)
        inner.addWidget(about)
        self.said.setAlignment(centre)
        inner.addWidget(self.said)
        inner.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(card, 1)
        column.addSpacing(SPACE["s"])
        column.addWidget(label("What does the file list?", "strong"))
        for choice in (self.either, self.people, self.organisations):
            choice.setAccessibleName(f"The file lists: {choice.text()}")
            column.addWidget(choice)
        column.addWidget(label(_SAFE, "body2", wrap=True))


def dropped(event: QDropEvent) -> Path | None:
    """The first spreadsheet that is being dropped; ``None`` when it is something else."""
    urls = event.mimeData().urls()
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return next((path for path in paths if path.suffix.casefold() in SUFFIXES), None)
