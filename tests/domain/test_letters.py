from datetime import date, time

import pytest

from copdesk.domain.letters import Letter, Occasion, subject, text

Q4 = Occasion(
    "Q4 2026 meeting",
    date(2026, 12, 9),
    time(10),
    time(12),
    "Leeds",
    "https://meet.example/q4",
    "Sarah",
)


@pytest.mark.parametrize("letter", list(Letter))
def test_every_letter_names_the_meeting_and_its_day_and_is_signed(letter):
    assert "Q4 2026 meeting" in subject(letter, Q4)
    assert "Wed 9 Dec 2026" in subject(letter, Q4)
    assert text(letter, Q4).endswith("Kind regards,\nSarah\n")


def test_an_invitation_says_when_and_where_and_that_needs_are_deleted():
    said = text(Letter.INVITE, Q4, pack=True)
    assert "When: Wed 9 Dec 2026, 10:00 to 12:00\n" in said
    assert "Where: Leeds, or online at https://meet.example/q4\n" in said
    assert "deleted 14 days after it" in said
    assert "pack with the agenda" in said


def test_what_is_not_known_is_left_out():
    said = text(Letter.INVITE, Occasion("Q4", date(2026, 12, 9), time(10)), calendar=False)
    assert "When: Wed 9 Dec 2026, from 10:00\n" in said
    assert "Where" not in said
    assert "attached" not in said


def test_a_meeting_called_off_asks_for_no_reply():
    said = text(Letter.CALLED_OFF, Q4)
    assert "You need not come." in said
    assert "takes the meeting out of your calendar" in said
    assert "reply" not in said
