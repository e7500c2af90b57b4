"""Figures of enquiries over a period: tiles, a chart, a table; each opens the rows it counts."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from copdesk.domain.enquiry_figures import (
    Figures,
    Measure,
    Part,
    Split,
)
from copdesk.ui.dialogs import making
from copdesk.ui.kit.charts import Bar, ChartCard, Series
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.empty_state import ListFrame
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.saved_line import SavedLine
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.kit.table import Table
from copdesk.ui.pages.enquiries import figure_rows
from copdesk.ui.pages.enquiries.figure_choice import FigureChoice
from copdesk.ui.pages.enquiries.figure_count import Counted, counted
from copdesk.ui.pages.enquiries.figure_tiles import FigureTiles
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.store import Notice
    from copdesk.reports.asked import Asked

_SERIES = (
    Series("Within the promise", "data1"),
    Series("After the promise", "data2"),
    Series("Not due, or closed", "outline"),
)
_TILE_WIDTH = 164
_MOST_ROWS = 24
_TOUCHED = frozenset(
    {
        "enquiry",
        "enquiry_pause",
        "gap_evidence",
        "topic",
        "authority",
        "organisation",
        "community",
        "bank_holiday_change",
    }
)
_BY_WAY = "By the way it came"
_EMPTY = "No enquiries were received in this period."


class FiguresPage(QWidget):
    """The period and the split that are chosen, and the figures of both."""

    status_changed = Signal()
    title = "Figures"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._desk = desk
        self._asked = 0
        self._made: Counted | None = None
        self.choice = FigureChoice(desk)
        self.tiles = FigureTiles(self._on_tile)
        self.chart = ChartCard("How the promise was kept", "Part", _SERIES)
        self.held = figure_rows.held()
        self.table = Table(self.held, figure_rows.SHOWN)
        self.table.setAccessibleName("Figures by part")
        self.table.set_compact(True)
        self.table.header.start_sorted("received", descending=True)
        self.frame = ListFrame(self.table, "enquiries", _EMPTY, "Log enquiry")
        self.heading = label(kind="section")
        self.preview_button = button("Preview two pages", "search")
        self.excel_button = button("Save as Excel…", "table")
        self.saved = SavedLine()
        self._grid = QGridLayout()
        self._lay_out()
        self._connect()

    # What the window asks -------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Count again, beside the window."""
        if notice is None or notice.tables & _TOUCHED:
            self._ask()

    def show_record(self, record_id: int) -> None:
        """Nothing is kept here: show it where it is."""
        self._desk.open_record(record_id)

    def status_text(self) -> str:
        """``98 enquiries received, 81 within the promise``."""
        if self._made is None:
            return ""
        total = self._made.total
        number = total[Measure.RECEIVED]
        noun = "enquiry" if number == 1 else "enquiries"
        return f"{number:,} {noun} received, {total[Measure.KEPT]:,} within the promise"

    def commands(self) -> Sequence[Command]:
        """The ways to have these figures outside."""
        return [
            Command("Preview two pages of figures", self.preview, "search"),
            Command("Save figures as Excel…", self.save, "table"),
        ]

    # Doing ------------------------------------------------------------------------------------

    def preview(self) -> None:
        """Show the two pages of this period."""
        from copdesk.reports.catalogue import REPORTS  # noqa: PLC0415  (slow to import)

        making.preview(self._desk, self, REPORTS["enquiry-figures"], self._wanted())

    def save(self) -> None:
        """Write the figures of this period to an Excel file."""
        from copdesk.reports.catalogue import REPORTS, SHEETS  # noqa: PLC0415  (slow to import)

        told, report = self.saved.show_saved, REPORTS["enquiry-figures"]
        making.save(self._desk, self, report, self._wanted(), SHEETS, told=told)

    def _wanted(self) -> "Asked":
        from copdesk.reports.asked import Asked  # noqa: PLC0415  (slow to import)

        first, last = self.choice.days()
        made_for = self.choice.made_for()
        return Asked(self._desk.today(), since=first, until=last, readers=made_for)

    # Counting -----------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._asked += 1
        number = self._asked
        days, split = self.choice.days(), self.choice.split_by()
        work = counted(self._desk.store, self._desk.today(), days, split)

        def done(made: object) -> None:
            if number == self._asked:
                self._show(cast("Counted", made))

        self._desk.run(self, work, done)

    def _show(self, made: Counted) -> None:
        self._made = made
        self.tiles.show_figures(made.total)
        self.chart.show_bars([_bar(part) for part in made.periods])
        split = self.choice.split_by()
        self.heading.setText(_BY_WAY if split is Split.CHANNEL else f"By {split.label.lower()}")
        self.held.columns = figure_rows.columns(split.label)
        self.held.hold({n: figure_rows.row(part) for n, part in enumerate(made.parts, 1)})
        self.table.refresh()
        self.frame.show_rows(len(made.parts), narrowed=False)
        self._fit_table()
        self.status_changed.emit()

    # Leading to rows ----------------------------------------------------------------------------

    def _open(self, found: Figures, measure: Measure, *of: str) -> None:
        view = figure_rows.behind(found, measure, *of, self.choice.words())
        self._desk.show_rows("enquiry", view)

    def _on_tile(self, measure: Measure) -> None:
        if self._made is not None:
            self._open(self._made.total, measure)

    def _on_bar(self, place: int) -> None:
        if self._made is not None:
            part = self._made.periods[place]
            self._desk.show_rows(
                "enquiry", figure_rows.behind(part.figures, Measure.RECEIVED, part.words)
            )

    def _on_cell(self, row_id: int, key: str) -> None:
        if self._made is not None and row_id:
            part = self._made.parts[row_id - 1]
            self._open(part.figures, figure_rows.BEHIND[key], part.words)

    def _on_menu(self, at: QPoint) -> None:
        """Every figure of the row, so that each can be opened by keyboard too."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        row_id = self.table.current_id()
        for key, words in self.table.linked_words():
            said = f"Show {self.held.columns[key].label.lower()}: {words}"
            menu.addAction(said, partial(self._on_cell, row_id, key))
        menu.addAction("Copy rows", self.table.copy)
        menu.popup(at)

    # Inside -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer tiles side by side where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        fit = (self.width() - 2 * SPACE["xl"]) // look.px(_TILE_WIDTH)
        columns = next(n for n in (6, 3, 2, 1) if fit >= n or n == 1)
        for number, tile in enumerate(self.tiles.all):
            self._grid.addWidget(tile, number // columns, number % columns)
        for column in range(6):
            self._grid.setColumnStretch(column, int(column < columns))

    def _fit_table(self) -> None:
        """As high as its rows, so that the page scrolls and the table does not."""
        rows = min(max(len(self.table.rows.ids), 3), _MOST_ROWS)
        self.frame.setFixedHeight((rows + 1) * self.table.row_height + look.px(24))

    def _lay_out(self) -> None:
        self.choice.row.addWidget(_side_by_side(self.preview_button, self.excel_button))
        self._grid.setSpacing(SPACE["m"])
        self.chart.setMinimumHeight(look.px(280))
        inside = QWidget()
        inside.setProperty("surface", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE["xl"], 20, SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["l"])
        column.addWidget(self.choice)
        column.addWidget(self.saved)
        column.addLayout(self._grid)
        for widget in (self.chart, self.heading, self.frame):
            column.addWidget(widget)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        self._arrange()

    def _connect(self) -> None:
        self.choice.changed.connect(self._ask)
        self.chart.opened.connect(self._on_bar)
        self.table.opened.connect(lambda row_id: self._on_cell(row_id, "received"))
        self.table.link_opened.connect(self._on_cell)
        self.table.menu_asked.connect(self._on_menu)
        self.frame.add_asked.connect(lambda: self._desk.begin("enquiry"))
        self.preview_button.clicked.connect(self.preview)
        self.excel_button.clicked.connect(self.save)
        look.changed.connect(self._on_look_changed)

    def _on_look_changed(self) -> None:
        self._arrange()
        self._fit_table()


def _side_by_side(*buttons: QWidget) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE["s"])
    for one in buttons:
        row.addWidget(one)
    return whole


def _bar(part: Part) -> Bar:
    found = part.figures
    kept, after = found[Measure.KEPT], found[Measure.AFTER]
    return Bar(part.words, (kept, after, found[Measure.RECEIVED] - kept - after))
