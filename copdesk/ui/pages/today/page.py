"""Today: greeting, figures, what needs attention, the last six months, what is coming up."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.queries import today as asked
from copdesk.db.queries.duties import first_duties, further_duties, marks
from copdesk.domain.duties import Sorted, Urgency, sort_out
from copdesk.domain.reminders import next_monday, week_is_done
from copdesk.progress import Progress
from copdesk.services.settings import settings
from copdesk.ui.kit.charts import Bar, ChartCard, Series
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.page import Command
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.pages.today.ahead import Ahead
from copdesk.ui.pages.today.attention import Attention
from copdesk.ui.pages.today.figures import ActionTile, EnquiryTile, MeetingTile, TrainingTile
from copdesk.ui.pages.today.greeting import day_in_words, greeting, short_day
from copdesk.ui.pages.today.leads import received_in
from copdesk.ui.pages.today.start import Start
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

if TYPE_CHECKING:
    from copdesk.db.queries.enquiry_figures import MonthCounts
    from copdesk.db.queries.today import PolicyToday
    from copdesk.db.reader import Reader
    from copdesk.db.store import Notice
    from copdesk.domain.duties import Duty, Mark

    _WorkedOut = tuple[Sequence[MonthCounts], tuple[PolicyToday, ...] | None]

_SERIES = (
    Series("Answered within the promise", "data1"),
    Series("Late", "data2"),
    Series("Not due, or closed", "outline"),
)
_MINUTE = 60_000
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
        self._first: list[Duty] = []
        self._further: list[Duty] | None = None
        self._marks: dict[str, Mark] = {}
        self._training: tuple[PolicyToday, ...] = ()
        self._of_day = Sorted((), ())
        self._months: Sequence[MonthCounts] = ()
        self._asked = self._trained = 0
        self._training_wanted = True
        self._after_five = self._of_monday = False
        self._shown_at: tuple[date, bool] | None = None
        self.greeting, self.day = label(kind="title", wrap=True), label(kind="body2", wrap=True)
        self.log_button = button("Log enquiry", "enquiries", tip="Log enquiry (Ctrl+N)")
        self.meeting_button = button(
            "New meeting", "plus", "primary", tip="New meeting (Ctrl+Shift+N)"
        )
        self.start = Start(desk)
        self.enquiry_tile, self.meeting_tile = EnquiryTile(desk), MeetingTile(desk)
        self.training_tile, self.action_tile = TrainingTile(desk), ActionTile(desk)
        self.attention, self.coming = Attention(desk), Ahead(desk)
        self.chart = ChartCard("Enquiries, last six months", "Month", _SERIES)
        self._tiles = QGridLayout()
        self._body = QGridLayout()
        self._full = QWidget()
        self._clock = QTimer(self)
        self._clock.start(_MINUTE)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.attention.list)

    # What the window asks -------------------------------------------------------------------

    def refresh(self, notice: "Notice | None" = None) -> None:
        """Read the day again; training follows as soon as it is worked out."""
        on, now = self._desk.today(), self._desk.store.clock()
        self._shown_at = (on, week_is_done(now))
        calm = self._calm()
        listed = next_monday(on) if calm else on
        with self._desk.store.read() as reader:
            today = asked.today(reader, on)
            empty = asked.is_empty(reader)
            known = settings(reader)
            self._first = first_duties(reader, listed, known.waiting_days)
            self._marks = marks(reader)
            if self._further is not None:
                self._read_further(reader, on, listed)
        self.greeting.setText(greeting(now, known.coordinator))
        self.day.setText("  ·  ".join(filter(None, (day_in_words(on), known.network))))
        self.start.setVisible(empty)
        self._full.setVisible(not empty)
        self.enquiry_tile.show_day(today, calm=calm)
        self.action_tile.show_day(today, calm=calm)
        self.meeting_tile.show_day(today)
        self._show_duties()
        if notice is None or notice.tables & _OF_TRAINING:
            self._training_wanted = True
        self._later.start()

    def show_record(self, record_id: int) -> None:
        """Nothing is kept here: show it where it is."""
        self._desk.open_record(record_id)

    def status_text(self) -> str:
        """``3 things need attention, 2 more when there is time``."""
        if self._calm() and not self._of_monday:
            return "The week is done"
        number = sum(each.urgency is not Urgency.QUIET for each in self._of_day.here)
        quiet = len(self._of_day.here) - number
        things = {0: "Nothing needs", 1: "1 thing needs"}.get(number, f"{number:,} things need")
        rest = f", {quiet:,} more when there is time" if quiet else ""
        return f"{things} attention{' on Monday' if self._calm() else ''}{rest}"

    def commands(self) -> Sequence[Command]:
        """What is begun from here."""
        return [
            Command("Log enquiry", self._on_log, "enquiries", "Ctrl+N"),
            Command("New meeting", self._on_meeting, "meetings", "Ctrl+Shift+N"),
        ]

    # What takes longer comes once the head of the page has been painted -------------------------

    def _read_further(self, reader: "Reader", on: date, listed: date) -> None:
        self._further = further_duties(reader, listed)
        self.coming.show_coming(asked.week_ahead(reader, on), on)

    def _on_painted(self) -> None:
        """Read what the first painting did not wait for, then count beside the window."""
        if self._further is None:
            on = self._desk.today()
            with self._desk.store.read() as reader:
                self._read_further(reader, on, next_monday(on) if self._calm() else on)
            self._show_duties()
        self._work_out()

    def _work_out(self) -> None:
        """Count the months and the training; what is asked for later is never shown earlier."""
        self._asked += 1
        number, on, store = self._asked, self._desk.today(), self._desk.store
        with_training, self._training_wanted = self._training_wanted, False

        def work(_progress: Progress) -> object:
            from copdesk.db.queries.enquiry_figures import by_month  # noqa: PLC0415  (after the first paint)

            with store.read() as reader:
                training = asked.training_on(reader, on) if with_training else None
                return by_month(reader, on), training

        def done(made: object) -> None:
            months, training = cast("_WorkedOut", made)
            if number == self._asked:
                self._months = months
                self.chart.show_bars([_bar(each) for each in months])
            if training is not None and number > self._trained:
                self._trained, self._training = number, training
                self._show_duties()

        self._desk.run(self, work, done)

    def _show_duties(self) -> None:
        """The list of today; on a Friday after five a calm word, or what Monday will bring."""
        on, calm = self._desk.today(), self._calm()
        listed = next_monday(on) if calm else on
        if self._trained:
            self.training_tile.show_policies(self._training, calm=calm)
        training = asked.training_duties(self._training, listed)
        self._of_day = sort_out(
            [*self._first, *(self._further or ()), *training], self._marks, listed
        )
        rests = calm and not self._of_monday
        if rests:
            self.attention.show_rest()
        else:
            self.attention.show_duties(self._of_day, listed, calm=calm)
        self.attention.offer(monday=rests, anyway=calm)
        self.status_changed.emit()

    # When the week is done ----------------------------------------------------------------------

    def _calm(self) -> bool:
        """Whether the week is done and nobody wants to look all the same."""
        done = self._shown_at is not None and self._shown_at[1]
        return done and not self._after_five

    def _on_monday(self) -> None:
        self._of_monday = True
        self._show_duties()
        self.attention.list.setFocus()

    def _on_anyway(self) -> None:
        self._after_five = True
        self.refresh()
        self.attention.list.setFocus()

    def _on_minute(self) -> None:
        """Midnight, and five o'clock on a Friday, change the page by themselves."""
        now = (self._desk.today(), week_is_done(self._desk.store.clock()))
        if self.isVisible() and now != self._shown_at:
            self._after_five = self._of_monday = False
            self.refresh()

    # Inside -----------------------------------------------------------------------------------

    def closeEvent(self, event: QCloseEvent) -> None:
        """With the file, what was still to be read goes too."""
        self._later.stop()
        self._clock.stop()
        super().closeEvent(event)

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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        self._arrange()

    def _connect(self) -> None:
        self.log_button.clicked.connect(self._on_log)
        self.meeting_button.clicked.connect(self._on_meeting)
        self.attention.monday_asked.connect(self._on_monday)
        self.attention.anyway_asked.connect(self._on_anyway)
        self._clock.timeout.connect(self._on_minute)
        self._later.timeout.connect(self._on_painted)
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
