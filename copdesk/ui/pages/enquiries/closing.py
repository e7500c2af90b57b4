"""Closing enquiries: how they ended and why, asked in one small popup with a likely answer."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import cast

from PySide6.QtWidgets import QWidget

from copdesk.db.models import Enquiry
from copdesk.db.queries.enquiries import not_closed
from copdesk.db.record import fields_of
from copdesk.domain.enquiries import Outcome
from copdesk.domain.fields import Choice, Field
from copdesk.errors import UserError
from copdesk.progress import SILENT, Progress
from copdesk.services.enquiry_work import close_enquiries, ended
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.kit.box_editors import ChoiceEditor
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.stored import editors_of

_NEVER_CHOSEN = (Outcome.NOT_YET, Outcome.MERGED)
_AT_ONCE, _COMPARED = 8, 60
"""Enquiries that are closed before anybody notices; those whose logs are compared beforehand."""


def ask(desk: Desk, ids: Sequence[int], anchor: QWidget) -> None:
    """Ask how these ended, and close them.

    Raises:
        UserError: all are closed already.
    """
    with desk.store.read() as reader:
        left = not_closed(reader, ids)
        some = [reader.get(Enquiry, each) or {} for each in list(left)[:_COMPARED]]
        likely = {ended(reader, one) for one in some}
    if not left:
        raise UserError("These enquiries are closed already.", "Choose one that is open.")
    only = likely.pop() if len(likely) == 1 and len(left) <= _COMPARED else None
    first = next(iter(left))
    words = f"Close {left[first]}" if len(left) == 1 else f"Close {len(left):,} enquiries"
    popup = AskSeveral(
        anchor.window(), words, _rows(desk, first if len(left) == 1 else 0, only), words
    )
    popup.answered.connect(partial(_on_answered, desk, anchor, list(left)))
    popup.show_under(anchor)


def _rows(desk: Desk, enquiry_id: int, only: Outcome | None) -> dict[str, FieldRow]:
    editors = editors_of(desk)
    help_ = "" if only else "Left mixed, each ends as its state and its log say."
    outcome = FieldRow(editors.make(Field(Choice(Outcome), "Outcome", help=help_)))
    _hide(cast("ChoiceEditor", outcome.editor))
    if only is None:
        outcome.editor.set_mixed()
    else:
        outcome.editor.set_value(only)
    note = replace(fields_of(Enquiry)["outcome_note"], label="Reason")
    reason = FieldRow(editors.make(note), check=editors.check_of(note))
    reason.start(enquiry_id)
    return {"outcome": outcome, "note": reason}


def _hide(editor: ChoiceEditor) -> None:
    """What is never chosen by hand does not stand in the list."""
    for one in _NEVER_CHOSEN:
        place = list(Outcome).index(one)
        editor.list.view().setRowHidden(place, True)  # type: ignore[attr-defined]
        editor.list.model().item(place).setEnabled(False)  # type: ignore[attr-defined]


def _on_answered(desk: Desk, anchor: QWidget, ids: list[int], values: dict[str, object]) -> None:
    outcome = cast("Outcome | None", values.get("outcome"))
    note = str(values.get("note") or "")

    def work(progress: Progress = SILENT) -> object:
        close_enquiries(desk.store, ids, outcome=outcome, note=note, progress=progress)
        return None

    def done(_nothing: object) -> None:
        desk.notices.say(f"{desk.store.undo_label()}.", undo=True)

    if len(ids) > _AT_ONCE:
        desk.run(anchor.window(), work, done)
        return
    try:
        done(work())
    except UserError as error:
        desk.notices.error(error)
