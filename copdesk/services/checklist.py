"""The countdown of a meeting: lines done, set aside, and taken up again."""

from datetime import date

from copdesk.db.models import ChecklistLine, Meeting
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.checklist import Step
from copdesk.errors import UserError


def finish_step(store: Store, meeting_id: int, step: Step, on: date) -> None:
    """Say that a line of the countdown was done on a day."""
    with store.change("Done") as unit:
        _keep(unit, meeting_id, step, on, "")
        unit.label = f"{step.label}: done for {unit.title(meeting_id)}"


def set_step_aside(store: Store, meeting_id: int, step: Step, note: str = "") -> None:
    """Say that a line of the countdown is not needed for this meeting."""
    with store.change("Set aside") as unit:
        _keep(unit, meeting_id, step, None, note)
        unit.label = f"{step.label}: not needed for {unit.title(meeting_id)}"


def take_step_up(store: Store, meeting_id: int, step: Step) -> None:
    """Say that a line of the countdown is still to do."""
    with store.change("Take up again") as unit:
        for row in unit.find(ChecklistLine, meeting_id=meeting_id, key=step.value):
            unit.delete(ChecklistLine, row["id"])
        unit.label = f"{step.label}: still to do for {unit.title(meeting_id)}"


def _keep(unit: Unit, meeting_id: int, step: Step, on: date | None, note: str) -> None:
    if unit.get(Meeting, meeting_id) is None:
        raise UserError("This meeting was deleted.", "Undo the deletion first.")
    there = unit.find(ChecklistLine, meeting_id=meeting_id, key=step.value)
    if there:
        unit.set(ChecklistLine, there[0]["id"], done_on=on, note=note)
    else:
        unit.add(ChecklistLine, meeting_id=meeting_id, key=step.value, done_on=on, note=note)
