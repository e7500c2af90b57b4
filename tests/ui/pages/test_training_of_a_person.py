"""What the pages of people, organisations and meetings tell of training."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from copdesk.db.models import (
    Community,
    Meeting,
    Organisation,
    Participant,
    RegulatorGrade,
    TrainingSession,
)
from copdesk.domain.grades import EXPIRED, Scheme
from copdesk.services import records, training
from copdesk.ui.kit.related_list import RelatedList
from copdesk.ui.kit.stored import editors_of
from copdesk.ui.pages.meetings.details import DetailsTab
from copdesk.ui.pages.organisations.listed import SPEC
from copdesk.ui.pages.participants.training import TrainingTab
from tests.ui.pages.conftest import TODAY


@pytest.fixture
def amina(store):
    return records.add(store, Participant, {"name": "Amina Yusuf"})


@pytest.fixture
def policy(store, amina):
    hours = Decimal("3.00")
    adopted = {"adopted_on": date(2026, 9, 1), "required_hours": hours}
    made = training.adopt_policy(store, {"title": "Safeguarding", **adopted})
    training.adopt_policy(store, {"title": "Ended", **adopted, "repealed_on": date(2026, 10, 1)})
    training.record_hours(store, made, {amina: Decimal("1.50")}, date(2026, 10, 7))
    return made


@pytest.fixture
def show(qtbot, light):
    def shown(tab, record_id):
        qtbot.addWidget(tab)
        tab.resize(460, 640)
        tab.show()
        tab.show_record(record_id)
        return tab

    return shown


def test_a_person_stands_against_every_policy_in_force_and_is_shown_among_the_others(
    desk, policy, amina, show, led
):
    tab = show(TrainingTab(desk), amina)
    said = [each.text() for each in tab._policies.findChildren(QLabel)]
    assert said == ["Safeguarding: In progress", "1.50 of 3.00 hours; due by Mon 1 Mar 2027."]
    (there,) = tab._policies.findChildren(QPushButton)
    there.click()
    kind, view = led.rows[-1]
    assert kind == "training_policy"
    assert [each.value for each in view.filters] == [policy, "Amina Yusuf"]


def test_to_whom_no_policy_applies_it_is_said(desk, amina, show):
    tab = show(TrainingTab(desk), amina)
    said = [each.text() for each in tab._policies.findChildren(QLabel)]
    assert said == ["No policy applies to them today."]


def test_an_expired_grade_is_seen_on_the_page_of_its_person_and_its_organisation(
    desk, store, amina, show
):
    castle = records.add(store, Organisation, {"name": "Castle Chambers"})
    grade = {"scheme": Scheme.IAA, "grade": "Level 2: casework", "valid_until": date(2020, 1, 1)}
    for whose in ({"participant_id": amina}, {"organisation_id": castle}):
        records.add(store, RegulatorGrade, {**grade, **whose, "working_towards": "Level 3"})
    person = show(TrainingTab(desk), amina).lists[1]
    spec = next(each for each in SPEC.related if each.kind == "regulator_grade")
    place = show(RelatedList(desk, editors_of(desk), spec), castle)
    for one in (person, place):
        row = one.table.rows.row(0)
        assert (row.values["standing"], row.words["working_towards"]) == (EXPIRED, "Level 3")


def test_training_held_at_a_meeting_is_shown_on_it(desk, store, show):
    law = records.add(store, Community, {"name": "Immigration law"})
    held = {"title": "Autumn meeting", "held_on": TODAY, "community_id": law}
    meeting = records.add(store, Meeting, held)
    tab = show(DetailsTab(desk), meeting)
    assert not tab.sessions.isVisible()
    given = {"title": "First steps", "held_on": TODAY, "meeting_id": meeting}
    records.add(store, TrainingSession, given)
    tab.show_record(meeting)
    assert tab.sessions.isVisible()
    assert tab.sessions.table.rows.row(0).words["title"] == "First steps"
