"""The question whether to open a file that another computer is said to have open."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from copdesk.db.lock import Holder
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.theme.parts import button, label


class Elsewhere(Sheet):
    """Names the other computer; only a person can know whether it has crashed.

    Args:
        parent: the window.
        name: of the file.
        holder: who is said to have it open.
        open_here: opens it all the same.
    """

    def __init__(
        self, parent: QWidget, name: str, holder: Holder, open_here: Callable[[], object]
    ) -> None:
        super().__init__(
            parent, "Open on another computer", QSize(560, 260), closing="Leave it closed"
        )
        said = f"{name} is said to be open on {holder.host} by {holder.user}."
        advice = (
            "If copdesk is running there, close it there first: two people writing one file lose "
            "each other's work. If that computer crashed or was switched off, it is safe to open "
            "the file here."
        )
        self.body.addWidget(label(said, "strong", wrap=True))
        self.body.addWidget(label(advice, "body2", wrap=True))
        self.body.addStretch(1)
        self.open_here = self.add_button(button("Open it here", "folder"))
        self.open_here.clicked.connect(self.accept)
        self.accepted.connect(open_here)
        self.closing.setFocus()
