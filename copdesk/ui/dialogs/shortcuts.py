"""Every shortcut on one sheet: those of the menus as they are, and those of lists by name."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QMenuBar,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from copdesk.ui.actions import entries, keys_in_words, plain_words
from copdesk.ui.dialogs.sheet import Sheet
from copdesk.ui.theme.parts import label, surface
from copdesk.ui.theme.tokens import SPACE

Group = tuple[str, Sequence[tuple[str, str]]]

_AT_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
EVERYWHERE: Group = (
    "In lists and boxes",
    (
        ("Move", "Arrows"),
        ("Open", "Enter"),
        ("Edit in place", "F2"),
        ("Save what is typed", "Enter"),
        ("Put back what was there", "Esc"),
        ("Do what the main button says", "Ctrl+Enter"),
        ("Menu of the row", "Shift+F10"),
        ("Next box", "Tab"),
    ),
)
OF_LISTS: Sequence[Group] = (
    (
        "Today",
        (
            ("Do what the line offers", "D"),
            ("Put off until a day", "S"),
            ("Set aside with a reason", "X"),
        ),
    ),
    (
        "Views of your own",
        (
            ("Rename", "F2"),
            ("Delete", "Del"),
            ("Move left", "Ctrl+Shift+Left"),
            ("Move right", "Ctrl+Shift+Right"),
        ),
    ),
    ("Who can help", (("Asked", "A"), ("Signposted", "S"), ("Still so today", "T"))),
    (
        "Places of a training session",
        (("Came", "P"), ("Did not come", "N"), ("Book", "B"), ("Cancel the place", "C")),
    ),
    (
        "Who came to a meeting",
        (
            ("Present", "P"),
            ("Online", "O"),
            ("Apologies", "A"),
            ("Absent", "N"),
            ("Not marked", "U"),
        ),
    ),
    (
        "Replies to an invitation",
        (
            ("Coming", "Y"),
            ("Online", "O"),
            ("Maybe", "M"),
            ("Apologies", "A"),
            ("No reply", "U"),
            ("What somebody needs", "E"),
        ),
    ),
    (
        "Minutes, with the cursor on a line",
        (("Action from this line", "Ctrl+Shift+A"), ("Decision from this line", "Ctrl+Shift+D")),
    ),
    (
        "While a meeting runs",
        (
            ("Next item", "PgDown"),
            ("Pause the clock", "Space"),
            ("Action", "A"),
            ("Decision", "D"),
            ("Challenge", "C"),
            ("Question", "Q"),
            ("Outcome", "O"),
            ("Not reached", "X"),
            ("People", "P"),
            ("Visitor", "V"),
            ("Notes for the chair", "Ctrl+Shift+N"),
        ),
    ),
)
"""What has keys of its own wherever it is shown; in no menu, so a test compares it."""


def groups(bar: QMenuBar) -> list[Group]:
    """The shortcuts of each menu that has any."""
    found: list[Group] = []
    for entry in bar.actions():
        menu = entry.menu()
        if isinstance(menu, QMenu):
            keys = [(plain_words(one), keys_in_words(one)) for one in entries(menu)]
            found.append((plain_words(entry), [pair for pair in keys if pair[1]]))
    return [group for group in found if group[1]]


class Shortcuts(Sheet):
    """The sheet of shortcuts.

    Args:
        parent: the window.
        bar: its menu bar.
    """

    def __init__(self, parent: QWidget, bar: QMenuBar) -> None:
        super().__init__(parent, "Keyboard", QSize(880, 640))
        columns = QHBoxLayout()
        columns.setSpacing(SPACE["m"])
        left, right = QVBoxLayout(), QVBoxLayout()
        lines = {left: 0, right: 0}
        for group in [*groups(bar), EVERYWHERE, *OF_LISTS]:
            shorter = min(lines, key=lambda column: lines[column])
            shorter.addWidget(_card(group))
            lines[shorter] += len(group[1]) + 2
        for column in (left, right):
            column.setSpacing(SPACE["m"])
            column.addStretch(1)
            columns.addLayout(column, 1)
        inside = QWidget()
        inside.setProperty("surface", "page")
        inside.setLayout(columns)
        columns.setContentsMargins(0, 0, SPACE["s"], 0)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setAccessibleName("Every shortcut")
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(scroll, 1)


def _card(group: Group) -> QFrame:
    title, pairs = group
    card = surface("card")
    grid = QGridLayout(card)
    grid.setContentsMargins(SPACE["l"], SPACE["m"], SPACE["l"], SPACE["m"])
    grid.setVerticalSpacing(SPACE["xs"])
    grid.setColumnStretch(0, 1)
    grid.addWidget(label(title, "section"), 0, 0, 1, 2)
    for row, (words, keys) in enumerate(pairs, 1):
        grid.addWidget(label(words, wrap=True), row, 0)
        grid.addWidget(label(keys, "kbd"), row, 1, _AT_RIGHT)
    return card
