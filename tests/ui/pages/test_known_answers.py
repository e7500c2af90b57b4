"""Answers found while an enquiry is typed."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from copdesk.db.models import Topic
from copdesk.services.enquiries import log_enquiry
from copdesk.services.knowledge import keep_answer
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.pages.enquiries import page as make_page
from copdesk.ui.pages.enquiries.draft_known import DraftKnown
from copdesk.ui.pages.enquiries.intake_side import Begun, SidePanel
from copdesk.ui.pages.enquiries.known_answers import KnownAnswers


@pytest.fixture
def panel(qtbot, light):
    made = SidePanel([KnownAnswers()])
    qtbot.addWidget(made)
    return made


@pytest.fixture
def kept(store):
    enquiry = log_enquiry(store, {"subject": "Fees"})
    with store.read() as reader:
        topic = reader.find(Topic)[0]["id"]
    fresh = keep_answer(store, enquiry, "Who may ask for a fee waiver?", "Any\nstudent.", [topic])
    old = keep_answer(
        store, enquiry, "Is a fee waiver ever late?", "Yes. " * 99, review_on=date(2026, 4, 2)
    )
    return {"fresh": fresh, "old": old, "topic": topic}


def look(panel, desk, **values):
    panel.look(Begun(desk, values, (), lambda _values: None, lambda _id: None))
    return panel.shown.get("Answers kept", ())


def test_answers_like_what_is_typed_stand_beside_it(panel, desk, kept):
    assert look(panel, desk, subject="Fee") == look(panel, desk, subject="A fee waiver")
    found = look(panel, desk, subject="Fee waiver for a student")
    assert [one.record_id for one in found] == [kept["fresh"], kept["old"]]
    assert found[0].detail == "Any student."
    assert found[0].alert == ""


def test_a_stale_answer_says_so_and_a_long_one_is_cut(panel, desk, kept):
    old = look(panel, desk, question="How late may a fee waiver be?")[0]
    assert old.alert == "Stale: was to be looked at by Thu 2 Apr 2026."
    assert len(old.detail) == 240
    words = [each.text() for each in panel.findChildren(QLabel)]
    assert old.alert in words


def test_the_topic_alone_brings_its_answers(panel, desk, kept):
    found = look(panel, desk, topic_id=kept["topic"])
    assert [one.record_id for one in found] == [kept["fresh"]]


def test_nothing_typed_brings_nothing(panel, desk, kept):
    assert look(panel, desk) == ()


@pytest.fixture
def draft(desk, store, show_page, kept):
    page = show_page(make_page(replace(desk, checks=checks_of(store)))).here()
    page.begin("enquiry")
    return page.pane.draft


def known_of(draft):
    return draft.findChild(DraftKnown)


def test_under_an_enquiry_typed_by_hand_stand_the_answers_kept_once_there_are_any(
    draft, press, qtbot
):
    known = known_of(draft)
    assert not known.isVisible()
    assert not known.pointer.isVisible()
    press(draft, "Fee waiver for a student")
    qtbot.waitUntil(known.isVisible)
    assert known.pointer.text().strip() == "2 things like it are known"
    assert [one.title for one in known.panel.shown["Answers kept"]] == [
        "Who may ask for a fee waiver?",
        "Is a fee waiver ever late?",
    ]
    assert not known.panel.isAncestorOf(draft.window().focusWidget())  # typing goes on


def test_the_words_over_the_button_lead_to_them_and_enter_opens_one(draft, press, qtbot, kept, led):
    known = known_of(draft)
    press(draft, "Fee waiver for a student")
    qtbot.waitUntil(known.isVisible)
    known.pointer.setFocus()
    press(draft, Qt.Key.Key_Space)
    first = draft.window().focusWidget()
    assert known.panel.isAncestorOf(first)
    assert not first.visibleRegion().isEmpty()
    press(draft, Qt.Key.Key_Space)
    assert led.opened == [kept["fresh"]]


def test_another_draft_forgets_what_the_last_was_like(draft, press, qtbot):
    known = known_of(draft)
    press(draft, "Fee waiver for a student")
    qtbot.waitUntil(known.isVisible)
    draft.start_with({"subject": ""})
    qtbot.waitUntil(lambda: not known.isVisible())
    assert not known.pointer.isVisible()
