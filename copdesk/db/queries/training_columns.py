"""What the lists of training and of grades say beyond the fields of their records."""

from typing import Any

from sqlalchemy import ColumnElement, Integer, String, case, func, select, type_coerce

from copdesk.db.ground import card
from copdesk.db.models import (
    Course,
    Credit,
    Participant,
    PolicyScopeRule,
    RegulatorGrade,
    SessionBooking,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.db.queries.derived import column, number, words
from copdesk.db.queries.expressions import TODAY, counted
from copdesk.db.record import table_of
from copdesk.domain.duties import GRADE_DAYS
from copdesk.domain.fields import Hours
from copdesk.domain.grades import ENDS_SOON, EXPIRED, VALID
from copdesk.domain.training import CreditState, PolicyScope, Tier


def _compulsory_hours() -> ColumnElement[Any]:
    asked = select(func.coalesce(func.sum(type_coerce(Credit.hours, Integer)), 0)).where(
        Credit.participant_id == table_of(Participant).c.id,
        Credit.tier == Tier.COMPULSORY,
        Credit.state == CreditState.VERIFIED,
    )
    return asked.correlate(table_of(Participant)).scalar_subquery()


def _whom() -> ColumnElement[Any]:
    """The organisation or community that a rule of scope takes in, or everyone."""
    rule = table_of(PolicyScopeRule).c
    of = case(
        (rule.scope == PolicyScope.ORGANISATION, rule.organisation_id),
        (rule.scope == PolicyScope.COMMUNITY, rule.community_id),
    )
    named = select(card.c.title).where(card.c.id == of).correlate(table_of(PolicyScopeRule))
    return case((rule.scope == PolicyScope.EVERYONE, "Everyone"), else_=named.scalar_subquery())


def _feedback() -> ColumnElement[Any]:
    """``4.5 of 5 from 6``; blank while nobody gave any."""
    mark = SessionBooking.feedback
    said = func.printf("%.1f of 5 from %d", func.avg(mark), func.count(mark))
    asked = select(case((func.count(mark) > 0, said), else_="")).where(
        SessionBooking.session_id == table_of(TrainingSession).c.id
    )
    return asked.correlate(table_of(TrainingSession)).scalar_subquery()


def _standing_of_grade() -> ColumnElement[Any]:
    """Whether a grade has run out, or will before long."""
    until = type_coerce(table_of(RegulatorGrade).c.valid_until, String)
    return case(
        (until < TODAY, EXPIRED),
        (until <= func.date(TODAY, f"+{GRADE_DAYS} days"), ENDS_SOON),
        (until.is_not(None), VALID),
        else_="",
    )


PARTICIPANT = (column("hours", "Compulsory hours", Hours(), _compulsory_hours()),)
"""A column of the list of participants."""

POLICY = (
    number(
        "people",
        "People with hours",
        counted(TrainingPolicy, Credit.policy_id, what=Credit.participant_id),
    ),
)
"""Columns of the list of policies."""

SCOPE_RULE = (words("whom", "Whom", _whom()),)
"""Columns of the list of whom a policy takes in."""

COURSE = (number("sessions", "Sessions", counted(Course, TrainingSession.course_id)),)
"""Columns of the list of courses."""

SESSION = (
    number(
        "attended",
        "Came",
        counted(TrainingSession, Credit.session_id, what=Credit.participant_id),
    ),
    words("feedback", "Feedback", _feedback()),
)
"""Columns of the list of sessions."""

GRADE = (words("standing", "Standing", _standing_of_grade()),)
"""Columns of the list of grades."""
