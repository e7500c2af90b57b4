"""Recording hours: what follows from the session chosen, and what is said before it is kept."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from copdesk.db.models import Course, Credit, TrainingSession
from copdesk.db.record import fields_of
from copdesk.domain.dates import day_words
from copdesk.domain.training import CreditState, Tier
from copdesk.errors import Invalid
from copdesk.services.training import record_hours

if TYPE_CHECKING:
    from copdesk.domain.fields import Field
    from copdesk.ui.kit.desk import Desk

_ASKED = ("session_id", "done_on", "hours", "tier", "state", "evidence")


def fields() -> "dict[str, Field]":
    """What is asked for; without a session it is outside learning."""
    return {name: fields_of(Credit)[name] for name in _ASKED}


def first_values() -> dict[str, object]:
    """What a new record begins with: what the coordinator writes down is verified."""
    blank: dict[str, object] = dict.fromkeys(_ASKED)
    return {**blank, "state": CreditState.VERIFIED, "evidence": ""}


def follows(desk: "Desk", name: str, values: Mapping[str, object]) -> Mapping[str, object]:
    """The day, the hours and the tier of the session chosen."""
    if not name:
        return {"done_on": desk.today(), "tier": Tier.COMPULSORY}
    if name != "session_id" or not isinstance(values.get("session_id"), int):
        return {}
    with desk.store.read() as reader:
        session = reader.get(TrainingSession, cast("int", values["session_id"])) or {}
        course_id = session.get("course_id")
        course = reader.get(Course, course_id) if isinstance(course_id, int) else None
    found = {"done_on": session.get("held_on"), "hours": session.get("hours")}
    return {**found, "tier": course["tier"]} if course else found


def explain(people: Sequence[str], values: Mapping[str, object]) -> str:
    """``1.50 hours for Amina Yusuf on Thu 2 Apr 2026.``."""
    hours, on = values.get("hours"), values.get("done_on")
    if not isinstance(hours, Decimal) or not isinstance(on, date):
        return f"For {whom(people)}."
    return f"{hours:.2f} hours for {whom(people)} on {day_words(on)}."


def whom(people: Sequence[str]) -> str:
    """One name, or how many people."""
    return people[0] if len(people) == 1 else f"{len(people):,} people"


def keep(desk: "Desk", policy_id: int, people: Sequence[int], values: Mapping[str, object]) -> int:
    """Record the hours of all of them as one change; the id of the first record.

    Raises:
        Invalid: the day or the hours are missing or can't be kept.
    """
    on, hours = values.get("done_on"), values.get("hours")
    missing = {}
    if not isinstance(on, date):
        missing["done_on"] = "Type the day, like 3/12/2026."
    if not isinstance(hours, Decimal) or not hours:
        missing["hours"] = "Type the hours, like 1.5."
    if missing:
        raise Invalid(missing)
    kept = record_hours(
        desk.store,
        policy_id,
        dict.fromkeys(people, cast("Decimal", hours)),
        cast("date", on),
        session_id=cast("int | None", values.get("session_id")),
        tier=cast("Tier | None", values.get("tier")),
        state=cast("CreditState", values["state"]),
        evidence=str(values.get("evidence") or ""),
    )
    return kept[0]
