"""Enquiries that tell too much: marked, replaced or kept with a reason, on the page itself."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from copdesk.db import models
from copdesk.db.models import Enquiry
from copdesk.db.queries.enquiries import log
from copdesk.db.queries.identifiers import kept_words
from copdesk.db.record import fields_of
from copdesk.errors import UserError
from copdesk.services import drafts, enquiries, records
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.pages.enquiries import page as make_page
from copdesk.ui.pages.participants.peers import PeersTab
from copdesk.ui.pages.today import page as make_today

Key, Held = Qt.Key, Qt.KeyboardModifier
ADD = (Key.Key_Return, Held.ControlModifier)


@pytest.fixture
def page(desk, store, show_page):
    return show_page(make_page(replace(desk, checks=checks_of(store)))).here()


def one(store, id_):
    with store.read() as reader:
        return reader.get(Enquiry, id_)


def test_a_question_is_kept_only_when_what_it_tells_is_decided(qtbot, store, page, press, led):
    page.begin("enquiry")
    press(page, "Travel")
    draft = page.pane.draft
    question = draft.form.rows["question"]
    question.editor.setFocus()
    press(page, "Mr Ahmed of BD1 3EZ asks")
    press(page, ADD)
    with store.read() as reader:
        assert reader.find(Enquiry) == []
    assert question.remarks.isVisible()
    question.remarks.offers[0].click()
    question.remarks.keep_button.click()
    press(page, "our own office", Key.Key_Return)
    question.editor.setFocus()
    press(page, ADD)
    with store.read() as reader:
        (logged,) = reader.find(Enquiry)
        kept = kept_words(reader, logged["id"])
    assert logged["question"] == "the client of BD1 3EZ asks"
    assert led.said[-1] == ("Logged enquiry E-2026-001 Travel.", True)
    store.undo()
    with store.read() as reader:
        assert reader.find(Enquiry) == []
        assert kept_words(reader, logged["id"]) == []
    assert [(each.words, each.reason) for each in kept] == [("BD1 3EZ", "our own office")]


def test_a_question_not_yet_decided_waits_while_another_enquiry_is_shown(store, page, press, led):
    first = enquiries.log_enquiry(store, {"subject": "Fees", "question": "Who pays?"})
    second = enquiries.log_enquiry(store, {"subject": "Travel"})
    page.show_record(first)
    row = page.pane.record.form.rows["question"]
    row.editor.setFocus()
    press(page, "Mr Ahmed: ")
    page.show_record(second)
    assert row.editor.value() == ""
    assert led.said[-1][0] == "Not saved yet: E-2026-001 Fees has marked words to decide about."
    page.show_record(first)
    assert row.editor.value() == "Mr Ahmed: Who pays?"
    assert row.problem().startswith("Not saved yet")
    assert one(store, first)["question"] == "Who pays?"
    row.remarks.offers[0].click()
    assert one(store, first)["question"] == "the client: Who pays?"


@pytest.mark.parametrize("leaves", ["question", "subject"])
def test_a_text_not_yet_decided_survives_the_end_of_the_window(
    desk, store, page, press, show_page, leaves
):
    first = enquiries.log_enquiry(store, {"subject": "Fees", "question": "Who pays?"})
    page.show_record(first)
    page.pane.record.form.rows["question"].editor.setFocus()
    press(page, "Mr Ahmed: ")
    page.pane.record.form.rows[leaves].editor.setFocus()
    page.window().close()
    assert one(store, first)["question"] == "Who pays?"
    again = show_page(make_page(replace(desk, checks=checks_of(store)))).here()
    again.show_record(first)
    row = again.pane.record.form.rows["question"]
    assert row.editor.value() == "Mr Ahmed: Who pays?"
    assert row.problem().startswith("Not saved yet")
    row.remarks.offers[0].click()
    assert one(store, first)["question"] == "the client: Who pays?"
    assert drafts.held(store, Enquiry, first) == {}


def test_what_is_typed_when_the_window_ends_is_kept(store, page, press):
    first = enquiries.log_enquiry(store, {"subject": "Fees"})
    page.show_record(first)
    page.pane.record.form.rows["question"].editor.setFocus()
    press(page, "Who pays?")
    page.window().close()
    assert one(store, first)["question"] == "Who pays?"


def test_a_new_enquiry_not_yet_decided_survives_the_end_of_the_window(desk, store, page, press):
    page.begin("enquiry")
    press(page, "Travel")
    page.pane.draft.form.rows["question"].editor.setFocus()
    press(page, "Mr Ahmed asks")
    page.window().close()
    (kept,) = drafts.drafts(store, Enquiry)
    assert (kept.values["subject"], kept.values["question"]) == ("Travel", "Mr Ahmed asks")


def test_a_line_of_the_log_is_added_once_it_names_nobody(store, page, press):
    first = enquiries.log_enquiry(store, {"subject": "Fees"})
    page.show_record(first)
    page.pane.record.show_tab("Log")
    tab = page._log.entry
    tab.text.editor.setFocus()
    press(page, "Rang Mrs Begum", ADD)
    with store.read() as reader:
        assert log(reader, first) == []
    assert tab.text.problem().startswith("Not saved yet")
    tab.text.remarks.keep_button.click()
    press(page, "she is the caseworker", Key.Key_Return)
    tab.text.editor.setFocus()
    press(page, ADD)
    with store.read() as reader:
        assert [each.text for each in log(reader, first)] == ["Rang Mrs Begum"]
        assert [each.reason for each in kept_words(reader, first)] == ["she is the caseworker"]


def test_a_subject_edited_in_the_list_is_refused_in_words(store, page, led):
    first = enquiries.log_enquiry(store, {"subject": "Fees"})
    with pytest.raises(UserError, match="Not saved: “Mr Ahmed” looks like somebody's name"):
        page._records.save(first, "subject", "Fees of Mr Ahmed")
    assert one(store, first)["subject"] == "Fees"
    page._records.save(first, "subject", "Fees of a family")
    assert one(store, first)["subject"] == "Fees of a family"


def test_a_subject_may_be_kept_with_a_reason_in_the_form(store, page, press):
    first = enquiries.log_enquiry(store, {"subject": "Fees"})
    page.show_record(first)
    row = page.pane.record.form.rows["subject"]
    row.editor.setFocus()
    press(page, (Key.Key_A, Held.ControlModifier), "Mr Justice Fordham and Mr Kay", Key.Key_Return)
    assert one(store, first)["subject"] == "Fees"
    assert "Mr Kay" in row.remarks.words.text()
    row.remarks.keep_button.click()
    press(page, "a judge of the tribunal", Key.Key_Return)
    assert one(store, first)["subject"] == "Mr Justice Fordham and Mr Kay"


FREE_TEXT = {
    "desk": {"DutyMark": ("reason",)},
    "enquiries": {
        "Enquiry": ("subject", "question", "answer", "outcome_note", "next_step"),
        "EnquiryNote": ("text",),
        "EnquiryPause": ("reason",),
        "EnquiryLink": ("note",),
    },
    "knowledge": {"Knowledge": ("question", "answer", "source"), "AnswerTemplate": ("text",)},
    "provision": {
        "OrganisationTopic": ("note",),
        "OrganisationCapacity": ("note",),
        "GapEvidence": ("note",),
    },
    "peers": {"Expertise": ("subject", "note"), "Introduction": ("about", "note")},
}


@pytest.mark.parametrize("concept", FREE_TEXT)
def test_whatever_can_be_typed_freely_beside_an_enquiry_is_looked_at(concept):
    for name, fields in FREE_TEXT[concept].items():
        described = fields_of(getattr(models, name))
        unchecked = [field for field in fields if described[field].check != "client_identifiers"]
        assert unchecked == []


def test_a_line_of_today_is_set_aside_once_its_reason_names_nobody(desk, store, show_page, qtbot):
    enquiry = enquiries.log_enquiry(store, {"subject": "Fees", "received_on": date(2026, 11, 2)})
    today = show_page(make_today(replace(desk, checks=checks_of(store))))
    qtbot.waitUntil(lambda: bool(today.attention._lines))
    today.attention.list.setFocus()
    today.attention.list.setCurrentIndex(today.attention.list.lines.index(0))
    qtbot.keyClick(today.attention.list, Key.Key_X)
    popup = today.attention.findChild(AskPopup)
    box = popup._row.editor.box
    qtbot.keyClicks(box, "Mr Ahmed went home")
    qtbot.keyClick(box, Key.Key_Return)
    assert popup.isVisible()
    assert popup._row.problem().startswith("Not saved yet")
    popup._row.remarks.keep_button.click()
    qtbot.keyClicks(popup._row.remarks.reason, "our own driver")
    qtbot.keyClick(popup._row.remarks.reason, Key.Key_Return)
    assert popup.isVisible()  # Enter kept the reason, and nothing else
    qtbot.keyClick(box, Key.Key_Return)
    with store.read() as reader:
        (mark,) = reader.find(models.DutyMark)
        assert [each.reason for each in kept_words(reader, enquiry)] == ["our own driver"]
    assert mark["reason"] == "Mr Ahmed went home"


def test_what_somebody_offers_is_added_once_it_names_nobody(desk, store, show_page, qtbot):
    amina = records.add(store, models.Participant, {"name": "Amina Yusuf"})
    tab = PeersTab(replace(desk, checks=checks_of(store)))
    qtbot.addWidget(tab)
    tab.show_record(amina)
    tab.show()
    line, box = tab.add_line, tab.add_line.editors["subject"].box
    qtbot.keyClicks(box, "Was with Mrs Begum")
    qtbot.keyClick(box, Key.Key_Return)
    assert line.problem().startswith("Not saved yet")
    line.remarks["subject"].keep_button.click()
    qtbot.keyClicks(line.remarks["subject"].reason, "a trainer")
    qtbot.keyClick(line.remarks["subject"].reason, Key.Key_Return)
    qtbot.keyClick(box, Key.Key_Return)
    with store.read() as reader:
        (offered,) = reader.find(models.Expertise)
        assert [each.reason for each in kept_words(reader, amina)] == ["a trainer"]
    assert offered["subject"] == "Was with Mrs Begum"
    assert line.problem() == ""


def test_control_characters_in_what_is_pasted_are_taken_out_with_a_word(store, page, press):
    page.begin("enquiry")
    for name in ("subject", "question"):
        row = page.pane.draft.form.rows[name]
        row.editor.setFocus()
        QApplication.clipboard().setText("Who\x07 <b>pays</b>? \u202e😀 =1+1")
        press(page, (Key.Key_V, Held.ControlModifier))
        assert row.problem() == "Control characters, which can't be shown, were taken out."
    press(page, ADD)
    with store.read() as reader:
        (logged,) = reader.find(Enquiry)
    assert logged["subject"] == logged["question"] == "Who <b>pays</b>? \u202e😀 =1+1"
