"""The third step of an import: every row with its verdict, and the choice where there is one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from copdesk.db.conditions import Filter, Op
from copdesk.domain import fields as f
from copdesk.imports.apply import Done, count
from copdesk.imports.bad_rows import left_out, wrong_with
from copdesk.imports.verdicts import LEAVE, Act, Judged, Option, Plan, Verdict
from copdesk.ui.dialogs.import_row import TONES, RowPane
from copdesk.ui.kit.cells import Cell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.filter_box import FilterBox
from copdesk.ui.kit.flow_layout import FlowLayout
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows
from copdesk.ui.kit.keyed_table import KeyedTable
from copdesk.ui.kit.tab_order import go_through
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_COLUMNS = {
    "name": HeldColumn("Name", f.Text()),
    "verdict": HeldColumn("Verdict", f.Choice(Verdict)),
    "told": HeldColumn("What the row says", f.LongText()),
    "done": HeldColumn("What is done", f.Text()),
    "number": HeldColumn("Row", f.Count()),
}
_SHOWN = (
    Shown("name", 240, 0, NameCell(under=("told",))),
    Shown("verdict", 116, 0, PillCell(tones=TONES)),
    Shown("done", 200, 1, Cell()),
    Shown("number", 64, 2, Cell()),
)
_TOGGLE = "toggle"
_NAMED = 6


class PreviewStep(QWidget):
    """The list of rows, narrowed by verdict and by words, with the row chosen beside it.

    Attributes:
        changed: something else will be done.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.choices: dict[int, Option] = {}
        self.will = Done("", 0, 0)
        self._rows: dict[int, Judged] = {}
        self._held = HeldRows(_COLUMNS, ("name", "told"))
        self.table = KeyedTable(self._held, _SHOWN, {Qt.Key.Key_Space: _TOGGLE})
        self.table.setAccessibleName("Rows of the file")
        self.frame = ListFrame(self.table, "import", "The file has no rows.", "Back")
        self.frame.add_button.hide()
        self.pane = RowPane()
        self.filter = FilterBox("Find a row")
        self.chips: dict[Verdict | None, QPushButton] = {
            verdict: button(verdict.label if verdict else "All", kind="chip", checkable=True)
            for verdict in (None, *Verdict)
        }
        self.told = label("", "body2", wrap=True)
        self._verdict: Verdict | None = None
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.table)

    def show_plan(self, plan: Plan) -> None:
        """Show a new preview; nothing is decided yet."""
        self.plan, self.choices = plan, {}
        self._rows = {row.number: row for row in plan.rows}
        counts = plan.counts()
        for verdict, chip in self.chips.items():
            many = counts[verdict] if verdict else len(plan.rows)
            words = verdict.label if verdict else "All"
            chip.setText(f"{words}  {many:,}")
            chip.setAccessibleName(f"{words}: {many:,} rows")
            chip.setVisible(verdict is None or many > 0)
        self._hold()
        self.table.header.start_sorted("number", descending=False)
        self._narrow(None)
        asking = (Verdict.ERROR, Verdict.CONFLICT)
        first = next((row.number for row in plan.rows if row.verdict in asking), None)
        if first is not None:
            self.table.show_record(first)
        self._on_decided()

    def decide(self, number: int, option: Option) -> None:
        """Do this with a row."""
        self.choices[number] = option
        self._hold()
        self.table.refresh()
        self._on_decided()

    def _hold(self) -> None:
        self._held.hold({number: self._line(row) for number, row in self._rows.items()})

    def _line(self, row: Judged) -> tuple[object, ...]:
        if self.plan is None:
            return ()
        if row.verdict is Verdict.ERROR:
            told = wrong_with(self.plan, row)
        else:
            told = " ".join(filter(None, (row.why, row.told)))
        done = self.plan.chosen(row, self.choices)
        said = "Nothing to do" if row.verdict is Verdict.SAME else done.words
        name = row.draft.name or f"Row {row.number}"
        return name, row.verdict, told, said, row.number

    def _narrow(self, verdict: Verdict | None) -> None:
        self._verdict = verdict
        for each, chip in self.chips.items():
            chip.setChecked(each is verdict)
        self._ask()

    def _ask(self) -> None:
        only = (Filter("verdict", Op.IS, self._verdict),) if self._verdict else ()
        self.table.ask(self.filter.text().strip(), only)
        self.frame.show_rows(len(self.table.rows.ids), narrowed=True)
        if self.table.rows.ids and not self.table.chosen():
            self.table.choose([self.table.rows.ids[0]])
        self._show_row()

    def _show_row(self) -> None:
        row = self._rows.get(self.table.current_id())
        if self.plan is not None:
            option = self.plan.chosen(row, self.choices) if row else None
            self.pane.show_row(self.plan, row, option)

    def _on_answered(self, ids: list[int], _word: str) -> None:
        """Leave the rows chosen out, or take them again; those without a choice stay."""
        if self.plan is None:
            return
        rows = [self._rows[number] for number in ids if len(self._rows[number].options) > 1]
        taken = [row for row in rows if self.plan.chosen(row, self.choices).act is not Act.LEAVE]
        for row in rows:
            self.choices[row.number] = LEAVE if taken else _taking(row)
        self._hold()
        self.table.refresh()
        self._show_row()
        self._on_decided()

    def _on_decided(self) -> None:
        if self.plan is None:
            return
        self.will = count(self.plan, self.choices)
        self.told.setText(" ".join(self._sentences()))
        self.changed.emit()

    def _sentences(self) -> list[str]:
        """What a person should know before saying yes."""
        if self.plan is None:
            return []
        wrong = self.plan.counts()[Verdict.ERROR]
        open_ = len(left_out(self.plan, self.choices)) - wrong
        made = self.will.made
        more = f" and {len(made) - _NAMED} more" if len(made) > _NAMED else ""
        return [
            *([f"{_rows(wrong)} wrong and left out."] if wrong else []),
            *([f"{_rows(open_)} left out until you decide."] if open_ else []),
            *([f"New because rows name them: {', '.join(made[:_NAMED])}{more}."] if made else []),
        ]

    def _connect(self) -> None:
        self.table.answered.connect(self._on_answered)
        self.table.picked.connect(self._show_row)
        self.pane.chosen.connect(self.decide)
        self.filter.textChanged.connect(self._ask)
        self.filter.left.connect(self.table.setFocus)
        self.frame.clear_asked.connect(self._on_clear)
        for verdict, chip in self.chips.items():
            chip.clicked.connect(lambda _=False, verdict=verdict: self._narrow(verdict))

    def _on_clear(self) -> None:
        self.filter.clear()
        self._narrow(None)

    def _lay_out(self) -> None:
        flow = FlowLayout()
        for chip in self.chips.values():
            flow.addWidget(chip)
        self.filter.setFixedWidth(look.px(220))
        bar = QHBoxLayout()
        bar.setSpacing(SPACE["s"])
        bar.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignTop)
        bar.addLayout(flow, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.frame)
        split.addWidget(self.pane)
        split.setSizes([look.px(640), look.px(340)])
        split.setStretchFactor(0, 1)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACE["m"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addLayout(bar)
        column.addWidget(self.told)
        column.addWidget(split, 1)
        keys = "Space leaves the rows chosen out or takes them again."
        column.addWidget(label(keys, "caption"))
        go_through(self.filter, *self.chips.values(), self.table, self.pane)


def _rows(many: int) -> str:
    return "1 row is" if many == 1 else f"{many:,} rows are"


def _taking(row: Judged) -> Option:
    """What takes a row: as suggested, or else its first choice."""
    return row.suggested if row.suggested.act is not Act.LEAVE else row.options[0]
