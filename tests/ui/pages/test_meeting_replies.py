"""Replies to an invitation, letters about a meeting, and attendance from a file, by real keys."""

from datetime import date, time
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from copdesk.db.models import Attendance, Community, Document, Meeting, Participant
from copdesk.db.queries import invitations, meetings
from copdesk.domain.letters import Letter
from copdesk.domain.meetings import AttendanceMode, AttendanceState, Reply
from copdesk.errors import UserError
from copdesk.imports.attendance_plan import NEW, Choice, Verdict
from copdesk.services import records
from copdesk.services.invitations import keep_need, note_invitation, record_replies
from copdesk.services.meetings import schedule_meeting
from copdesk.services.packs import issue_pack
from copdesk.ui.dialogs.attendance_file import AttendanceSheet
from copdesk.ui.pages.meetings import page as make_page
from copdesk.ui.pages.meetings.attendance import AttendanceTab
from copdesk.ui.pages.meetings.letter import LetterSheet
from copdesk.ui.pages.meetings.meeting import MeetingView
from copdesk.ui.pages.meetings.replies import RepliesTab
from tests.joining import people_join

FILES = Path(__file__).parents[2] / "imports" / "files"
DAY = date(2026, 12, 9)
Key = Qt.Key


@pytest.fixture
def people(store):
    community = records.add(store, Community, {"name": "Yorkshire and the Humber"})
    ids = {
        name: records.add(store, Participant, {"name": name, "email": email})
        for name, email in (
            ("Amina Yusuf", "amina@st-augustines.example"),
            ("Olena Shevchenko", "olena@north.example"),
            ("Tom Ashworth", ""),
        )
    }
    people_join(store, community, list(ids.values()))
    return community, ids


@pytest.fixture
def meeting(store, people):
    return schedule_meeting(store, people[0], DAY, starts_at=time(10), ends_at=time(12))


@pytest.fixture
def tab(qtbot, light, desk, store, meeting):
    made = RepliesTab(desk)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    store.changed.append(lambda _notice: made.show_record(meeting))
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.show_record(meeting)
    made.table.setFocus()
    yield made
    store.changed.clear()


@pytest.fixture
def letter(qtbot, light, desk, meeting):
    opened = []

    def made(kind=Letter.INVITE, takes=True):
        sheet = LetterSheet(
            desk, None, meeting, kind, launch=lambda url: opened.append(url) or takes
        )
        qtbot.addWidget(sheet)
        sheet.show()
        sheet.opened = opened
        return sheet

    return made


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def sheet(light, desk, meeting, monkeypatch, window):
    made = []

    def open_file(name):
        monkeypatch.setattr(AttendanceSheet, "open", lambda self: (made.append(self), self.show()))
        read(desk, window, meeting, name)
        return made[0]

    return open_file


def read(desk, window, meeting, name):
    """Take attendance from a file, as the tab does."""
    tab = AttendanceTab(desk)
    tab.setParent(window)
    tab.show_record(meeting)
    tab.read_file(FILES / name)


def replies(store, meeting):
    with store.read() as reader:
        return {line.name: line for line in invitations.replies(reader, meeting)}


def attended(store, meeting):
    with store.read() as reader:
        return {line.name: (line.state, line.mode) for line in meetings.attendance(reader, meeting)}


def test_one_key_keeps_a_reply_and_moves_on(qtbot, tab, store, meeting):
    tab.table.show_record(tab.table.rows.ids[0])
    for key in (Key.Key_O, Key.Key_A, Key.Key_M):
        qtbot.keyClick(tab.table, key)
    said = {name: (line.reply, line.mode) for name, line in replies(store, meeting).items()}
    assert said == {
        "Amina Yusuf": (Reply.YES, AttendanceMode.ONLINE),
        "Olena Shevchenko": (Reply.APOLOGIES, AttendanceMode.UNKNOWN),
        "Tom Ashworth": (Reply.MAYBE, AttendanceMode.UNKNOWN),
    }
    assert tab.counts.text() == "1 coming (1 online), 1 maybe, 1 apologies"
    store.undo()
    assert replies(store, meeting)["Tom Ashworth"].reply is Reply.NONE


def test_a_need_is_typed_by_one_key_and_told_with_the_day_it_goes(qtbot, tab, store, meeting):
    tab.table.show_record(tab.table.rows.ids[0])
    qtbot.keyClick(tab.table, Key.Key_E)
    assert tab.need.hasFocus()
    qtbot.keyClicks(tab.need, "Vegan")
    qtbot.keyClick(tab.need, Key.Key_Return)
    assert replies(store, meeting)["Amina Yusuf"].need == "Vegan"
    assert tab.table.hasFocus()
    assert tab.needs.text() == "Amina Yusuf: Vegan"
    assert "Wed 23 Dec 2026" in tab.kept.text()


def test_needs_are_copied_for_the_venue_without_names(tab, store, meeting, people):
    keep_need(store, meeting, people[1]["Amina Yusuf"], "Vegan")
    tab.show_record(meeting)
    tab.venue_button.click()
    assert QApplication.clipboard().text() == "Vegan"


def test_the_page_says_that_the_meeting_moved_after_the_invitation(tab, store, meeting):
    assert not tab.moved.isVisible()
    note_invitation(store, meeting)
    records.change(store, Meeting, meeting, {"held_on": date(2026, 12, 16)})
    assert tab.moved.isVisible()
    note_invitation(store, meeting)
    assert not tab.moved.isVisible()


def test_those_who_said_nothing_are_asked_in_two_clicks(tab, store, meeting, people, letter):
    record_replies(store, meeting, [people[1]["Amina Yusuf"]], Reply.YES)
    assert tab.chase_button.text().strip() == "Ask 2 for a reply…"
    made = letter(Letter.CHASE)
    made.ways.open_button.click()
    draft = Path(made.opened[0].toLocalFile()).read_bytes()
    found = message_from_bytes(draft, policy=policy.default)
    assert [one.addr_spec for one in found["Bcc"].addresses] == ["olena@north.example"]
    assert found["X-Unsent"] == "1"
    assert [part.get_content_type() for part in found.iter_attachments()] == ["text/calendar"]


def test_who_has_no_address_is_named(letter):
    made = letter()
    assert made.to.text() == "To 2 people, hidden from one another"
    assert made.without.text() == "No e-mail address that can be used: Tom Ashworth."


def test_an_invitation_that_goes_out_is_remembered_with_everybody_it_went_to(
    letter, store, meeting
):
    letter().ways.copy_button.click()
    assert QApplication.clipboard().text().startswith("Bcc: amina@st-augustines.example; olena")
    with store.read() as reader:
        assert invitations.invited_by(reader, meeting) == 1
        assert len(reader.find(Attendance, meeting_id=meeting)) == 3


def test_own_words_stay_when_something_else_is_ticked(qtbot, letter):
    made = letter()
    made.text.setFocus()
    qtbot.keyClicks(made.text, "Hello. ")
    made.calendar.click()
    made.chips[Letter.CHASE].click()
    assert made.text.toPlainText().startswith("Hello. Dear colleague")
    assert made.subject.text().startswith("Are you coming?")


def test_a_new_e_mail_is_begun_by_a_link_that_says_what_is_missing(letter):
    made = letter()
    made.ways.link_button.click()
    assert made.opened[0].scheme() == "mailto"
    assert "not attached" in made.ways.told.text()


def test_where_no_program_opens_drafts_another_way_is_named(letter):
    made = letter(takes=False)
    made.ways.open_button.click()
    assert made.ways.told.text() == (
        "No program opens drafts on this computer. Copy text and addresses instead."
    )


def test_a_meeting_called_off_is_only_told_as_that(letter, store, meeting):
    records.change(store, Meeting, meeting, {"state": "cancelled"})
    assert list(letter(Letter.INVITE).chips) == [Letter.CALLED_OFF]


def test_known_people_are_recorded_from_a_teams_file_and_others_wait(sheet, store, meeting, led):
    made = sheet("teams_current.csv")
    assert made.record.text() == "Record 2 people"
    assert "5 left out until you say who they are." in made.told.text()
    made.record.click()
    assert attended(store, meeting) == {
        "Amina Yusuf": (AttendanceState.PRESENT, AttendanceMode.ONLINE),
        "Olena Shevchenko": (AttendanceState.PRESENT, AttendanceMode.ONLINE),
    }
    assert led.said[-1] == ("Recorded attendance of 2 people.", True)
    store.undo()
    assert attended(store, meeting) == {}


def test_somebody_unknown_becomes_a_new_visitor_when_chosen(sheet, store, meeting):
    made = sheet("teams_current.csv")
    number = next(n for n, p in made._proposals.items() if p.attendee.label == "Maria Garcia")
    made.choose(number, NEW)
    made.record.click()
    assert attended(store, meeting)["Maria Garcia"] == (
        AttendanceState.VISITOR,
        AttendanceMode.ONLINE,
    )


def test_a_telephone_is_given_to_a_person_and_is_counted_once(sheet, store, meeting, people):
    made = sheet("teams_current.csv")
    number = next(n for n in made._proposals if made._verdict(n) is Verdict.DIALLED)
    made.choose(number, Choice(people[1]["Amina Yusuf"]))
    assert made.record.text() == "Record 2 people"


def test_the_minutes_that_count_are_a_setting_kept_at_once(qtbot, sheet, store):
    made = sheet("teams_current.csv")
    made.least.setFocus()
    made.least.selectAll()
    qtbot.keyClicks(made.least, "100")
    qtbot.keyClick(made.least, Key.Key_Return)
    assert made.record.text() == "Record 1 person"
    with store.read() as reader:
        assert reader.setting("attended_minutes") == "100"


def test_space_leaves_out_and_takes_again(qtbot, sheet):
    made = sheet("teams_current.csv")
    number = next(n for n, p in made._proposals.items() if p.attendee.label == "Amina Yusuf")
    made.table.show_record(number)
    qtbot.keyClick(made.table, Key.Key_Space)
    assert made.record.text() == "Record 1 person"


def test_dates_that_can_be_read_two_ways_are_asked(sheet, store, meeting):
    records.change(store, Meeting, meeting, {"held_on": date(2027, 3, 10)})
    made = sheet("teams_current.csv")
    assert [one.text() for one in made.days] == ["Sat 12 Sep 2026", "Wed 9 Dec 2026"]
    assert not made.record.isEnabled()
    made.days[1].click()
    assert made.record.text() == "Record 2 people"
    assert "Check that it is the right file" in made.problem.text()


def test_a_file_that_is_no_report_is_refused_in_words(desk, meeting, window):
    with pytest.raises(UserError, match="is not an attendance report"):
        read(desk, window, meeting, "outlook_new.csv")


@pytest.mark.parametrize(
    ("name", "tab", "papers"),
    [("zoom_old.csv", "Attendance", 0), ("outlook_new.csv", "Documents", 1)],
)
def test_a_report_dropped_on_a_meeting_is_read_and_any_other_file_attached(
    qtbot, desk, store, meeting, monkeypatch, name, tab, papers
):
    view = MeetingView(desk)
    qtbot.addWidget(view)
    view.show_meeting(meeting)
    shown = []
    monkeypatch.setattr(AttendanceSheet, "open", lambda self: shown.append(self.windowTitle()))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(FILES / name))])
    keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    view.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, *keys))
    assert view.tabs.tabText(view.tabs.currentIndex()) == tab
    assert len(shown) == 1 - papers
    with store.read() as reader:
        assert len(reader.find(Document, record_id=meeting)) == papers


def test_the_pack_goes_along_as_it_was_issued(letter, store, meeting):
    assert not letter().pack.isEnabled()
    issue_pack(store, meeting, b"%PDF-1.7 first", "{}")
    made = letter()
    made.pack.click()
    assert "The pack with the agenda and the papers is attached." in made.text.toPlainText()
    assert [one.content for one in made.mail().attached][1:] == [b"%PDF-1.7 first"]


def test_letters_are_commands_of_the_page(qtbot, desk, store, meeting, monkeypatch):
    written = []
    monkeypatch.setattr(RepliesTab, "write", lambda _self, letter: written.append(letter))
    page = make_page(desk)
    qtbot.addWidget(page)
    page.show_record(meeting)
    for command in page.commands():
        if command.words in {"Invite…", "Ask for replies…"}:
            assert command.enabled()
            command.run()
    assert written == [Letter.INVITE, Letter.CHASE]
    assert page.meeting.tabs.tabText(page.meeting.tabs.currentIndex()) == "Replies"
