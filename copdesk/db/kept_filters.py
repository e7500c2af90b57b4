"""The conditions of a kept view as text: JSON of each column, how, and the value by its kind."""

import json
from collections.abc import Mapping, Sequence

from copdesk.db.conditions import Filter, Op
from copdesk.db.stored import Plain, from_stored, to_stored
from copdesk.domain.fields import Count, Kind, Text

_COUNTED = {Op.LAST_DAYS, Op.NOT_LAST_DAYS, Op.NEXT_DAYS}


def to_text(filters: Sequence[Filter], kinds: Mapping[str, Kind]) -> str:
    """The conditions as they are kept; links are kept by id.

    Args:
        filters: the conditions.
        kinds: the kind of every column, by key.
    """
    kept = [
        {"key": each.key, "op": str(each.op), "value": _into(each, kinds[each.key])}
        for each in filters
    ]
    return json.dumps(kept, ensure_ascii=False)


def from_text(text: str, kinds: Mapping[str, Kind]) -> tuple[Filter, ...]:
    """The conditions again.

    Raises:
        ValueError: the text is none of ours, or a column, a way or an option is gone; says which.
    """
    try:
        kept = json.loads(text or "[]")
    except ValueError:
        raise ValueError("It can't be read.") from None
    try:
        return tuple(_filter(each["key"], each["op"], each["value"], kinds) for each in kept)
    except (KeyError, TypeError, AttributeError, ArithmeticError):
        raise ValueError("It can't be read.") from None


def _filter(key: str, op: str, value: object, kinds: Mapping[str, Kind]) -> Filter:
    if key not in kinds:
        raise ValueError(f"It asks for “{key}”, which this list does not have.")
    try:
        asked = Filter(key, Op(op))
        return Filter(key, asked.op, _back(asked, value, kinds[key]))
    except ValueError:
        raise ValueError("It asks for something that this copdesk does not know.") from None


def _into(each: Filter, kind: Kind) -> Plain | list[Plain]:
    if each.op is Op.ANY_OF:
        return [to_stored(kind, one) for one in each.value]
    return to_stored(_kind(each.op, kind), each.value)


def _back(each: Filter, value: object, kind: Kind) -> object:
    if each.op is Op.ANY_OF and isinstance(value, list):
        return tuple(from_stored(kind, one) for one in value)
    if isinstance(value, str | int | None):
        return from_stored(_kind(each.op, kind), value)
    raise TypeError(value)


def _kind(op: Op, kind: Kind) -> Kind:
    """What sort of value a way of comparing takes: words, a number of days, or the column's own."""
    if op is Op.CONTAINS:
        return Text()
    return Count() if op in _COUNTED else kind
