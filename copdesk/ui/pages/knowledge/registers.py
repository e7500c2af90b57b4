"""The registers that meetings feed: legal changes, challenges, training asked for."""

from copdesk.domain.registers import ChallengeState, LegalStatus, WishKind
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.list_spec import ListSpec, Related

_AGENDAS = Related(
    kind="agenda_link",
    parent="record_id",
    title="On the agenda",
    columns=(
        Shown("item", 150, 0, NameCell(under=("meeting",))),
        Shown("held_on", 100, 1),
    ),
    opens="agenda_item_id",
    tab="Meetings",
    empty="It was on no agenda yet. Link it beside an item of an agenda.",
)

LEGAL_CHANGES = ListSpec(
    kind="legal_change",
    title="Legal changes",
    icon="document",
    columns=(
        Shown("title", 300, 0, NameCell(under=("instrument",))),
        Shown("in_force_on", 120, 1),
        Shown(
            "status",
            130,
            2,
            PillCell(
                tones={
                    LegalStatus.WATCH: ("info", "clock"),
                    LegalStatus.BRIEFED: ("ok", "check"),
                    LegalStatus.SUPERSEDED: ("mute", "close"),
                }
            ),
        ),
        Shown("topics", 160, 3),
        Shown("briefed_at_id", 190, 4, LinkCell(role="text2")),
        Shown("review_on", 120, 5),
        Shown("published_on", 120, 6, hidden=True),
        Shown("source", 180, 7, hidden=True),
    ),
    empty="Changes of the law and its practice: from when, for whom, and what advisers should do.",
    placeholder="Filter by title, instrument, topic or advice",
    sort="in_force_on",
    descending=True,
    draft=(
        *("title", "instrument", "published_on", "in_force_on", "topics"),
        *("advice", "transitional", "source", "review_on"),
    ),
    related=(_AGENDAS,),
)
CHALLENGES = ListSpec(
    kind="challenge",
    title="Challenges",
    icon="info",
    columns=(
        Shown("title", 300, 0, NameCell(under=("topic_id",))),
        Shown(
            "state",
            120,
            1,
            PillCell(
                tones={
                    ChallengeState.OPEN: ("info", "clock"),
                    ChallengeState.ANSWERED: ("ok", "check"),
                    ChallengeState.CLOSED: ("mute", "close"),
                }
            ),
        ),
        Shown("raised_at_id", 190, 2, LinkCell(role="text2")),
        Shown("raised_by_id", 160, 3, LinkCell()),
        Shown("topic_id", 160, 4, hidden=True),
    ),
    empty="What is hard in practice, told without any client, and what helped.",
    placeholder="Filter by words, topic or meeting",
    draft=("title", "text", "topic_id", "raised_at_id", "raised_by_id"),
    related=(_AGENDAS,),
)
TRAINING_WISHES = ListSpec(
    kind="training_wish",
    title="Training wanted and offered",
    icon="training",
    columns=(
        Shown("topic", 260, 0, NameCell(under=("organisation_id",))),
        Shown(
            "kind",
            140,
            1,
            PillCell(
                tones={WishKind.WANTED: ("info", "person"), WishKind.OFFERED: ("ok", "training")}
            ),
        ),
        Shown("participant_id", 160, 2, LinkCell()),
        Shown("raised_at_id", 190, 3, LinkCell(role="text2")),
        Shown("session_id", 180, 4, LinkCell(role="text2")),
        Shown("organisation_id", 160, 5, LinkCell(), hidden=True),
    ),
    empty="Who would like to learn what, and who can teach it.",
    placeholder="Filter by topic, person or organisation",
    draft=("topic", "kind", "participant_id", "organisation_id", "raised_at_id", "notes"),
    related=(_AGENDAS,),
)
