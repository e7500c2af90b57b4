import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.identifiers import identifiers
from copdesk.domain.not_clients import known_from
from copdesk.domain.signatures import own_words, signature

NOBODY = known_from(
    people=(),
    organisations=(),
    mails=(),
    organisation_mails=(),
    phones=(),
    postcodes=(),
    areas={},
)
NAME, EMAIL = "Fatima Khan", "fatima@harbour.example"
FOOT = "Kind regards,\nMs Fatima Khan\n12 High Street, Leeds LS1 4AP\n0113 496 0123\n" + EMAIL


def own(text):
    return own_words(text, identifiers(text, NOBODY), NAME, EMAIL)


def test_name_address_number_and_postcode_at_the_foot_are_the_writer_s_own():
    assert own(f"May it be renewed?\n\n{FOOT}") == [
        "Ms Fatima Khan",
        "LS1 4AP",
        "0113 496 0123",
        EMAIL,
    ]


def test_what_stands_above_the_foot_may_be_a_client_s():
    assert own(f"She lives in BD1 3EZ, 07700 900123.\n\n{FOOT}")[:2] == [
        "Ms Fatima Khan",
        "LS1 4AP",
    ]


@pytest.mark.parametrize(
    "more",
    ["Mr Ahmed", "born 12/03/1984", "UAN 1234-5678-9012-3456", "Ms Amal Khan", "amal@home.example"],
)
def test_names_and_numbers_of_others_are_never_the_writer_s(more):
    assert not set(own(f"Question?\n\n{FOOT}\nPS {more}")) & set(more.split(", "))
    assert own(f"About {more}") == []


@pytest.mark.parametrize(
    "sign_off", ["Thanks,", "--", "-- ", "Yours sincerely", "Fatima Khan", "Sent from my iPhone"]
)
def test_a_signature_begins_with_a_greeting_a_stroke_or_the_name(sign_off):
    text = f"Question?\n\n{sign_off}\n07700 900123"
    assert text[slice(*signature(text, NAME))] == f"{sign_off}\n07700 900123"


@pytest.mark.parametrize("quote", ["> On Monday", "From: The desk", "On 1 April 2026 A wrote:"])
def test_what_is_quoted_below_is_no_signature(quote):
    text = f"Question?\n\nThanks\n{quote}\n07700 900123"
    assert "07700" not in text[slice(*signature(text, NAME))]
    assert own(text) == []


def test_the_first_line_is_no_signature():
    assert signature("Thanks\nto all", NAME) == (13, 13)


@given(st.text(), st.text(max_size=20))
def test_a_signature_lies_in_the_text(text, name):
    first, last = signature(text, name)
    assert 0 <= first <= last <= len(text) + 1
