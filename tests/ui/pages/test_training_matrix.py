"""The matrix of people and policies, by real keys on a real file."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from copdesk.db.models import Affiliation, Course, Organisation, Participant, TrainingSession
from copdesk.domain.training import Coverage, PolicyScope, Standing, Status, Tier
from copdesk.services import records, training, training_sessions
from copdesk.ui.kit.paint import face
from copdesk.ui.pages.training import matrix as module
from copdesk.ui.pages.training import page as make_page
from copdesk.ui.pages.training.matrix_ahead import ahead_words
from copdesk.ui.pages.training.matrix_drawn import whole_lines
from copdesk.ui.pages.training.matrix_lines import NARROWED, first_words, second_words, spoken
from tests.ui.pages.conftest import TODAY

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def office(store):
    """Two chambers; a policy of one of them and one of everybody; a session to come."""
    castle, mill = (
        records.add(store, Organisation, {"name": name}) for name in ("Castle Chambers", "Mill Law")
    )
    amina, azad, ming = (
        records.add(store, Participant, {"name": name})
        for name in ("Amina Yusuf", "Azad Ali Rasul", "王小明")
    )
    for person, place in ((amina, castle), (azad, castle), (azad, mill)):
        records.add(store, Affiliation, {"participant_id": person, "organisation_id": place})
    hours = Decimal("3.00")
    first = training.adopt_policy(
        store,
        {
            "title": "Anti-oppression training",
            "adopted_on": TODAY - timedelta(days=150),
            "required_hours": hours,
            "scope": PolicyScope.ORGANISATION,
            "organisation_id": castle,
        },
    )
    second = training.adopt_policy(
        store,
        {"title": "Safeguarding", "adopted_on": date(2024, 1, 1), "required_hours": hours},
    )
    course = {"title": "First steps", "policy_id": first, "tier": Tier.COMPULSORY}
    session = records.add(
        store,
        TrainingSession,
        {
            "title": "First steps in December",
            "course_id": records.add(store, Course, course),
            "held_on": TODAY + timedelta(days=10),
            "hours": hours,
        },
    )
    training.record_hours(store, second, {amina: hours}, date(2026, 5, 4))
    training_sessions.book(store, session, [azad])
    return {"amina": amina, "azad": azad, "ming": ming, "castle": castle, "mill": mill} | {
        "first": first,
        "second": second,
        "session": session,
    }


@pytest.fixture
def matrix(desk, office, show_page):
    page = show_page(make_page(desk))
    page.tabs.setCurrentIndex(1)
    page.matrix.table.setFocus()
    return page.matrix


def texts(widget):
    """All that stands on the labels of a part of the page."""
    return " ".join(each.text() for each in widget.findChildren(QLabel))


def seen(matrix):
    """What stands in the matrix: name, then the first words of each cell."""
    return [
        (line.name, *(first_words(cell) for cell in line.cells)) for line in matrix.table.held.lines
    ]


def answer(matrix, press, row, words):
    row.editor.line.setFocus()
    row.editor.line.selectAll()
    press(matrix, words, Key.Key_Return)


def test_everybody_stands_against_every_policy_and_out_of_scope_is_left_blank(matrix):
    assert matrix.table.held.head == (
        ("Safeguarding", "1 of 3 met"),
        ("Anti-oppression training", "0 of 2 met"),
    )
    assert seen(matrix) == [
        ("Amina Yusuf", "Met", "In progress"),
        ("Azad Ali Rasul", "Overdue", "In progress"),
        ("王小明", "Overdue", ""),
    ]


def test_arrows_walk_from_cell_to_cell_and_the_pane_shows_the_rows_behind(matrix, press, office):
    matrix.table.show_cell(office["amina"], 0)
    assert matrix.pane.heading.title.text() == "Amina Yusuf"
    assert "met on Mon 4 May 2026" in texts(matrix.pane)
    press(matrix, Key.Key_Right)
    assert "0.00 of 3.00 hours" in texts(matrix.pane)
    press(matrix, Key.Key_Down)
    assert matrix.pane.heading.title.text() == "Azad Ali Rasul"


def test_enter_opens_the_person_and_the_line_of_an_organisation_opens_it(
    matrix, press, office, led
):
    matrix.table.show_cell(office["azad"], 0)
    press(matrix, Key.Key_Return)
    matrix.asked.by_organisation.click()
    matrix.table.setCurrentIndex(matrix.table.held.index(0, 0))
    matrix.table.setFocus()
    press(matrix, Key.Key_Return)
    assert led.opened == [office["azad"], office["castle"]]


def test_by_organisation_each_has_its_own_coverage_and_who_is_in_two_stands_under_both(matrix):
    matrix.asked.by_organisation.click()
    assert [(line.name, line.under) for line in matrix.table.held.lines] == [
        ("Castle Chambers", "2 people"),
        ("Amina Yusuf", ""),
        ("Azad Ali Rasul", "Also at Mill Law"),
        ("Mill Law", "1 person"),
        ("Azad Ali Rasul", "Also at Castle Chambers"),
        ("Of no organisation", "1 person"),
        ("王小明", ""),
    ]
    assert seen(matrix)[0] == ("Castle Chambers", "1 of 2 met", "0 of 2 met")
    assert matrix.status_text() == "3 people, 2 policies"


def test_it_is_narrowed_by_words_by_organisation_and_by_how_people_stand(matrix, press, office):
    matrix.asked.box.setFocus()
    press(matrix, "mill")
    assert [each[0] for each in seen(matrix)] == ["Azad Ali Rasul"]
    matrix.asked.clear()
    matrix.asked.organisation.setCurrentText("Castle Chambers")
    assert [each[0] for each in seen(matrix)] == ["Amina Yusuf", "Azad Ali Rasul"]
    matrix.asked.clear()
    matrix.asked.to.setCurrentText("Overdue or expired")
    assert [each[0] for each in seen(matrix)] == ["Azad Ali Rasul", "王小明"]
    matrix.asked.to.setCurrentText("Due soon")
    assert seen(matrix) == []
    assert matrix.frame.clear_button.isVisible()
    matrix.frame.clear_button.click()
    assert len(seen(matrix)) == 3


def test_a_policy_clicked_puts_its_worst_first_and_clicked_again_goes_back_to_names(matrix):
    matrix.table.policies.sectionClicked.emit(0)
    assert [each[0] for each in seen(matrix)] == ["Azad Ali Rasul", "王小明", "Amina Yusuf"]
    matrix.table.policies.sectionClicked.emit(0)
    assert seen(matrix)[0][0] == "Amina Yusuf"


def test_an_earlier_day_and_what_was_known_then_are_told_apart(matrix, press):
    answer(matrix, press, matrix.asked.as_at, "4 May 2026")
    assert seen(matrix)[0][:2] == ("Amina Yusuf", "Met")
    assert len(matrix.table.held.head) == 1, "the other policy was not adopted yet"
    answer(matrix, press, matrix.asked.known_on, "5 May 2026")
    assert seen(matrix)[0][:2] == ("Amina Yusuf", "Overdue"), "the hours were entered today"
    assert matrix.said.text() == "As at Mon 4 May 2026, as known on Tue 5 May 2026."


def test_what_if_everybody_booked_attends_moves_to_that_day_and_says_how_many_more(matrix):
    assert matrix.asked.what_if.itemText(1) == "If the 1 person booked on Thu 3 Dec 2026 attends"
    matrix.asked.what_if.setCurrentIndex(1)
    assert matrix.said.text() == (
        "As at Thu 3 Dec 2026, if everybody booked on First steps in December attends: "
        "Anti-oppression training: 0 of 2 now, 1 of 2 then."
    )
    assert seen(matrix)[1] == ("Azad Ali Rasul", "Overdue", "Met")
    matrix.asked.what_if.setCurrentIndex(0)
    assert seen(matrix)[1][2] != "Met"


def test_who_lapses_next_leads_to_the_cell_even_when_it_is_filtered_away(matrix, press, office):
    matrix.asked.box.setFocus()
    press(matrix, "nobody of this name")
    matrix.side.setCurrentIndex(1)
    assert matrix.ahead.said.text() == (
        "0 lapse within 30 days of Mon 23 Nov 2026, 2 within 60 and 2 within 90 days, "
        "if nothing is done."
    )
    matrix.ahead.table.setFocus()
    press(matrix, Key.Key_Return)
    assert matrix.table.current_line().id == office["amina"]
    assert matrix.table.currentIndex().column() == 1


def test_hours_are_recorded_for_several_people_of_one_policy_and_taken_back(
    matrix, press, office, store
):
    matrix.table.show_cell(office["amina"], 1)
    press(matrix, (Key.Key_Down, Held.ShiftModifier))
    matrix.record()
    press(matrix, Key.Key_Tab, Key.Key_Tab, "3", (Key.Key_Return, Held.ControlModifier))
    assert [each[2] for each in seen(matrix)][:2] == ["Met", "Met"]
    store.undo()
    assert [each[2] for each in seen(matrix)][:2] == ["In progress", "In progress"]


def test_lines_are_copied_whole(matrix, press, office):
    matrix.table.show_cell(office["azad"], 0)
    press(matrix, (Key.Key_C, Held.ControlModifier))
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[1].split("\t") == [
        "Azad Ali Rasul",
        "Castle Chambers, Mill Law",
        "Overdue, 0.00 of 3.00 h",
        "In progress, 0.00 of 3.00 h",
    ]


def test_every_cell_and_header_is_read_out_in_words(matrix):
    held = matrix.table.held
    role = Qt.ItemDataRole.AccessibleTextRole
    assert held.data(held.index(2, 1), role) == "王小明, Anti-oppression training: Not in scope."
    assert held.data(held.index(1, 1), role).startswith(
        "Azad Ali Rasul, Anti-oppression training: In progress: 0.00 of 3.00 hours; due by"
    )
    assert held.headerData(0, Qt.Orientation.Horizontal, role) == "Safeguarding, 1 of 3 met"


def test_words_of_a_cell_for_every_status():
    for status in Status:
        how = Standing(status, Decimal("1.50"), Decimal("3.00"), TODAY, None)
        assert first_words(how) == status.label
        assert spoken(how).startswith(f"{status.label}: ")
    assert second_words(Coverage(1, 2)) == second_words(None) == ""
    renewed = Standing(
        Status.DUE_SOON, Decimal(3), Decimal(3), TODAY, TODAY, renews=True, grace_until=TODAY
    )
    assert second_words(renewed) == "until 23 Nov 2026"
    assert all(statuses <= frozenset(Status) for statuses in NARROWED.values())


def test_counts_of_what_changes_next_add_up():
    assert ahead_words({30: 1, 60: 2, 90: 0}, TODAY).startswith("1 lapses within 30 days")
    assert "3 within 60 and 3 within 90" in ahead_words({30: 1, 60: 2, 90: 0}, TODAY)
    assert ahead_words({30: 0, 60: 0, 90: 0}, TODAY) == (
        "Nobody lapses in the 90 days after Mon 23 Nov 2026."
    )


def test_without_a_policy_the_matrix_says_so_and_leads_to_one(desk, show_page):
    page = show_page(make_page(desk))
    page.tabs.setCurrentIndex(1)
    assert page.matrix.frame.add_button.isVisible()
    page.matrix.frame.add_button.click()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Policies"


def test_whoever_comes_to_the_matrix_walks_its_cells_at_once(desk, office, show_page, press, qtbot):
    page = show_page(make_page(desk))
    page.tabs.setCurrentIndex(1)
    table = page.matrix.table
    qtbot.waitUntil(table.hasFocus)
    assert table.current_line().name == "Amina Yusuf"
    press(page, Key.Key_Right)
    assert page.matrix.pane.heading.second.text() == "Anti-oppression training"


def test_a_long_title_is_cut_after_whole_lines(light):
    title = "Supervision skills with a rather long name that goes on and on"
    high = face("strong")[1].height()
    short = whole_lines(title, QSize(120, 2 * high))
    assert short.endswith("…")
    assert title.startswith(short[:-1])
    assert whole_lines("Safeguarding", QSize(120, 2 * high)) == "Safeguarding"


def test_the_first_and_the_last_cell_are_chosen_by_their_keys(matrix, press):
    press(matrix, (Key.Key_End, Held.ControlModifier))
    column, (last,) = matrix.table.chosen()
    assert (column, last.name) == (1, "王小明")
    assert len(matrix.table.selectedIndexes()) == 1
    press(matrix, (Key.Key_Home, Held.ControlModifier))
    column, (first,) = matrix.table.chosen()
    assert (column, first.name) == (0, "Amina Yusuf")
    assert matrix.pane.heading.title.text() == "Amina Yusuf"


def test_the_choices_over_the_matrix_are_never_cut_in_a_low_window(matrix, qtbot, monkeypatch):
    matrix.window().resize(700, 330)
    asked = matrix.asked
    qtbot.waitUntil(lambda: asked.height() >= asked.heightForWidth(asked.width()) > 0)
    assert matrix.split.height() >= 200
    assert matrix.remind_button.text() == " Remind"
    monkeypatch.setattr(module, "_NARROW_BELOW", 2_000)
    matrix.window().resize(720, 330)
    qtbot.waitUntil(lambda: not matrix.remind_button.text())
    assert matrix.remind_button.accessibleName() == "Remind"
