"""Packs for meetings: who reads one, what it may hold, and what has changed since one was sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from copdesk.domain.options import Option


class Audience(Option):
    """For whom something is printed."""

    MEMBERS = "members", "Members"
    CHAIR = "chair", "The chair"
    PUBLIC = "public", "The public, without names of people"


class PackPart(Option):
    """A part of the pack, in the order of its pages."""

    AGENDA = "agenda", "Agenda"
    INVITED = "invited", "Who is invited"
    MINUTES = "minutes", "Minutes of the last meeting"
    MATTERS = "matters", "Matters arising"
    ACTIONS = "actions", "Open actions"
    ENQUIRIES = "enquiries", "Enquiries answered and waiting"
    PEOPLE = "people", "Joiners and leavers"
    TRAINING = "training", "Training"
    LEGAL = "legal", "Legal changes"
    WINS = "wins", "Wins"
    PAPERS = "papers", "Papers"


@dataclass(frozen=True, slots=True)
class PackOptions:
    """How a pack is wanted.

    Attributes:
        parts: what it holds.
        duplex: printed on both sides: parts begin on right-hand pages.
        large: in letters of at least 16 points.
        person_id: whose own actions stand on top.
    """

    parts: frozenset[PackPart] = frozenset(PackPart)
    duplex: bool = False
    large: bool = False
    person_id: int | None = None


Held = Mapping[str, Mapping[str, str]]
"""What a pack says, to be compared: part -> what -> words; the first words name it."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """One thing that is no longer as it was; ``before`` or ``now`` is empty: added or gone."""

    part: str
    what: str
    before: str
    now: str

    @property
    def words(self) -> str:
        """``Added: 20 minutes``, ``Was 10 minutes, now 20 minutes``, ``Taken out``."""
        if not self.before:
            return f"Added: {self.now}" if self.now != self.what else "Added"
        if not self.now:
            return "Taken out"
        return f"Was: {self.before}\nNow: {self.now}"


def amendments(before: Held, now: Held) -> Iterator[Amendment]:
    """What differs, part by part in the order of the new one.

    A part that only one of the two has was chosen or left out, which amends nothing.
    """
    for part, there in now.items():
        if part in before:
            was = before[part]
            for what in [*there, *(each for each in was if each not in there)]:
                old, new = was.get(what, ""), there.get(what, "")
                if old != new:
                    yield Amendment(part, what, old, new)
