"""The words of every list: stable to store, unambiguous to read."""

from itertools import chain

import pytest

from copdesk.domain import enquiries, meetings, organisations, training, working_days
from copdesk.domain.fields import option_words
from copdesk.domain.options import Option
from copdesk.domain.text import fold

LISTS = sorted(
    {
        value
        for module in (enquiries, meetings, organisations, training, working_days)
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Option) and value is not Option
    },
    key=lambda option: option.__name__,
)


@pytest.mark.parametrize("options", LISTS, ids=lambda options: options.__name__)
def test_stored_values_are_lower_case_and_read_back(options: type[Option]) -> None:
    for option in options:
        assert option.value == option.name.lower()
        assert options(option.value) is option
        assert str(option) == option.value


@pytest.mark.parametrize("options", LISTS, ids=lambda options: options.__name__)
def test_no_two_options_of_a_list_share_a_word(options: type[Option]) -> None:
    names = [{fold(word) for word in (o.value, o.label, *o.also)} for o in options]
    assert len(list(chain(*names))) == len(set(chain(*names)))
    assert all(option_words(option) == option.label != "" for option in options)


def test_a_word_without_a_label_is_shown_as_it_reads() -> None:
    class Season(Option):
        LATE_SPRING = "late_spring"

    assert Season.LATE_SPRING.label == "Late spring"
