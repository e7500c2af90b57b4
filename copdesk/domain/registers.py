"""The words of the registers that meetings feed: legal changes, challenges, training wanted."""

from copdesk.domain.options import Option


class LegalStatus(Option):
    """How far the network is with a legal change."""

    WATCH = "watch", "Watch", "coming"
    BRIEFED = "briefed", "Briefed"
    SUPERSEDED = "superseded", "Superseded", "replaced"


class ChallengeState(Option):
    """Whether a challenge still waits for an idea."""

    OPEN = "open", "Open"
    ANSWERED = "answered", "Answered"
    CLOSED = "closed", "Closed"


class WishKind(Option):
    """Whether somebody asks for training or can give it."""

    WANTED = "wanted", "Wanted"
    OFFERED = "offered", "Offered"
