"""The page of organisations: the list of all, and what each can help with."""

from copdesk.ui.pages.organisations.listed import SPEC, page

__all__ = ["SPEC", "page"]
