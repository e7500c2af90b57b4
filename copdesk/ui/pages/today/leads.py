"""Where the figures of Today lead: the views of other pages that hold the rows behind them."""

from datetime import date, timedelta

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.queries.chips import VIEWS
from copdesk.domain.dates import add_months, short_day_words
from copdesk.domain.training import Status

BELOW = (Status.OVERDUE, Status.EXPIRED, Status.DUE_SOON, Status.IN_PROGRESS)
"""How those who do not meet a policy stand, the most pressing first."""


def view_named(kind: str, name: str) -> View:
    """A chip of the list of this kind. Raises StopIteration when it has none of that name."""
    return next(view for view in VIEWS[kind] if view.name == name)


def received_in(month: date) -> View:
    """The enquiries that came in one month, given by its first day; merged ones count elsewhere."""
    last = add_months(month, 1) - timedelta(days=1)
    words = short_day_words(month).partition(" ")[2]
    return View(
        f"Received in {words}",
        (
            Filter("received_on", Op.FROM, month),
            Filter("received_on", Op.UNTIL, last),
            Filter("merged_into_id", Op.BLANK),
        ),
    )


def standing_as(policy_id: int, name: str, *statuses: Status) -> View:
    """The people who stand so against a policy."""
    return View(
        name, (Filter("policy_id", Op.IS, policy_id), Filter("status", Op.ANY_OF, statuses))
    )
