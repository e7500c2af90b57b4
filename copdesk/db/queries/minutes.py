"""Minutes as pages and paper ask for them: by item, with decisions and actions; and versions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from copdesk.db.models import Action, Decision, Meeting, MinutesVersion
from copdesk.db.queries.meetings import agenda
from copdesk.db.reader import Reader
from copdesk.db.record import table_of
from copdesk.domain.meetings import MinutesState
from copdesk.domain.minutes import MinutedItem, whole_text


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision; ``agenda_item_id`` is ``None`` where it belongs to no item."""

    id: int
    reference: str
    text: str
    agenda_item_id: int | None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """The minutes as they stood at one time."""

    id: int
    number: int
    at: datetime
    state: MinutesState
    reason: str
    text: str


def decisions(reader: Reader, meeting_id: int) -> list[DecisionLine]:
    """What a meeting decided, in the order of the references."""
    asked = (
        select(Decision.id, Decision.reference, Decision.text, Decision.agenda_item_id)
        .where(Decision.meeting_id == meeting_id)
        .order_by(Decision.id)
    )
    return [DecisionLine(*row) for row in reader.rows(asked)]


def versions(reader: Reader, meeting_id: int) -> list[VersionLine]:
    """The versions of the minutes of a meeting, the newest first."""
    table = table_of(MinutesVersion)
    names = ("id", "number", "at", "state", "reason", "text")
    asked = select(*(table.c[name] for name in names)).where(table.c.meeting_id == meeting_id)
    return [VersionLine(*row) for row in reader.rows(asked.order_by(table.c.number.desc()))]


def record_called(reader: Reader, meeting_id: int, reference: str) -> int | None:
    """The action or decision of a meeting with this reference; ``None`` for none."""
    for model in (Action, Decision):
        for row in reader.find(model, meeting_id=meeting_id, reference=reference):
            return int(row["id"])
    return None


def minutes_text(reader: Reader, meeting_id: int) -> str:
    """All that the minutes of a meeting say now, as plain text."""
    meeting = reader.get(Meeting, meeting_id) or {}
    decided = decisions(reader, meeting_id)
    agreed = reader.find(Action, meeting_id=meeting_id)
    names = reader.titles(each["owner_id"] for each in agreed)
    items = [
        MinutedItem(
            item.title,
            item.outcome,
            [
                f"{each.reference}: {each.text}"
                for each in decided
                if each.agenda_item_id == item.id
            ],
            [_agreed(each, names) for each in agreed if each["agenda_item_id"] == item.id],
        )
        for item in agenda(reader, meeting_id)
    ]
    loose = [f"{each.reference}: {each.text}" for each in decided if each.agenda_item_id is None]
    loose += [_agreed(each, names) for each in agreed if each["agenda_item_id"] is None]
    text = whole_text(items, meeting.get("minutes", ""))
    return "\n\n".join(filter(None, [text, "\n".join(loose)]))


def _agreed(action: dict[str, object], names: dict[int, str]) -> str:
    owner = action["owner_id"]
    who = names.get(owner, "") if isinstance(owner, int) else ""
    return f"{action['reference']}: {action['title']}" + (f" ({who})" if who else "")
