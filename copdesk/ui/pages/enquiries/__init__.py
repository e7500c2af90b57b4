"""The page of enquiries: the promise to each asker, and what was done to keep it."""

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.tabbed_lists import Part, TabbedLists
from copdesk.ui.pages.enquiries.figures import FiguresPage
from copdesk.ui.pages.enquiries.page import EnquiriesPage
from copdesk.ui.pages.enquiries.templates import TEMPLATES

_TABS = (
    ("Enquiries", Part("enquiry", EnquiriesPage)),
    ("Figures", Part("enquiry_figures", FiguresPage)),
    ("Templates", TEMPLATES),
)


def page(desk: Desk) -> TabbedLists:
    """The page, for the rail: its parts under tabs."""
    return TabbedLists(desk, "Enquiries", _TABS)
