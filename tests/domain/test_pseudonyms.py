import pytest

from copdesk.domain.pseudonyms import Known, Pseudonyms, role_words

AMINA = Known(("Amina Yusuf", "Mina"), "Caseworker", near=True)
AZAD = Known(("Azad Ali", "ئازاد عەلی"), "Immigration adviser")
WILL = Known(("Will Young",), "", near=True)
HIDDEN = Pseudonyms([AMINA, AZAD, WILL])


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Amina Yusuf led this item.", "A caseworker led this item."),
        ("Led by Amina Yusuf", "Led by a caseworker"),
        (
            "Amina's list was shared; AMINA YUSUF's too.",
            "A caseworker's list was shared; a caseworker's too.",
        ),
        ("amina yusuf wrote", "A caseworker wrote"),
        ("Ask Azad Ali, then Mina.", "Ask an immigration adviser, then a caseworker."),
        ("ئازاد عەلی came", "An immigration adviser came"),
        ("Will Young will write; it will help.", "A member will write; it will help."),
        ("Azad's", "Azad's"),
        ("Yusufu town", "Yusufu town"),
        ("", ""),
    ],
)
def test_names_become_roles_and_other_words_stay(said, read):
    assert HIDDEN.hidden(said) == read


def test_the_longest_name_wins():
    two = Pseudonyms([Known(("Li Wei",), "Solicitor"), Known(("Li Wei Chen",), "Trainer")])
    assert two.hidden("Li Wei Chen and Li Wei") == "A trainer and a solicitor"


def test_a_role_keeps_its_capitals_where_they_are_letters_of_an_abbreviation():
    assert role_words("IAA adviser") == "an IAA adviser"
    assert role_words("") == "a member"


def test_names_are_found_in_their_order_by_what_would_stand_for_them():
    known = Pseudonyms([Known(("Amina Yusuf", "Mina"), instead="7"), Known(("Will Young",))])
    assert list(known.found("Mina asked; Will Young wrote to Amina Yusuf's office")) == [
        "7",
        "a member",
        "7",
    ]
