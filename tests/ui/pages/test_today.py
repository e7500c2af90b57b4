"""Today: what it says of the file, and where each of its figures and buttons leads."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton

from copdesk.db.conditions import Filter, Op
from copdesk.db.models import (
    Action,
    AgendaItem,
    Community,
    Enquiry,
    Meeting,
    Organisation,
    Participant,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.meetings import MeetingState
from copdesk.domain.training import Status
from copdesk.progress import SILENT
from copdesk.services import enquiries, records, series, training
from copdesk.services.settings import keep_settings
from copdesk.ui.pages.today import page as make_page
from copdesk.ui.pages.today.greeting import day_in_words, greeting
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
def page(desk, show_page):
    return show_page(make_page(desk))


def texts(widget):
    return [one.text().strip() for one in widget.findChildren(QPushButton) if one.isVisible()]


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


def test_attention_lists_late_before_due_soon_then_actions_meeting_and_training(office, page):
    assert [each.title for each in page._duties] == [
        "Fee waiver for a family",
        "Statelessness evidence",
        "Legal aid in Hull",
        "Circulate the template",
        "Plan the agenda of Q4 meeting",
        "Confirm the date and the place",
        "Send the invitation",
        "1 person is below 3.0 hours",
    ]
    assert [each.state for each in page._duties] == [
        "5 days late",
        "2 days late",
        "Due tomorrow",
        "5 days late",
        "No agenda yet",
        "12 days late",
        "Due in 2 days",
        "1 overdue",
    ]
    assert page._duties[0].detail == "Northgate Law Centre, asked 11 Nov 2026"
    assert page._duties[2].detail == "Asker not known, asked 17 Nov 2026"
    assert page.status_text() == "8 things need attention"


def test_every_line_has_a_button_that_names_its_record(office, page, led):
    names = [one.accessibleName() for one in page.attention.buttons]
    assert names[0] == "Open: E-2026-001 Fee waiver for a family"
    assert "Done: A-2026-001 Circulate the template" in names
    assert len(set(names)) == len(names)
    page.attention.buttons[0].click()
    assert led.opened == [office["late"]]
    page.attention.buttons[-1].click()
    assert led.rows[0][0] == "training_policy"


def test_an_action_is_done_where_it_stands_and_can_be_undone(qtbot, store, office, page, led):
    done = next(one for one in page.attention.buttons if one.text() == "Done")
    done.setFocus()
    qtbot.keyClick(done, Qt.Key.Key_Space)
    assert led.said == [("Done: action A-2026-001.", True)]
    assert page.action_tile.figure.text() == "0"
    assert page.attention.isAncestorOf(page.window().focusWidget())
    store.undo()
    assert page.action_tile.figure.text() == "1"


def test_many_late_enquiries_are_gathered_in_one_line(store, office, page, led):
    for number in range(6):
        ask(store, f"Question {number}", -20)
    more = page._duties[5]
    assert (more.title, more.detail) == ("4 more enquiries", "Late or due soon")
    more.acts[0].run(page._desk)
    assert led.rows[-1][1].name == "Late"


def test_lines_of_the_countdown_are_done_where_they_stand(store, office, page, led):
    records.add(store, AgendaItem, {"meeting_id": office["meeting"], "title": "Legal changes"})
    date_line, invite = [each for each in page._duties if each.icon == "meetings"]
    assert (invite.title, invite.state) == ("Send the invitation", "Due in 2 days")
    assert invite.detail == "Q4 meeting, Wed 9 Dec 2026"
    date_line.acts[0].run(page._desk)
    assert led.said[-1] == ("Confirm the date and the place: done.", True)
    assert [each.title for each in page._duties if each.icon == "meetings"] == [invite.title]
    store.undo()
    assert len([each for each in page._duties if each.icon == "meetings"]) == 2


def test_papers_are_asked_for_a_week_before_their_day(store, office, page):
    records.change(store, Meeting, office["meeting"], {"held_on": days(10)})
    duty = next(each for each in page._duties if each.title == "Send the agenda and the pack")
    assert (duty.state, duty.tone) == ("Due in 3 days", "warn")


def test_a_meeting_that_is_over_is_to_be_written_up_until_it_is_held(store, office, page):
    records.change(store, Meeting, office["meeting"], {"held_on": days(-2)})
    (duty,) = [each for each in page._duties if each.icon == "meetings"]
    assert (duty.title, duty.state) == ("Write up Q4 meeting", "Held 2 days ago")
    records.change(store, Meeting, office["meeting"], {"state": MeetingState.HELD})
    assert [(each.title, each.state) for each in page._duties if each.icon == "meetings"] == [
        ("Circulate the minutes", "1 day late"),
        ("Chase the actions", "Due in 5 days"),
    ]


def test_a_series_whose_next_meeting_is_not_booked_is_planned_from_here(store, office, page, led):
    values = {"title": "Quarterly", "community_id": office["community"]}
    series_id = series.start_series(store, {**values, "first_on": days(60)})
    duty = next(each for each in page._duties if each.title == "Next meeting not booked")
    assert duty.detail == "Quarterly, Yorkshire and the Humber"
    assert duty.state == "Due on Fri 22 Jan 2027"
    duty.acts[1].run(page._desk)
    assert led.opened == [series_id]
    duty.acts[0].run(page._desk)
    assert not [each for each in page._duties if each.title == duty.title]


def test_the_chart_counts_each_month_by_how_the_promise_was_kept(store, office, page, led):
    enquiries.record_reply(store, office["far"], "Yes.")
    old = ask(store, "Asked in June", -150)
    records.change(
        store,
        Enquiry,
        old,
        {"answered_on": days(-140), "state": EnquiryState.CLOSED, "closed_on": days(-140)},
    )
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
    )


def test_coming_up_opens_meetings_and_sessions_in_their_order(qtbot, store, office, page, led):
    session = records.add(
        store, TrainingSession, {"title": "Session 4", "held_on": days(10), "capacity": 12}
    )
    qtbot.waitUntil(lambda: texts(page.coming) == ["Session 4", "Q4 meeting"])
    first = next(one for one in page.coming.findChildren(QPushButton) if one.isVisible())
    first.click()
    assert led.opened == [session]


def test_log_enquiry_and_new_meeting_begin_on_their_pages(page, led):
    page.log_button.click()
    page.meeting_button.click()
    assert led.begun == ["enquiry", "meeting"]
    assert [(one.words, one.keys) for one in page.commands()] == [
        ("Log enquiry", "Ctrl+N"),
        ("New meeting", "Ctrl+Shift+N"),
    ]


def test_training_that_comes_late_is_not_shown_over_newer_training(slow_desk, store, show_page):
    desk, waiting = slow_desk
    records.add(store, Participant, {"name": "Amina"})
    page = show_page(make_page(desk))
    assert page.training_tile.figure.text() == "…"
    policy = {"title": "Safeguarding", "adopted_on": days(-1), "required_hours": Decimal(1)}
    training.adopt_policy(store, policy)
    (old, told_old), (new, told_new) = waiting
    told_new(new(SILENT))
    told_old(())
    assert old is not new
    assert page.training_tile.heading.text() == "Safeguarding"


def test_everything_is_named_and_reached_at_any_width(office, page):
    for width in (1400, 900, 420):
        page.resize(width, 800)
        buttons = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
        assert all(one.accessibleName() for one in buttons)
        assert all(one.height() >= 24 for one in buttons)


def test_each_training_policy_has_its_own_line(store, office, page):
    records.add(
        store,
        TrainingPolicy,
        {"title": "Safeguarding", "adopted_on": days(-400), "required_hours": Decimal(2)},
    )
    titles = [each.detail for each in page._duties if each.icon == "training"]
    assert titles == ["Safeguarding", "Anti-oppression training"]
