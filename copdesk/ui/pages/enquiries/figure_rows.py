"""The table of figures by topic, area and so on: its columns, and the rows behind each cell."""

from collections.abc import Sequence

from copdesk.db.conditions import Filter, Op
from copdesk.db.listing import View
from copdesk.domain.enquiry_figures import Figures, Measure, Part, share_words
from copdesk.domain.fields import Count, Kind, Text
from copdesk.ui.kit.cells import LinkCell, NameCell
from copdesk.ui.kit.columns import Shown
from copdesk.ui.kit.held_rows import HeldColumn, HeldRows

_COLUMNS: Sequence[tuple[str, str, Measure, int, int]] = (
    ("received", "Received", Measure.RECEIVED, 92, 0),
    ("answered", "Answered", Measure.ANSWERED, 96, 3),
    ("kept", "Within the promise", Measure.KEPT, 150, 1),
    ("of_due", "Of due", Measure.DUE, 84, 1),
    ("of_answered", "Of answered", Measure.ANSWERED, 108, 6),
    ("after", "After the promise", Measure.AFTER, 142, 4),
    ("on_target", "Within the target", Measure.ON_TARGET, 142, 5),
    ("median", "Half within, days", Measure.TIMED, 134, 2),
    ("ninetieth", "9 in 10 within, days", Measure.TIMED, 154, 3),
    ("open", "Open", Measure.OPEN, 72, 2),
    ("waiting", "Waiting", Measure.WAITING, 84, 6),
    ("late", "Late", Measure.LATE, 68, 2),
    ("unanswered", "No answer", Measure.UNANSWERED, 100, 7),
    ("no_provider", "No provider found", Measure.NO_PROVIDER, 146, 7),
)
BEHIND = {key: measure for key, _label, measure, _width, _rank in _COLUMNS}
"""What is counted in a column, or stands behind its share or its days."""

_WORDED = {"of_due", "of_answered"}

SHOWN = (
    Shown("part", 200, 0, NameCell()),
    *(Shown(key, width, rank, LinkCell()) for key, _label, _measure, width, rank in _COLUMNS),
)


def held() -> HeldRows:
    """The table without rows."""
    return HeldRows(columns("Part"), ["part"])


def columns(part: str) -> dict[str, HeldColumn]:
    """The columns, of which the first is called after the split."""
    found = {"part": HeldColumn(part, Text(300))}
    return found | {key: HeldColumn(label, _kind(key)) for key, label, *_rest in _COLUMNS}


def _kind(key: str) -> Kind:
    return Text() if key in _WORDED else Count()


def row(part: Part) -> tuple[object, ...]:
    """One row of the table; days that are not known stay unknown."""
    found = part.figures
    other = {
        "of_due": share_words(found[Measure.KEPT], found[Measure.DUE]),
        "of_answered": share_words(found[Measure.KEPT], found[Measure.ANSWERED]),
        "median": found.median,
        "ninetieth": found.ninetieth,
    }
    return (
        part.words,
        *(other[key] if key in other else found[measure] for key, measure in BEHIND.items()),
    )


def behind(found: Figures, measure: Measure, *of: str) -> View:
    """The enquiries behind a figure, named after it: ``Late, Fee waivers, This year``."""
    name = ", ".join((measure.label, *of))
    return View(name, (Filter("id", Op.ANY_OF, tuple(found.ids[measure])),))
