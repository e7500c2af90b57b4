"""The page of who can help: providers for a topic and an area, and people for one another."""

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.tabbed_lists import Part, TabbedLists
from copdesk.ui.pages.who_can_help.find import Find
from copdesk.ui.pages.who_can_help.lists import EXPERTISE, GAPS, INTRODUCTIONS
from copdesk.ui.pages.who_can_help.pairs import Pairs


def page(desk: Desk) -> TabbedLists:
    """The page, for the rail."""
    tabs = (
        ("Find", Part("organisation_topic", Find)),
        ("Put in touch", Part("pair", Pairs)),
        ("Expertise", EXPERTISE),
        ("Introductions", INTRODUCTIONS),
        ("Gaps found", GAPS),
    )
    return TabbedLists(desk, "Who can help", tabs)
