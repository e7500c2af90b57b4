"""Answers kept, for members: by topic, each with the day to look at it again."""

from collections import defaultdict
from collections.abc import Iterator

from copdesk.db import asides
from copdesk.db.queries import knowledge
from copdesk.db.queries.knowledge import Answer
from copdesk.db.reader import Reader
from copdesk.domain.answers import FOOTER, Freshness, freshness, freshness_words
from copdesk.domain.dates import day_words, short_day_words
from copdesk.domain.fields import Day, LongText
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
    Tone,
    Workbook,
)

_OTHER = "No topic"
_DEFINITIONS = (
    ("Look again", "The day on which the answer is checked again. Empty: none is set."),
    ("Stale", "That day has passed: check before you rely on the answer."),
)


def document(reader: Reader, asked: Asked) -> Document:
    """Every answer under its first topic, those of none at the end."""
    found = knowledge.everything(reader)
    stale = sum(_is_stale(one, asked) for one in found)
    said = _said(reader)
    facts = (("As at", day_words(asked.as_at)), ("Answers", str(len(found))), ("Stale", str(stale)))
    return Document(
        title="Answers kept",
        subtitle=network(reader),
        facts=facts,
        footer=footer(reader),
        blocks=(*([Callout(said)] if said else []), *_by_topic(reader, found, asked)),
        cover=False,
        contents=False,
    )


def workbook(reader: Reader, asked: Asked) -> Workbook:
    """The same in Excel, one row an answer."""
    found, topics = knowledge.everything(reader), knowledge.topics(reader)
    columns = (
        Column("Question", LongText()),
        Column("Answer", LongText()),
        Column("Topics"),
        Column("Kept", Day()),
        Column("Look again", Day()),
        Column("Stands"),
    )
    rows: list[Row] = [
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
    period = f"As at {day_words(asked.as_at)}"
    sheet = Sheet("Answers kept", columns, rows, period=period, notes=notes)
    title = " · ".join(filter(None, ("Answers kept", network(reader))))
    return Workbook(title, (sheet,), _DEFINITIONS)


def _by_topic(reader: Reader, found: list[Answer], asked: Asked) -> Iterator[Block]:
    topics = knowledge.topics(reader)
    parts: dict[str, list[Answer]] = defaultdict(list)
    for one in found:
        parts[topics.get(one.id, (_OTHER,))[0]].append(one)
    if not found:
        yield Paragraph("No answer is kept yet.", Tone.MUTED)
    for topic in sorted(parts, key=lambda each: (each == _OTHER, each)):
        yield Heading(topic)
        for one in parts[topic]:
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
