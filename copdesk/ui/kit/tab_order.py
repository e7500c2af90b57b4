"""Tab goes through a page in the order in which it is seen."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def go_through(*parts: QWidget) -> None:
    """Let Tab lead from each part to the next, and within a part as its children were made."""
    stops = [stop for part in parts for stop in _stops(part)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> list[QWidget]:
    found = [part, *part.findChildren(QWidget)]
    here = (one for one in found if one.window() is part.window())  # popups are windows
    return [one for one in here if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
