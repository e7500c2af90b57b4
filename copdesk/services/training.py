"""Agreeing on training, holding it, and recording the hours that each person attended."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from copdesk.db.models import Course, Credit, TrainingPolicy, TrainingSession
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.training import CreditState, PolicyScope, Tier
from copdesk.errors import Invalid, UserError
from copdesk.services.communities import called
from copdesk.services.records import add_in

_NEEDED = {PolicyScope.ORGANISATION: "organisation_id", PolicyScope.COMMUNITY: "community_id"}


def adopt_policy(store: Store, values: Mapping[str, object]) -> int:
    """Adopt a training policy; returns its id.

    Raises:
        Invalid: a value can't be kept, or it binds an organisation or community that is not said.
    """
    needed = _NEEDED.get(PolicyScope(str(values.get("scope", PolicyScope.EVERYONE))))
    if needed and not values.get(needed):
        raise Invalid({needed: "Say whom the policy applies to."})
    with store.change("Adopt policy") as unit:
        unit.label = f"Adopt {values.get('title', '')}"
        return add_in(unit, TrainingPolicy, values)


def hold_session(store: Store, values: Mapping[str, object]) -> int:
    """Add a training session; its title and hours come from its course where not given.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Add session") as unit:
        whole = dict(values)
        course_id = whole.get("course_id")
        course = unit.get(Course, course_id) if isinstance(course_id, int) else None
        for name in ("title", "hours"):
            if course and not whole.get(name):
                whole[name] = course[name]
        unit.label = f"Add training session {whole.get('title', '')}"
        return add_in(unit, TrainingSession, whole)


def record_hours(  # noqa: PLR0913  (what the record of a person's hours has)
    store: Store,
    policy_id: int,
    hours: Mapping[int, Decimal],
    done_on: date,
    *,
    session_id: int | None = None,
    tier: Tier | None = None,
    state: CreditState = CreditState.VERIFIED,
    evidence: str = "",
) -> list[int]:
    """Record the hours that people attended, by participant id; returns the ids of the records.

    Args:
        store: the open file.
        policy_id: what they count towards.
        hours: decimal hours actually attended, which a late arrival makes fewer.
        done_on: the day.
        session_id: the session, where there was one.
        tier: by default that of the session's course, else compulsory.
        state: whether they count at once.
        evidence: what shows it, and who checked it.

    Raises:
        Invalid: a value can't be kept; nothing is changed.
    """
    with store.change("Record hours") as unit:
        given = {
            "policy_id": policy_id,
            "session_id": session_id,
            "done_on": done_on,
            "tier": tier or _tier_of(unit, session_id),
            "state": state,
            "evidence": evidence,
        }
        unit.label = _hours_label(unit, hours)
        return [
            add_in(unit, Credit, {"participant_id": person, "hours": each, **given})
            for person, each in hours.items()
        ]


def _hours_label(unit: Unit, hours: Mapping[int, Decimal]) -> str:
    people, different = list(hours), set(hours.values())
    how_much = f"{different.pop():.2f} hours" if len(different) == 1 else "hours"
    return f"Record {how_much} of training for {called(unit.titles(people), people)}"


def _tier_of(unit: Unit, session_id: int | None) -> Tier:
    session = unit.get(TrainingSession, session_id) if session_id is not None else None
    course = unit.get(Course, session["course_id"]) if session and session["course_id"] else None
    return course["tier"] if course else Tier.COMPULSORY


def verify_hours(store: Store, credit_ids: Sequence[int], evidence: str = "") -> None:
    """Say that recorded hours were checked and count; evidence is kept where given."""
    said: dict[str, object] = {"evidence": evidence} if evidence else {}
    _settle(store, credit_ids, "Verify", state=CreditState.VERIFIED, **said)


def refuse_hours(store: Store, credit_ids: Sequence[int]) -> None:
    """Say that recorded hours do not count."""
    _settle(store, credit_ids, "Refuse", state=CreditState.REFUSED)


def _settle(store: Store, credit_ids: Sequence[int], verb: str, **values: object) -> None:
    with store.change(verb) as unit:
        found = [unit.get(Credit, each) for each in credit_ids]
        if not all(found):
            raise UserError("A training record was deleted.", "Undo the deletion first.")
        people = list(dict.fromkeys(each["participant_id"] for each in found if each))
        unit.label = f"{verb} the hours of {called(unit.titles(people), people)}"
        for each in credit_ids:
            unit.set(Credit, each, **values)
