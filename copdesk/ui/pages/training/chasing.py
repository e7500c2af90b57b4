"""Reminding people of training, with a note of it so that nobody hears of the same twice."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from copdesk.db.queries import training_chasing as asked
from copdesk.domain import fields as f
from copdesk.domain.training_chasing import Chance, Learner
from copdesk.errors import UserError
from copdesk.exports import mail
from copdesk.exports.mail import Mail, Recipient
from copdesk.progress import Progress
from copdesk.services.training import note_reminders
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.dialogs.ways_out import Launch, WaysOut, file_name
from copdesk.ui.kit.cells import NameCell, TickCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.pages.training.chasing_letters import Letter, read, to_leads, to_people
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_HELD = {
    "chosen": HeldColumn("Write to them", f.Flag()),
    "name": HeldColumn("Name", f.Text()),
    "owed": HeldColumn("What is to be done", f.Text()),
    "reminded_on": HeldColumn("Last reminder", f.Day()),
}
_SHOWN = (
    Shown("name", 180, 0, NameCell(under=("owed",))),
    Shown("chosen", 108, 0, TickCell(done="is written to", undone="is left out")),
    Shown("reminded_on", 116, 2),
)
_NOBODY = "Nobody is due soon, overdue or expired. There is nothing to remind anybody of."


def open_chasing(desk: Desk, parent: QWidget) -> None:
    """Work out who has training to do beside the window, then show what could be written."""
    today = desk.today()

    def work(_progress: Progress) -> object:
        with desk.store.read() as reader:
            return asked.to_remind(reader, today), asked.chances(reader, today)

    def show(made: object) -> None:
        if isinstance(made, tuple):
            ChasingSheet(desk, parent.window(), *made).open()

    desk.run(parent, work, show)


class ChasingSheet(Sheet):
    """Everybody to be reminded at the left, what to write to the one chosen at the right.

    Args:
        desk: the open file.
        parent: the window.
        learners: who has training to do.
        chances: where it can be done next.
        launch: opens drafts and links.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        learners: Sequence[Learner],
        chances: Sequence[Chance],
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent, "Remind people of training", QSize(1120, 740))
        self._desk, self._learners, self._today = desk, learners, desk.today()
        self._known = read(desk, learners, chances)
        self._letters: dict[int, Letter] = {}
        self._written: dict[tuple[bool, int], str] = {}
        self._picked: set[int] = set()
        self._shown = 0
        self.by_person = button("By person", kind="chip", checkable=True)
        self.by_lead = button("By organisation", kind="chip", checkable=True)
        self.held = HeldRows(_HELD, ("name", "owed"))
        self.table = KeyedTable(self.held, _SHOWN, {Qt.Key.Key_Space: "tick"})
        self.table.setAccessibleName("Whom to remind")
        self.frame = ListFrame(self.table, "training", _NOBODY, "")
        self.frame.add_button.hide()
        self.told = label(kind="body2", wrap=True)
        self.to = QComboBox()
        self.subject = QLineEdit()
        self.text = QPlainTextEdit()
        self.ways = WaysOut(self, self.mail, self._note_shown, launch)
        self.all_button = button("Save all the drafts…", "export")
        self._lay_out()
        self._connect()
        self._show_by(leads=False)

    # What is written ----------------------------------------------------------------------------

    def mail(self) -> Mail:
        """The e-mail to the one shown, as it stands.

        Raises:
            UserError: nobody is shown.
        """
        if not self._shown:
            raise UserError("Choose somebody first.")
        to = self.to.currentData()
        people = [to] if isinstance(to, Recipient) else []
        return Mail(self.subject.text(), self.text.toPlainText(), people, hidden=False)

    def _show_by(self, *, leads: bool) -> None:
        self._keep_words()
        self._shown = 0
        self.by_person.setChecked(not leads)
        self.by_lead.setChecked(leads)
        made = (to_leads if leads else to_people)(self._learners, self._known)
        self._letters = {each.key: each for each in made}
        self._picked = {each.key for each in made if self._is_due(each)}
        self._show_rows()
        first = self.table.rows.ids
        if first:
            self.table.show_record(first[0])
        self._show_one()
        self.table.setFocus()

    def _is_due(self, letter: Letter) -> bool:
        usable, _without = mail.parted(letter.to[:1])
        return bool(usable) and not letter.rests(self._today)

    # Shown --------------------------------------------------------------------------------------

    def _show_rows(self) -> None:
        self.held.hold(
            {
                key: (key in self._picked, each.name, each.owed, each.reminded_on)
                for key, each in self._letters.items()
            }
        )
        self.table.ask("", ())
        self.frame.show_rows(len(self._letters), narrowed=False)
        count = len(self._picked)
        self.all_button.setText(f" Save {_drafts(count)}…")
        self.all_button.setEnabled(bool(count))
        self.told.setText(self._told())

    def _told(self) -> str:
        resting = sum(each.rests(self._today) for each in self._letters.values())
        without = sum(not mail.parted(each.to)[0] for each in self._letters.values())
        said = [
            f"{resting:,} reminded in the last two weeks, so left out." if resting else "",
            f"{without:,} without an e-mail address." if without else "",
        ]
        return " ".join(filter(None, said))

    def _show_one(self) -> None:
        self._keep_words()
        letter = self._letters.get(self.table.current_id())
        self._shown = letter.key if letter else 0
        self.to.clear()
        for each in letter.to if letter else ():
            self.to.addItem(_to_words(each), each)
        self.subject.setText(letter.subject() if letter else "")
        self.text.setPlainText(self._words(letter) if letter else "")
        self.text.document().setModified(False)
        for one in (self.to, self.subject, self.text, *self.ways.buttons()):
            one.setEnabled(letter is not None)

    def _words(self, letter: Letter) -> str:
        written = self._written.get((self.by_lead.isChecked(), letter.key))
        return letter.text() if written is None else written

    def _keep_words(self) -> None:
        """What was changed by hand is there again when the same one is shown."""
        if self._shown and self.text.document().isModified():
            self._written[self.by_lead.isChecked(), self._shown] = self.text.toPlainText()

    # Acts ---------------------------------------------------------------------------------------

    def _on_tick(self, keys: Sequence[int], _word: str) -> None:
        for key in keys:
            self._picked ^= {key}
        self._show_rows()

    def _note_shown(self) -> None:
        self._note([self._letters[self._shown]])

    def _note(self, letters: Iterable[Letter]) -> None:
        note_reminders(self._desk.store, [note for each in letters for note in each.notes()])

    def _on_all(self) -> None:
        self._keep_words()
        folder = QFileDialog.getExistingDirectory(self, "Where to put the drafts")
        if not folder:
            return
        letters = [self._letters[key] for key in self._letters if key in self._picked]
        try:
            names = [self._save(each, Path(folder)) for each in letters]
        except UserError as error:
            self.ways.refuse(error)
            return
        self._note(letters)
        self._desk.notices.say(
            f"Saved {_drafts(len(names))} in {Path(folder).name}. Open each to look at it and"
            " send it.",
            undo=False,
        )
        self.accept()

    def _save(self, letter: Letter, folder: Path) -> str:
        """Write one draft under a name that is free, and return it."""
        start = file_name(letter.name)
        taken = (folder / f"{start}{' ' if n else ''}{n or ''}.eml" for n in range(10_000))
        path = next(each for each in taken if not each.exists())
        made = Mail(letter.subject(), self._words(letter), letter.to[:1], hidden=False)
        mail.write_draft(made, path)
        return path.name

    # Inside -------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        chips = FlowLayout()
        chips.addWidget(self.by_person)
        chips.addWidget(self.by_lead)
        self.to.setAccessibleName("To")
        self.subject.setAccessibleName("Subject")
        self.text.setAccessibleName("Text; it can be changed")
        self.text.setTabChangesFocus(True)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.to)
        column.addWidget(self.subject)
        column.addWidget(self.text, 1)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.frame)
        split.addWidget(right)
        split.setHandleWidth(SPACE["m"])
        split.setSizes([look.px(520), look.px(520)])
        self.body.addLayout(chips)
        self.body.addWidget(self.told)
        self.body.addWidget(split, 1)
        self.body.addWidget(self.ways.told)
        self.add_button(self.all_button)
        for each in self.ways.buttons():
            self.add_button(each)

    def _connect(self) -> None:
        self.by_person.clicked.connect(lambda: self._show_by(leads=False))
        self.by_lead.clicked.connect(lambda: self._show_by(leads=True))
        self.table.picked.connect(self._show_one)
        self.table.answered.connect(self._on_tick)
        self.all_button.clicked.connect(self._on_all)


def _to_words(to: Recipient) -> str:
    return f"To {to.name}, {to.email}" if to.email else f"To {to.name}: no e-mail address"


def _drafts(count: int) -> str:
    return "1 draft" if count == 1 else f"{count:,} drafts"
