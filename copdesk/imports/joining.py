"""What a value of the file and one of a row make together; nothing where it is no news."""

import re
from dataclasses import replace
from enum import StrEnum
from typing import Any

from copdesk.domain.dates import PartialDate
from copdesk.domain.fields import Choice, Email, Field, LongText, Names, Phone, Web
from copdesk.domain.text import fold
from copdesk.imports.draft import Membership, Role

_VAGUE = frozenset(["unknown", "other"])


def joined(field: Field, now: Any, given: Any) -> Any:  # noqa: ANN401  (each kind its own)
    """The value to keep; ``None`` when it is what the file has already.

    Names are added to names and notes to notes; a guess that came to nothing never replaces
    anything, and two spellings of the same are the same.
    """
    if _blank(given) or given == now:
        return None
    if _blank(now):
        return given
    if isinstance(field.kind, Names):
        there = {fold(name) for name in now}
        more = tuple(name for name in given if fold(name) not in there)
        return (*now, *more) if more else None
    if isinstance(field.kind, LongText):
        return None if given in now else f"{now}\n\n{given}"
    if isinstance(field.kind, Choice):
        return None if given.value in _VAGUE else given
    return None if _same(field, now, given) else given


def _blank(value: Any) -> bool:  # noqa: ANN401
    return value in (None, "", ()) or (isinstance(value, StrEnum) and value.value == "unknown")


def _same(field: Field, now: str, given: str) -> bool:
    if isinstance(field.kind, Email):
        return now.casefold() == given.casefold()
    if isinstance(field.kind, Phone):
        return digits(now) == digits(given)
    if isinstance(field.kind, Web):
        return _site(now) == _site(given)
    return fold(now) == fold(given) != ""


def digits(phone: str) -> str:
    """The digits of a telephone number, as dialled within the United Kingdom."""
    only = re.sub(r"[^\d+]", "", phone.replace("(0)", ""))
    return re.sub(r"\D", "", re.sub(r"^(\+44|0044)0?", "0", only))


def _site(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.casefold()).rstrip("/")


def together(now: Membership | Role, given: Membership | Role) -> Membership | Role:
    """A time in a community or an organisation, with what a row knows better."""
    parts: dict[str, Any] = {
        "start": _finer(now.start, given.start),
        "end": _finer(now.end, given.end),
    }
    if isinstance(now, Role) and isinstance(given, Role):
        same = fold(now.role) == fold(given.role)
        parts["role"] = now.role if same or not given.role else given.role
    elif isinstance(now, Membership) and isinstance(given, Membership):
        parts["relation"] = given.relation or now.relation
    return replace(now, **parts)


def begins_after(given: Membership | Role, now: Membership | Role) -> bool:
    """Whether the one begins only when the other was over: a second time."""
    return bool(given.start and now.end and now.end.last < given.start.first)


def _finer(now: PartialDate | None, given: PartialDate | None) -> PartialDate | None:
    """The row's day, unless it only says less of the same day."""
    if given is None or (now is not None and str(now).startswith(str(given))):
        return now
    return given


def contradicts(before: Any, after: Any) -> bool:  # noqa: ANN401
    """Whether one value takes the place of another that said something else."""
    vague = isinstance(before, StrEnum) and before.value in _VAGUE
    grows = isinstance(before, tuple) or (
        isinstance(after, str) and after.startswith(f"{before}\n")
    )
    return not (_blank(before) or vague or grows)


def span_contradicts(before: Membership | Role, after: Membership | Role) -> bool:
    """The same of times: knowing a day more exactly is no contradiction."""
    names = ("start", "end", "role" if isinstance(before, Role) else "relation")
    pairs = [(getattr(before, name), getattr(after, name)) for name in names]
    return any(was and not str(now).startswith(str(was)) for was, now in pairs)
