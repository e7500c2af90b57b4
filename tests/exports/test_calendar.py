"""Calendar files, read back by the library that others read them with."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar

from copdesk.db.models import AgendaItem, Community, Meeting
from copdesk.db.store import Store
from copdesk.errors import UserError
from copdesk.exports.calendar import calendar_bytes, entry_of, write_calendar
from copdesk.services import records
from copdesk.services.meetings import cancel_meeting
from copdesk.services.settings import keep_settings

HOSTILE = "Rights; law, and \\ more:\r\nBEGIN:VEVENT\nSUMMARY:gone " + "Žluťoučký 王小明 " * 12


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        yield opened


@pytest.fixture
def community(store):
    return records.add(store, Community, {"name": "Yorkshire and the Humber"})


@pytest.fixture
def plan(store, community):
    def made(**values):
        given = {
            "title": "Q4 2026 meeting",
            "community_id": community,
            "held_on": date(2026, 12, 9),
            "starts_at": time(10),
            "ends_at": time(12),
            **values,
        }
        with store.change("Plan") as unit:
            return unit.add(Meeting, **given)

    return made


def event(store, meeting):
    return read(store, meeting).events[0]


def read(store, meeting):
    return Calendar.from_ical(calendar_bytes(entry_of(store, meeting)))


def test_a_meeting_moved_twice_keeps_one_uid_and_its_number_rises(store, plan):
    meeting = plan()
    seen = [event(store, meeting)]
    for day in (date(2026, 12, 16), date(2027, 1, 13)):
        records.change(store, Meeting, meeting, {"held_on": day})
        seen.append(event(store, meeting))
    assert len({each["uid"] for each in seen}) == 1
    assert [each["sequence"] for each in seen] == [1, 2, 3]
    assert [each.start.date() for each in seen] == [
        date(2026, 12, 9),
        date(2026, 12, 16),
        date(2027, 1, 13),
    ]


def test_two_meetings_and_two_files_never_share_a_uid(store, plan, tmp_path):
    one, other = event(store, plan())["uid"], event(store, plan())["uid"]
    assert one != other
    assert one.split("@")[1] == other.split("@")[1]


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (date(2026, 7, 8), 1),
        (date(2026, 12, 9), 0),
        (date(2026, 10, 24), 1),
        (date(2027, 3, 28), 1),
    ],
)
def test_times_stand_in_london_summer_and_winter(store, plan, day, offset):
    found = event(store, plan(held_on=day))
    assert found.start.utcoffset() == timedelta(hours=offset)
    assert (found.start.hour, found.end.hour) == (10, 12)


def test_a_meeting_through_the_night_the_clock_changes_ends_when_the_clock_says(store, plan):
    found = event(store, plan(held_on=date(2026, 10, 24), starts_at=time(23), ends_at=time(3)))
    assert found.end.date() == date(2026, 10, 25)
    assert found.end.astimezone(UTC) - found.start.astimezone(UTC) == timedelta(hours=5)


def test_the_clock_goes_with_the_file_by_rule(store, plan):
    zone = read(store, plan()).timezones[0]
    found = zone.to_tz()
    assert zone["tzid"] == "Europe/London"
    for moment, hours in (
        (datetime(2031, 3, 30, 0, 59, tzinfo=found), 0),
        (datetime(2031, 3, 30, 2, 1, tzinfo=found), 1),
        (datetime(2031, 10, 26, 3, tzinfo=found), 0),
    ):
        assert moment.utcoffset() == timedelta(hours=hours)


def test_hostile_words_are_read_back_as_one_line_and_add_nothing(store, plan):
    meeting = plan(title=HOSTILE[:190], place="Room 1; Leeds, \\ LS1\r\nUID:x")
    content = calendar_bytes(entry_of(store, meeting))
    found = Calendar.from_ical(content)
    assert len(found.events) == 1
    assert found.events[0]["summary"] == " ".join(HOSTILE[:190].split())
    assert found.events[0]["location"] == "Room 1; Leeds, \\ LS1 UID:x"
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_a_meeting_called_off_is_taken_out_of_calendars(store, plan):
    meeting = plan()
    uid = event(store, meeting)["uid"]
    cancel_meeting(store, meeting)
    found = read(store, meeting)
    assert found["method"] == "CANCEL"
    assert found.events[0]["status"] == "CANCELLED"
    assert (found.events[0]["uid"], found.events[0]["sequence"]) == (uid, 2)


def test_without_a_time_it_is_the_whole_day_and_needs_no_clock(store, plan):
    found = read(store, plan(starts_at=None, ends_at=None))
    assert found.events[0]["dtstart"].dt == date(2026, 12, 9)
    assert found.timezones == []


def test_an_end_nobody_set_is_where_the_agenda_ends_or_stays_unknown(store, plan):
    meeting = plan(ends_at=None)
    assert "dtend" not in event(store, meeting)
    with store.change("Item") as unit:
        unit.add(AgendaItem, meeting_id=meeting, title="Welcome", minutes=95)
    assert event(store, meeting).end.time() == time(11, 35)


def test_the_online_link_is_the_place_where_there_is_no_other(store, plan):
    found = event(store, plan(link="https://meet.example/a,b;c"))
    assert found["location"] == "https://meet.example/a,b;c"
    assert found["url"] == "https://meet.example/a,b;c"


def test_the_organiser_is_told_only_when_the_contact_is_an_address(store, plan):
    meeting = plan()
    keep_settings(store, coordinator='Sarah; "S" Ali', contact="0113 496 0000")
    assert "organizer" not in event(store, meeting)
    keep_settings(store, contact="sarah@desk.example")
    organiser = event(store, meeting)["organizer"]
    assert organiser == "mailto:sarah@desk.example"
    assert organiser.params["CN"] == "Sarah; 'S' Ali"


def test_the_calendar_of_a_deleted_meeting_is_refused(store):
    with pytest.raises(UserError, match="deleted"):
        entry_of(store, 999_999)


def test_a_calendar_file_is_written_whole(store, plan, tmp_path):
    write_calendar(store, plan(), tmp_path / "meeting.ics")
    assert (tmp_path / "meeting.ics").read_bytes().endswith(b"END:VCALENDAR\r\n")
