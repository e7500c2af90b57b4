"""Who can help with a topic in an area: organisations and people, and what is known of each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from copdesk.db.ground import card
from copdesk.db.models import Expertise, Organisation, Participant, Topic
from copdesk.db.queries.expressions import BETWEEN
from copdesk.db.queries.provision_known import Body, Checked, Known, affiliations, known, places
from copdesk.db.reader import Reader
from copdesk.domain.peers import ExpertiseKind
from copdesk.domain.provision import (
    Capacity,
    Depth,
    Fit,
    Standing,
    Suits,
    covers,
    goes_as_far,
    rank,
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
        grades: in words, with their scheme.
        areas: the local authorities recorded.
        email: to write to.
        phone: to call.
        checked: the last word on capacity; of a person, that of where they work.
    """

    id: int
    kind: str
    name: str
    at: str
    standing: Standing
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    grades: tuple[str, ...]
    areas: tuple[str, ...]
    email: str
    phone: str
    checked: Checked | None


@dataclass(frozen=True, slots=True)
class Found:
    """Who may help, the first to ask first, and how many were left out and why.

    Attributes:
        helpers: in the order of :func:`copdesk.domain.provision.rank`.
        elsewhere: how many of the topic are known to work only elsewhere.
        other_languages: how many more are known not to speak the language.
        not_so_far: how many more are known not to go so far.
        silent: organisations of which neither topics nor areas are recorded.
    """

    helpers: tuple[Helper, ...] = ()
    elsewhere: int = 0
    other_languages: int = 0
    not_so_far: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked for: a topic with its group and its names, a place under all its codes."""

    topic_id: int | None
    near: frozenset[int]
    names: frozenset[str]
    places: frozenset[int]
    language: str
    level: Depth


def who_can_help(  # noqa: PLR0913  (a search has these parts)
    reader: Reader,
    topic_id: int | None,
    authority_id: int | None,
    *,
    language: str = "",
    level: Depth = Depth.UNKNOWN,
    on: date,
) -> Found:
    """Organisations and people who may help with a topic in an area, the first to ask first.

    Args:
        reader: where to look.
        topic_id: of what; ``None`` for any topic.
        authority_id: where, under all the codes of the place; ``None`` for anywhere.
        language: that is to be spoken; empty for any.
        level: how far they are to go at least; not known for any.
        on: the day as at which capacities and affiliations count.
    """
    area = places(reader, authority_id) if authority_id is not None else frozenset[int]()
    asked = _Asked(topic_id, *_topic(reader, topic_id), area, language, level)
    there = known(reader, on)
    everybody = [*_organisations(there, asked), *_people(reader, there, asked, on)]
    kept = [each for each in everybody if not each.standing.left_out]
    return Found(
        tuple(sorted(kept, key=lambda each: rank(each.standing))),
        **_left_out([each.standing for each in everybody]),
    )


def _left_out(standings: Sequence[Standing]) -> dict[str, int]:
    """How many are left out, each counted once: for the first reason that is known."""
    why = ("elsewhere", "other_languages", "not_so_far", "silent")
    counts = dict.fromkeys(why, 0)
    for each in standings:
        known_not = (each.area, each.language, each.level)
        if Suits.NO in known_not and each.fit is not Fit.UNKNOWN:
            counts[why[known_not.index(Suits.NO)]] += 1
        elif each.left_out and Suits.NO not in known_not:
            counts["silent"] += 1
    return counts


def _topic(reader: Reader, topic_id: int | None) -> tuple[frozenset[int], frozenset[str]]:
    """The other topics of its group, and its own names and aliases, folded."""
    topic = reader.get(Topic, topic_id) if topic_id is not None else None
    if topic is None:
        return frozenset(), frozenset()
    alike = select(Topic.id).where(Topic.group == topic["group"], Topic.group != "")
    near = frozenset(row[0] for row in reader.rows(alike)) - {topic["id"]}
    return near, frozenset(map(fold, (topic["name"], *topic["aliases"])))


# Organisations ----------------------------------------------------------------------------------


def _organisations(there: Known, asked: _Asked) -> Iterable[Helper]:
    for id_, body in there.bodies.items():
        topics = there.topics.get(id_, ())
        fitting = _fitting(topics, asked)
        if fitting or not topics:
            yield _organisation(there, asked, body, fitting)


def _fitting(topics: Sequence[tuple[int, Depth]], asked: _Asked) -> list[tuple[Fit, int, Depth]]:
    """The topics of an organisation that are asked for, or near ones where it has not that one."""
    if asked.topic_id is None:
        return [(Fit.LISTED, topic, depth) for topic, depth in topics]
    same = [(Fit.LISTED, topic, depth) for topic, depth in topics if topic == asked.topic_id]
    return same or [(Fit.NEAR, topic, depth) for topic, depth in topics if topic in asked.near]


def _organisation(
    there: Known, asked: _Asked, body: Body, fitting: Sequence[tuple[Fit, int, Depth]]
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
        tuple(there.grades.get(body.id, ())),
        tuple(there.titles.get(each, "") for each in areas),
        body.email,
        body.phone,
        checked,
    )


def _topic_words(there: Known, topic_id: int, depth: Depth) -> str:
    title = there.titles.get(topic_id, "")
    return title if depth is Depth.UNKNOWN else f"{title}: {depth.label}"


# People -----------------------------------------------------------------------------------------


def _people(reader: Reader, there: Known, asked: _Asked, on: date) -> Iterable[Helper]:
    """Those who offer the topic, a near one, or the topic in words of their own."""
    offered = _offered(reader, asked)
    at = affiliations(reader, on) if offered else {}
    for body, fits in offered.items():
        yield _person(there, asked, body, fits, at.get(body.id, ()))


def _offered(reader: Reader, asked: _Asked) -> dict[Body, list[tuple[Fit, str]]]:
    """Everybody with what fits of what they offer; only what fits best."""
    found: dict[int, list[tuple[Fit, str]]] = defaultdict(list)
    bodies: dict[int, Body] = {}
    rows = reader.rows(
        select(
            Expertise.topic_id,
            Expertise.subject,
            card.c.title,
            Participant.id,
            Participant.name,
            Participant.languages,
            Participant.email,
            Participant.phone,
        )
        .join(Participant, Participant.id == Expertise.participant_id)
        .outerjoin(card, card.c.id == Expertise.topic_id)
        .where(Expertise.kind == ExpertiseKind.OFFERED)
        .order_by(Expertise.id)
    )
    for topic_id, subject, title, *person in rows:
        fit = _fit_of(topic_id, subject, asked)
        if fit is not None:
            body = bodies.setdefault(person[0], Body(*person))
            found[body.id].append((fit, ", ".join(filter(None, (title, subject)))))
    return {bodies[id_]: _best(fits) for id_, fits in found.items()}


def _fit_of(topic_id: int | None, subject: str, asked: _Asked) -> Fit | None:
    if asked.topic_id is None or topic_id == asked.topic_id:
        return Fit.LISTED
    padded = f" {fold(subject)} "
    if any(f" {name} " in padded for name in asked.names if name):
        return Fit.LISTED
    return Fit.NEAR if topic_id in asked.near else None


def _best(fits: list[tuple[Fit, str]]) -> list[tuple[Fit, str]]:
    return [each for each in fits if each[0] is Fit.LISTED] or fits


def _person(
    there: Known,
    asked: _Asked,
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
        tuple(there.grades.get(body.id, ())),
        tuple(there.titles.get(each, "") for each in areas),
        body.email,
        body.phone,
        checked,
    )
