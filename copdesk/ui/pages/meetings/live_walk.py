"""The walk through an agenda while a meeting is held; a crash finds it where it was."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from copdesk.db.queries import meetings
from copdesk.db.queries.live import LiveItem, live_items
from copdesk.db.store import Store
from copdesk.domain.live import (
    SAME_SITTING,
    Course,
    Timed,
    anchored,
    course,
    minutes_taken,
    planned_span,
)
from copdesk.services.live import Sitting, keep_sitting, mark_reached, record_time, sitting
from copdesk.services.minutes import write_minutes

if TYPE_CHECKING:
    from copdesk.db.queries.meetings import MeetingLine


class Walk:
    """Which item it is, since when, and what is being typed.

    Every method that writes may raise UserError: the meeting or the item is gone, the minutes are
    approved, or the file can't be written.

    Attributes:
        meeting: the meeting, as it was last read.
        items: its agenda.
        place: the place of the item that is dealt with, from 0.
    """

    def __init__(self, store: Store, meeting_id: int) -> None:
        self._store, self._meeting_id = store, meeting_id
        self.meeting: MeetingLine | None = None
        self.items: list[LiveItem] = []
        self.place = 0
        with store.read() as reader:
            self._sitting = sitting(reader, meeting_id)
        self.read()

    @property
    def item(self) -> LiveItem | None:
        """The item that is dealt with; ``None`` where the agenda is empty."""
        return self.items[self.place] if self.items else None

    @property
    def begun(self) -> bool:
        """Whether the meeting has begun."""
        return self._sitting.begun is not None

    @property
    def runs(self) -> bool:
        """Whether the clock of the item runs."""
        return self._sitting.since is not None

    @property
    def is_last(self) -> bool:
        """Whether no item comes after this one."""
        return self.place + 1 >= len(self.items)

    def read(self) -> None:
        """Read the meeting and its agenda again."""
        with self._store.read() as reader:
            self.meeting = meetings.meeting(reader, self._meeting_id)
            self.items = live_items(reader, self._meeting_id)
        ids = [each.id for each in self.items]
        here = self._sitting.item
        self.place = ids.index(here) if here in ids else min(self.place, max(len(ids) - 1, 0))

    def course(self, now: datetime) -> Course | None:
        """How the meeting stands; ``None`` where the agenda is empty."""
        held = self.meeting
        if held is None or not self.items:
            return None
        span = planned_span(held.held_on, held.starts_at, held.ends_at)
        timed = [Timed(each.minutes, each.took, each.reached) for each in self.items]
        plan = anchored(span, self._sitting.begun or now)
        return course(timed, self.place, self._running(now), now, plan)

    # Walking ----------------------------------------------------------------------------------

    def begin(self, place: int) -> None:
        """Deal with the item at this place from now on."""
        if self.items:
            now = self._store.clock()
            begun = self._sitting.begun or now
            self._keep(replace(self._sitting, item=self.items[place].id, since=now, begun=begun))
            self.place = place

    def stop(self) -> None:
        """Record the minutes of the item, and let the clock stand."""
        shown, now = self.item, self._store.clock()
        if shown is None or not self.runs:
            return
        minutes = minutes_taken(shown.took, self._running(now))
        if minutes != shown.took:
            record_time(self._store, shown.id, minutes)
        self._keep(replace(self._sitting, since=None))

    def cross_out(self) -> None:
        """The meeting does not come to this item, or does after all; its time is not recorded."""
        shown = self.item
        if shown is None:
            return
        runs = self.runs
        mark_reached(self._store, shown.id, reached=not shown.reached)
        if shown.reached and runs:
            self._keep(replace(self._sitting, since=None))
            if not self.is_last:
                self.begin(self.place + 1)

    # What is typed ----------------------------------------------------------------------------

    def keep_typed(self, text: str) -> None:
        """Keep the outcome as far as it is typed, beside the records: no step of the history."""
        if self.item is not None:
            typed = {**self._sitting.typed, self.item.id: (self.item.outcome, text)}
            self._keep(replace(self._sitting, typed=typed))

    def write(self, text: str) -> None:
        """Keep the outcome of the item."""
        if self.item is not None:
            item_id = self.item.id
            write_minutes(self._store, self._meeting_id, item_id, text)
            self._forget(item_id)

    def bring_back(self) -> str:
        """Put right what a crash left behind; a sentence that says so, empty for nothing."""
        said = ""
        since = self._sitting.since
        if since is not None and self._store.clock() - since > SAME_SITTING:
            self._keep(replace(self._sitting, since=None))
            said = "The clock was left running; no minutes were recorded for this item."
        stands = {each.id: each.outcome for each in self.items}
        for item_id, (was, typed) in self._sitting.typed.items():
            now = stands.get(item_id)
            if now is not None and typed.strip() != now:
                whole = typed.strip() if now == was else f"{now}\n{typed.strip()}"
                write_minutes(self._store, self._meeting_id, item_id, whole)
                said = "What was being typed when the program stopped is kept."
            self._forget(item_id)
        self.read()
        return said

    def _forget(self, item_id: int) -> None:
        rest = {each: pair for each, pair in self._sitting.typed.items() if each != item_id}
        if len(rest) < len(self._sitting.typed):
            self._keep(replace(self._sitting, typed=rest))

    def _keep(self, changed: Sitting) -> None:
        keep_sitting(self._store, self._meeting_id, changed)
        self._sitting = changed

    def _running(self, now: datetime) -> timedelta:
        since = self._sitting.since
        return timedelta(0) if since is None else max(now - since, timedelta(0))
