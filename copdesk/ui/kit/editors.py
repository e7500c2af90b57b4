"""The one table from a kind of field to the editor that stands for it on the screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from copdesk.domain import fields as f
from copdesk.ui.kit.box_editors import ChoiceEditor, FlagEditor, LongTextEditor
from copdesk.ui.kit.checks import Check
from copdesk.ui.kit.day_editor import DayEditor
from copdesk.ui.kit.editor import Editor
from copdesk.ui.kit.line_editors import AddressEditor, LineEditor
from copdesk.ui.kit.picker import Cards, LinkEditor


@dataclass(frozen=True, slots=True)
class Editors:
    """Makes the editor of any field.

    Attributes:
        today: what ``next fri`` is counted from.
        cards: where links look.
        checks: of texts, by the word that a field names.
    """

    today: Callable[[], date]
    cards: Cards
    checks: Mapping[str, Check] = field(default_factory=dict)

    def make(self, described: f.Field) -> Editor:
        """A new editor, empty, named by the field's label; left untouched, it saves nothing."""
        made = self._make(described)
        made.set_value(None)
        return made

    def check_of(self, described: f.Field) -> Check | None:
        """The check that runs before this field is kept, if it names one."""
        return self.checks.get(described.check)

    def _make(self, described: f.Field) -> Editor:
        kind = described.kind
        if isinstance(kind, f.Link):
            return LinkEditor(described, self.cards)
        if isinstance(kind, f.Day | f.PartialDay):
            return DayEditor(described, self.today)
        if isinstance(kind, f.Email | f.Web):
            return AddressEditor(described, self.today)
        whole = _WHOLE.get(type(kind))
        return whole(described) if whole else self._line(described)

    def _line(self, described: f.Field) -> LineEditor:
        editor = LineEditor(described, self.today)
        if isinstance(described.kind, f.Reference):
            editor.set_read_only()
        return editor


_WHOLE: dict[type[f.Kind], Callable[[f.Field], Editor]] = {
    f.LongText: LongTextEditor,
    f.Choice: ChoiceEditor,
    f.Flag: FlagEditor,
}
