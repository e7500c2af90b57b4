"""Who is a candidate to help: organisations by what they advise on, people by what they offer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from copdesk.db.models import Expertise, Organisation, Participant
from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.provision_known import Body, Checked, Known, affiliations
from copdesk.db.reader import Reader
from copdesk.domain.peers import ExpertiseKind
from copdesk.domain.provision import (
    Capacity,
    Depth,
    Fit,
    Standing,
    covers,
    goes_as_far,
    speaks,
)
from copdesk.domain.text import fold


@dataclass(frozen=True, slots=True)
class Helper:
    """An organisation or a person who may help, and what is known; empty for not known.

    Attributes:
        id: of the organisation or the participant.
        kind: ``organisation`` or ``participant``.
        name: what it is called.
        at: where a person works.
        standing: what its place in the list follows from.
        topics: what is known to fit, with how far it goes: ``Asylum appeal: Casework``.
        languages: as recorded.
        areas: the local authorities recorded.
        email: to write to.
        phone: to call.
        checked: the last word on capacity; of a person, that of where they work.
        grades: in words, with their scheme.
    """

    id: int
    kind: str
    name: str
    at: str
    standing: Standing
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    areas: tuple[str, ...]
    email: str
    phone: str
    checked: Checked | None
    grades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: a topic with its group and its names, a place under all its codes."""

    topic_id: int | None
    near: frozenset[int]
    names: frozenset[str]
    places: frozenset[int]
    language: str
    level: Depth

    @property
    def topics(self) -> frozenset[int]:
        """The topic and those near it; none where every topic will do."""
        return self.near | ({self.topic_id} if self.topic_id is not None else frozenset())

    def named_in(self, subject: str) -> bool:
        """Whether words of somebody's own name the topic or one of its aliases."""
        padded = f" {fold(subject)} "
        return any(f" {name} " in padded for name in self.names if name)


# Organisations ----------------------------------------------------------------------------------


def organisations(there: Known, asked: Asked) -> Iterable[Helper]:
    """Those that advise on the topic or near it, and those of which no topic is recorded."""
    for id_, body in there.bodies.items():
        topics = there.topics.get(id_, ())
        fitting = _fitting(topics, asked)
        if fitting or id_ not in there.told:
            yield _organisation(there, asked, body, fitting)


def _fitting(topics: Sequence[tuple[int, Depth]], asked: Asked) -> list[tuple[Fit, int, Depth]]:
    """The topics of an organisation that are asked for, or near ones where it has not that one."""
    if asked.topic_id is None:
        return [(Fit.LISTED, topic, depth) for topic, depth in topics]
    same = [(Fit.LISTED, topic, depth) for topic, depth in topics if topic == asked.topic_id]
    return same or [(Fit.NEAR, topic, depth) for topic, depth in topics if topic in asked.near]


def _organisation(
    there: Known, asked: Asked, body: Body, fitting: Sequence[tuple[Fit, int, Depth]]
) -> Helper:
    checked = there.capacities.get(body.id)
    depth = max((each[2] for each in fitting), key=list(Depth).index, default=Depth.UNKNOWN)
    areas = there.areas.get(body.id, ())
    standing = Standing(
        fitting[0][0] if fitting else Fit.UNKNOWN,
        checked.capacity if checked else Capacity.UNKNOWN,
        covers(areas, asked.places),
        speaks(body.languages, asked.language),
        goes_as_far(depth, asked.level),
        checked.checked_on if checked else None,
        body.name,
    )
    return Helper(
        body.id,
        Organisation.__tablename__,
        body.name,
        "",
        standing,
        tuple(_topic_words(there, topic, each) for _fit, topic, each in fitting),
        body.languages,
        tuple(there.titles.get(each, "") for each in areas),
        body.email,
        body.phone,
        checked,
    )


def _topic_words(there: Known, topic_id: int, depth: Depth) -> str:
    title = there.titles.get(topic_id, "")
    return title if depth is Depth.UNKNOWN else f"{title}: {depth.label}"


# People -----------------------------------------------------------------------------------------


def people(reader: Reader, there: Known, asked: Asked, on: date) -> Iterable[Helper]:
    """Those who offer the topic, a near one, or the topic in words of their own."""
    offered = _offered(reader, there, asked)
    at = affiliations(reader, list(offered), on)
    fields = (Participant.name, Participant.languages, Participant.email, Participant.phone)
    for row in reader.rows(
        select(Participant.id, *fields).where(Participant.id.in_(list(offered)))
    ):
        yield _person(there, asked, Body(*row), offered[row[0]], at.get(row[0], ()))


def _offered(reader: Reader, there: Known, asked: Asked) -> dict[int, list[tuple[Fit, str]]]:
    """Everybody with what fits of what they offer; only what fits best."""
    own = Expertise
    question = select(own.participant_id, own.topic_id, own.subject).order_by(own.id)
    question = question.where(own.kind == ExpertiseKind.OFFERED)
    if asked.topics:
        said = reader.rows(select(own.subject).where(own.subject != "").distinct())
        named = [subject for (subject,) in said if asked.named_in(subject)]
        question = question.where(or_(own.topic_id.in_(asked.topics), own.subject.in_(named)))
    found: dict[int, list[tuple[Fit, str]]] = defaultdict(list)
    for person, topic_id, subject in reader.rows(question):
        words = ", ".join(filter(None, (there.titles.get(topic_id, ""), subject)))
        found[person].append((_fit_of(topic_id, subject, asked), words))
    return {id_: _best(fits) for id_, fits in found.items()}


def _fit_of(topic_id: int | None, subject: str, asked: Asked) -> Fit:
    same = asked.topic_id is None or topic_id == asked.topic_id or asked.named_in(subject)
    return Fit.LISTED if same else Fit.NEAR


def _best(fits: list[tuple[Fit, str]]) -> list[tuple[Fit, str]]:
    return [each for each in fits if each[0] is Fit.LISTED] or fits


def _person(
    there: Known,
    asked: Asked,
    body: Body,
    offered: Sequence[tuple[Fit, str]],
    at: Sequence[int],
) -> Helper:
    """A person; whether they take new matters is what is known of where they work."""
    areas = list(dict.fromkeys(area for each in at for area in there.areas.get(each, ())))
    checked = next((there.capacities[each] for each in at if each in there.capacities), None)
    standing = Standing(
        offered[0][0],
        checked.capacity if checked else Capacity.UNKNOWN,
        covers(areas, asked.places),
        speaks(body.languages, asked.language),
        goes_as_far(Depth.UNKNOWN, asked.level),
        checked.checked_on if checked else None,
        body.name,
    )
    return Helper(
        body.id,
        Participant.__tablename__,
        body.name,
        BETWEEN.join(there.bodies[each].name for each in at if each in there.bodies),
        standing,
        tuple(words for _fit, words in offered),
        body.languages,
        tuple(there.titles.get(each, "") for each in areas),
        body.email,
        body.phone,
        checked,
    )
