"""Which filters make sense for a column, in words: by its kind, never by its concept."""

from dataclasses import dataclass

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.domain import fields as f
from copdesk.ui.kit.rows import Heading

_TEXTS = f.Text | f.LongText | f.Names | f.Email | f.Phone | f.Web | f.Reference
_NUMBERS = f.Hours | f.Count | f.Minutes


@dataclass(frozen=True, slots=True)
class Ask:
    """A filter that wants a value first.

    Attributes:
        words: of the menu, as in ``contains``.
        op: how the value is compared.
        kind: what sort of value is asked for.
    """

    words: str
    op: Op
    kind: f.Kind


Offer = View | Ask


def offers(key: str, heading: Heading, *, linked: bool = True) -> list[tuple[str, Offer]]:
    """What a column can be filtered by: the words of the menu, and the filter or its question.

    Args:
        key: the column.
        heading: its label and kind.
        linked: whether records can be looked up for a link.
    """
    kind, label = heading.kind, heading.label
    made = _of_kind(key, kind, label, linked=linked)
    if not isinstance(kind, f.Choice | f.Flag):
        made += [
            ("Not known", View(f"No {lowered(label)}", (Filter(key, Op.BLANK),))),
            ("Known", View(f"With {lowered(label)}", (Filter(key, Op.NOT_BLANK),))),
        ]
    return made


def answered(key: str, label: str, ask: Ask, value: object, said: str) -> View:
    """The filter made of a question and its answer, with the words of its chip."""
    return View(f"{label} {ask.words} {said}", (Filter(key, ask.op, value),))


def lowered(label: str) -> str:
    """A label within a sentence: ``E-mail`` as ``e-mail``, ``IAA number`` as it is."""
    return label if label[:2].isalpha() and label[:2].isupper() else label[:1].lower() + label[1:]


def _of_kind(key: str, kind: f.Kind, label: str, *, linked: bool) -> list[tuple[str, Offer]]:
    if isinstance(kind, f.Choice):
        return [
            (f.option_words(option), _one(key, f"{label}: {f.option_words(option)}", option))
            for option in kind.options
        ]
    if isinstance(kind, f.Flag):
        return [("Yes", _one(key, label, True)), ("No", _one(key, f"Not {lowered(label)}", False))]
    if isinstance(kind, f.Day):
        return _days(key, label)
    if isinstance(kind, f.Link):
        is_one: list[tuple[str, Offer]] = [("Is …", Ask("is", Op.IS, kind))] if linked else []
        return [*is_one, _contains()]
    return _typed(kind)


def _typed(kind: f.Kind) -> list[tuple[str, Offer]]:
    if isinstance(kind, _TEXTS):
        return [_contains()]
    if isinstance(kind, _NUMBERS):
        return [
            ("At least …", Ask("at least", Op.FROM, kind)),
            ("Less than …", Ask("less than", Op.BEFORE, kind)),
        ]
    if isinstance(kind, f.PartialDay):
        return [
            ("Before …", Ask("before", Op.BEFORE, kind)),
            ("From …", Ask("from", Op.FROM, kind)),
        ]
    return []


def _contains() -> tuple[str, Offer]:
    return "Contains …", Ask("contains", Op.CONTAINS, f.Text())


def _one(key: str, words: str, value: object) -> View:
    return View(words, (Filter(key, Op.IS, value),))


def _days(key: str, label: str) -> list[tuple[str, Offer]]:
    relative: list[tuple[str, Offer]] = [
        ("Last 7 days", _within(key, label, Op.LAST_DAYS, "last", 7)),
        ("Last 45 days", _within(key, label, Op.LAST_DAYS, "last", 45)),
        ("Next 7 days", _within(key, label, Op.NEXT_DAYS, "next", 7)),
        ("Next 30 days", _within(key, label, Op.NEXT_DAYS, "next", 30)),
    ]
    spans: list[tuple[str, Offer]] = [
        (op.capitalize(), View(f"{label}: {op}", (Filter(key, op),)))
        for op in (Op.THIS_WEEK, Op.THIS_QUARTER, Op.LAST_QUARTER, Op.THIS_YEAR)
    ]
    asked: list[tuple[str, Offer]] = [
        ("Before …", Ask("before", Op.BEFORE, f.Day())),
        ("From …", Ask("from", Op.FROM, f.Day())),
    ]
    return [*relative, *spans, *asked]


def _within(key: str, label: str, op: Op, words: str, days: int) -> View:
    return View(f"{label}: {words} {days} days", (Filter(key, op, days),))
