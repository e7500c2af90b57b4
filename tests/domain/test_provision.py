from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.provision import (
    Capacity,
    Depth,
    Fit,
    Freshness,
    Place,
    Standing,
    Suits,
    checked_words,
    covers,
    freshness,
    goes_as_far,
    rank,
    same_place,
    speaks,
)

TODAY = date(2026, 11, 23)

standings = st.builds(
    Standing,
    st.sampled_from(Fit),
    st.sampled_from(Capacity),
    st.sampled_from(Suits),
    st.sampled_from(Suits),
    st.sampled_from(Suits),
    st.none() | st.dates(),
    st.text(max_size=5),
)


def standing(**given_):
    usual = {
        "fit": Fit.LISTED,
        "capacity": Capacity.OPEN,
        "area": Suits.YES,
        "language": Suits.UNKNOWN,
        "level": Suits.UNKNOWN,
        "checked_on": TODAY,
        "name": "Airedale",
    }
    return Standing(**(usual | given_))


def test_open_comes_first_then_limited_waiting_not_known_and_closed():
    asked = [standing(capacity=each) for each in Capacity]
    assert [each.capacity for each in sorted(asked, key=rank)] == [
        Capacity.OPEN,
        Capacity.LIMITED,
        Capacity.WAITING,
        Capacity.UNKNOWN,
        Capacity.CLOSED,
    ]


def test_near_topics_come_after_the_topic_itself_and_topics_not_known_last():
    asked = [standing(fit=each, capacity=Capacity.OPEN) for each in (Fit.UNKNOWN, Fit.NEAR)]
    asked.append(standing(fit=Fit.LISTED, capacity=Capacity.CLOSED))
    assert [each.fit for each in sorted(asked, key=rank)] == [Fit.LISTED, Fit.NEAR, Fit.UNKNOWN]


def test_what_is_known_to_be_there_comes_before_what_may_be():
    there, perhaps = standing(name="Z"), standing(area=Suits.UNKNOWN, name="A")
    assert sorted((perhaps, there), key=rank) == [there, perhaps]


def test_among_equals_what_was_checked_last_comes_first_and_never_checked_last():
    days = (None, TODAY - timedelta(days=9), TODAY)
    asked = [standing(checked_on=each) for each in days]
    assert [each.checked_on for each in sorted(asked, key=rank)] == list(days[::-1])


@given(st.lists(standings), st.randoms())
def test_the_order_does_not_depend_on_the_order_before(some, chance):
    mixed = list(some)
    chance.shuffle(mixed)
    assert list(map(rank, sorted(some, key=rank))) == list(map(rank, sorted(mixed, key=rank)))


@given(st.lists(standings))
def test_a_capacity_never_stands_before_a_better_one_that_fits_as_well(some):
    order = sorted(some, key=rank)
    for fit in Fit:
        alike = [each.capacity for each in order if each.fit is fit]
        closed = [each is Capacity.CLOSED for each in alike]
        open_ = [each is Capacity.OPEN for each in alike]
        assert closed == sorted(closed)
        assert open_ == sorted(open_, reverse=True)


@given(standings)
def test_nobody_is_left_out_without_something_known_against_them_or_nothing_known_at_all(one):
    if one.left_out and one.fit is not Fit.UNKNOWN:
        assert Suits.NO in {one.area, one.language, one.level}


def test_topics_not_known_stay_where_the_area_is_covered():
    assert not standing(fit=Fit.UNKNOWN).left_out
    assert standing(fit=Fit.UNKNOWN, area=Suits.UNKNOWN).left_out


@pytest.mark.parametrize(
    ("days", "how"),
    [
        (0, Freshness.FRESH),
        (60, Freshness.FRESH),
        (61, Freshness.AMBER),
        (90, Freshness.AMBER),
        (91, Freshness.RED),
        (-3, Freshness.FRESH),
    ],
)
def test_what_was_checked_is_amber_after_60_days_and_red_after_90(days, how):
    assert freshness(TODAY - timedelta(days=days), TODAY) is how


def test_how_old_it_is_is_said_in_words():
    assert checked_words(None, TODAY) == "Never checked"
    assert checked_words(date(2026, 11, 2), TODAY) == "Checked 2 Nov 2026"
    assert checked_words(TODAY - timedelta(days=71), TODAY) == "Check again: 71 days old"
    assert checked_words(TODAY - timedelta(days=103), TODAY) == "Out of date: 103 days old"


def test_an_area_that_is_not_recorded_is_not_known_rather_than_none():
    asked = frozenset({7})
    assert covers((), asked) is Suits.UNKNOWN
    assert covers((6, 7), asked) is Suits.YES
    assert covers((6,), asked) is Suits.NO
    assert covers((6,), frozenset()) is Suits.UNKNOWN


def test_a_language_is_found_however_it_is_spelt_and_only_as_a_whole_word():
    assert speaks(("Français", "Arabic (Sudanese)"), "francais") is Suits.YES
    assert speaks(("Arabic (Sudanese)",), "ARABIC") is Suits.YES
    assert speaks(("Farsi",), "Far") is Suits.NO
    assert speaks((), "Farsi") is Suits.UNKNOWN
    assert speaks(("Farsi",), "") is Suits.UNKNOWN


@given(st.sampled_from(Depth), st.sampled_from(Depth))
def test_a_depth_reaches_itself_and_what_is_less(depth, asked):
    found = goes_as_far(depth, asked)
    if Depth.UNKNOWN in {depth, asked}:
        assert found is Suits.UNKNOWN
    else:
        order = list(Depth)
        assert (found is Suits.YES) == (order.index(depth) >= order.index(asked))


def place(id_, name, code, former="", *, current=True, note=""):
    return Place(id_, name, code, former, current, note)


def test_a_place_is_found_under_its_former_code_and_under_what_it_became():
    barnsley = place(1, "Barnsley", "E08000038", "E08000016")
    before = place(2, "Barnsley", "E08000016", current=False)
    county = place(3, "North Yorkshire", "E06000065")
    harrogate = place(4, "Harrogate", "E07000165", current=False, note="-> E06000065")
    selby = place(5, "Selby", "E07000169", current=False, note="-> E06000065")
    known = [barnsley, before, county, harrogate, selby]
    assert same_place(barnsley, known) == {1, 2}
    assert same_place(before, known) == {1, 2}
    assert same_place(county, known) == {3, 4, 5}
    assert same_place(harrogate, known) == {3, 4}


def test_places_without_codes_are_not_all_the_same():
    one, other = place(1, "Here", ""), place(2, "There", "")
    assert same_place(one, [one, other]) == {1}
