"""Two years of quarterly meetings of two communities, as the desk lives them."""

import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest

from copdesk.db.models import Action, AgendaItem, Community, Meeting
from copdesk.db.queries import meetings as asked
from copdesk.db.queries import series as queries
from copdesk.db.queries.actions import carried_actions, owners
from copdesk.db.queries.minutes import minutes_text, versions
from copdesk.domain.meetings import MeetingState, MinutesState, Section
from copdesk.services import actions, carry, minutes, records, series

FIRST = {"north": date(2025, 3, 12), "south": date(2025, 2, 5)}


@pytest.fixture
def communities(store, office):
    south = records.add(store, Community, {"name": "Hampshire"})
    return {"north": office.community, "south": south}


def at(store, day):
    store.clock = lambda: datetime.combine(day, time(15), UTC)


def item_of(store, meeting, section):
    with store.read() as reader:
        return next(each for each in asked.agenda(reader, meeting) if each.section is section)


def a_quarter(store, office, series_id, number):
    """Plan the next meeting, hold it, write it up, close it; returns its id."""
    with store.read() as reader:
        (day,) = queries.days_to_book(reader, series_id, FIRST["south"], 1)
    at(store, day - timedelta(days=40))
    meeting = series.plan_next(store, series_id)
    at(store, day)
    cases = item_of(store, meeting, Section.CHALLENGES)
    records.change(store, AgendaItem, cases.id, {"actual_minutes": 30 + number})
    minutes.write_minutes(store, meeting, cases.id, f"Spoken of.\nAction: task {number}")
    minutes.line_to_action(store, meeting, cases.id, 1, {"owner_id": office.amina})
    wins = item_of(store, meeting, Section.WINS)
    carry.close_meeting(store, meeting, reached={wins.id: number % 2 == 0})
    at(store, day + timedelta(days=3))
    minutes.circulate_minutes(store, meeting, day + timedelta(days=3))
    return meeting


def test_two_years_of_two_communities(store, office, communities):
    records.change(store, Meeting, office.meeting, {"held_on": date(2020, 1, 15)})
    known = {}
    for name, community in communities.items():
        at(store, FIRST[name] - timedelta(days=60))
        known[name] = series.start_series(
            store,
            {"title": f"Quarterly, {name}", "community_id": community, "first_on": FIRST[name]},
        )
    held = {name: [] for name in communities}
    for number in range(8):
        for name, series_id in known.items():
            before = held[name][-1] if held[name] else None
            held[name].append(a_quarter(store, office, series_id, number))
            if before is not None:
                minutes.approve_minutes(store, before, held[name][-1], date(2027, 1, 1))

    with store.read() as reader:
        for name, series_id in known.items():
            newest, oldest = queries.years_of(reader, series_id)
            assert (newest.year, newest.words) == (2026, "4 of 4 held")
            assert (oldest.year, oldest.words) == (2025, "4 of 4 held")
            days = [reader.get(Meeting, each)["held_on"] for each in held[name]]
            assert {day.weekday() for day in days} == {2}
            assert len({(day.year, day.month) for day in days}) == 8
            states = [reader.get(Meeting, each)["minutes_state"] for each in held[name]]
            assert states == [MinutesState.APPROVED] * 7 + [MinutesState.CIRCULATED]
            approved_at = [reader.get(Meeting, each)["approved_at_id"] for each in held[name]]
            assert approved_at == [*held[name][1:], None]
            kept = [each.state for each in versions(reader, held[name][0])]
            assert kept == [MinutesState.APPROVED, MinutesState.CIRCULATED]
            _agendas_hold_each_item_once(reader, held[name])
            challenges = [
                next(i for i in asked.agenda(reader, each) if i.section is Section.CHALLENGES)
                for each in held[name]
            ]
            assert [each.minutes for each in challenges] == [25, 30, 31, 31, 32, 32, 33, 34]


def _agendas_hold_each_item_once(reader, held):
    """Carried items join the standing ones of the same name, and know where they come from."""
    for before, meeting in itertools.pairwise(held):
        items = reader.find(AgendaItem, meeting_id=meeting)
        assert len({(each["section"], each["title"]) for each in items}) == len(items) == 10
        earlier = {each["id"] for each in reader.find(AgendaItem, meeting_id=before)}
        assert {each["carried_from_id"] for each in items} <= earlier


def test_one_action_over_three_meetings(store, office, communities):
    records.change(store, Meeting, office.meeting, {"held_on": date(2020, 1, 15)})
    at(store, FIRST["north"] - timedelta(days=60))
    series_id = series.start_series(
        store,
        {"title": "Q", "community_id": office.community, "first_on": FIRST["north"]},
    )
    first, second, third = (a_quarter(store, office, series_id, n) for n in range(3))
    with store.read() as reader:
        chain = next(iter(reader.find(Action, meeting_id=first)))
        on = reader.get(Meeting, third)["held_on"]
        for meeting in (second, third):
            assert chain["id"] in [each.id for each in carried_actions(reader, meeting, on)]
        assert chain["reference"] in minutes_text(reader, first)
        (amina,) = owners(reader)
        assert [each.meeting for each in amina.promises] == [
            "Q1 2025 meeting, Yorkshire and the Humber",
            "Q2 2025 meeting, Yorkshire and the Humber",
            "Q3 2025 meeting, Yorkshire and the Humber",
        ]
    actions.finish_actions(store, [chain["id"]], on)
    with store.read() as reader:
        assert chain["id"] in [each.id for each in carried_actions(reader, third, on)]
        assert len(next(iter(owners(reader))).promises) == 2
        assert reader.get(Meeting, third)["state"] is MeetingState.HELD
