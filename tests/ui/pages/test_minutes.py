"""The minutes of a meeting, by real keys on a real file."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import Action, Community, Decision, Meeting
from copdesk.domain.meetings import MinutesState
from copdesk.services import agenda, meetings, minutes, records
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.pages.meetings import page as make_page
from copdesk.ui.pages.meetings.minutes_bar import VersionsSheet

Key, Held = Qt.Key, Qt.KeyboardModifier
BOTH = Held.ControlModifier | Held.ShiftModifier


@pytest.fixture
def community(store):
    return records.add(store, Community, {"name": "Yorkshire and the Humber"})


@pytest.fixture
def meeting(store, community):
    return meetings.schedule_meeting(store, community, date(2026, 11, 11), skeleton=())


@pytest.fixture
def item(store, meeting):
    id_ = agenda.add_agenda_item(store, meeting, {"title": "Fees"})
    minutes.write_minutes(store, meeting, id_, "All spoke.\n- Action: Amina asks\nThanks")
    return id_


@pytest.fixture
def part(desk, show_page, meeting, item):
    page = show_page(make_page(desk))
    page.show_record(meeting)
    page.meeting.show_tab("Minutes")
    return page.meeting.part("Minutes")


def get(store, model, id_):
    with store.read() as reader:
        return reader.get(model, id_)


def put_cursor(part, item, line):
    paper = part.form.rows[str(item)].editor.paper
    paper.setFocus()
    cursor = paper.textCursor()
    cursor.setPosition(paper.document().findBlockByNumber(line).position())
    paper.setTextCursor(cursor)
    return paper


def test_a_line_becomes_an_action_with_its_key_and_a_line_again(qtbot, part, store, item, led):
    paper = put_cursor(part, item, 1)
    qtbot.keyClick(paper, Key.Key_A, BOTH)
    with store.read() as reader:
        (action,) = reader.find(Action)
    assert (action["title"], action["agenda_item_id"]) == ("Amina asks", item)
    assert paper.toPlainText().split("\n")[1] == f"{action['reference']}: Amina asks"
    assert paper.textCursor().blockNumber() == 1
    assert led.said[-1] == ("Made an action.", True)
    part.back_button.click()
    assert get(store, Action, action["id"]) is None
    assert paper.toPlainText().split("\n")[1] == "Amina asks"


def test_a_line_just_typed_is_kept_before_it_becomes_a_decision(qtbot, part, store, item):
    paper = put_cursor(part, item, 2)
    qtbot.keyClicks(paper, "Agreed: to meet online. ")
    qtbot.keyClick(paper, Key.Key_D, BOTH)
    with store.read() as reader:
        (decision,) = reader.find(Decision)
    assert decision["text"] == "to meet online. Thanks"
    assert part.decisions.table.rows.rowCount() == 1


def test_without_a_cursor_or_words_nothing_is_made(qtbot, part, store, item, led):
    part.action_button.click()
    assert "Put the cursor on a line" in led.errors[-1]
    paper = put_cursor(part, item, 0)
    part.back_button.click()
    assert "no action or decision" in led.errors[-1]
    qtbot.keyClick(paper, Key.Key_A, BOTH)
    put_cursor(part, item, 0)
    part.action_button.click()
    assert "already" in led.errors[-1]


def test_a_decision_is_typed_under_the_minutes(qtbot, part, store, meeting):
    box = next(iter(part.add_line.editors.values())).box
    qtbot.keyClicks(box, "Meet in March")
    qtbot.keyClick(box, Key.Key_Return)
    with store.read() as reader:
        (decision,) = reader.find(Decision, meeting_id=meeting)
    assert decision["reference"].startswith("D-2026-")


def test_minutes_go_from_draft_to_approved_and_are_read_only_then(part, store, meeting, item, led):
    assert part.bar.pill.words == "Draft"
    assert part.bar.approve_button.isVisible()
    part.bar.circulate_button.click()
    assert part.bar.words.text().startswith("Circulated Mon 23 Nov 2026")
    part.bar.approve_button.click()
    assert get(store, Meeting, meeting)["minutes_state"] is MinutesState.APPROVED
    assert led.said[-1] == ("The minutes are approved.", True)
    assert part.form.rows[str(item)].editor.paper.isReadOnly()
    assert not part.action_button.isEnabled()
    assert not part.add_line.isEnabled()
    store.undo()
    assert not part.form.rows[str(item)].editor.paper.isReadOnly()


def test_minutes_are_approved_at_the_next_meeting_of_the_community(part, store, meeting, community):
    later = meetings.schedule_meeting(store, community, date(2026, 11, 20), skeleton=())
    part.bar.approve_button.click()
    kept = get(store, Meeting, meeting)
    assert (kept["approved_at_id"], kept["approved_on"]) == (later, date(2026, 11, 20))
    assert "Approved Fri 20 Nov 2026 at Q4 2026 meeting" in part.bar.words.text()


def test_a_correction_asks_for_its_reason_and_keeps_the_version(qtbot, part, store, meeting, item):
    part.bar.approve_button.click()
    part.bar.correct_button.click()
    asked = next(iter(part.bar.findChildren(AskPopup)))
    asked._row.editor.box.setText("A name was wrong")
    asked.take_button.click()
    assert get(store, Meeting, meeting)["minutes_state"] is MinutesState.DRAFT
    assert not part.form.rows[str(item)].editor.paper.isReadOnly()
    part.bar.versions_button.click()
    sheet = next(iter(part.window().findChildren(VersionsSheet)))
    assert "All spoke." in sheet.paper.toPlainText()
    assert sheet.reason.text() == "Changed after this: A name was wrong."
    assert sheet.list.item(0).text() == "1. Approved, Mon 23 Nov 2026"
    sheet.close()


def test_minutes_not_written_offer_nothing_yet(part, store, community):
    empty = meetings.schedule_meeting(store, community, date(2026, 12, 9), skeleton=())
    part.show_record(empty)
    assert part.bar.pill.words == "Not written"
    assert part.bar.circulate_button.isHidden()
    assert part.bar.approve_button.isHidden()
