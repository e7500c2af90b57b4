"""Keeping an answer by real keys on a real file."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import (
    Affiliation,
    Knowledge,
    KnowledgeTopic,
    Organisation,
    Participant,
    Topic,
)
from copdesk.services import drafts, records
from copdesk.services.enquiries import log_enquiry, record_reply
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.pages.enquiries.keeping import KEEP, KeepingSheet

Key, Held = Qt.Key, Qt.KeyboardModifier
ENTER = (Key.Key_Return, Held.ControlModifier)


@pytest.fixture
def enquiry(store):
    """Asked by Amina, a caseworker, and answered with her name in it."""
    centre = records.add(store, Organisation, {"name": "Northgate Law Centre"})
    amina = records.add(store, Participant, {"name": "Amina Yusuf"})
    values = {"participant_id": amina, "organisation_id": centre, "role": "Caseworker"}
    records.add(store, Affiliation, values)
    with store.read() as reader:
        topic = next(each["id"] for each in reader.find(Topic) if "Fee waiver" in each["name"])
    asked = "May Amina Yusuf's client\nask for a fee waiver?"
    values = {"subject": "Fees", "question": asked, "asker_id": amina, "topic_id": topic}
    made = log_enquiry(store, values)
    said = "Dear Amina,\n\nYes, if she can't pay; ask Amina.\n\nKind regards,\nRowan"
    record_reply(store, made, said)
    return made


@pytest.fixture
def keep(qtbot, light, store, desk, enquiry):
    with_checks = replace(desk, checks=checks_of(store))

    def opened(enquiry_id=enquiry):
        sheet = KeepingSheet(with_checks, None, enquiry_id)
        qtbot.addWidget(sheet)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        with qtbot.waitActive(sheet):
            sheet.show()
            sheet.activateWindow()
        return sheet

    return opened


def test_a_question_from_a_mail_begins_without_greeting_and_sign_off_too(store, keep):
    asked = "Hello Rowan,\n\nIs there a fee?\n\nBest wishes\nHanna"
    mailed = log_enquiry(store, {"subject": "Fee", "question": asked, "asker_name": "Hanna"})
    record_reply(store, mailed, "No.")
    assert shown(keep(mailed), "question") == "Is there a fee?"


def kept(store):
    with store.read() as reader:
        return reader.find(Knowledge)


def shown(sheet, name):
    return sheet.draft.form.rows[name].editor.value()


def test_an_answer_begins_without_names_greeting_and_sign_off(keep):
    sheet = keep()
    assert shown(sheet, "question") == "May a caseworker's client ask for a fee waiver?"
    assert shown(sheet, "answer") == "Yes, if she can't pay; ask a caseworker."
    assert shown(sheet, "review_on") == date(2027, 11, 23)
    assert sheet.draft.explained.text() == (
        "Names of people were replaced by what they do. Read it through before you keep it."
    )


def test_an_answer_is_kept_by_keys_alone_with_the_topic_of_its_enquiry(
    store, keep, press, led, enquiry
):
    sheet = keep()
    press(sheet, "Who may ask for a fee waiver?", ENTER)
    (found,) = kept(store)
    assert found["question"] == "Who may ask for a fee waiver?"
    assert (found["enquiry_id"], found["review_on"]) == (enquiry, date(2027, 11, 23))
    with store.read() as reader:
        (topic,) = reader.find(KnowledgeTopic, knowledge_id=found["id"])
        assert reader.title(topic["topic_id"]).startswith("Fee waiver")
    assert led.said[-1] == ("Keep the answer of enquiry E-2026-001.", True)
    assert not sheet.isVisible()
    assert drafts.drafts(store, Knowledge) == []


def test_what_tells_who_a_client_is_is_not_kept(store, keep, press):
    sheet = keep()
    press(sheet, "May Mr Ahmed of BD1 3EZ ask?", ENTER)
    assert kept(store) == []
    assert sheet.draft.form.rows["question"].remarks.isVisible()
    assert sheet.isVisible()


def test_what_was_begun_is_there_again_after_esc(store, keep, press):
    sheet = keep()
    press(sheet, "Half a question", Key.Key_Tab, Key.Key_Escape)
    assert not sheet.isVisible()
    again = keep()
    assert shown(again, "question") == "Half a question"
    assert again.draft.explained.text().startswith("You began this earlier and did not keep it.")
    again.draft.drop_button.click()
    assert drafts.drafts(store, Knowledge) == []


def test_a_second_answer_of_an_enquiry_is_said_to_be_one(keep, press):
    press(keep(), ENTER)
    assert (
        keep()
        .draft.explained.text()
        .startswith("An answer of this enquiry is kept already; this will be another.")
    )


def test_a_question_too_long_for_a_line_gives_way_to_the_subject(store, keep):
    long = log_enquiry(store, {"subject": "Fees of Olena", "question": "Why? " * 100})
    sheet = keep(long)
    assert shown(sheet, "question") == "Fees of Olena"


def test_a_name_outside_the_network_is_hidden_too(store, keep):
    values = {"subject": "Fees", "asker_name": "Olena Shevchenko"}
    stranger = log_enquiry(store, values)
    record_reply(store, stranger, "Tell Olena Shevchenko to wait; Olena may ask again.")
    assert shown(keep(stranger), "answer") == "Tell a member to wait; a member may ask again."


def test_only_what_has_an_answer_is_kept():
    assert KEEP.suits({"answer": "Yes."})
    assert not KEEP.suits({"answer": ""})
