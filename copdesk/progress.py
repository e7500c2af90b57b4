"""How long work tells of its progress and learns that it should stop, whoever is listening."""

from dataclasses import dataclass, field
from threading import Event

from copdesk.errors import Cancelled


@dataclass(slots=True)
class Progress:
    """A null job: counts nothing, shows nothing, but can be cancelled.

    Subclasses override :meth:`show`. ``step`` may be called from any thread.
    """

    _stop: Event = field(default_factory=Event)

    def step(self, done: int, total: int, text: str = "") -> None:
        """Report ``done`` of ``total`` (total 0: unknown).

        Raises:
            Cancelled: somebody called :meth:`cancel`.
        """
        if self._stop.is_set():
            raise Cancelled
        self.show(done, total, text)

    def show(self, done: int, total: int, text: str) -> None:
        """Show the step; the null job shows nothing."""

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


SILENT = Progress()
"""The job of work that nobody watches."""
