"""Every record of the file, one module a concept; importing this registers them all."""

from copdesk.db.models.communities import Community, OrganisationMembership, ParticipantMembership
from copdesk.db.models.documents import Document
from copdesk.db.models.enquiries import Enquiry, EnquiryNote
from copdesk.db.models.lists import Authority, Topic
from copdesk.db.models.meetings import Action, AgendaItem, Attendance, Meeting
from copdesk.db.models.organisations import Organisation, OrganisationArea
from copdesk.db.models.participants import Affiliation, Participant
from copdesk.db.models.training import Course, Credit, TrainingPolicy, TrainingSession

__all__ = [
    "Action",
    "Affiliation",
    "AgendaItem",
    "Attendance",
    "Authority",
    "Community",
    "Course",
    "Credit",
    "Document",
    "Enquiry",
    "EnquiryNote",
    "Meeting",
    "Organisation",
    "OrganisationArea",
    "OrganisationMembership",
    "Participant",
    "ParticipantMembership",
    "Topic",
    "TrainingPolicy",
    "TrainingSession",
]
