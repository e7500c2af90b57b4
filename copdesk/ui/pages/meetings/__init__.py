"""Meetings: the list of them, and each one whole with its agenda, attendance and actions."""

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.meetings.page import MeetingsPage


def page(desk: Desk) -> QWidget:
    """The page of meetings."""
    return MeetingsPage(desk)
