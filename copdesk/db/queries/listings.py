"""The list of every kind of record: its columns and the words it is found by."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Integer, String, case, cast, func, select, type_coerce

from copdesk.db.ground import card
from copdesk.db.kinds import models
from copdesk.db.listing import Derived, Listing, Through
from copdesk.db.models import (
    Affiliation,
    AgendaItem,
    AgendaLink,
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
    Topic,
    TrainingPolicy,
    TrainingSession,
)
from copdesk.db.queries import meeting_columns, provision_columns, training_columns
from copdesk.db.queries.derived import column, number, words
from copdesk.db.queries.expressions import BETWEEN, TODAY, counted, during, titles
from copdesk.db.record import Record, table_of
from copdesk.domain.enquiries import PauseKind
from copdesk.domain.fields import Day
from copdesk.domain.organisations import Relation

# Who is where now -------------------------------------------------------------------------------

_AFFILIATED = during(Affiliation.start, Affiliation.end, TODAY)
_BELONGS = during(OrganisationMembership.start, OrganisationMembership.end, TODAY)
_TAKES_PART = during(ParticipantMembership.start, ParticipantMembership.end, TODAY)


def _role() -> ColumnElement[Any]:
    asked = select(func.group_concat(Affiliation.role, BETWEEN).aggregate_order_by(Affiliation.id))
    here = (Affiliation.participant_id == table_of(Participant).c.id, Affiliation.role != "")
    return asked.where(*here, _AFFILIATED).correlate(table_of(Participant)).scalar_subquery()


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


_COLUMNS: dict[type[Record], tuple[Derived, ...]] = {
    Participant: (
        words(
            "organisation",
            "Organisation",
            titles(
                Participant, Affiliation.participant_id, Affiliation.organisation_id, _AFFILIATED
            ),
        ),
        words("role", "Role", _role()),
        words(
            "communities",
            "Communities",
            titles(
                Participant,
                ParticipantMembership.participant_id,
                ParticipantMembership.community_id,
                _TAKES_PART,
            ),
        ),
        *meeting_columns.PARTICIPANT,
        *training_columns.PARTICIPANT,
    ),
    Organisation: (
        words(
            "communities",
            "Communities",
            titles(
                Organisation,
                OrganisationMembership.organisation_id,
                OrganisationMembership.community_id,
                _BELONGS,
            ),
        ),
        words("relation", "As", _relation()),
        number(
            "people",
            "People",
            counted(
                Organisation,
                Affiliation.organisation_id,
                _AFFILIATED,
                what=Affiliation.participant_id,
            ),
        ),
        words(
            "areas",
            "Local authorities",
            titles(Organisation, OrganisationArea.organisation_id, OrganisationArea.authority_id),
        ),
        *provision_columns.ORGANISATION,
    ),
    Expertise: provision_columns.EXPERTISE,
    Community: (
        number(
            "organisations",
            "Organisations",
            counted(
                Community,
                OrganisationMembership.community_id,
                _BELONGS,
                what=OrganisationMembership.organisation_id,
            ),
        ),
        number(
            "people",
            "People",
            counted(
                Community,
                ParticipantMembership.community_id,
                _TAKES_PART,
                what=ParticipantMembership.participant_id,
            ),
        ),
        *meeting_columns.COMMUNITY,
    ),
    Meeting: meeting_columns.MEETING,
    MeetingSeries: meeting_columns.SERIES,
    AgendaLink: meeting_columns.AGENDA_LINK,
    Enquiry: (
        words("asker", "Asker", _asker()),
        number("days_taken", "Days to answer", _days_taken()),
        number("log_lines", "Log lines", counted(Enquiry, EnquiryNote.enquiry_id)),
        column("waiting_since", "Waiting since", Day(), _waiting_since()),
    ),
    Knowledge: (
        words(
            "topics",
            "Topics",
            titles(Knowledge, KnowledgeTopic.knowledge_id, KnowledgeTopic.topic_id),
        ),
    ),
    TrainingPolicy: training_columns.POLICY,
    PolicyScopeRule: training_columns.SCOPE_RULE,
    Course: training_columns.COURSE,
    TrainingSession: training_columns.SESSION,
    RegulatorGrade: training_columns.GRADE,
    Topic: (number("enquiries", "Enquiries", counted(Topic, Enquiry.topic_id)),),
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
