"""Who can help with a topic in an area: organisations and people, and what is known of each."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from copdesk.db.models import Topic
from copdesk.db.queries.provision_candidates import Asked, Helper, organisations, people
from copdesk.db.queries.provision_known import grades_in_words, known, places
from copdesk.db.reader import Reader
from copdesk.domain.provision import Depth, Fit, Standing, Suits, rank
from copdesk.domain.text import fold


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
    asked = Asked(topic_id, *_topic(reader, topic_id), area, language, level)
    there = known(reader, on, asked.topics)
    everybody = [*organisations(there, asked), *people(reader, there, asked, on)]
    kept = [each for each in everybody if not each.standing.left_out]
    grades = grades_in_words(reader, [each.id for each in kept], on)
    return Found(
        tuple(
            replace(each, grades=grades.get(each.id, ()))
            for each in sorted(kept, key=lambda each: rank(each.standing))
        ),
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
