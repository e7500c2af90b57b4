"""Every record of the file, one module a concept; importing this registers them all."""

from copdesk.db.models.communities import Community, OrganisationMembership, ParticipantMembership
from copdesk.db.models.desk import BankHolidayChange, DutyMark, SavedView
from copdesk.db.models.documents import Document
from copdesk.db.models.enquiries import Enquiry, EnquiryLink, EnquiryNote, EnquiryPause
from copdesk.db.models.identifiers import KeptWords
from copdesk.db.models.knowledge import AnswerTemplate, Knowledge, KnowledgeTopic
from copdesk.db.models.lists import Authority, Topic
from copdesk.db.models.meetings import (
    Action,
    AgendaItem,
    AgendaLink,
    Attendance,
    ChecklistLine,
    Decision,
    Meeting,
    MeetingNeed,
    MinutesVersion,
    PackIssue,
)
from copdesk.db.models.organisations import Organisation, OrganisationArea
from copdesk.db.models.participants import Affiliation, Participant
from copdesk.db.models.peers import Expertise, Introduction
from copdesk.db.models.provision import GapEvidence, OrganisationCapacity, OrganisationTopic
from copdesk.db.models.registers import Challenge, LegalChange, TrainingWish
from copdesk.db.models.series import BacklogItem, MeetingSeries, SeriesItem
from copdesk.db.models.training import (
    Course,
    Credit,
    PolicyScopeRule,
    RegulatorGrade,
    SessionBooking,
    TrainingExemption,
    TrainingPolicy,
    TrainingReminder,
    TrainingSession,
)

__all__ = [
    "Action",
    "Affiliation",
    "AgendaItem",
    "AgendaLink",
    "AnswerTemplate",
    "Attendance",
    "Authority",
    "BacklogItem",
    "BankHolidayChange",
    "Challenge",
    "ChecklistLine",
    "Community",
    "Course",
    "Credit",
    "Decision",
    "Document",
    "DutyMark",
    "Enquiry",
    "EnquiryLink",
    "EnquiryNote",
    "EnquiryPause",
    "Expertise",
    "GapEvidence",
    "Introduction",
    "KeptWords",
    "Knowledge",
    "KnowledgeTopic",
    "LegalChange",
    "Meeting",
    "MeetingNeed",
    "MeetingSeries",
    "MinutesVersion",
    "Organisation",
    "OrganisationArea",
    "OrganisationCapacity",
    "OrganisationMembership",
    "OrganisationTopic",
    "PackIssue",
    "Participant",
    "ParticipantMembership",
    "PolicyScopeRule",
    "RegulatorGrade",
    "SavedView",
    "SeriesItem",
    "SessionBooking",
    "Topic",
    "TrainingExemption",
    "TrainingPolicy",
    "TrainingReminder",
    "TrainingSession",
    "TrainingWish",
]
