"""The page of training: who has done the hours agreed on, and what they were done in."""

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.training.page import TrainingPage


def page(desk: Desk) -> QWidget:
    """The page, for the rail."""
    return TrainingPage(desk)
