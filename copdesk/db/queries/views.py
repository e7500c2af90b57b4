"""The views that somebody kept for a list: its filters, words and order under a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from copdesk.db.kept_filters import from_text
from copdesk.db.listing import View
from copdesk.db.models import SavedView
from copdesk.db.reader import Reader
from copdesk.domain.fields import Kind


@dataclass(frozen=True, slots=True)
class KeptView(View):
    """A view of one's own.

    Attributes:
        id: of its record.
        words: typed into the filter box.
        sort: the key of a column; empty for the order the list has anyhow.
        descending: the last first.
        fault: why it can't be shown any more; empty when it can.
    """

    id: int = 0
    words: str = ""
    sort: str = ""
    descending: bool = False
    fault: str = ""


def views_of(reader: Reader, kind: str, kinds: Mapping[str, Kind]) -> list[KeptView]:
    """The views kept for a list, in their order.

    Args:
        reader: where to look.
        kind: of the list, as it was kept.
        kinds: the kind of every column of the list as it is now, by key.
    """
    rows = reader.find(SavedView, kind=kind)
    return [
        _kept(row, kinds) for row in sorted(rows, key=lambda row: (row["position"] or 0, row["id"]))
    ]


def _kept(row: Mapping[str, Any], kinds: Mapping[str, Kind]) -> KeptView:
    fault = ""
    try:
        filters = from_text(row["filters"], kinds)
    except ValueError as gone:
        filters, fault = (), str(gone)
    sort = row["sort"] if row["sort"] in kinds else ""
    return KeptView(row["name"], filters, row["id"], row["words"], sort, row["descending"], fault)
