"""An invented office to try everything on: three years of a network, the same for the same day."""

from copdesk.sample.office import NOTICE
from copdesk.sample.story import make

__all__ = ["NOTICE", "make"]
