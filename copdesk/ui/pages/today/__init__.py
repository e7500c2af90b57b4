"""The first page of the day: what needs doing, in order, and the figures behind it."""

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.today.page import TodayPage


def page(desk: Desk) -> QWidget:
    """The page, for the rail."""
    return TodayPage(desk)
