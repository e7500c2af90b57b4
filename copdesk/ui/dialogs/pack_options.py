"""What a pack is to hold, ticked before it is built; what was ticked is remembered."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast
from zoneinfo import ZoneInfo

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.db.queries.packs import IssueLine
from copdesk.domain.dates import day_words
from copdesk.domain.fields import Choice, Field, Link
from copdesk.domain.packs import Audience, PackOptions, PackPart
from copdesk.ui.dialogs.preview import warning
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.kit.desk import Memory
from copdesk.ui.kit.editors import Editors
from copdesk.ui.kit.field_row import FieldRow
from copdesk.ui.kit.scrolled import scrolled
from copdesk.ui.theme.look import look
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE

_LEFT_OUT, _AUDIENCE = "pack/left_out", "pack/audience"
_DUPLEX, _LARGE = "pack/duplex", "pack/large"
_FOR = Field(Choice(Audience), "For", required=True)
_OWN = Field(Link("participant"), "Actions of", help="Their own actions stand on top.")
_TWO_COLUMNS_FROM = 560
_LONDON = ZoneInfo("Europe/London")

Build = Callable[[PackOptions, Audience], None]


class PackDialog(Sheet):
    """Ticks for the parts, for whom, and how it is printed.

    Args:
        parent: the window.
        editors: make the editors of the house.
        memory: remembers what was chosen.
        problems: sentences on papers that can't be printed.
        issues: the packs of this meeting that were sent, the newest first.
        build: called with what was chosen.
        open_document: opens a pack as it was sent.
    """

    def __init__(  # noqa: PLR0913, PLR0917  (what it shows, and what it leads to)
        self,
        parent: QWidget | None,
        editors: Editors,
        memory: Memory,
        problems: Sequence[str],
        issues: Sequence[IssueLine],
        build: Build,
        open_document: Callable[[int], None],
    ) -> None:
        super().__init__(parent, "Build the pack", QSize(620, 780), closing="Cancel")
        self._memory, self._build = memory, build
        left_out = str(memory.value(_LEFT_OUT, "")).split(",")
        self.parts = {part: QCheckBox(part.label) for part in PackPart}
        for part, tick in self.parts.items():
            tick.setChecked(part.value not in left_out)
        self.duplex = QCheckBox("For printing on both sides")
        self.duplex.setToolTip("Every part and paper begins on a right-hand page.")
        self.duplex.setChecked(memory.value(_DUPLEX, "") == "yes")
        self.large = QCheckBox("Large print: 16 points")
        self.large.setChecked(memory.value(_LARGE, "") == "yes")
        self.audience = FieldRow(editors.make(_FOR))
        self.person = FieldRow(editors.make(_OWN))
        self.preview = self.add_button(button("Preview", "search", "primary"))
        self.hint = label("", "body2", wrap=True)
        self._lay_out(problems, issues, open_document)
        self.audience.editor.set_value(_known(memory.value(_AUDIENCE, "")))
        self.audience.editor.edited.connect(self._on_audience)
        self.preview.clicked.connect(self._on_preview)
        self._on_audience()
        self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def options(self) -> PackOptions:
        """What is ticked."""
        ticked = frozenset(part for part, tick in self.parts.items() if tick.isChecked())
        person = cast("int | None", self.person.editor.value())
        return PackOptions(ticked, self.duplex.isChecked(), self.large.isChecked(), person)

    def chosen_audience(self) -> Audience:
        """For whom it is."""
        found = self.audience.editor.value()
        return found if isinstance(found, Audience) else Audience.MEMBERS

    # Inside -----------------------------------------------------------------------------------

    def _lay_out(
        self,
        problems: Sequence[str],
        issues: Sequence[IssueLine],
        open_document: Callable[[int], None],
    ) -> None:
        inner = QWidget()
        inner.setProperty("surface", "page")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, SPACE["s"], 0)
        column.setSpacing(SPACE["m"])
        if problems:
            column.addWidget(warning(problems))
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE["l"])
        across = 2 if self.width() >= look.px(_TWO_COLUMNS_FROM) else 1
        deep = -(-len(self.parts) // across)
        for place, tick in enumerate(self.parts.values()):
            grid.addWidget(tick, place % deep, place // deep)
        column.addWidget(label("What it holds", "section"))
        column.addLayout(grid)
        column.addWidget(line())
        for row in (self.audience, self.hint, self.person, self.duplex, self.large):
            column.addWidget(row)
        if issues:
            column.addWidget(line())
            column.addWidget(label("Issued so far", "section"))
            column.addLayout(_issued(issues, open_document))
        column.addStretch(1)
        self.body.addWidget(scrolled(inner))

    def _on_audience(self) -> None:
        who = self.chosen_audience()
        public = who is Audience.PUBLIC
        self.hint.setText(_HINTS[who])
        self.parts[PackPart.PAPERS].setEnabled(not public)
        self.person.setEnabled(not public)

    def _on_preview(self) -> None:
        try:
            options = self.options()
        except ValueError as unread:
            self.person.set_problem(str(unread))
            return
        left_out = ",".join(part.value for part in PackPart if part not in options.parts)
        self._memory.setValue(_LEFT_OUT, left_out)
        self._memory.setValue(_AUDIENCE, self.chosen_audience().value)
        self._memory.setValue(_DUPLEX, "yes" if options.duplex else "")
        self._memory.setValue(_LARGE, "yes" if options.large else "")
        who = self.chosen_audience()
        self.accept()
        self._build(options, who)


_HINTS = {
    Audience.MEMBERS: "With names; of training only how many.",
    Audience.CHAIR: "With the private notes, and whose training is due.",
    Audience.PUBLIC: "Roles stand in place of names, and papers are left out. Please read it"
    " before it goes out: a nickname may remain.",
}


def _known(kept: object) -> Audience:
    return next((each for each in Audience if each.value == kept), Audience.MEMBERS)


def _issued(issues: Sequence[IssueLine], open_document: Callable[[int], None]) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(SPACE["xs"])
    for each in issues:
        at = each.issued_at.astimezone(_LONDON)
        words = f"Issue {each.number}, {day_words(at.date())} at {at:%H:%M}"
        row = QHBoxLayout()
        row.addWidget(label(words))
        row.addStretch()
        if each.document_id is not None:
            shown = button("Open", kind="link")
            shown.setAccessibleName(f"Open issue {each.number}")
            shown.clicked.connect(partial(_opened, open_document, each.document_id))
            row.addWidget(shown)
        column.addLayout(row)
    return column


def _opened(open_document: Callable[[int], None], document: int, _checked: bool = False) -> None:
    open_document(document)
