"""The lists behind training: policies, courses and sessions, as standard list pages."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

from copdesk.domain.grades import ENDS_SOON, EXPIRED, VALID
from copdesk.services import training
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import ListSpec, RecordCommand, Related, Tab
from copdesk.ui.pages.training.scope import ScopeTab

_HOURS_OF_PEOPLE = (
    Shown("participant_id", 150, 0, NameCell()),
    Shown("hours", 70, 0),
    Shown("done_on", 96, 2),
    Shown("state", 110, 1),
)

_STANDINGS = {EXPIRED: ("danger", "alert"), ENDS_SOON: ("warn", "clock"), VALID: ("ok", "check")}

POLICIES = ListSpec(
    kind="training_policy",
    title="Training policies",
    icon="training",
    columns=(
        Shown("title", 240, 0, NameCell(under=("adopted_by",))),
        Shown("required_hours", 150, 1),
        Shown("adopted_on", 108, 2),
        Shown("scope", 170, 3),
        Shown("deadline_months", 150, 4),
        Shown("people", 140, 5),
        Shown("organisation_id", 160, 6, LinkCell(), hidden=True),
        Shown("community_id", 160, 6, LinkCell(), hidden=True),
    ),
    empty="What everybody is to learn: so many hours, by when, and who decided it.",
    draft=(
        "title",
        "required_hours",
        "adopted_on",
        "adopted_by",
        "scope",
        "organisation_id",
        "community_id",
        "deadline_rule",
        "deadline_months",
        "deadline_on",
        "renewal",
        "renewal_months",
        "renewal_on",
    ),
    related=(
        Related(
            kind="course",
            parent="policy_id",
            title="Courses",
            columns=(Shown("title", 150, 0, NameCell()), Shown("hours", 70, 1)),
            empty="No course counts towards it yet.",
        ),
        Related(
            kind="training_exemption",
            parent="policy_id",
            title="Exempt and deferred",
            columns=(
                Shown("participant_id", 150, 0, NameCell(under=("reason",))),
                Shown("kind", 90, 1),
                Shown("start", 96, 2),
                Shown("end", 96, 2),
            ),
            tab="Exempt",
            empty="Nobody is exempt or deferred. Choose people under Who has done it.",
        ),
    ),
    tabs=(Tab("Scope", ScopeTab),),
    add=lambda desk, values: training.adopt_policy(desk.store, values),
    change=lambda desk, id_, values: training.amend_policy(desk.store, id_, values),
)
COURSES = ListSpec(
    kind="course",
    title="Courses",
    icon="training",
    columns=(
        Shown("title", 240, 0, NameCell(under=("provider",))),
        Shown("policy_id", 190, 1, LinkCell()),
        Shown("tier", 120, 2),
        Shown("hours", 90, 2),
        Shown("sessions", 100, 3),
    ),
    empty="Courses that count towards a policy, held once or again and again.",
    related=(
        Related(
            kind="training_session",
            parent="course_id",
            title="Sessions",
            columns=(Shown("title", 150, 0, NameCell()), Shown("held_on", 96, 0)),
            empty="It has not been held yet.",
            sort="held_on",
        ),
    ),
)
GRADES = ListSpec(
    kind="regulator_grade",
    title="Grades",
    icon="training",
    columns=(
        Shown("grade", 240, 0, NameCell(under=("scheme",))),
        Shown("participant_id", 170, 0, LinkCell()),
        Shown("organisation_id", 170, 1, LinkCell()),
        Shown("category", 150, 2),
        Shown("valid_until", 108, 0),
        Shown("standing", 136, 1, PillCell(tones=_STANDINGS)),
        Shown("working_towards", 150, 3),
        Shown("approval_until", 108, 4),
    ),
    empty="What the IAA, the Law Society and others let people and organisations do, and until"
    " when.",
    sort="valid_until",
)


def _places(desk: Desk, ids: Sequence[int]) -> None:
    """Show who is on the list of a session."""
    from copdesk.ui.pages.training.places import PlacesSheet  # noqa: PLC0415  (used rarely)

    PlacesSheet(desk, QApplication.activeWindow(), ids[0]).open()


SESSIONS = ListSpec(
    kind="training_session",
    title="Training sessions",
    icon="training",
    columns=(
        Shown("title", 240, 0, NameCell(under=("trainer",))),
        Shown("held_on", 108, 0),
        Shown("course_id", 190, 3, LinkCell()),
        Shown("hours", 90, 2),
        Shown("place", 150, 4),
        Shown("attended", 90, 1),
        Shown("feedback", 130, 6),
        Shown("capacity", 90, 5),
    ),
    empty="Each time a course is held: its day, its hours, and who came.",
    sort="held_on",
    descending=True,
    form=(
        *("title", "course_id", "held_on", "starts_at", "hours", "trainer", "place", "link"),
        *("capacity", "meeting_id", "cost"),
    ),
    related=(
        Related(
            kind="credit",
            parent="session_id",
            title="Who came",
            columns=_HOURS_OF_PEOPLE,
            opens="participant_id",
            empty="Nobody's hours are recorded for it yet.",
        ),
        Related(
            kind="session_booking",
            parent="session_id",
            title="Places",
            columns=(
                Shown("participant_id", 150, 0, NameCell()),
                Shown("state", 110, 0),
                Shown("feedback", 80, 1),
            ),
            link="participant_id",
            empty="Nobody is invited or booked yet.",
        ),
    ),
    add=lambda desk, values: training.hold_session(desk.store, values),
    commands=(RecordCommand("Places and attendance", "participants", _places),),
    open=lambda desk, id_: _places(desk, [id_]),
)
