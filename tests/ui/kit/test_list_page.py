import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication

from copdesk.db.models import Community, Organisation, OrganisationMembership, Participant
from copdesk.errors import Cancelled
from copdesk.imports.targets import Subject
from copdesk.progress import Progress
from copdesk.services import drafts, records
from copdesk.ui.dialogs.import_wizard import ImportWizard
from copdesk.ui.kit.record_heading import RecordHeading
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.row_popup import RowPopup
from copdesk.ui.pages import communities, organisations, participants
from tests.joining import takes_role
from tests.ui.kit.conftest import CTRL, RUN, do, names, opened, press


def org(store, name):
    with store.read() as reader:
        return reader.find(Organisation, name=name)[0]


def test_lists_sort_letters_with_marks_beside_the_plain_ones(page):
    assert names(page) == ["Ärztehaus", "Northgate Law Centre", "Welcome House"]


def test_coming_by_keyboard_chooses_the_first_row_and_shows_it(page):
    assert page.table.chosen() == [page.table.rows.ids[0]]
    assert page.pane.record.heading.title.text() == "Ärztehaus"
    assert page.status_text() == "3 organisations, 1 chosen"


def test_enter_goes_into_the_form_and_a_field_is_saved_when_left(qtbot, page, store):
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(QApplication.focusWidget(), "Northgate")
    press(qtbot, Qt.Key.Key_Tab)
    assert org(store, "Northgate")["town"] == "Leeds"
    assert "Northgate" in names(page)
    assert store.undo_label() == "Change name of organisation Northgate Law Centre"


def test_deleting_asks_nothing_says_so_and_can_be_undone(qtbot, page, store, desk):
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Delete)
    assert names(page) == ["Ärztehaus", "Welcome House"]
    assert desk.notices.said == [("Deleted organisation Northgate Law Centre.", True)]
    assert page.table.current_id() == org(store, "Welcome House")["id"]
    store.undo()
    assert "Northgate Law Centre" in names(page)


def test_many_rows_are_deleted_with_their_progress_shown_and_can_be_stopped(qtbot, page, store):
    with store.change("Many") as unit:
        unit.insert_many(Organisation, [{"name": f"Body {number:02}"} for number in range(40)])
    press(qtbot, Qt.Key.Key_A, CTRL)
    RUN.clear()
    press(qtbot, Qt.Key.Key_Delete)
    assert len(RUN) == 1
    assert names(page) == []
    store.undo()
    assert len(names(page)) == 43
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        RUN[0](stopped)
    assert len(names(page)) == 43


def test_adding_keeps_a_draft_and_then_the_record(qtbot, page, store, desk):
    do(page, "Add organisation")
    qtbot.keyClicks(QApplication.focusWidget(), "Cymru Justice")
    press(qtbot, Qt.Key.Key_Tab)
    assert drafts.drafts(store, Organisation)[0].values["name"] == "Cymru Justice"
    assert "Cymru Justice" not in names(page)
    press(qtbot, Qt.Key.Key_Return, CTRL)
    assert "Cymru Justice" in names(page)
    assert drafts.drafts(store, Organisation) == []
    assert page.table.current_id() == org(store, "Cymru Justice")["id"]
    assert desk.notices.said[-1] == ("Added organisation Cymru Justice.", True)


def test_a_draft_that_was_left_is_offered_again(qtbot, page, show, desk):
    do(page, "Add organisation")
    qtbot.keyClicks(QApplication.focusWidget(), "Half")
    press(qtbot, Qt.Key.Key_Tab)
    again = opened(show, desk, organisations)
    do(again, "Add organisation")
    assert again.pane.draft.values["name"] == "Half"
    assert again.pane.draft_heading.sentence.text()


def test_several_rows_are_changed_in_one_step(qtbot, page, store, desk):
    press(qtbot, Qt.Key.Key_A, CTRL)
    row = page.pane.many.form.rows["town"]
    row.editor.setFocus()
    row.editor.select_all()
    qtbot.keyClicks(row.editor.box, "York")
    press(qtbot, Qt.Key.Key_Tab)
    qtbot.mouseClick(page.pane.many.apply_button, Qt.MouseButton.LeftButton)
    assert {org(store, name)["town"] for name in names(page)} == {"York"}
    assert desk.notices.said[-1] == ("Changed 3 organisations.", True)
    store.undo()
    assert {org(store, name)["town"] for name in names(page)} == {"Leeds"}


def test_filtering_narrows_and_the_empty_result_offers_the_way_back(qtbot, page):
    do(page, "Filter this list")
    qtbot.keyClicks(QApplication.focusWidget(), "arzt")
    assert names(page) == ["Ärztehaus"]
    assert page.status_text().startswith("1 of 3 organisations")
    qtbot.keyClicks(QApplication.focusWidget(), "zzz")
    assert page.frame.clear_button.isVisible()
    qtbot.mouseClick(page.frame.clear_button, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 3


def test_chips_count_as_records_change(qtbot, page, store):
    assert page.bar.chips[3].text().strip() == "In no community  3"
    community = records.add(store, Community, {"name": "CoP"})
    house = org(store, "Welcome House")["id"]
    records.add(
        store, OrganisationMembership, {"organisation_id": house, "community_id": community}
    )
    assert page.bar.chips[3].text().strip() == "In no community  2"
    assert page.bar.chips[1].text().strip() == "Members  1"


def memberships(page):
    found = page.pane.record.findChildren(RelatedList)
    return next(one for one in found if one._spec.title == "Communities")


def test_a_membership_is_added_by_picking_and_removed_by_delete(qtbot, page, store):
    community = records.add(store, Community, {"name": "Immigration CoP"})
    related = memberships(page)
    qtbot.keyClicks(related.picker.line, "immi")
    qtbot.keyClick(related.picker._popup.popup(), Qt.Key.Key_Return)
    with store.read() as reader:
        rows = reader.find(OrganisationMembership, community_id=community)
    assert [row["organisation_id"] for row in rows] == [page.pane.record.record_id]
    assert related.table.isVisibleTo(related)
    related.table.setFocus()
    qtbot.keyClick(related.table, Qt.Key.Key_Delete)
    with store.read() as reader:
        assert reader.find(OrganisationMembership, community_id=community) == []


def test_f2_on_a_membership_opens_its_dates_over_the_row(qtbot, page, store):
    community = records.add(store, Community, {"name": "Immigration CoP"})
    mine = {"organisation_id": page.pane.record.record_id, "community_id": community}
    row_id = records.add(store, OrganisationMembership, mine)
    page.refresh()
    related = memberships(page)
    related.table.show_record(row_id)
    related.table.setFocus()
    qtbot.keyClick(related.table, Qt.Key.Key_F2)
    popup = related.findChild(RowPopup)
    start = popup.form.rows["start"].editor.box
    start.setFocus()
    qtbot.keyClicks(start, "feb 2019")
    qtbot.keyClick(start, Qt.Key.Key_Return, CTRL)
    with store.read() as reader:
        assert str(reader.get(OrganisationMembership, row_id)["start"]) == "2019-02"
    told = related.table.rows.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Immigration CoP, Member, since Feb 2019"


def test_the_name_in_a_small_list_is_a_link(qtbot, page, store, desk):
    community = records.add(store, Community, {"name": "Immigration CoP"})
    mine = {"organisation_id": page.pane.record.record_id, "community_id": community}
    records.add(store, OrganisationMembership, mine)
    page.refresh()
    table = memberships(page).table
    rect = table.visualRect(table.rows.index(0, 0))
    at = rect.topLeft() + type(rect.center())(24, rect.height() // 2)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.notices.opened == [community]


def test_a_paper_dropped_on_a_row_is_attached_to_it(page, store, tmp_path, desk):
    paper = tmp_path / "minutes.pdf"
    paper.write_bytes(b"%PDF-1.4 minutes")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(paper))])
    rect = page.table.visualRect(page.table.rows.index(2, 0))
    at = page.table.viewport().mapTo(page, rect.center())
    page.dropEvent(
        QDropEvent(
            QPointF(at),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    house = org(store, "Welcome House")["id"]
    assert page.pane.record.record_id == house
    assert desk.notices.said[-1] == ("Attached minutes.pdf.", True)
    assert page.pane.record.documents.list.model().rowCount() == 1


def test_history_tells_before_and_after_and_takes_one_change_back(qtbot, page, store):
    target = page.pane.record.record_id
    records.change(store, Organisation, target, {"town": "York"})
    page.pane.record.show_tab("History")
    tab = page.pane.record._lists[page.pane.record.tabs.currentIndex()][0]
    assert tab.told.text() == "Town: Leeds → York"
    qtbot.mouseClick(tab.revert_button, Qt.MouseButton.LeftButton)
    with store.read() as reader:
        assert reader.get(Organisation, target)["town"] == "Leeds"


def test_showing_a_record_that_is_filtered_out_clears_the_filters(qtbot, page, store):
    do(page, "Filter this list")
    qtbot.keyClicks(QApplication.focusWidget(), "arzt")
    house = org(store, "Welcome House")["id"]
    page.show_record(house)
    assert page.table.current_id() == house
    assert page.bar.text() == ""


def test_the_pane_is_closed_with_esc_and_that_is_remembered(qtbot, page, show, desk):
    press(qtbot, Qt.Key.Key_Escape)
    assert page.pane.isHidden()
    assert opened(show, desk, organisations).pane.isHidden()


def test_columns_are_remembered_for_each_list(qtbot, page, show, desk):
    page.table.header.set_shown("email", True)
    again = opened(show, desk, organisations)
    assert "email" not in again.table.header.choice.hidden


@pytest.mark.parametrize("module", [communities, organisations, participants])
def test_an_empty_file_says_what_belongs_here_and_has_the_button(qtbot, show, desk, module):
    page = opened(show, desk, module)
    assert page.frame.add_button.isVisible()
    qtbot.mouseClick(page.frame.add_button, Qt.MouseButton.LeftButton)
    assert page.pane.drafting
    assert page.pane.draft.form.rows["name"].editor.box.hasFocus()


def test_the_organisation_of_a_person_is_a_link(qtbot, show, desk, filled, store):
    person = records.add(store, Participant, {"name": "Amina Yusuf"})
    house = org(store, "Welcome House")["id"]
    takes_role(store, person, house, role="Adviser")
    page = opened(show, desk, participants)
    column = page.table.rows.keys.index("organisation")
    rect = page.table.visualRect(page.table.rows.index(0, column))
    at = rect.topLeft() + type(rect.center())(20, rect.height() // 2)
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.notices.opened == [house]


def test_a_record_deleted_elsewhere_leaves_the_pane(page, store):
    records.delete(store, Organisation, page.table.chosen())
    assert "Ärztehaus" not in names(page)
    assert page.pane.record.heading.title.text() != "Ärztehaus" or not page.table.chosen()


def test_every_button_is_named_and_large_enough(page):
    for one in page.findChildren(QAbstractButton):
        if one.isVisible():
            spoken = QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name)
            assert spoken, (one, one.parent(), one.objectName())
            if one.parent().metaObject().className() not in (
                "QLineEdit",
                "HintedLine",
                "FilterBox",
            ):
                assert min(one.width(), one.height()) >= 24, (spoken, one.size())


def test_markup_in_a_name_is_shown_as_it_was_typed(qtbot, page, store):
    nasty = "<img src='file:///etc/passwd'><b>x"
    target = records.add(store, Organisation, {"name": nasty})
    page.show_record(target)
    assert page.pane.record.heading.title.text() == nasty
    assert page.pane.record.heading.title.textFormat() == Qt.TextFormat.PlainText


def test_rows_copied_in_a_spreadsheet_are_pasted_into_a_list_through_the_import(qtbot, page):
    QApplication.clipboard().setText("Organisation\tTown\nOpen Door\tLeeds\n")
    do(page, "Paste rows…")
    (wizard,) = page.window().findChildren(ImportWizard)
    qtbot.waitUntil(lambda: wizard.step.text().startswith("Step 2"), timeout=20_000)
    assert wizard.choose.subject is Subject.ORGANISATIONS
    wizard.reject()


def test_a_clipboard_without_rows_is_not_pasted(page, desk):
    QApplication.clipboard().setText("Open Door")
    do(page, "Paste rows…")
    assert page.window().findChildren(ImportWizard) == []
    assert str(desk.notices.errors[-1]).startswith("There are no rows to paste.")


def test_a_list_that_nothing_is_imported_into_offers_no_pasting(show, desk, store):
    listed = opened(show, desk, communities)
    assert "Paste rows…" not in [one.words for one in listed.commands()]


def test_where_there_is_little_room_the_buttons_of_the_head_go_without_their_words(page):
    head = page.head
    head.setMaximumWidth(360)
    QApplication.processEvents()
    assert head.export.text() == ""
    assert head.export.accessibleName() == "Export"
    assert head.add.text().strip() == "Add organisation"
    head.setMaximumWidth(1280)
    QApplication.processEvents()
    assert head.export.text().strip() == "Export"


def test_the_bar_is_as_high_as_its_lines_when_the_window_becomes_narrow_or_wide(qtbot, page):
    low = page.bar.height()
    page.window().resize(page.window().minimumSizeHint().width(), 720)
    qtbot.waitUntil(lambda: page.bar.height() > low)
    assert page.bar.height() == page.bar.heightForWidth(page.bar.width())
    page.window().resize(1280, 720)
    qtbot.waitUntil(lambda: page.bar.height() == low)


def test_a_page_keeps_all_that_it_made_within_itself(page):
    assert [
        each for each in QApplication.topLevelWidgets() if isinstance(each, RecordHeading)
    ] == []
