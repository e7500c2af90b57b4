"""Who reads what leaves the desk, and what each of them may read of people and organisations."""

from collections.abc import Iterable
from dataclasses import dataclass

from copdesk.domain.options import Option
from copdesk.domain.text import fold

FEWEST = 5
"""Of fewer enquiries than these the public reads ``under 5``; none is still told as 0."""

UNDER = f"under {FEWEST}"


class Readers(Option):
    """For whom something about enquiries is made.

    ===========  ============  ===============  ==================  =================
    .            coordinator   members          a funder            the public
    ===========  ============  ===============  ==================  =================
    people       by name       by name          one pseudonym each  left out
    bodies       by name       by name          by their kind       by their kind
    what is      all of it     all of it        left out            left out
    written
    each         a row each    a row each       a row each          left out
    enquiry
    figures      exact         exact            exact               1 to 4: "under 5"
    names told   no            yes              yes                 yes
    beforehand
    ===========  ============  ===============  ==================  =================
    """

    COORDINATOR = "coordinator", "The coordinator"
    MEMBERS = "members", "Members"
    FUNDER = "funder", "A funder, without names"
    PUBLIC = "public", "The public, without names"

    @property
    def named(self) -> bool:
        """Whether people and organisations stand there by name, and what they wrote."""
        return self in {Readers.COORDINATOR, Readers.MEMBERS}

    @property
    def rows(self) -> bool:
        """Whether each enquiry has a row of its own."""
        return self is not Readers.PUBLIC

    @property
    def outside(self) -> bool:
        """Whether it leaves the coordinator's hands, so that names are told beforehand."""
        return self is not Readers.COORDINATOR

    @property
    def method(self) -> str:
        """One sentence for the paper: what was left out for these readers."""
        return _METHOD[self]


_METHOD = {
    Readers.COORDINATOR: "Made for the coordinator, with every name.",
    Readers.MEMBERS: "Made for members: people and organisations stand by name.",
    Readers.FUNDER: "Made for a funder: each person has one pseudonym throughout, organisations"
    " stand by their kind, and what was asked and answered is left out.",
    Readers.PUBLIC: "Made for the public: people and organisations are not named, no single"
    f" enquiry is shown, and from 1 to {FEWEST - 1} it says “{UNDER}”.",
}


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asked: somebody known by ``id``, or somebody else by ``name``; neither: not known."""

    id: int | None
    name: str


def stand_ins(askers: Iterable[Asker]) -> dict[Asker, str]:
    """``Adviser 07`` for each person, the same wherever the person comes again.

    They are numbered in the order in which they first come. Somebody who is not a participant is
    told by the name, in whatever capitals and spaces it was written.
    """
    found: dict[object, str] = {}
    made: dict[Asker, str] = {}
    known = [each for each in askers if each.id is not None or fold(each.name)]
    people = {_person(each) for each in known}
    digits = max(2, len(str(len(people))))
    for each in known:
        number = len(found) + 1
        made[each] = found.setdefault(_person(each), f"Adviser {number:0{digits}}")
    return made


def _person(asker: Asker) -> object:
    return fold(asker.name) if asker.id is None else asker.id


def counted(number: int, readers: Readers) -> int | str:
    """A count as these readers may see it."""
    return UNDER if readers is Readers.PUBLIC and 0 < number < FEWEST else number
