"""The page of participants: the list of everyone, and what each knows and wants to know."""

from copdesk.ui.pages.participants.listed import SPEC, page

__all__ = ["SPEC", "page"]
