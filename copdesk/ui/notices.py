"""Short words at the foot of the page: what was just done, with Undo, and what went wrong."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from copdesk.errors import UserError
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

SHOWN_FOR = 10_000
"""Milliseconds that a notice stays; Undo stays in the Edit menu after it."""


def _speak(widget: QWidget, words: str) -> None:
    from PySide6.QtGui import (  # noqa: PLC0415  (no part of the first paint)
        QAccessible,
        QAccessibleAnnouncementEvent,
    )

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


class Notices(QObject):
    """The bars that float over ``host`` and take no room in its layout.

    Args:
        host: the widget they float over, at the foot and in the middle.
        undo: takes the last change back.
    """

    def __init__(self, host: QWidget, undo: Callable[[], None]) -> None:
        super().__init__(host)
        self._host = host
        self.notice = _Bar(host, "notice")
        self.warning = _Bar(host, "warning")
        self.notice.undo.clicked.connect(self._on_undo)
        self._undo = undo
        self._timer = QTimer(self, interval=SHOWN_FOR, singleShot=True)
        self._timer.timeout.connect(self._on_time)
        host.installEventFilter(self)

    def say(self, text: str, undo: bool = False) -> None:
        """Show one sentence for ten seconds; with ``undo`` the button that takes it back."""
        self.warning.hide()
        self.notice.show_words(text, undo=undo)
        self._place(self.notice)
        self._timer.start()

    def error(self, error: UserError) -> None:
        """Show what happened and what to do, until it is closed or something is done."""
        self.notice.hide()
        self.warning.show_words(error.message, error.hint)
        self._place(self.warning)

    def dismiss(self) -> bool:
        """Close whatever is shown; False when there was nothing."""
        shown = [bar for bar in (self.notice, self.warning) if bar.isVisible()]
        for bar in shown:
            bar.hide()
        return bool(shown)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the bars in their place as the host changes its size."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            for bar in (self.notice, self.warning):
                if not bar.isHidden():
                    self._place(bar)
        return False

    def _place(self, bar: "_Bar") -> None:
        room = self._host.width() - 2 * look.px(SPACE["xl"])
        bar.fit(room)
        bottom = self._host.height() - bar.height() - look.px(SPACE["xl"])
        bar.move((self._host.width() - bar.width()) // 2, max(0, bottom))
        bar.raise_()

    def _on_time(self) -> None:
        if self.notice.underMouse() or self.notice.isAncestorOf(self._focused()):
            self._timer.start()
        else:
            self.notice.hide()

    def _focused(self) -> QWidget:
        return self._host.window().focusWidget() or self._host

    def _on_undo(self) -> None:
        self.notice.hide()
        self._undo()


class _Bar(QFrame):
    """One bar: words, and the buttons that fit its kind."""

    def __init__(self, host: QWidget, kind: str) -> None:
        super().__init__(host)
        self.setProperty("surface", kind)
        self.words = label(wrap=True)
        self.hint = label(wrap=True)
        self.undo = button("Undo", kind="quiet")
        self.close_button = _closing(self, kind)
        self._lay_out(kind)
        QShortcut(
            QKeySequence(Qt.Key.Key_Escape),
            self,
            self.hide,
            context=Qt.ShortcutContext.WidgetWithChildrenShortcut,
        )
        self.hide()

    def show_words(self, words: str, hint: str = "", *, undo: bool = False) -> None:
        """Show the bar with these words, and have a screen reader speak them."""
        self.words.setText(words)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.undo.setVisible(undo)
        spoken = f"{words} {hint}".strip() + (" Undo is available." if undo else "")
        self.setAccessibleName(spoken)
        self.show()
        _speak(self, spoken)

    def fit(self, room: int) -> None:
        """Be as wide as the words, up to ``room`` and to what still reads well."""
        labels = [one for one in (self.words, self.hint) if not one.isHidden()]
        most = min(look.px(560), room - look.px(110))
        wide = max(one.fontMetrics().horizontalAdvance(one.text()) for one in labels) + 2
        for one in labels:
            one.setFixedWidth(max(1, min(wide, most)))
            one.setFixedHeight(one.heightForWidth(one.width()))
        self._row.invalidate()
        self._row.activate()  # the inner column keeps its old size until it is told
        self.adjustSize()

    def _lay_out(self, kind: str) -> None:
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(SPACE["l"], 6, SPACE["s"], 6)
        row.setSpacing(SPACE["m"])
        if kind == "warning":
            row.addWidget(IconLabel("alert", "danger"))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.words)
        told.addWidget(self.hint)
        row.addLayout(told)
        row.addSpacing(SPACE["xs"])
        row.addWidget(self.undo)
        row.addWidget(self.close_button)


def _closing(bar: _Bar, kind: str) -> QPushButton:
    made = button("", "close", "icon", tip="Close this message (Esc)")
    made.clicked.connect(bar.hide)
    made.setVisible(kind == "warning")
    return made
