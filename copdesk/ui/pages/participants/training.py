"""How one person stands against every policy, the hours behind it, and their grades."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.queries.training import PolicyLine, standing_of
from copdesk.domain.grades import ENDS_SOON, EXPIRED, VALID
from copdesk.domain.training import Standing
from copdesk.ui.kit.cells import NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import Related
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.kit.tiles import ShareBar
from copdesk.ui.theme.parts import button, label
from copdesk.ui.theme.tokens import SPACE

_TONES = {EXPIRED: ("danger", "alert"), ENDS_SOON: ("warn", "clock"), VALID: ("ok", "check")}
_HOURS = Related(
    kind="credit",
    parent="participant_id",
    title="Hours",
    columns=(
        Shown("session_id", 120, 0, NameCell(under=("policy_id",), opens=True)),
        Shown("hours", 70, 1),
        Shown("done_on", 96, 2),
        Shown("state", 110, 3),
    ),
    opens="session_id",
    empty="No hours are recorded.",
    sort="done_on",
    descending=True,
)
_GRADES = Related(
    kind="regulator_grade",
    parent="participant_id",
    title="Grades",
    columns=(
        Shown("grade", 150, 0, NameCell(under=("scheme", "category", "working_towards"))),
        Shown("standing", 128, 0, PillCell(tones=_TONES)),
        Shown("valid_until", 96, 1),
    ),
    empty="No grade is known.",
    sort="valid_until",
)


class TrainingTab(QWidget):
    """A sentence for each policy that applies; its button shows the person among the others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        editors = editors_of(desk)
        self.lists = [RelatedList(desk, editors, each) for each in (_HOURS, _GRADES)]
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE["l"])
        self._policies = QWidget()
        self._column.addWidget(self._policies)
        for each in self.lists:
            self._column.addWidget(each)
        self._column.addStretch(1)

    def show_record(self, participant_id: int) -> None:
        """Show how this person stands today, read anew."""
        with self._desk.store.read() as reader:
            found = standing_of(reader, participant_id, self._desk.today())
            name = reader.title(participant_id)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE["xs"])
        if not found:
            column.addWidget(label("No policy applies to them today.", "caption", wrap=True))
        for line, how in found:
            self._add(column, line, how, name)
        self._column.replaceWidget(self._policies, made)
        self._policies.hide()
        self._policies.deleteLater()
        self._policies = made
        for each in self.lists:
            each.show_record(participant_id)

    def _add(self, column: QVBoxLayout, line: PolicyLine, how: Standing, name: str) -> None:
        bar = ShareBar()
        bar.show_share(how.hours, how.required)
        column.addWidget(label(f"{line.title}: {how.status.label}", "strong", wrap=True))
        column.addWidget(label(how.sentence, "body2", wrap=True))
        column.addWidget(bar)
        there = _quiet(line.title, self._showing(line.id, name))
        column.addWidget(there, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(SPACE["s"])

    def _showing(self, policy_id: int, name: str) -> Callable[[], None]:
        asked = (Filter("policy_id", Op.IS, policy_id), Filter("name", Op.CONTAINS, name))
        return lambda: self._desk.show_rows("training_policy", View(name, asked))


def _quiet(policy: str, act: Callable[[], None]) -> QPushButton:
    made: QPushButton = button("Show in Training", kind="quiet")
    made.setAccessibleName(f"Show in Training: {policy}")
    made.clicked.connect(lambda: act())  # noqa: PLW0108  (without whether it is checked)
    return made
