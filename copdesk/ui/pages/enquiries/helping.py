"""From an enquiry to who can help: its topic and its area are sought at once."""

from collections.abc import Sequence

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.db.models import Enquiry
from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.list_spec import RecordCommand
from copdesk.ui.pages.enquiries.log_tab import is_open


def _seek(desk: Desk, ids: Sequence[int]) -> None:
    """Show who can help with the first of these enquiries."""
    with desk.store.read() as reader:
        enquiry = reader.get(Enquiry, ids[0]) or {}
    asked = {"enquiry_id": ids[0]} | {
        name: enquiry[name]
        for name in ("topic_id", "authority_id")
        if enquiry.get(name) is not None
    }
    filters = tuple(Filter(name, Op.IS, value) for name, value in asked.items())
    desk.show_rows("organisation_topic", View(str(enquiry.get("reference", "")), filters))


WHO_CAN_HELP = RecordCommand(
    "Who can help",
    "search",
    _seek,
    keys="Ctrl+Shift+H",
    suits=lambda values: is_open(values.get("state")),
)
"""The command of an enquiry that leads there."""
