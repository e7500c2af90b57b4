"""What is written to the people of a meeting or session: plain words to begin with."""

from dataclasses import dataclass
from datetime import date, time

from copdesk.domain.dates import day_words
from copdesk.domain.options import Option


class Letter(Option):
    """What a letter is for."""

    INVITE = "invite", "Invitation"
    CHASE = "chase", "Ask for a reply"
    MOVED = "moved", "New date, time or place"
    CALLED_OFF = "called_off", "Called off"


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a letter tells of a meeting; empty or ``None`` where it is not known."""

    title: str
    held_on: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    link: str = ""
    signed: str = ""

    @property
    def when(self) -> str:
        """``Wed 9 Dec 2026, 10:00 to 12:00``."""
        return ", ".join(filter(None, (day_words(self.held_on), self._times())))

    @property
    def where(self) -> str:
        """The place, and the online link."""
        online = f"online at {self.link}" if self.link else ""
        return ", or ".join(filter(None, (self.place, online)))

    def _times(self) -> str:
        if self.starts_at is None:
            return ""
        begins = f"{self.starts_at:%H:%M}"
        return f"{begins} to {self.ends_at:%H:%M}" if self.ends_at else f"from {begins}"


def session_subject(of: Occasion) -> str:
    """The subject of what is written to the people of a training session."""
    return f"Training: {of.title}, {day_words(of.held_on)}"


def session_text(of: Occasion, *, booked: bool) -> str:
    """What is written to the people of a training session.

    Args:
        of: the session.
        booked: to those who have a place; else to those who may book one.
    """
    opening = f"You have a place at {of.title}." if booked else f"You are invited to {of.title}."
    reply = (
        "If you can't come, please tell me, so that somebody else can have your place."
        if booked
        else "Please reply to this e-mail to book a place."
    )
    signed = "\n".join(filter(None, ("Kind regards,", of.signed)))
    facts = _facts(Letter.INVITE, of)
    return f"Dear colleague,\n\n{opening}\n\n{facts}\n\n{reply}\n\n{signed}\n"


_REPLY = (
    "Please reply to this e-mail to say whether you are coming, in person or online, or to send"
    " your apologies. Tell me too about any access or dietary needs; they are used for this"
    " meeting only and deleted 14 days after it."
)
_OPENING = {
    Letter.INVITE: "You are invited to {title}.",
    Letter.CHASE: "I have not heard yet whether you are coming to {title}.",
    Letter.MOVED: "There is a new date, time or place for {title}.",
    Letter.CALLED_OFF: "{title} is called off.",
}
_SUBJECT = {
    Letter.INVITE: "Invitation: {title}, {day}",
    Letter.CHASE: "Are you coming? {title}, {day}",
    Letter.MOVED: "Changed: {title}, {day}",
    Letter.CALLED_OFF: "Called off: {title}, {day}",
}


def subject(letter: Letter, of: Occasion) -> str:
    """The subject of a letter, as in ``Invitation: Q4 2026 meeting, Wed 9 Dec 2026``."""
    return _SUBJECT[letter].format(title=of.title, day=day_words(of.held_on))


def text(letter: Letter, of: Occasion, *, calendar: bool = True, pack: bool = False) -> str:
    """The body of a letter.

    Args:
        letter: what it is for.
        of: the meeting.
        calendar: a calendar file goes with it.
        pack: the meeting pack goes with it.
    """
    parts = [
        "Dear colleague,",
        _OPENING[letter].format(title=of.title),
        _facts(letter, of),
        *([] if letter is Letter.CALLED_OFF else [_REPLY]),
        _attached(letter, calendar=calendar, pack=pack),
        "\n".join(filter(None, ("Kind regards,", of.signed))),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _facts(letter: Letter, of: Occasion) -> str:
    if letter is Letter.CALLED_OFF:
        return f"It was planned for {of.when}. You need not come."
    return "\n".join(filter(None, (f"When: {of.when}", f"Where: {of.where}" if of.where else "")))


def _attached(letter: Letter, *, calendar: bool, pack: bool) -> str:
    said = []
    if calendar:
        does = {
            Letter.MOVED: "moves the meeting in your calendar",
            Letter.CALLED_OFF: "takes the meeting out of your calendar",
        }
        said.append(f"The attached calendar file {does.get(letter, 'puts it into your calendar')}.")
    if pack:
        said.append("The pack with the agenda and the papers is attached.")
    return " ".join(said)
