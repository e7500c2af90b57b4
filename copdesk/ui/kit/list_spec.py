"""What makes one list page: declarations only, so that a page is little more than one of these."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk

if TYPE_CHECKING:
    from copdesk.ui.kit.draft_form import DraftForm


@dataclass(frozen=True, slots=True)
class Related:
    """Records that belong to the one shown: a small list in its detail pane.

    Attributes:
        kind: their table.
        parent: their field that links to the record shown.
        title: the words over the list.
        columns: of the list; those that are fields can be edited in place, the others with the
            whole row in a popup.
        link: their field by which a new one is picked; empty: they are not added here.
        opens: the field whose record a row opens; the link when empty.
        tab: the tab it stands on, with others of the same name; its title when empty.
        empty: the sentence when there are none.
        sort: the column they are sorted by; empty for the newest first.
        descending: the last first.
        enter_opens: whether Enter opens what a row links to, where it would show its fields.
        hushed: whether it takes no room while there is none.
    """

    kind: str
    parent: str
    title: str
    columns: tuple[Shown, ...]
    link: str = ""
    opens: str = ""
    tab: str = ""
    empty: str = "None yet."
    sort: str = ""
    descending: bool = False
    enter_opens: bool = False
    hushed: bool = False


class TabBody(Protocol):
    """A tab made by hand; a `QWidget`."""

    def show_record(self, record_id: int) -> None:
        """Show what belongs to this record, read anew."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of the detail pane that a page makes by hand."""

    title: str
    make: Callable[[Desk], QWidget]


def _always(_values: Mapping[str, object]) -> bool:
    return True


Follows = Callable[[Desk, str, Mapping[str, object]], Mapping[str, object]]
"""What follows for other fields of a draft from the field named, which was just filled in; the
name is empty when the draft begins."""


@dataclass(frozen=True, slots=True)
class RecordCommand:
    """Something that can be done with the records chosen.

    Attributes:
        words: of the button and the menus.
        icon: its icon.
        run: does it with the ids chosen; a UserError it raises is shown.
        many: whether it makes sense for several at once.
        keys: its shortcut, or empty.
        suits: whether it makes sense for a record with these values; asked of one at a time.
        tucked: beside one record it is found in the menus only, so that its buttons stay few.
    """

    words: str
    icon: str
    run: Callable[[Desk, Sequence[int]], None]
    many: bool = False
    keys: str = ""
    suits: Callable[[Mapping[str, object]], bool] = _always
    tucked: bool = False


@dataclass(frozen=True, slots=True)
class ListSpec:
    """One list page.

    Attributes:
        kind: the table.
        title: over the page.
        icon: of the rail, of empty lists and of records without initials.
        columns: in their first order; the first is the name and never gives way.
        empty: one sentence that says what belongs here.
        everything: the chip that shows all rows.
        placeholder: what can be typed into the filter box.
        sort: the column it is sorted by at first; the name when empty.
        descending: the last first.
        form: the fields of the form in order; every field of the record when empty.
        draft: the fields asked for when adding; those of the form when empty.
        avatar: whether records are people, with initials.
        related: lists of the detail pane.
        tabs: tabs made by hand, after the details.
        commands: buttons of the detail pane and entries of the menus.
        sentence: a line under the title of a record, such as what is still owed.
        add: keeps a new record and returns its id; by default as every record is added.
        open: shows a record by itself, on Enter or a double click on its name; by default its
            form gets the keyboard.
        change: keeps fields of a record; by default as every record is changed.
        verb: what adding is called, and what is said once it was done.
        follows: fills fields of a draft that are empty from those that were filled in.
        explain: a sentence over the button of a draft, such as when it will be due.
        below: puts something under the form of a draft, such as what is known already.
        locked: columns that are fields but are not edited in the list.
        paste: brings in rows that were copied in a spreadsheet, over the window, after a look at
            them; None where the list has no import.
    """

    kind: str
    title: str
    icon: str
    columns: tuple[Shown, ...]
    empty: str
    everything: str = "All"
    placeholder: str = "Filter"
    sort: str = ""
    descending: bool = False
    form: tuple[str, ...] = ()
    draft: tuple[str, ...] = ()
    avatar: bool = False
    related: tuple[Related, ...] = ()
    tabs: tuple[Tab, ...] = ()
    commands: tuple[RecordCommand, ...] = ()
    sentence: Callable[[Desk, int], str] | None = None
    add: Callable[[Desk, Mapping[str, object]], int] | None = None
    open: Callable[[Desk, int], None] | None = None
    change: Callable[[Desk, int, Mapping[str, object]], None] | None = None
    verb: tuple[str, str] = ("Add", "Added")
    follows: Follows | None = None
    explain: Callable[[Desk, Mapping[str, object]], str] | None = None
    below: "Callable[[Desk, DraftForm], None] | None" = None
    locked: tuple[str, ...] = ()
    paste: Callable[[Desk, QWidget, str], None] | None = None
