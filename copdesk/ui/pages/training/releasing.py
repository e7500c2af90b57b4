"""Exempting people from a policy, or deferring their deadline: always with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from copdesk.db.models import TrainingExemption
from copdesk.db.record import fields_of
from copdesk.domain.training import ReleaseKind
from copdesk.errors import Invalid, UserError
from copdesk.services.training import release
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.stored import editors_of

if TYPE_CHECKING:
    from datetime import date

_ASKED = ("reason", "kind", "start", "end", "approved_by")


def ask(desk: Desk, policy_id: int, people: Sequence[int], anchor: QWidget) -> None:
    """Ask why and until when these people need not do it, and keep that."""
    editors = editors_of(desk)
    fields = dict(fields_of(TrainingExemption))
    fields["reason"] = replace(fields["reason"], required=True)
    rows = {name: FieldRow(editors.make(fields[name])) for name in _ASKED}
    rows["kind"].editor.set_value(ReleaseKind.EXEMPT)
    rows["start"].editor.set_value(desk.today())
    who = "this person" if len(people) == 1 else f"{len(people):,} people"
    popup = AskSeveral(anchor.window(), f"Exempt or defer {who}", rows, "Keep")
    popup.answered.connect(partial(_on_answered, desk, policy_id, list(people)))
    popup.show_under(anchor)


def _on_answered(
    desk: Desk, policy_id: int, people: Sequence[int], values: Mapping[str, object]
) -> None:
    try:
        release(
            desk.store,
            policy_id,
            people,
            ReleaseKind(str(values["kind"])),
            start=cast("date | None", values["start"]),
            end=cast("date | None", values["end"]),
            reason=str(values["reason"] or ""),
            approved_by=str(values["approved_by"] or ""),
        )
    except Invalid as invalid:
        said = " ".join(invalid.problems.values())
        desk.notices.error(UserError("Nobody was exempt or deferred.", said))
        return
    desk.notices.say(f"{desk.store.undo_label()}.", undo=True)
