"""The page of training, by real keys on a real file."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.models import (
    Affiliation,
    Course,
    Credit,
    Organisation,
    Participant,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.domain.training import Coverage, CreditState, PolicyScope, Status, Tier
from copdesk.services import records, training
from copdesk.services.settings import keep_settings
from copdesk.ui.dialogs import making
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.pages.training import page as make_page
from copdesk.ui.pages.training.credits import Papers
from copdesk.ui.pages.training.standing_rows import coverage_words

Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def office(store):
    """Three people, two of the chambers whose policy asks 3.0 hours; a session of 1.5."""
    chambers = records.add(store, Organisation, {"name": "Castle Chambers"})
    amina, azad, ming = (
        records.add(store, Participant, {"name": name})
        for name in ("Amina Yusuf", "Azad Ali Rasul", "王小明")
    )
    for person in (amina, azad):
        records.add(store, Affiliation, {"participant_id": person, "organisation_id": chambers})
    policy = training.adopt_policy(
        store,
        {
            "title": "Anti-oppression training",
            "adopted_on": date(2026, 9, 1),
            "required_hours": Decimal("3.00"),
            "scope": PolicyScope.ORGANISATION,
            "organisation_id": chambers,
        },
    )
    course = records.add(
        store,
        Course,
        {"title": "First steps", "policy_id": policy, "tier": Tier.COMPULSORY},
    )
    session = records.add(
        store,
        TrainingSession,
        {
            "title": "First steps, October",
            "course_id": course,
            "held_on": date(2026, 10, 7),
            "hours": Decimal("1.50"),
        },
    )
    return {
        "amina": amina,
        "azad": azad,
        "ming": ming,
        "policy": policy,
        "session": session,
        "course": course,
    }


@pytest.fixture
def page(desk, office, show_page):
    return show_page(make_page(desk))


@pytest.fixture
def people(page):
    return page.people


def statuses(people):
    return {
        people.held.value(each, "name"): people.held.value(each, "status")
        for each in people.held.ids("", (), "", descending=False)
    }


def record(people, press, page, *ids):
    people.table.choose(list(ids))
    people.record()


def test_without_a_policy_the_page_says_so_and_leads_to_one(desk, show_page):
    page = show_page(make_page(desk))
    assert page.people.frame.add_button.isVisible()
    page.people.frame.add_button.click()
    assert page.tabs.tabText(page.tabs.currentIndex()) == "Policies"
    assert page.lists["training_policy"].pane.drafting


def test_everybody_is_listed_with_how_they_stand_and_coverage_has_both_numbers(people):
    assert statuses(people) == {
        "Amina Yusuf": Status.IN_PROGRESS,
        "Azad Ali Rasul": Status.IN_PROGRESS,
        "王小明": Status.NOT_IN_SCOPE,
    }
    assert people.coverage.text() == "0 of 2 people have done the 3.00 hours."
    assert [chip.text() for chip in people.bar.chips] == [
        "Everyone  3",
        "Met  0",
        "In progress  2",
        "Due soon  0",
        "Overdue  0",
        "Deferred  0",
        "Not in scope  1",
    ]


@pytest.mark.parametrize(
    ("counted", "exempt", "words"),
    [
        (Coverage(118, 142), 0, "118 of 142 people have done the 3.00 hours."),
        (Coverage(1, 1), 1, "1 of 1 person has done the 3.00 hours; 1 more is exempt."),
        (Coverage(0, 5), 3, "0 of 5 people have done the 3.00 hours; 3 more are exempt."),
        (Coverage(0, 0), 0, "It applies to nobody on this day."),
    ],
)
def test_coverage_is_said_in_words(counted, exempt, words):
    assert coverage_words(counted, exempt, Decimal("3.00")) == words


def test_twice_one_and_a_half_hours_by_keys_meet_the_policy(
    store, office, page, people, press, led
):
    for _ in range(2):
        people.table.choose([office["amina"]])
        people.record()
        press(page, Key.Key_Tab, Key.Key_Tab, "1.5", (Key.Key_Return, Held.ControlModifier))
    assert led.said[-1] == ("Record 1.50 hours of training for Amina Yusuf.", True)
    assert people.held.value(office["amina"], "status") is Status.MET
    assert people.held.value(office["amina"], "hours") == Decimal("3.00")
    assert people.coverage.text() == "1 of 2 people have done the 3.00 hours."
    store.undo()
    assert people.held.value(office["amina"], "status") is Status.IN_PROGRESS


def test_hours_are_recorded_for_several_as_one_change(store, office, people, press, page):
    people.table.choose([office["amina"], office["azad"]])
    people.record()
    assert people.pane.draft_heading.second.text() == "2 people"
    press(page, Key.Key_Tab, Key.Key_Tab, "1:30", (Key.Key_Return, Held.ControlModifier))
    with store.read() as reader:
        kept = reader.find(Credit)
    assert {one["participant_id"] for one in kept} == {office["amina"], office["azad"]}
    assert {one["hours"] for one in kept} == {Decimal("1.50")}
    assert {one["state"] for one in kept} == {CreditState.VERIFIED}
    assert store.undo_label() == "Record 1.50 hours of training for 2 people"
    store.undo()
    with store.read() as reader:
        assert reader.find(Credit) == []


def test_the_session_fills_in_day_hours_and_tier(office, people):
    people.table.choose([office["amina"]])
    people.record()
    draft = people.pane.draft
    assert draft.values["done_on"] == date(2026, 11, 23)
    draft._on_save("session_id", office["session"])
    assert draft.values["done_on"] == date(2026, 10, 7)
    assert draft.values["hours"] == Decimal("1.50")
    assert draft.values["tier"] is Tier.COMPULSORY
    assert draft.explained.text() == "1.50 hours for Amina Yusuf on Wed 7 Oct 2026."


def test_hours_that_are_missing_or_wrong_are_refused_beside_the_field(
    store, office, people, page, press
):
    people.table.choose([office["amina"]])
    people.record()
    press(page, (Key.Key_Return, Held.ControlModifier))
    hours = people.pane.draft.form.rows["hours"]
    assert hours.problem() == "Type the hours, like 1.5."
    hours.editor.setFocus()
    press(page, "one and a half", Key.Key_Tab)
    assert "not a number of hours" in hours.problem()
    with store.read() as reader:
        assert reader.find(Credit) == []


def test_what_proves_the_hours_is_said_in_a_sentence(store, office, page, people):
    training.record_hours(
        store,
        office["policy"],
        {office["amina"]: Decimal("1.50")},
        date(2026, 10, 7),
        session_id=office["session"],
        evidence="Sign-in sheet, checked by Sam.",
    )
    people.table.show_record(office["amina"])
    assert people.pane.heading.sentence.text() == "1.50 of 3.00 hours; due by Mon 1 Mar 2027."
    said = [
        one.text()
        for one in people.pane.credits._body.findChildren(type(people.coverage))
        if "1.50" in one.text()
    ]
    entered = "entered and verified on Mon 23 Nov 2026. Sign-in sheet, checked by Sam."
    assert said == [f"1.50 hours on Wed 7 Oct 2026, First steps, October; {entered}"]


def pending(store, office, people):
    """The one record, still to be verified, of the person shown."""
    (credit,) = training.record_hours(
        store,
        office["policy"],
        {office["amina"]: Decimal("3.00")},
        date(2026, 10, 7),
        state=CreditState.PENDING,
    )
    people.table.show_record(office["amina"])
    return credit


def credit_button(people, words):
    buttons = people.pane.credits._body.findChildren(type(people.record_button))
    return next(one for one in buttons if one.text().strip().startswith(words))


def credit_said(people):
    return " ".join(one.text() for one in people.pane.credits._body.findChildren(QLabel))


def test_who_verified_hours_and_when_is_kept_and_said(store, office, people):
    keep_settings(store, coordinator="Sam Lee")
    credit = pending(store, office, people)
    assert "entered on Mon 23 Nov 2026, to be verified, so not counted yet" in credit_said(people)
    credit_button(people, "Verify").click()
    with store.read() as reader:
        assert reader.get(Credit, credit)["verified_by"] == "Sam Lee"
    assert "entered and verified by Sam Lee on Mon 23 Nov 2026." in credit_said(people)


def test_hours_are_refused_only_with_a_reason_which_is_shown(
    store, office, people, press, page, qtbot
):
    credit = pending(store, office, people)
    credit_button(people, "Refuse").click()
    popup = next(each for each in QApplication.topLevelWidgets() if isinstance(each, AskSeveral))
    box = popup.rows["because"].editor.line
    qtbot.keyClick(box, Key.Key_Return)
    with store.read() as reader:
        assert reader.get(Credit, credit)["state"] is CreditState.PENDING
    qtbot.keyClicks(box, "It was another course")
    qtbot.keyClick(box, Key.Key_Return)
    assert "refused, so not counted: It was another course." in credit_said(people)
    assert store.undo_label() == "Refuse the hours of Amina Yusuf"


def test_a_paper_is_attached_to_hours_from_the_pane_and_counts_as_evidence(
    store, office, people, tmp_path
):
    pending(store, office, people)
    assert "No evidence is named." in credit_said(people)
    paper = tmp_path / "certificate.pdf"
    paper.write_bytes(b"%PDF-1.4 certificate")
    credit_button(people, "Attach a paper").click()
    sheet = next(each for each in QApplication.topLevelWidgets() if isinstance(each, Papers))
    sheet.documents.attach([paper])
    sheet.reject()
    assert "No evidence is named." not in credit_said(people)
    assert credit_button(people, "Papers (1)").isEnabled()
    assert store.undo_label() == "Attach certificate.pdf to the hours of Amina Yusuf"


def test_hours_to_be_verified_count_once_they_are(store, office, people, led):
    training.record_hours(
        store,
        office["policy"],
        {office["amina"]: Decimal("3.00")},
        date(2026, 10, 7),
        state=CreditState.PENDING,
    )
    people.table.show_record(office["amina"])
    assert people.held.value(office["amina"], "status") is Status.IN_PROGRESS
    verify = next(
        one
        for one in people.pane.credits.findChildren(type(people.record_button))
        if one.accessibleName() == "Verify the hours of Wed 7 Oct 2026"
    )
    verify.click()
    assert people.held.value(office["amina"], "status") is Status.MET
    assert led.said[-1][1] is True


def test_another_day_is_another_answer(store, office, people, page, press):
    training.record_hours(
        store, office["policy"], {office["amina"]: Decimal("3.00")}, date(2026, 11, 1)
    )
    box = people.as_at.editor.line
    box.setFocus()
    box.selectAll()
    press(page, "31/10/2026", Key.Key_Return)
    assert people.held.value(office["amina"], "status") is Status.IN_PROGRESS
    box.selectAll()
    press(page, "32/13", Key.Key_Return)
    assert "not" in people.as_at.problem() or "no month" in people.as_at.problem()
    box.selectAll()
    press(page, "1/7/2027", Key.Key_Return)
    assert people.as_at.problem() == ""
    assert statuses(people)["Azad Ali Rasul"] is Status.OVERDUE


def test_the_view_of_another_page_chooses_the_policy_and_narrows(store, office, page, people):
    other = records.add(
        store,
        TrainingPolicy,
        {"title": "Safeguarding", "adopted_on": date(2025, 1, 1), "required_hours": Decimal(1)},
    )
    page.tabs.setCurrentIndex(1)
    view = View(
        "Below the requirement",
        (
            Filter("policy_id", Op.IS, other),
            Filter("status", Op.ANY_OF, (Status.OVERDUE, Status.IN_PROGRESS)),
        ),
    )
    page.show_rows("training_policy", view)
    assert page.tabs.currentIndex() == 0
    assert people.policy.currentData() == other
    assert len(people.table.rows.ids) == 3
    page.show_rows(
        "training_policy",
        View(
            "Met", (Filter("policy_id", Op.IS, other), Filter("status", Op.ANY_OF, (Status.MET,)))
        ),
    )
    assert people.bar.chips[1].isChecked() or people.bar.is_narrowed()
    assert len(people.table.rows.ids) == 0


def test_policies_courses_and_sessions_open_on_their_tabs(office, page):
    for kind, tab in (("policy", "Policies"), ("course", "Courses"), ("session", "Sessions")):
        page.show_record(office[kind])
        assert page.tabs.tabText(page.tabs.currentIndex()) == tab
    assert page.status_text() == "1 training session, 1 chosen"


def test_a_policy_for_an_organisation_needs_to_say_which(store, office, page):
    page.begin("training_policy")
    draft = page.lists["training_policy"].pane.draft
    draft.values |= {
        "title": "Data protection",
        "adopted_on": date(2026, 1, 1),
        "scope": PolicyScope.ORGANISATION,
    }
    draft._on_add()
    assert draft.form.rows["organisation_id"].problem() == "Say whom the policy applies to."


def test_the_register_is_written_where_asked_and_said_so(
    office, people, desk, tmp_path, monkeypatch
):
    to = tmp_path / "register.xlsx"
    monkeypatch.setattr(making, "ask_where", lambda *_asked: to)
    people.export_button.click()
    assert to.read_bytes()[:2] == b"PK"
    assert people.saved.isVisible()
    assert people.saved.words.text() == f"Saved as register.xlsx in {tmp_path}."
    assert desk.memory.value(making.FOLDER) == str(tmp_path)


def test_answers_that_come_late_are_not_shown_over_newer_ones(slow_desk, office, show_page):
    from copdesk.progress import SILENT

    desk, waiting = slow_desk
    page = show_page(make_page(desk))
    page.people.refresh(None)
    first, second = waiting[-2:]
    second[1](second[0](SILENT))
    assert len(page.people.table.rows.ids) == 3
    first[1]([])
    assert len(page.people.table.rows.ids) == 3


def test_each_part_is_made_when_it_is_first_shown(page):
    made = vars(page)
    assert "people" in made
    assert not {"matrix", "proposals"} & set(made)
    assert "draft" not in vars(page.people.pane)
    page.tabs.setCurrentIndex(1)
    assert "matrix" in made


def test_the_head_of_the_pane_is_never_cut_in_a_low_window(office, people, page, qtbot):
    people.table.show_record(office["amina"])
    page.resize(1000, 360)
    heading = people.pane.heading
    qtbot.waitUntil(lambda: heading.height() >= heading.heightForWidth(heading.width()))


def test_what_was_known_and_what_if_are_asked_of_the_matrix_for_the_same_day(people, page):
    people.as_at.editor.set_value(date(2026, 10, 1))
    people.matrix_button.click()
    assert page.matrix.isVisible()
    assert page.matrix.asked.days() == (date(2026, 10, 1), None)
    assert page.matrix.found.as_at == date(2026, 10, 1)


def test_the_last_of_the_list_is_chosen_by_its_keys_and_shown_beside_it(people, press, page):
    people.table.setFocus()
    press(page, (Key.Key_End, Held.ControlModifier))
    assert people.pane.heading.title.text() == "王小明"
    press(page, (Key.Key_Home, Held.ControlModifier))
    assert people.pane.heading.title.text() == "Amina Yusuf"
