"""Whom a policy also applies to, added by real keys; and what the lists of training say."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from copdesk.db.models import (
    Affiliation,
    Organisation,
    Participant,
    PolicyScopeRule,
    RegulatorGrade,
    SessionBooking,
    TrainingSession,
)
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.queries.training import standings
from copdesk.domain.grades import EXPIRED, Scheme
from copdesk.domain.training import BookingState, PolicyScope
from copdesk.services import records, training
from copdesk.ui.pages.training.scope import ScopeTab
from tests.ui.pages.conftest import TODAY

Key = Qt.Key


@pytest.fixture
def policy(store):
    """It binds one chambers; a clerk works elsewhere under a contract."""
    castle, mill = (
        records.add(store, Organisation, {"name": name}) for name in ("Castle Chambers", "Mill Law")
    )
    sam = records.add(store, Participant, {"name": "Sam Lee"})
    tie = {"participant_id": sam, "organisation_id": mill, "contract": "employed"}
    records.add(store, Affiliation, tie)
    return training.adopt_policy(
        store,
        {
            "title": "Safeguarding",
            "adopted_on": date(2026, 6, 1),
            "required_hours": Decimal("2.00"),
            "scope": PolicyScope.ORGANISATION,
            "organisation_id": castle,
        },
    )


def test_a_contract_typed_takes_more_people_in_and_is_taken_back(
    desk, store, policy, show_tab, press, led
):
    tab = show_tab(ScopeTab(desk), policy)
    tab.lines[PolicyScope.EVERYONE].focus_first()
    press(tab, Key.Key_Return)
    assert tab.lines[PolicyScope.EVERYONE].problem() == "Say the contract or the role."
    press(tab, "Employed", Key.Key_Return)
    with store.read() as reader:
        assert [each.name for each in standings(reader, policy, TODAY)] == ["Sam Lee"]
    assert led.said[-1] == ("Let Safeguarding apply to more people.", True)
    assert tab.list.table.rows.row(0).values["whom"] == "Everyone"
    store.undo()
    with store.read() as reader:
        assert standings(reader, policy, TODAY) == []


def test_a_rule_names_the_organisation_it_takes_in(desk, store, policy, show_tab, press, qtbot):
    tab = show_tab(ScopeTab(desk), policy)
    line = tab.lines[PolicyScope.ORGANISATION]
    line.focus_first()
    press(tab, Key.Key_Return)
    assert line.problem() == "Say whom the policy applies to."
    with store.read() as reader:
        mill = reader.find(Organisation, name="Mill Law")[0]["id"]
    line.editors["organisation_id"].set_value(mill)
    press(tab, Key.Key_Return)
    with store.read() as reader:
        (rule,) = reader.find(PolicyScopeRule)
    assert (rule["scope"], rule["organisation_id"]) == (PolicyScope.ORGANISATION, mill)
    assert tab.list.table.rows.row(0).values["whom"] == "Mill Law"


@pytest.fixture
def show_tab(qtbot, light):
    """Shows a tab of a record in a window of its own."""

    def shown(tab, record_id):
        qtbot.addWidget(tab)
        tab.resize(420, 640)
        with qtbot.waitActive(tab):
            tab.show()
            tab.activateWindow()
        tab.show_record(record_id)
        return tab

    return shown


def listed(store, kind, key):
    listing = LISTINGS[kind]
    with store.read() as reader:
        return [row[0] for row in listing.rows(reader, listing.ids(reader), [key])]


def test_the_feedback_of_a_session_is_an_average_of_those_who_gave_it(store):
    session = records.add(store, TrainingSession, {"title": "First steps", "held_on": TODAY})
    assert listed(store, "training_session", "feedback") == [""]
    for number, mark in enumerate((5, 4, None)):
        person = records.add(store, Participant, {"name": f"Person {number}"})
        given = {"session_id": session, "participant_id": person, "feedback": mark}
        records.add(store, SessionBooking, {**given, "state": BookingState.ATTENDED})
    assert listed(store, "training_session", "feedback") == ["4.5 of 5 from 2"]


def test_a_grade_that_ran_out_says_so(store):
    grade = {"scheme": Scheme.IAA, "grade": "Level 2: casework"}
    records.add(store, RegulatorGrade, {**grade, "valid_until": date(2020, 1, 1)})
    records.add(store, RegulatorGrade, grade)
    assert sorted(listed(store, "regulator_grade", "standing")) == ["", EXPIRED]
