"""The four figures at the head of Today, each leading to its rows."""

from collections.abc import Callable, Sequence
from datetime import date

from copdesk.db.queries.today import PolicyToday, Today, hours_words
from copdesk.domain.dates import day_words, days_between_words
from copdesk.domain.training import Status
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.tiles import Tile
from copdesk.ui.pages.today.greeting import short_day
from copdesk.ui.pages.today.leads import BELOW, standing_as, view_named

Lead = Callable[[], None]


class EnquiryTile(Tile):
    """How many enquiries are open, and how many of them are late."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Open enquiries")
        for signal, name in (
            (self.opened, "Open"),
            (self.state_opened, "Late"),
            (self.more_opened, "Due this week"),
        ):
            view = view_named("enquiry", name)
            signal.connect(lambda view=view: desk.show_rows("enquiry", view))

    def show_day(self, today: Today, *, calm: bool = False) -> None:
        """Show the figures of this day; nothing is red once the week is done."""
        count, late, due = today.open_enquiries, today.late_enquiries, today.due_this_week
        self.figure.show_words(f"{count:,}", f"{count:,} open enquiries: show them")
        _show_late(self, late, count, "enquiries", calm=calm)
        none = "" if count else "Nobody is waiting for an answer."
        self.show_below(f"{due:,} due this week" if count else "", none)


class ActionTile(Tile):
    """How many actions are open, and how many of them are late."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Open actions")
        for signal, name in ((self.opened, "Open"), (self.state_opened, "Late")):
            view = view_named("action", name)
            signal.connect(lambda view=view: desk.show_rows("action", view))

    def show_day(self, today: Today, *, calm: bool = False) -> None:
        """Show the figures of this day; nothing is red once the week is done."""
        count, late = today.open_actions, today.late_actions
        self.figure.show_words(f"{count:,}", f"{count:,} open actions: show them")
        _show_late(self, late, count, "actions", calm=calm)
        self.show_below("", _next_due(today.next_action_on, count))


class MeetingTile(Tile):
    """The next meeting, how far it is, and whether its agenda is there."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Next meeting")
        self._desk, self._meeting_id = desk, 0
        for signal in (self.opened, self.state_opened):
            signal.connect(self._on_opened)

    def show_day(self, today: Today) -> None:
        """Show the next meeting from this day on."""
        meeting = today.next_meeting
        self._meeting_id = meeting.id if meeting else 0
        if meeting is None:
            self.figure.show_words("None", "No meeting is planned: plan one")
            self.pill.show_state("", "info", "")
            self.show_below("", "Press it to plan the next one.")
            return
        self.figure.show_words(short_day(meeting.held_on), f"Open {meeting.title}")
        ready = today.agenda_items > 0
        words = "Agenda ready" if ready else "No agenda yet"
        spoken = f"{words}: open {meeting.title}"
        self.pill.show_state(
            words, "ok" if ready else "warn", "check" if ready else "clock", spoken
        )
        far = days_between_words(meeting.held_on, today.on)
        self.show_below("", f"{meeting.title}, {far}")

    def _on_opened(self) -> None:
        if self._meeting_id:
            self._desk.open_record(self._meeting_id)
        else:
            self._desk.begin("meeting")


class TrainingTile(Tile):
    """How many people meet a training policy, of how many it counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Training", with_bar=True)
        self._desk = desk
        self._policy: PolicyToday | None = None
        self.figure.show_words("…", "Training is being worked out")
        self._bar_shown(shown=False)
        self.show_below()
        self.opened.connect(self._on_opened)
        self.state_opened.connect(lambda: self._show("Overdue", Status.OVERDUE, Status.EXPIRED))
        self.more_opened.connect(lambda: self._show("Below the requirement", *BELOW))

    def show_policies(self, policies: Sequence[PolicyToday], *, calm: bool = False) -> None:
        """Show the policy that most people fall short of; the others stand in the list."""
        self._policy = max(policies, key=lambda each: len(each.below), default=None)
        if self._policy is None:
            self._show_none()
        else:
            self._show_policy(self._policy, calm=calm)

    def _show_none(self) -> None:
        self.heading.setText("Training")
        self.figure.show_words("None", "There is no training policy: set one out")
        self.pill.show_state("", "info", "")
        self._bar_shown(shown=False)
        self.show_below("", "Press it to set out a policy.")

    def _show_policy(self, each: PolicyToday, *, calm: bool) -> None:
        met, counted = each.coverage.met, each.coverage.counted
        self.heading.setText(each.policy.title)
        words = f"{met:,} of {counted:,}"
        self.figure.show_words(words, f"{words} people meet {each.policy.title}: show who")
        pressing = (Status.OVERDUE, Status.EXPIRED)
        overdue = sum(one.standing.status in pressing for one in each.below)
        tone, icon = ("mute", "clock") if calm else ("danger", "alert")
        self.pill.show_state(f"{overdue:,} overdue" if overdue else "", tone, icon)
        self._bar_shown(shown=counted > 0)
        if self.bar is not None:
            self.bar.show_share(met, counted)
        below = (
            f"{len(each.below):,} below {hours_words(each.policy.policy.required_hours)} hours"
            if each.below
            else ""
        )
        everyone = "Everybody meets it." if counted else "It applies to nobody yet."
        self.show_below(below, "" if below else everyone)

    def _bar_shown(self, *, shown: bool) -> None:
        if self.bar is not None:
            self.bar.setVisible(shown)

    def _on_opened(self) -> None:
        if self._policy is None:
            self._desk.begin("training_policy")
        else:
            self._show("Met", Status.MET)

    def _show(self, name: str, *statuses: Status) -> None:
        if self._policy is not None:
            view = standing_as(self._policy.policy.id, name, *statuses)
            self._desk.show_rows("training_policy", view)


def _show_late(tile: Tile, late: int, count: int, noun: str, *, calm: bool) -> None:
    if late:
        words = f"{late:,} late"
        spoken = f"{words} {noun}: show them"
        tone, icon = ("mute", "clock") if calm else ("danger", "alert")
        tile.pill.show_state(words, tone, icon, spoken)
    elif count:
        tile.pill.show_state("On track", "ok", "check", f"No late {noun}")
    else:
        tile.pill.show_state("", "ok", "")


def _next_due(ahead: date | None, count: int) -> str:
    if not count:
        return "Nothing is left to do."
    return f"Next due {day_words(ahead)}" if ahead else ""
