"""Agreeing on training, holding it, and recording the hours that each person attended."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from copdesk.db.models import (
    Course,
    Credit,
    PolicyScopeRule,
    TrainingExemption,
    TrainingPolicy,
    TrainingReminder,
    TrainingSession,
)
from copdesk.db.store import Store
from copdesk.db.unit import Unit
from copdesk.domain.training import (
    CreditState,
    DeadlineRule,
    PolicyScope,
    ReleaseKind,
    ReminderKind,
    RenewalRule,
    Tier,
)
from copdesk.errors import Invalid, UserError
from copdesk.services.records import add_in, change, named
from copdesk.services.settings import settings

_NEEDED = {PolicyScope.ORGANISATION: "organisation_id", PolicyScope.COMMUNITY: "community_id"}
_LACKING = {
    "organisation_id": "Say whom the policy applies to.",
    "community_id": "Say whom the policy applies to.",
    "deadline_on": "Say the day by which everybody has to do it.",
    "renewal_months": "Say after how many months it is renewed.",
    "renewal_on": "Say by which day of the year it is renewed.",
}


def adopt_policy(store: Store, values: Mapping[str, object]) -> int:
    """Adopt a training policy; returns its id.

    Raises:
        Invalid: a value can't be kept, or something its rules need is not said.
    """
    lacking = _lacking(values)
    if lacking:
        raise Invalid(lacking)
    with store.change("Adopt policy") as unit:
        unit.label = f"Adopt {values.get('title', '')}"
        return add_in(unit, TrainingPolicy, values)


def amend_policy(store: Store, policy_id: int, values: Mapping[str, object]) -> None:
    """Change what a policy says; the history keeps what it said before.

    Raises:
        Invalid: a value can't be kept, or something its rules need would not be said.
        UserError: the policy is gone.
    """
    with store.read() as reader:
        before = reader.get(TrainingPolicy, policy_id) or {}
    lacking = _lacking({**before, **values})
    if lacking:  # said beside the field that was changed, where it is not one of those asked for
        changed = next(iter(values), "")
        raise Invalid({name if name in values else changed: why for name, why in lacking.items()})
    change(store, TrainingPolicy, policy_id, values)


def _lacking(values: Mapping[str, object]) -> dict[str, str]:
    """What the rules of a policy still need, by field."""
    return {name: _LACKING[name] for name in _needed(values) if not values.get(name)}


def _needed(values: Mapping[str, object]) -> list[str]:
    scope = PolicyScope(str(values.get("scope") or PolicyScope.EVERYONE))
    needed = [_NEEDED[scope]] if scope in _NEEDED else []
    if values.get("deadline_rule") == DeadlineRule.FIXED:
        needed.append("deadline_on")
    if values.get("renewal") == RenewalRule.MONTHS:
        needed.append("renewal_months")
    if values.get("renewal") == RenewalRule.YEARLY:
        needed.append("renewal_on")
    return needed


def widen_scope(store: Store, policy_id: int, values: Mapping[str, object]) -> int:
    """Take more people into a policy by one more rule of scope; returns its id.

    Raises:
        Invalid: it is not said whom it takes in, or everyone would be taken in without a limit.
    """
    needed = _NEEDED.get(PolicyScope(str(values["scope"])))
    if needed is not None and not values.get(needed):
        raise Invalid({needed: _LACKING[needed]})
    if needed is None and not (values.get("role") or values.get("contract")):
        raise Invalid({"contract": "Say the contract or the role."})
    with store.change("Widen policy") as unit:
        unit.label = f"Let {unit.title(policy_id)} apply to more people"
        return add_in(unit, PolicyScopeRule, {"policy_id": policy_id, **values})


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

    Hours that count at once are verified by the coordinator whom the settings name.

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
        counts = state is CreditState.VERIFIED
        given = {
            "policy_id": policy_id,
            "session_id": session_id,
            "done_on": done_on,
            "tier": tier or _tier_of(unit, session_id),
            "state": state,
            "evidence": evidence,
            "entered_on": unit.today,
            "verified_on": unit.today if counts else None,
            "verified_by": settings(unit).coordinator if counts else "",
        }
        unit.label = _hours_label(unit, hours)
        return [
            add_in(unit, Credit, {"participant_id": person, "hours": each, **given})
            for person, each in hours.items()
        ]


def _hours_label(unit: Unit, hours: Mapping[int, Decimal]) -> str:
    people, different = list(hours), set(hours.values())
    how_much = f"{different.pop():.2f} hours" if len(different) == 1 else "hours"
    return f"Record {how_much} of training for {named(unit.titles(people), people)}"


def _tier_of(unit: Unit, session_id: int | None) -> Tier:
    session = unit.get(TrainingSession, session_id) if session_id is not None else None
    course = unit.get(Course, session["course_id"]) if session and session["course_id"] else None
    return course["tier"] if course else Tier.COMPULSORY


def verify_hours(
    store: Store, credit_ids: Sequence[int], evidence: str = "", *, by: str = ""
) -> None:
    """Say that recorded hours were checked and count; evidence is kept where given.

    Args:
        store: the open file.
        credit_ids: the records.
        evidence: what shows the hours; empty: as it was.
        by: who checked them.
    """
    said: dict[str, object] = {"evidence": evidence} if evidence else {}
    _settle(store, credit_ids, "Verify", state=CreditState.VERIFIED, verified_by=by, **said)


def refuse_hours(store: Store, credit_ids: Sequence[int], because: str = "") -> None:
    """Say that recorded hours do not count, and why."""
    _settle(store, credit_ids, "Refuse", state=CreditState.REFUSED, refused_because=because)


def _settle(store: Store, credit_ids: Sequence[int], verb: str, **values: object) -> None:
    with store.change(verb) as unit:
        found = [unit.get(Credit, each) for each in credit_ids]
        if not all(found):
            raise UserError("A training record was deleted.", "Undo the deletion first.")
        people = list(dict.fromkeys(each["participant_id"] for each in found if each))
        unit.label = f"{verb} the hours of {named(unit.titles(people), people)}"
        verified = values["state"] is CreditState.VERIFIED
        values["verified_on"] = unit.today if verified else None
        for each in credit_ids:
            unit.set(Credit, each, **values)


def release(  # noqa: PLR0913  (what an exemption has)
    store: Store,
    policy_id: int,
    participant_ids: Sequence[int],
    kind: ReleaseKind,
    *,
    start: date | None,
    end: date | None = None,
    reason: str,
    approved_by: str = "",
) -> list[int]:
    """Exempt people from a policy, or defer their deadline; returns the ids of the records.

    Args:
        store: the open file.
        policy_id: the policy.
        participant_ids: whom.
        kind: an exemption takes them out of the count, a deferral only moves the deadline.
        start: the first day.
        end: the last day; ``None``: until further notice.
        reason: why.
        approved_by: who agreed to it.

    Raises:
        Invalid: the reason is missing, or the end is before the start; nothing is changed.
    """
    problems = {}
    if not reason.strip():
        problems["reason"] = "Say why."
    if start and end and end < start:
        problems["end"] = "This is before the first day."
    if problems:
        raise Invalid(problems)
    given = {"start": start, "end": end, "reason": reason, "approved_by": approved_by}
    with store.change("Release") as unit:
        verb = "Exempt" if kind is ReleaseKind.EXEMPT else "Defer the training of"
        unit.label = f"{verb} {named(unit.titles(participant_ids), list(participant_ids))}"
        return [
            add_in(
                unit,
                TrainingExemption,
                {"policy_id": policy_id, "participant_id": each, "kind": kind, **given},
            )
            for each in participant_ids
        ]


def note_reminders(store: Store, reminders: Iterable[tuple[int, int, ReminderKind]]) -> list[int]:
    """Note that reminders were drafted today: policy, participant, kind; each once a day."""
    with store.change("Draft reminders") as unit:
        noted = {
            (each["policy_id"], each["participant_id"], each["kind"])
            for each in unit.find(TrainingReminder, drafted_on=unit.today)
        }
        new = [each for each in dict.fromkeys(reminders) if each not in noted]
        people = list(dict.fromkeys(person for _, person, _ in new))
        unit.label = f"Draft reminders for {named(unit.titles(people), people)}"
        given = ("policy_id", "participant_id", "kind")
        return [
            add_in(
                unit,
                TrainingReminder,
                {**dict(zip(given, each, strict=True)), "drafted_on": unit.today},
            )
            for each in new
        ]
