"""Working on an enquiry by real keys: its log, closing, merging, splitting and links."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from copdesk.db.models import (
    AgendaItem,
    AgendaLink,
    Community,
    Enquiry,
    EnquiryLink,
    EnquiryNote,
    GapEvidence,
    Meeting,
    Organisation,
    Participant,
    Topic,
)
from copdesk.db.queries.enquiries import log
from copdesk.db.queries.identifiers import kept_words
from copdesk.domain.enquiries import EnquiryState, LogKind, Outcome
from copdesk.services import enquiries, records
from copdesk.services.enquiry_work import merge_enquiries
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.kit.row_popup import RowPopup
from copdesk.ui.main_window.checks import checks_of
from copdesk.ui.pages.enquiries import page as make_page
from copdesk.ui.pages.enquiries.merging import MergeSheet
from copdesk.ui.pages.meetings.details import DetailsTab
from copdesk.ui.pages.organisations import page as organisations_page
from tests.ui.pages.conftest import TODAY

Key, Held = Qt.Key, Qt.KeyboardModifier
ADD = (Key.Key_Return, Held.ControlModifier)


@pytest.fixture
def people(store):
    return {
        "community": records.add(store, Community, {"name": "Yorkshire"}),
        "amina": records.add(store, Participant, {"name": "Amina Yusuf"}),
        "centre": records.add(store, Organisation, {"name": "Northgate Law Centre"}),
    }


@pytest.fixture
def page(desk, store, people, show_page):
    return show_page(make_page(replace(desk, checks=checks_of(store)))).here()


@pytest.fixture
def enquiry(store, people, page):
    given = {
        "subject": "Fee waiver",
        "asker_id": people["amina"],
        "received_on": TODAY - timedelta(days=4),
        "next_step": "Ring the centre",
        "next_step_on": TODAY,
    }
    made = enquiries.log_enquiry(store, given)
    page.show_record(made)
    return made


def row(store, enquiry_id):
    with store.read() as reader:
        return reader.get(Enquiry, enquiry_id)


def lines(store, enquiry_id):
    with store.read() as reader:
        return log(reader, enquiry_id)


def command(page, words):
    return next(one for one in page.commands() if one.words == words)


def meeting_of(people, title):
    return {"title": title, "held_on": TODAY, "community_id": people["community"]}


def words_of(widget):
    return [one.text() for one in widget.findChildren(QLabel) if not one.isHidden()]


def open_log(page):
    command(page, "Add to the log").run()
    return page._log.entry


def asked(page):
    return page.window().findChildren(AskSeveral)[-1]


def sheet(page):
    return page.window().findChildren(MergeSheet)[-1]


# The log ------------------------------------------------------------------------------------------


def test_recording_a_call_clears_the_next_step_and_says_so(store, page, led, press, enquiry):
    entry = open_log(page)
    assert page._log.next_step.text() == "Next step: Ring the centre by Mon 23 Nov 2026"
    press(page, "C")  # the keyboard is in the kinds: Call
    entry.kind.editor.commit()
    assert entry.whom.editor.line.text() == "Amina Yusuf"
    entry.text.editor.setFocus()
    press(page, "They have places.", ADD)
    (line,) = lines(store, enquiry)
    assert (line.kind, line.with_whom) == (LogKind.CALL, "Amina Yusuf")
    assert row(store, enquiry)["next_step"] == ""
    assert led.said[-1] == ("Recorded the call; next step cleared.", True)
    assert page._log.next_step.isHidden()
    store.undo()
    assert row(store, enquiry)["next_step"] == "Ring the centre"


def test_the_next_step_is_set_in_the_same_line(store, page, led, press, enquiry):
    entry = open_log(page)
    entry._show_kind(LogKind.ASKED)
    entry.whom.editor.setFocus()
    entry.text.editor.setFocus()
    press(page, "Whether they can take it", Key.Key_Tab, "Ask again", Key.Key_Tab, "27/11", ADD)
    found = row(store, enquiry)
    assert (found["next_step"], found["next_step_on"]) == ("Ask again", date(2026, 11, 27))
    assert led.said[-1] == (
        "Recorded who was asked; next step: Ask again by Fri 27 Nov 2026.",
        True,
    )


def test_a_day_without_a_step_is_told_beside_it(store, page, press, enquiry):
    entry = open_log(page)
    entry._show_kind(LogKind.CALL)
    entry.text.editor.setFocus()
    press(page, "Rang", Key.Key_Tab, Key.Key_Tab, "27/11", ADD)
    assert entry.step.problem() == "Say what is to be done on that day."
    assert lines(store, enquiry) == []


def test_a_note_asks_for_text_alone_and_leaves_the_next_step(store, page, led, press, enquiry):
    entry = open_log(page)
    assert entry.whom.isHidden()
    assert entry.step.isHidden() or not entry.step.isVisible()
    entry.text.editor.setFocus()
    press(page, "To think about", ADD)
    assert row(store, enquiry)["next_step"] == "Ring the centre"
    assert led.said[-1] == ("Recorded the note.", True)


def test_with_whom_is_found_among_people_and_organisations_only(page, enquiry, people, store):
    records.add(store, Meeting, meeting_of(people, "Northgate meeting"))
    entry = open_log(page)
    found = entry.whom.editor._cards.find("", "northgate")
    assert [each.id for each in found] == [people["centre"]]


def test_a_line_may_tell_of_a_time_that_is_past_but_of_none_to_come(store, page, press, enquiry):
    entry = open_log(page)
    entry.when_button.click()
    press(page, "25/11 14:30")
    entry.text.editor.setFocus()
    press(page, "Rang", ADD)
    assert entry.when.problem() == "Wed 25 Nov 2026 has not come yet."
    entry.when.editor.setFocus()
    entry.when.editor.select_all()
    press(page, "20/11 14:30", ADD)
    (line,) = lines(store, enquiry)
    assert line.at == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)


def test_a_line_and_the_reason_for_its_words_are_one_act(store, page, press, enquiry):
    entry = open_log(page)
    entry.text.editor.setFocus()
    press(page, "Rang Mrs Begum", ADD)
    assert entry.text.problem().startswith("Not saved yet")
    entry.text.remarks.keep_button.click()
    press(page, "she is the caseworker", Key.Key_Return)
    entry.text.editor.setFocus()
    press(page, ADD)
    with store.read() as reader:
        assert [each.reason for each in kept_words(reader, enquiry)] == ["she is the caseworker"]
    store.undo()
    assert lines(store, enquiry) == []
    with store.read() as reader:
        assert kept_words(reader, enquiry) == []


def test_a_line_is_corrected_where_it_stands(qtbot, store, page, enquiry):
    line = enquiries.note_enquiry(store, enquiry, "Asked the wrong centre")
    page.pane.record.show_tab("Log")
    page._log.lines._on_correct(line, page._log.lines)
    popup = page._log.lines.findChildren(RowPopup)[-1]
    editor = popup.form.rows["text"].editor
    editor.paper.setPlainText("Asked the right centre")
    popup.form.rows["kind"].editor.set_value(LogKind.NOTE)
    qtbot.keyClick(editor.paper, *ADD)
    assert [each.text for each in lines(store, enquiry)] == ["Asked the right centre"]
    assert "Asked the right centre" in words_of(page._log.lines)


def test_hostile_and_endless_text_is_shown_as_it_is(store, page, enquiry):
    hostile = '<b>bold</b> =HYPERLINK("x") \u202eevil\u202c \U0001f600'
    enquiries.note_enquiry(store, enquiry, hostile)
    enquiries.note_enquiry(store, enquiry, "x" * 100_000)
    page.pane.record.show_tab("Log")
    shown = page._log.lines.findChildren(QLabel)
    assert any(each.text() == hostile for each in shown)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in shown)
    assert page._log.lines.minimumSizeHint().width() < 700


def test_a_long_log_shows_its_newest_lines_until_more_are_asked_for(store, page, enquiry):
    with store.change("Many") as unit:
        moment = datetime(2026, 11, 20, 9, tzinfo=UTC)
        unit.insert_many(
            EnquiryNote,
            [
                {"enquiry_id": enquiry, "at": moment + timedelta(minutes=n), "text": f"Line {n}"}
                for n in range(100)
            ],
        )
    page.pane.record.show_tab("Log")
    assert "Line 99" in words_of(page._log.lines)
    assert "Line 0" not in words_of(page._log.lines)
    page._log.lines._on_older()
    assert "Line 0" in words_of(page._log.lines)


def test_no_provider_found_is_kept_as_evidence_where_it_is_known_for_what(
    store, page, led, press, enquiry
):
    with store.read() as reader:
        topic = reader.find(Topic)[0]["id"]
    for given in ({}, {"topic_id": topic}):
        enquiries.correct_enquiry(store, enquiry, given) if given else None
        entry = open_log(page)
        entry._show_kind(LogKind.NO_PROVIDER)
        entry.text.editor.setFocus()
        press(page, "Nobody in Leeds", ADD)
    (gap,) = records_of(store, GapEvidence)
    assert (gap["topic_id"], gap["enquiry_id"], gap["found_on"]) == (topic, enquiry, TODAY)
    assert gap["note"] == "Nobody in Leeds"
    assert [said for said, _undo in led.said] == [
        (
            "Recorded that no provider was found; give the enquiry a topic or an area,"
            " and it is evidence of a gap."
        ),
        "Recorded that no provider was found; kept as evidence of a gap.",
    ]
    store.undo()
    assert records_of(store, GapEvidence) == []
    assert len(lines(store, enquiry)) == 1


# Closing ------------------------------------------------------------------------------------------


def test_closing_takes_enter_for_what_is_likely(qtbot, store, page, led, enquiry):
    enquiries.record_reply(store, enquiry, "Yes.")
    command(page, "Close").run()
    popup = asked(page)
    assert popup.rows["outcome"].editor.value() is Outcome.ANSWERED
    qtbot.keyClick(popup.rows["outcome"].editor.box, Key.Key_Return)
    found = row(store, enquiry)
    assert (found["state"], found["outcome"]) == (EnquiryState.CLOSED, Outcome.ANSWERED)
    assert led.said[-1] == ("Close enquiry E-2026-001.", True)


def test_closing_asks_for_an_outcome_and_a_reason(qtbot, store, page, enquiry):
    command(page, "Close").run()
    popup = asked(page)
    popup.rows["outcome"].editor.set_value(Outcome.NOT_OURS)
    reason = popup.rows["note"].editor.box
    qtbot.keyClicks(reason, "A matter for the council")
    qtbot.keyClick(reason, Key.Key_Return)
    assert row(store, enquiry)["outcome_note"] == "A matter for the council"
    assert page.pane.record.heading.sentence.text().endswith(
        "Outcome: Not for the network: A matter for the council."
    )


def test_a_reason_that_names_somebody_is_not_kept(qtbot, store, page, enquiry):
    command(page, "Close").run()
    popup = asked(page)
    reason = popup.rows["note"].editor.box
    qtbot.keyClicks(reason, "Mr Ahmed withdrew")
    qtbot.keyClick(reason, Key.Key_Return)
    assert popup.rows["note"].problem().startswith("Not saved yet")
    qtbot.keyClick(reason, Key.Key_Escape)
    assert row(store, enquiry)["state"] is EnquiryState.NEW


def test_several_are_closed_at_once_each_as_its_log_says(qtbot, store, page, led, enquiry):
    answered = enquiries.log_enquiry(store, {"subject": "Travel"})
    enquiries.record_reply(store, answered, "Yes.")
    page.table.selectAll()
    command(page, "Close").run()
    popup = asked(page)
    assert popup.take_button.text() == "Close 2 enquiries"
    qtbot.keyClick(popup.rows["outcome"].editor.box, Key.Key_Return)
    assert row(store, answered)["outcome"] is Outcome.ANSWERED
    assert row(store, enquiry)["outcome"] is Outcome.OTHER
    assert led.said[-1] == ("Close 2 enquiries.", True)


def test_what_is_never_an_outcome_by_hand_is_not_offered(page, enquiry):
    command(page, "Close").run()
    combo = asked(page).rows["outcome"].editor.list
    model = combo.model()
    off = [combo.itemText(n) for n in range(combo.count()) if not model.item(n).isEnabled()]
    assert off == ["Not yet", "Merged into another"]


# Merging and splitting ----------------------------------------------------------------------------


def test_two_are_merged_side_by_side_with_enter(qtbot, store, page, led, enquiry):
    other = enquiries.log_enquiry(store, {"subject": "Fees", "question": "Again?"})
    page.table.selectAll()
    command(page, "Merge…").run()
    compared = sheet(page)
    assert compared.choice.checkedId() == enquiry  # it came first
    assert compared.told.text().startswith(
        "E-2026-001 keeps its promise of Thu 26 Nov 2026. E-2026-002 is closed and leads to it;"
    )
    qtbot.keyClick(compared.merge_button, Key.Key_Return)
    assert row(store, other)["merged_into_id"] == enquiry
    assert led.said[-1] == ("Merge enquiry E-2026-002 into E-2026-001.", True)
    assert led.opened == [enquiry]
    page.show_record(enquiry)
    assert page.pane.record.heading.sentence.text().endswith(
        "E-2026-002, received Mon 23 Nov 2026, was merged into it."
    )
    page.show_record(other)
    assert page.pane.record.heading.sentence.text().endswith(
        "It was merged into E-2026-001 Fee waiver."
    )


def test_with_one_chosen_merging_asks_for_the_other(qtbot, store, page, led, enquiry):
    other = enquiries.log_enquiry(store, {"subject": "Fees"})
    page.show_record(enquiry)
    command(page, "Merge…").run()
    popup = asked(page)
    popup.rows["other"].editor.set_value(enquiry)
    popup.take_button.click()
    assert led.errors[-1].startswith("E-2026-001 can't be merged into itself.")
    command(page, "Merge…").run()
    popup = asked(page)
    popup.rows["other"].editor.set_value(other)
    popup.take_button.click()
    assert {side.enquiry["id"] for side in sheet(page).sides} == {enquiry, other}
    sheet(page).reject()


def test_lines_are_ticked_and_split_off_by_keys(qtbot, store, page, led, press, enquiry):
    for text in ("About fees", "About travel"):
        enquiries.note_enquiry(store, enquiry, text)
    command(page, "Split off…").run()
    assert not page._log.splitting.split_button.isEnabled()
    press(page, Key.Key_Space)  # the newest line has the keyboard
    assert page._log.splitting.split_button.text().strip() == "Split off 1 line"
    page._log.splitting.subject.editor.setFocus()
    press(page, ADD)
    assert page._log.splitting.subject.problem() == "Subject is needed."
    press(page, "Travel", ADD)
    (made,) = led.opened
    assert [each.text for each in lines(store, made)] == ["About travel"]
    assert row(store, made)["subject"] == "Travel"
    assert page._log.splitting.isHidden()
    assert not page._log.entry.isHidden()


def test_splitting_is_left_with_escape(store, page, press, enquiry):
    enquiries.note_enquiry(store, enquiry, "About fees")
    command(page, "Split off…").run()
    page._log.splitting.subject.editor.setFocus()
    press(page, Key.Key_Escape)
    assert page._log.splitting.isHidden()
    assert len(lines(store, enquiry)) == 1


def test_the_menus_offer_what_suits_and_the_rarer_steps_have_no_button(store, page, enquiry):
    offered = [one.words for one in page.commands() if one.enabled()]
    assert {"Answer", "Add to the log", "Close", "Merge…", "Split off…"} <= set(offered)
    assert not {"Go on", "Reopen"} & set(offered)
    buttons = [b.text().strip() for b in page.pane.record.heading.buttons if not b.isHidden()]
    assert "Merge…" not in buttons
    other = enquiries.log_enquiry(store, {"subject": "Another"})
    merge_enquiries(store, enquiry, [other])
    page.show_record(other)
    assert not command(page, "Merge…").enabled()


def test_every_step_has_its_own_keys(page):
    keys = [one.keys for one in page.commands() if one.keys]
    assert len(keys) == len(set(keys))
    own = {one.words: one.keys for one in page.spec.commands}
    assert all(own[words] for words in ("Close", "Merge…", "Split off…", "Add to the log"))


# Links --------------------------------------------------------------------------------------------


def test_a_link_is_made_from_the_picker_opened_with_enter_and_removed(
    qtbot, store, page, led, people, enquiry
):
    page.pane.record.show_tab("Links")
    links = next(body for bodies in page.pane.record._lists for body in bodies if _links(body))
    mine = links.lists[0]
    mine.picker.set_value(people["centre"])
    mine._on_picked()
    (linked,) = records_of(store, EnquiryLink)
    assert (linked["enquiry_id"], linked["record_id"]) == (enquiry, people["centre"])
    mine.table.selectRow(0)
    qtbot.keyClick(mine.table, Key.Key_Return)
    assert led.opened == [people["centre"]]
    qtbot.keyClick(mine.table, Key.Key_Delete)
    assert records_of(store, EnquiryLink) == []


def test_links_of_others_and_agendas_show_only_where_there_are_some(store, page, people, enquiry):
    page.pane.record.show_tab("Links")
    links = next(body for bodies in page.pane.record._lists for body in bodies if _links(body))
    assert [one.isHidden() for one in links.lists] == [False, True, True, True, True, True, True]
    meeting = records.add(store, Meeting, meeting_of(people, "Quarterly"))
    item = records.add(store, AgendaItem, {"meeting_id": meeting, "title": "Fees"})
    records.add(store, AgendaLink, {"agenda_item_id": item, "record_id": enquiry})
    other = enquiries.log_enquiry(store, {"subject": "Travel"})
    records.add(store, EnquiryLink, {"enquiry_id": other, "record_id": enquiry})
    page.show_record(enquiry)
    assert [one.isHidden() for one in links.lists[:4]] == [False, False, False, True]
    assert links.lists[1].table.rows.row(0).words["enquiry_id"] == "E-2026-002 Travel"
    assert links.lists[2].table.rows.row(0).words["item"] == "Fees"


def test_an_organisation_shows_the_enquiries_it_is_linked_to(
    desk, store, show_page, people, enquiry
):
    given = {"enquiry_id": enquiry, "record_id": people["centre"]}
    records.add(store, EnquiryLink, given)
    found = show_page(organisations_page(desk))
    found.show_record(people["centre"])
    linked = [
        body
        for bodies in found.pane.record._lists
        for body in bodies
        if getattr(body, "_spec", None) and body._spec.kind == "enquiry_link"
    ]
    linked[0].show_record(people["centre"])
    assert linked[0].table.rows.row(0).words["enquiry_id"] == "E-2026-001 Fee waiver"


def test_a_meeting_shows_the_enquiries_it_is_linked_to(qtbot, desk, store, people, enquiry):
    meeting = records.add(store, Meeting, meeting_of(people, "Quarterly"))
    details = DetailsTab(desk)
    qtbot.addWidget(details)
    details.show_record(meeting)
    assert details.enquiries.isHidden()
    records.add(store, EnquiryLink, {"enquiry_id": enquiry, "record_id": meeting})
    details.show_record(meeting)
    assert not details.enquiries.isHidden()
    assert details.enquiries.table.rows.row(0).words["enquiry_id"] == "E-2026-001 Fee waiver"


def _links(body):
    return type(body).__name__ == "LinksTab"


def records_of(store, model):
    with store.read() as reader:
        return reader.find(model)


# Owner --------------------------------------------------------------------------------------------


def test_names_used_so_far_are_offered_for_who_deals_with_it(qtbot, store, page, enquiry):
    for name in ("Bea Lowe", "Ada Marsh", "Bea Lowe"):
        enquiries.log_enquiry(store, {"subject": "Any", "owner": name})
    page.show_record(enquiry)
    box = page.pane.record.form.rows["owner"].editor.box
    box.setFocus()
    qtbot.keyClicks(box, "b")
    assert box.completer().model().stringList() == ["Bea Lowe", "Ada Marsh"]
    assert box.completer().completionCount() == 1
