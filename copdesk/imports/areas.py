"""Places as people write them, and the local authorities they name."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from copdesk.domain.text import fold

_KIND_WORDS = frozenset(
    ["council", "borough", "city", "county", "district", "metropolitan", "unitary", "authority",
     "of", "the"]
)  # fmt: skip
_PARTS = re.compile(r"[;,/|\n]")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


class Places:
    """The names of the authorities; a name prefers the authority that stands today.

    A subregion or region ("West Yorkshire") means all of its authorities that lists offer.
    """

    def __init__(self, authorities: Iterable[Mapping[str, Any]]) -> None:
        self._ids: dict[str, tuple[int, ...]] = {}
        rows = sorted(authorities, key=lambda row: not row["current"])
        for row in rows:
            for name in (row["name"], row["official_name"], row["code"], row["former_code"]):
                self._ids.setdefault(_plain(name), (row["id"],))
        for wide in ("subregion", "region"):
            for row in rows:
                if row["current"] and row["offered"] and _plain(row[wide]) not in self._ids:
                    self._ids[_plain(row[wide])] = _all(rows, wide, row[wide])
        self.names: dict[int, str] = {row["id"]: row["name"] for row in rows}
        self._ids.pop("", None)

    def find(self, text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """The authorities that a text names, and the parts of it that name none."""
        found: dict[int, None] = {}
        unknown: list[str] = []
        for part in self._parts(text):
            ids = self._ids.get(_plain(part), ())
            found |= dict.fromkeys(ids)
            if not ids:
                unknown.append(part)
        return tuple(found), tuple(unknown)

    def _parts(self, text: str) -> list[str]:
        """Cut at commas and the like; at "and" only where the whole is no authority's name."""
        parts = [part.strip() for part in _PARTS.split(text)]
        return [
            one
            for part in parts
            if part
            for one in ([part] if _plain(part) in self._ids else _AND.split(part))
        ]


def _all(rows: Sequence[Mapping[str, Any]], wide: str, name: str) -> tuple[int, ...]:
    return tuple(
        row["id"] for row in rows if row[wide] == name and row["current"] and row["offered"]
    )


def _plain(name: str) -> str:
    return " ".join(word for word in fold(name).split() if word not in _KIND_WORDS)
