"""The list of who can help: its columns, its words and its tones; unknown is said, never hidden."""

from collections.abc import Iterable
from datetime import date

from copdesk.db.queries.provision import Found
from copdesk.db.queries.provision_candidates import Helper
from copdesk.domain import fields as f
from copdesk.domain.provision import Capacity, Fit, Freshness, checked_words, freshness
from copdesk.ui.kit.cells import NameCell, PillCell
from copdesk.ui.kit.columns import Choice, Shown
from copdesk.ui.kit.held_rows import HeldColumn

HELD = {
    "name": HeldColumn("Who", f.Text()),
    "at": HeldColumn("Works at", f.Text()),
    "capacity": HeldColumn("New matters", f.Choice(Capacity)),
    "checked": HeldColumn("Checked", f.Text()),
    "freshness": HeldColumn("How fresh", f.Choice(Freshness)),
    "fit": HeldColumn("Topic", f.Choice(Fit)),
    "topics": HeldColumn("Known for", f.Text()),
    "areas": HeldColumn("Areas", f.Text()),
    "languages": HeldColumn("Languages", f.Text()),
    "grades": HeldColumn("Grades", f.Text()),
    "email": HeldColumn("E-mail", f.Text()),
    "phone": HeldColumn("Phone", f.Text()),
}
_CAPACITIES = {
    Capacity.OPEN: ("ok", "check"),
    Capacity.LIMITED: ("warn", "dot"),
    Capacity.WAITING: ("warn", "clock"),
    Capacity.UNKNOWN: ("mute", "help"),
    Capacity.CLOSED: ("danger", "close"),
}
_FRESHNESS = {
    Freshness.NEVER: ("mute", "help"),
    Freshness.FRESH: ("ok", "check"),
    Freshness.AMBER: ("warn", "clock"),
    Freshness.RED: ("danger", "alert"),
}
_FITS = {Fit.LISTED: ("ok", "check"), Fit.NEAR: ("info", "dot"), Fit.UNKNOWN: ("mute", "help")}
_NOT_KNOWN = "Not known"

COLUMNS = (
    Shown("name", 220, 0, NameCell(under=("at",), opens=True)),
    Shown("capacity", 132, 0, PillCell(tones=_CAPACITIES)),
    Shown("checked", 214, 1, PillCell(tones=_FRESHNESS, by="freshness")),
    Shown("fit", 172, 3, PillCell(tones=_FITS)),
    Shown("topics", 220, 2),
    Shown("areas", 150, 4),
    Shown("languages", 140, 5),
    Shown("grades", 190, 6),
    Shown("email", 200, 7, hidden=True),
    Shown("phone", 130, 7, hidden=True),
)
ORDER = Choice(
    [column.key for column in COLUMNS],
    hidden={column.key for column in COLUMNS if column.hidden},
    sort="name",
).to_text()


def rows(helpers: Iterable[Helper], today: date) -> dict[int, tuple[object, ...]]:
    """The rows of the list by the id of whom they are, in the order given."""
    return {each.id: _row(each, today) for each in helpers}


def _row(each: Helper, today: date) -> tuple[object, ...]:
    standing = each.standing
    return (
        each.name,
        each.at,
        standing.capacity,
        checked_words(standing.checked_on, today),
        freshness(standing.checked_on, today),
        standing.fit,
        "; ".join(each.topics) or _NOT_KNOWN,
        "; ".join(each.areas) or _NOT_KNOWN,
        "; ".join(each.languages) or _NOT_KNOWN,
        "; ".join(each.grades) or _NOT_KNOWN,
        each.email,
        each.phone,
    )


def counted(found: Found) -> str:
    """``12 may help: 5 open, 2 limited, 5 not known``."""
    if not found.helpers:
        return "Nobody is known who can help with this."
    said = [each.standing.capacity for each in found.helpers]
    order = (Capacity.OPEN, Capacity.LIMITED, Capacity.WAITING, Capacity.UNKNOWN, Capacity.CLOSED)
    parts = [f"{said.count(each)} {each.label.lower()}" for each in order if each in said]
    return f"{len(said):,} may help: {', '.join(parts)}"


def left_out(found: Found) -> str:
    """Who is not in the list and why: ``Not listed: 4 work elsewhere; ...``; empty for nobody."""
    parts = [
        _said(found.elsewhere, "works elsewhere", "work elsewhere"),
        _said(found.other_languages, "speaks other languages", "speak other languages"),
        _said(found.not_so_far, "does not go so far", "do not go so far"),
        _said(found.silent, "has no topics or areas recorded", "have no topics or areas recorded"),
    ]
    told = "; ".join(filter(None, parts))
    return f"Not listed: {told}." if told else ""


def _said(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}" if count else ""
