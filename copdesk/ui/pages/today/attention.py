"""What needs attention: one ordered list, each line done, put off or set aside where it stands."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from copdesk.db.models import DutyMark
from copdesk.db.record import fields_of
from copdesk.domain.dates import day_words
from copdesk.domain.duties import Duty, Sorted, days_to_put_off
from copdesk.domain.fields import Day, Field
from copdesk.errors import UserError
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.line_list import LineList
from copdesk.ui.pages.today.duty import Act, told
from copdesk.ui.pages.today.rows import Line, lines
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_NOTHING = Sorted((), ())
_DAY = Field(Day(), "Comes back on")


class Attention(QFrame):
    """The card of what needs attention.

    Attributes:
        monday_asked: next Monday's list is wanted.
        anyway_asked: today's list is wanted although the week is done.
        list: the lines; S puts one off, X sets it aside, D or Space does its first act.
    """

    monday_asked = Signal()
    anyway_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName("Needs your attention")
        self._desk, self._of_day, self._on = desk, _NOTHING, desk.today()
        self._calm, self._opened = False, set[str]()
        self._lines: list[Line] = []
        self.heading = label("Needs your attention", "section", wrap=True)
        self.away_button = button("Put off", kind="chip", checkable=True)
        self.told = label("", "body2", wrap=True)
        self.monday_button = button("See Monday’s list", kind="chip")
        self.anyway_button = button("Look anyway", kind="chip")
        self._ways = QWidget()
        keys = (Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_X)
        self.list = LineList("Needs your attention", keys)
        self._lay_out()
        self._connect()

    # What is shown --------------------------------------------------------------------------

    def show_duties(self, of_day: Sorted, on: date, *, calm: bool = False) -> None:
        """Show the lines of a day; once the week is done, of next Monday, and nothing is red."""
        self._of_day, self._on, self._calm = of_day, on, calm
        self.heading.setText("Monday’s list" if calm else "Needs your attention")
        self.told.setText("" if of_day.here else "Nothing is late and nothing is due today.")
        self._show()

    def show_rest(self) -> None:
        """Say calmly that the week is done; Monday's list and today's are one press away."""
        self._of_day = _NOTHING
        self.heading.setText("The week is done")
        self.told.setText("What is left can wait until Monday. Have a good weekend.")
        self._show()

    def offer(self, *, monday: bool, anyway: bool) -> None:
        """Offer the ways to look at a list after the week is done."""
        self.monday_button.setVisible(monday)
        self.anyway_button.setVisible(anyway)
        self._ways.setVisible(monday or anyway)

    def _show(self) -> None:
        away = len(self._of_day.away)
        words = f"{away:,} put off or set aside"
        self.away_button.setText(words)
        self.away_button.setAccessibleName(f"{words}: show")
        self.away_button.setVisible(bool(away))
        shown = self.away_button.isChecked()
        self._lines = lines(
            self._of_day, self._on, opened=tuple(self._opened), away=shown, calm=self._calm
        )
        self.told.setVisible(bool(self.told.text()))
        self.list.setVisible(bool(self._lines))
        self.list.show_rows([each.row for each in self._lines])

    # What is done ---------------------------------------------------------------------------

    def _on_opened(self, place: int) -> None:
        line = self._lines[place]
        if line.section:
            self._opened.add(line.section)
            self._show()
        elif line.acts:
            self._do(line.acts[-1], place)

    def _on_acted(self, place: int) -> None:
        acts = self._lines[place].acts
        if acts:
            self._do(acts[0], place)

    def _on_pressed(self, key: int, place: int) -> None:
        duty = self._lines[place].duty
        if duty is None:
            return
        if key == Qt.Key.Key_D:
            self._on_acted(place)
        elif key == Qt.Key.Key_S:
            menu = self._menu(f"Put off {duty.title} until")
            self._add_days(menu, duty, place)
            self._drop(menu, place)
        else:
            self._ask_reason(duty, place)

    def _on_menu(self, place: int, at: QPoint) -> None:
        line = self._lines[place]
        duty = line.duty
        if duty is None:
            return
        menu = self._menu(f"What can be done about {duty.title}")
        for number, act in enumerate(line.acts):
            last = number == len(line.acts) - 1
            keys = "\tD" if number == 0 else "\tEnter" if last else ""
            menu.addAction(act.words + keys, partial(self._do, act, place))
        menu.addSeparator()
        until = menu.addMenu("Put off until")
        self._add_days(until, duty, place)
        menu.addAction("Set aside…\tX", partial(self._ask_reason, duty, place))
        menu.popup(at)

    def _menu(self, name: str) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(name)
        return menu

    def _drop(self, menu: QMenu, place: int) -> None:
        """Show it under a line, Enter taking the first."""
        menu.popup(self.list.corner(place))
        menu.setActiveAction(menu.actions()[0])

    def _add_days(self, menu: QMenu, duty: Duty, place: int) -> None:
        for words, day in days_to_put_off(self._desk.today()):
            menu.addAction(f"{words}, {day_words(day)}", partial(self._put_off, duty, day))
        menu.addAction("Another day…", partial(self._ask_day, duty, place))

    def _do(self, act: Act, place: int) -> None:
        if act.choices:
            menu = self._menu(act.words)
            for each in act.choices:
                menu.addAction(each.words, partial(self._do, each, place))
            self._drop(menu, place)
            return
        try:
            act.run(self._desk, self)
        except UserError as error:
            self._desk.notices.error(error)

    def _ask_day(self, duty: Duty, place: int) -> None:
        self._ask(_DAY, "Put off", place, partial(self._put_off, duty), duty.record_id)

    def _ask_reason(self, duty: Duty, place: int) -> None:
        reason = fields_of(DutyMark)["reason"]
        self._ask(reason, "Set aside", place, partial(self._set_aside, duty), duty.record_id)

    def _put_off(self, duty: Duty, day: date) -> None:
        from copdesk.services.duties import put_off  # noqa: PLC0415  (after the first paint)

        self._try(partial(put_off, self._desk.store, duty, day))

    def _set_aside(self, duty: Duty, reason: str) -> None:
        from copdesk.services.duties import set_aside  # noqa: PLC0415  (after the first paint)

        self._try(partial(set_aside, self._desk.store, duty, reason))

    def _ask(
        self, field: Field, taking: str, place: int, keep: Callable[[Any], None], about: int
    ) -> None:
        from copdesk.ui.kit.ask_popup import AskPopup  # noqa: PLC0415  (after the first paint)
        from copdesk.ui.kit.field_row import FieldRow  # noqa: PLC0415
        from copdesk.ui.kit.stored import editors_of  # noqa: PLC0415

        editors = editors_of(self._desk)
        row = FieldRow(editors.make(field), check=editors.check_of(field))
        row.start(about)
        asked = AskPopup(self, row, taking)
        asked.answered.connect(keep)
        asked.show_at(self.list.corner(place))

    def _try(self, keep: Callable[[], None]) -> None:
        try:
            keep()
        except UserError as error:
            self._desk.notices.error(error)
        else:
            told(self._desk)

    # Inside ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(SPACE["l"], 0, SPACE["m"], 0)
        head.addWidget(self.heading, 1)
        head.addWidget(self.away_button)
        ways = FlowLayout(SPACE["s"])
        ways.addWidget(self.monday_button)
        ways.addWidget(self.anyway_button)
        self._ways.setLayout(ways)
        self._ways.setContentsMargins(SPACE["l"], 0, SPACE["l"], SPACE["s"])
        self.told.setContentsMargins(SPACE["l"], 0, SPACE["l"], SPACE["s"])
        column = QVBoxLayout(self)
        column.setContentsMargins(1, SPACE["m"], 1, SPACE["s"])
        column.setSpacing(SPACE["s"])
        column.addLayout(head)
        column.addWidget(self.told)
        column.addWidget(self._ways)
        column.addWidget(self.list)
        column.addStretch(1)
        self.offer(monday=False, anyway=False)

    def _connect(self) -> None:
        self.list.opened.connect(self._on_opened)
        self.list.acted.connect(self._on_acted)
        self.list.pressed.connect(self._on_pressed)
        self.list.menu_asked.connect(self._on_menu)
        self.away_button.toggled.connect(self._show)
        self.monday_button.clicked.connect(self.monday_asked)
        self.anyway_button.clicked.connect(self.anyway_asked)
