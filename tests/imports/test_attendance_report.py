"""Attendance reports of Teams and Zoom in every layout they are known in."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from copdesk.errors import UserError
from copdesk.imports.attendance_report import names_of, read_report, together
from copdesk.imports.stays import Order, moment, readings, seconds, union

FILES = Path(__file__).parent / "files"
DAY = date(2026, 12, 9)


def report(name, held_on=DAY):
    return read_report(FILES / name, held_on)


def people(name, held_on=DAY):
    found = report(name, held_on)
    return {each.label: each for each in found.attendees(found.readings[0])}


def minutes(found):
    return {name: None if x.seconds is None else x.seconds // 60 for name, x in found.items()}


def test_the_current_teams_report_is_read_person_by_person():
    found = people("teams_current.csv")
    assert minutes(found) == {
        "Sarah Lindqvist": 129,
        "Amina Yusuf": 88,
        "Olena Shevchenko": 115,
        "Nguyen Thi Hong": 4,
        "Maria Garcia": 119,
        "Telephone 1": 90,
        "Telephone 2": 60,
        "王小明": 120,
        "Tom Ashworth": 0,
    }
    amina = found["Amina Yusuf"]
    assert (amina.arrived.hour, amina.arrived.minute, amina.left.hour) == (10, 1, 12)
    assert (amina.email, amina.joined) == ("amina@st-augustines.example", 2)
    assert found["Olena Shevchenko"].email == ""
    assert report("teams_current.csv").title == "Q4 2026 meeting, Yorkshire and the Humber"


def test_a_name_at_tenant_is_not_an_address():
    assert all("tenant" not in each.email for each in people("teams_current.csv").values())


def test_the_digits_of_who_dialled_in_are_kept_nowhere():
    shown = [repr(each) for each in people("teams_current.csv").values()]
    assert not [words for words in shown if "7700" in words]


def test_a_report_in_another_language_is_known_by_its_shape():
    assert minutes(people("teams_german.csv")) == {"Amina Yusuf": 118, "Olena Shevchenko": 115}


def test_overlapping_visits_of_2021_count_once():
    found = people("teams_2021.csv", date(2022, 10, 21))
    assert minutes(found) == {"Amina Yusuf": 120, "Olena Shevchenko": 55}


def test_comings_and_goings_of_2020_are_paired_and_who_never_left_stayed_to_the_end():
    found = people("teams_2020.csv", date(2020, 3, 4))
    assert minutes(found) == {"Amina Yusuf": 110, "Olena Shevchenko": 20 + 50}
    assert found["Olena Shevchenko"].joined == 2


def test_old_zoom_reports_leave_the_waiting_room_out_and_keep_both_names():
    found = people("zoom_old.csv")
    assert minutes(found) == {
        "Sarah Lindqvist": 130,
        "Jay": 90,
        "Olena Shevchenko": 120,
        "Telephone 1": 20,
        "Telephone 2": 20,
    }
    assert found["Jay"].names == ("Jay", "Amina Yusuf")
    assert report("zoom_old.csv").title == "Quarterly, Yorkshire"


def test_current_zoom_reports_are_read():
    assert minutes(people("zoom_current.csv")) == {"Amina Yusuf": 120, "Olena Shevchenko": 55}


def test_unique_users_of_zoom_have_lengths_and_no_times():
    found = people("zoom_unique.csv")
    assert minutes(found) == {"Amina Yusuf": 118, "Olena Shevchenko": 7}
    assert found["Amina Yusuf"].arrived is None


def test_a_webinar_is_read_from_all_its_sections_without_those_who_stayed_away():
    found = people("zoom_webinar.csv")
    assert minutes(found) == {"Sarah Lindqvist": 125, "Amina Yusuf": 120, "Olena Shevchenko": 65}
    assert found["Olena Shevchenko"].arrived.minute == 5


@pytest.mark.parametrize("name", ["teams_current.csv", "zoom_old.csv"])
def test_the_day_of_the_meeting_decides_which_number_is_the_day(name):
    assert [one.day for one in report(name).readings] == [DAY]
    assert [one.day for one in report(name, date(2026, 9, 12)).readings] == [date(2026, 9, 12)]


def test_when_neither_reading_fits_the_meeting_somebody_is_asked():
    found = report("teams_current.csv", date(2027, 3, 10)).readings
    assert [one.day for one in found] == [date(2026, 9, 12), date(2026, 12, 9)]


def test_a_day_beyond_12_leaves_one_reading_however_far_from_the_meeting():
    found = readings(["21/10/22, 10:00:00"], ["21/10/22, 10:00:00"], DAY)
    assert [(one.order, one.day) for one in found] == [(Order.DAY_FIRST, date(2022, 10, 21))]
    found = readings(["7/20/23, 4:16:29\u202fPM"], ["7/20/23, 4:16:29\u202fPM"], DAY)
    assert [(one.order, one.day) for one in found] == [(Order.MONTH_FIRST, date(2023, 7, 20))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("7/20/23, 4:16:29\u202fPM", "2023-07-20T16:16:29+01:00"),
        ("12/9/26, 12:00:00 AM", "2026-12-09T00:00:00+00:00"),
        ("2026-12-09T10:00:00Z", "2026-12-09T10:00:00+00:00"),
        ("2026-07-09 10:00:00+00:00", "2026-07-09T11:00:00+01:00"),
        ("09.12.2026, 10:00", "2026-12-09T10:00:00+00:00"),
    ],
)
def test_moments_are_read_as_london_has_them(text, told):
    assert moment(text, Order.MONTH_FIRST).isoformat() == told


@pytest.mark.parametrize("text", ["", "--", "13/13/26, 10:00", "12/9/26, 13:00 PM", "yesterday"])
def test_what_is_no_moment_is_none(text):
    assert moment(text, Order.MONTH_FIRST) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [("1h 13m 42s", 4422), ("47m 3s", 2823), ("45m", 2700), ("8s", 8), ("73", 4380),
     ("1:00:05", 3605), ("", None), ("zwei Stunden", None), ("--", None), ("0s", 0)],
)  # fmt: skip
def test_a_length_that_can_not_be_read_is_unknown_and_not_nothing(text, told):
    assert seconds(text) == told


def test_visits_that_overlap_count_once():
    at = datetime(2026, 12, 9, 10, tzinfo=UTC)
    span = [(at + timedelta(minutes=a), at + timedelta(minutes=b)) for a, b in ((0, 40), (30, 60))]
    assert union([*span, (at + timedelta(minutes=70), at + timedelta(minutes=80))]) == 70 * 60


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Doe, Jane (Guest)", ("Jane Doe",)),
        ("Jay (Jane Doe)", ("Jay", "Jane Doe")),
        ("Ana (she/her) (External)", ("Ana",)),
        ("Sarah (Host, me)", ("Sarah",)),
        ("+44 7700 900123", ()),
        ("Call-in User_1", ()),
        ("447*****123", ()),
        ("王小明", ("王小明",)),
    ],
)
def test_names_lose_their_tags_and_numbers_are_no_names(cell, told):
    assert names_of(cell) == told


def test_a_guest_of_the_name_of_somebody_with_an_address_is_the_same_person(tmp_path):
    rows = [
        "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest",
        "Amina Yusuf,amina@a.example,09/12/2026 10:00,09/12/2026 11:00,60,No",
        "Amina Yusuf,,09/12/2026 11:10,09/12/2026 11:20,10,Yes",
    ]
    path = tmp_path / "zoom.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    found = read_report(path, DAY)
    (amina,) = found.attendees(found.readings[0])
    assert (amina.seconds, amina.joined) == (70 * 60, 2)


def test_a_dial_in_and_a_person_put_together_count_their_time_once():
    found = people("teams_current.csv")
    both = together([found["Maria Garcia"], found["Telephone 1"]])
    assert both.label == "Maria Garcia"
    assert both.seconds == found["Maria Garcia"].seconds + 90


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-8", "utf-8-sig"])
def test_a_report_saved_again_with_other_letters_is_the_same(tmp_path, encoding):
    text = (FILES / "teams_current.csv").read_bytes().decode("utf-16")
    path = tmp_path / "again.csv"
    path.write_bytes(text.encode(encoding))
    found = read_report(path, DAY)
    assert len(found.attendees(found.readings[0])) == 9


def test_a_report_saved_with_commas_by_excel_is_the_same(tmp_path):
    text = (FILES / "teams_2021.csv").read_bytes().decode("utf-16")
    quoted = "\n".join(
        ",".join(f'"{cell}"' for cell in line.split("\t")) for line in text.splitlines()
    )
    path = tmp_path / "excel.csv"
    path.write_text(quoted, encoding="utf-8")
    found = read_report(path, date(2022, 10, 21))
    assert minutes({x.label: x for x in found.attendees(found.readings[0])})["Amina Yusuf"] == 120


@pytest.mark.parametrize("name", ["outlook_new.csv", "organisations_sample.csv"])
def test_an_address_book_is_no_attendance_report(name):
    with pytest.raises(UserError, match="is not an attendance report"):
        report(name)


@pytest.mark.parametrize("content", [b"", b"\0" * 50, b"%PDF-1.7 x", b"a\tb\tc\n", b"\xff\xfe"])
def test_any_other_file_is_refused_in_words(tmp_path, content):
    path = tmp_path / "any.csv"
    path.write_bytes(content)
    with pytest.raises(UserError):
        read_report(path, DAY)


def test_a_missing_file_is_refused_in_words(tmp_path):
    with pytest.raises(UserError, match=r"can't be read"):
        read_report(tmp_path / "gone.csv", DAY)
