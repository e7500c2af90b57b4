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
from copdesk.ui.kit.form import Form
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand, Tab
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.enquiries import closing, draft_known, merging, promise
from copdesk.ui.pages.enquiries.due_cell import PRIORITY, DueCell
from copdesk.ui.pages.enquiries.helping import WHO_CAN_HELP
from copdesk.ui.pages.enquiries.keeping import KEEP
from copdesk.ui.pages.enquiries.links import LinksTab
from copdesk.ui.pages.enquiries.log_tab import LogTab, is_open
from copdesk.ui.pages.enquiries.owners import OwnerOffers
from copdesk.ui.pages.enquiries.subject_cell import SubjectCell
from copdesk.ui.pages.enquiries.waiting_tab import WaitingTab
from copdesk.ui.theme.parts import button

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
    Shown("next_step", 200, 9, hidden=True),
    Shown("next_step_on", 116, 9, hidden=True),
    Shown("outcome", 150, 9, hidden=True),
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
    "next_step",
    "next_step_on",
)


def _step(act: Callable[[Store, int], None]) -> Callable[[Desk, Sequence[int]], None]:
    """A command that does one step with the enquiry chosen, and says what was done."""

    def run(desk: Desk, ids: Sequence[int]) -> None:
        act(desk.store, ids[0])
        desk.notices.say(f"{desk.store.undo_label()}.", undo=True)

    return run


def _in_state(*states: EnquiryState) -> Callable[[Mapping[str, object]], bool]:
    return lambda values: values.get("state") in states


_GO_ON = RecordCommand(
    "Go on",
    "right",
    _step(enquiries.resume_enquiry),
    keys="Ctrl+Shift+G",
    suits=_in_state(EnquiryState.WAITING),
)
_REOPEN = RecordCommand(
    "Reopen",
    "restore",
    _step(enquiries.reopen_enquiry),
    keys="Ctrl+Shift+O",
    suits=_in_state(EnquiryState.ANSWERED, EnquiryState.CLOSED),
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
        commands=commands,
        sentence=merging.sentence,
        add=lambda at, values: enquiries.log_enquiry(at.store, values),
        change=lambda at, id_, values: enquiries.correct_enquiry(at.store, id_, values),
        verb=("Log", "Logged"),
        follows=promise.follows,
        explain=promise.explain,
        below=draft_known.put_under,
        locked=("state", "due_on", "reply_by", "act_by", "received_on", "answered_on", "outcome"),
    )


class EnquiriesPage(ListPage):
    """Enquiries, each with its log; Answer leads into the log."""

    def __init__(self, desk: Desk) -> None:
        self._log: LogTab
        self._waiting: WaitingTab
        tabs = (
            Tab("Log", self._make_log),
            Tab("Links", LinksTab),
            Tab("Waiting", self._make_waiting),
        )
        super().__init__(desk, _spec(desk, (*self._usual(), KEEP, *self._rarer()), tabs))
        self._offer_owners(self.pane.record.form)
        self.pane.form_made.connect(self._offer_owners)
        self.mail_button = button("From a mail", "mail", tip="Log from a mail (Ctrl+Shift+E)")
        self.mail_button.clicked.connect(lambda: desk.do("Log from a mail"))
        self.head.offer(self.mail_button)

    def _offer_owners(self, form: Form) -> None:
        if "owner" in form.rows:
            OwnerOffers(self._desk, form.rows["owner"].editor)

    def _usual(self) -> tuple[RecordCommand, ...]:
        """The steps from receipt to closing, those that suit each with a button."""
        return (
            RecordCommand(
                "Answer",
                "mail",
                self._answer,
                keys="Ctrl+R",
                suits=lambda values: is_open(values.get("state")),
            ),
            RecordCommand("Add to the log", "plus", self._add_line, keys="Ctrl+L", tucked=True),
            WHO_CAN_HELP,
            RecordCommand(
                "Wait for the asker",
                "clock",
                self._wait,
                keys="Ctrl+Shift+W",
                suits=_in_state(EnquiryState.NEW, EnquiryState.OPEN),
            ),
            _GO_ON,
            RecordCommand(
                "Close",
                "check",
                lambda desk, ids: closing.ask(desk, ids, self._anchor("Close")),
                many=True,
                keys="Ctrl+Shift+D",
                suits=lambda values: values.get("state") is not EnquiryState.CLOSED,
            ),
            _REOPEN,
        )

    def _rarer(self) -> tuple[RecordCommand, ...]:
        """What is found in the menus while one enquiry is shown."""
        return (
            RecordCommand(
                "Merge…",
                "copy",
                lambda desk, ids: merging.begin(desk, ids, self._anchor("Merge…")),
                many=True,
                keys="Ctrl+Shift+M",
                suits=lambda values: values.get("merged_into_id") is None,
                tucked=True,
            ),
            RecordCommand("Split off…", "rows", self._split, keys="Ctrl+Shift+L", tucked=True),
        )

    def _anchor(self, words: str) -> QWidget:
        """The button of a command where it can be seen, else the list."""
        for heading in (self.pane.record.heading, self.pane.many_heading):
            for one in heading.buttons:
                if one.isVisible() and one.text().strip() == words:
                    return one
        return self.head

    def _show_log(self) -> LogTab:
        self._set_pane_shown(shown=True)
        self.pane.record.show_tab("Log")
        return self._log

    def _add_line(self, _desk: Desk, _ids: Sequence[int]) -> None:
        self._show_log().add()

    def _split(self, _desk: Desk, _ids: Sequence[int]) -> None:
        self._show_log().start_split()

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
