"""Today: greeting, figures, what needs attention, the last six months, what is coming up."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from copdesk.db.queries import today as asked
from copdesk.db.queries.enquiry_figures import by_month
from copdesk.progress import Progress
from copdesk.services.settings import settings
from copdesk.ui.kit.charts import Bar, ChartCard, Series
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.page import Command
from copdesk.ui.pages.today.duties import duties
from copdesk.ui.pages.today.figures import ActionTile, EnquiryTile, MeetingTile, TrainingTile
from copdesk.ui.pages.today.greeting import day_in_words, greeting, short_day
from copdesk.ui.pages.today.leads import received_in
from copdesk.ui.pages.today.lists import Attention, ComingUp
from copdesk.ui.pages.today.start import Start
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.queries.enquiry_figures import MonthCounts
    from copdesk.db.queries.today import PolicyToday, Today
    from copdesk.db.store import Notice
    from copdesk.ui.pages.today.duty import Duty

_SERIES = (
    Series("Answered within the promise", "data1"),
    Series("Late", "data2"),
    Series("Not due, or closed", "outline"),
)
_TILE_WIDTH = 236
_TWO_COLUMNS_FROM = 940
_OF_TRAINING = frozenset(
    {
        "training_policy",
        "credit",
        "participant",
        "affiliation",
        "organisation_membership",
        "participant_membership",
    }
)


class TodayPage(QWidget):
    """The desk on this day; nothing is kept here, everything leads to where it is kept."""

    status_changed = Signal()
    title = "Today"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "page")
        self._desk = desk
        self._today: Today | None = None
        self._training: tuple[PolicyToday, ...] = ()
        self._duties: list[Duty] = []
        self._months: Sequence[MonthCounts] = ()
        self._asked = 0
        self.greeting, self.day = label(kind="title", wrap=True), label(kind="body2", wrap=True)
        self.log_button = button("Log enquiry", "enquiries", tip="Log enquiry (Ctrl+N)")
        self.meeting_button = button(
            "New meeting", "plus", "primary", tip="New meeting (Ctrl+Shift+N)"
        )
        self.start = Start(desk)
        self.enquiry_tile, self.meeting_tile = EnquiryTile(desk), MeetingTile(desk)
        self.training_tile, self.action_tile = TrainingTile(desk), ActionTile(desk)
        self.attention, self.coming = Attention(desk), ComingUp(desk)
        self.chart = ChartCard("Enquiries, last six months", "Month", _SERIES)
        self._tiles = QGridLayout()
        self._body = QGridLayout()
        self._full = QWidget()
        self._lay_out()
        self._connect()

    # What the window asks -------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read the day again; training follows as soon as it is worked out."""
        on = self._desk.today()
        with self._desk.store.read() as reader:
            self._today = asked.today(reader, on, with_training=False)
            self._months = by_month(reader, on)
            coming = asked.coming(reader, on)
            empty = asked.is_empty(reader)
            known = settings(reader)
        self.greeting.setText(greeting(self._desk.store.clock(), known.coordinator))
        self.day.setText("  ·  ".join(filter(None, (day_in_words(on), known.network))))
        self.start.setVisible(empty)
        self._full.setVisible(not empty)
        for tile in (self.enquiry_tile, self.meeting_tile, self.action_tile):
            tile.show_day(self._today)
        self.chart.show_bars([_bar(each) for each in self._months])
        self.coming.show_coming(coming, on)
        self._show_duties()
        if notice is None or notice.tables & _OF_TRAINING:
            self._ask_training()

    def show_record(self, record_id: int) -> None:
        """Nothing is kept here: show it where it is."""
        self._desk.open_record(record_id)

    def status_text(self) -> str:
        """``3 things need attention``."""
        number = len(self._duties)
        if not number:
            return "Nothing needs attention"
        return "1 thing needs attention" if number == 1 else f"{number} things need attention"

    def commands(self) -> Sequence[Command]:
        """What is begun from here."""
        return [
            Command("Log enquiry", self._on_log, "enquiries", "Ctrl+N"),
            Command("New meeting", self._on_meeting, "meetings", "Ctrl+Shift+N"),
        ]

    # Training takes longest, so it is worked out beside the window ------------------------------

    def _ask_training(self) -> None:
        self._asked += 1
        number, on, store = self._asked, self._desk.today(), self._desk.store

        def work(_progress: Progress) -> object:
            with store.read() as reader:
                return asked.training_on(reader, on)

        def done(made: object) -> None:
            if number == self._asked:
                self._training = cast("tuple[PolicyToday, ...]", made)
                self.training_tile.show_policies(self._training)
                self._show_duties()

        self._desk.run(self, work, done)

    def _show_duties(self) -> None:
        if self._today is not None:
            self._duties = duties(self._today, self._training)
            self.attention.show_duties(self._duties)
            self.status_changed.emit()

    # Inside -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer columns where there is less room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - 2 * SPACE["xl"]
        fit = room // look.px(_TILE_WIDTH)
        columns = 4 if fit >= 4 else 2 if fit >= 2 else 1
        tiles = (self.enquiry_tile, self.meeting_tile, self.training_tile, self.action_tile)
        for number, tile in enumerate(tiles):
            self._tiles.addWidget(tile, number // columns, number % columns)
        for column in range(4):
            self._tiles.setColumnStretch(column, int(column < columns))
        wide = room >= look.px(_TWO_COLUMNS_FROM)
        self._body.addWidget(self.attention, 0, 0, 2 if wide else 1, 1)
        self._body.addWidget(self.chart, 0 if wide else 1, int(wide))
        self._body.addWidget(self.coming, 1 if wide else 2, int(wide))
        self._body.setColumnStretch(0, 3)
        self._body.setColumnStretch(1, 2 if wide else 0)
        self._body.setRowStretch(1, int(wide))

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.greeting)
        names.addWidget(self.day)
        head = QHBoxLayout()
        head.setSpacing(SPACE["s"])
        head.addLayout(names, 1)
        head.addWidget(self.log_button)
        head.addWidget(self.meeting_button)
        for grid in (self._tiles, self._body):
            grid.setSpacing(SPACE["m"])
        full = QVBoxLayout(self._full)
        full.setContentsMargins(0, 0, 0, 0)
        full.setSpacing(SPACE["l"])
        full.addLayout(self._tiles)
        full.addLayout(self._body)
        inside = QWidget()
        inside.setProperty("surface", "page")
        column = QVBoxLayout(inside)
        column.setContentsMargins(SPACE["xl"], 20, SPACE["xl"], SPACE["l"])
        column.setSpacing(SPACE["l"])
        column.addLayout(head)
        column.addWidget(self.start)
        column.addWidget(self._full)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self._arrange()

    def _connect(self) -> None:
        self.log_button.clicked.connect(self._on_log)
        self.meeting_button.clicked.connect(self._on_meeting)
        self.chart.opened.connect(self._on_month)
        look.changed.connect(self._arrange)

    def _on_log(self) -> None:
        self._desk.begin("enquiry")

    def _on_meeting(self) -> None:
        self._desk.begin("meeting")

    def _on_month(self, place: int) -> None:
        self._desk.show_rows("enquiry", received_in(self._months[place].first))


def _bar(month: "MonthCounts") -> Bar:
    words = short_day(month.first).split()[1]
    return Bar(words, (month.in_time, month.late, month.neither))
