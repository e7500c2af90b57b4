"""The wordings that answers start from, kept by the coordinator."""

from copdesk.ui.kit.cells import LinkCell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.list_spec import ListSpec

TEMPLATES = ListSpec(
    kind="answer_template",
    title="Templates",
    icon="text",
    columns=(
        Shown("name", 260, 0, NameCell()),
        Shown("topic_id", 220, 1, LinkCell()),
        Shown("text", 420, 2, hidden=True),
    ),
    empty="Wordings that answers start from, such as that a question has come and is looked into.",
    everything="All templates",
    placeholder="Filter by name, words or topic",
    form=("name", "topic_id", "text"),
)
"""The tab of templates beside the enquiries."""
