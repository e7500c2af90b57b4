"""The list of every kind of record: its columns, the words it is found by, and its chips."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, case, cast, func, select, type_coerce

from copdesk.db.conditions import Filter, Op
from copdesk.db.ground import card
from copdesk.db.kinds import models
from copdesk.db.listing import Column, Derived, Listing, Through, View
from copdesk.db.models import (
    Action,
    Affiliation,
    AgendaItem,
    AgendaLink,
    Attendance,
    Community,
    Course,
    Credit,
    Enquiry,
    EnquiryNote,
    EnquiryPause,
    Expertise,
    Knowledge,
    KnowledgeTopic,
    Meeting,
    MeetingSeries,
    Organisation,
    OrganisationArea,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
    PolicyScopeRule,
    RegulatorGrade,
    SessionBooking,
    Topic,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.db.queries import provision_columns
from copdesk.db.queries.expressions import BETWEEN, TODAY, among, counted, during, titles
from copdesk.db.record import Record, table_of
from copdesk.domain.answers import SOON_DAYS
from copdesk.domain.duties import GRADE_DAYS
from copdesk.domain.enquiries import EnquiryState, PauseKind
from copdesk.domain.fields import Count, Day, Hours, Kind, Text
from copdesk.domain.grades import ENDS_SOON, EXPIRED, VALID
from copdesk.domain.meetings import AttendanceState, MeetingState
from copdesk.domain.organisations import Relation
from copdesk.domain.registers import ChallengeState, LegalStatus, WishKind
from copdesk.domain.series import Rhythm
from copdesk.domain.training import CreditState, PolicyScope, Tier

OPEN_STATES = tuple(state for state in EnquiryState if state.is_open)
"""The states of an enquiry whose asker is still owed an answer."""

CAME_STATES = tuple(state for state in AttendanceState if state.was_there)
"""The states of attendance that count as having been there."""

_UNSEEN_DAYS = 183


def _column(key: str, label: str, kind: Kind, value: ColumnElement[Any]) -> Derived:
    return Derived(Column(key, label, kind), value)


def _words(key: str, label: str, value: ColumnElement[Any]) -> Derived:
    return _column(key, label, Text(1_000), func.coalesce(value, ""))


def _number(key: str, label: str, value: ColumnElement[Any]) -> Derived:
    return _column(key, label, Count(), value)


# Who is where now -------------------------------------------------------------------------------

_AFFILIATED = during(Affiliation.start, Affiliation.end, TODAY)
_BELONGS = during(OrganisationMembership.start, OrganisationMembership.end, TODAY)
_TAKES_PART = during(ParticipantMembership.start, ParticipantMembership.end, TODAY)
_CAME = among(Attendance.state, CAME_STATES)


def _role() -> ColumnElement[Any]:
    asked = select(func.group_concat(Affiliation.role, BETWEEN).aggregate_order_by(Affiliation.id))
    here = (Affiliation.participant_id == table_of(Participant).c.id, Affiliation.role != "")
    return asked.where(*here, _AFFILIATED).correlate(table_of(Participant)).scalar_subquery()


def _last_meeting() -> ColumnElement[Any]:
    asked = select(func.max(type_coerce(Meeting.held_on, String)))
    asked = asked.join(Attendance, Attendance.meeting_id == Meeting.id)
    mine = Attendance.participant_id == table_of(Participant).c.id
    return asked.where(mine, _CAME).correlate(table_of(Participant)).scalar_subquery()


def _compulsory_hours() -> ColumnElement[Any]:
    asked = select(func.coalesce(func.sum(type_coerce(Credit.hours, Integer)), 0)).where(
        Credit.participant_id == table_of(Participant).c.id,
        Credit.tier == Tier.COMPULSORY,
        Credit.state == CreditState.VERIFIED,
    )
    return asked.correlate(table_of(Participant)).scalar_subquery()


def _relation() -> ColumnElement[Any]:
    """``Member``, ``Partner`` or both, over all the communities of an organisation."""
    worded = case(
        {relation.value: relation.label for relation in Relation},
        value=type_coerce(OrganisationMembership.relation, String),
    )
    mine = OrganisationMembership.organisation_id == table_of(Organisation).c.id
    each = select(worded.label("word")).where(mine, _BELONGS).distinct()
    found = each.correlate(table_of(Organisation)).subquery()
    asked = select(func.group_concat(found.c.word, BETWEEN).aggregate_order_by(found.c.word))
    return asked.correlate(table_of(Organisation)).scalar_subquery()


def _waiting_since() -> ColumnElement[Any]:
    """Since when an enquiry waits for its asker, if it does."""
    pause = EnquiryPause
    asked = select(func.max(type_coerce(pause.start, String))).where(
        pause.enquiry_id == table_of(Enquiry).c.id,
        pause.end.is_(None),
        pause.kind == PauseKind.WAITING,
    )
    return asked.correlate(table_of(Enquiry)).scalar_subquery()


def _next_meeting() -> ColumnElement[Any]:
    return (
        select(func.min(type_coerce(Meeting.held_on, String)))
        .where(
            Meeting.community_id == table_of(Community).c.id,
            Meeting.state == MeetingState.PLANNED,
            type_coerce(Meeting.held_on, String) >= TODAY,
        )
        .correlate(table_of(Community))
        .scalar_subquery()
    )


def _came() -> ColumnElement[Any]:
    """How many came; not known, rather than none, while a meeting is to come."""
    came = counted(Meeting, Attendance.meeting_id, _CAME)
    planned = table_of(Meeting).c.state == MeetingState.PLANNED
    return case((planned, func.nullif(came, 0)), else_=came)


def _of_item(value: Any) -> ColumnElement[Any]:  # noqa: ANN401  (a column of either model)
    """Something of the agenda item that a link belongs to."""
    asked = select(value).select_from(AgendaItem).join(Meeting, Meeting.id == AgendaItem.meeting_id)
    link = table_of(AgendaLink)
    return asked.where(AgendaItem.id == link.c.agenda_item_id).correlate(link).scalar_subquery()


def _next_of_series() -> ColumnElement[Any]:
    asked = select(func.min(type_coerce(Meeting.held_on, String))).where(
        Meeting.series_id == table_of(MeetingSeries).c.id,
        Meeting.state == MeetingState.PLANNED,
        type_coerce(Meeting.held_on, String) >= TODAY,
    )
    return asked.correlate(table_of(MeetingSeries)).scalar_subquery()


def _rhythm() -> ColumnElement[Any]:
    """How often a series meets: its rule names every month of the year in which it does."""
    rule = type_coerce(table_of(MeetingSeries).c.rule, String)
    months = func.length(rule) - func.length(func.replace(rule, ",", "")) + 1
    by_months = {12 // each.months: each.label for each in Rhythm if each.months}
    return case(
        (rule.contains("WEEKLY;INTERVAL=2"), Rhythm.FORTNIGHTLY.label),
        (rule.contains("WEEKLY"), Rhythm.WEEKLY.label),
        else_=case(by_months, value=months, else_=""),
    )


def _asker() -> ColumnElement[Any]:
    named = card.alias()
    table = table_of(Enquiry)
    known = select(named.c.title).where(named.c.id == table.c.asker_id).correlate(table)
    return func.coalesce(known.scalar_subquery(), type_coerce(table.c.asker_name, String))


def _days_taken() -> ColumnElement[Any]:
    table = table_of(Enquiry)
    taken = func.julianday(table.c.answered_on) - func.julianday(table.c.received_on)
    return cast(taken, Integer)


# The lists --------------------------------------------------------------------------------------


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


_COLUMNS: dict[type[Record], tuple[Derived, ...]] = {
    Participant: (
        _words(
            "organisation",
            "Organisation",
            titles(
                Participant, Affiliation.participant_id, Affiliation.organisation_id, _AFFILIATED
            ),
        ),
        _words("role", "Role", _role()),
        _words(
            "communities",
            "Communities",
            titles(
                Participant,
                ParticipantMembership.participant_id,
                ParticipantMembership.community_id,
                _TAKES_PART,
            ),
        ),
        _column("last_meeting", "Last meeting", Day(), _last_meeting()),
        _column("hours", "Compulsory hours", Hours(), _compulsory_hours()),
    ),
    Organisation: (
        _words(
            "communities",
            "Communities",
            titles(
                Organisation,
                OrganisationMembership.organisation_id,
                OrganisationMembership.community_id,
                _BELONGS,
            ),
        ),
        _words("relation", "As", _relation()),
        _number(
            "people",
            "People",
            counted(
                Organisation,
                Affiliation.organisation_id,
                _AFFILIATED,
                what=Affiliation.participant_id,
            ),
        ),
        _words(
            "areas",
            "Local authorities",
            titles(Organisation, OrganisationArea.organisation_id, OrganisationArea.authority_id),
        ),
        *provision_columns.ORGANISATION,
    ),
    Expertise: provision_columns.EXPERTISE,
    Community: (
        _number(
            "organisations",
            "Organisations",
            counted(
                Community,
                OrganisationMembership.community_id,
                _BELONGS,
                what=OrganisationMembership.organisation_id,
            ),
        ),
        _number(
            "people",
            "People",
            counted(
                Community,
                ParticipantMembership.community_id,
                _TAKES_PART,
                what=ParticipantMembership.participant_id,
            ),
        ),
        _column("next_meeting", "Next meeting", Day(), _next_meeting()),
    ),
    Meeting: (
        _number("attended", "Came", _came()),
        _number("items", "Agenda items", counted(Meeting, AgendaItem.meeting_id)),
        _number(
            "open_actions",
            "Open actions",
            counted(Meeting, Action.meeting_id, Action.done_on.is_(None)),
        ),
    ),
    MeetingSeries: (
        _words("rhythm", "How often", _rhythm()),
        _column("next_meeting", "Next meeting", Day(), _next_of_series()),
        _number(
            "held",
            "Held",
            counted(MeetingSeries, Meeting.series_id, Meeting.state == MeetingState.HELD),
        ),
    ),
    AgendaLink: (
        _words("item", "Agenda item", _of_item(AgendaItem.title)),
        _words("meeting", "Meeting", _of_item(Meeting.title)),
        _column("held_on", "Date", Day(), _of_item(type_coerce(Meeting.held_on, String))),
    ),
    Enquiry: (
        _words("asker", "Asker", _asker()),
        _number("days_taken", "Days to answer", _days_taken()),
        _number("log_lines", "Log lines", counted(Enquiry, EnquiryNote.enquiry_id)),
        _column("waiting_since", "Waiting since", Day(), _waiting_since()),
    ),
    Knowledge: (
        _words(
            "topics",
            "Topics",
            titles(Knowledge, KnowledgeTopic.knowledge_id, KnowledgeTopic.topic_id),
        ),
    ),
    TrainingPolicy: (
        _number(
            "people",
            "People with hours",
            counted(TrainingPolicy, Credit.policy_id, what=Credit.participant_id),
        ),
    ),
    PolicyScopeRule: (_words("whom", "Whom", _whom()),),
    Course: (_number("sessions", "Sessions", counted(Course, TrainingSession.course_id)),),
    TrainingSession: (
        _number(
            "attended",
            "Came",
            counted(TrainingSession, Credit.session_id, what=Credit.participant_id),
        ),
        _words("feedback", "Feedback", _feedback()),
    ),
    RegulatorGrade: (_words("standing", "Standing", _standing_of_grade()),),
    Topic: (_number("enquiries", "Enquiries", counted(Topic, Enquiry.topic_id)),),
}

_THROUGH: dict[type[Record], tuple[Through, ...]] = {
    Participant: (
        Through(Affiliation.participant_id, Affiliation.organisation_id),
        Through(ParticipantMembership.participant_id, ParticipantMembership.community_id),
    ),
    Organisation: (
        Through(OrganisationMembership.organisation_id, OrganisationMembership.community_id),
        Through(OrganisationArea.organisation_id, OrganisationArea.authority_id),
        Through(Affiliation.organisation_id, Affiliation.participant_id),
    ),
    Meeting: (Through(AgendaItem.meeting_id, AgendaItem.id),),
    Knowledge: (Through(KnowledgeTopic.knowledge_id, KnowledgeTopic.topic_id),),
    TrainingSession: (Through(Credit.session_id, Credit.participant_id),),
}

LISTINGS: Mapping[str, Listing] = {
    kind: Listing(model, _COLUMNS.get(model, ()), _THROUGH.get(model, ()))
    for kind, model in models().items()
}
"""The list of every kind of record, by the name of its table."""

# The chips --------------------------------------------------------------------------------------

_OWED = Filter("state", Op.ANY_OF, OPEN_STATES)
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
