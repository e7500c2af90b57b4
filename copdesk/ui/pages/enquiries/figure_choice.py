"""Which figures are wanted: of what period, divided by what, and made for whom."""

from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.domain.audience import Readers
from copdesk.domain.dates import short_day_words
from copdesk.domain.enquiry_figures import Period, Split, span_of
from copdesk.domain.fields import Day, Field
from copdesk.domain.options import Option
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

_DAY_WIDTH, _CHOICE_WIDTH = 300, 320


class FigureChoice(QWidget):
    """A row of choices; the two days stand there only when they are chosen by hand.

    Attributes:
        changed: the period or the split is another, and its days can be read.
    """

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.period = _choice("Period", Period)
        self.split = _choice("Table by", Split)
        self.readers = _choice("Made for", Readers)
        editors = editors_of(desk)
        self.first, self.last = (
            FieldRow(editors.make(Field(Day(), words, required=True))) for words in ("From", "To")
        )
        self.row = FlowLayout(SPACE["l"])
        self._lay_out()
        self._recall()
        self._connect()

    def days(self) -> tuple[date, date]:
        """The first and the last day; from and to in whichever order they were given.

        Raises:
            ValueError: one of them can't be read.
        """
        if self._by_hand():
            found = [row.editor.value() for row in (self.first, self.last)]
            if None in found:
                raise ValueError("Type the day, like 3/12/2026.")
            days = cast("list[date]", found)
            return min(days), max(days)
        span = span_of(Period(self.period.currentData()), self._desk.today())
        return span.first, span.last

    def words(self) -> str:
        """``last 12 months``, ``2 Apr 2026 to 9 Apr 2026``."""
        if self._by_hand():
            return " to ".join(map(short_day_words, self.days()))
        return Period(self.period.currentData()).label.lower()

    def split_by(self) -> Split:
        """By what the table is divided."""
        return Split(self.split.currentData())

    def made_for(self) -> Readers:
        """Who reads what is made of it."""
        return Readers(self.readers.currentData())

    # Inside -----------------------------------------------------------------------------------

    def _by_hand(self) -> bool:
        return bool(self.period.currentData() == Period.CHOSEN)

    def _lay_out(self) -> None:
        for words, one in (("Period", self.period), ("Table by", self.split)):
            self.row.addWidget(_named(words, one))
        for day in (self.first, self.last):
            self.row.addWidget(day)
        self.row.addWidget(_named("Made for", self.readers))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.row)
        self._on_look_changed()

    def _recall(self) -> None:
        memory = self._desk.memory
        for one, key, usual in (
            (self.period, "figures/period", Period.TWELVE_MONTHS),
            (self.split, "figures/split", Split.TOPIC),
        ):
            kept = one.findData(memory.value(key))
            one.setCurrentIndex(kept if kept >= 0 else one.findData(usual.value))
        span = span_of(Period.CHOSEN, self._desk.today())
        self.first.editor.set_value(span.first)
        self.last.editor.set_value(span.last)
        self._show_days()

    def _connect(self) -> None:
        self.period.currentIndexChanged.connect(self._on_changed)
        self.split.currentIndexChanged.connect(self._on_changed)
        for row in (self.first, self.last):
            row.editor.edited.connect(partial(self._on_day, row))
        look.changed.connect(self._on_look_changed)

    def _on_changed(self) -> None:
        self._desk.memory.setValue("figures/period", self.period.currentData())
        self._desk.memory.setValue("figures/split", self.split.currentData())
        self._show_days()
        self._tell()

    def _on_day(self, row: FieldRow) -> None:
        try:
            row.set_problem("" if row.editor.value() else "Type the day, like 3/12/2026.")
        except ValueError as unread:
            row.set_problem(str(unread))
        self._tell()

    def _tell(self) -> None:
        if not (self._by_hand() and (self.first.problem() or self.last.problem())):
            self.changed.emit()

    def _show_days(self) -> None:
        for row in (self.first, self.last):
            row.setVisible(self._by_hand())

    def _on_look_changed(self) -> None:
        for row in (self.first, self.last):
            row.setFixedWidth(look.px(_DAY_WIDTH))
        for one in (self.period, self.split, self.readers):
            one.setMaximumWidth(look.px(_CHOICE_WIDTH))


def _choice(words: str, options: type[Option]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(words)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for option in options:
        made.addItem(option.label, option.value)
    return made


def _named(words: str, one: QComboBox) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE["s"])
    row.addWidget(label(words, "body2"))
    row.addWidget(one)
    return whole
