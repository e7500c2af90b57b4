"""Doing what a line of Today offers; apart, as what it takes is only loaded when it is used."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from copdesk.db.models import Action, Introduction, LegalChange
from copdesk.domain.answers import next_look
from copdesk.domain.checklist import Step
from copdesk.domain.duties import Duty, DutyKind
from copdesk.domain.enquiries import Outcome
from copdesk.domain.peers import IntroductionOutcome
from copdesk.services import duties, records
from copdesk.services.actions import finish_actions
from copdesk.services.checklist import finish_step
from copdesk.services.enquiries import close_enquiry, resume_enquiry
from copdesk.services.knowledge import check_again
from copdesk.services.provision import confirm_capacities
from copdesk.services.series import plan_next
from copdesk.ui.dialogs.chase import ChaseSheet
from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.today.asking_again import AskAgain
from copdesk.ui.pages.today.duty import told


def finish(desk: Desk, duty: Duty) -> None:
    """Say of what a line is about that it was done, is in hand, or is still true."""
    _FINISH[duty.kind](desk, duty)
    told(desk)


def take_up(desk: Desk, duty: Duty) -> None:
    """The asker replied: the enquiry goes on."""
    resume_enquiry(desk.store, duty.record_id)
    told(desk)


def close_unanswered(desk: Desk, duty: Duty) -> None:
    """The asker never replied: the enquiry is closed."""
    close_enquiry(desk.store, duty.record_id, outcome=Outcome.NO_REPLY)
    told(desk)


def came(desk: Desk, duty: Duty, outcome: IntroductionOutcome) -> None:
    """Keep what came of putting two people in touch."""
    records.change(desk.store, Introduction, duty.record_id, {"outcome": outcome})
    told(desk)


def plan(desk: Desk, duty: Duty) -> None:
    """Plan the next meeting of a series on its day, and show it."""
    meeting_id = plan_next(desk.store, duty.record_id, duty.day)
    told(desk)
    desk.open_record(meeting_id)


def ask_again(desk: Desk, parent: QWidget, duty: Duty) -> None:
    """Write to the asker again."""
    AskAgain(desk, parent, duty.record_id).open()


def chase(desk: Desk, parent: QWidget, duty: Duty) -> None:
    """Write to those who have something to do, first to whoever said they would do this."""
    with desk.store.read() as reader:
        action = reader.get(Action, duty.record_id) or {}
    ChaseSheet(desk, parent.window(), action.get("owner_id")).open()


def _step(desk: Desk, duty: Duty) -> None:
    finish_step(desk.store, duty.record_id, Step(duty.part), desk.today())


def _look_in_a_year(desk: Desk, duty: Duty) -> None:
    again = {"review_on": next_look(desk.today())}
    records.change(desk.store, LegalChange, duty.record_id, again)


_FINISH: dict[DutyKind, Callable[[Desk, Duty], None]] = {
    DutyKind.NEW: lambda desk, duty: duties.take_in_hand(desk.store, duty.record_id),
    DutyKind.NEXT_STEP: lambda desk, duty: duties.finish_next_step(desk.store, duty.record_id),
    DutyKind.ACTION: lambda desk, duty: finish_actions(desk.store, [duty.record_id], desk.today()),
    DutyKind.COUNTDOWN: _step,
    DutyKind.KNOWLEDGE: lambda desk, duty: check_again(desk.store, [duty.record_id]),
    DutyKind.LEGAL_CHANGE: _look_in_a_year,
    DutyKind.CAPACITY: lambda desk, duty: confirm_capacities(desk.store, [duty.record_id]),
}
