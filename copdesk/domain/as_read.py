"""A text as a person reads it, whatever its letters really are, so that no spelling hides a number.

Full-width and mathematical letters, digits of other scripts, letters that only look Latin, marks
and characters without width: all become what they look like, and each knows where it stood.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LOOKS_LIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеорсухіјѕԁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο" + "⁄∕−。‘’ʼ",  # noqa: RUF001  (the point)
        "ABESIJKMHOPCTYXaeopcyxijsd" + "ABEZHIKMNOPTYXo" + "//-.'''",
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class AsRead:
    """What is read, and for each of its characters where it stands in the text."""

    text: str
    places: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the text as it was typed that is read from ``start`` to ``end``."""
        return self.places[start], self.places[end - 1] + 1


def as_read(text: str) -> AsRead:
    """The text as it is read; newlines stay."""
    if text.isascii():
        return AsRead(text.replace("\t", " "), tuple(range(len(text))))
    said: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        for plain in _plain(char):
            said.append(plain)
            places.append(place)
    return AsRead("".join(said), tuple(places))


@lru_cache(maxsize=4_000)
def _plain(char: str) -> str:
    if char.isascii():
        return " " if char == "\t" else char
    if char in _LOOKS_LIKE:
        return _LOOKS_LIKE[char]
    category = unicodedata.category(char)
    if category in {"Cf", "Mn", "Me"}:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in {"Pd", "Zs"}:
        return "-" if category == "Pd" else " "
    return unicodedata.normalize("NFKC", char)
