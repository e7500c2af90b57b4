"""Values in words on paper."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum

import pytest

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Count, Day, Flag, Hours, Minutes, Text
from copdesk.reports.document import Titled, Tone, Toned
from copdesk.reports.values import in_cell, in_line


class Reply(StrEnum):
    NO_REPLY = "no_reply"


@pytest.mark.parametrize(
    ("value", "kind", "words"),
    [
        (date(2026, 4, 2), Day(), "2 Apr 2026"),
        (Decimal("1.5"), Hours(), "1.50 h"),
        (0, Count(), "0"),
        (1234, Count(), "1,234"),
        (90, Minutes(), "1 h 30 min"),
        (True, Flag(), "Yes"),
        (False, Flag(), "No"),
        (time(9, 5), Text(), "09:05"),
        (PartialDate(2019, 2), Text(), "Feb 2019"),
        (("Alif", "Ba"), Text(), "Alif; Ba"),
        (Reply.NO_REPLY, Text(), "No reply"),
        (Toned(date(2026, 4, 2), Tone.DANGER), Day(), "2 Apr 2026"),
        (datetime(2026, 7, 1, 9, 30, tzinfo=UTC), Text(), "Wed 1 Jul 2026 10:30"),
        ("<b>", Text(), "<b>"),
        ("", Hours(), ""),
    ],
)
def test_a_value_in_a_column(value, kind, words):
    assert in_cell(value, kind) == words


def test_the_unknown_is_shown_as_unknown_and_never_as_zero():
    assert in_cell(None, Hours()) == "–"
    assert in_line(None) == "not known"


def test_a_day_with_room_has_its_weekday():
    assert in_line(date(2026, 4, 2)) == "Thu 2 Apr 2026"


def test_a_title_with_a_detail_becomes_one_line_where_there_is_only_one():
    assert in_line(Titled("Fee waivers", "Paper 2")) == "Fee waivers – Paper 2"
