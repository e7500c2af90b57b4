from datetime import date, time

import pytest

from copdesk.db.models import AgendaItem, BacklogItem, Meeting, MeetingSeries, SeriesItem
from copdesk.db.queries import meetings as asked
from copdesk.db.queries import series as queries
from copdesk.domain.meetings import MeetingState, Section
from copdesk.domain.series import Rhythm, Rule, Week
from copdesk.errors import Invalid, UserError
from copdesk.services import agenda, meetings, records, series

TODAY = date(2026, 11, 23)


@pytest.fixture
def quarterly(store, office):
    """The community meets on the second Wednesday of the last month of each quarter.

    The meeting it has already was years ago.
    """
    records.change(store, Meeting, office.meeting, {"held_on": date(2020, 1, 15)})
    return series.start_series(
        store,
        {
            "title": "Quarterly meetings",
            "community_id": office.community,
            "first_on": date(2026, 3, 11),
            "starts_at": time(10),
            "place": "Leeds",
        },
    )


def test_meetings_in_the_diary_for_its_days_belong_to_a_new_series(store, office):
    odd = meetings.schedule_meeting(store, office.community, date(2027, 1, 20), skeleton=())
    id_ = series.start_series(
        store, {"title": "Q", "community_id": office.community, "first_on": date(2026, 12, 2)}
    )
    with store.read() as reader:
        assert [each.id for each in queries.meetings_of(reader, id_)] == [office.meeting]
    assert get(store, Meeting, odd)["series_id"] is None


def get(store, model, id_):
    with store.read() as reader:
        return reader.get(model, id_)


def to_book(store, series_id, count=3):
    with store.read() as reader:
        return queries.days_to_book(reader, series_id, TODAY, count)


def test_a_series_meets_each_quarter_as_its_first_day_says(store, quarterly, labels):
    values = get(store, MeetingSeries, quarterly)
    assert values["rule"] == "FREQ=YEARLY;BYMONTH=3,6,9,12;BYDAY=2WE"
    assert values["per_year"] == 4
    assert labels()[1:] == ["Start series Quarterly meetings"]


def test_a_series_without_a_first_day_is_refused(store, office):
    with pytest.raises(Invalid) as refused:
        series.start_series(store, {"title": "Q", "community_id": office.community})
    assert "first_on" in refused.value.problems


def test_the_standing_items_hold_the_three_words_and_fill_two_hours(store, quarterly):
    with store.read() as reader:
        items = queries.template(reader, quarterly)
    assert sum(item.minutes for item in items) == 120
    sections = [item.section for item in items]
    assert sections[2:5] == [Section.LEGAL_CHANGES, Section.TRAINING, Section.CHALLENGES]
    assert sections == sorted(sections, key=list(Section).index)


def test_the_next_meeting_has_the_standing_items_and_what_the_series_says(store, quarterly, labels):
    meeting = series.plan_next(store, quarterly)
    values = get(store, Meeting, meeting)
    assert (values["held_on"], values["place"]) == (date(2026, 12, 9), "Leeds")
    assert (values["series_id"], values["starts_at"]) == (quarterly, time(10))
    with store.read() as reader:
        items = reader.find(AgendaItem, meeting_id=meeting)
    assert len(items) == len(series.STANDING)
    assert all(item["standing"] for item in items)
    assert labels()[-1] == "Plan Q4 2026 meeting, Yorkshire and the Humber"


def test_later_edits_of_the_template_do_not_touch_meetings_in_the_diary(store, quarterly):
    meeting = series.plan_next(store, quarterly)
    with store.read() as reader:
        before = asked.agenda(reader, meeting)
        first = queries.template(reader, quarterly)[0]
    records.change(store, SeriesItem, first.id, {"title": "Hello", "minutes": 99})
    series.add_standing_item(store, quarterly, {"title": "Tea"})
    series.move_standing_item(store, first.id, 3)
    with store.read() as reader:
        assert asked.agenda(reader, meeting) == before
        assert queries.template(reader, quarterly)[3].title == "Hello"
        assert [each.position for each in queries.template(reader, quarterly)] == list(range(11))


def test_planned_moved_and_skipped_days_are_not_due_again(store, quarterly, labels):
    assert to_book(store, quarterly) == [date(2026, 12, 9), date(2027, 3, 10), date(2027, 6, 9)]
    meeting = series.plan_next(store, quarterly)
    records.change(store, Meeting, meeting, {"held_on": date(2026, 12, 2)})
    assert to_book(store, quarterly, 1) == [date(2027, 3, 10)]
    series.skip_day(store, quarterly, date(2027, 3, 10))
    assert labels()[-1] == "Quarterly meetings: no meeting on Wed 10 Mar 2027"
    assert to_book(store, quarterly, 1) == [date(2027, 6, 9)]


def test_a_day_skipped_has_no_agenda_and_counts_as_called_off(store, quarterly):
    skipped = series.skip_day(store, quarterly, date(2027, 3, 10))
    assert get(store, Meeting, skipped)["state"] is MeetingState.CANCELLED
    with store.read() as reader:
        assert reader.find(AgendaItem, meeting_id=skipped) == []
        (year,) = queries.years_of(reader, quarterly)
    assert year.words == "0 of 4 held, 1 called off"


def test_a_series_without_a_planned_meeting_is_told_until_one_is(store, quarterly):
    with store.read() as reader:
        (missing,) = queries.not_booked_next(reader, TODAY)
    assert (missing.series_id, missing.on) == (quarterly, date(2026, 12, 9))
    series.plan_next(store, quarterly)
    with store.read() as reader:
        assert queries.not_booked_next(reader, TODAY) == []


def test_a_series_that_has_ended_is_never_told(store, quarterly):
    records.change(store, MeetingSeries, quarterly, {"active": False})
    with store.read() as reader:
        assert queries.not_booked_next(reader, TODAY) == []
    with pytest.raises(UserError, match="No day of this series is due"):
        series.plan_next(store, quarterly)


def test_another_rhythm_changes_the_days_and_how_many_there_are(store, quarterly, labels):
    series.set_rhythm(store, quarterly, Rule(Rhythm.MONTHLY, 1, Week.FIRST))
    assert to_book(store, quarterly, 2) == [date(2026, 12, 1), date(2027, 1, 5)]
    assert get(store, MeetingSeries, quarterly)["per_year"] == 12
    assert labels()[-1] == "Quarterly meetings: First Tuesday of every month"


def test_the_next_plan_proposes_the_time_that_items_took(store, office, quarterly):
    earlier = series.plan_next(store, quarterly, date(2026, 9, 9))
    with store.read() as reader:
        items = {
            item["section"]: item["id"] for item in reader.find(AgendaItem, meeting_id=earlier)
        }
    records.change(store, AgendaItem, items[Section.CHALLENGES], {"actual_minutes": 40})
    later = series.plan_next(store, quarterly)
    usual = meetings.schedule_meeting(store, office.community, date(2027, 3, 10))
    for meeting in (later, usual):
        with store.read() as reader:
            minutes = {item.section: item.minutes for item in asked.agenda(reader, meeting)}
        assert minutes[Section.CHALLENGES] == 40
        assert minutes[Section.WELCOME] == 10


def test_waiting_items_are_taken_to_a_meeting_and_stay_known_as_taken(store, office, labels):
    values = {
        "title": "Interpreters",
        "community_id": office.community,
        "section": Section.TRAINING,
        "asked_by_id": office.amina,
    }
    waiting = records.add(store, BacklogItem, values)
    agenda.add_agenda_item(store, office.meeting, {"title": "Last"})
    series.take_from_backlog(store, [waiting], office.meeting)
    with store.read() as reader:
        first = asked.agenda(reader, office.meeting)[0]
    assert (first.title, first.section) == ("Interpreters", Section.TRAINING)
    assert get(store, AgendaItem, first.id)["asked_by_id"] == office.amina
    assert get(store, BacklogItem, waiting)["meeting_id"] == office.meeting
    assert labels()[-1] == "Put “Interpreters” on the agenda of Quarterly meeting"


def test_an_item_waits_for_a_meeting_of_its_own_community_only(store, office):
    other = meetings.schedule_meeting(store, _other(store), date(2027, 1, 5))
    waiting = records.add(store, BacklogItem, {"title": "I", "community_id": office.community})
    with pytest.raises(UserError, match="another community"):
        series.take_from_backlog(store, [waiting], other)


def _other(store):
    from copdesk.db.models import Community

    return records.add(store, Community, {"name": "South"})


def test_an_item_leaves_the_agenda_to_wait(store, office, labels):
    item = agenda.add_agenda_item(store, office.meeting, {"title": "Fees", "minutes": 15})
    (waiting,) = series.put_aside(store, [item])
    assert get(store, AgendaItem, item) is None
    kept = get(store, BacklogItem, waiting)
    assert (kept["title"], kept["minutes"], kept["community_id"]) == ("Fees", 15, office.community)
    assert labels()[-1] == "Let “Fees” wait for a later meeting"
