"""Which records a row may be about, and how sure that is: the judgement of a careful person."""

from collections.abc import Iterable
from dataclasses import dataclass

from copdesk.domain.text import fold
from copdesk.imports.draft import Draft
from copdesk.imports.index import Index, same_phone
from copdesk.imports.ledger import Key, Ledger
from copdesk.imports.names import agree, is_shared
from copdesk.imports.targets import Subject


@dataclass(frozen=True, slots=True)
class Match:
    """The records that a row may be about.

    Attributes:
        keys: of the records; none when it is a new one.
        sure: whether it is the one of ``keys`` without asking.
        why: for one that is sure, how it is known; else in what it is like them.
        exact: those of the very name, so that a row that says nothing new is no question.
    """

    keys: tuple[Key, ...] = ()
    sure: bool = False
    why: str = ""
    exact: tuple[Key, ...] = ()


class Matcher:
    """Looks a row up among the records of the file and of the rows before it."""

    def __init__(self, subject: Subject, index: Index, ledger: Ledger) -> None:
        self._index = index
        self._ledger = ledger
        self.match = self._person if subject is Subject.PEOPLE else self._organisation

    def _person(self, draft: Draft) -> Match:
        """By address where the name agrees, by name where place or telephone agree; else ask."""
        index, email = self._index, draft.values.get("email", "")
        mailed = index.with_email(email)
        exact = self._exact(draft)
        agreeing = self._agreeing(draft, mailed)
        placed = [key for key in exact if self._same_place(draft, key)]
        if len(agreeing) == 1:
            return Match(tuple(agreeing), True, "The e-mail address and the name agree.")
        if len(placed) == 1 and not agreeing:
            return Match(tuple(placed), True, "The name and the workplace or telephone agree.")
        if exact or agreeing:
            return _unsure((*exact, *agreeing), "has the same name", exact)
        if mailed and not is_shared(email):
            return _unsure(mailed, "has this e-mail address and another name")
        near = [key for key in index.like(draft.name) if not self._other_address(draft, key)]
        return _unsure(near, "has nearly the same name") if near else _new(email if mailed else "")

    def _organisation(self, draft: Draft) -> Match:
        """By address or number where the name agrees; by its own or another name; else ask."""
        index, email = self._index, draft.values.get("email", "")
        exact = self._exact(draft)
        numbered = index.with_number(draft.values.get("regulator_number", ""))
        agreeing = self._agreeing(draft, (*index.with_email(email), *numbered))
        if len(agreeing) == 1 and set(exact) <= set(agreeing):
            return Match(tuple(agreeing), True, "The e-mail address or number and the name agree.")
        if len(exact) == 1 and not agreeing:
            if self._elsewhere(draft, exact[0]):
                return _unsure(exact, "has the same name and is elsewhere", exact)
            return Match(tuple(exact), True, self._named(draft, exact[0]), tuple(exact))
        if exact or agreeing:
            return _unsure((*exact, *agreeing), "has the same name", exact)
        if numbered:
            return _unsure(numbered, "has this registration number and another name")
        other = index.also_named(draft.values.get("aliases", ()))
        near = other or index.like(draft.name)
        said = "has another name in common" if other else "has nearly the same name"
        return _unsure(near, said) if near else Match()

    def _exact(self, draft: Draft) -> list[Key]:
        """Those called what the row is called, or whose own name is another name of the row."""
        others = draft.values.get("aliases", ())
        found = (*self._index.named(draft.name), *self._index.own_named(others))
        return list(dict.fromkeys(found))

    def _agreeing(self, draft: Draft, keys: Iterable[Key]) -> list[Key]:
        called = self._index.key(draft.name)
        names = self._index.names
        return [key for key in dict.fromkeys(keys) if any(agree(called, n) for n in names[key])]

    def _same_place(self, draft: Draft, key: Key) -> bool:
        whole = self._ledger.whole(key)
        places = {role.organisation for _id, role in whole.roles}
        return any(role.organisation in places for role in draft.roles) or same_phone(
            draft.values.get("phone", ""), whole.values.get("phone", "")
        )

    def _other_address(self, draft: Draft, key: Key) -> bool:
        """Whether both have an address and not the same: two people whose names are alike."""
        email = self._ledger.whole(key).values.get("email", "")
        given = draft.values.get("email", "")
        return bool(email and given) and email.casefold() != given.casefold()

    def _elsewhere(self, draft: Draft, key: Key) -> bool:
        values = self._ledger.whole(key).values
        pairs = [
            (draft.values.get(name, ""), values.get(name, "")) for name in ("town", "postcode")
        ]
        return any(ours and theirs and fold(ours) != fold(theirs) for ours, theirs in pairs)

    def _named(self, draft: Draft, key: Key) -> str:
        name = self._ledger.whole(key).values.get("name", "")
        same = self._index.key(name) == self._index.key(draft.name)
        return "The name is the same." if same else f"Another name of {name}."


def _unsure(keys: Iterable[Key], why: str, exact: Iterable[Key] = ()) -> Match:
    return Match(tuple(dict.fromkeys(keys)), False, why, tuple(exact))


def _new(shared: str) -> Match:
    return Match(why=f"Others share the address {shared}." if shared else "")
