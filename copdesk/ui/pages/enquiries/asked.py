"""An enquiry as its answer needs it: whom to greet and where they are reached."""

from dataclasses import dataclass
from datetime import date

from copdesk.db.models import Enquiry, Participant
from copdesk.db.queries.enquiries import sender_address
from copdesk.domain.dates import day_words
from copdesk.errors import UserError
from copdesk.exports import mail
from copdesk.exports.mail import Recipient
from copdesk.services.settings import settings
from copdesk.ui.kit.desk import Desk
from copdesk.ui.pages.enquiries.starts import Wanted


@dataclass(frozen=True, slots=True)
class Asked:
    """The enquiry as its answer needs it.

    Attributes:
        asker: whom to greet; empty where nobody knows.
        email: their address; empty where none is known.
        signed: the lines under the letter.
        footer: the line under every answer.
    """

    id: int
    reference: str
    subject: str
    question: str
    received_on: date
    topic_id: int | None
    mail_id: str
    asker: str
    email: str
    signed: str
    footer: str

    @property
    def mail_subject(self) -> str:
        """``Re: Fee waivers (E-2026-014)``."""
        return f"Re: {self.subject} ({self.reference})"

    @property
    def blanks(self) -> dict[str, str]:
        """What templates may name."""
        return {
            "asker": self.asker or "colleague",
            "subject": self.subject,
            "reference": self.reference,
            "received": day_words(self.received_on),
        }

    @property
    def wanted(self) -> Wanted:
        """What is looked for among the answers there are."""
        return Wanted(self.id, f"{self.subject}\n{self.question}", self.topic_id)

    @property
    def to_words(self) -> str:
        """To whom it goes, or that no address is known."""
        who = self.asker or "the asker"
        if self.email:
            return f"To {who}, {self.email}"
        return (
            f"No e-mail address of {who} is known: copy the text, or add the address to the draft."
        )


def asked_of(desk: Desk, enquiry_id: int) -> Asked:
    """The enquiry, its asker and what the file says under every letter.

    Raises:
        UserError: the enquiry is gone.
    """
    with desk.store.read() as reader:
        enquiry = reader.get(Enquiry, enquiry_id)
        if enquiry is None:
            raise UserError("This enquiry was deleted.", "Undo the deletion first.")
        asker = reader.get(Participant, enquiry["asker_id"]) if enquiry["asker_id"] else None
        kept = settings(reader)
        wrote_from = sender_address(reader, enquiry_id)
    named = (asker["preferred_name"] or asker["name"]) if asker else enquiry["asker_name"]
    person = Recipient(named, asker["email"] if asker else wrote_from)
    usable, _without = mail.parted([person])
    return Asked(
        enquiry_id,
        enquiry["reference"],
        enquiry["subject"],
        enquiry["question"],
        enquiry["received_on"],
        enquiry["topic_id"],
        enquiry["mail_id"],
        named,
        usable[0].email if usable else "",
        "\n".join(filter(None, (kept.coordinator, kept.network, kept.contact))),
        kept.answer_footer,
    )
