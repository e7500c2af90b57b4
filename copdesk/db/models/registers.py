"""What meetings feed: changes in the law, challenges, training wanted and offered."""

from datetime import date

from sqlalchemy.orm import Mapped

from copdesk.db.record import Record, field
from copdesk.domain.fields import Choice, Day, Link, LongText, Text, Web
from copdesk.domain.registers import ChallengeState, LegalStatus, WishKind


class LegalChange(Record):
    """A change in the law or its practice that advisers must know."""

    __tablename__ = "legal_change"
    singular = "legal change"
    plural = "legal changes"
    title_from = ("title",)
    detail_from = ("instrument",)

    title: Mapped[str] = field(Text(300), "Title", required=True, searched=True)
    instrument: Mapped[str] = field(
        Text(), "Instrument", searched=True, help="For example HC 590, a regulation, a case."
    )
    published_on: Mapped[date | None] = field(Day(), "Published")
    in_force_on: Mapped[date | None] = field(Day(), "In force", index=True)
    transitional: Mapped[str] = field(LongText(), "For cases already begun", searched=True)
    topics: Mapped[str] = field(Text(), "Topics", searched=True)
    advice: Mapped[str] = field(LongText(), "What advisers should do", searched=True)
    source: Mapped[str] = field(Web(), "Source")
    status: Mapped[LegalStatus] = field(Choice(LegalStatus), "Status")
    briefed_at_id: Mapped[int | None] = field(Link("meeting"), "Briefed at")
    review_on: Mapped[date | None] = field(Day(), "Look again")


class Challenge(Record):
    """Something that is hard in practice, told without any client."""

    __tablename__ = "challenge"
    singular = "challenge"
    plural = "challenges"
    title_from = ("title",)

    title: Mapped[str] = field(
        Text(300), "Challenge", required=True, searched=True, check="client_identifiers"
    )
    text: Mapped[str] = field(
        LongText(),
        "More",
        searched=True,
        check="client_identifiers",
        help="Leave out anything that could tell who the client is.",
    )
    topic_id: Mapped[int | None] = field(Link("topic"), "Topic")
    state: Mapped[ChallengeState] = field(Choice(ChallengeState), "State")
    raised_at_id: Mapped[int | None] = field(Link("meeting"), "Raised at")
    raised_by_id: Mapped[int | None] = field(Link("participant"), "Raised by")
    answer: Mapped[str] = field(
        LongText(), "What helped", searched=True, check="client_identifiers"
    )


class TrainingWish(Record):
    """Training that somebody asks for or can give."""

    __tablename__ = "training_wish"
    singular = "training wish"
    plural = "training wishes"
    title_from = ("topic",)
    detail_from = ("kind",)

    topic: Mapped[str] = field(Text(), "Topic", required=True, searched=True)
    kind: Mapped[WishKind] = field(Choice(WishKind), "Wanted or offered")
    participant_id: Mapped[int | None] = field(Link("participant"), "By")
    organisation_id: Mapped[int | None] = field(Link("organisation"), "Organisation")
    raised_at_id: Mapped[int | None] = field(Link("meeting"), "Raised at")
    session_id: Mapped[int | None] = field(Link("training_session"), "Led to")
    notes: Mapped[str] = field(LongText(), "Notes", searched=True)
