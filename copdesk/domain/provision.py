"""Who gives what advice where, how deep it goes, and whether they can take anybody now."""

from copdesk.domain.options import Option


class Depth(Option):
    """How far an organisation goes with a matter, from least to most."""

    UNKNOWN = "unknown", "Not known"
    INFORMATION = "information", "Information"
    ADVICE = "advice", "Advice"
    CASEWORK = "casework", "Casework"
    REPRESENTATION = "representation", "Representation"


class Capacity(Option):
    """Whether an organisation can take new matters."""

    UNKNOWN = "unknown", "Not known"
    OPEN = "open", "Open", "taking cases", "yes"
    LIMITED = "limited", "Limited", "a few"
    WAITING = "waiting", "Waiting list"
    CLOSED = "closed", "Closed", "full", "no"
