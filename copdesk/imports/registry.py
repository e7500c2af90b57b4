"""Communities and organisations that rows name: those in the file, and those to be made."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from copdesk.imports.draft import Ref
from copdesk.imports.names import alike


class Registry:
    """Finds what a cell names by its name or another name of it, or notes that it is to be made.

    Args:
        rows: those in the file, by id, each with ``name`` and perhaps ``aliases``.
        key: how a name is compared.
    """

    def __init__(self, rows: Mapping[int, Mapping[str, Any]], key: Callable[[str], str]) -> None:
        self._key = key
        self._ids: dict[str, set[int]] = defaultdict(set)
        self._by_name: dict[str, set[int]] = defaultdict(set)
        self.titles: dict[Ref, str] = {id_: row["name"] for id_, row in rows.items()}
        self._likes: dict[str, str] = {}
        for id_, row in rows.items():
            self._by_name[key(row["name"])].add(id_)
            for name in (row["name"], *row.get("aliases", ())):
                self._ids[key(name)].add(id_)

    def find(self, name: str) -> Ref:
        """The one that is meant: by its own name before other names of others.

        Raises:
            ValueError: several are called so.
        """
        key = self._key(name)
        found = self._by_name.get(key) or self._ids.get(key) or set()
        if len(found) > 1:
            known = " or ".join(sorted(self.titles[id_] for id_ in found))
            raise ValueError(f"“{name}” may be {known}; write its full name.")
        if found:
            return next(iter(found))
        self.titles.setdefault(key, name)
        return key

    def has(self, name: str) -> bool:
        """Whether exactly one in the file is called so."""
        return len(self._ids.get(self._key(name), ())) == 1

    def like(self, ref: Ref) -> str:
        """The name of one in the file that is nearly the same as one to be made; else empty."""
        if not isinstance(ref, str):
            return ""
        if ref not in self._likes:
            near = (min(ids) for key, ids in self._ids.items() if alike(key, ref))
            self._likes[ref] = self.titles.get(next(near, -1), "")
        return self._likes[ref]

    def matching(self, words: frozenset[str]) -> Ref | None:
        """The only one in the file whose name holds all these folded words."""
        found = [id_ for key, ids in self._ids.items() if words <= set(key.split()) for id_ in ids]
        return found[0] if words and len(set(found)) == 1 else None
