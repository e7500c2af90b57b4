"""Since when somebody has been there: spans that follow one another count as one."""

from dataclasses import replace
from datetime import date

import pytest

from copdesk.db.queries.scope import Role, Span, Ties, span_at, taken_in
from copdesk.domain.dates import PartialDate
from copdesk.domain.training import EVERYONE, PolicyScope, ScopeRule

DAY = date(2026, 11, 23)


def span(text):
    """``2019..2021-06`` or ``..`` as a span."""
    start, _dots, end = text.partition("..")
    return Span(*(PartialDate.parse(each) if each else None for each in (start, end)))


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        (["2019-02.."], "2019-02.."),
        ([".."], ".."),
        (["2019..2021"], None),
        (["2027.."], None),
        ([], None),
        (["2019..2026"], "2019..2026"),
        (["2019..2025-03", "2025-03.."], "2019.."),
        (["2019..2025-03-31", "2025-04-01.."], "2019.."),
        (["2019..2025-03-31", "2025-04-02.."], "2025-04-02.."),
        (["2015..2016", "2017..2025-03", "2025-02.."], "2015.."),
        (["2015..2016-05", "2017..2025-03", "2025-02.."], "2017.."),
        (["..2025-03", "2025-03.."], ".."),
        (["2019..2026-12", "2024..2027-06"], "2019..2027-06"),
        (["2019..2026-12", "2024.."], "2019.."),
    ],
)
def test_time_without_a_break_is_one_span(spans, found):
    wanted = None if found is None else span(found)
    assert span_at([span(each) for each in spans], DAY) == wanted
    assert span_at([span(each) for each in reversed(spans)], DAY) == wanted


def known(*roles, parts=(), bodies=(), people=(1, 2)):
    """Ties of roles such as ``(1, 7, "Clerk", "2019..")``: person, organisation, words, time."""
    return Ties(
        people,
        tuple(
            Role(one, at, words, span(text), *contract) for one, at, words, text, *contract in roles
        ),
        tuple((one, of, span(text)) for one, of, text in parts),
        tuple((of, at, span(text)) for of, at, text in bodies),
    )


def joined(found):
    """The beginnings by person, as words."""
    return {id_: str(each.joined or "") for id_, each in found.items()}


SEVEN = ScopeRule(PolicyScope.ORGANISATION, 7)
EIGHT = ScopeRule(PolicyScope.ORGANISATION, 8)


def test_somebody_in_two_organisations_is_one_person_there_since_the_first():
    ties = known((1, 7, "", "2019..2026-12"), (1, 8, "", "2024.."), (2, 9, "", "2020.."))
    assert joined(taken_in(ties, (SEVEN, EIGHT), DAY)) == {1: "2019"}
    assert joined(taken_in(ties, (EIGHT,), DAY)) == {1: "2024"}


def test_rules_stand_together_and_one_is_enough():
    ties = known((1, 7, "", "2019.."), parts=[(2, 5, "2021..")])
    community = ScopeRule(PolicyScope.COMMUNITY, 5)
    assert joined(taken_in(ties, (SEVEN, community), DAY)) == {1: "2019", 2: "2021"}
    assert taken_in(ties, (), DAY) == {}


def test_everyone_takes_in_who_has_no_tie_but_not_who_left():
    ties = known((1, 7, "", "2019..2024"), people=(1, 2))
    assert joined(taken_in(ties, EVERYONE, DAY)) == {2: ""}
    assert set(taken_in(ties, EVERYONE, DAY, leavers=True)) == {1, 2}


def test_a_role_is_told_whatever_its_capitals():
    ties = known((1, 7, "Pupil Barrister", "2019.."), (2, 7, "Clerk", "2020.."))
    assert set(taken_in(ties, (replace(SEVEN, role="pupil barrister"),), DAY)) == {1}
    everyone = ScopeRule(PolicyScope.EVERYONE, role="Clerk")
    assert set(taken_in(ties, (everyone,), DAY)) == {2}


def test_a_contract_is_told_whatever_its_capitals_and_stands_beside_the_role():
    ties = known(
        (1, 7, "Clerk", "2019..", "Employed"),
        (2, 7, "Clerk", "2020..", "volunteer"),
        (3, 7, "Adviser", "2020..", "employed"),
        people=(1, 2, 3, 4),
    )
    assert set(taken_in(ties, (replace(SEVEN, contract="employed"),), DAY)) == {1, 3}
    assert set(taken_in(ties, (replace(SEVEN, role="clerk", contract="employed"),), DAY)) == {1}
    everyone = ScopeRule(PolicyScope.EVERYONE, contract="Volunteer")
    assert set(taken_in(ties, (everyone,), DAY)) == {2}


@pytest.mark.parametrize(("after", "who"), [("2018-12-31", {1, 2}), ("2020-06-30", {2})])
def test_joiners_after_a_day_are_told_by_their_time_without_a_break(after, who):
    ties = known(
        (1, 7, "Clerk", "2019-05-01..2021-05-01"),
        (1, 7, "Adviser", "2021-05-02.."),
        (2, 7, "", "2020-07-01.."),
    )
    rule = replace(SEVEN, joined_after=date.fromisoformat(after))
    assert set(taken_in(ties, (rule,), DAY)) == who


def test_who_works_at_an_organisation_is_there_no_longer_than_it_is():
    community = (ScopeRule(PolicyScope.COMMUNITY, 5),)
    ties = known((1, 7, "", "2015.."), bodies=[(5, 7, "2019-02..")])
    assert joined(taken_in(ties, community, DAY)) == {1: "2019-02"}
    gone = known((1, 7, "", "2020.."), bodies=[(5, 7, "..2018")])
    assert taken_in(gone, community, DAY, leavers=True) == {}


def test_who_left_keeps_the_time_they_had():
    ties = known((1, 7, "", "2019..2021-03"), (1, 7, "", "2021-04..2024-06"))
    (found,) = taken_in(ties, (SEVEN,), DAY, leavers=True).values()
    assert found == span("2019..2024-06")
