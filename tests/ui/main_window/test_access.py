"""A walk through the window as a screen reader sees it."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel

from copdesk.ui.theme.look import look
from copdesk.ui.theme.tokens import SIZE

OPENED = [
    "show_history",
    "show_bin",
    "show_backups",
    "show_settings",
    "show_about",
    "show_shortcuts",
    "show_guide",
    "new_file",
]
NAMELESS = {QAccessible.Role.Cell, QAccessible.Role.Window, QAccessible.Role.Client}


def nodes(root):
    yield root
    if root.role() == QAccessible.Role.Table:
        return
    for at in range(root.childCount()):
        child = root.child(at)
        if child is not None and child.isValid():
            yield from nodes(child)


def nameless(widget):
    QAccessible.setActive(True)
    root = QAccessible.queryAccessibleInterface(widget)
    found = list(nodes(root))
    assert len(found) > 5
    return [
        (node.role(), type(node.object()).__name__)
        for node in found
        if node.state().focusable
        and not node.state().invisible
        and not node.text(QAccessible.Text.Name)
        and node.role() not in NAMELESS
    ]


def small(widget):
    return [
        (one.accessibleName() or one.text(), one.size())
        for one in widget.findChildren(QAbstractButton)
        if one.isVisible()
        and QSize(SIZE["target"], SIZE["target"]).boundedTo(one.size())
        != QSize(SIZE["target"], SIZE["target"])
    ]


def cut(widget):
    """Labels of one line that are narrower than their words."""
    return [
        one.text()
        for one in widget.findChildren(QLabel)
        if one.isVisible()
        and not one.wordWrap()
        and one.text()
        and one.width() < one.fontMetrics().horizontalAdvance(one.text())
    ]


def test_everything_that_takes_the_keyboard_has_a_name_and_a_size(window):
    window.notices.say("Moved 12 people.", undo=True)
    assert nameless(window) == []
    assert small(window) == []


def test_the_folded_rail_still_says_its_names(window):
    window.rail.set_mini(True)
    assert nameless(window) == []
    assert small(window) == []


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("name", OPENED)
def test_every_dialog_has_names_and_sizes_and_cuts_no_words(qapp, window, name, percent):
    look.apply(qapp, "light", percent)
    getattr(window.acts, name)()
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    QApplication.processEvents()
    assert nameless(dialog) == []
    assert small(dialog) == []
    assert cut(dialog) == []
    dialog.reject()


def test_the_palette_has_names(window):
    window.acts.show_palette()
    assert nameless(window) == []


def test_a_page_button_is_one_node_and_its_badge_is_part_of_its_name(window):
    window.rail.set_badge("enquiries", "2 late")
    entry = QAccessible.queryAccessibleInterface(window.rail.entries["enquiries"])
    assert entry.text(QAccessible.Text.Name) == "Enquiries, 2 late"
