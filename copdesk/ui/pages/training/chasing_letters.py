"""The letters of a reminder of training: one to each person, or one to each organisation's lead."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from copdesk.db.models import Organisation
from copdesk.db.queries import training_chasing as asked
from copdesk.domain.text import sort_key
from copdesk.domain.training import ReminderKind
from copdesk.domain.training_chasing import Chance, Learner, lead_text, person_text, subject
from copdesk.exports.mail import Recipient
from copdesk.services.settings import settings
from copdesk.ui.kit.desk import Desk


@dataclass(frozen=True, slots=True)
class Known:
    """What letters are made of beside the people themselves.

    Attributes:
        signed: the lines at their foot.
        bodies: the name of each organisation, and who may be written to for it, its own address
            first.
        chances: where training can be done next.
    """

    signed: str
    bodies: Mapping[int, tuple[str, tuple[Recipient, ...]]]
    chances: Sequence[Chance]


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail: to a person, or to the lead of an organisation.

    Attributes:
        key: of the person or the organisation.
        name: who it is about.
        owed: what they have to do, in few words.
        people: whose training it tells of.
        to: who may receive it, the usual one first.
        text: writes its words to begin with; thousands are listed, and few are looked at.
    """

    key: int
    name: str
    owed: str
    people: tuple[Learner, ...]
    to: tuple[Recipient, ...]
    text: Callable[[], str]

    @property
    def reminded_on(self) -> date | None:
        """When any of it was last drafted."""
        return max((each.reminded_on for each in self.people if each.reminded_on), default=None)

    def rests(self, today: date) -> bool:
        """Whether everybody in it was reminded lately."""
        return all(each.rests(today) for each in self.people)

    def notes(self) -> list[tuple[int, int, ReminderKind]]:
        """What the ledger keeps of it."""
        return [(owed.policy_id, one.id, owed.kind) for one in self.people for owed in one.owed]

    def subject(self) -> str:
        """Its subject."""
        return subject(owed.policy for one in self.people for owed in one.owed)


def read(desk: Desk, learners: Sequence[Learner], chances: Sequence[Chance]) -> Known:
    """Read who signs, and who may be written to."""
    with desk.store.read() as reader:
        kept = settings(reader)
        wanted = {id_ for each in learners for id_ in each.organisations}
        rows = [row for row in reader.find(Organisation) if row["id"] in wanted]
        people = asked.people_with_mail(reader, wanted, desk.today())
    signed = "\n".join(filter(None, (kept.coordinator, kept.network, kept.contact)))
    bodies = {row["id"]: (row["name"], _to(row, people.get(row["id"], ()))) for row in rows}
    return Known(signed, bodies, chances)


def to_people(learners: Sequence[Learner], known: Known) -> list[Letter]:
    """A letter to each."""
    return [
        Letter(
            each.id,
            each.name,
            _owed_words([each]),
            (each,),
            (Recipient(each.name, each.email),),
            partial(person_text, each, known.chances, known.signed),
        )
        for each in learners
    ]


def to_leads(learners: Sequence[Learner], known: Known) -> list[Letter]:
    """A letter to each organisation about its own people only; who is in two is in both."""
    inside: dict[int, list[Learner]] = {}
    for each in learners:
        for id_ in each.organisations:
            inside.setdefault(id_, []).append(each)
    made = [_to_lead(id_, people, known) for id_, people in inside.items() if id_ in known.bodies]
    return sorted(made, key=lambda each: (sort_key(each.name), each.key))


def _to_lead(id_: int, people: Sequence[Learner], known: Known) -> Letter:
    name, to = known.bodies[id_]
    text = partial(lead_text, name, people, known.chances, known.signed)
    return Letter(id_, name, _owed_words(people), tuple(people), to, text)


def _to(row: Mapping[str, str], people: Sequence[tuple[str, str]]) -> tuple[Recipient, ...]:
    own = [Recipient(row["name"], row["email"])] if row["email"] else []
    there = [Recipient(name, email) for name, email in people]
    return (*own, *there) or (Recipient(row["name"], ""),)


def _owed_words(people: Sequence[Learner]) -> str:
    """``Safeguarding, overdue``; for several people how many."""
    if len(people) > 1:
        return f"{len(people):,} people"
    return "; ".join(f"{each.policy}, {each.kind.label.lower()}" for each in people[0].owed)
