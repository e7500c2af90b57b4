"""The lists behind who can help: what people know, who was put in touch, where nobody was found."""

from copdesk.domain.peers import ExpertiseKind, IntroductionOutcome
from copdesk.ui.kit.cells import LinkCell, NameCell, PillCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.list_spec import ListSpec

KINDS = {ExpertiseKind.OFFERED: ("ok", "check"), ExpertiseKind.WANTED: ("info", "search")}
OUTCOMES = {
    IntroductionOutcome.OPEN: ("info", "clock"),
    IntroductionOutcome.SPOKE: ("info", "check"),
    IntroductionOutcome.HELPED: ("ok", "check"),
    IntroductionOutcome.NOTHING: ("mute", "minus"),
}

EXPERTISE = ListSpec(
    kind="expertise",
    title="Expertise",
    icon="star",
    columns=(
        Shown("participant_id", 220, 0, NameCell(under=("organisation",), avatar=True, opens=True)),
        Shown("kind", 160, 0, PillCell(tones=KINDS)),
        Shown("topic_id", 260, 1),
        Shown("subject", 200, 2),
        Shown("noted_on", 112, 3),
        Shown("note", 200, 4),
        Shown("organisation", 180, 5, hidden=True),
    ),
    empty="What people know well, and what they would like to know from others.",
    placeholder="Filter by person, topic or words",
    sort="participant_id",
    draft=("participant_id", "kind", "topic_id", "subject", "noted_on", "note"),
    follows=lambda desk, name, _values: {} if name else {"noted_on": desk.today()},
)
INTRODUCTIONS = ListSpec(
    kind="introduction",
    title="Introductions",
    icon="link",
    columns=(
        Shown("about", 250, 0, NameCell()),
        Shown("first_id", 170, 1, LinkCell()),
        Shown("second_id", 170, 1, LinkCell()),
        Shown("made_on", 120, 2),
        Shown("outcome", 170, 0, PillCell(tones=OUTCOMES)),
        Shown("enquiry_id", 200, 5, LinkCell(role="text2"), hidden=True),
    ),
    empty="Who was put in touch with whom, and what came of it.",
    placeholder="Filter by person or subject",
    sort="made_on",
    descending=True,
    follows=lambda desk, name, _values: {} if name else {"made_on": desk.today()},
)
GAPS = ListSpec(
    kind="gap_evidence",
    title="Gaps found",
    icon="alert",
    columns=(
        Shown("topic_id", 260, 0, NameCell(under=("language", "level"))),
        Shown("authority_id", 160, 0),
        Shown("found_on", 120, 1),
        Shown("language", 130, 3),
        Shown("level", 130, 4),
        Shown("enquiry_id", 220, 2, LinkCell(role="text2")),
        Shown("note", 200, 5, hidden=True),
    ),
    empty="Each time nobody was found is evidence. Keep it from Find, or add it here.",
    placeholder="Filter by topic, area or enquiry",
    sort="found_on",
    descending=True,
    follows=lambda desk, name, _values: {} if name else {"found_on": desk.today()},
)
