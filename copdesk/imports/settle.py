"""What the chosen rows make of the records, without writing anything yet."""

from collections.abc import Mapping
from dataclasses import replace

from copdesk.imports.draft import Draft
from copdesk.imports.index import key_of
from copdesk.imports.ledger import Key, Ledger
from copdesk.imports.verdicts import Act, Choices, Judged, Plan, Verdict

_OF_THE_WHOLE = frozenset(["name", "aliases", "regulator_number", "email", "phone", "website"])


def settle(plan: Plan, choices: Choices) -> Ledger:
    """The records that change or are made once the chosen rows are written onto them in order."""
    ledger = Ledger(plan.known, plan.titles)
    rows = {str(row.number): row for row in plan.rows}
    for row in plan.rows:
        option = plan.chosen(row, choices)
        if option.act is Act.ADD:
            ledger.merge(row.draft, str(row.number))
        elif option.act is Act.MERGE:
            _merge(ledger, row, _meant(option.key, rows, plan, choices))
        elif option.act is Act.SPLIT:
            for name, key in option.parts:
                ledger.merge(part_of(row.draft, name), key)
    return ledger


def part_of(draft: Draft, name: str) -> Draft:
    """The draft of one of two that a row names: with what may hold for both."""
    both = {field: value for field, value in draft.values.items() if field not in _OF_THE_WHOLE}
    return replace(draft, values={"name": name, **both})


def _meant(key: Key, rows: Mapping[str, Judged], plan: Plan, choices: Choices) -> Key:
    """The record of another row, as it was decided what that row is."""
    while isinstance(key, str):
        other = plan.chosen(rows[key], choices)
        if other.act is Act.SPLIT:
            return other.parts[0][1]
        if other.act is not Act.MERGE:
            return key
        key = other.key
    return key


def _merge(ledger: Ledger, row: Judged, key: Key) -> None:
    """Write a row onto a record; a name that somebody said is its own is kept as another name."""
    ledger.merge(row.draft, key)
    values = ledger.whole(key).values
    same = key_of(ledger.subject)
    names = map(same, (values.get("name", ""), *values.get("aliases", ())))
    if row.verdict is Verdict.CONFLICT and same(row.draft.name) not in set(names):
        ledger.also_called(key, row.draft.name)
