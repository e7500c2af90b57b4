"""Whom a policy also applies to: rules that stand together, each added in a line of its own."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from copdesk.db.models import PolicyScopeRule
from copdesk.db.record import fields_of
from copdesk.domain.training import PolicyScope
from copdesk.services.training import widen_scope
from copdesk.ui.kit.add_line import AddLine
from copdesk.ui.kit.cells import NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.theme.parts import label
from copdesk.ui.theme.tokens import SPACE

_RULES = Related(
    kind="policy_scope_rule",
    parent="policy_id",
    title="Also applies to",
    columns=(
        Shown("whom", 150, 0, NameCell(under=("role",))),
        Shown("contract", 96, 1),
        Shown("joined_after", 96, 2),
    ),
    empty="Nobody else.",
)
_LINES = {
    PolicyScope.ORGANISATION: ("People of an organisation", "organisation_id"),
    PolicyScope.COMMUNITY: ("People of a community", "community_id"),
    PolicyScope.EVERYONE: ("Everyone with a contract, or in a role", ""),
}
_LIMITS = {"contract": "Contract", "role": "Role"}


class ScopeTab(QWidget):
    """The rules of one policy beside its own, and a line for each kind that can be added."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._policy_id = desk, 0
        self.list = RelatedList(desk, editors_of(desk), _RULES)
        self.lines = {scope: self._line(scope) for scope in _LINES}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["s"])
        column.addWidget(self.list)
        for scope, line in self.lines.items():
            column.addSpacing(SPACE["s"])
            column.addWidget(label(_LINES[scope][0], "caption", wrap=True))
            column.addWidget(line)
        column.addStretch(1)

    def show_record(self, policy_id: int) -> None:
        """Show the rules of this policy, read anew."""
        self._policy_id = policy_id
        self.list.show_record(policy_id)

    def _line(self, scope: PolicyScope) -> AddLine:
        words, link = _LINES[scope]
        fields = fields_of(PolicyScopeRule)
        limits = {name: replace(fields[name], label=word) for name, word in _LIMITS.items()}
        asked = {link: fields[link], **limits} if link else limits
        first = next(iter(asked.values())).label
        editors = editors_of(self._desk)
        line = AddLine(asked, editors, action="Add", hint=first, add=partial(self._add, scope))
        line.setAccessibleName(words)
        return line

    def _add(self, scope: PolicyScope, values: Mapping[str, object]) -> None:
        widen_scope(self._desk.store, self._policy_id, {"scope": scope, **values})
        self.show_record(self._policy_id)
        self._desk.notices.say(f"{self._desk.store.undo_label()}.", undo=True)
