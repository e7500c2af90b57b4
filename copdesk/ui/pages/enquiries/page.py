"""The list of enquiries, the record beside it, and each step from receipt to closing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from copdesk.db.store import Store
from copdesk.domain.enquiries import EnquiryState
from copdesk.services import enquiries
from copdesk.ui.kit.cells import LinkCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand, Tab
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.enquiries import promise
from copdesk.ui.pages.enquiries.due_cell import PRIORITY, DueCell
from copdesk.ui.pages.enquiries.helping import WHO_CAN_HELP
from copdesk.ui.pages.enquiries.keeping import KEEP
from copdesk.ui.pages.enquiries.log_tab import LogTab, is_open
from copdesk.ui.pages.enquiries.subject_cell import SubjectCell
from copdesk.ui.pages.enquiries.waiting_tab import WaitingTab

_STATES = {
    EnquiryState.NEW: ("info", "dot"),
    EnquiryState.OPEN: ("info", "dot"),
    EnquiryState.WAITING: ("warn", "clock"),
    EnquiryState.ANSWERED: ("ok", "check"),
    EnquiryState.CLOSED: ("mute", "check"),
}
_COLUMNS = (
    Shown("subject", 220, 0, SubjectCell(under=("asker", "organisation_id"))),
    Shown("reference", 104, 2),
    Shown("due_on", 168, 0),
    Shown("state", 190, 1, PillCell(tones=_STATES)),
    Shown("received_on", 108, 4),
    Shown("topic_id", 170, 5, LinkCell()),
    Shown("asker", 150, 6, LinkCell(to="participant")),
    Shown("organisation_id", 160, 7, LinkCell()),
    Shown("channel", 110, 8, hidden=True),
    Shown("authority_id", 130, 9, hidden=True),
    Shown("community_id", 150, 9, LinkCell(), hidden=True),
    Shown("owner", 130, 9, hidden=True),
    Shown("priority", 104, 9, PRIORITY, hidden=True),
    Shown("reply_by", 108, 9, hidden=True),
    Shown("act_by", 108, 9, hidden=True),
    Shown("waiting_since", 116, 9, hidden=True),
    Shown("answered_on", 108, 9, hidden=True),
    Shown("days_taken", 116, 9, hidden=True),
)
_DRAFT = (
    "subject",
    "asker_id",
    "asker_name",
    "organisation_id",
    "received_on",
    "channel",
    "topic_id",
    "authority_id",
    "community_id",
    "question",
)
_FORM = (
    "subject",
    "question",
    "answer",
    "asker_id",
    "asker_name",
    "organisation_id",
    "community_id",
    "received_on",
    "due_on",
    "channel",
    "topic_id",
    "authority_id",
    "priority",
    "owner",
)


def _step(act: Callable[[Store, int], None]) -> Callable[[Desk, Sequence[int]], None]:
    """A command that does one step with the enquiry chosen, and says what was done."""

    def run(desk: Desk, ids: Sequence[int]) -> None:
        act(desk.store, ids[0])
        desk.notices.say(f"{desk.store.undo_label()}.", undo=True)

    return run


def _in_state(*states: EnquiryState) -> Callable[[Mapping[str, object]], bool]:
    return lambda values: values.get("state") in states


_STEPS = (
    RecordCommand(
        "Go on", "right", _step(enquiries.resume_enquiry), suits=_in_state(EnquiryState.WAITING)
    ),
    RecordCommand(
        "Close",
        "check",
        _step(enquiries.close_enquiry),
        suits=lambda values: values.get("state") is not EnquiryState.CLOSED,
    ),
    RecordCommand(
        "Reopen",
        "restore",
        _step(enquiries.reopen_enquiry),
        suits=_in_state(EnquiryState.ANSWERED, EnquiryState.CLOSED),
    ),
    KEEP,
)


def _spec(desk: Desk, commands: tuple[RecordCommand, ...], tabs: tuple[Tab, ...]) -> ListSpec:
    due = DueCell(today=desk.today)
    return ListSpec(
        kind="enquiry",
        title="Enquiries",
        icon="enquiries",
        columns=tuple(
            replace(each, cell=due) if each.key == "due_on" else each for each in _COLUMNS
        ),
        empty="Questions that members and others ask, each with the day its answer is promised by.",
        placeholder="Filter by words, asker or topic",
        sort="reference",
        descending=True,
        form=_FORM,
        draft=_DRAFT,
        tabs=tabs,
        commands=(*commands, *_STEPS),
        sentence=promise.sentence,
        add=lambda at, values: enquiries.log_enquiry(at.store, values),
        change=lambda at, id_, values: enquiries.correct_enquiry(at.store, id_, values),
        verb=("Log", "Logged"),
        follows=promise.follows,
        explain=promise.explain,
        locked=("state", "due_on", "reply_by", "act_by", "received_on", "answered_on"),
    )


class EnquiriesPage(ListPage):
    """Enquiries, each with its log; Answer leads into the log."""

    def __init__(self, desk: Desk) -> None:
        self._log: LogTab
        self._waiting: WaitingTab
        answer = RecordCommand(
            "Answer",
            "mail",
            self._answer,
            keys="Ctrl+R",
            suits=lambda values: is_open(values.get("state")),
        )
        wait = RecordCommand(
            "Wait for the asker",
            "clock",
            self._wait,
            suits=_in_state(EnquiryState.NEW, EnquiryState.OPEN),
        )
        tabs = (Tab("Log", self._make_log), Tab("Waiting", self._make_waiting))
        super().__init__(desk, _spec(desk, (answer, WHO_CAN_HELP, wait), tabs))

    def _make_log(self, desk: Desk) -> QWidget:
        self._log = LogTab(desk, editors_of(desk))
        return self._log

    def _make_waiting(self, desk: Desk) -> QWidget:
        self._waiting = WaitingTab(desk, editors_of(desk))
        return self._waiting

    def _wait(self, _desk: Desk, _ids: Sequence[int]) -> None:
        self._set_pane_shown(shown=True)
        self.pane.record.show_tab("Waiting")
        self._waiting.begin()

    def _answer(self, desk: Desk, ids: Sequence[int]) -> None:
        from copdesk.ui.pages.enquiries.answering import AnsweringSheet  # noqa: PLC0415  (rarely)

        AnsweringSheet(desk, self.window(), ids[0]).open()
