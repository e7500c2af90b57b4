"""Names, numbers and addresses that look like a client's and are not."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from copdesk.domain.text import fold

_PUBLIC_MAIL = re.compile(r"(?:^|\.)(?:gov\.uk|gov\.scot|gov\.wales|parliament\.uk|nhs\.uk)$")
_SERVICE_NUMBER = re.compile(r"(?:44|0)?0?[38]")
_EVERYBODYS = {
    "gmail.com", "googlemail.com", "hotmail.com", "hotmail.co.uk", "outlook.com", "yahoo.com",
    "yahoo.co.uk", "icloud.com", "live.co.uk", "live.com", "aol.com", "btinternet.com",
    "protonmail.com", "proton.me", "msn.com", "me.com", "mail.com", "sky.com",
}  # fmt: skip
"""Where anybody may have an address, so that it tells nothing of an organisation."""

_OFFICE = re.compile(
    r"(?:\b(?:UTJ|DUTJ|FTTJ|[Jj]udges?|[Pp]resident|[Mm]inister|[Bb]arrister|[Cc]ounsel|"
    r"[Rr]esident|[Ss]ecretary)\b[ ,:(]{0,3})$"
)
_RANK = re.compile(
    r"\W{0,2} ?(?:KC|QC|J|LJ|MP|MSP|OBE|CBE)\b|,? v\.? "
    r"|,? \(?(?:(?:Vice[ -])?President|counsel|barrister|KC|QC)\b"
)
_NOT_NAMES = {"justice", "lord", "lady", "judge", "speaker", "president", "secretary", "right"}


@dataclass(frozen=True, slots=True)
class Known:
    """People, organisations and places of the network, ready to be compared.

    Attributes:
        names: of people and organisations, folded.
        surnames: the last word of the names of people, folded.
        mails: addresses in small letters.
        domains: what stands after the @ of organisations that have one of their own.
        phones: the last nine digits.
        postcodes: in small letters without space.
        areas: small areas, folded, each with the wider one it lies in.
    """

    names: frozenset[str] = field(default=frozenset())
    surnames: frozenset[str] = field(default=frozenset())
    mails: frozenset[str] = field(default=frozenset())
    domains: frozenset[str] = field(default=frozenset())
    phones: frozenset[str] = field(default=frozenset())
    postcodes: frozenset[str] = field(default=frozenset())
    areas: Mapping[str, str] = field(default_factory=dict)


def known_from(  # noqa: PLR0913  (what is known)
    *,
    people: Iterable[str] = (),
    organisations: Iterable[str] = (),
    mails: Iterable[str] = (),
    organisation_mails: Iterable[str] = (),
    phones: Iterable[str] = (),
    postcodes: Iterable[str] = (),
    areas: Mapping[str, str] | None = None,
) -> Known:
    """What is known, from the words as they stand in the file; empty words count for nothing."""
    named = [words for name in people if (words := fold(name))]
    theirs = [mail.lower() for mail in organisation_mails if "@" in mail]
    domains = {mail.rpartition("@")[2] for mail in theirs} - _EVERYBODYS
    return Known(
        names=frozenset((*named, *filter(None, map(fold, organisations)))),
        surnames=frozenset(name.split()[-1] for name in named),
        mails=frozenset((*(mail.lower() for mail in mails if mail), *theirs)),
        domains=frozenset(domains),
        phones=frozenset(_digits(phone)[-9:] for phone in phones if len(_digits(phone)) >= 9),
        postcodes=frozenset("".join(code.split()).lower() for code in postcodes if code),
        areas={fold(name): wider for name, wider in (areas or {}).items() if fold(name)},
    )


def passes(key: str, match: re.Match[str], known: Known) -> bool | None:
    """Whether what was found is no client's.

    Returns:
        ``True``: it is known; ``False``: it is not; ``None``: it may be, so it is worth a look.
    """
    words = match[0]
    if key == "mail":
        return _mail(words.lower(), known)
    if key == "phone":
        digits = _digits(words)
        return (
            digits[-9:] in known.phones
            or (not words.startswith("+") and _SERVICE_NUMBER.match(digits) is not None)
            or re.match(r"440?[38]", digits) is not None
        )
    if key == "postcode":
        return "".join(words.split()).lower() in known.postcodes
    if key == "title":
        return _titled(match, known)
    if key in {"client", "named"}:
        return fold(match["name"]) in known.names
    return False


def _mail(address: str, known: Known) -> bool:
    domain = address.rpartition("@")[2]
    if address in known.mails or domain in known.domains:
        return True
    return _PUBLIC_MAIL.search(domain) is not None


def _titled(match: re.Match[str], known: Known) -> bool | None:
    name = match["name"]
    folded = fold(name)
    first = folded.split(maxsplit=1)[0] if folded else ""
    if re.fullmatch(r"[A-Z]{1,3}'?s?", name) or first in _NOT_NAMES:
        return True
    text = match.string
    if _OFFICE.search(text[max(0, match.start() - 40) : match.start()]):
        return True
    owns = name.endswith("'s")
    if not owns and _RANK.match(text[match.end() : match.end() + 20]):
        return True
    owned = folded.removesuffix("s") if owns else folded
    if owned in known.names:
        return True
    if owned.split()[-1:] and owned.split()[-1] in known.surnames:
        return True if match["title"].lower() == "dr" else None
    return False


def _digits(words: str) -> str:
    return "".join(char for char in words if char.isdigit())
