"""Answers kept, and earlier ones: which are like what is asked now, and their topics."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, null, select, text

from copdesk.db.ground import card
from copdesk.db.models import AnswerTemplate, Enquiry, Knowledge, KnowledgeTopic
from copdesk.db.queries.expressions import Question, title_or_blank
from copdesk.db.reader import Reader
from copdesk.domain.answers import telling_words
from copdesk.domain.text import fold

_READ = 4_000
"""Characters of a question that are looked at; what it is about stands at its beginning."""
_CANDIDATES = 40
_COMMON, _FEW = 1_000, 2
"""Records that hold a word before it tells little, and how many such words are looked for then."""
_ENOUGH = 2
"""Words that two texts share before one is offered beside the other."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was given before.

    Attributes:
        id: of the answer kept, or of the enquiry it was given to.
        question: what was asked.
        answer: as it was kept or sent.
        on: when it was kept or given.
        review_on: when it is to be looked at again; ``None`` for that of an enquiry.
        enquiry_id: the enquiry it comes from, where it does.
    """

    id: int
    question: str
    answer: str
    on: date
    review_on: date | None
    enquiry_id: int | None


@dataclass(frozen=True, slots=True)
class Template:
    """A wording to begin with."""

    id: int
    name: str
    topic_id: int | None
    text: str


def like(reader: Reader, words: str, topic_id: int | None = None, limit: int = 5) -> list[Answer]:
    """The answers kept that are most like a question, while it is still being typed.

    An answer is like it when they share two telling words, or one where there is but one; of the
    same topic one is enough.

    Args:
        reader: where to look.
        words: the question so far.
        topic_id: what it is about, where that is known.
        limit: the most answers to give.
    """
    telling = telling_words(words[:_READ])
    same = _of_topic(reader, topic_id)
    found = _matching(reader, _AMONG_KNOWLEDGE, telling)
    asked = _kept().where(Knowledge.id.in_([*found, *(() if telling else same)]))
    return _best(_answers(reader, asked), telling, same)[:limit]


def earlier(
    reader: Reader,
    words: str,
    topic_id: int | None = None,
    *,
    but: int = 0,
    limit: int = 5,
) -> list[Answer]:
    """The answers given to enquiries most like this one, as :func:`like`, each answer once.

    Args:
        reader: where to look.
        words: the question.
        topic_id: what it is about, where that is known.
        but: the enquiry that is being answered.
        limit: the most answers to give.
    """
    telling = telling_words(words[:_READ])
    found = _matching(reader, _AMONG_ANSWERED, telling)
    asked = _given().where(Enquiry.id.in_(found), Enquiry.id != but)
    same = set(
        reader.connection.execute(
            select(Enquiry.id).where(Enquiry.id.in_(found), Enquiry.topic_id == topic_id)
        ).scalars()
    )
    best = _best(_answers(reader, asked), telling, same)
    return list({fold(one.answer): one for one in reversed(best)}.values())[::-1][:limit]


def everything(reader: Reader) -> list[Answer]:
    """All answers kept, by their question."""
    asked = _kept().join(card, card.c.id == Knowledge.id)
    return _answers(reader, asked.order_by(card.c.key, Knowledge.id))


def topics(reader: Reader) -> dict[int, tuple[str, ...]]:
    """The topics of every answer kept, by its id, in their order."""
    asked = (
        select(KnowledgeTopic.knowledge_id, title_or_blank(card))
        .join(card, card.c.id == KnowledgeTopic.topic_id)
        .order_by(card.c.key)
    )
    found: dict[int, tuple[str, ...]] = {}
    for id_, title in reader.rows(asked):
        found[id_] = (*found.get(id_, ()), title)
    return found


def kept_of(reader: Reader, enquiry_id: int) -> list[int]:
    """The answers kept that come from an enquiry."""
    asked = select(Knowledge.id).where(Knowledge.enquiry_id == enquiry_id)
    return list(reader.connection.execute(asked.order_by(Knowledge.id)).scalars())


def templates(reader: Reader, topic_id: int | None = None) -> list[Template]:
    """The wordings to begin with: those of the topic, then those for any, then the others."""
    asked = select(
        AnswerTemplate.id, AnswerTemplate.name, AnswerTemplate.topic_id, AnswerTemplate.text
    )
    asked = asked.join(card, card.c.id == AnswerTemplate.id).order_by(card.c.key)
    found = [Template(*row) for row in reader.rows(asked)]
    order = {topic_id: 0, None: 1}
    return sorted(found, key=lambda each: order.get(each.topic_id, 2))


# Inside -----------------------------------------------------------------------------------------

_IS_COMMON = text(
    "SELECT rowid FROM search WHERE search MATCH :match LIMIT 1 OFFSET :common"
).bindparams(bindparam("common", _COMMON))
_AMONG_KNOWLEDGE = text(
    "SELECT search.rowid FROM search JOIN knowledge ON knowledge.id = search.rowid"
    " WHERE search MATCH :match ORDER BY bm25(search) LIMIT :limit"
).bindparams(bindparam("limit", _CANDIDATES))
_AMONG_ANSWERED = text(
    "SELECT search.rowid FROM search JOIN enquiry ON enquiry.id = search.rowid"
    " WHERE search MATCH :match AND enquiry.answered_on IS NOT NULL"
    " ORDER BY bm25(search) LIMIT :limit"
).bindparams(bindparam("limit", _CANDIDATES))


def _matching(reader: Reader, asked: object, telling: Sequence[str]) -> list[int]:
    """The records that hold any of the words, those with the rarest first."""
    if not telling:
        return []
    match = " OR ".join(f'"{word}"*' for word in _rarest(reader, telling))
    return list(reader.connection.execute(asked, {"match": match}).scalars())  # type: ignore[call-overload]


def _rarest(reader: Reader, telling: Sequence[str]) -> list[str]:
    """The words that few records hold; with a few of the others where there are not enough."""
    rare: list[str] = []
    common: list[str] = []
    for word in telling:
        many = reader.connection.execute(_IS_COMMON, {"match": f'"{word}"*'}).first()
        (common if many else rare).append(word)
    return [*rare, *common[: max(0, _FEW - len(rare))]]


def _best(found: Sequence[Answer], telling: Sequence[str], same: set[int]) -> list[Answer]:
    """Those that share enough words, the most first; of two, the newer one."""
    shared = {each.id: _shared(each, telling) for each in found}
    enough = min(_ENOUGH, len(telling))
    near = [one for one in found if shared[one.id] + (one.id in same) >= enough]
    return sorted(
        near, key=lambda one: (-shared[one.id] - (one.id in same), -one.on.toordinal(), -one.id)
    )


def _shared(one: Answer, telling: Sequence[str]) -> int:
    words = f" {fold(one.question)} {fold(one.answer[:_READ])}"
    return sum(f" {word}" in words for word in telling)


def _of_topic(reader: Reader, topic_id: int | None) -> set[int]:
    asked = select(KnowledgeTopic.knowledge_id).where(KnowledgeTopic.topic_id == topic_id)
    return set() if topic_id is None else set(reader.connection.execute(asked).scalars())


def _kept() -> Question:
    return select(
        Knowledge.id,
        Knowledge.question,
        Knowledge.answer,
        Knowledge.kept_on,
        Knowledge.review_on,
        Knowledge.enquiry_id,
    )


def _given() -> Question:
    asked = func.iif(Enquiry.question == "", Enquiry.subject, Enquiry.question)
    said = select(Enquiry.id, asked, Enquiry.answer, Enquiry.answered_on, null())
    return said.add_columns(Enquiry.id).where(
        Enquiry.answer != "", Enquiry.answered_on.is_not(None)
    )


def _answers(reader: Reader, asked: Question) -> list[Answer]:
    return [Answer(*row) for row in reader.rows(asked)]
