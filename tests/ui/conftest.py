import os
import sys
from datetime import date
from types import ModuleType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from copdesk.ui.kit.page import Command
from copdesk.ui.main_window.places import Place
from copdesk.ui.settings import Settings
from copdesk.ui.theme.look import look

TODAY = date(2026, 11, 23)


class BarePage(QWidget):
    """A page that remembers what it was told."""

    status_changed = Signal()

    def __init__(self, desk, title):
        super().__init__()
        self.desk, self.title = desk, title
        self.refreshed, self.shown, self.added = [], [], 0
        self.box = QLineEdit(accessibleName=f"Filter {title}")
        QVBoxLayout(self).addWidget(self.box)

    def refresh(self, notice=None):
        self.refreshed.append(notice)

    def show_record(self, record_id):
        self.shown.append(record_id)

    def status_text(self):
        return f"{self.title}: 3 rows"

    def commands(self):
        return [
            Command(f"Add to {self.title}", self._add, "plus", "Ctrl+N"),
            Command("Find", self.box.setFocus, "filter", "Ctrl+F"),
        ]

    def _add(self):
        self.added += 1


@pytest.fixture
def places(monkeypatch):
    module = ModuleType("bare_pages")
    module.today = lambda desk: BarePage(desk, "Today")
    module.organisations = lambda desk: BarePage(desk, "Organisations")
    module.enquiries = lambda desk: BarePage(desk, "Enquiries")
    monkeypatch.setitem(sys.modules, "bare_pages", module)
    return (
        Place("today", "Today", "today", "bare_pages:today"),
        Place(
            "organisations",
            "Organisations",
            "organisations",
            "bare_pages:organisations",
            ("organisation",),
        ),
        Place("enquiries", "Enquiries", "enquiries", "bare_pages:enquiries", ("enquiry",)),
    )


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def light(qapp):
    look.apply(qapp, "light")
    yield look
    look.apply(qapp, "light")
