"""The training that members voted for, and the sessions held since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from copdesk.db.models import Course, RegulatorGrade
from copdesk.db.queries.training import below_requirement, standings
from copdesk.domain.dates import add_months
from copdesk.domain.grades import GRADES, Scheme
from copdesk.domain.training import CreditState, PolicyScope, ReleaseKind, RenewalRule, Tier
from copdesk.sample.office import REGION, Act, Office
from copdesk.services import records
from copdesk.services import training as service
from copdesk.services import training_sessions as places

_HALF = Decimal("1.50")


@dataclass(frozen=True, slots=True)
class _Yearly:
    """A policy renewed each year, and its course.

    Attributes:
        title: of the policy.
        hours: asked for each time.
        begins: the number of the training afternoon at which it is adopted.
        held: the numbers of those at which it is held.
        more: the rest of its record.
    """

    title: str
    hours: Decimal
    begins: int
    held: tuple[int, ...]
    more: dict[str, object]


def acts(office: Office) -> Iterator[Act]:
    """When it is agreed, and when it is held."""
    yield office.ago(months=20), partial(_adopt, office)
    others: dict[str, int] = {}
    for number, months in enumerate((18, 15, 12, 9, 6, 3, 1)):
        day = office.ago(months=months, days=5)
        tuesday = day - timedelta(days=day.weekday() - 1)
        yield tuesday, partial(_afternoon, office, number, others)


def _yearly(office: Office) -> tuple[_Yearly, _Yearly]:
    return (
        _Yearly(
            "Safeguarding",
            _HALF,
            1,
            (2, 3, 4, 5),
            {
                "adopted_by": "Board",
                "deadline_months": 6,
                "renewal": RenewalRule.MONTHS,
                "renewal_months": 12,
                "grace_days": 14,
                "evidence_required": True,
            },
        ),
        _Yearly(
            "Data protection",
            Decimal("1.00"),
            2,
            (3, 4, 5, 6),
            {
                "adopted_by": "Board",
                "scope": PolicyScope.COMMUNITY,
                "community_id": office.communities[REGION],
                "renewal": RenewalRule.YEARLY,
                "renewal_on": date(office.as_at.year, 3, 31),
                "accumulates": False,
            },
        ),
    )


def _afternoon(office: Office, number: int, others: dict[str, int]) -> None:
    """One training afternoon: what members voted for, then what is renewed each year."""
    came = office.some(REGION, 32)
    _train(office, number, came)
    for each in _yearly(office):
        if number == each.begins:
            others[each.title] = _adopt_yearly(office, each)
        if number in each.held:
            _refresh(office, number, each, others[each.title])
    if number == 5:
        _release(office)
        _grade(office)
    if number == 6:
        _plan(office)


def _adopt(office: Office) -> None:
    office.policy = service.adopt_policy(
        office.store,
        {
            "title": "Anti-oppression training",
            "required_hours": Decimal("3.00"),
            "adopted_on": office.ago(months=20),
            "adopted_by": "Vote of the members",
            "scope": PolicyScope.COMMUNITY,
            "community_id": office.communities[REGION],
            "deadline_months": 6,
            "rationale": "All who advise do 3.0 hours; who wants goes on to advanced ones.",
        },
    )
    for tier, title in (
        (Tier.COMPULSORY, "Anti-oppression in advice work"),
        (Tier.ADVANCED, "Anti-oppression: advanced practice"),
    ):
        values = {
            "title": title,
            "policy_id": office.policy,
            "tier": tier,
            "hours": Decimal("1.50"),
        }
        office.courses[tier] = records.add(office.store, Course, values)


def _train(office: Office, number: int, some: Sequence[int]) -> None:
    tier = Tier.ADVANCED if number == 4 else Tier.COMPULSORY
    day = office.store.clock().date()
    session = service.hold_session(
        office.store,
        {
            "course_id": office.courses[tier],
            "held_on": day,
            "starts_at": time(14),
            "trainer": "Thandiwe Ndlovu",
            "place": "Online",
            "capacity": 60,
        },
    )
    advanced = tier is Tier.ADVANCED
    came = some if advanced else _who_needs(office, number, office.policy, some, 39)
    hours = dict.fromkeys(came, _HALF)
    hours[came[0]] = Decimal("0.75")
    state = CreditState.PENDING if number == 6 else CreditState.VERIFIED
    _record(office, office.policy, hours, session, state)


def _plan(office: Office) -> None:
    """The next session, with fewer places than people who need it."""
    session = service.hold_session(
        office.store,
        {
            "course_id": office.courses[Tier.COMPULSORY],
            "held_on": office.as_at + timedelta(days=10),
            "starts_at": time(14),
            "hours": _HALF,
            "trainer": "Thandiwe Ndlovu",
            "place": "Mill House, Leeds",
            "capacity": 8,
        },
    )
    with office.store.read() as reader:
        below = below_requirement(reader, office.policy, office.as_at)
    wanted = [each.participant_id for each in below]
    places.invite(office.store, session, wanted)
    places.book(office.store, session, wanted[:10])


def _adopt_yearly(office: Office, each: _Yearly) -> int:
    day = office.store.clock().date()
    values = {"title": each.title, "required_hours": each.hours, "adopted_on": day}
    policy = service.adopt_policy(office.store, values | each.more)
    course = {"title": f"{each.title} refresher", "policy_id": policy, "hours": each.hours}
    records.add(office.store, Course, course)
    return policy


def _refresh(office: Office, number: int, each: _Yearly, policy: int) -> None:
    day = office.store.clock().date()
    with office.store.read() as reader:
        (course,) = reader.find(Course, policy_id=policy)
    session = service.hold_session(
        office.store,
        {"course_id": course["id"], "held_on": day, "starts_at": time(16), "place": "Online"},
    )
    came = _who_needs(office, number, policy, (), 30 if each.begins == 1 else 23)
    _record(office, policy, dict.fromkeys(came, each.hours), session, CreditState.VERIFIED)


def _who_needs(
    office: Office, number: int, policy: int, some: Sequence[int], most: int
) -> list[int]:
    """Some who have not met it yet, then others; chosen without disturbing what comes after."""
    day = office.store.clock().date()
    with office.store.read() as reader:
        found = standings(reader, policy, day)
    below = [each.participant_id for each in found if not each.standing.complies]
    chance = Random(f"{number} {policy}")  # noqa: S311  (an invented office, not a secret)
    chosen = chance.sample(below, min(most, len(below)))
    return chosen or list(some[:1])


def _record(
    office: Office, policy: int, hours: dict[int, Decimal], session: int, state: CreditState
) -> None:
    pending = state is CreditState.PENDING
    service.record_hours(
        office.store,
        policy,
        hours,
        office.store.clock().date(),
        session_id=session,
        state=state,
        evidence="" if pending else "Sign-in sheet, checked by the trainer",
    )


def _release(office: Office) -> None:
    """One exemption and one deferral."""
    day = office.store.clock().date()
    with office.store.read() as reader:
        found = standings(reader, office.policy, day)
    below = [each.participant_id for each in found if not each.standing.complies]
    for who, kind, reason in zip(
        below, ReleaseKind, ("Teaches the course", "Parental leave"), strict=False
    ):
        service.release(
            office.store,
            office.policy,
            [who],
            kind,
            start=day,
            end=add_months(day, 6) if kind is ReleaseKind.DEFERRED else None,
            reason=reason,
            approved_by="Chair of the network",
        )


def _grade(office: Office) -> None:
    """Grades of two people and of an organisation: soon to be renewed, run out, and in order."""
    (first, second), body = office.of(REGION)[:2], next(iter(office.organisations.values()))
    until, solicitors = office.as_at + timedelta(days=45), Scheme.LAW_SOCIETY
    towards = {"working_towards": GRADES[solicitors][1]}
    for whose, scheme, grade, valid in (
        ({"participant_id": first}, solicitors, GRADES[solicitors][2], until),
        (
            {"participant_id": second, **towards},
            solicitors,
            GRADES[solicitors][0],
            add_months(until, -2),
        ),
        ({"organisation_id": body}, Scheme.IAA, GRADES[Scheme.IAA][1], add_months(until, 9)),
    ):
        values = {**whose, "scheme": scheme, "grade": grade, "valid_until": valid}
        records.add(office.store, RegulatorGrade, values)
