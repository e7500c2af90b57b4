"""The page of enquiries: the promise to each asker, and what was done to keep it."""

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.enquiries.page import EnquiriesPage


def page(desk: Desk) -> QWidget:
    """The page, for the rail."""
    return EnquiriesPage(desk)
