"""Proposals for sessions, exempting people and amending a policy, by real keys on a real file."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from copdesk.db.models import Participant, TrainingExemption, TrainingPolicy, TrainingWish
from copdesk.domain.registers import WishKind
from copdesk.domain.training import PolicyScope, ReleaseKind, RenewalRule, Status
from copdesk.errors import Invalid
from copdesk.services import records, training
from copdesk.ui.kit.ask_several import AskSeveral
from copdesk.ui.pages.training import page as make_page
from tests.ui.pages.conftest import TODAY

Key = Qt.Key


@pytest.fixture
def people(store):
    return [
        records.add(store, Participant, {"name": name})
        for name in ("Amina Yusuf", "Olena Shevchenko", "王小明")
    ]


@pytest.fixture
def page(desk, people, show_page):
    return show_page(make_page(desk))


def asking():
    return next(each for each in QApplication.topLevelWidgets() if isinstance(each, AskSeveral))


def test_a_proposal_becomes_a_session_on_a_day_typed(desk, store, people, show_page, press, led):
    for person, kind in ((people[0], WishKind.WANTED), (people[1], WishKind.OFFERED)):
        given = {"topic": "Interpreters", "kind": kind, "participant_id": person}
        records.add(store, TrainingWish, given)
    page = show_page(make_page(desk))
    page._show_tab("Proposals")
    tab = page.proposals
    assert tab.status_text() == "1 proposal"
    assert tab.held.value(tab.table.rows.ids[0], "said") == "Wanted and offered"
    tab.table.setFocus()
    press(page, Key.Key_Return)
    asking().rows["on"].editor.line.setFocus()
    asking().rows["on"].editor.line.setText("3/12/2026")
    asking().take_button.click()
    assert led.said[-1] == ("Plan a session on Interpreters.", True)
    assert tab.status_text() == "0 proposals"
    assert len(led.opened) == 1


def test_without_wishes_it_says_where_they_come_from(page, led):
    page._show_tab("Proposals")
    assert page.proposals.frame.add_button.isVisible()
    page.proposals.frame.add_button.click()
    assert led.begun == ["training_wish"]


def test_people_are_exempted_only_with_a_reason(store, people, desk, show_page, led):
    policy = training.adopt_policy(store, {"title": "Safeguarding", "adopted_on": date(2024, 1, 1)})
    page = show_page(make_page(desk))
    page.people.table.choose(people[:2])
    next(one for one in page.commands() if one.words == "Exempt or defer").run()
    popup = asking()
    popup.take_button.click()
    assert popup.rows["reason"].problem()
    popup.rows["reason"].editor.set_value("Parental leave")
    popup.take_button.click()
    assert led.said[-1] == ("Exempt 2 people.", True)
    with store.read() as reader:
        kept = reader.find(TrainingExemption, policy_id=policy)
    assert {each["participant_id"] for each in kept} == set(people[:2])
    assert {(each["kind"], each["start"], each["reason"]) for each in kept} == {
        (ReleaseKind.EXEMPT, TODAY, "Parental leave")
    }
    assert page.people.held.value(people[0], "status") is Status.EXEMPT


def test_the_menu_of_the_matrix_defers_whose_cell_is_chosen(store, people, desk, show_page, led):
    training.adopt_policy(store, {"title": "Safeguarding", "adopted_on": date(2024, 1, 1)})
    page = show_page(make_page(desk))
    page._show_tab("Matrix")
    page.matrix.table.show_cell(people[0], 0)
    next(one for one in page.commands() if one.words == "Exempt or defer").run()
    popup = asking()
    popup.rows["reason"].editor.set_value("Parental leave")
    popup.rows["kind"].editor.set_value(ReleaseKind.DEFERRED)
    popup.rows["end"].editor.set_value(date(2027, 3, 1))
    popup.take_button.click()
    with store.read() as reader:
        (kept,) = reader.find(TrainingExemption)
    assert (kept["participant_id"], kept["kind"]) == (people[0], ReleaseKind.DEFERRED)


def test_a_policy_is_never_left_without_what_its_rules_need(store, people):
    policy = training.adopt_policy(store, {"title": "Safeguarding", "adopted_on": date(2024, 1, 1)})
    with pytest.raises(Invalid) as refused:
        training.amend_policy(store, policy, {"renewal": RenewalRule.MONTHS})
    assert refused.value.problems == {"renewal": "Say after how many months it is renewed."}
    training.amend_policy(store, policy, {"renewal_months": 12})
    training.amend_policy(store, policy, {"renewal": RenewalRule.MONTHS})
    with pytest.raises(Invalid):
        training.amend_policy(store, policy, {"scope": PolicyScope.COMMUNITY})
    training.amend_policy(store, policy, {"required_hours": Decimal("2.00")})
    with store.read() as reader:
        kept = reader.get(TrainingPolicy, policy)
    assert (kept["renewal"], kept["required_hours"]) == (RenewalRule.MONTHS, Decimal("2.00"))
