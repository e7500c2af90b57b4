"""Templates beside the enquiries, by real keys."""

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import AnswerTemplate
from copdesk.services import records
from copdesk.ui.pages.enquiries import page as make_page

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def page(desk, show_page):
    return show_page(make_page(desk))


def test_a_template_is_written_by_keys_alone(store, page, press):
    page.begin("answer_template")
    press(page, "Ask for more", Key.Key_Tab, Key.Key_Tab, "Dear {asker}, please tell.")
    press(page, (Key.Key_Return, Held.ControlModifier))
    with store.read() as reader:
        (found,) = reader.find(AnswerTemplate)
    assert (found["name"], found["text"]) == ("Ask for more", "Dear {asker}, please tell.")


def test_a_template_found_by_the_search_is_shown_on_its_tab(store, page):
    made = records.add(store, AnswerTemplate, {"name": "Ask for more", "text": "Please tell."})
    page.show_record(made)
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Templates"
    assert page.here().pane.record.record_id == made
