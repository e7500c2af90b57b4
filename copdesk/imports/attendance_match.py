"""Which participants the people of an attendance report are: by address, by name, or asked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copdesk.db.models import Participant
from copdesk.db.reader import Reader
from copdesk.imports.attendance_report import Attendee
from copdesk.imports.index import Index
from copdesk.imports.names import agree, is_shared, person_key
from copdesk.imports.targets import Subject

_OFFERED = 6


@dataclass(frozen=True, slots=True)
class Proposal:
    """One person of the file and who they may be.

    Attributes:
        number: of the person in the file, from 1.
        attendee: as the file knows them.
        likely: the participants they may be, the likeliest first.
        sure: whether the first of them is taken without asking.
        why: in a sentence.
    """

    number: int
    attendee: Attendee
    likely: tuple[int, ...]
    sure: bool
    why: str


@dataclass(frozen=True, slots=True)
class Room:
    """What is known before the file is read.

    Attributes:
        names: of every participant, by id.
        invited: where those invited work, by their ids.
        index: finds participants.
        mails: their addresses, by id.
        words: those invited, by each word of their names.
    """

    names: Mapping[int, str]
    invited: Mapping[int, str]
    index: Index
    mails: Mapping[int, str]
    words: Mapping[str, Sequence[int]]


def look(reader: Reader, invited: Mapping[int, str]) -> Room:
    """Read who may have been there; of those invited, where they work, by their ids."""
    index = Index(Subject.PEOPLE)
    everybody = reader.find(Participant)
    for row in everybody:
        called = row["preferred_name"]
        short = f"{called} {row['name'].split()[-1]}" if called and row["name"].split() else ""
        others = tuple(filter(None, (*row["aliases"], called, short)))
        index.add(row["id"], {**row, "aliases": others})
    words: dict[str, list[int]] = defaultdict(list)
    for id_ in invited:
        for word in {word for name in index.names[id_] for word in name.split()}:
            words[word].append(id_)
    return Room(
        {row["id"]: row["name"] for row in everybody},
        invited,
        index,
        {row["id"]: row["email"].casefold() for row in everybody},
        words,
    )


def propose(room: Room, attendees: Sequence[Attendee]) -> list[Proposal]:
    """Who each of them may be, in their order."""
    return [
        Proposal(number, attendee, *_match(room, attendee))
        for number, attendee in enumerate(attendees, 1)
    ]


def _match(room: Room, attendee: Attendee) -> tuple[tuple[int, ...], bool, str]:
    """By address where the name agrees, by the very name where there is one; else ask."""
    if not attendee.names:
        return (), False, "Dialled in, so the file has no name."
    mailed = _ids(room.index.with_email(attendee.email))
    agreeing = [each for each in mailed if _agrees(room, each, attendee)]
    if len(agreeing) == 1:
        return (agreeing[0],), True, "The e-mail address is the same."
    named = [id_ for name in attendee.names for id_ in _ids(room.index.named(name))]
    named = list(dict.fromkeys(named))
    if len(named) == 1 and not mailed:
        sure = named[0] in room.invited or not _other_address(room, named[0], attendee)
        more = "" if sure else ", the e-mail address another"
        return (named[0],), sure, f"The name is the same{more}."
    if len(named) > 1:
        return _first(room, [*agreeing, *named]), False, "Several people have this name."
    if mailed:
        shared = "is shared" if is_shared(attendee.email) else "is of somebody of another name"
        return _first(room, [*mailed, *named]), False, f"The e-mail address {shared}."
    near = _near(room, attendee)
    return near, False, "The name is nearly the same." if near else "Nobody has this name."


def _near(room: Room, attendee: Attendee) -> tuple[int, ...]:
    """Names nearly the same; among those invited also names shortened or left out."""
    found = [id_ for name in attendee.names for id_ in _ids(room.index.like(name))]
    keys = [person_key(name) for name in attendee.names]
    sharing = {id_ for key in keys for word in key.split() for id_ in room.words.get(word, ())}
    found += [id_ for id_ in sorted(sharing) if _agrees(room, id_, attendee)]
    return _first(room, found)


def _agrees(room: Room, id_: int, attendee: Attendee) -> bool:
    keys = [person_key(name) for name in attendee.names]
    return any(agree(key, name) for key in keys for name in room.index.names[id_] if name)


def _other_address(room: Room, id_: int, attendee: Attendee) -> bool:
    known = room.mails[id_]
    return bool(known and attendee.email) and known != attendee.email.casefold()


def _first(room: Room, ids: Sequence[int]) -> tuple[int, ...]:
    """Those invited first, each once."""
    return tuple(sorted(dict.fromkeys(ids), key=lambda id_: id_ not in room.invited))[:_OFFERED]


def _ids(keys: Sequence[int | str]) -> list[int]:
    return [key for key in keys if isinstance(key, int)]
