import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain.registers import WishKind
from copdesk.domain.training_wishes import Wish, alike, proposals

WANTED, OFFERED = WishKind.WANTED, WishKind.OFFERED
TOPICS = st.sampled_from(
    ["Interpreters", "Working with interpreters", "Statelessness", "Witness statements", "", "的"]
)
WISHES = st.lists(st.tuples(st.sampled_from(WishKind), TOPICS), max_size=12).map(
    lambda made: [Wish(n, kind, topic) for n, (kind, topic) in enumerate(made)]
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Working with interpreters", "interpreter training", True),
        ("Witness statements", "Statements of witnesses", True),
        ("Statelessness: a first step", "Statelessness", True),
        ("Asylum appeals", "Family appeals", False),
        ("Training", "Training", True),
        ("An introduction to the work", "Introduction to training", False),
        ("Trauma-informed advice", "Trauma informed advice", True),
    ],
)
def test_topics_are_the_same_when_most_telling_words_are(one, other, same):
    assert alike(one, other) is alike(other, one) is same


def test_what_is_wanted_and_offered_comes_first_then_what_most_want():
    made = proposals(
        [
            Wish(1, WANTED, "Witness statements"),
            Wish(2, WANTED, "Working with interpreters", by="Amina"),
            Wish(3, WANTED, "Statements of witnesses"),
            Wish(4, OFFERED, "Interpreters", by="Olena"),
            Wish(5, OFFERED, "Statelessness"),
        ]
    )
    assert [(each.topic, len(each.wanted), len(each.offered)) for each in made] == [
        ("Working with interpreters", 1, 1),
        ("Witness statements", 2, 0),
        ("Statelessness", 0, 1),
    ]


@given(WISHES, st.randoms())
def test_every_wish_is_in_one_proposal_in_whatever_order_they_come(wishes, chance):
    made = proposals(wishes)
    assert sorted(w.id for each in made for w in each.wishes) == [w.id for w in wishes]
    shuffled = list(wishes)
    chance.shuffle(shuffled)
    assert proposals(shuffled) == made
