"""One row of an import beside the preview: its verdict, what may be done, and its cells."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QRadioButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from copdesk.imports.verdicts import Judged, Option, Plan, Verdict
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label, line, surface
from copdesk.ui.theme.tokens import SPACE

TONES = {
    Verdict.ERROR: ("danger", "alert"),
    Verdict.CONFLICT: ("warn", "help"),
    Verdict.NEW: ("ok", "plus"),
    Verdict.UPDATE: ("info", "edit"),
    Verdict.SAME: ("mute", "check"),
}
"""Tone and icon of each verdict."""


class RowPane(QWidget):
    """Shows a row and asks what to do with it.

    Attributes:
        chosen: somebody decided; the row's number and the option.
    """

    chosen = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self.choices: list[QRadioButton] = []
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setAccessibleName("The row chosen")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        panel = surface("panel")
        inner = QVBoxLayout(panel)
        inner.setContentsMargins(2, 2, 2, 2)
        inner.addWidget(self._scroll)
        column.addWidget(panel)

    def show_row(self, plan: Plan, row: Judged | None, option: Option | None) -> None:
        """Show a row with what is decided about it; none: say how to begin."""
        self.choices = []
        body = QWidget()
        body.setProperty("surface", "pane")
        column = QVBoxLayout(body)
        column.setContentsMargins(*[SPACE["l"]] * 4)
        column.setSpacing(SPACE["s"])
        if row is None:
            column.addWidget(label("Choose a row to see its cells.", "body2", wrap=True))
        else:
            self._fill(column, plan, row, option or row.suggested)
        column.addStretch(1)
        if (before := self._scroll.takeWidget()) is not None:
            before.deleteLater()  # not at once: one of its buttons may be what asked
        self._scroll.setWidget(body)
        go_through(self._scroll)

    def _fill(self, column: QVBoxLayout, plan: Plan, row: Judged, chosen: Option) -> None:
        column.addWidget(label(row.draft.name or f"Row {row.number}", "section", wrap=True))
        column.addLayout(_verdict(row))
        told = " ".join(filter(None, (row.why, row.told if row.verdict != Verdict.ERROR else "")))
        if told:
            column.addWidget(label(told, "body", wrap=True))
        if len(row.options) > 1:
            column.addWidget(label("What to do", "strong"))
            self._ask(column, row, chosen)
        column.addWidget(line())
        for part in _cells(plan, row):
            column.addWidget(part)

    def _ask(self, column: QVBoxLayout, row: Judged, chosen: Option) -> None:
        for option in row.options:
            choice = QRadioButton(option.words)
            choice.setAccessibleName(f"{row.draft.name}: {option.words}")
            choice.setToolTip(option.words)
            choice.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            choice.setChecked(option == chosen)
            choice.clicked.connect(
                lambda _=False, option=option: self.chosen.emit(row.number, option)
            )
            self.choices.append(choice)
            column.addWidget(choice)


def _verdict(row: Judged) -> QHBoxLayout:
    tone, icon = TONES[row.verdict]
    made = QHBoxLayout()
    made.setSpacing(SPACE["s"])
    made.addWidget(IconLabel(icon, "text2" if tone == "mute" else tone))
    made.addWidget(label(row.verdict.label, "strong"))
    made.addWidget(label(f"Row {row.number}", "caption"))
    made.addStretch(1)
    return made


def _cells(plan: Plan, row: Judged) -> Sequence[QWidget]:
    """The filled cells that are imported, and those that are wrong with why."""
    wrong = {each.column: each.sentence for each in row.draft.problems}
    made: list[QWidget] = []
    for column in plan.columns:
        text = row.draft.cells[column.index] if column.index < len(row.draft.cells) else ""
        if column.index in wrong or (text and column.target):
            made.append(label(column.heading, "caption", wrap=True))
            shown = text if len(text) <= 300 else f"{text[:299]}…"
            if column.index in wrong:
                made.append(_wrong(shown or "(empty)", wrong[column.index]))
            else:
                made.append(label(shown, "body", wrap=True))
    if -1 in wrong:
        made.insert(0, label(wrong[-1], "error", wrap=True))
    return made


def _wrong(text: str, why: str) -> QWidget:
    made = surface("warning")
    made.setAccessibleName(f"Wrong: {text}. {why}")
    row = QHBoxLayout(made)
    row.setContentsMargins(SPACE["s"], SPACE["s"], SPACE["s"], SPACE["s"])
    row.addWidget(IconLabel("alert", "danger"), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.addWidget(label(text, "strong", wrap=True))
    words.addWidget(label(why, "caption", wrap=True))
    row.addLayout(words, 1)
    made.setMinimumHeight(look.px(40))
    return made
