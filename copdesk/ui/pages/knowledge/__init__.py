"""The page of what the network knows: answers kept, and the registers that meetings feed."""

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.tabbed_lists import TabbedLists
from copdesk.ui.pages.knowledge.answers import answers
from copdesk.ui.pages.knowledge.registers import CHALLENGES, LEGAL_CHANGES, TRAINING_WISHES


def page(desk: Desk) -> QWidget:
    """The page, for the rail: its lists under tabs."""
    tabs = (
        ("Answers", answers(desk)),
        ("Legal changes", LEGAL_CHANGES),
        ("Challenges", CHALLENGES),
        ("Training wanted and offered", TRAINING_WISHES),
    )
    return TabbedLists(desk, "Knowledge", tabs)
