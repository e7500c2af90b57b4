"""Values in words for audit, screen and paper, and words read back: the one table for each."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from copdesk.domain import fields as f
from copdesk.domain.checking import wrong_with
from copdesk.domain.dates import PartialDate, day_words, partial_words
from copdesk.domain.lengths import (
    minutes_words,
    read_clock,
    read_hours,
    read_minutes,
)
from copdesk.domain.text import clean, fold
from copdesk.domain.typed_days import read_day, read_partial_day

LONDON = ZoneInfo("Europe/London")
"""The zone in which points in time are shown and typed."""

_ADDRESS = re.compile(r".*<([^<>]+)>")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_YES = frozenset(["yes", "y", "true", "t", "1", "1.0", "on", "x", "✓", "✔", "☑"])
_NO = frozenset(["no", "n", "false", "f", "0", "0.0", "off", "-", "✗", "✘", "☐"])
_WHOLE = re.compile(r"(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.0*)?")


def words(kind: f.Kind, value: object) -> str:
    """The value in words, empty when unknown; what :func:`read` turns back into the value.

    Links are worded by the caller, who knows the records; their ids come out as digits.
    """
    if value is None or value in {(), ""}:
        return ""
    return _WORDS.get(type(kind), str)(value)


def read(kind: f.Kind, text: str, *, today: date) -> Any:  # noqa: ANN401  (each kind has its own type)
    """The value that somebody typed or a file brought; blank text is :func:`empty`.

    Args:
        kind: what sort of value.
        text: as typed or as the file has it; what can't be kept is left out.
        today: what ``tomorrow`` and a day without a year are counted from.

    Raises:
        ValueError: one sentence says what is wrong and what to type.
    """
    text = clean(text).strip()
    if not text:
        return empty(kind)
    value = _READERS[type(kind)](kind, text, today)
    if wrong := wrong_with(kind, value):
        raise ValueError(wrong)
    return value


def empty(kind: f.Kind) -> Any:  # noqa: ANN401  (each kind has its own type)
    """The value when nothing is known: ``""``, ``()``, ``False``, a choice's first word or none."""
    if isinstance(kind, f.Choice):
        return next(iter(kind.options))
    return _EMPTY.get(type(kind))


def problem(field: f.Field, value: object) -> str | None:
    """The sentence that stands beside a field whose value can't be kept, or ``None``."""
    if value is None or value in {"", ()}:
        return f"{field.label} is needed." if field.required else None
    return wrong_with(field.kind, value)


def _moment_words(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    local = aware.astimezone(LONDON)
    return f"{day_words(local)} {local:%H:%M}"


_WORDS: dict[type[f.Kind], Callable[[Any], str]] = {
    f.Names: "; ".join,
    f.Day: day_words,
    f.PartialDay: partial_words,
    f.Clock: lambda at: f"{at:%H:%M}",
    f.Moment: _moment_words,
    f.Choice: f.option_words,
    f.Hours: lambda hours: f"{hours:.2f}",
    f.Minutes: minutes_words,
    f.Count: lambda count: f"{count:,}",
    f.Flag: lambda flag: "Yes" if flag else "No",
}
_EMPTY: dict[type[f.Kind], object] = {
    **dict.fromkeys((f.Text, f.LongText, f.Email, f.Phone, f.Web, f.Reference), ""),
    f.Names: (),
    f.Flag: False,
}


def _read_line(_kind: f.Kind, text: str, _today: date) -> str:
    return " ".join(text.split())


def _read_paragraphs(_kind: f.Kind, text: str, _today: date) -> str:
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _read_names(_kind: f.Kind, text: str, _today: date) -> tuple[str, ...]:
    names = (" ".join(name.split()) for name in re.split("[;\n]", text))
    return tuple(dict.fromkeys(name for name in names if name))


def _read_email(_kind: f.Kind, text: str, _today: date) -> str:
    inside = _ADDRESS.fullmatch(text)
    return (inside[1] if inside else text).strip().removeprefix("mailto:")


def _read_phone(_kind: f.Kind, text: str, _today: date) -> str:
    return re.sub(r"^(\d+)\.0$", r"\1", " ".join(text.removeprefix("tel:").split()))


def _read_web(_kind: f.Kind, text: str, _today: date) -> str:
    return text if _SCHEME.match(text) else f"https://{text}"


def _read_day(_kind: f.Kind, text: str, today: date) -> date:
    return read_day(text, today=today)


def _read_partial_day(_kind: f.Kind, text: str, today: date) -> PartialDate:
    return read_partial_day(text, today=today)


def _read_clock(_kind: f.Kind, text: str, _today: date) -> time:
    return read_clock(text)


def _read_moment(_kind: f.Kind, text: str, today: date) -> datetime:
    """ISO with its zone, or a day and a time of day in London."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        day, _, clock = text.rpartition(" ")
        if not day:
            raise ValueError(
                f"{_quoted(text)} has no day or no time; type both, like 3/12/2026 14:30."
            ) from None
        moment = datetime.combine(read_day(day, today=today), read_clock(clock))
    return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)


def _read_choice(kind: f.Choice, text: str, _today: date) -> object:
    wanted = fold(text)
    for option in kind.options:
        names = (option.value, f.option_words(option), *getattr(option, "also", ()))
        if wanted in map(fold, names):
            return option
    known = ", ".join(f.option_words(option) for option in kind.options)
    raise ValueError(f"{_quoted(text)} is not one of: {known}.")


def _read_hours(_kind: f.Kind, text: str, _today: date) -> Decimal:
    return read_hours(text)


def _read_minutes(_kind: f.Kind, text: str, _today: date) -> int:
    return read_minutes(text)


def _read_count(_kind: f.Kind, text: str, _today: date) -> int:
    found = _WHOLE.fullmatch(text)
    if found is None or len(found[1]) > 18:
        raise ValueError(f"{_quoted(text)} is not a whole number; type digits only, like 12.")
    return int(re.sub("[, ]", "", found[1]))


def _read_flag(_kind: f.Kind, text: str, _today: date) -> bool:
    if text.casefold() not in _YES | _NO:
        raise ValueError(f"{_quoted(text)} is neither yes nor no; type yes or no.")
    return text.casefold() in _YES


def _quoted(text: str) -> str:
    return f"“{text[:40]}”"


def _read_reference(_kind: f.Kind, text: str, _today: date) -> str:
    return " ".join(text.upper().split())


def _read_link(_kind: f.Kind, text: str, _today: date) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{_quoted(text)} is not in the list; choose one from it.")
    return int(text)


_READERS: dict[type[f.Kind], Callable[[Any, str, date], object]] = {
    f.Text: _read_line,
    f.LongText: _read_paragraphs,
    f.Names: _read_names,
    f.Email: _read_email,
    f.Phone: _read_phone,
    f.Web: _read_web,
    f.Day: _read_day,
    f.PartialDay: _read_partial_day,
    f.Clock: _read_clock,
    f.Moment: _read_moment,
    f.Choice: _read_choice,
    f.Hours: _read_hours,
    f.Minutes: _read_minutes,
    f.Count: _read_count,
    f.Flag: _read_flag,
    f.Reference: _read_reference,
    f.Link: _read_link,
}
