"""Two years of quarterly meetings of two communities, in a file that a window then opens."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt

from copdesk.db.models import (
    Action,
    Community,
    Meeting,
    Organisation,
    Participant,
)
from copdesk.db.queries import meetings as asked
from copdesk.db.queries import series as queries
from copdesk.db.queries.actions import carried_actions
from copdesk.db.queries.carry import carry_lines
from copdesk.db.queries.minutes import minutes_text, versions
from copdesk.db.store import Store
from copdesk.domain.carry import Verdict, Why, verdict
from copdesk.domain.dates import PartialDate
from copdesk.domain.meetings import (
    AttendanceMode,
    AttendanceState,
    Carry,
    MeetingState,
    MinutesState,
    Section,
)
from copdesk.errors import UserError
from copdesk.exports.calendar import calendar_bytes, entry_of
from copdesk.imports.attendance_match import look, propose
from copdesk.imports.attendance_plan import stays, suggested
from copdesk.imports.attendance_report import read_report
from copdesk.reports import catalogue, meeting_pack, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.services import (
    actions,
    agenda,
    carry,
    invitations,
    meetings,
    minutes,
    packs,
    records,
    series,
)
from copdesk.services.attendance import record_stays
from tests.db.snapshot import faults
from tests.joining import organisation_joins, people_join, takes_role
from tests.stories.conftest import CTRL

TEAMS = Path(__file__).parents[1] / "imports" / "files" / "teams_current.csv"
FIRST = {"north": date(2025, 3, 12), "south": date(2025, 2, 5)}
QUARTERS = 8
ARABIC, AMHARIC = "أمينة يوسف", "ሰላማዊት ታደሰ"
PEOPLE = (
    ("Amina Yusuf", ARABIC, "amina@st-augustines.example"),
    ("Selamawit Tadesse", AMHARIC, ""),
    ("Olena Shevchenko", "", "olena@north.example"),
)


@dataclass
class Desk:
    """A file in which two years of meetings are lived through, and where everything is in it."""

    store: Store
    people: Mapping[str, int] = field(default_factory=dict)
    series: Mapping[str, int] = field(default_factory=dict)
    held: Mapping[str, list[int]] = field(default_factory=dict)
    went: dict[str, Mapping[str, Verdict]] = field(default_factory=dict)

    def at(self, day, hour=15):
        self.store.clock = lambda: datetime.combine(day, time(hour), UTC)

    def get(self, model, id_):
        with self.store.read() as reader:
            return reader.get(model, id_)

    def item(self, meeting, title):
        with self.store.read() as reader:
            return next(each.id for each in asked.agenda(reader, meeting) if each.title == title)

    def carried(self, meeting):
        with self.store.read() as reader:
            return {each.title: verdict(each.item) for each in carry_lines(reader, meeting)}

    def words(self, key, **of):
        """What a paper says, as it is read out of its PDF."""
        out = BytesIO()
        with self.store.read() as reader:
            document = catalogue.document_of(REPORTS[key], reader, Asked(date(2026, 12, 9), **of))
        printed = pdf.write(document, out)
        assert printed.missing == ()
        pages = pypdfium2.PdfDocument(out.getvalue())
        text = " ".join(page.get_textpage().get_text_range() for page in pages)
        pages.close()
        return " ".join(text.split())


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """The two years, lived once: the path of the file and what is where in it."""
    path = tmp_path_factory.mktemp("years") / "desk.copdesk"
    with Store.create(path) as store:
        desk = Desk(store)
        settle_in(desk)
        for number in range(QUARTERS):
            for name in FIRST:
                a_quarter(desk, name, number)
        assert faults(store) == []
    return path, desk


@pytest.fixture
def desk(lived, tmp_path):
    """The eighth meetings are in the diary; each test goes on from there in its own copy."""
    path, told = lived
    with Store.open(Path(shutil.copy(path, tmp_path / "desk.copdesk"))) as store:
        made = Desk(store, told.people, told.series, told.held, told.went)
        made.at(date(2026, 11, 23))
        yield made
        assert faults(store) == []


def settle_in(desk):
    """A year before: two communities, an organisation in each, people who are in both or one."""
    desk.at(date(2024, 12, 1))
    add = records.add
    desk.people = {
        name: add(desk.store, Participant, {"name": name, "native_name": own, "email": email})
        for name, own, email in PEOPLE
    }
    made = {}
    for name, first in FIRST.items():
        community = add(desk.store, Community, {"name": f"Network {name}"})
        house = add(desk.store, Organisation, {"name": f"House {name}"})
        organisation_joins(desk.store, community, house, start=PartialDate(2020))
        takes_role(desk.store, desk.people["Amina Yusuf"], house, role="Adviser")
        others = [desk.people[each] for each in ("Selamawit Tadesse", "Olena Shevchenko")]
        people_join(desk.store, community, others, start=PartialDate(2020))
        values = {"title": f"Quarterly, {name}", "community_id": community, "first_on": first}
        hours = {"starts_at": time(10), "ends_at": time(12), "place": "Leeds Library"}
        made[name] = series.start_series(desk.store, {**values, **hours})
    desk.series, desk.held = made, {name: [] for name in FIRST}


def a_quarter(desk, name, number):
    """Plan and invite; but for the last: hold, approve the minutes before, close, circulate."""
    store, held = desk.store, desk.held[name]
    with store.read() as reader:
        (day,) = queries.days_to_book(reader, desk.series[name], FIRST["south"], 1)
    desk.at(day - timedelta(days=28))
    meeting = series.plan_next(store, desk.series[name])
    held.append(meeting)
    invitations.note_invitation(store, meeting, list(desk.people.values()))
    if number == QUARTERS - 1:
        return
    desk.at(day)
    meetings.record_attendance(
        store,
        meeting,
        {
            desk.people["Amina Yusuf"]: AttendanceState.PRESENT,
            desk.people["Selamawit Tadesse"]: AttendanceState.PRESENT,
            desk.people["Olena Shevchenko"]: AttendanceState.APOLOGIES,
        },
        AttendanceMode.IN_PERSON,
    )
    if number:
        minutes.approve_minutes(store, held[-2], meeting, day)
    chosen = {} if number else first_of_all(desk, name, meeting)
    if number == 2:
        with store.read() as reader:
            (promised,) = reader.find(Action, title=f"ask the court about fees, {name}")
        actions.finish_actions(store, [promised["id"]], day)
    carry.close_meeting(store, meeting, **chosen)
    desk.went.setdefault(name, desk.carried(meeting))
    desk.at(day + timedelta(days=3))
    minutes.circulate_minutes(store, meeting, day + timedelta(days=3))


def first_of_all(desk, name, meeting):
    """Four items of its own: one leads to an action, one is not reached, two are chosen for."""
    fees, rota, keys, news = (
        agenda.add_agenda_item(desk.store, meeting, {"title": title, "section": Section.OTHER})
        for title in ("Court fees", "Rota of interpreters", "Keys", "Newsletter")
    )
    minutes.write_minutes(
        desk.store, meeting, fees, f"Fees were spoken of.\nAction: ask the court about fees, {name}"
    )
    amina = desk.people["Amina Yusuf"]
    minutes.line_to_action(desk.store, meeting, fees, 1, {"owner_id": amina})
    return {
        "reached": {rota: False, news: False},
        "chosen": {keys: Carry.CARRY, news: Carry.LEAVE},
    }


# Two years ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIRST)
def test_both_communities_met_each_quarter_as_planned(desk, name):
    with desk.store.read() as reader:
        newest, oldest = queries.years_of(reader, desk.series[name])
        days = [reader.get(Meeting, each)["held_on"] for each in desk.held[name]]
    assert (oldest.words, newest.words) == ("4 of 4 held", "3 of 4 held, 1 to come")
    assert len({(day.year, day.month) for day in days}) == QUARTERS
    assert {day.weekday() for day in days} == {2}


@pytest.mark.parametrize("name", FIRST)
def test_items_go_forward_by_rule_and_by_choice(desk, name):
    _first, second, third, fourth = desk.held[name][:4]
    why = {title: (each.carries, each.why) for title, each in desk.went[name].items()}
    assert why["Court fees"] == (True, Why.OPEN_ACTION)
    assert why["Rota of interpreters"] == (True, Why.NOT_REACHED)
    assert why["Keys"] == (True, Why.CHOSEN)
    assert why["Newsletter"] == (False, Why.LEFT)
    standing = len(series.STANDING)
    carried = {"Court fees", "Rota of interpreters", "Keys"}
    assert carried <= desk.carried(second).keys()
    assert len(desk.carried(second)) == standing + 3
    assert desk.carried(third).keys() - desk.carried(fourth).keys() == {"Court fees"}
    assert len(desk.carried(fourth)) == standing


@pytest.mark.parametrize("name", FIRST)
def test_one_action_is_followed_over_three_meetings(desk, name):
    first, second, third, fourth = desk.held[name][:4]
    with desk.store.read() as reader:
        (action,) = reader.find(Action, meeting_id=first)
        assert action["reference"] in minutes_text(reader, first)
        for meeting in (second, third, fourth):
            day = reader.get(Meeting, meeting)["held_on"]
            told = [each.reference for each in carried_actions(reader, meeting, day)]
            assert (action["reference"] in told) is (meeting != fourth)
            printed = REPORTS["minutes"].paper(reader, Asked(day, meeting=str(meeting)))
            assert (action["reference"] in repr(printed.blocks[-1])) is (meeting != fourth)
        assert action["done_on"] == reader.get(Meeting, third)["held_on"]


@pytest.mark.parametrize("name", FIRST)
def test_minutes_are_approved_at_the_next_meeting_and_corrected_with_a_reason(desk, name):
    store, (first, second, *_) = desk.store, desk.held[name]
    states = [desk.get(Meeting, each)["minutes_state"] for each in desk.held[name]]
    assert states == [
        *[MinutesState.APPROVED] * (QUARTERS - 2),
        MinutesState.CIRCULATED,
        MinutesState.NONE,
    ]
    assert desk.get(Meeting, first)["approved_at_id"] == second
    fees = desk.item(first, "Court fees")
    with pytest.raises(UserError, match="approved"):
        minutes.write_minutes(store, first, fees, "Something else.")
    minutes.correct_minutes(store, first, "The name of the court was wrong")
    minutes.write_minutes(store, first, fees, "Fees at the county court.")
    minutes.approve_minutes(store, first, desk.held[name][-1], date(2026, 12, 9))
    with store.read() as reader:
        kept = [(each.number, each.state, each.reason) for each in versions(reader, first)]
    assert kept == [
        (3, MinutesState.APPROVED, ""),
        (2, MinutesState.APPROVED, "The name of the court was wrong"),
        (1, MinutesState.CIRCULATED, ""),
    ]
    assert "Fees at the county court." in desk.words("minutes", meeting=str(first))


# The eighth meeting -------------------------------------------------------------------------------


def test_an_invitation_moved_twice_stays_one_event_in_calendars(desk):
    meeting, seen = desk.held["north"][-1], []
    days = [desk.get(Meeting, meeting)["held_on"], date(2026, 12, 16), date(2027, 1, 13)]
    for day in days:
        records.change(desk.store, Meeting, meeting, {"held_on": day})
        number = invitations.note_invitation(desk.store, meeting)
        (event,) = Calendar.from_ical(calendar_bytes(entry_of(desk.store, meeting))).events
        seen.append((event["uid"], event["sequence"] == number, event.start.date()))
    assert len({uid for uid, _same, _day in seen}) == 1
    assert [same for _uid, same, _day in seen] == [True] * 3
    assert [day for _uid, _same, day in seen] == days
    assert desk.get(Meeting, meeting)["calendar_sequence"] == 3
    other = entry_of(desk.store, desk.held["south"][-1])
    assert other.uid not in {uid for uid, _same, _day in seen}


def test_who_came_is_taken_from_a_teams_report(desk):
    meeting = desk.held["north"][-1]
    desk.at(date(2026, 12, 9))
    report = read_report(TEAMS, desk.get(Meeting, meeting)["held_on"])
    (reading,) = report.readings
    with desk.store.read() as reader:
        found = propose(
            look(reader, asked.where_invited(reader, meeting)), report.attendees(reading)
        )
    choices = {each.number: suggested(each, 10) for each in found}
    record_stays(
        desk.store, meeting, stays(found, choices, remember=True), source="teams_current.csv"
    )
    with desk.store.read() as reader:
        there = {each.name: each for each in asked.attendance(reader, meeting)}
    for name in ("Amina Yusuf", "Olena Shevchenko"):
        assert there[name].state is AttendanceState.PRESENT
        assert there[name].mode is AttendanceMode.ONLINE
    assert there["Selamawit Tadesse"].state is AttendanceState.INVITED
    text = desk.words(
        "attendance-statement", meeting=str(meeting), person_id=desk.people["Amina Yusuf"]
    )
    assert "10:01 to 12:00" in text


def test_a_pack_that_was_sent_and_amended_says_so(desk):
    meeting = desk.held["north"][-1]
    this = Asked(date(2026, 12, 2), meeting=str(meeting))
    with desk.store.read() as reader:
        held = meeting_pack.held_words(reader, this)
        document = meeting_pack.document(reader, this)
    out = BytesIO()
    pdf.write(document, out)
    assert packs.issue_pack(desk.store, meeting, out.getvalue(), held) == 1
    assert "Amended since issued" not in desk.words("meeting-pack", meeting=str(meeting))
    agenda.add_agenda_item(desk.store, meeting, {"title": "Fee waivers", "minutes": 15})
    records.change(desk.store, Meeting, meeting, {"place": "Leeds Town Hall"})
    text = desk.words("meeting-pack", meeting=str(meeting))
    for said in ("Amended since issued", "Fee waivers", "Was: Leeds Library", "Confirm minutes"):
        assert said in text, said


@pytest.mark.parametrize(("name", "own"), [("Amina Yusuf", ARABIC), ("Selamawit Tadesse", AMHARIC)])
def test_a_statement_for_one_person_has_their_name_as_they_write_it(desk, name, own):
    text = desk.words(
        "attendance-statement", meeting=str(desk.held["north"][0]), person_id=desk.people[name]
    )
    assert set(own.split()) <= set(text.split())
    others = {each for each, _own, _email in PEOPLE} - {name}
    assert not any(each in text for each in others)
    assert "Court fees" in text
    assert "Newsletter" not in text


# The window ---------------------------------------------------------------------------------------


def test_the_last_meeting_is_closed_in_the_window_with_one_choice_changed(desk, window, hands):
    meeting = desk.held["south"][-1]
    agenda.add_agenda_item(desk.store, meeting, {"title": "Zines", "section": Section.OTHER})
    path = desk.store.path
    desk.store.close()
    window.session.open(path)
    hands.until(lambda: window.session.is_open)
    desk.store = window.session.store
    hands.key((Qt.Key.Key_5, CTRL))
    window.stack.page().show_record(meeting)
    hands.command("close the meeting")
    sheet = hands.front()
    assert "10 of 11 items go forward" in sheet.words.text()
    assert desk.get(Meeting, meeting)["closed_at"] is None
    sheet.table.show_record(desk.item(meeting, "Zines"))
    hands.key(Qt.Key.Key_Space)
    assert "11 of 11 items go forward" in sheet.words.text()
    hands.click("Close the meeting")
    hands.until(lambda: hands.front() is window)
    assert desk.carried(meeting)["Zines"] == Verdict(True, Why.CHOSEN)
    assert desk.get(Meeting, meeting)["state"] is MeetingState.HELD
    later = series.plan_next(desk.store, desk.series["south"])
    assert "Zines" in desk.carried(later)
