"""Where a mail comes in: pasted, dropped or chosen, with what was read and what was left out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from copdesk.domain.dates import day_words
from copdesk.errors import UserError
from copdesk.imports.mail import IncomingMail, read_mail
from copdesk.imports.mail_html import plain_text
from copdesk.progress import Progress
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.dropped import dropped_files, is_mail
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.paint import isolated
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_ASKED = "Paste a mail, drop it here as an .eml file, or type the question."
_LOOKED_AT = 200_000
_SHOWN = 28


class MailBox(QWidget):
    """One strip over the form.

    Attributes:
        read: a mail was read; an `IncomingMail`.
        resumed: the draft that was begun before is wanted.
    """

    read = Signal(object)
    resumed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.told = label(_ASKED, "body2", wrap=True)
        self.more = label(kind="caption", wrap=True)
        self.wrong = label(kind="error", wrap=True)
        self.paste_button = button("Paste", "mail", tip="Paste the mail that was copied (Ctrl+V)")
        self.choose_button = button("Choose a file…", "folder", tip="Read a mail from an .eml file")
        self.resume_button = button("Go on with the draft", "edit")
        self._lay_out()
        self._connect()

    def start(self, told: str = "", begun: str = "") -> None:
        """Wait for a mail.

        Args:
            told: what was done last; empty at first.
            begun: the subject of a draft that was begun before; empty for none.
        """
        self._say(told or _ASKED)
        self.resume_button.setVisible(bool(begun))
        words = f"Go on with “{_short(begun)}”"
        self.resume_button.setText(f" {words}".replace("&", "&&"))
        self.resume_button.setAccessibleName(words)
        self._offer_clipboard()
        self.paste_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Read what was copied."""
        self._take(_copied())

    def take_file(self, path: Path) -> None:
        """Read a mail from a file."""

        def work(_progress: Progress) -> object:
            try:
                return read_mail(_content(path), self._desk.today())
            except UserError as refused:
                return refused

        self._desk.run(self, work, self._on_read)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A mail may be dropped, as a file or as text."""
        if _mail_files(dropped_files(event)) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read it."""
        event.acceptProposedAction()
        self._take(event.mimeData())

    def _take(self, brought: QMimeData) -> None:
        files = [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]
        mails = _mail_files(files)
        if mails:
            self.take_file(mails[0])
            return
        try:
            self._on_read(read_mail(_text(brought), self._desk.today()))
        except UserError as refused:
            self._on_read(refused)

    def _on_read(self, found: object) -> None:
        if isinstance(found, UserError):
            self._say(_ASKED, wrong=str(found))
        elif isinstance(found, IncomingMail):
            self._say(_words(found), more=" ".join(found.refused))
            self.resume_button.hide()
            self._name_paste("Paste another")
            self.read.emit(found)

    def _say(self, told: str, *, more: str = "", wrong: str = "") -> None:
        for one, words in ((self.told, told), (self.more, more), (self.wrong, wrong)):
            one.setText(words)
            one.setVisible(bool(words))

    def _offer_clipboard(self) -> None:
        """Name the mail that was copied, where it is one."""
        self._name_paste("Paste")
        text = _text(_copied())
        if not 0 < len(text) <= _LOOKED_AT:
            return
        try:
            mail = read_mail(text, self._desk.today())
        except UserError:
            return
        sender = mail.sender_name or mail.sender_email
        if sender:
            self._name_paste(f"Paste “{_short(mail.subject)}” from {_short(sender)}")

    def _name_paste(self, words: str) -> None:
        self.paste_button.setText(f" {words}".replace("&", "&&"))
        self.paste_button.setAccessibleName(words)

    def _on_choose(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, "Log from a mail", "", "Mails (*.eml);;All files (*)"
        )
        if chosen:
            self.take_file(Path(chosen))

    def _lay_out(self) -> None:
        buttons = FlowLayout()
        for one in (self.paste_button, self.choose_button, self.resume_button):
            buttons.addWidget(one)
        card = surface("card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(*[SPACE["m"]] * 4)
        inner.setSpacing(SPACE["xs"])
        for each in (self.told, self.more, self.wrong):
            inner.addWidget(each)
        inner.addSpacing(SPACE["xs"])
        inner.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        self.setAcceptDrops(True)
        self._say(_ASKED)
        self.resume_button.hide()

    def _connect(self) -> None:
        self.paste_button.clicked.connect(self.paste)
        self.choose_button.clicked.connect(self._on_choose)
        self.resume_button.clicked.connect(self.resumed)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path.name} can't be read.", "Choose another file.") from error


def _mail_files(files: Sequence[Path]) -> list[Path]:
    return [file for file in files if is_mail(file)]


def _copied() -> QMimeData:
    """What lies on the clipboard; some systems have none while nothing was copied."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def _text(brought: QMimeData) -> str:
    """The plain text that was copied, or that of the page."""
    return brought.text() or (plain_text(brought.html()) if brought.hasHtml() else "")


def _words(mail: IncomingMail) -> str:
    address = f"<{mail.sender_email}>" if mail.sender_email else ""
    who = f"{isolated(mail.sender_name)} {address}" if mail.sender_name else address
    return f"From {who}, {day_words(mail.sent_on)}." if who else "Read as a question."


def _short(words: str) -> str:
    return isolated(words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…")
