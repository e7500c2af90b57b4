"""What to do first in an empty file: three ways to begin, each with its button."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.theme.icons import IconLabel
from copdesk.ui.theme.parts import button, label, line
from copdesk.ui.theme.tokens import SPACE

_STEPS = (
    (
        "import",
        "Bring in people and organisations",
        "From Excel or CSV. Every row is shown before anything is kept.",
        "Import",
    ),
    (
        "communities",
        "Add your community",
        "Its name and its promise, so that enquiries know when they are due.",
        "Add community",
    ),
    (
        "star",
        "Look round first",
        "An invented office in a file of its own; nothing in it is real.",
        "Try with sample data",
    ),
)


class Start(QFrame):
    """Shown until the file holds something."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setAccessibleName("How to begin")
        acts: tuple[Callable[[], None], ...] = (
            lambda: desk.do("Import"),
            lambda: desk.begin("community"),
            lambda: desk.do("Try with sample data"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(1, SPACE["l"], 1, SPACE["s"])
        column.setSpacing(SPACE["s"])
        heading = label("This file is empty. Three ways to begin:", "section", wrap=True)
        heading.setContentsMargins(SPACE["l"], 0, SPACE["l"], 0)
        column.addWidget(heading)
        for number, (step, act) in enumerate(zip(_STEPS, acts, strict=True)):
            column.addWidget(line())
            column.addWidget(_step(*step, act, first=not number))


def _step(  # noqa: PLR0913  (what one step shows)
    icon: str, title: str, detail: str, words: str, act: Callable[[], None], *, first: bool
) -> QWidget:
    names = QVBoxLayout()
    names.setSpacing(SPACE["xxs"])
    names.addWidget(label(title, "strong", wrap=True))
    names.addWidget(label(detail, "body2", wrap=True))
    does = button(words, kind="primary" if first else "")
    does.clicked.connect(act)
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(SPACE["l"], SPACE["s"], SPACE["l"], SPACE["s"])
    row.setSpacing(SPACE["l"])
    row.addWidget(IconLabel(icon, "accent", 24))
    row.addLayout(names, 1)
    row.addWidget(does)
    return whole
