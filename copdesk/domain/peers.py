"""What people know and want to know, so that the right two can be put in touch."""

from copdesk.domain.options import Option


class ExpertiseKind(Option):
    """Whether somebody knows a thing or wants to."""

    OFFERED = "offered", "Offered", "can help with"
    WANTED = "wanted", "Wanted", "needs"


class IntroductionOutcome(Option):
    """What came of putting two people in touch."""

    OPEN = "open", "Not known yet"
    SPOKE = "spoke", "They spoke", "met"
    HELPED = "helped", "It helped", "useful"
    NOTHING = "nothing", "Nothing came of it"
