"""Answers kept, for members: by topic, each with the day to look at it again."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from copdesk.db import asides
from copdesk.db.queries import knowledge
from copdesk.db.queries.knowledge import Answer
from copdesk.db.reader import Reader
from copdesk.domain.answers import FOOTER, Freshness, freshness, freshness_words
from copdesk.domain.audience import counted
from copdesk.domain.dates import day_words, short_day_words
from copdesk.domain.fields import Count, Day, LongText
from copdesk.reports.asked import Asked, footer, network
from copdesk.reports.document import (
    Block,
    Callout,
    Column,
    Document,
    Heading,
    Paragraph,
    Row,
    Sheet,
    Table,
    Tone,
    Workbook,
)

_OTHER = "No topic"
_UNTOLD = "What was asked and answered is told within the network only."
_DEFINITIONS = (
    ("Look again", "The day on which the answer is checked again. Empty: none is set."),
    ("Stale", "That day has passed: check before you rely on the answer."),
)


def document(reader: Reader, asked: Asked) -> Document:
    """Every answer under its first topic, those of none at the end; to some only how many."""
    found = knowledge.everything(reader)
    stale = sum(_is_stale(one, asked) for one in found)
    said = _said(reader)
    counts = (("Answers", len(found)), ("Stale", stale))
    facts = (
        ("As at", day_words(asked.as_at)),
        *((words, str(counted(number, asked.readers))) for words, number in counts),
    )
    return Document(
        title="Answers kept",
        subtitle=network(reader),
        facts=facts,
        footer=footer(reader),
        blocks=(*([Callout(said)] if said else []), *_by_topic(reader, found, asked))
        if asked.readers.named
        else (_counted(reader, found, asked), Paragraph(_UNTOLD, Tone.MUTED)),
        cover=False,
        contents=False,
    )


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The same in Excel, one row an answer or, to those who get no words, one a topic."""
    found, topics = knowledge.everything(reader), knowledge.topics(reader)
    period = f"As at {day_words(asked.as_at)}"
    title = " · ".join(filter(None, ("Answers kept", network(reader))))
    if not asked.readers.named:
        table = _counted(reader, found, asked)
        rows = cast("Sequence[Row]", table.rows)
        sheet = Sheet("Answers kept", table.columns, rows, period, (_UNTOLD,), table.totals)
        return Workbook(title, (sheet,), _DEFINITIONS)
    columns = (
        Column("Question", LongText()),
        Column("Answer", LongText()),
        Column("Topics"),
        Column("Kept", Day()),
        Column("Look again", Day()),
        Column("Stands"),
    )
    rows = [
        (
            one.question,
            one.answer,
            "; ".join(topics.get(one.id, ())),
            one.on,
            one.review_on,
            freshness(one.review_on, asked.as_at).label,
        )
        for one in found
    ]
    notes = tuple(filter(None, (_said(reader),)))
    sheet = Sheet("Answers kept", columns, rows, period=period, notes=notes)
    return Workbook(title, (sheet,), _DEFINITIONS)


def _counted(reader: Reader, found: list[Answer], asked: Asked) -> Table:
    """How many there are under each first topic, for readers who do not get what was written."""
    parts = _under_topics(found, knowledge.topics(reader))

    def row(words: str, some: list[Answer]) -> Row:
        stale = sum(_is_stale(one, asked) for one in some)
        return words, counted(len(some), asked.readers), counted(stale, asked.readers)

    return Table(
        (Column("Topic"), Column("Answers", Count(), 24), Column("Stale", Count(), 24)),
        [row(topic, some) for topic, some in parts.items()],
        empty="No answer is kept yet.",
        totals=row("All", found) if found else None,
    )


def _under_topics(
    found: list[Answer], topics: Mapping[int, Sequence[str]]
) -> dict[str, list[Answer]]:
    """Each answer under its first topic, in their order; those of none stand last."""
    parts: dict[str, list[Answer]] = defaultdict(list)
    for one in found:
        parts[topics.get(one.id, (_OTHER,))[0]].append(one)
    return dict(sorted(parts.items(), key=lambda each: (each[0] == _OTHER, each[0])))


def _by_topic(reader: Reader, found: list[Answer], asked: Asked) -> Iterator[Block]:
    topics = knowledge.topics(reader)
    parts = _under_topics(found, topics)
    if not found:
        yield Paragraph("No answer is kept yet.", Tone.MUTED)
    for topic, some in parts.items():
        yield Heading(topic)
        for one in some:
            yield from _answer(one, topics.get(one.id, ())[1:], asked)


def _answer(one: Answer, also: tuple[str, ...], asked: Asked) -> Iterator[Block]:
    yield Heading(one.question, level=3)
    yield Paragraph(one.answer)
    said = [f"Kept {short_day_words(one.on)}"]
    if also:
        said.append(f"also on {', '.join(also)}")
    if _is_stale(one, asked):
        yield Callout(f"{freshness_words(one.review_on, asked.as_at)}.", tone=Tone.WARN)
    else:
        stands = freshness_words(one.review_on, asked.as_at)
        said.append(f"{stands[0].lower()}{stands[1:]}")
    yield Paragraph(f"{'; '.join(said)}.", Tone.MUTED)


def _is_stale(one: Answer, asked: Asked) -> bool:
    return freshness(one.review_on, asked.as_at) is Freshness.STALE


def _said(reader: Reader) -> str:
    return asides.settings(reader).get("answer_footer", FOOTER)
