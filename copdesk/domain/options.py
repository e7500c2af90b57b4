"""The words of a list: what the file stores, what people read, and what other files call it."""

from enum import StrEnum
from typing import Self


class Option(StrEnum):
    """One word of a choice; subclasses list the words, each with what is shown.

    ``EMAIL = "email", "E-mail", "mail"``: the stored value (lower case, never changed once
    released), the label, then other words by which files and people name it. The first word listed
    is what a new record has.

    Attributes:
        label: the words shown.
        also: other words that mean the same, as typed or brought by a file.
    """

    label: str
    also: tuple[str, ...]

    def __new__(cls, value: str, label: str = "", *also: str) -> Self:
        """Make one word; without a label its value is shown."""
        option = str.__new__(cls, value)
        option._value_ = value
        option.label = label or value.replace("_", " ").capitalize()
        option.also = also
        return option
