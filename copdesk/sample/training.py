"""The training that members voted for, and the sessions held since."""

from collections.abc import Iterator
from datetime import time, timedelta
from decimal import Decimal
from functools import partial

from copdesk.db.models import Course
from copdesk.domain.training import CreditState, PolicyScope, Tier
from copdesk.sample.office import REGION, Act, Office
from copdesk.services import records
from copdesk.services import training as service


def acts(office: Office) -> Iterator[Act]:
    """When it is agreed, and when it is held."""
    yield office.ago(months=20), partial(_adopt, office)
    for number, months in enumerate((18, 15, 12, 9, 6, 3, 1)):
        day = office.ago(months=months, days=5)
        tuesday = day - timedelta(days=day.weekday() - 1)
        yield tuesday, partial(_train, office, number)


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


def _train(office: Office, number: int) -> None:
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
            "capacity": 40,
        },
    )
    came = office.some(REGION, 32)
    hours = {each: Decimal("1.50") for each in came}
    hours[came[0]] = Decimal("0.75")
    state = CreditState.PENDING if number == 6 else CreditState.VERIFIED
    service.record_hours(
        office.store,
        office.policy,
        hours,
        day,
        session_id=session,
        state=state,
        evidence="" if state is CreditState.PENDING else "Sign-in sheet, checked by the trainer",
    )
