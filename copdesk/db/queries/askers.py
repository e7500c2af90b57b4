"""Who somebody that wrote is: by their address or name, and by where their address belongs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from copdesk.db.models import Organisation, Participant
from copdesk.db.reader import Reader
from copdesk.db.search import find
from copdesk.domain.text import fold

_OFFERED = 50
_HOST = re.compile(r"https?://(?:www\.)?([^/:?#@\s]+)", re.IGNORECASE)
_ANYBODYS = frozenset(
    ["aol.com", "aol.co.uk", "btinternet.com", "fastmail.com", "gmail.com", "gmx.co.uk", "gmx.com",
     "googlemail.com", "hotmail.co.uk", "hotmail.com", "icloud.com", "live.co.uk", "live.com",
     "mac.com", "mail.com", "mail.ru", "me.com", "msn.com", "ntlworld.com", "outlook.com",
     "outlook.co.uk", "proton.me", "protonmail.com", "qq.com", "sky.com", "talktalk.net",
     "ukr.net", "virginmedia.com", "yahoo.co.uk", "yahoo.com", "yandex.ru", "ymail.com"]
)  # fmt: skip
"""Where anybody may have an address, so that it tells nothing of where they work."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the file who may have written."""

    id: int
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Writer:
    """Who wrote, as far as the file can tell.

    Attributes:
        person: who it is, by address, or by a name that nobody else has and no other address.
        by_name: whether the name alone tells it.
        maybe: those of that name who have another address, or share theirs.
        organisation_id: to which the address belongs; ``None`` where that can't be told.
    """

    person: Person | None
    by_name: bool
    maybe: tuple[Person, ...]
    organisation_id: int | None


def writer(reader: Reader, name: str, email: str) -> Writer:
    """Who has this name and address; either may be empty."""
    mailed, named = _with_address(reader, email), _called(reader, name)
    both = [one for one in mailed if one in named]
    organisation = organisation_of(reader, email)
    for sure in (both, mailed):
        if len(sure) == 1:
            return Writer(sure[0], False, (), organisation)
    free = [one for one in named if not (email and one.email)]
    if len(named) == 1 and free and not mailed:
        return Writer(free[0], True, (), organisation)
    return Writer(None, False, tuple(dict.fromkeys((*mailed, *named))), organisation)


def organisation_of(reader: Reader, email: str) -> int | None:
    """The one organisation whose mail or website has the domain of an address."""
    domain = _domain(email)
    if "." not in domain or domain in _ANYBODYS:
        return None
    asked = select(Organisation.id, Organisation.email, Organisation.website)
    found = {
        row.id
        for row in reader.rows(
            asked.where(or_(Organisation.email != "", Organisation.website != ""))
        )
        if any(_same(domain, own) for own in (_domain(row.email), _host(row.website)))
    }
    return found.pop() if len(found) == 1 else None


def _same(domain: str, own: str) -> bool:
    """Whether one is the other, or a part of it."""
    if "." not in own or own in _ANYBODYS:
        return False
    return domain == own or domain.endswith(f".{own}") or own.endswith(f".{domain}")


def _domain(email: str) -> str:
    return email.rpartition("@")[2].strip().lower()


def _host(website: str) -> str:
    found = _HOST.match(website)
    return found[1].lower() if found else ""


def _with_address(reader: Reader, email: str) -> list[Person]:
    if not email:
        return []
    same = func.lower(Participant.email) == email.strip().lower()
    return _people(reader, same)


def _called(reader: Reader, name: str) -> list[Person]:
    """Those who have this name, or had it, in any order of its words."""
    key = _key(name)
    if not key:
        return []
    ids = [hit.id for hit in find(reader, name, limit=_OFFERED, kinds=["participant"])]
    asked = select(
        Participant.id,
        Participant.name,
        Participant.email,
        Participant.native_name,
        Participant.aliases,
    ).where(Participant.id.in_(ids))
    return [
        Person(row.id, row.name, row.email)
        for row in reader.rows(asked.order_by(Participant.id))
        if key in _keys((row.name, row.native_name, *row.aliases))
    ]


def _people(reader: Reader, condition: object) -> list[Person]:
    asked = select(Participant.id, Participant.name, Participant.email).where(condition)  # type: ignore[arg-type]
    return [Person(*row) for row in reader.rows(asked.order_by(Participant.id))]


def _keys(names: Iterable[str]) -> set[tuple[str, ...]]:
    return {_key(name) for name in names}


def _key(name: str) -> tuple[str, ...]:
    return tuple(sorted(fold(name).split()))
