"""Finding the records that a row may be about: by address, by name, by number, by likeness."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from copdesk.domain.text import fold
from copdesk.imports.joining import digits
from copdesk.imports.ledger import Key
from copdesk.imports.names import alike, organisation_key, person_key, within
from copdesk.imports.targets import Subject

_MOST = 60
"""A word that more records than this share says nothing about likeness."""


def key_of(subject: Subject) -> Callable[[str], str]:
    """How names of this subject are compared."""
    return person_key if subject is Subject.PEOPLE else organisation_key


class Index:
    """Every record that a row may meet, those in the file and those of the rows before it."""

    def __init__(self, subject: Subject) -> None:
        self._people = subject is Subject.PEOPLE
        self.key = key_of(subject)
        self._by_email: dict[str, list[Key]] = defaultdict(list)
        self._by_name: dict[str, list[Key]] = defaultdict(list)
        self._by_alias: dict[str, list[Key]] = defaultdict(list)
        self._by_number: dict[str, list[Key]] = defaultdict(list)
        self._by_word: dict[str, list[Key]] = defaultdict(list)
        self.names: dict[Key, set[str]] = defaultdict(set)

    def add(self, key: Key, values: Mapping[str, Any]) -> None:
        """Take a record in, or what is new of it."""
        _put(self._by_email, values.get("email", "").casefold(), key)
        _put(self._by_number, fold(values.get("regulator_number", "")), key)
        name = self.key(values.get("name", ""))
        _put(self._by_name, name, key)
        others = [*values.get("aliases", ()), values.get("native_name", "")]
        for other in map(self.key, others):
            _put(self._by_alias, other, key)
            self.names[key].add(other)
        self.names[key].add(name)
        for word in name.split():
            _put(self._by_word, word, key)
            if len(word) > 4:
                _put(self._by_word, word[:3] + "…", key)

    def with_email(self, address: str) -> list[Key]:
        """Those of this address, whoever reads it."""
        return self._by_email.get(address.casefold(), []) if address else []

    def with_number(self, number: str) -> list[Key]:
        """Those of this registration number."""
        return self._by_number.get(fold(number), []) if number else []

    def named(self, name: str) -> list[Key]:
        """Those whose own name this is, or else one of their other names."""
        key = self.key(name)
        return (self._by_name.get(key) or self._by_alias.get(key) or []) if key else []

    def also_named(self, names: Iterable[str]) -> list[Key]:
        """Those whose own name or other name one of these is."""
        keys = [self.key(name) for name in names]
        found = (
            each
            for key in keys
            if key
            for table in (self._by_name, self._by_alias)
            for each in table.get(key, ())
        )
        return list(dict.fromkeys(found))

    def own_named(self, names: Iterable[str]) -> list[Key]:
        """Those whose own name one of these is."""
        found = (
            each for name in names if (key := self.key(name)) for each in self._by_name.get(key, ())
        )
        return list(dict.fromkeys(found))

    def like(self, name: str) -> list[Key]:
        """Those whose own name is nearly this, or this with words more or less."""
        key = self.key(name)
        words = key.split()
        near = [
            list_
            for word in (*words, *(word[:3] + "…" for word in words if len(word) > 4))
            if len(list_ := self._by_word.get(word, [])) <= _MOST
        ]
        found = {one: None for list_ in near for one in list_}
        return [one for one in found if self._like(key, one)]

    def _like(self, key: str, one: Key) -> bool:
        return any(
            alike(key, name) or (not self._people and within(key, name))
            for name in self.names[one]
            if name
        )


def _put(table: dict[str, list[Key]], word: str, key: Key) -> None:
    if word and key not in (there := table[word]):
        there.append(key)


def same_phone(one: str, other: str) -> bool:
    """Whether both are given and are dialled alike."""
    return bool(one and other) and digits(one) == digits(other)
