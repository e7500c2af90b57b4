"""The page of enquiries: the promise to each asker, and what was done to keep it."""

from copdesk.ui.kit.desk import Desk
from copdesk.ui.kit.tabbed_lists import Part, TabbedLists
from copdesk.ui.pages.enquiries.page import EnquiriesPage


def page(desk: Desk) -> TabbedLists:
    """The page, for the rail: its parts under tabs."""
    return TabbedLists(desk, "Enquiries", (("Enquiries", Part("enquiry", EnquiriesPage)),))
