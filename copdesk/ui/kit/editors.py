"""The one table from a kind of field to the editor that stands for it on the screen."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from copdesk.domain import fields as f
from copdesk.ui.kit.box_editors import ChoiceEditor, FlagEditor, LongTextEditor
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
    """

    today: Callable[[], date]
    cards: Cards

    def make(self, field: f.Field) -> Editor:
        """A new editor, empty, named by the field's label; left untouched, it saves nothing."""
        made = self._make(field)
        made.set_value(None)
        return made

    def _make(self, field: f.Field) -> Editor:
        kind = field.kind
        if isinstance(kind, f.Link):
            return LinkEditor(field, self.cards)
        if isinstance(kind, f.Day | f.PartialDay):
            return DayEditor(field, self.today)
        if isinstance(kind, f.Email | f.Web):
            return AddressEditor(field, self.today)
        whole = _WHOLE.get(type(kind))
        return whole(field) if whole else self._line(field)

    def _line(self, field: f.Field) -> LineEditor:
        editor = LineEditor(field, self.today)
        if isinstance(field.kind, f.Reference):
            editor.set_read_only()
        return editor


_WHOLE: dict[type[f.Kind], Callable[[f.Field], Editor]] = {
    f.LongText: LongTextEditor,
    f.Choice: ChoiceEditor,
    f.Flag: FlagEditor,
}
