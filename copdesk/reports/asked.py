"""What a person asked of a report, and the words every report of a file shares."""

from dataclasses import dataclass
from datetime import date

from copdesk.db import asides, search
from copdesk.db.kinds import models
from copdesk.db.queries import meetings
from copdesk.db.queries.meetings import MeetingLine
from copdesk.db.reader import Reader
from copdesk.domain.audience import Readers
from copdesk.domain.packs import Audience, PackOptions
from copdesk.domain.text import fold
from copdesk.errors import UserError

WHOLE_PACK = PackOptions()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked to cover.

    Attributes:
        as_at: the day it speaks of.
        since: the first day of the period; ``None`` for all.
        until: its last day; ``None``: the day it speaks of.
        meeting: ``next``, ``last`` or the id of a meeting.
        community_id: only this community, where the report knows communities.
        person_id: only this person, where the report is about people.
        audience: for whom it is printed, where that makes a difference.
        pack: how a pack is wanted.
        policy_id: only this training policy.
        organisation_id: only the people of this organisation.
        session_id: the training session; ``None``: the next one.
        readers: who reads what is made of enquiries.
        known_on: of training, as the file knew it on this day; ``None``: all that is known now.
    """

    as_at: date
    since: date | None = None
    meeting: str = "next"
    community_id: int | None = None
    person_id: int | None = None
    audience: Audience = Audience.MEMBERS
    pack: PackOptions = WHOLE_PACK
    policy_id: int | None = None
    organisation_id: int | None = None
    session_id: int | None = None
    until: date | None = None
    readers: Readers = Readers.COORDINATOR
    known_on: date | None = None


def the_meeting(reader: Reader, asked: Asked) -> MeetingLine:
    """The meeting a report is about.

    Raises:
        UserError: there is no such meeting.
    """
    if asked.meeting == "next":
        found = meetings.next_meeting(reader, asked.as_at, community_id=asked.community_id)
        missing = "No meeting is planned."
    elif asked.meeting == "last":
        found = meetings.last_meeting(reader, asked.as_at, community_id=asked.community_id)
        missing = "No meeting has been held yet."
    else:
        found = meetings.meeting(reader, int(asked.meeting)) if asked.meeting.isdigit() else None
        missing = f"There is no meeting {asked.meeting}."
    if found is None:
        raise UserError(missing, "Plan one, or choose another meeting.")
    return found


def record_named(reader: Reader, kind: str, name: str) -> int:
    """The id of the one record of a kind, a table's name, that a name or an id finds.

    Raises:
        UserError: it finds none, or several.
    """
    model = models()[kind]
    if name.isdigit() and reader.get(model, int(name)):
        return int(name)
    found = search.find(reader, name, kinds=(kind,))
    same = [each for each in found if fold(each.title) == fold(name)] or found
    if len(same) != 1:
        told = ", ".join(each.title for each in same[:5])
        what = f"several {model.plural}: {told}" if same else f"no {model.singular} here"
        raise UserError(
            f"“{name}” is {what}.", f"Type the name as it stands in the list of {model.plural}."
        )
    return same[0].id


def network(reader: Reader) -> str:
    """The name of the network, for covers and footers."""
    return asides.settings(reader).get("network", "")


def footer(reader: Reader) -> str:
    """The line at the foot of every page: the network, and the notice of the file."""
    kept = asides.settings(reader)
    return " · ".join(filter(None, (kept.get("network", ""), kept.get("notice", ""))))
