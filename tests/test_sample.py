"""The sample office: what is promised of it, and that it could never be taken for real."""

import re
from datetime import date

import pytest

from copdesk.db import backup, history
from copdesk.db.kinds import models
from copdesk.db.models import Enquiry, Organisation, Participant
from copdesk.db.queries import documents, enquiries, meetings, training
from copdesk.db.queries.chips import VIEWS
from copdesk.db.queries.listings import LISTINGS
from copdesk.db.record import fields_of
from copdesk.db.search import find
from copdesk.db.store import Store
from copdesk.domain.fields import Email, Web
from copdesk.domain.meetings import MeetingState
from copdesk.errors import UserError
from copdesk.sample import make
from copdesk.services.settings import settings
from tests.conftest import SAMPLE_DAY
from tests.db.snapshot import content, faults

SCRIPTS = {
    "Arabic": "[\u0600-\u06ff]",
    "Ethiopic": "[\u1200-\u137f]",
    "Chinese": "[\u4e00-\u9fff]",
    "Cyrillic": "[\u0400-\u04ff]",
    "Bengali": "[\u0980-\u09ff]",
    "Tamil": "[\u0b80-\u0bff]",
    "Gurmukhi": "[\u0a00-\u0a7f]",
    "Devanagari": "[\u0900-\u097f]",
    "Gujarati": "[\u0a80-\u0aff]",
    "Sinhala": "[\u0d80-\u0dff]",
    "Thai": "[\u0e00-\u0e7f]",
    "Georgian": "[\u10a0-\u10ff]",
    "Armenian": "[\u0530-\u058f]",
    "Hebrew": "[\u0590-\u05ff]",
    "Greek": "[\u0370-\u03ff]",
    "Korean": "[\uac00-\ud7a3]",
    "Vietnamese": "[ẠạẢảẤấầẩẫậắằẳẵặẸẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữự]",
    "Welsh": "[ŵŷŴŶ]",
    "Polish": "[łąęśćźżŁŚŻĆ]",
}


@pytest.fixture
def store(sample_file):
    with Store.open(sample_file, read_only=True) as opened:
        yield opened


@pytest.fixture
def reader(store):
    with store.read() as opened:
        yield opened


def test_it_holds_what_is_promised(sample_file):
    found = backup.check(sample_file)
    assert found.good
    wanted = {"community": 2, "organisation": 30, "participant": 140, "meeting": 12, "enquiry": 300}
    assert {kind: found.counts[kind] for kind in wanted} == wanted
    for kind in ("agenda_item", "attendance", "action", "enquiry_note", "credit", "document"):
        assert found.counts[kind]


def test_some_answers_are_kept_and_some_of_them_are_stale(reader):
    kept = LISTINGS["knowledge"].rows(
        reader, LISTINGS["knowledge"].ids(reader), ["question", "topics", "review_on"]
    )
    assert len(kept) == 7
    assert sum(bool(topics) for _question, topics, _day in kept) == 6
    assert 0 < sum(day < SAMPLE_DAY for *_more, day in kept) < len(kept)
    assert len(LISTINGS["answer_template"].ids(reader)) == 3


def test_enquiries_tell_their_area_where_the_asker_s_organisation_tells_its_own(reader):
    areas = [each["authority_id"] for each in reader.find(Enquiry)]
    assert len(set(areas) - {None}) >= 8
    assert 0 < areas.count(None) < len(areas) / 3


def test_it_is_whole_inside(store):
    assert faults(store) == []


def test_the_same_day_gives_the_same_content_and_history(store, tmp_path):
    with Store.open(make(tmp_path / "again.copdesk", SAMPLE_DAY), read_only=True) as again:
        assert content(again) == content(store)
        with again.read() as one, store.read() as other:
            assert history.changes(one, limit=1_000) == history.changes(other, limit=1_000)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2026, 1, 1), date(2031, 12, 31)])
def test_any_day_will_do_and_the_next_meeting_is_to_come(tmp_path, day):
    with (
        Store.open(make(tmp_path / "other.copdesk", day), read_only=True) as store,
        store.read() as reader,
    ):
        assert meetings.next_meeting(reader, day).held_on > day
        assert max(each.received_on for each in enquiries.enquiries_between(reader)) <= day
        assert max(each.at.date() for each in history.changes(reader, limit=1_000)) <= day


def test_it_is_never_made_over_another_file(sample_file):
    with pytest.raises(UserError, match="exists already"):
        make(sample_file, SAMPLE_DAY)


def test_every_address_is_one_that_reaches_nobody(reader):
    for model in models().values():
        addresses = [n for n, d in fields_of(model).items() if isinstance(d.kind, Email | Web)]
        for row in reader.find(model):
            for name in addresses:
                assert re.fullmatch(
                    r"(|.+@(.+\.)?example\.org|https://.*example\.org.*)", row[name]
                )


def test_it_says_everywhere_that_it_is_invented(reader):
    assert "invented" in settings(reader).notice
    assert settings(reader).network.startswith("Sample")
    for model in (Organisation, Participant):
        assert all("Invented" in row["notes"] for row in reader.find(model))


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_come_in_many_scripts(reader, script):
    names = (f"{row['name']} {row['native_name']}" for row in reader.find(Participant))
    assert any(re.search(SCRIPTS[script], name) for name in names)


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("nguyen", "Nguyễn Thị Lan"),
        ("dang", "Đặng Minh Châu"),
        ("小明", "Wang Xiaoming"),
        ("st oswins", "St Oswin's Centre"),
        ("cwiklinska", "Grażyna Ćwiklińska"),
        ("ቀለ", ""),
        ("በቀለ", "Dawit Bekele"),
    ],
)
def test_people_are_found_as_one_types_them(reader, typed, title):
    assert title in [hit.title for hit in find(reader, typed)] or not title


def test_every_chip_of_its_lists_finds_something(reader):
    empty = [
        f"{kind}: {view.name}"
        for kind, views in VIEWS.items()
        for view in views
        if LISTINGS[kind].counts(reader, [("", view.filters)], SAMPLE_DAY) == [0]
    ]
    assert empty == []


def test_the_next_meeting_has_a_paper_that_is_a_pdf(reader):
    meeting = meetings.next_meeting(reader, SAMPLE_DAY)
    (paper,) = documents.documents(reader, meeting.id)
    assert paper.media_type == "application/pdf"
    assert documents.bytes_of(reader, paper.id).startswith(b"%PDF-")


def test_held_meetings_have_minutes_people_and_actions(reader):
    held = [each for each in meetings.meetings(reader) if each.state is MeetingState.HELD]
    assert len(held) == 11
    for each in held:
        assert "Newcomers introduced themselves" in each.minutes
        assert any(line.state.was_there for line in meetings.attendance(reader, each.id))


def test_some_people_meet_the_training_and_some_do_not(reader):
    for each in training.policies(reader, SAMPLE_DAY):
        found = training.coverage(reader, each.id, SAMPLE_DAY)
        assert 0.6 < found.met / found.counted < 0.95


def test_acts_of_the_history_are_in_the_order_of_their_days(reader):
    days = [each.at for each in reversed(history.changes(reader, limit=1_000))]
    assert days == sorted(days)
