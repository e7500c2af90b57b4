from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.peers import (
    MOST_EACH,
    ExpertiseKind,
    Pair,
    PairKind,
    Person,
    Skill,
    only_ones,
    pairs,
    why,
)

OFFERED, WANTED = ExpertiseKind
TRAINER = ("words", "iaa trainer")

amina = Person(1, "Amina", frozenset({10}))
azad = Person(2, "Azad", frozenset({10}))
olena = Person(3, "Olena", frozenset({20}))
ming = Person(4, "Ming", frozenset({30}))
STAFF = {10: 2, 20: 5, 30: 1}


def offers(person, subject=TRAINER):
    return Skill(person, OFFERED, subject, "IAA trainer")


def wants(person, subject=TRAINER):
    return Skill(person, WANTED, subject, "IAA trainer")


def test_the_only_trainer_of_an_organisation_is_found():
    assert only_ones([offers(amina), wants(azad)], STAFF) == [offers(amina)]


def test_two_trainers_of_one_organisation_are_not_alone():
    assert only_ones([offers(amina), offers(azad)], STAFF) == []


def test_nobody_is_alone_where_nobody_else_works():
    assert only_ones([offers(ming), offers(Person(5, "Free"))], STAFF) == []


def test_somebody_with_two_roles_is_alone_only_if_alone_in_both():
    both = Person(6, "Both", frozenset({10, 20}))
    assert only_ones([offers(both), offers(azad)], STAFF) == []
    assert only_ones([offers(both)], STAFF) == [offers(both)]


def test_who_wants_a_thing_is_put_in_touch_with_who_offers_it():
    (pair,) = pairs([wants(azad), offers(olena)], STAFF, [])
    assert (pair.kind, pair.first, pair.second) == (PairKind.MATCH, azad, olena)
    assert why(pair) == (
        "Azad wants “IAA trainer”; Olena offers it, the only one in their organisation."
    )


def test_two_who_are_each_alone_with_a_thing_can_bounce_ideas():
    (pair,) = pairs([offers(amina), offers(olena)], STAFF, [])
    assert pair.kind is PairKind.ALONE
    assert why(pair) == (
        "Amina and Olena are each the only one in their organisation for “IAA trainer”."
    )


def test_what_is_wanted_and_offered_comes_before_bouncing_ideas():
    found = pairs([offers(amina), offers(olena), wants(ming)], STAFF, [])
    assert [each.kind for each in found] == [PairKind.MATCH, PairKind.MATCH, PairKind.ALONE]


def test_people_of_one_organisation_are_never_suggested():
    assert pairs([wants(azad), offers(amina)], STAFF, []) == []


def test_nobody_is_introduced_twice():
    assert pairs([wants(azad), offers(olena)], STAFF, [frozenset({3, 2})]) == []


def test_whoever_wants_and_offers_the_same_is_not_put_in_touch_with_themselves():
    assert pairs([wants(olena), offers(olena)], STAFF, []) == []


people = st.builds(
    Person,
    st.integers(1, 12),
    st.just("Somebody"),
    st.frozensets(st.integers(1, 4), max_size=2),
)
skills = st.lists(
    st.builds(
        Skill,
        people,
        st.sampled_from(ExpertiseKind),
        st.sampled_from([TRAINER, ("topic", "7")]),
        st.just("a thing"),
    ),
    max_size=40,
)
known = st.sets(st.frozensets(st.integers(1, 12), min_size=2, max_size=2))


@given(skills, st.dictionaries(st.integers(1, 4), st.integers(0, 9)), known)
def test_every_pair_is_two_strangers_of_different_organisations_suggested_once(some, staff, met):
    found = pairs(some, staff, met)
    assert len({each.people for each in found}) == len(found)
    for each in found:
        assert len(each.people) == 2
        assert each.people not in met
        assert not each.first.organisations & each.second.organisations
    times = Counter((each.kind, one) for each in found for one in each.people)
    assert all(count <= MOST_EACH for count in times.values())


@given(skills, st.dictionaries(st.integers(1, 4), st.integers(0, 9)))
def test_a_match_has_a_wish_and_an_offer_of_the_same_behind_it(some, staff):
    for each in pairs(some, staff, []):
        mine = {(one.kind, one.subject) for one in some if one.person.id == each.first.id}
        theirs = {(one.kind, one.subject) for one in some if one.person.id == each.second.id}
        first = WANTED if each.kind is PairKind.MATCH else OFFERED
        assert {subject for kind, subject in mine if kind is first} & {
            subject for kind, subject in theirs if kind is OFFERED
        }


def test_the_reason_without_anybody_alone_says_no_more():
    pair = Pair(PairKind.MATCH, amina, olena, "fee waivers")
    assert why(pair) == "Amina wants “fee waivers”; Olena offers it."
