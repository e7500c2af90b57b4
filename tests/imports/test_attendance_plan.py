from datetime import UTC, datetime, time

import pytest

from copdesk.imports.attendance_match import Proposal
from copdesk.imports.attendance_plan import (
    LEFT_OUT,
    NEW,
    Choice,
    Verdict,
    minutes_words,
    stays,
    suggested,
    verdict,
)
from copdesk.imports.attendance_report import Attendee


def attendee(name="Amina Yusuf", minutes=60, begins=10):
    at = datetime(2026, 12, 9, begins, 1, 30, tzinfo=UTC)
    span = ((at, at.replace(hour=begins + 1)),)
    seconds = None if minutes is None else minutes * 60
    return Attendee((name,) if name else (), "a@b.example", seconds, span, 1, name)


def proposal(number=1, likely=(7,), *, sure=True, **more):
    return Proposal(number, attendee(**more), likely, sure, "")


@pytest.mark.parametrize(
    ("made", "told", "choice"),
    [
        (proposal(), Verdict.KNOWN, Choice(7)),
        (proposal(minutes=9), Verdict.SHORT, LEFT_OUT),
        (proposal(minutes=None), Verdict.KNOWN, Choice(7)),
        (proposal(sure=False), Verdict.ASK, LEFT_OUT),
        (proposal(likely=(), sure=False), Verdict.UNKNOWN, LEFT_OUT),
        (proposal(likely=(), sure=False, name=""), Verdict.DIALLED, LEFT_OUT),
    ],
)
def test_only_people_who_are_known_and_stayed_are_suggested(made, told, choice):
    assert verdict(made, 10) is told
    assert suggested(made, 10) == choice


def test_two_lines_of_one_person_are_one_stay_from_the_first_coming_to_the_last_leaving():
    lines = [proposal(1), proposal(2, name="", begins=12, sure=False)]
    (made,) = stays(lines, {1: Choice(7), 2: Choice(7)}, remember=True)
    assert (made.participant_id, made.arrived_at, made.left_at) == (7, time(10, 1), time(13, 1))


def test_names_chosen_by_hand_are_remembered_only_when_wanted():
    lines = [proposal(sure=False, name="Jay")]
    assert stays(lines, {1: Choice(7)}, remember=True)[0].also_called == ("Jay",)
    assert stays(lines, {1: Choice(7)}, remember=False)[0].also_called == ()
    assert stays([proposal()], {1: Choice(7)}, remember=True)[0].also_called == ()


def test_somebody_new_brings_name_and_address_and_who_is_left_out_nothing():
    lines = [proposal(1, likely=(), sure=False), proposal(2)]
    (made,) = stays(lines, {1: NEW, 2: LEFT_OUT}, remember=True)
    assert (made.participant_id, made.name, made.email) == (None, "Amina Yusuf", "a@b.example")


@pytest.mark.parametrize(
    ("minutes", "told"), [(88, "1 h 28 min"), (4, "4 min"), (0, "under 1 min"), (None, "")]
)
def test_the_length_of_a_stay_in_words(minutes, told):
    assert minutes_words(attendee(minutes=minutes)) == told
