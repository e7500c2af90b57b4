"""Who is named is shown before anything leaves, with the way to others who may read less."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from copdesk.db.models import Organisation, Participant
from copdesk.domain.audience import Readers
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.services import enquiries, records
from copdesk.ui.dialogs import making
from copdesk.ui.dialogs.names import NamesSheet
from tests.ui.pages.conftest import TODAY


@pytest.fixture
def office(store):
    amina = records.add(store, Participant, {"name": "Amina Yusuf", "preferred_name": "Mina"})
    centre = records.add(store, Organisation, {"name": "Northgate Law Centre"})
    asked = {
        "subject": "Fee waiver, as Amina Yusuf said",
        "received_on": date(2026, 11, 2),
        "asker_id": amina,
        "organisation_id": centre,
    }
    enquiries.log_enquiry(store, asked)


@pytest.fixture
def save(desk, office, qtbot, tmp_path, light):
    """Saves the log for some readers; what stood in the way, and where it was written."""
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.show()

    def saved(readers):
        written = []
        making.save(
            desk,
            parent,
            REPORTS["enquiries"],
            Asked(TODAY, readers=readers),
            ".xlsx",
            told=lambda path, _said: written.append(path),
            choose=lambda _parent, _suffix, start: tmp_path / start.name,
        )
        return parent.findChild(NamesSheet), written, parent

    return saved


def test_the_coordinators_own_needs_no_list(save):
    sheet, written, _parent = save(Readers.COORDINATOR)
    assert sheet is None
    assert written[0].exists()


def test_for_members_the_names_are_shown_before_it_is_written(save, qtbot):
    sheet, written, _parent = save(Readers.MEMBERS)
    assert sheet.told.text() == "1 person and 1 organisation are named."
    assert sheet.names.toPlainText() == "Amina Yusuf\n\nNorthgate Law Centre"
    assert not written
    qtbot.keyClick(sheet.go_button, Qt.Key.Key_Return)
    assert written[0].exists()


def test_other_readers_are_chosen_there_and_looked_through_anew(save, qtbot):
    sheet, written, parent = save(Readers.MEMBERS)
    sheet.readers.setFocus()
    qtbot.keyClick(sheet.readers, Qt.Key.Key_Down)
    again = [each for each in parent.findChildren(NamesSheet) if each.isVisible()]
    assert [each.told.text() for each in again] == ["Nobody is named."]
    assert again[0].names.isHidden()
    assert not written
    qtbot.keyClick(again[0].go_button, Qt.Key.Key_Return)
    assert written[0].exists()


def test_cancel_writes_nothing(save, qtbot):
    sheet, written, _parent = save(Readers.MEMBERS)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert not written
