"""Questions that members and others ask, with every reply."""

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.enquiries import (
    Channel,
    EnquiryState,
    LogKind,
    Outcome,
    PauseKind,
    Priority,
)
from copdesk.domain.fields import Choice, Day, Link, LongText, Moment, Reference, Text


class Enquiry(Record):
    """One question, its due date and what became of it."""

    __tablename__ = "enquiry"
    singular = "enquiry"
    plural = "enquiries"
    title_from = ("reference", "subject")
    detail_from = ("state", "received_on")

    reference: Mapped[str] = field(Reference("E"), "Reference", searched=True)
    subject: Mapped[str] = field(
        Text(), "Subject", required=True, searched=True, check="client_identifiers"
    )
    state: Mapped[EnquiryState] = field(Choice(EnquiryState), "State", index=True)
    received_on: Mapped[date] = field(Day(), "Received", required=True, index=True)
    due_on: Mapped[date] = field(
        Day(),
        "Promised by",
        required=True,
        index=True,
        also=("Due",),
        help="Received plus the promise of the community; waiting never moves it.",
    )
    reply_by: Mapped[date | None] = field(
        Day(),
        "Reply by",
        index=True,
        help="The promise, moved by the days spent waiting; empty while waiting or settled.",
    )
    act_by: Mapped[date | None] = field(
        Day(), "Act by", index=True, help="The last working day to reply on."
    )
    priority: Mapped[Priority] = field(Choice(Priority), "Priority")
    channel: Mapped[Channel] = field(Choice(Channel), "Came by")
    asker_id: Mapped[int | None] = field(Link("participant"), "Asked by")
    asker_name: Mapped[str] = field(
        Text(), "Asked by (not a participant)", searched=True, help="Never the name of a client."
    )
    organisation_id: Mapped[int | None] = field(Link("organisation"), "Organisation")
    community_id: Mapped[int | None] = field(Link("community"), "Community")
    topic_id: Mapped[int | None] = field(Link("topic"), "Topic")
    authority_id: Mapped[int | None] = field(Link("authority"), "Area")
    owner: Mapped[str] = field(Text(), "Dealt with by")
    question: Mapped[str] = field(
        LongText(),
        "Question",
        searched=True,
        check="client_identifiers",
        help="Leave out anything that could tell who the client is.",
    )
    answer: Mapped[str] = field(LongText(), "Answer", searched=True, check="client_identifiers")
    answered_on: Mapped[date | None] = field(Day(), "Answered", index=True)
    closed_on: Mapped[date | None] = field(Day(), "Closed", index=True)
    outcome: Mapped[Outcome] = field(Choice(Outcome), "Outcome")
    outcome_note: Mapped[str] = field(Text(500), "More on the outcome", check="client_identifiers")
    next_step: Mapped[str] = field(Text(300), "Next step", check="client_identifiers")
    next_step_on: Mapped[date | None] = field(Day(), "Next step by", index=True)
    merged_into_id: Mapped[int | None] = field(Link("enquiry"), "Merged into")
    mail_id: Mapped[str] = field(
        Text(500), "Mark of the mail", index=True, help="Tells when the same mail comes twice."
    )


class EnquiryNote(Record):
    """One line of an enquiry's response log."""

    __tablename__ = "enquiry_note"
    singular = "log line"
    plural = "log lines"

    enquiry_id: Mapped[int] = field(Link("enquiry"), "Enquiry", required=True)
    at: Mapped[datetime] = field(Moment(), "When", required=True)
    kind: Mapped[LogKind] = field(Choice(LogKind), "What")
    text: Mapped[str] = field(
        LongText(), "Text", required=True, searched=True, check="client_identifiers"
    )
    with_id: Mapped[int | None] = field(Link(""), "With")


class EnquiryPause(Record):
    """Days in which nobody here could go on with an enquiry, and why."""

    __tablename__ = "enquiry_pause"
    singular = "pause"
    plural = "pauses"

    enquiry_id: Mapped[int] = field(Link("enquiry"), "Enquiry", required=True)
    kind: Mapped[PauseKind] = field(Choice(PauseKind), "Kind")
    start: Mapped[date] = field(Day(), "From", required=True)
    end: Mapped[date | None] = field(Day(), "To", help="Empty while it lasts.")
    reason: Mapped[str] = field(Text(500), "Because", check="client_identifiers")


class EnquiryLink(Record):
    """Something else that an enquiry has to do with."""

    __tablename__ = "enquiry_link"
    singular = "link"
    plural = "links of enquiries"

    enquiry_id: Mapped[int] = field(Link("enquiry"), "Enquiry", required=True)
    record_id: Mapped[int] = field(Link(""), "Linked to", required=True)
    note: Mapped[str] = field(Text(300), "Why", check="client_identifiers")
