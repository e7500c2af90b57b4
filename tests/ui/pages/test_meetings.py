"""The page of meetings, by real keys on a real file."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from copdesk.db.models import (
    Action,
    AgendaItem,
    Attendance,
    Community,
    Meeting,
    Organisation,
    PackIssue,
    Participant,
)
from copdesk.db.queries import meetings as asked
from copdesk.db.store import Store
from copdesk.domain.meetings import AttendanceMode, AttendanceState, MeetingState, Section
from copdesk.domain.packs import PackPart
from copdesk.progress import SILENT
from copdesk.services import actions, records
from copdesk.services.meetings import record_attendance, schedule_meeting
from copdesk.ui.dialogs.pack_options import PackDialog
from copdesk.ui.dialogs.preview import Preview
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.editor import Editor
from copdesk.ui.pages.meetings import page as make_page
from copdesk.ui.pages.meetings.pack import file_name
from tests.joining import people_join, takes_role

TODAY = date(2026, 11, 23)
Key = Qt.Key


class Told:
    """Remembers what the notice bar said."""

    def __init__(self):
        self.said, self.errors = [], []

    def say(self, text, undo=False):
        self.said.append((text, undo))

    def error(self, error):
        self.errors.append(str(error))


class Kept(dict):
    """Remembers what the window would."""

    def value(self, key, default=None):
        return self.get(key, default)

    def setValue(self, key, value):
        self[key] = value


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        yield opened


@pytest.fixture
def community(store):
    return records.add(store, Community, {"name": "Yorkshire and the Humber"})


@pytest.fixture
def people(store, community):
    names = ("Amina Yusuf", "Hồng Nguyễn Thị", "Olena Shevchenko", "王小明")
    ids = [records.add(store, Participant, {"name": name}) for name in names]
    people_join(store, community, ids)
    return ids


@pytest.fixture
def meeting(store, community, people):
    return schedule_meeting(
        store, community, TODAY, starts_at=time(10), ends_at=time(12), place="Leeds"
    )


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def page(qtbot, light, store, meeting, told):
    opened = []
    desk = Desk(
        store=store,
        today=lambda: TODAY,
        notices=told,
        open_record=lambda record_id: (opened.append(record_id), made.show_record(record_id)),
        run=lambda _parent, work, done: done(work(SILENT)),
        memory=Kept(),
    )
    made = make_page(desk)
    made.opened = opened
    qtbot.addWidget(made)
    made.resize(1180, 800)
    store.changed.append(made.refresh)
    made.refresh()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    store.changed.clear()


@pytest.fixture
def view(page, meeting):
    page.show_record(meeting)
    return page.meeting


def items(store, meeting):
    with store.read() as reader:
        return asked.agenda(reader, meeting)


def titles(store, meeting):
    return [item.title for item in items(store, meeting)]


def attended(store, meeting):
    with store.read() as reader:
        rows = reader.find(Attendance, meeting_id=meeting)
    return {row["participant_id"]: (row["state"], row["mode"]) for row in rows}


def words(table, key):
    return [table.rows.row(place).words[key] for place in range(len(table.rows.ids))]


def type_into(qtbot, editor, text):
    qtbot.keyClicks(editor.box, text)


# The list ---------------------------------------------------------------------------------------


def test_enter_on_a_meeting_opens_it_and_esc_leads_back(qtbot, page, meeting):
    page.list.table.setFocus()
    qtbot.keyClick(page.list.table, Key.Key_Return)
    assert page.currentWidget() is page.meeting
    assert "Q4 2026 meeting" in page.meeting.title.text()
    assert page.meeting.second.text().startswith("Mon 23 Nov 2026 (today), 10:00 to 12:00")
    assert page.meeting.state.words == "Planned"
    qtbot.keyClick(page.meeting.part("Agenda").table, Key.Key_Escape)
    assert page.currentWidget() is page.lists
    assert page.list.table.chosen() == [meeting]


def test_a_new_meeting_is_proposed_a_quarter_later_as_the_last_one_was(page, store, community):
    page.begin("meeting")
    values = page.list.pane.draft.values
    assert values["community_id"] == community
    assert values["held_on"] == date(2027, 2, 22)
    assert (values["starts_at"], values["place"]) == (time(10), "Leeds")


def test_planning_makes_the_usual_agenda_and_opens_the_meeting(page, store, meeting):
    page.begin("meeting")
    page.list.pane.draft.add_button.click()
    planned = page.meeting.meeting_id
    assert page.currentWidget() is page.meeting
    assert planned != meeting
    assert titles(store, planned)[:2] == ["Welcome and newcomers", "Matters arising"]
    assert store.undo_label() == "Plan Q1 2027 meeting, Yorkshire and the Humber"


def test_a_meeting_that_is_deleted_by_undo_leads_back_to_the_list(page, view, store, meeting):
    records.delete(store, Meeting, [meeting])
    assert page.currentWidget() is page.lists


# The agenda -------------------------------------------------------------------------------------


def test_enter_in_the_last_line_adds_an_item_where_its_section_stands(qtbot, view, store, meeting):
    table = view.part("Agenda").table
    table.show_record(items(store, meeting)[2].id)  # legal changes
    line = view.part("Agenda").add_line
    type_into(qtbot, line.editors["title"], "Fee waivers")
    line.editors["minutes"].box.setText("15")
    qtbot.keyClick(line.editors["title"].box, Key.Key_Return)
    found = items(store, meeting)
    assert [item.title for item in found].index("Fee waivers") == 3
    assert (found[3].section, found[3].minutes) == (Section.LEGAL_CHANGES, 15)
    assert table.current_id() == found[3].id
    assert line.editors["title"].box.text() == ""


def test_an_item_without_a_title_is_refused_beside_the_line(qtbot, view, store, meeting):
    before = titles(store, meeting)
    line = view.part("Agenda").add_line
    qtbot.keyClick(line.editors["title"].box, Key.Key_Return)
    assert line.problem() == "Item is needed."
    assert titles(store, meeting) == before


def test_what_can_not_be_read_stays_typed_and_is_told(qtbot, view, store, meeting):
    line = view.part("Agenda").add_line
    type_into(qtbot, line.editors["title"], "Fee waivers")
    type_into(qtbot, line.editors["minutes"], "soon")
    qtbot.keyClick(line.editors["minutes"].box, Key.Key_Return)
    assert "not a length of time" in line.problem()
    assert line.editors["title"].box.text() == "Fee waivers"
    assert "Fee waivers" not in titles(store, meeting)


def test_alt_down_moves_the_item_and_the_clock_times_follow(qtbot, view, store, meeting):
    table = view.part("Agenda").table
    table.setFocus()
    first, second = titles(store, meeting)[:2]
    assert words(table, "at")[:3] == ["10:00", "10:10", "10:20"]
    table.show_record(items(store, meeting)[2].id)
    qtbot.keyClick(table, Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(store, meeting)[:3] == [first, "Legal changes", second]
    assert words(table, "at")[:3] == ["10:00", "10:10", "10:35"]
    store.undo()
    assert titles(store, meeting)[:2] == [first, second]


def test_a_row_is_moved_by_dragging_it(qtbot, view, store, meeting):
    table = view.part("Agenda").table
    height = table.row_height
    before = titles(store, meeting)
    start, end = QPoint(120, height // 2), QPoint(120, 2 * height + height * 3 // 4)
    port = table.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(port, start + QPoint(0, 30))
    qtbot.mouseMove(port, end)
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    assert titles(store, meeting)[:3] == [before[1], before[2], before[0]]


def test_an_agenda_that_is_too_long_says_by_how_much(view, store, meeting):
    timing = view.part("Agenda").timing
    assert timing.words.text() == "2 h in all, 10:00 to 12:00"
    assert timing.over.words == "Just on time"
    records.change(store, AgendaItem, items(store, meeting)[0].id, {"minutes": 22})
    assert timing.over.words == "12 minutes over"
    assert timing.words.text() == "2 h 12 min in all, 10:00 to 12:12"
    last = view.part("Agenda").table.rows.index(7, view.part("Agenda").table.rows.keys.index("at"))
    assert last.data(Qt.ItemDataRole.AccessibleTextRole) == "12:07, after the end"


def test_f2_edits_in_place_and_tab_goes_on(qtbot, view, store, meeting):
    table = view.part("Agenda").table
    table.setFocus()
    item = items(store, meeting)[3]
    table.show_record(item.id)
    qtbot.keyClick(table, Key.Key_F2)
    editor = next(one for one in table.findChildren(Editor) if one.isVisible())
    editor.box.setText("Training offered and wanted")
    qtbot.keyClick(editor.box, Key.Key_Return)
    assert titles(store, meeting)[3] == "Training offered and wanted"


def test_delete_takes_an_item_off_and_undo_puts_it_back(qtbot, view, store, meeting, told):
    table = view.part("Agenda").table
    before = titles(store, meeting)
    table.show_record(items(store, meeting)[1].id)
    qtbot.keyClick(table, Key.Key_Delete)
    assert titles(store, meeting) == [before[0], *before[2:]]
    assert told.said[-1] == ("Took “Matters arising” off the agenda.", True)
    assert table.rows.place(table.current_id()) == 1
    store.undo()
    assert titles(store, meeting) == before


def test_the_note_beside_is_kept_for_the_item_it_was_typed_for(qtbot, view, store, meeting):
    table, beside = view.part("Agenda").table, view.part("Agenda").beside
    first, second = (item.id for item in items(store, meeting)[:2])
    table.show_record(first)
    type_into(qtbot, beside.rows["note"].editor, "Ask the newcomers first")
    table.show_record(second)
    found = items(store, meeting)
    assert (found[0].note, found[1].note) == ("Ask the newcomers first", "")
    assert beside.rows["note"].editor.value() == ""


def test_an_item_moves_to_the_next_meeting_when_there_is_one(view, store, meeting, community, told):
    view.part("Agenda").table.show_record(items(store, meeting)[4].id)
    view.part("Agenda").move_on()
    assert told.errors == ["No later meeting is planned. Plan it first, then move the item."]
    later = schedule_meeting(store, community, date(2027, 2, 22))
    view.part("Agenda").move_on()
    assert titles(store, later)[-1] == "Challenges"
    assert "Challenges" not in titles(store, meeting)
    assert store.undo_label() == "Move “Challenges” to Q1 2027 meeting, Yorkshire and the Humber"


# Attendance -------------------------------------------------------------------------------------


@pytest.fixture
def attendance(view):
    view.show_tab("Attendance")
    tab = view.part("Attendance")
    tab.table.setFocus()
    tab.table.choose([tab.table.rows.ids[0]])
    return tab


def test_one_key_a_person_and_the_keyboard_moves_on(qtbot, attendance, store, meeting):
    assert attendance.counts.text() == "0 present, 4 not yet marked"
    order = list(attendance.table.rows.ids)
    for key in (Key.Key_P, Key.Key_O, Key.Key_A, Key.Key_N):
        qtbot.keyClick(attendance.table, key)
    there = attended(store, meeting)
    assert [there[person] for person in order] == [
        (AttendanceState.PRESENT, AttendanceMode.IN_PERSON),
        (AttendanceState.PRESENT, AttendanceMode.ONLINE),
        (AttendanceState.APOLOGIES, AttendanceMode.UNKNOWN),
        (AttendanceState.ABSENT, AttendanceMode.UNKNOWN),
    ]
    assert attendance.counts.text() == "2 present, 1 apologies, 1 absent"


def test_space_marks_several_people_in_one_change(qtbot, attendance, store, meeting):
    attendance.table.selectAll()
    qtbot.keyClick(attendance.table, Key.Key_Space)
    assert store.undo_label() == "Record attendance of 4 people"
    assert attendance.counts.text() == "4 present"
    assert len(attendance.table.chosen()) == 4
    store.undo()
    assert attended(store, meeting) == {}
    assert attendance.counts.text() == "0 present, 4 not yet marked"


def test_the_rest_is_marked_absent_in_one_change(qtbot, attendance, store, told):
    qtbot.keyClick(attendance.table, Key.Key_P)
    attendance.rest_button.click()
    assert attendance.counts.text() == "1 present, 3 absent"
    assert told.said[-1] == ("Marked 3 people absent.", True)
    assert not attendance.rest_button.isEnabled()
    assert store.undo_label() == "Record attendance of 3 people"


def test_somebody_from_outside_is_added_as_a_visitor(qtbot, attendance, store, meeting):
    visitor = records.add(store, Participant, {"name": "Zoë Visitor"})
    line = attendance.add_line.editors["participant_id"]
    line.box.setText("Zoë Visitor")
    qtbot.keyClick(line.box, Key.Key_Return)
    assert attended(store, meeting) == {visitor: (AttendanceState.VISITOR, AttendanceMode.UNKNOWN)}
    assert attendance.counts.text() == "1 present (1 visitor), 4 not yet marked"
    qtbot.keyClick(attendance.table, Key.Key_O)
    assert attended(store, meeting)[visitor] == (AttendanceState.VISITOR, AttendanceMode.ONLINE)


def test_a_click_on_an_organisation_opens_it(qtbot, page, view, store, people):
    firm = records.add(store, Organisation, {"name": "Northgate Law Centre"})
    takes_role(store, people[0], firm)
    view.show_tab("Attendance")
    table = view.part("Attendance").table
    index = table.rows.index(table.rows.place(people[0]), table.rows.keys.index("organisations"))
    spot = table.visualRect(index).center()
    spot.setX(table.visualRect(index).x() + 30)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.opened[-1] == firm


def test_a_person_is_found_by_typing(attendance, people):
    attendance.filter.setText("nguyen")
    assert list(attendance.table.rows.ids) == [people[1]]


def test_before_the_day_people_are_invited_not_unmarked(page, store, community):
    later = schedule_meeting(store, community, date(2027, 2, 22))
    page.show_record(later)
    page.meeting.show_tab("Attendance")
    assert page.meeting.part("Attendance").counts.text() == "4 people invited"


# Actions ----------------------------------------------------------------------------------------


@pytest.fixture
def earlier(store, community, people):
    held = schedule_meeting(store, community, date(2026, 8, 24))
    record_attendance(store, held, {people[0]: AttendanceState.PRESENT})
    return actions.agree_action(
        store, "Send the list", meeting_id=held, owner_id=people[0], due_on=date(2026, 11, 18)
    )


def test_open_actions_of_earlier_meetings_are_carried_over(view, earlier):
    view.show_tab("Actions")
    table = view.part("Actions").table
    assert list(table.rows.ids) == [earlier]
    assert words(table, "standing") == ["5 days late"]
    assert view.part("Actions").counts.text() == (
        "0 actions; 1 carried over from earlier meetings; 1 late"
    )


def test_an_action_is_typed_in_the_last_line(qtbot, view, store, meeting, people):
    view.show_tab("Actions")
    line = view.part("Actions").add_line
    type_into(qtbot, line.editors["title"], "Book the room")
    line.editors["owner_id"].box.setText("Olena Shevchenko")
    type_into(qtbot, line.editors["due_on"], "4/12")
    qtbot.keyClick(line.editors["due_on"].box, Key.Key_Return)
    with store.read() as reader:
        (action,) = reader.find(Action, meeting_id=meeting)
    assert (action["title"], action["owner_id"]) == ("Book the room", people[2])
    assert (action["due_on"], action["reference"]) == (date(2026, 12, 4), "A-2026-001")
    assert words(view.part("Actions").table, "meeting") == ["This meeting"]


def test_space_and_a_click_on_the_box_mark_an_action_done_or_not(qtbot, view, store, earlier):
    view.show_tab("Actions")
    table = view.part("Actions").table
    table.show_record(earlier)
    qtbot.keyClick(table, Key.Key_Space)
    assert words(table, "standing") == ["Done 23 Nov 2026"]
    index = table.rows.index(0, table.rows.keys.index("done_on"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "done, 23 Nov 2026"
    spot = table.visualRect(index).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert words(table, "standing") == ["5 days late"]


# Minutes, details, documents --------------------------------------------------------------------


def test_looking_at_every_tab_of_every_meeting_changes_nothing(page, store, meeting, community):
    other = schedule_meeting(store, community, date(2026, 8, 24))
    for each in (meeting, other):
        records.change(store, Meeting, each, {"minutes": f"The minutes of {each}."})
    before = store.undo_label()
    for each in (meeting, other, meeting):
        page.show_record(each)
        for title in page.meeting.titles():
            page.meeting.show_tab(title)
    page.leave()
    assert store.undo_label() == before
    with store.read() as reader:
        kept = [reader.get(Meeting, each)["minutes"] for each in (meeting, other)]
    assert kept == [f"The minutes of {each}." for each in (meeting, other)]


def test_minutes_and_outcomes_are_kept_when_left(qtbot, view, store, meeting):
    view.show_tab("Minutes")
    first = items(store, meeting)[0].id
    type_into(qtbot, view.part("Minutes").form.rows["minutes"].editor, "We met.")
    type_into(qtbot, view.part("Minutes").form.rows[str(first)].editor, "Two newcomers.")
    view.settle()
    with store.read() as reader:
        assert reader.get(Meeting, meeting)["minutes"] == "We met."
    assert items(store, meeting)[0].outcome == "Two newcomers."


def test_what_is_typed_in_the_minutes_is_kept_on_the_way_back(qtbot, page, view, store, meeting):
    view.show_tab("Minutes")
    type_into(qtbot, view.part("Minutes").form.rows["minutes"].editor, "We met.")
    page.leave()
    with store.read() as reader:
        assert reader.get(Meeting, meeting)["minutes"] == "We met."


def test_a_new_item_on_the_agenda_gets_its_outcome_under_the_minutes(view, store, meeting):
    view.show_tab("Minutes")
    item = records.add(
        store, AgendaItem, {"meeting_id": meeting, "title": "One more", "position": 9}
    )
    editor = view.part("Minutes").form.rows[str(item)].editor
    assert editor.field.label == "9. One more: outcome"


def test_the_heading_follows_the_details(qtbot, view, store, meeting):
    view.show_tab("Details")
    records.change(store, Meeting, meeting, {"place": "Hull", "title": "The winter meeting"})
    assert view.title.text() == "The winter meeting"
    assert view.second.text().endswith("Hull  ·  Yorkshire and the Humber")
    assert view.part("Details").form.rows["place"].editor.value() == "Hull"


def test_a_meeting_of_today_can_be_marked_as_held(view, store, meeting, told):
    assert view.held_button.isVisible()
    view.held_button.click()
    assert view.is_state(MeetingState.HELD)
    assert view.state.words == "Held"
    assert not view.held_button.isVisible()
    assert told.said[-1] == ("Marked as held.", True)


def test_papers_are_attached_and_listed(view, store, meeting, tmp_path):
    paper = tmp_path / "Fee waivers.txt"
    paper.write_text("Refusals without reasons", encoding="utf-8")
    view.show_tab("Documents")
    view.part("Documents").attach([paper])
    with store.read() as reader:
        assert "Fee waivers.txt" in list(reader.titles(range(1, 400)).values())
    assert view.part("Documents").list.current_id()


def test_the_pack_is_built_and_shown_with_what_is_wrong_first(view, tmp_path, qtbot):
    paper = tmp_path / "Notes.docx"
    paper.write_bytes(b"PK no Word file")
    view.part("Documents").show_record(view.meeting_id)
    view.part("Documents").attach([paper])
    view.pack_button.click()
    (asked,) = view.window().findChildren(PackDialog)
    assert any("Notes.docx" in one.text() for one in asked.findChildren(QLabel))
    asked.preview.click()
    (preview,) = view.window().findChildren(Preview)
    assert preview.windowTitle().startswith("Pack: Q4 2026 meeting")
    assert preview.pages.count >= 3
    assert any("Notes.docx" in sentence for sentence in preview._shown.problems)
    preview.reject()


def test_a_pack_is_named_so_that_every_system_takes_it():
    assert file_name('Q4: "Leeds/Hull"? ') == "Q4 Leeds Hull pack.pdf"
    assert file_name("///") == "Meeting pack.pdf"


# Reaching everything ----------------------------------------------------------------------------


def focusable(widget):
    return [
        one
        for one in widget.findChildren(QWidget)
        if one.isVisible() and one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.isEnabled()
    ]


@pytest.mark.parametrize("tab", ["Agenda", "Attendance", "Actions", "Minutes", "Documents"])
def test_everything_that_takes_the_keyboard_has_a_name(view, tab):
    view.show_tab(tab)
    nameless = []
    for one in focusable(view):
        interface = QAccessible.queryAccessibleInterface(one)
        if interface and not interface.text(QAccessible.Text.Name):
            nameless.append(one)
    assert not nameless


def test_while_a_meeting_is_open_delete_belongs_to_what_has_the_keyboard(
    page, view, store, meeting
):
    (delete,) = [one for one in page.commands() if one.keys == "Del"]
    view.part("Agenda").table.setFocus()
    view.part("Agenda").table.show_record(items(store, meeting)[1].id)
    delete.run()
    with store.read() as reader:
        assert reader.get(Meeting, meeting) is not None
    assert "Matters arising" not in titles(store, meeting)


def test_no_two_commands_have_the_same_keys(page):
    keys = [one.keys for one in page.commands() if one.keys]
    assert len(keys) == len(set(keys))


def test_alt_and_a_number_show_a_tab(page, view):
    (command,) = [one for one in page.commands() if one.keys == "Alt+4"]
    assert command.enabled()
    command.run()
    assert view.tabs.tabText(view.tabs.currentIndex()) == "Actions"
    page.leave()
    assert not command.enabled()


def test_add_on_this_tab_goes_to_the_line_of_the_tab(page, view):
    view.show_tab("Actions")
    view.add()
    focused = view.window().focusWidget()
    assert isinstance(focused, QLineEdit)
    assert focused is view.part("Actions").add_line.editors["title"].box


def test_a_paper_is_taken_off_and_undo_puts_it_back(qtbot, view, store, tmp_path, told):
    paper = tmp_path / "Old.txt"
    paper.write_text("Old news", encoding="utf-8")
    view.show_tab("Documents")
    part = view.part("Documents")
    part.attach([paper])
    part.delete_button.click()
    assert told.said[-1] == ("Removed Old.txt.", True)
    assert not part.delete_button.isEnabled()
    store.undo()
    view.refresh()
    assert part.delete_button.isEnabled()


def test_every_paper_of_a_meeting_is_in_its_menu_and_shown(view):
    words = [one.words for one in view.papers()]
    assert "Agenda…" in words
    assert "Sign-in sheet…" in words
    next(one for one in view.papers() if one.words == "Sign-in sheet…").run()
    (preview,) = view.window().findChildren(Preview)
    assert preview.windowTitle().startswith("Sign-in sheet")
    preview.reject()


def test_an_issued_pack_is_kept_undone_and_listed_when_the_next_is_built(view, store, told):
    view.pack_button.click()
    (asked,) = view.window().findChildren(PackDialog)
    asked.parts[PackPart.WINS].setChecked(False)
    asked.preview.click()
    (preview,) = view.window().findChildren(Preview)
    issue = next(one for one in preview.findChildren(QPushButton) if "Issue" in one.text())
    issue.click()
    assert not issue.isEnabled()
    assert told.said[-1] == ("Issue 1 of the pack is kept with the meeting.", True)
    preview.reject()
    view.pack_button.click()
    again = next(one for one in view.window().findChildren(PackDialog) if one.isVisible())
    assert not again.parts[PackPart.WINS].isChecked()
    assert any("Issue 1, " in one.text() for one in again.findChildren(QLabel))
    again.reject()
    store.undo()
    with store.read() as reader:
        assert reader.find(PackIssue) == []
