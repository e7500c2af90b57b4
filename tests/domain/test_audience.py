"""What each of the readers may read, and that a pseudonym is steady."""

from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.audience import UNDER, Asker, Readers, counted, stand_ins

ASKERS = st.lists(
    st.builds(Asker, st.none() | st.integers(1, 9), st.sampled_from(("", "Amina", "AMINA ", "Bao")))
)


def test_people_are_numbered_as_they_first_come():
    amina, bao = Asker(7, "Amina"), Asker(None, "Bao")
    assert stand_ins([bao, amina, bao]) == {bao: "Adviser 01", amina: "Adviser 02"}


def test_nobody_is_not_numbered():
    assert stand_ins([Asker(None, " "), Asker(None, "")]) == {}


def test_a_hundred_people_have_numbers_of_the_same_length():
    found = stand_ins(Asker(n, "") for n in range(1, 101))
    assert found[Asker(7, "")] == "Adviser 007"


@given(ASKERS)
def test_one_person_has_one_pseudonym_and_one_pseudonym_one_person(askers):
    found = stand_ins(askers)
    for one in found:
        for other in found:
            known = one.id is not None or other.id is not None
            same = one.id == other.id if known else one.name.split() == other.name.split()
            alike = not known and one.name.strip().lower() == other.name.strip().lower()
            assert (found[one] == found[other]) == (same or alike)


def test_small_numbers_are_told_to_all_but_the_public():
    assert [counted(n, Readers.PUBLIC) for n in (0, 1, 4, 5)] == [0, UNDER, UNDER, 5]
    assert [counted(3, each) for each in Readers if each is not Readers.PUBLIC] == [3, 3, 3]


def test_only_the_coordinators_own_needs_no_list_of_names():
    assert [each for each in Readers if not each.outside] == [Readers.COORDINATOR]
    assert [each for each in Readers if each.named] == [Readers.COORDINATOR, Readers.MEMBERS]
