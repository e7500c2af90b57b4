"""The chips over the list of every kind of record: what is often asked for, by one click."""

from collections.abc import Mapping

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.queries import provision_columns
from copdesk.domain.answers import SOON_DAYS
from copdesk.domain.duties import GRADE_DAYS
from copdesk.domain.enquiries import EnquiryState
from copdesk.domain.meetings import MeetingState
from copdesk.domain.organisations import Relation
from copdesk.domain.registers import ChallengeState, LegalStatus, WishKind
from copdesk.domain.training import CreditState

_UNSEEN_DAYS = 183

_OWED = Filter("state", Op.ANY_OF, tuple(state for state in EnquiryState if state.is_open))
_NOT_DONE = Filter("done_on", Op.BLANK)

VIEWS: Mapping[str, tuple[View, ...]] = {
    "participant": (
        View("No e-mail", (Filter("email", Op.BLANK),)),
        View("Not seen for 6 months", (Filter("last_meeting", Op.NOT_LAST_DAYS, _UNSEEN_DAYS),)),
        View("In no organisation", (Filter("organisation", Op.BLANK),)),
    ),
    "organisation": (
        View("Members", (Filter("relation", Op.CONTAINS, Relation.MEMBER.label),)),
        View("Partners", (Filter("relation", Op.CONTAINS, Relation.PARTNER.label),)),
        View("In no community", (Filter("communities", Op.BLANK),)),
        View("Area not known", (Filter("area", Op.BLANK), Filter("areas", Op.BLANK))),
        provision_columns.TO_CHECK,
    ),
    **provision_columns.VIEWS,
    "enquiry": (
        View("Late", (_OWED, Filter("reply_by", Op.BEFORE_TODAY))),
        View(
            "Past the promise",
            (_OWED, Filter("answered_on", Op.BLANK), Filter("due_on", Op.BEFORE_TODAY)),
        ),
        View("Due this week", (_OWED, Filter("act_by", Op.THIS_WEEK))),
        View("Open", (_OWED,)),
        View("Waiting for the asker", (Filter("state", Op.IS, EnquiryState.WAITING),)),
        View("Mine", (_OWED, Filter("owner", Op.COORDINATOR))),
        View("No topic", (Filter("topic_id", Op.BLANK),)),
        View("Closed this quarter", (Filter("closed_on", Op.THIS_QUARTER),)),
    ),
    "meeting": (
        View("To come", (Filter("state", Op.IS, MeetingState.PLANNED),)),
        View("Held", (Filter("state", Op.IS, MeetingState.HELD),)),
        View("This year", (Filter("held_on", Op.THIS_YEAR),)),
    ),
    "action": (
        View("Open", (_NOT_DONE,)),
        View("Late", (_NOT_DONE, Filter("due_on", Op.BEFORE_TODAY))),
        View("Done", (Filter("done_on", Op.NOT_BLANK),)),
    ),
    "meeting_series": (View("Go on", (Filter("active", Op.IS, True),)),),
    "backlog_item": (
        View("Waiting", (Filter("meeting_id", Op.BLANK),)),
        View("Taken", (Filter("meeting_id", Op.NOT_BLANK),)),
    ),
    "knowledge": (
        View("Stale", (Filter("review_on", Op.BEFORE_TODAY),)),
        View("To look at soon", (Filter("review_on", Op.NEXT_DAYS, SOON_DAYS),)),
        View("No topic", (Filter("topics", Op.BLANK),)),
    ),
    "legal_change": (
        View("Watch", (Filter("status", Op.IS, LegalStatus.WATCH),)),
        View("Briefed", (Filter("status", Op.IS, LegalStatus.BRIEFED),)),
        View("To look at again", (Filter("review_on", Op.BEFORE_TODAY),)),
    ),
    "challenge": (
        View("Open", (Filter("state", Op.IS, ChallengeState.OPEN),)),
        View("Answered", (Filter("state", Op.IS, ChallengeState.ANSWERED),)),
    ),
    "training_wish": (
        View("Wanted", (Filter("kind", Op.IS, WishKind.WANTED),)),
        View("Offered", (Filter("kind", Op.IS, WishKind.OFFERED),)),
        View("Not met yet", (Filter("session_id", Op.BLANK),)),
    ),
    "regulator_grade": (
        View("Expired", (Filter("valid_until", Op.BEFORE_TODAY),)),
        View("Ends soon", (Filter("valid_until", Op.NEXT_DAYS, GRADE_DAYS),)),
        View("Working towards", (Filter("working_towards", Op.NOT_BLANK),)),
    ),
    "credit": (View("To be verified", (Filter("state", Op.IS, CreditState.PENDING),)),),
    "topic": (View("In use", (Filter("active", Op.IS, True),)),),
    "authority": (View("Offered", (Filter("offered", Op.IS, True),)),),
}
"""The chips over each list, by the name of its table."""
