"""The chosen rows written as one change, so that one undo takes all of it back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from copdesk.db.backup import back_up
from copdesk.db.models.communities import (
    Community,
    OrganisationMembership,
    ParticipantMembership,
)
from copdesk.db.models.organisations import Organisation, OrganisationArea
from copdesk.db.models.participants import Affiliation
from copdesk.db.record import Record, fields_of
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.errors import UserError
from copdesk.imports.draft import Membership, Ref, Role
from copdesk.imports.ledger import Key, Ledger, about
from copdesk.imports.settle import settle
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import Choices, Plan
from copdesk.progress import SILENT, Progress


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did.

    Attributes:
        label: the sentence of the change; empty when nothing was to be done.
        added: how many records are new.
        changed: how many that were there have changed.
        made: the names of communities and organisations made because rows name them.
    """

    label: str
    added: int
    changed: int
    made: tuple[str, ...] = ()


def count(plan: Plan, choices: Choices) -> Done:
    """What :func:`apply` would do."""
    return _counted(plan, settle(plan, choices), "")


def _counted(plan: Plan, ledger: Ledger, label: str) -> Done:
    added = sum(1 for key in ledger.touched if isinstance(key, str))
    wholes = ledger.touched.values()
    joined = [
        plan.titles.communities[s.community]
        for w in wholes
        for _id, s in w.memberships
        if isinstance(s.community, str)
    ]
    worked = [
        plan.titles.organisations[s.organisation]
        for w in wholes
        for _id, s in w.roles
        if isinstance(s.organisation, str)
    ]
    made = tuple(dict.fromkeys((*joined, *worked)))
    return Done(label, added, len(ledger.touched) - added, made)


def apply(
    store: Store,
    plan: Plan,
    choices: Choices,
    *,
    source: str,
    progress: Progress = SILENT,
) -> Done:
    """Write the chosen rows as one change; a backup of the file is made before.

    Args:
        store: the open file.
        plan: the preview that was looked at.
        choices: what was decided, by row number.
        source: the name of the file they come from.
        progress: told of the steps.

    Raises:
        UserError: the file has changed since the preview, or can't be written; nothing changed.
        Cancelled: on request; nothing changed.
    """
    ledger = settle(plan, choices)
    if not ledger.touched:
        return _counted(plan, ledger, "")
    back_up(store.path, "before an import", progress=progress)
    return write(store, plan, ledger, source=source, progress=progress)


def write(
    store: Store, plan: Plan, ledger: Ledger, *, source: str, progress: Progress = SILENT
) -> Done:
    """Write what is settled, for those who have made a backup."""
    label = f"Import {plan.subject.counted(len(ledger.touched))} from {source}"
    with store.change(label) as unit:
        _Writer(unit, plan, ledger).write(progress)
    return _counted(plan, ledger, label)


class _Writer:
    """Writes what a ledger says in a few large statements."""

    def __init__(self, unit: Unit, plan: Plan, ledger: Ledger) -> None:
        self._unit = unit
        self._plan = plan
        self._known = plan.known
        self._ledger = ledger
        self._ids: dict[Key, int] = {}

    def write(self, progress: Progress) -> None:
        """What rows name first, then the records, then what lies between them."""
        steps = (self._check, self._records, self._memberships, self._roles, self._areas)
        for done, step in enumerate(steps):
            progress.step(done, len(steps), "Writing")
            step()
        progress.step(len(steps), len(steps), "Writing")

    def _check(self) -> None:
        """No record may have changed since the preview was made."""
        model = self._known.subject.model
        for key in self._ledger.touched:
            if isinstance(key, int):
                now = self._unit.get(model, key)
                if now is None or now["version"] != self._known.records[key]["version"]:
                    name = self._known.records[key]["name"]
                    raise UserError(
                        f"{name} was changed since the preview.", "Look at the preview again."
                    )

    def _records(self) -> None:
        model = self._known.subject.model
        new = [key for key in self._ledger.touched if isinstance(key, str)]
        rows = [self._ledger.touched[key].values for key in new]
        self._ids |= zip(new, self._unit.insert_many(model, rows), strict=True)
        for key, whole in self._ledger.touched.items():
            if isinstance(key, int):
                self._ids[key] = key
                self._unit.set(model, key, **whole.values)

    def _memberships(self) -> None:
        people = self._known.subject is Subject.PEOPLE
        model = ParticipantMembership if people else OrganisationMembership
        spans = {key: whole.memberships for key, whole in self._ledger.touched.items()}
        self._spans(model, spans, Community, self._plan.titles.communities)

    def _roles(self) -> None:
        spans = {key: whole.roles for key, whole in self._ledger.touched.items()}
        self._spans(Affiliation, spans, Organisation, self._plan.titles.organisations)

    def _spans(
        self,
        model: type[Record],
        spans: Mapping[Key, Sequence[tuple[int, Membership | Role]]],
        other: type[Record],
        titles: Mapping[Ref, str],
    ) -> None:
        """Write times in communities or organisations, making those that are not there yet."""
        new = list(dict.fromkeys(ref for ref in _refs(spans) if isinstance(ref, str)))
        made = self._unit.insert_many(other, [{"name": titles[ref]} for ref in new])
        ids: dict[Ref, int] = dict(zip(new, made, strict=True))
        rows = []
        for key, each in spans.items():
            for id_, span in each:
                linked = about(span)
                row = _row(model, self._ids[key], ids.get(linked, linked), span)
                if id_:
                    self._unit.set(model, id_, **row)
                else:
                    rows.append(row)
        self._unit.insert_many(model, rows)

    def _areas(self) -> None:
        rows = [
            {"organisation_id": self._ids[key], "authority_id": id_}
            for key, whole in self._ledger.touched.items()
            for id_ in whole.areas
            if isinstance(key, str) or id_ not in self._known.areas.get(key, ())
        ]
        self._unit.insert_many(OrganisationArea, rows)


def _refs(spans: Mapping[Key, Sequence[tuple[int, Membership | Role]]]) -> Iterator[Ref]:
    return (about(span) for each in spans.values() for _id, span in each)


def _row(
    model: type[Record], owner: int, linked: Ref, span: Membership | Role
) -> dict[str, object]:
    """The fields of a membership or role: whose, in what, and what is known of it."""
    mine, its = (name for name, field in fields_of(model).items() if field.required)
    said = {name: getattr(span, name) for name in fields_of(model) if hasattr(span, name)}
    if said.get("relation", ...) is None:
        del said["relation"]
    return {mine: owner, its: linked, **said}
