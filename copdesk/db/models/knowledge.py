"""Answers worth keeping, and the wordings that answers start from."""

from datetime import date

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Day, Link, LongText, Text


class Knowledge(Record):
    """A question with the answer the network gives, without any client."""

    __tablename__ = "knowledge"
    singular = "answer"
    plural = "answers"
    title_from = ("question",)

    question: Mapped[str] = field(
        Text(300), "Question", required=True, searched=True, check="client_identifiers"
    )
    answer: Mapped[str] = field(
        LongText(),
        "Answer",
        required=True,
        searched=True,
        check="client_identifiers",
        help="Leave out anything that could tell who the client is.",
    )
    kept_on: Mapped[date] = field(Day(), "Kept", required=True, index=True)
    review_on: Mapped[date | None] = field(
        Day(), "Look again", index=True, help="Twelve months after it was last checked."
    )
    enquiry_id: Mapped[int | None] = field(Link("enquiry"), "From enquiry")
    source: Mapped[str] = field(Text(500), "Source", searched=True, check="client_identifiers")


class KnowledgeTopic(Record):
    """A topic of an answer kept."""

    __tablename__ = "knowledge_topic"
    singular = "topic"
    plural = "topics of answers"

    knowledge_id: Mapped[int] = field(Link("knowledge"), "Answer", required=True)
    topic_id: Mapped[int] = field(Link("topic"), "Topic", required=True)


class AnswerTemplate(Record):
    """A wording that an answer can start from."""

    __tablename__ = "answer_template"
    singular = "template"
    plural = "templates"
    title_from = ("name",)

    name: Mapped[str] = field(Text(), "Name", required=True, searched=True)
    topic_id: Mapped[int | None] = field(Link("topic"), "Topic")
    text: Mapped[str] = field(
        LongText(),
        "Text",
        required=True,
        searched=True,
        check="client_identifiers",
        help="{asker}, {subject}, {reference} and {received} are filled in.",
    )
