"""How a letter goes out of every dialog that writes one: as a draft, a link, or text to copy."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from copdesk.errors import UserError
from copdesk.exports import mail
from copdesk.exports.mail import Mail
from copdesk.ui.kit.documents_tab import private_folder
from copdesk.ui.theme.parts import button, label, restyle

Launch = Callable[[QUrl], bool]
"""Gives an address or a file to the system; whether somebody took it."""

_NOT_SENT = "Nothing is sent from here: you look at the e-mail in your mail program and send it."


def file_name(title: str) -> str:
    """A name that every system takes."""
    plain = " ".join(re.sub(r'[<>:"/\\|?*\x00-\x1f]', " ", title).split())
    return plain[:100].strip(" .") or "Letter"


class WaysOut(QObject):
    """Four buttons, and the line that tells what became of them.

    Args:
        parent: the dialog.
        compose: the e-mail as it stands; a UserError it raises is told, and nothing goes out.
        went: hears each time that something went out; it may raise a UserError.
        launch: opens drafts and links.

    Attributes:
        told: what was done, or why not.
    """

    def __init__(
        self,
        parent: QWidget,
        compose: Callable[[], Mail],
        went: Callable[[], None],
        launch: Launch = QDesktopServices.openUrl,
    ) -> None:
        super().__init__(parent)
        self._parent, self._compose, self._went, self._launch = parent, compose, went, launch
        self.told = label(_NOT_SENT, "caption", wrap=True)
        self.copy_button = button("Copy text and addresses", "copy")
        self.link_button = button("New e-mail", "mail", tip="Begin an e-mail in the mail program")
        self.save_button = button("Save the draft…", "export")
        self.open_button = button(
            "Open the draft", "mail", "primary", tip="Open it in the mail program, files attached"
        )
        self.copy_button.clicked.connect(lambda: self._tried(self._copy))
        self.link_button.clicked.connect(lambda: self._tried(self._link))
        self.save_button.clicked.connect(lambda: self._tried(self._save))
        self.open_button.clicked.connect(lambda: self._tried(self._open))

    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons, the usual one last."""
        return self.copy_button, self.link_button, self.save_button, self.open_button

    def refuse(self, error: UserError) -> None:
        """Say why nothing went out."""
        self._say(str(error), "error")

    def _tried(self, way: Callable[[], str]) -> None:
        try:
            if told := way():
                self._say(told, "strong")
        except UserError as error:
            self.refuse(error)

    def _say(self, sentence: str, kind: str) -> None:
        self.told.setProperty("type", kind)
        self.told.setText(sentence)
        restyle(self.told)

    def _open(self) -> str:
        made = self._compose()
        folder = Path(tempfile.mkdtemp(dir=private_folder()))
        path = folder / f"{file_name(made.subject)}.eml"
        mail.write_draft(made, path)
        if not self._launch(QUrl.fromLocalFile(str(path))):
            raise UserError(
                "No program opens drafts on this computer.", "Copy text and addresses instead."
            )
        self._went()
        return "The draft is open in your mail program."

    def _save(self) -> str:
        made = self._compose()
        start = f"{file_name(made.subject)}.eml"
        chosen, _kind = QFileDialog.getSaveFileName(self._parent, "Save the draft", start, "*.eml")
        if not chosen:
            return ""
        mail.write_draft(made, Path(chosen))
        self._went()
        return f"Saved {Path(chosen).name}. Open it to look at it and send it."

    def _link(self) -> str:
        made = mail.link(self._compose())
        if not self._launch(QUrl.fromEncoded(made.url.encode())):
            raise UserError("No mail program was found.", "Copy text and addresses.")
        self._went()
        return " ".join(filter(None, ("A new e-mail is open.", made.told)))

    def _copy(self) -> str:
        made = self._compose()
        QApplication.clipboard().setText(mail.in_words(made))
        self._went()
        those = "the addresses, the subject" if mail.addresses(made) else "the subject"
        return f"Copied: {those} and the text."
