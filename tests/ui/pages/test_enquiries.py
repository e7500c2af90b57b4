"""The page of enquiries, by real keys on a real file."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.models import (
    Affiliation,
    Authority,
    Community,
    Enquiry,
    Organisation,
    OrganisationArea,
    OrganisationMembership,
    Participant,
)
from copdesk.db.queries.enquiries import log
from copdesk.domain.enquiries import Channel, EnquiryState, LogKind
from copdesk.services import drafts, enquiries, records
from copdesk.services.settings import keep_settings
from copdesk.ui.pages.enquiries import page as make_page
from copdesk.ui.pages.enquiries.answering import AnsweringSheet
from copdesk.ui.pages.enquiries.due_cell import Due, distance
from tests.ui.pages.conftest import TODAY

Key, Held = Qt.Key, Qt.KeyboardModifier
NEW, CLOSED, WAITING = EnquiryState.NEW, EnquiryState.CLOSED, EnquiryState.WAITING


@pytest.fixture
def office(store):
    """Amina at the law centre, which is a member and works in Leeds."""
    with store.read() as reader:
        leeds = next(one["id"] for one in reader.find(Authority) if one["name"] == "Leeds")
    community = records.add(store, Community, {"name": "Yorkshire and the Humber"})
    centre = records.add(store, Organisation, {"name": "Northgate Law Centre"})
    amina = records.add(store, Participant, {"name": "Amina Yusuf"})
    records.add(store, Affiliation, {"participant_id": amina, "organisation_id": centre})
    records.add(
        store, OrganisationMembership, {"organisation_id": centre, "community_id": community}
    )
    records.add(store, OrganisationArea, {"organisation_id": centre, "authority_id": leeds})
    return {"community": community, "centre": centre, "amina": amina, "leeds": leeds}


@pytest.fixture
def page(desk, office, show_page):
    return show_page(make_page(desk)).here()


@pytest.fixture
def enquiry(store, office, page):
    found = enquiries.log_enquiry(
        store, {"subject": "Fee waiver", "received_on": TODAY - timedelta(days=9)}
    )
    page.show_record(found)
    return found


def row(store, enquiry_id):
    with store.read() as reader:
        return reader.get(Enquiry, enquiry_id)


def command(page, words):
    return next(one for one in page.commands() if one.words == words)


def shown(page):
    return [one.text().strip() for one in page.pane.record.heading.buttons if not one.isHidden()]


def test_an_enquiry_is_logged_by_keys_alone(qtbot, store, office, page, press):
    command(page, "Log enquiry").run()
    press(page, "Fee waiver", Key.Key_Tab, "amina")
    offers = page.pane.draft.form.rows["asker_id"].editor._shown
    qtbot.waitUntil(offers.isVisible)
    qtbot.keyClick(offers, Key.Key_Return)
    press(page, (Key.Key_Return, Held.ControlModifier))
    with store.read() as reader:
        (found,) = reader.find(Enquiry)
    assert found["reference"] == "E-2026-001"
    assert (found["subject"], found["asker_id"]) == ("Fee waiver", office["amina"])
    assert (found["received_on"], found["due_on"]) == (TODAY, date(2026, 11, 30))
    assert found["state"] is NEW


def test_the_asker_fills_in_organisation_community_and_area(office, page):
    page.begin("enquiry")
    draft = page.pane.draft
    draft.form.rows["asker_id"].editor.set_value(office["amina"])
    draft._on_save("asker_id", office["amina"])
    assert draft.values["organisation_id"] == office["centre"]
    assert draft.values["community_id"] == office["community"]
    assert draft.values["authority_id"] == office["leeds"]
    assert draft.form.rows["organisation_id"].editor.line.text() == "Northgate Law Centre"


def test_the_day_it_is_promised_by_is_explained_before_it_is_kept(store, office, page):
    page.begin("enquiry")
    draft = page.pane.draft
    assert draft.explained.text() == (
        "Received Mon 23 Nov 2026; promised by Mon 30 Nov, in 7 days."
    )
    draft._on_save("received_on", date(2026, 4, 2))
    assert draft.explained.text() == (
        "Received Thu 2 Apr 2026; promised by Thu 9 Apr, 228 days late."
    )
    records.change(store, Community, office["community"], {"promise_days": 5})
    draft._on_save("received_on", TODAY)
    assert draft.explained.text() == (
        "Received Mon 23 Nov 2026; promised by Sat 28 Nov, so act by Fri 27 Nov, in 4 days."
    )


def test_what_is_still_needed_is_said_and_nothing_is_kept_without_it(store, page, press):
    page.begin("enquiry")
    assert page.pane.draft.missing_words.text() == "Still needed: subject."
    press(page, (Key.Key_Return, Held.ControlModifier))
    assert page.pane.draft.form.rows["subject"].problem() == "Subject is needed."
    with store.read() as reader:
        assert reader.find(Enquiry) == []


def test_in_a_low_window_nothing_of_a_draft_stands_over_another(page, press, qtbot):
    page.window().resize(900, 420)
    page.begin("enquiry")
    press(page, "Fees")
    draft = page.pane.draft
    qtbot.waitUntil(draft.explained.isVisible)
    parts = (draft._area, draft.explained, draft.add_button)
    for above, below in pairwise(parts):
        assert above.geometry().bottom() < below.y()
    assert draft.explained.height() >= draft.explained.heightForWidth(draft.explained.width())
    assert draft._area.height() >= 120


def test_a_draft_that_was_left_is_offered_again(store, page, press):
    page.begin("enquiry")
    press(page, "Half a question", Key.Key_Tab)
    assert drafts.drafts(store, Enquiry)[0].values["subject"] == "Half a question"
    page.table.setFocus()
    page.begin("enquiry")
    assert page.pane.draft.values["subject"] == "Half a question"


def days(number):
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("due", "words", "role"),
    [
        (Due(days(-2), NEW), "late by 2 days", "danger"),
        (Due(days(0), NEW), "due today", "warn"),
        (Due(days(1), NEW), "due tomorrow", "warn"),
        (Due(days(5), NEW), "due in 5 days", "text3"),
        (Due(days(5), NEW, days(5), days(2)), "due in 5 days", "warn"),
        (Due(days(-1), NEW, days(3), days(3)), "reply by 26 Nov", "text3"),
        (Due(days(-5), NEW, days(-2), days(-2)), "late by 2 days", "danger"),
        (Due(days(-1), WAITING, waiting_since=days(-3)), "waiting 3 days", "text3"),
        (Due(days(-1), WAITING, waiting_since=days(0)), "waiting", "text3"),
        (Due(days(-9), CLOSED, answered=days(-10)), "answered in time", "text3"),
        (Due(days(-9), EnquiryState.ANSWERED, answered=days(-6)), "answered 3 days late", "text3"),
        (Due(days(-9), EnquiryState.OPEN, days(2), days(2), days(-10)), "reply by 25 Nov", "warn"),
        (Due(days(-9), CLOSED), "closed without an answer", "text3"),
    ],
)
def test_the_due_day_says_in_words_and_colour_how_it_stands(due, words, role):
    found = distance(due, TODAY)
    assert (found.words, found.role) == (words, role)
    assert bool(found.icon) == (role != "text3" or due.state is WAITING)


def test_references_are_sorted_as_numbers(store, page):
    with store.change("Log many") as unit:
        for number in (2, 1000, 999, 10):
            unit.add(
                Enquiry,
                reference=f"E-2026-{number:03}",
                subject="Question",
                received_on=TODAY,
                due_on=TODAY,
            )
    words = [page.table.rows.row(place).words["reference"] for place in range(4)]
    assert words == ["E-2026-1000", "E-2026-999", "E-2026-010", "E-2026-002"]


def test_the_chips_count_what_is_to_be_done_and_what_was(store, page, enquiry):
    keep_settings(store, coordinator="Sam Carter")
    enquiries.log_enquiry(
        store, {"subject": "Soon", "received_on": TODAY - timedelta(days=5), "owner": "Sam Carter"}
    )
    waiting = enquiries.log_enquiry(store, {"subject": "Which form", "received_on": days(-30)})
    enquiries.wait_for_asker(store, waiting, on=days(-25))
    moved = enquiries.log_enquiry(store, {"subject": "Moved", "received_on": days(-8)})
    enquiries.record_pause(store, moved, days(-6), days(-1))
    done = enquiries.log_enquiry(store, {"subject": "Done"})
    enquiries.record_reply(store, done, "Yes.")
    enquiries.close_enquiry(store, done)
    assert [chip.text() for chip in page.bar.chips] == [
        "All  5",
        "Late  1",
        "Past the promise  3",
        "Due this week  2",
        "Open  4",
        "Waiting for the asker  1",
        "Mine  1",
        "No topic  5",
        "Closed this quarter  1",
    ]


def test_rows_asked_for_by_another_page_are_shown_and_nothing_narrower(store, page, enquiry):
    page.bar.box.setText("nothing like it")
    month = View("Received in Nov 2026", (Filter("received_on", Op.FROM, date(2026, 11, 1)),))
    page.show_rows("enquiry", month)
    assert list(page.table.rows.ids) == [enquiry]
    assert page.bar.text() == ""
    page.show_rows("enquiry", page.bar.views()[1])
    assert page.bar.chips[1].isChecked()
    assert [view.name for view in page.bar.views()][1] == "Late"


def test_the_record_says_on_top_how_it_stands_against_its_promise(page, enquiry):
    assert page.pane.record.heading.sentence.text() == (
        "Received Sat 14 Nov 2026; promised by Sat 21 Nov, 2 days late."
    )


def test_only_the_steps_that_make_sense_are_offered(store, page, press, enquiry):
    assert shown(page) == ["Answer", "Who can help", "Wait for the asker", "Close"]
    command(page, "Wait for the asker").run()
    press(page, "the date of the letter", (Key.Key_Return, Held.ControlModifier))
    assert shown(page) == ["Answer", "Who can help", "Go on", "Close"]
    assert page.pane.record.heading.sentence.text() == (
        "Waiting for the asker since today; promised by Sat 21 Nov 2026."
    )
    enquiries.close_enquiry(store, enquiry)
    assert shown(page) == ["Reopen"]
    command(page, "Reopen").run()
    assert row(store, enquiry)["state"] is EnquiryState.OPEN
    assert shown(page) == ["Answer", "Who can help", "Wait for the asker", "Close"]


def test_each_step_is_named_in_the_bar_and_can_be_undone(store, page, led, enquiry):
    enquiries.wait_for_asker(store, enquiry)
    command(page, "Go on").run()
    assert led.said[-1] == ("Go on with enquiry E-2026-001.", True)
    store.undo()
    assert row(store, enquiry)["state"] is EnquiryState.WAITING


def test_answer_opens_the_window_in_which_answers_are_written(page, monkeypatch, enquiry):
    opened = []
    monkeypatch.setattr(AnsweringSheet, "open", lambda self: (opened.append(self),))
    command(page, "Answer").run()
    (sheet,) = opened
    assert sheet.asked.reference == "E-2026-001"
    sheet.close()


def test_a_line_of_the_log_may_be_the_answer_and_stops_the_clock(store, page, led, press, enquiry):
    page.pane.record.show_tab("Log")
    page._log.entry.answers.setChecked(True)
    page._log.entry.text.editor.setFocus()
    press(page, "Sent the checklist of evidence.", (Key.Key_Return, Held.ControlModifier))
    found = row(store, enquiry)
    assert (found["state"], found["answered_on"]) == (EnquiryState.ANSWERED, TODAY)
    assert found["answer"] == "Sent the checklist of evidence."
    assert led.said[-1] == ("Answered enquiry E-2026-001.", True)
    with store.read() as reader:
        (line,) = log(reader, enquiry)
    assert (line.kind, line.text) == (LogKind.MAIL_OUT, "Sent the checklist of evidence.")


def test_a_line_of_the_log_answers_nothing_unless_it_is_said_to(store, page, press, enquiry):
    page.pane.record.show_tab("Log")
    page._log.entry.text.editor.setFocus()
    press(page, "Asked for the letter", (Key.Key_Return, Held.ControlModifier))
    assert row(store, enquiry)["state"] is EnquiryState.OPEN
    assert row(store, enquiry)["answered_on"] is None
    assert page._log.entry.text.editor.value() == ""


def test_an_empty_line_is_refused_beside_its_box(store, page, enquiry):
    page.pane.record.show_tab("Log")
    page._log.entry.add_button.click()
    assert page._log.entry.text.problem() == "Type what was said or done first."
    with store.read() as reader:
        assert log(reader, enquiry) == []


def test_a_line_begun_for_one_enquiry_is_not_added_to_another(store, page, enquiry):
    other = enquiries.log_enquiry(store, {"subject": "Another"})
    page.pane.record.show_tab("Log")
    page._log.entry.text.editor.paper.setPlainText("About the fee waiver")
    page.show_record(other)
    assert page._log.entry.text.editor.value() == ""


def test_a_line_can_be_removed_and_brought_back(store, page, led, enquiry):
    line = enquiries.note_enquiry(
        store, enquiry, "Wrong enquiry", at=datetime(2026, 11, 20, tzinfo=UTC)
    )
    page.pane.record.show_tab("Log")
    page._log.lines._on_remove(line)
    with store.read() as reader:
        assert log(reader, enquiry) == []
    assert led.said[-1] == ("Removed a line of the log.", True)
    store.undo()
    with store.read() as reader:
        assert [each.id for each in log(reader, enquiry)] == [line]


def test_state_and_days_are_changed_by_the_steps_and_not_in_the_list(page, enquiry):
    model = page.table.rows
    editable = {
        key
        for place, key in enumerate(model.keys)
        if model.flags(model.index(0, place)) & Qt.ItemFlag.ItemIsEditable
    }
    assert editable.isdisjoint({"state", "due_on", "received_on", "answered_on", "reference"})
    assert "subject" in editable


def test_a_topic_is_found_by_its_other_names(page):
    page.begin("enquiry")
    cards = page.pane.draft.form.rows["topic_id"].editor._cards
    assert cards.find("topic", "nrpf")
    assert not cards.can_add("topic")


def test_the_channel_of_a_new_enquiry_is_e_mail(page):
    page.begin("enquiry")
    assert page.pane.draft.values["channel"] is Channel.EMAIL


def test_whoever_comes_to_log_an_enquiry_keeps_the_keyboard_in_its_form(qtbot, desk, light):
    page = make_page(desk)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
        page.begin("enquiry")
    qtbot.wait(20)
    assert page.here().pane.drafting
    assert page.here().pane.draft.isAncestorOf(page.window().focusWidget())


def test_correcting_the_day_received_moves_the_day_promised(store, page, enquiry):
    page.pane.record.form._save("received_on", TODAY)
    assert row(store, enquiry)["due_on"] == date(2026, 11, 30)
    assert "promised by Mon 30 Nov" in page.pane.record.heading.sentence.text()


def test_days_of_waiting_are_told_afterwards_and_taken_back(page, press, enquiry):
    page.pane.record.show_tab("Waiting")
    tab = page._waiting
    tab.begin()
    press(page, "a date")
    tab.rows["start"].editor.set_value(days(-8))
    tab.rows["end"].editor.set_value(days(-10))
    press(page, (Key.Key_Return, Held.ControlModifier))
    assert "The end lies before the beginning" in tab.rows["end"].problem()
    tab.rows["end"].editor.set_value(days(-5))
    press(page, (Key.Key_Return, Held.ControlModifier))
    assert page.pane.record.heading.sentence.text() == (
        "Received Sat 14 Nov 2026; promised by Sat 21 Nov; 3 days waiting for the asker, so reply"
        " by Tue 24 Nov."
    )
    assert tab.pauses.table.rows.rowCount() == 1
    tab.pauses.table.selectRow(0)
    tab.pauses._on_delete()
    assert page.pane.record.heading.sentence.text().endswith("promised by Sat 21 Nov, 2 days late.")


def test_an_enquiry_that_is_settled_takes_only_days_that_are_over(page, press, store, enquiry):
    enquiries.close_enquiry(store, enquiry)
    page.pane.record.show_tab("Waiting")
    tab = page._waiting
    assert tab.wait_button.accessibleName() == "Note these days"
    tab.begin()
    press(page, (Key.Key_Return, Held.ControlModifier))
    assert tab.rows["end"].problem() == "This enquiry does not wait now: give both days."
