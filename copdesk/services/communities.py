"""Who an act is about, in the words of its label."""

from collections.abc import Sequence


def called(titles: dict[int, str], ids: Sequence[int], noun: str = "people") -> str:
    """The title of one record, or how many there are: ``Amina Yusuf``, ``14 people``."""
    if len(ids) == 1:
        return titles.get(ids[0], f"1 {noun}")
    return f"{len(ids)} {noun}"
