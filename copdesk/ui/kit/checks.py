"""What a field asks of the check it names; the kit knows checks by their word only."""

from collections.abc import Sequence
from typing import Protocol


class Finding(Protocol):
    """Some words of a text that are to be thought about."""

    @property
    def start(self) -> int:
        """Where they begin."""

    @property
    def end(self) -> int:
        """Where they end."""

    @property
    def what(self) -> str:
        """What they look like, with its article."""

    @property
    def why(self) -> str:
        """One sentence, why that matters."""

    @property
    def stops(self) -> bool:
        """Whether they are only kept with a reason."""

    @property
    def instead(self) -> Sequence[str]:
        """What could be written in their place, the best first."""


class Check(Protocol):
    """Looks at a text before it is kept."""

    def look(self, text: str, record_id: int) -> Sequence[Finding]:
        """What is to be thought about in the text of a record; 0 for one that is new."""

    def keep(self, record_id: int, words: str, reason: str) -> None:
        """Keep some words of a record with the reason why they may stand."""
