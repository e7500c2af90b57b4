"""Asking those who may help: each contact a line of its enquiry, each gap kept as evidence."""

from collections.abc import Sequence
from dataclasses import dataclass

from copdesk.db.models import Enquiry, GapEvidence, Organisation, OrganisationCapacity
from copdesk.db.queries.provision_known import latest_capacity
from copdesk.db.reader import Reader
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.enquiries import LogKind
from copdesk.domain.provision import Capacity, Depth
from copdesk.errors import UserError
from copdesk.services.enquiries import note_in
from copdesk.services.records import add_in, counted


@dataclass(frozen=True, slots=True)
class Sought:
    """What help is sought: empty, ``None`` and not known where it does not matter."""

    topic_id: int | None = None
    authority_id: int | None = None
    language: str = ""
    level: Depth = Depth.UNKNOWN

    def words(self, reader: Reader) -> str:
        """``Asylum appeal, Leeds, Tigrinya, Casework``; empty when nothing is sought."""
        titles = reader.titles([self.topic_id, self.authority_id])
        level = "" if self.level is Depth.UNKNOWN else self.level.label
        named = [titles.get(each, "") for each in (self.topic_id, self.authority_id) if each]
        return ", ".join(filter(None, (*named, self.language, level)))


def log_contact(
    store: Store, enquiry_id: int, with_ids: Sequence[int], kind: LogKind, sought: Sought
) -> None:
    """Log that organisations or people were asked, or that the asker was signposted to them.

    Recording a contact clears the next step, and puts an enquiry nobody has touched in hand.

    Raises:
        UserError: the enquiry is gone.
    """
    with store.change(kind.label) as unit:
        about, steps = sought.words(unit), ""
        for each in with_ids:
            text = f"{unit.title(each)}: {about}" if about else unit.title(each)
            steps += note_in(unit, enquiry_id, text, kind=kind, with_id=each)[1]
        named = unit.title(with_ids[0]) if len(with_ids) == 1 else f"{len(with_ids)} of the list"
        unit.label = f"{kind.label} {named} for enquiry {_reference(unit, enquiry_id)}{steps}"


def log_no_provider(
    store: Store, sought: Sought, *, enquiry_id: int | None = None, note: str = ""
) -> int:
    """Keep as evidence that no provider was found, and log it with the enquiry; its id.

    Raises:
        UserError: the enquiry is gone, or nothing says what was sought.
    """
    with store.change("No provider found") as unit:
        about = sought.words(unit)
        if not about:
            raise UserError("Nothing says what was sought.", "Choose a topic or an area first.")
        unit.label = f"No provider found: {about}"
        if enquiry_id is not None:
            note_in(unit, enquiry_id, about, kind=LogKind.NO_PROVIDER)
            unit.label += f" (enquiry {_reference(unit, enquiry_id)})"
        level = "" if sought.level is Depth.UNKNOWN else sought.level.label
        values = {
            "found_on": unit.today,
            "topic_id": sought.topic_id,
            "authority_id": sought.authority_id,
            "language": sought.language,
            "level": level,
            "enquiry_id": enquiry_id,
            "note": note,
        }
        return add_in(unit, GapEvidence, values)


def record_capacity(
    store: Store, organisation_id: int, capacity: Capacity, *, said_by: str = ""
) -> int:
    """Keep what an organisation says today about new matters; returns the id of the record.

    The day since when it is so stays as long as it says the same.
    """
    with store.change("Capacity") as unit:
        made = _capacity_in(unit, organisation_id, capacity, said_by)
        unit.label = f"{unit.title(organisation_id)}: {capacity.label.lower()} for new matters"
        return made


def confirm_capacities(store: Store, organisation_ids: Sequence[int]) -> None:
    """Keep that what is known of these organisations is still so today.

    Raises:
        UserError: of one of them nothing is known that could be confirmed.
    """
    with store.change("Confirm") as unit:
        for each in organisation_ids:
            known = latest_capacity(unit, each, unit.today)
            if known is None:
                raise UserError(
                    f"Nothing is known yet of the capacity of {unit.title(each)}.",
                    "Ask, and record it on its tab Can help.",
                )
            _capacity_in(unit, each, known.capacity, known.said_by)
        told = counted(unit, Organisation, list(organisation_ids))
        unit.label = f"Capacity still so today: {told}"


def _capacity_in(unit: Unit, organisation_id: int, capacity: Capacity, said_by: str) -> int:
    before = latest_capacity(unit, organisation_id, unit.today)
    same = before is not None and before.capacity is capacity
    since = before.since if before is not None and same else unit.today
    values = {
        "organisation_id": organisation_id,
        "capacity": capacity,
        "checked_on": unit.today,
        "since": since,
        "said_by": said_by,
    }
    return add_in(unit, OrganisationCapacity, values)


def _reference(unit: Unit, enquiry_id: int) -> str:
    return str((unit.get(Enquiry, enquiry_id) or {}).get("reference", ""))
