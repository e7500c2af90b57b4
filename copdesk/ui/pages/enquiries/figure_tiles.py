"""The headline figures of enquiries, each opening the enquiries it counts."""

from collections.abc import Callable

from copdesk.domain.enquiry_figures import Figures, Measure, share_words
from copdesk.ui.kit.tiles import Tile

Opened = Callable[[Measure], None]


class FigureTiles:
    """Six tiles.

    Args:
        opened: hears whose rows are wanted.
    """

    def __init__(self, opened: Opened) -> None:
        self.received = Tile("Received")
        self.promise = Tile("Within the promise", with_bar=True)
        self.target = Tile("Within the working target", with_bar=True)
        self.days = Tile("First reply, days")
        self.open = Tile("Open")
        self.nobody = Tile("No provider found")
        self.all = (
            self.received,
            self.promise,
            self.target,
            self.days,
            self.open,
            self.nobody,
        )
        for tile, figure, pill, more in (
            (self.received, Measure.RECEIVED, Measure.RECEIVED, Measure.ANSWERED),
            (self.promise, Measure.KEPT, Measure.AFTER, Measure.DUE),
            (self.target, Measure.ON_TARGET, Measure.ON_TARGET, Measure.ANSWERED),
            (self.days, Measure.TIMED, Measure.TIMED, Measure.TIMED),
            (self.open, Measure.OPEN, Measure.LATE, Measure.WAITING),
            (self.nobody, Measure.NO_PROVIDER, Measure.NO_PROVIDER, Measure.UNANSWERED),
        ):
            for signal, measure in (
                (tile.opened, figure),
                (tile.state_opened, pill),
                (tile.more_opened, more),
            ):
                signal.connect(lambda measure=measure: opened(measure))

    def show_figures(self, found: Figures) -> None:
        """Show these."""
        received, answered, due = (
            found[each] for each in (Measure.RECEIVED, Measure.ANSWERED, Measure.DUE)
        )
        self.received.figure.show_words(f"{received:,}", f"{received:,} received: show them")
        self.received.show_below(f"{answered:,} answered")
        _show_share(self.promise, found[Measure.KEPT], due, "due")
        _show_share(self.target, found[Measure.ON_TARGET], answered, "answered")
        after = found[Measure.AFTER]
        words = f"{after:,} after it" if after else ""
        self.promise.pill.show_state(words, "warn", "clock", f"{after:,} after it: show them")
        self._show_days(found)
        self._show_open(found)
        nobody, unanswered = found[Measure.NO_PROVIDER], found[Measure.UNANSWERED]
        self.nobody.figure.show_words(f"{nobody:,}", f"{nobody:,} without a provider: show them")
        self.nobody.show_below(f"{unanswered:,} closed unanswered" if unanswered else "")

    def _show_days(self, found: Figures) -> None:
        known = found.median is not None
        words = str(found.median) if known else "–"
        self.days.figure.show_words(words, f"Half were answered within {words} days: show them")
        self.days.show_below(
            f"9 in 10 within {found.ninetieth}" if known else "",
            "Half were answered within so many." if known else "No first reply yet.",
        )

    def _show_open(self, found: Figures) -> None:
        number, late, waiting = (
            found[each] for each in (Measure.OPEN, Measure.LATE, Measure.WAITING)
        )
        self.open.figure.show_words(f"{number:,}", f"{number:,} open: show them")
        words = f"{late:,} late" if late else ""
        self.open.pill.show_state(words, "danger", "alert", f"{words}: show them")
        self.open.show_below(f"{waiting:,} waiting" if waiting else "")


def _show_share(tile: Tile, part: int, whole: int, of: str) -> None:
    words = share_words(part, whole)
    tile.figure.show_words(words, f"{part:,} of {whole:,} {of}: show those {part:,}")
    if tile.bar is not None:
        tile.bar.show_share(part, whole)
        tile.bar.setVisible(whole > 0)
    tile.show_below(f"{whole:,} {of}", f"{part:,} of them")
