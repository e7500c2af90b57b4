"""Address books that people export: what is taken of each, and what is left where it is."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from copdesk.imports.headings import plain


@dataclass(frozen=True, slots=True)
class Layout:
    """One way an address book is written as CSV.

    Attributes:
        name: what a person calls it.
        marks: plain headings that it alone has together.
        takes: pattern of a plain heading -> key of the target of people. What no pattern names
            is not imported: an address book holds much that a network has no need to know.
    """

    name: str
    marks: frozenset[str]
    takes: Mapping[str, str]

    def target(self, heading: str) -> str:
        """The key of the target of a column; empty when it is not imported."""
        wanted = plain(heading)
        return next((key for form, key in self.takes.items() if re.fullmatch(form, wanted)), "")


_OUTLOOK = {
    "first name": "first_name",
    "last name": "last_name",
    r"email( [23])? address": "email",
    "company": "organisation",
    "job title": "role.role",
    "business phone": "phone",
    "mobile phone": "phone",
    "categories": "labels",
}
_GOOGLE = {
    r"email \d+ value": "email",
    r"phone \d+ value": "phone",
    r"organisation (1 )?name": "organisation",
    r"organisation (1 )?title": "role.role",
    "labels|group membership": "labels",
}

LAYOUTS = (
    Layout(
        "Outlook (new, or on the web)",
        frozenset(["first name", "given yomi", "email address", "business phone"]),
        _OUTLOOK,
    ),
    Layout(
        "Outlook (classic)",
        frozenset(["first name", "last name", "email address", "business phone", "company"]),
        _OUTLOOK,
    ),
    Layout(
        "Google Contacts",
        frozenset(["first name", "last name", "organisation name", "labels"]),
        {"first name": "first_name", "last name": "last_name", **_GOOGLE},
    ),
    Layout(
        "Google Contacts (before 2024)",
        frozenset(["name", "given name", "family name", "group membership"]),
        {"given name": "first_name", "family name": "last_name", "name": "name", **_GOOGLE},
    ),
)


def recognise(headings: Sequence[str]) -> Layout | None:
    """The address book that wrote these headings."""
    there = {plain(heading) for heading in headings}
    return next((each for each in LAYOUTS if each.marks <= there), None)
