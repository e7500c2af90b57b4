"""Answers kept, by real keys on a real file."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import Knowledge, KnowledgeTopic, Topic
from copdesk.services.enquiries import log_enquiry
from copdesk.services.knowledge import keep_answer
from copdesk.ui.pages.knowledge import page as make_page
from copdesk.ui.pages.knowledge.answers import ReviewCell
from tests.ui.pages.conftest import TODAY

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def topic(store):
    with store.read() as reader:
        return next(each for each in reader.find(Topic) if "Fee waiver" in each["name"])


@pytest.fixture
def kept(store, topic):
    """An answer that is fresh, one to look at soon, and one that is stale."""
    enquiry = log_enquiry(store, {"subject": "Fee waivers"})
    fresh = keep_answer(store, enquiry, "Who may ask?", "Anybody.", [topic["id"]])
    days = (TODAY + timedelta(days=3), date(2026, 4, 2))
    soon, stale = (
        keep_answer(store, enquiry, question, "Yes.", review_on=day)
        for question, day in zip(("By post?", "By e-mail?"), days, strict=True)
    )
    return {"enquiry": enquiry, "fresh": fresh, "soon": soon, "stale": stale}


@pytest.fixture
def page(desk, kept, show_page):
    return show_page(make_page(desk))


def row(store, id_):
    with store.read() as reader:
        return reader.get(Knowledge, id_)


def test_the_chips_count_what_is_stale_and_what_soon_will_be(page):
    assert [chip.text() for chip in page.here().bar.chips] == [
        "All answers  3",
        "Stale  1",
        "To look at soon  1",
        "No topic  2",
    ]


def test_a_stale_answer_says_so_in_words(page, kept):
    rows = page.here().table.rows
    cell = ReviewCell(today=lambda: TODAY)
    spoken = {
        each: cell.spoken(rows.row(rows.place(kept[each])), "review_on")
        for each in ("fresh", "soon", "stale")
    }
    assert spoken == {"fresh": "23 Nov 2027", "soon": "26 Nov 2026", "stale": "Stale, 2 Apr 2026"}
    page.show_record(kept["stale"])
    assert page.here().pane.record.heading.sentence.text() == (
        "Stale: was to be looked at by Thu 2 Apr 2026."
    )


def test_one_key_says_that_an_answer_is_still_true(store, page, kept, led):
    page.show_record(kept["stale"])
    command = next(one for one in page.commands() if one.words == "Still true")
    assert command.keys == "Ctrl+T"
    command.run()
    assert row(store, kept["stale"])["review_on"] == date(2027, 11, 23)
    assert led.said[-1] == ("Find answer By e-mail? still true.", True)
    store.undo()
    assert row(store, kept["stale"])["review_on"] == date(2026, 4, 2)


def test_an_answer_is_found_by_another_name_of_its_topic(page, kept):
    page.here().bar.box.setText("affordability")
    page.here().refresh(None)
    assert list(page.here().table.rows.ids) == [kept["fresh"]]


def test_topics_are_added_where_the_answer_stands(qtbot, store, page, kept, topic):
    page.show_record(kept["stale"])
    page.here().pane.record.show_tab("Topics")
    picker = page.here().pane.record._lists[1][0].picker
    picker.line.setFocus()
    qtbot.keyClicks(picker.line, "fee waiver")
    qtbot.waitUntil(picker._shown.isVisible)
    qtbot.keyClick(picker._shown, Key.Key_Return)
    with store.read() as reader:
        (found,) = reader.find(KnowledgeTopic, knowledge_id=kept["stale"])
    assert found["topic_id"] == topic["id"]


def test_enter_leads_from_the_list_into_the_answer(qtbot, page):
    page.here().table.setFocus()
    qtbot.keyClick(page.here().table, Key.Key_Return)
    first = page.here().pane.record.form.rows["question"].editor
    assert first.isAncestorOf(page.window().focusWidget())


def test_an_answer_is_typed_by_hand_and_gets_its_day(store, page, press, led):
    page.begin("knowledge")
    answers = page.here()
    press(page, "Is there a form?", Key.Key_Tab, "Yes, the long one.")
    press(page, (Key.Key_Return, Held.ControlModifier))
    with store.read() as reader:
        (found,) = reader.find(Knowledge, question="Is there a form?")
    assert (found["kept_on"], found["review_on"]) == (TODAY, date(2027, 11, 23))
    assert found["answer"] == "Yes, the long one."
    assert led.said[-1] == ("Kept answer Is there a form?.", True)
    assert answers.table.current_id() == found["id"]


def test_an_empty_list_says_how_answers_come_here(desk, show_page):
    empty = show_page(make_page(desk)).here()
    assert "Keep as answer" in empty.spec.empty
    assert empty.frame.isVisible()
