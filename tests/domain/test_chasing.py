"""Reminding people of what they said they would do."""

from datetime import date

from copdesk.domain.chasing import (
    Owner,
    Promise,
    asking_again,
    chase_text,
    everything_text,
    in_order,
)

TODAY = date(2026, 11, 23)
LATE = Promise("A-2026-001", "Send the list", date(2026, 11, 20), "Q3 2026 meeting")
SOON = Promise("A-2026-002", "Ask the clinic", None)
AMINA = Owner(7, "Amina Yusuf", "amina@example.org", (LATE, SOON))


def test_the_text_greets_lists_and_says_what_is_late():
    assert chase_text(AMINA, TODAY, "Sam") == (
        "Hello Amina Yusuf,\n\n"
        "Here is the list of what was agreed with you at our meetings and is still open:\n\n"
        "- A-2026-001 Send the list (due Fri 20 Nov 2026, 3 days late; agreed at Q3 2026 meeting)\n"
        "- A-2026-002 Ask the clinic (no day agreed)\n\n"
        "Tell me if it is done, or if another day suits you better. Thank you.\n\nSam"
    )


def test_what_nobody_is_named_for_greets_nobody_and_stands_last():
    nobody = Owner(None, "Nobody named", "", (SOON,))
    assert chase_text(nobody, TODAY).startswith("Hello,\n\nHere is what was agreed")
    ming = Owner(9, "Ming", "", (SOON,))
    assert in_order([nobody, ming, AMINA], TODAY) == [AMINA, ming, nobody]


def test_the_whole_list_names_each_person_once():
    text = everything_text([AMINA, Owner(9, "Ming", "", (SOON,))], TODAY)
    assert text.split("\n\n")[1] == "Ming\n- A-2026-002 Ask the clinic (no day agreed)"


def test_an_asker_is_asked_again_by_name_with_the_day_and_no_client():
    text = asking_again("Amina", "Fee waiver", date(2026, 11, 2), "Sam")
    assert text.startswith("Hello Amina,\n\nOn Mon 2 Nov 2026 you asked us about: Fee waiver")
    assert "who your client is" in text
    assert text.endswith("\n\nSam")
    assert asking_again("", "Fee waiver", date(2026, 11, 2)).startswith("Hello,\n")
