"""Everything that somebody said they would do, at whichever meeting it was agreed."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QWidget

from copdesk.db.models import Action
from copdesk.domain.meetings import action_sentence
from copdesk.services.actions import finish_actions, reopen_actions
from copdesk.ui.dialogs.chase import ChaseSheet
from copdesk.ui.kit.cells import LinkCell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_page import ListPage
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand
from copdesk.ui.kit.page import Command
from copdesk.ui.theme.parts import button


def _is_open(values: Mapping[str, object]) -> bool:
    return values["done_on"] is None


def _is_done(values: Mapping[str, object]) -> bool:
    return values["done_on"] is not None


def _finish(desk: Desk, ids: Sequence[int]) -> None:
    finish_actions(desk.store, ids, desk.today())
    desk.notices.say(f"Marked {_counted(ids)} done.", undo=True)


def _reopen(desk: Desk, ids: Sequence[int]) -> None:
    reopen_actions(desk.store, ids)
    desk.notices.say(f"Took {_counted(ids)} up again.", undo=True)


def _counted(ids: Sequence[int]) -> str:
    return "1 action" if len(ids) == 1 else f"{len(ids)} actions"


def _standing(desk: Desk, action_id: int) -> str:
    with desk.store.read() as reader:
        values = reader.get(Action, action_id)
    if values is None:
        return ""
    return action_sentence(values["due_on"], values["done_on"], desk.today())


SPEC = ListSpec(
    kind="action",
    title="Actions",
    icon="action",
    columns=(
        Shown("title", 260, 0, NameCell(under=("reference",))),
        Shown("owner_id", 160, 2, LinkCell()),
        Shown("due_on", 120, 1),
        Shown("done_on", 120, 3),
        Shown("meeting_id", 200, 4, LinkCell(role="text2")),
        Shown("reference", 110, 5, hidden=True),
    ),
    empty="What is agreed at meetings, and between them, is listed here until it is done.",
    everything="All actions",
    placeholder="Filter by action, owner or meeting",
    sort="due_on",
    descending=True,
    form=("title", "owner_id", "due_on", "done_on", "meeting_id", "reference", "note"),
    draft=("title", "owner_id", "due_on", "meeting_id", "note"),
    commands=(
        RecordCommand("Mark as done", "check", _finish, many=True, suits=_is_open),
        RecordCommand("Take up again", "restore", _reopen, many=True, suits=_is_done),
    ),
    sentence=_standing,
)


class ActionsPage(ListPage):
    """The list, and the way to chase people."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, SPEC)
        self.chase_button = button("Chase by person", "mail", tip="A letter to each")
        self.head.offer(self.chase_button)
        self.chase_button.clicked.connect(self.chase)

    def commands(self) -> Sequence[Command]:
        """Those of the list, and chasing."""
        return [*super().commands(), Command("Chase actions by person", self.chase, "mail")]

    def chase(self) -> None:
        """Show who has what to do, with a text for each."""
        ChaseSheet(self._desk, self.window()).open()


def page(desk: Desk) -> QWidget:
    """The page of actions."""
    return ActionsPage(desk)
