"""In which direction each letter of a line is read, so that right-to-left names stand right."""

from bisect import bisect_left
from functools import cache
from itertools import pairwise
from unicodedata import bidirectional

_STRONG = {"L": "L", "R": "R", "AL": "R"}
_ROUND = {"L": "L", "R": "R", "EN": "R", "AN": "R"}
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "BN", "", "LRI", "RLI", "FSI", "PDI"})
_OPENING = {"(": ")", "[": "]", "{": "}", "«": "»", "“": "”", "⟨": "⟩"}


def right_to_left(text: str) -> bool:
    """Whether a line of ``text`` is read from the right as a whole.

    Its first letter with a direction says so (rule P2), and so do two in three of all: a name
    followed by its Latin spelling stands in the order of the English page around it.
    """
    strong = [_STRONG[kind] for kind in map(bidirectional, text) if kind in _STRONG]
    return bool(strong) and strong[0] == "R" and strong.count("R") > 2 * strong.count("L")


@cache
def _turns(letter: str) -> bool:
    return bidirectional(letter) in {"R", "AL", "AN"}


def turns(text: str) -> bool:
    """Whether anything in ``text`` is read from right to left."""
    return any(map(_turns, text))


def levels(text: str) -> list[int]:
    """The embedding level of every character: even runs to the right, odd to the left.

    The Unicode bidirectional algorithm (UAX #9) without its explicit embeddings, which people
    do not type; brackets are paired as rule N0 says.
    """
    base = int(right_to_left(text))
    kinds = _weak(text, base)
    _pair_brackets(text, kinds, base)
    _settle_neutrals(kinds, base)
    if base:
        return [2 if kind in {"L", "EN", "AN"} else 1 for kind in kinds]
    return [{"R": 1, "AN": 2, "EN": 2}.get(kind, 0) for kind in kinds]


def _weak(text: str, base: int) -> list[str]:
    """Rules W1 to W7: marks, digits and their separators."""
    kinds = [bidirectional(letter) for letter in text]
    last = strong = "R" if base else "L"
    for i, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[i] = last
        elif kind == "EN" and strong == "AL":
            kinds[i] = "AN"
        elif kind in _STRONG:
            strong = kind
        last = kinds[i]
    _join_digits(kinds)
    strong = "R" if base else "L"
    for i, kind in enumerate(kinds):
        if kind in _STRONG:
            kinds[i] = strong = _STRONG[kind]
        elif kind == "EN" and strong == "L":
            kinds[i] = "L"
        elif kind in {"ES", "ET", "CS"}:
            kinds[i] = "ON"
    return kinds


def _join_digits(kinds: list[str]) -> None:
    for i in range(1, len(kinds) - 1):
        before, kind, after = kinds[i - 1 : i + 2]
        if before == after and (
            (kind == "ES" and before == "EN") or (kind == "CS" and before in {"EN", "AN"})
        ):
            kinds[i] = before
    for order in (range(1, len(kinds)), range(len(kinds) - 2, -1, -1)):
        step = -1 if order.step == 1 else 1
        for i in order:
            if kinds[i] == "ET" and kinds[i + step] == "EN":
                kinds[i] = "EN"


def _pair_brackets(text: str, kinds: list[str], base: int) -> None:
    """Rule N0: both brackets of a pair take one direction, that of what they hold."""
    own = "R" if base else "L"
    strong = [(i, _ROUND[kind]) for i, kind in enumerate(kinds) if kind in _ROUND]
    at = [i for i, _kind in strong]
    for start, end in _pairs(text):
        inside = {kind for _, kind in strong[bisect_left(at, start) : bisect_left(at, end)]}
        if own in inside:
            kinds[start] = kinds[end] = own
        elif inside:
            before = bisect_left(at, start)
            kinds[start] = kinds[end] = strong[before - 1][1] if before else own


def _pairs(text: str) -> list[tuple[int, int]]:
    """Where brackets open and close; pairs nested deeper than 60 are left alone."""
    open_: list[tuple[str, int]] = []
    found = []
    for i, letter in enumerate(text):
        if letter in _OPENING and len(open_) < 60:
            open_.append((_OPENING[letter], i))
        elif open_ and letter == open_[-1][0]:
            found.append((open_.pop()[1], i))
    return sorted(found)


def _settle_neutrals(kinds: list[str], base: int) -> None:
    """Rules N1 and N2: what stands between two of a kind is of that kind."""
    own = "R" if base else "L"
    fixed = [-1, *(i for i, kind in enumerate(kinds) if kind not in _NEUTRAL), len(kinds)]
    for left, right in pairwise(fixed):
        if right - left > 1:
            before = _ROUND.get(kinds[left], own) if left >= 0 else own
            after = _ROUND.get(kinds[right], own) if right < len(kinds) else own
            kinds[left + 1 : right] = [before if before == after else own] * (right - left - 1)


def visual_order(levels_of_items: list[int]) -> list[int]:
    """The places of the items of one line from left to right (rule L2)."""
    order = list(range(len(levels_of_items)))
    if not order:
        return order
    for level in range(max(levels_of_items), 0, -1):
        start = None
        for place in range(len(order) + 1):
            inside = place < len(order) and levels_of_items[order[place]] >= level
            if inside and start is None:
                start = place
            elif not inside and start is not None:
                order[start:place] = order[start:place][::-1]
                start = None
    return order
