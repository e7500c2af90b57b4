"""Today: what it says of the file, and where each of its figures and buttons leads."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu, QPushButton

from copdesk.db.conditions import Filter, Op
from copdesk.db.models import (
    Action,
    AgendaItem,
    Community,
    Enquiry,
    EnquiryNote,
    Introduction,
    Knowledge,
    LegalChange,
    Meeting,
    Organisation,
    OrganisationCapacity,
    Participant,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.domain.enquiries import EnquiryState, Outcome
from copdesk.domain.meetings import MeetingState
from copdesk.domain.peers import IntroductionOutcome
from copdesk.domain.provision import Capacity
from copdesk.domain.training import Status
from copdesk.progress import SILENT
from copdesk.services import enquiries, records, series, training
from copdesk.services.settings import keep_settings
from copdesk.ui.kit.ask_popup import AskPopup
from copdesk.ui.pages.today import page as make_page
from copdesk.ui.pages.today.asking_again import AskAgain
from copdesk.ui.pages.today.greeting import day_in_words, greeting
from copdesk.ui.pages.training import page as training_page
from tests.ui.pages.conftest import TODAY


def days(number):
    return TODAY + timedelta(days=number)


def ask(store, subject, received, **more):
    return enquiries.log_enquiry(store, {"subject": subject, "received_on": days(received), **more})


@pytest.fixture
def office(store):
    """Two late enquiries, one due tomorrow, a late action, a meeting, one of two people trained."""
    community = records.add(store, Community, {"name": "Yorkshire and the Humber"})
    centre = records.add(store, Organisation, {"name": "Northgate Law Centre"})
    amina, azad = (
        records.add(store, Participant, {"name": name}) for name in ("Amina Yusuf", "Azad Ali")
    )
    found = {
        "community": community,
        "amina": amina,
        "azad": azad,
        "late": ask(store, "Fee waiver for a family", -12, organisation_id=centre),
        "later": ask(store, "Statelessness evidence", -9, asker_id=amina),
        "soon": ask(store, "Legal aid in Hull", -6),
        "far": ask(store, "Section 3C leave", -1),
        "action": records.add(
            store, Action, {"title": "Circulate the template", "due_on": days(-5)}
        ),
        "meeting": records.add(
            store,
            Meeting,
            {"title": "Q4 meeting", "community_id": community, "held_on": days(16)},
        ),
        "policy": training.adopt_policy(
            store,
            {
                "title": "Anti-oppression training",
                "adopted_on": date(2026, 1, 1),
                "required_hours": Decimal("3.00"),
            },
        ),
    }
    training.record_hours(store, found["policy"], {amina: Decimal("3.00")}, days(-30))
    return found


@pytest.fixture
def settled(qtbot):
    """Waits until the page has read and counted all that comes after its first painting."""

    def wait(page):
        qtbot.waitUntil(lambda: not page._later.isActive() and page._further is not None)
        return page

    return wait


@pytest.fixture
def page(desk, show_page, settled):
    return settled(show_page(make_page(desk)))


def shown(page):
    return [each.row for each in page.attention._lines]


def titles(page):
    return [row.title for row in shown(page)]


def stand_on(page, title):
    """Give the keyboard to the list, on this line, showing the lines that are cut short first."""
    page.attention.list.setFocus()
    for place, row in enumerate(shown(page)):
        if row.is_more and title not in titles(page):
            page.attention.list.opened.emit(place)
    page.attention.list.setCurrentIndex(page.attention.list.lines.index(titles(page).index(title)))


def menu_words(menu):
    return [each.text().partition("\t")[0] for each in menu.actions() if not each.isSeparator()]


@pytest.mark.parametrize(
    ("hour", "said"),
    [(8, "Good morning, Sam"), (13, "Good afternoon, Sam"), (19, "Good evening, Sam")],
)
def test_the_greeting_fits_the_hour_in_london(hour, said):
    assert greeting(datetime(2026, 1, 5, hour, tzinfo=UTC), "Sam") == said


def test_in_summer_the_hour_is_that_of_british_summer_time():
    assert greeting(datetime(2026, 7, 1, 11, 30, tzinfo=UTC), "") == "Good afternoon"


def test_the_head_names_coordinator_network_and_the_whole_date(store, page):
    assert (page.greeting.text(), page.day.text()) == ("Good morning", "Monday 23 November 2026")
    keep_settings(store, coordinator="Sam", network="Yorkshire and the Humber")
    page.refresh(None)
    assert page.greeting.text() == "Good morning, Sam"
    assert page.day.text() == f"{day_in_words(TODAY)}  ·  Yorkshire and the Humber"


def test_an_empty_file_says_what_to_do_first_and_each_way_has_its_button(page, led):
    assert page.start.isVisible()
    assert not page.attention.isVisible()
    for one in page.start.findChildren(QPushButton):
        one.click()
    assert led.done == ["Import", "Try with sample data"]
    assert led.begun == ["community"]


def test_the_first_record_takes_the_place_of_the_way_to_begin(store, page):
    records.add(store, Community, {"name": "Hampshire"})
    assert not page.start.isVisible()
    assert page.attention.isVisible()


def test_open_enquiries_lead_to_open_late_and_due_this_week(office, page, led):
    assert page.enquiry_tile.figure.text() == "4"
    assert page.enquiry_tile.pill.text() == "2 late"
    assert page.enquiry_tile.more.text() == "2 due this week"
    for one in (page.enquiry_tile.figure, page.enquiry_tile.pill, page.enquiry_tile.more):
        one.click()
    assert [(kind, view.name) for kind, view in led.rows] == [
        ("enquiry", "Open"),
        ("enquiry", "Late"),
        ("enquiry", "Due this week"),
    ]


def test_open_actions_lead_to_their_rows(office, page, led):
    assert (page.action_tile.figure.text(), page.action_tile.pill.text()) == ("1", "1 late")
    page.action_tile.figure.click()
    page.action_tile.pill.click()
    assert [(kind, view.name) for kind, view in led.rows] == [
        ("action", "Open"),
        ("action", "Late"),
    ]


def test_the_next_meeting_says_how_far_it_is_and_whether_its_agenda_is_there(
    store, office, page, led
):
    assert page.meeting_tile.figure.text() == "9 Dec"
    assert page.meeting_tile.pill.text() == "No agenda yet"
    assert page.meeting_tile.detail.text() == "Q4 meeting, in 16 days"
    records.add(store, AgendaItem, {"meeting_id": office["meeting"], "title": "Legal changes"})
    assert page.meeting_tile.pill.text() == "Agenda ready"
    page.meeting_tile.figure.click()
    assert led.opened == [office["meeting"]]


def test_without_a_meeting_the_figure_leads_to_planning_one(store, page, led):
    records.add(store, Community, {"name": "Hampshire"})
    assert page.meeting_tile.figure.text() == "None"
    page.meeting_tile.figure.click()
    assert led.begun == ["meeting"]


def test_training_shows_both_numbers_and_leads_to_those_below(office, page, led):
    tile = page.training_tile
    assert tile.heading.text() == "Anti-oppression training"
    assert tile.figure.text() == "1 of 2"
    assert (tile.pill.text(), tile.more.text()) == ("1 overdue", "1 below 3.0 hours")
    tile.more.click()
    kind, view = led.rows[0]
    assert kind == "training_policy"
    assert view.filters[0] == Filter("policy_id", Op.IS, office["policy"])
    assert Status.OVERDUE in view.filters[1].value


def test_without_a_policy_the_figure_leads_to_setting_one_out(store, page, led):
    records.add(store, Community, {"name": "Hampshire"})
    page.training_tile.figure.click()
    assert led.begun == ["training_policy"]


def test_one_list_what_is_late_by_most_first_then_what_is_due_then_the_rest(office, page):
    assert [(row.title, row.pill) for row in shown(page)] == [
        ("Confirm the date and the place", "12 days late"),
        ("Fee waiver for a family", "5 days late"),
        ("Circulate the template", "5 days late"),
        ("Statelessness evidence", "2 days late"),
        ("Legal aid in Hull", "New"),
        ("Send the invitation", "Due in 2 days"),
        ("Section 3C leave", "New"),
        ("1 person is below 3.0 hours", "1 overdue"),
        ("Plan the agenda of Q4 meeting", "No agenda yet"),
    ]
    assert shown(page)[1].detail == "Northgate Law Centre, asked 11 Nov 2026"
    assert shown(page)[4].detail == "Asker not known, asked 17 Nov 2026"
    assert page.status_text() == "9 things need attention"


def test_late_lines_are_red_and_say_so_in_words_and_with_an_icon(office, page):
    late = [row for row in shown(page) if row.pill.endswith("late")]
    assert {(row.tone, row.pill_icon) for row in late} == {("danger", "alert")}


def test_a_screen_reader_hears_each_line_with_its_act_and_its_keys(office, page):
    model = page.attention.list.lines
    index = model.index(titles(page).index("Fee waiver for a family"))
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Fee waiver for a family. Northgate Law Centre, asked 11 Nov 2026. 5 days late. Answer"
    )
    assert "X sets aside" in index.data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert page.attention.list.accessibleName() == "Needs your attention"


def test_the_page_hands_the_keyboard_to_its_list(office, page):
    page.setFocus()
    assert page.attention.list.hasFocus()


def test_arrows_move_and_enter_opens(office, page, led, press):
    page.attention.list.setFocus()
    press(page, Qt.Key.Key_Home, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert led.opened == [office["late"]]
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert led.opened == [office["late"], office["action"]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_D])
def test_an_action_is_done_where_it_stands_and_can_be_undone(store, office, page, led, press, key):
    stand_on(page, "Circulate the template")
    press(page, key)
    assert led.said == [("Done: action A-2026-001.", True)]
    assert page.action_tile.figure.text() == "0"
    assert page.attention.list.hasFocus()
    assert page.attention.list.current().title == "Statelessness evidence"  # now at its place
    store.undo()
    assert page.action_tile.figure.text() == "1"


def test_a_new_enquiry_is_taken_in_hand(store, office, page, led, press):
    keep_settings(store, coordinator="Sam")
    stand_on(page, "Section 3C leave")
    press(page, Qt.Key.Key_D)
    with store.read() as reader:
        assert reader.get(Enquiry, office["far"])["owner"] == "Sam"
    assert "Section 3C leave" not in titles(page)
    assert led.said == [("Take in hand E-2026-004 Section 3C leave.", True)]


def test_s_puts_a_line_off_until_tomorrow(store, office, page, led, press, qtbot):
    stand_on(page, "Circulate the template")
    press(page, Qt.Key.Key_S)
    menu = page.attention.findChild(QMenu)
    assert menu_words(menu) == [
        "Tomorrow, Tue 24 Nov 2026",
        "Monday, Mon 30 Nov 2026",
        "Another day…",
    ]
    assert menu.accessibleName() == "Put off Circulate the template until"
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert "Circulate the template" not in titles(page)
    assert led.said == [("Put off until Tue 24 Nov 2026: Circulate the template.", True)]
    store.undo()
    assert "Circulate the template" in titles(page)


def test_a_line_is_put_off_until_any_day_that_is_typed(office, page, press, qtbot):
    stand_on(page, "Circulate the template")
    page.attention._ask_day(page.attention._lines[2].duty, 2)
    popup = page.attention.findChild(AskPopup)
    box = popup.findChild(QLineEdit)
    qtbot.keyClicks(box, "9 Dec")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "Circulate the template" not in titles(page)
    qtbot.mouseClick(page.attention.away_button, Qt.MouseButton.LeftButton)
    assert shown(page)[-1].pill == "Until Wed 9 Dec 2026"


def test_a_day_that_is_past_is_refused_in_words(office, page, led):
    page.attention._put_off(page.attention._lines[2].duty, days(-1))
    assert led.errors == ["Choose a day from tomorrow on."]


def test_x_sets_a_line_aside_with_a_reason_and_it_can_be_brought_back(
    store, office, page, led, press, qtbot
):
    stand_on(page, "Circulate the template")
    press(page, Qt.Key.Key_X)
    popup = page.attention.findChild(AskPopup)
    box = popup.findChild(QLineEdit)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert popup.isVisible()  # a reason is needed
    qtbot.keyClicks(box, "Settled by phone")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert "Circulate the template" not in titles(page)
    away = page.attention.away_button
    assert (away.text(), away.isVisible()) == ("1 put off or set aside", True)
    away.setFocus()
    qtbot.keyClick(away, Qt.Key.Key_Space)
    assert titles(page)[-2:] == ["Put off and set aside", "Circulate the template"]
    assert (shown(page)[-1].pill, shown(page)[-1].detail) == (
        "Set aside",
        "Because: Settled by phone",
    )
    stand_on(page, "Circulate the template")
    press(page, Qt.Key.Key_Space)
    assert led.said[-1] == ("Bring back: Circulate the template.", True)
    assert titles(page)[2] == "Circulate the template"
    assert not away.isVisible()


def test_what_was_set_aside_comes_back_when_its_day_changes(store, office, page):
    line = page.attention._lines[2]
    page.attention._set_aside(line.duty, "Not now")
    assert line.row.title not in titles(page)
    records.change(store, Action, office["action"], {"due_on": days(-4)})
    assert line.row.title in titles(page)


def test_the_menu_of_a_line_holds_all_that_can_be_done(office, page, press, qtbot):
    stand_on(page, "Circulate the template")
    press(page, Qt.Key.Key_Menu)
    menu = page.attention.findChild(QMenu)
    assert menu_words(menu) == ["Done", "Chase…", "Open", "Put off until", "Set aside…"]
    assert menu.accessibleName() == "What can be done about Circulate the template"
    menu.close()


def test_words_of_a_line_can_be_pressed_with_the_mouse(office, page, led, qtbot):
    lines = page.attention.list
    place = titles(page).index("Fee waiver for a family")
    rect = lines.visualRect(lines.lines.index(place))
    answer = lines._delegate._places(rect, shown(page)[place]).act
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=answer.center())
    assert (led.opened, led.done) == ([office["late"]], ["Answer"])
    assert min(answer.width(), answer.height()) >= 24
    menu = lines._delegate._places(rect, shown(page)[place]).menu
    qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=menu.center())
    assert page.attention.findChild(QMenu).isVisible()
    page.attention.findChild(QMenu).close()


def test_nothing_is_hidden_twelve_more_open_in_place(store, office, page, press):
    for number in range(12):
        ask(store, f"Question {number}", -20)
    assert titles(page)[8] == "13 more"
    assert page.status_text() == "21 things need attention"
    stand_on(page, "13 more")
    press(page, Qt.Key.Key_Return)
    assert len(titles(page)) == 21
    assert page.attention.list.current().title == titles(page)[8]
    assert page.attention.list.height() > 21 * 40


def test_what_waits_until_there_is_time_stands_under_a_heading_of_its_own(
    store, office, page, led, press
):
    change = records.add(store, LegalChange, {"title": "New fees", "review_on": days(-90)})
    assert titles(page)[-2:] == ["When there is time", "New fees"]
    assert page.status_text() == "9 things need attention, 1 more when there is time"
    page.attention.list.setFocus()
    press(page, Qt.Key.Key_End)
    assert page.attention.list.current().title == "New fees"
    press(page, Qt.Key.Key_Space)
    with store.read() as reader:
        assert reader.get(LegalChange, change)["review_on"] == date(2027, 11, 23)
    assert "When there is time" not in titles(page)


def test_those_below_a_requirement_are_reminded_from_their_line(desk, office, page, led, show_page):
    (line,) = [each for each in page.attention._lines if each.row.pill == "1 overdue"]
    assert [act.words for act in line.acts] == ["See who", "Remind…", "Open"]
    line.acts[1].run(page._desk, page)
    assert [view.name for _kind, view in led.rows] == ["Below the requirement"]
    assert led.done == ["Remind people"]
    people = show_page(training_page(desk))
    people.show_rows(*led.rows[0])
    assert led.done[0] in [command.words for command in people.commands()]


def test_what_came_of_an_introduction_is_asked_and_kept(store, office, page, press, qtbot):
    values = {"about": "Country evidence", "first_id": office["amina"], "second_id": office["azad"]}
    id_ = records.add(store, Introduction, {**values, "made_on": days(-40)})
    stand_on(page, "Amina Yusuf and Azad Ali")
    press(page, Qt.Key.Key_Space)
    menu = page.attention.findChild(QMenu)
    assert menu_words(menu) == ["They spoke", "It helped", "Nothing came of it"]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(menu, key)
    with store.read() as reader:
        assert reader.get(Introduction, id_)["outcome"] is IntroductionOutcome.HELPED


def test_a_capacity_that_is_still_true_is_confirmed(store, office, page, press):
    centre = records.add(store, Organisation, {"name": "Welcome House"})
    said = {"organisation_id": centre, "capacity": Capacity.OPEN, "checked_on": days(-70)}
    records.add(store, OrganisationCapacity, said)
    stand_on(page, "Welcome House")
    press(page, Qt.Key.Key_D)
    with store.read() as reader:
        known = reader.find(OrganisationCapacity, organisation_id=centre)
    assert [each["checked_on"] for each in known] == [days(-70), TODAY]
    assert "Welcome House" not in titles(page)


def test_an_answer_kept_that_is_still_true_is_looked_at_again_in_a_year(store, page, press):
    values = {"question": "Which form?", "answer": "None.", "kept_on": days(-400)}
    id_ = records.add(store, Knowledge, {**values, "review_on": days(-35)})
    records.add(store, Community, {"name": "Hampshire"})
    stand_on(page, "Which form?")
    press(page, Qt.Key.Key_D)
    with store.read() as reader:
        assert reader.get(Knowledge, id_)["review_on"] == date(2027, 11, 23)


def test_an_asker_who_does_not_reply_is_asked_again_and_the_log_tells(
    store, office, page, press, qtbot
):
    enquiries.wait_for_asker(store, office["far"], "Which form?", days(-1))
    keep_settings(store, waiting_days="1")
    page.refresh()
    stand_on(page, "Section 3C leave")
    press(page, Qt.Key.Key_Space)
    sheet = page.findChild(AskAgain)
    assert sheet.to.text() == "No e-mail address is known of the asker."
    assert "you asked us about: Section 3C leave" in sheet.mail().text
    for _ in range(2):
        sheet.ways.copy_button.click()
    sheet.close()
    with store.read() as reader:
        told = [row["text"] for row in reader.find(EnquiryNote, enquiry_id=office["far"])]
    assert [text.splitlines()[0] for text in told] == [
        "Waiting for the asker: Which form?",
        "Asked again:",
    ]


def test_an_asker_who_replied_sets_the_enquiry_going_again(store, office, page, led):
    enquiries.wait_for_asker(store, office["late"], "Which form?", days(-8))
    keep_settings(store, waiting_days="5")
    page.refresh()
    (line,) = [each for each in page.attention._lines if each.row.pill == "Waiting 8 days"]
    line.acts[1].run(page._desk, page)
    assert led.said == [("Go on with enquiry E-2026-001.", True)]
    with store.read() as reader:
        assert reader.get(Enquiry, office["late"])["state"] is EnquiryState.OPEN


def test_an_asker_who_never_replied_is_closed_without_an_answer(store, office, page, led):
    enquiries.wait_for_asker(store, office["late"], "Which form?", days(-8))
    keep_settings(store, waiting_days="5")
    page.refresh()
    (line,) = [each for each in page.attention._lines if each.row.pill == "Waiting 8 days"]
    assert [act.words for act in line.acts][2:] == ["Close: no reply", "Open"]
    line.acts[2].run(page._desk, page)
    with store.read() as reader:
        enquiry = reader.get(Enquiry, office["late"])
    assert (enquiry["state"], enquiry["outcome"]) == (EnquiryState.CLOSED, Outcome.NO_REPLY)


def test_a_step_of_the_countdown_is_done_where_it_stands(store, office, page, led, press):
    stand_on(page, "Confirm the date and the place")
    press(page, Qt.Key.Key_D)
    assert led.said[-1] == ("Confirm the date and the place: done for Q4 meeting.", True)
    assert "Confirm the date and the place" not in titles(page)
    store.undo()
    assert "Confirm the date and the place" in titles(page)


def test_a_meeting_that_is_over_is_to_be_written_up_until_it_is_held(store, office, page):
    records.change(store, Meeting, office["meeting"], {"held_on": days(-2)})
    of_meetings = [row for row in shown(page) if row.icon == "meetings"]
    assert [(row.title, row.pill) for row in of_meetings] == [
        ("Write up Q4 meeting", "Held 2 days ago")
    ]
    records.change(store, Meeting, office["meeting"], {"state": MeetingState.HELD})
    assert [(row.title, row.pill) for row in shown(page) if row.icon == "meetings"] == [
        ("Circulate the minutes", "1 day late"),
        ("Chase the actions", "Due in 5 days"),
    ]


def test_a_series_whose_next_meeting_is_not_booked_is_planned_from_here(
    store, office, page, led, press
):
    values = {"title": "Quarterly", "community_id": office["community"]}
    series_id = series.start_series(store, {**values, "first_on": days(60)})
    stand_on(page, "Next meeting not booked")
    row = page.attention.list.current()
    assert (row.detail, row.pill) == (
        "Quarterly, Yorkshire and the Humber",
        "Due on Fri 22 Jan 2027",
    )
    press(page, Qt.Key.Key_Return)
    assert led.opened == [series_id]
    press(page, Qt.Key.Key_D)
    assert row.title not in titles(page)
    assert len(led.opened) == 2


# When the week is done -------------------------------------------------------------------------

FRIDAY = TODAY + timedelta(days=4)


@pytest.fixture
def friday(desk, store, office, show_page, settled):
    """The page at half past five on a Friday."""
    store.clock = lambda: datetime(2026, 11, 27, 17, 30, tzinfo=UTC)
    return settled(show_page(make_page(replace(desk, today=lambda: FRIDAY))))


def test_on_friday_after_five_the_page_says_calmly_that_the_week_is_done(friday):
    assert friday.attention.heading.text() == "The week is done"
    assert shown(friday) == []
    assert friday.status_text() == "The week is done"
    pills = [friday.enquiry_tile.pill, friday.action_tile.pill, friday.training_tile.pill]
    assert [each.text() for each in pills] == ["3 late", "1 late", "1 overdue"]
    assert {each._tone for each in pills} == {"mute"}


def test_mondays_list_is_one_press_away_and_nothing_in_it_is_red(friday, qtbot):
    friday.attention.monday_button.setFocus()
    qtbot.keyClick(friday.attention.monday_button, Qt.Key.Key_Space)
    assert friday.attention.heading.text() == "Monday’s list"
    late = next(row for row in shown(friday) if row.title == "Fee waiver for a family")
    assert (late.pill, late.tone) == ("12 days late", "mute")
    assert all(row.tone != "danger" for row in shown(friday))
    assert friday.status_text() == "11 things need attention on Monday"
    assert not friday.attention.monday_button.isVisible()


def test_who_wants_to_look_anyway_sees_today_as_it_is(friday, qtbot):
    friday.attention.anyway_button.setFocus()
    qtbot.keyClick(friday.attention.anyway_button, Qt.Key.Key_Space)
    assert friday.attention.heading.text() == "Needs your attention"
    late = next(row for row in shown(friday) if row.title == "Fee waiver for a family")
    assert (late.pill, late.tone) == ("9 days late", "danger")
    assert friday.enquiry_tile.pill._tone == "danger"
    assert not friday.attention.anyway_button.isVisible()


def test_five_oclock_comes_by_itself_while_the_page_is_open(
    desk, store, office, show_page, settled
):
    store.clock = lambda: datetime(2026, 11, 27, 16, 59, tzinfo=UTC)
    page = settled(show_page(make_page(replace(desk, today=lambda: FRIDAY))))
    assert page.attention.heading.text() == "Needs your attention"
    store.clock = lambda: datetime(2026, 11, 27, 17, 0, tzinfo=UTC)
    page._clock.timeout.emit()
    assert page.attention.heading.text() == "The week is done"


def test_the_chart_counts_each_month_by_how_the_promise_was_kept(store, office, page, led, settled):
    enquiries.record_reply(store, office["far"], "Yes.")
    old = ask(store, "Asked in June", -150)
    records.change(
        store,
        Enquiry,
        old,
        {"answered_on": days(-140), "state": EnquiryState.CLOSED, "closed_on": days(-140)},
    )
    settled(page)
    bars = {bar.label: bar.values for bar in page.chart.chart.bars}
    assert list(bars) == ["Jun", "Jul", "Aug", "Sep", "Oct", "Nov"]
    assert bars["Jun"] == (0, 1, 0)
    assert bars["Nov"] == (1, 2, 1)
    page.chart.opened.emit(5)
    kind, view = led.rows[0]
    assert (kind, view.name) == ("enquiry", "Received in Nov 2026")
    assert view.filters == (
        Filter("received_on", Op.FROM, date(2026, 11, 1)),
        Filter("received_on", Op.UNTIL, date(2026, 11, 30)),
        Filter("merged_into_id", Op.BLANK),
    )


def test_the_week_ahead_says_day_by_day_what_is_due_and_opens_it(
    store, office, page, led, press, settled
):
    session = {"title": "Session 4", "held_on": days(2), "capacity": 12}
    session_id = records.add(store, TrainingSession, session)
    records.add(store, Action, {"title": "Book the room", "due_on": days(2)})
    assert [row.title for row, _each in page.coming._shown] == [
        "Tue 24 Nov 2026, tomorrow",
        "Legal aid in Hull",
        "Wed 25 Nov 2026, in 2 days",
        "Book the room",
        "Session 4, 12 places",
        "Fri 27 Nov 2026, in 4 days",
        "Section 3C leave",
        "After that",
        "9 Dec 2026: Q4 meeting",
    ]
    page.coming.list.setFocus()
    press(page, Qt.Key.Key_Home, *[Qt.Key.Key_Down] * 2, Qt.Key.Key_Return)
    assert led.opened == [session_id]
    assert page.coming.list.current().spoken == (
        "Training session, Wed 25 Nov 2026: Session 4, 12 places"
    )


def test_a_full_day_shows_the_rest_in_its_place(store, office, page, press):
    for number in range(6):
        records.add(store, Action, {"title": f"Action {number}", "due_on": days(3)})
    rows = [row.title for row, _each in page.coming._shown]
    assert "3 more" in rows
    page.coming.list.setFocus()
    page.coming.list.setCurrentIndex(page.coming.list.lines.index(rows.index("3 more")))
    press(page, Qt.Key.Key_Space)
    rows = [row.title for row, _each in page.coming._shown]
    assert [f"Action {number}" in rows for number in range(6)] == [True] * 6


def test_a_week_with_nothing_due_says_so(store, page):
    records.add(store, Community, {"name": "Hampshire"})
    assert page.coming.told.isVisible()
    assert not page.coming.list.isVisible()


def test_log_enquiry_and_new_meeting_begin_on_their_pages(page, led):
    page.log_button.click()
    page.meeting_button.click()
    assert led.begun == ["enquiry", "meeting"]
    assert [(one.words, one.keys) for one in page.commands()] == [
        ("Log enquiry", "Ctrl+N"),
        ("New meeting", "Ctrl+Shift+N"),
    ]


def test_training_that_comes_late_is_not_shown_over_newer_training(
    qtbot, slow_desk, store, show_page
):
    desk, waiting = slow_desk
    records.add(store, Participant, {"name": "Amina"})
    page = show_page(make_page(desk))
    qtbot.waitUntil(lambda: len(waiting) == 1)
    assert page.training_tile.figure.text() == "…"
    policy = {"title": "Safeguarding", "adopted_on": days(-1), "required_hours": Decimal(1)}
    training.adopt_policy(store, policy)
    qtbot.waitUntil(lambda: len(waiting) == 2)
    (old, told_old), (new, told_new) = waiting
    told_new(new(SILENT))
    told_old(((), ()))
    assert old is not new
    assert page.training_tile.heading.text() == "Safeguarding"


def test_everything_is_named_and_reached_at_any_width(office, page):
    for width in (1400, 900, 420):
        page.resize(width, 800)
        buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
        assert all(one.accessibleName() for one in buttons)
        assert all(one.height() >= 24 for one in buttons)


def test_each_training_policy_has_its_own_line(store, office, page, settled, led, press):
    records.add(
        store,
        TrainingPolicy,
        {"title": "Safeguarding", "adopted_on": days(-400), "required_hours": Decimal(2)},
    )
    settled(page)
    stand_on(page, "1 person is below 3.0 hours")
    details = [row.detail for row in shown(page) if row.icon == "training"]
    assert sorted(details) == ["Anti-oppression training", "Safeguarding"]
    press(page, Qt.Key.Key_Space)
    kind, view = led.rows[0]
    assert (kind, view.filters[0].value) == ("training_policy", office["policy"])


def test_markup_and_mixed_directions_in_a_subject_stay_text(store, office, page):
    subject = "<b>Fees</b> \u202eevil =1+1 مرحبا 🙂"
    ask(store, subject, -30)
    row = shown(page)[0]
    with store.read() as reader:
        kept = reader.find(Enquiry)[-1]["subject"]
    assert row.title == kept
    page.grab()
