"""Who somebody that wrote is: by their address or name, and by where their address belongs."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import func, or_, select

from copdesk.db.models import Organisation, Participant
from copdesk.db.reader import Reader
from copdesk.db.search import find
from copdesk.domain.text import fold

_OFFERED = 50
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
    domain = email.rpartition("@")[2].strip().lower()
    if not domain or domain in _ANYBODYS:
        return None
    last = domain.split(".")[0] if domain.count(".") == 1 else domain.split(".", 1)[1]
    asked = select(Organisation.id, Organisation.email, Organisation.website).where(
        or_(
            Organisation.email.icontains(last, autoescape=True),
            Organisation.website.icontains(last, autoescape=True),
        )
    )
    found = {row.id for row in reader.rows(asked) if _has(domain, row.email, row.website)}
    return found.pop() if len(found) == 1 else None


def _has(domain: str, email: str, website: str) -> bool:
    host = (urlsplit(website).hostname or "") if website.count("[") == 0 else ""
    own = {email.rpartition("@")[2].strip().lower(), host.lower().removeprefix("www.")}
    return any(
        domain == one or domain.endswith(f".{one}") or one.endswith(f".{domain}")
        for one in own - _ANYBODYS
        if one.count(".") and domain.count(".")
    )


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
