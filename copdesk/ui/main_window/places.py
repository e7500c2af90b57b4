"""The pages that the rail leads to, named but not yet imported: the first paint stays quick."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtWidgets import QWidget

from copdesk.ui.kit.desk import Desk


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the rail.

    Attributes:
        key: what settings and tests call it.
        words: what the rail calls it.
        icon: of ``resources/icons``.
        factory: ``package.module:name`` of what makes the page from a `Desk`.
        kinds: the tables whose records are shown here.
    """

    key: str
    words: str
    icon: str
    factory: str
    kinds: tuple[str, ...] = ()

    def build(self, desk: Desk) -> QWidget:
        """Import the page's module and make the page."""
        module, _, name = self.factory.partition(":")
        make: Callable[[Desk], QWidget] = getattr(import_module(module), name)
        return make(desk)


def keys_of(place: int) -> str:
    """The keys that lead to a page, by its place from 1 to 20: the tenth by Ctrl+0, then Shift."""
    return f"Ctrl+{'Shift+' if place > 10 else ''}{place % 10}"


_PAGES = "copdesk.ui.pages"

PLACES: Sequence[Place] = (
    Place("today", "Today", "today", f"{_PAGES}.today:page"),
    Place(
        "communities", "Communities", "communities", f"{_PAGES}.communities:page", ("community",)
    ),
    Place(
        "organisations",
        "Organisations",
        "organisations",
        f"{_PAGES}.organisations:page",
        ("organisation",),
    ),
    Place(
        "participants",
        "Participants",
        "participants",
        f"{_PAGES}.participants:page",
        ("participant",),
    ),
    Place(
        "meetings",
        "Meetings",
        "meetings",
        f"{_PAGES}.meetings:page",
        ("meeting", "agenda_item", "decision", "meeting_series", "backlog_item"),
    ),
    Place("actions", "Actions", "action", f"{_PAGES}.actions:page", ("action",)),
    Place(
        "knowledge",
        "Knowledge",
        "folder",
        f"{_PAGES}.knowledge:page",
        ("knowledge", "legal_change", "challenge", "training_wish"),
    ),
    Place(
        "enquiries",
        "Enquiries",
        "enquiries",
        f"{_PAGES}.enquiries:page",
        ("enquiry", "answer_template"),
    ),
    Place(
        "who_can_help",
        "Who can help",
        "search",
        f"{_PAGES}.who_can_help:page",
        ("organisation_topic", "expertise", "introduction", "gap_evidence"),
    ),
    Place(
        "training",
        "Training",
        "training",
        f"{_PAGES}.training:page",
        ("training_policy", "course", "training_session", "regulator_grade"),
    ),
    Place("reports", "Reports", "reports", f"{_PAGES}.reports:page"),
)
