"""Who asks, while a mail is logged: somebody of the file, somebody new, or whoever wrote first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from copdesk.db.queries.askers import Person
from copdesk.domain.dates import day_words
from copdesk.imports.mail import IncomingMail
from copdesk.imports.mail_draft import MailDraft
from copdesk.imports.mail_headings import Heading
from copdesk.imports.mail_parts import Paper
from copdesk.services.intake import Newcomer
from copdesk.ui.kit.paint import isolated
from copdesk.ui.theme.parts import button, label, surface
from copdesk.ui.theme.tokens import SPACE

_OFFERED, _SHOWN = 3, 18


class AskerCard(QWidget):
    """Shown while there is something to say about the asker or about what came with the mail.

    Attributes:
        chosen: it is somebody of the file; the id.
        inner_chosen: it is who wrote the mail that was passed on; a `Heading`.
    """

    chosen = Signal(int)
    inner_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told = label(kind="caption", wrap=True)
        self.tick = QCheckBox()
        self.email = QLineEdit()
        self.email.setAccessibleName("E-mail of the new participant")
        self.email.setPlaceholderText("name@example.org")
        self.inner_words = label(wrap=True)
        self.inner_button = button("Take this as the asker")
        self._parts: list[QPushButton] = []
        self.papers: list[QCheckBox] = []
        self._papers: Sequence[Paper] = ()
        self._is_new = False
        self._inner: Heading | None = None
        self._lay_out()
        self.tick.toggled.connect(self.email.setEnabled)
        self.inner_button.clicked.connect(lambda: self.inner_chosen.emit(self._inner))

    def start(self) -> None:
        """Nothing was read yet."""
        self._is_new, self._inner, self._papers = False, None, ()
        self._show_parts((), ())
        for one in (self.told, self.tick, self.email, self.inner_words, self.inner_button):
            one.hide()
        self.hide()

    def show_mail(self, mail: IncomingMail, draft: MailDraft, organisation: str) -> None:
        """What a mail tells of who asks.

        Args:
            mail: as it was read.
            draft: what the file makes of it.
            organisation: to which the address belongs; empty for none.
        """
        self._is_new, self._inner, self._papers = draft.newcomer, mail.inner, mail.papers
        told = draft.told
        if draft.newcomer and organisation:
            told = f"{mail.sender_email} belongs to {organisation}."
        elif draft.newcomer:
            told = "Nobody of the file has this address. A client is never added."
        self.told.setText(told)
        self.tick.setChecked(draft.newcomer and bool(organisation))
        self.email.setText(mail.sender_email)
        self.email.setEnabled(self.tick.isChecked())
        self._show_inner(mail.inner)
        self._show_parts(draft.maybe[:_OFFERED], mail.papers)
        self.show_asker(None, mail.sender_name or mail.sender_email)

    def show_asker(self, asker_id: object, name: str) -> None:
        """The asker in the form has changed."""
        asks = self._is_new and asker_id is None and bool(name)
        called = name if len(name) <= _SHOWN else name[: _SHOWN - 1].rstrip() + "…"
        words = f"Add {isolated(called)} as a participant"
        self.tick.setText(words.replace("&", "&&"))
        self.tick.setAccessibleName(words)
        for one in (self.tick, self.email):
            one.setVisible(asks)
        self.told.setVisible(bool(self.told.text()) and (asks or not self._is_new))
        for part in self._parts:
            part.setVisible(asks)
        shown = asks or self._inner is not None or bool(self.papers)
        self.setVisible(shown or not self.told.isHidden())

    def newcomer(self, name: str) -> Newcomer | None:
        """Who is to be added, under the name that the form has now."""
        wanted = self.tick.isChecked() and not self.tick.isHidden()
        return Newcomer(name, self.email.text().strip()) if wanted else None

    def address(self) -> str:
        """Where somebody who is not added wrote from; empty where nobody knows."""
        return "" if self.tick.isHidden() else self.email.text().strip()

    def kept_papers(self) -> list[tuple[str, bytes]]:
        """The files that are ticked."""
        pairs = zip(self.papers, self._papers, strict=True)
        return [(paper.name, paper.content) for box, paper in pairs if box.isChecked()]

    def _show_inner(self, inner: Heading | None) -> None:
        self.inner_words.setVisible(inner is not None)
        self.inner_button.setVisible(inner is not None)
        if inner is not None:
            day = f" on {day_words(inner.on)}" if inner.on else ""
            who = isolated(inner.name or inner.email)
            self.inner_words.setText(f"Passed on. First written by {who}{day}.")
            self.inner_button.setAccessibleName(f"Take {who} as the asker")

    def _show_parts(self, maybe: Sequence[Person], papers: Sequence[Paper]) -> None:
        for old in (*self._parts, *self.papers):
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = [self._offer(one) for one in maybe]
        self.papers = [_tick(one) for one in papers]
        self._came_with.setVisible(bool(papers))
        for place, one in enumerate(self._parts):
            self._column.insertWidget(1 + place, one)
        for box in self.papers:
            self._column.addWidget(box)

    def _offer(self, one: Person) -> QPushButton:
        words = f"It is {isolated(one.name)}"
        made = button(words.replace("&", "&&"))
        made.setAccessibleName(f"{words}, {one.email or 'no e-mail known'}")
        made.setToolTip(one.email or "No e-mail is known")
        made.clicked.connect(lambda _checked=False: self.chosen.emit(one.id))
        return made

    def _lay_out(self) -> None:
        self._came_with = label("Came with it, and not kept unless ticked:", "caption", wrap=True)
        card = surface("card")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(*[SPACE["m"]] * 4)
        self._column.setSpacing(SPACE["s"])
        for one in (self.told, self.tick, self.email, self.inner_words):
            self._column.addWidget(one)
        for each in (self.inner_button, self._came_with):
            self._column.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)


def _tick(paper: Paper) -> QCheckBox:
    kilobytes = max(1, len(paper.content) // 1024)
    words = f"{paper.name} ({kilobytes:,} kB)"
    made = QCheckBox(
        (words if len(words) <= 34 else f"{words[:16]}…{words[-17:]}").replace("&", "&&")
    )
    made.setAccessibleName(f"Keep {words}")
    made.setToolTip(words)
    return made
