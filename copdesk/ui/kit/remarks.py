"""What a check remarks about a text, under its field: one finding at a time, and the ways out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from copdesk.errors import UserError
from copdesk.ui.kit.checks import Check, Finding
from copdesk.ui.kit.editor import Editor
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_PAUSE, _LONG_PAUSE = 300, 2_000
"""Milliseconds without a key until the text is looked at, and until one of many pages is."""
_LONG = 20_000
_OFFERS = 2
_SHOWN = 40
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Remarks(QWidget):
    """Marks what a check finds in place, and offers to replace it or to keep it with a reason.

    Takes no room while nothing is found. Words that are kept in what is new, a record or a line
    that is to be added to one, wait in `reasons` until it is there.

    Attributes:
        decided: something was replaced or kept.
    """

    decided = Signal()

    def __init__(self, editor: Editor, check: Check) -> None:
        super().__init__()
        self._editor, self._check = editor, check
        self._record_id = self._at = 0
        self._waits = True
        self.findings: Sequence[Finding] = ()
        self.reasons: dict[str, str] = {}
        self.words = label(wrap=True)
        self.offers = [_plain_button() for _ in range(_OFFERS)]
        self.keep_button = _plain_button("Keep, because …", "quiet")
        self.next_button = _plain_button("Next", "quiet")
        self.all_button = _plain_button("", "quiet")
        self.reason = QLineEdit()
        self.reason_button = button("Keep")
        self._icon = IconLabel("alert", "warn", 16)
        self._pause = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect()

    def start(self, record_id: int, *, waits: bool = False) -> None:
        """Look at the text of another record; 0 for one that is new.

        Args:
            record_id: whose kept words may stand.
            waits: whether reasons wait until the text itself is kept.
        """
        self._record_id, self._waits = record_id, waits or not record_id
        self.reasons.clear()
        self._at = 0
        self._tell(())
        self._on_typing()

    def look_now(self) -> None:
        """Look at the text as it stands."""
        self._pause.stop()
        text = str(self._editor.typed())
        found = self._check.look(text, self._record_id) if text.strip() else ()
        self._tell([one for one in found if text[one.start : one.end] not in self.reasons])

    def undecided(self) -> bool:
        """Whether something that stops is neither replaced nor kept."""
        self.look_now()
        return any(one.stops for one in self.findings)

    def keep_reasons(self, record_id: int) -> None:
        """Keep what waited for a new record, now that it is there."""
        for words, reason in self.reasons.items():
            self._check.keep(record_id, words, reason)
        self.reasons.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the reason without keeping it, then the text has it; Enter goes no further."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.accept()
        elif event.key() == Qt.Key.Key_Escape:
            if self.reason.isVisible():
                self._ask_reason(shown=False)
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.words, 1)
        ways = QWidget()
        flow = FlowLayout(SPACE["xs"])
        ways.setLayout(flow)
        for one in (*self.offers, self.keep_button, self.all_button, self.next_button):
            flow.addWidget(one)
        self._ask = QWidget()
        asked = QHBoxLayout(self._ask)
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self.reason, 1)
        asked.addWidget(self.reason_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, SPACE["xs"], 0, SPACE["xs"])
        column.setSpacing(SPACE["xs"])
        column.addLayout(head)
        column.addWidget(ways)
        column.addWidget(self._ask)
        self.reason.setPlaceholderText("Why may this stand?")
        self.reason.setMaxLength(500)
        self._ask.hide()
        self.hide()

    def _connect(self) -> None:
        self._editor.typing.connect(self._on_typing)
        self._pause.timeout.connect(self.look_now)
        look.changed.connect(self._mark)
        for number, offer in enumerate(self.offers):
            offer.clicked.connect(lambda _=False, number=number: self._on_replace(number))
        self.keep_button.clicked.connect(lambda: self._ask_reason(shown=True))
        self.next_button.clicked.connect(self._on_next)
        self.all_button.clicked.connect(self._on_replace_all)
        self.reason.returnPressed.connect(self._on_keep)
        self.reason_button.clicked.connect(self._on_keep)

    def _tell(self, found: Sequence[Finding]) -> None:
        """Show what was found; a reader of the screen hears of what is new."""
        fresh = bool(found) and not self.findings
        self.findings = found
        self._at = min(self._at, max(0, len(found) - 1))
        self._mark()
        self.setVisible(bool(found))
        if not found:
            self._ask_reason(shown=False)
            return
        self._tell_one(found[self._at])
        if fresh:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.words.text()))

    def _tell_one(self, one: Finding) -> None:
        words = self._words_of(one)
        many = len(self.findings) > 1
        count = f" ({self._at + 1} of {len(self.findings)})" if many else ""
        self.words.setText(f"{words} looks like {one.what}. {one.why}{count}")
        self._icon.show_icon("alert", "danger" if one.stops else "warn")
        for number, offer in enumerate(self.offers):
            said = one.instead[number] if number < len(one.instead) else ""
            _say(offer, f"Replace with “{said}”", f"Replace {words} with “{said}”")
            offer.setVisible(bool(said))
        _say(self.keep_button, "Keep, because …", f"Keep {words}, because")
        self.reason.setAccessibleName(f"Why {words} may stand")
        can = sum(bool(each.instead) for each in self.findings)
        _say(self.all_button, f"Replace all {can}", f"Replace all {can} with what is offered")
        self.all_button.setVisible(can > 1)
        self.next_button.setVisible(many)

    def _words_of(self, one: Finding) -> str:
        words = " ".join(str(self._editor.typed())[one.start : one.end].split())
        return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"

    def _mark(self) -> None:
        tones = [(one.start, one.end, "danger" if one.stops else "warn") for one in self.findings]
        self._editor.mark(tones)

    def _on_typing(self) -> None:
        self._pause.start(_LONG_PAUSE if len(str(self._editor.typed())) > _LONG else _PAUSE)

    def _on_next(self) -> None:
        self._at = (self._at + 1) % len(self.findings)
        one = self.findings[self._at]
        self._ask_reason(shown=False)
        self._tell_one(one)
        self._editor.show_stretch(one.start, one.end)

    def _on_replace(self, number: int) -> None:
        one = self.findings[self._at]
        self._editor.replace(one.start, one.end, one.instead[number])
        self._go_on()

    def _on_replace_all(self) -> None:
        for one in sorted(self.findings, key=lambda each: each.start, reverse=True):
            if one.instead:
                self._editor.replace(one.start, one.end, one.instead[0])
        self._go_on()

    def _ask_reason(self, *, shown: bool) -> None:
        self._ask.setVisible(shown)
        if shown:
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.reason.clear()

    def _on_keep(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.reason.setPlaceholderText("Type a few words first: why may this stand?")
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        one = self.findings[self._at]
        words = str(self._editor.typed())[one.start : one.end]
        try:
            if not self._waits:
                self._check.keep(self._record_id, words, reason)
            else:
                self.reasons[words] = reason
        except UserError as refused:
            self.words.setText(str(refused))
            return
        self._ask_reason(shown=False)
        self._go_on()

    def _go_on(self) -> None:
        """Look again; the keyboard stays with what is left, or goes back into the text."""
        self.look_now()
        if self.findings:
            first = next(one for one in (*self.offers, self.keep_button) if not one.isHidden())
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.decided.emit()


def _plain_button(words: str = "", kind: str = "") -> QPushButton:
    """A button that a click gives no keyboard to, so that nothing moves under the mouse."""
    made = button(words or "…", kind=kind)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made


def _say(one: QPushButton, words: str, whole: str) -> None:
    one.setText(words.replace("&", "&&"))
    one.setAccessibleName(whole)
