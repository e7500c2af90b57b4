"""A network with every rule of training in it, for the papers and sheets about training."""

from datetime import date
from decimal import Decimal

from copdesk.db.models import Affiliation, Community, Course, Organisation, Participant
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from copdesk.domain.training import CreditState, ReleaseKind, RenewalRule, Tier
from copdesk.services import records, settings, training, training_sessions
from tests.joining import organisation_joins

AS_AT = date(2026, 11, 22)
LONG = "Nomathemba Konstantinopolitanskaja-Wijesinghe " * 3
NAMES = (
    ("Olena Шевченко", ""),
    ("=Azad", "ئازاد عەلی"),
    ("王小明", ""),
    ("Amina Yusuf", "أمينة يوسف"),
    ("Amina Yusuf", ""),
    (LONG.strip()[:150], ""),
    ("Abebe", "አበበ ቢቂላ"),
    ("Ioana * ~?", ""),
    ("Ravi", "ரவி குமார்"),
    ("Zoë", ""),
)


def fill(store: Store) -> dict[str, int]:
    """Everything; returns the ids of policies, organisations and people by short words."""
    settings.keep_settings(store, network="Northern Network", notice="Invented.")
    network = records.add(store, Community, {"name": "Yorkshire and the Humber"})
    house = records.add(store, Organisation, {"name": "Welcome * House"})
    law = records.add(store, Organisation, {"name": "Law; Centre"})
    ids = {"house": house, "law": law}
    people = []
    for place, (name, native) in enumerate(NAMES):
        person = records.add(store, Participant, {"name": name, "native_name": native})
        where = (house,) if place < 6 else (law,)
        for body in (house, law) if place == 3 else where:
            end = PartialDate(2026, 9, 30) if place == 9 else None
            start = PartialDate(2024, 1)
            role = {"participant_id": person, "organisation_id": body, "role": "Adviser"}
            records.add(store, Affiliation, {**role, "start": start, "end": end})
        people.append(person)
    for body in (house, law):
        organisation_joins(store, network, body, start=PartialDate(2019))
    ids |= {f"p{place}": person for place, person in enumerate(people)}
    ids |= _policies(store, network)
    _hours(store, ids, people)
    return ids


def _policies(store: Store, network: int) -> dict[str, int]:
    common = {"adopted_on": date(2025, 1, 1), "adopted_by": "Vote of the members"}
    kinds: dict[str, dict[str, object]] = {
        "once": {"rationale": "All who advise do 3.0 hours."},
        "months": {
            "renewal": RenewalRule.MONTHS,
            "renewal_months": 12,
            "minimum_hours": Decimal("1.00"),
        },
        "yearly": {"renewal": RenewalRule.YEARLY, "renewal_on": date(2025, 3, 31)},
        "grace": {"renewal": RenewalRule.MONTHS, "renewal_months": 12, "grace_days": 30},
        "whole": {"accumulates": False, "evidence_required": True},
    }
    return {
        word: training.adopt_policy(store, {"title": f"Policy {word}", **common, **values})
        for word, values in kinds.items()
    } | {"network": network}


def _hours(store: Store, ids: dict[str, int], people: list[int]) -> None:
    days = [date(2025, 2, 3), date(2025, 3, 31), date(2025, 11, 3), date(2026, 2, 2)]
    days += [date(2026, 10, 5), date(2026, 11, 22), date(2026, 12, 1)]
    lengths = [Decimal(each) for each in ("0.10", "0.70", "1.50", "2.20", "3.00", "0.99")]
    for word in ("once", "months", "grace", "yearly", "whole"):
        for place, person in enumerate(people):
            for turn, day in enumerate(days):
                number = place * 3 + turn * 5
                if number % 4 == 0:
                    continue
                training.record_hours(
                    store,
                    ids[word],
                    {person: lengths[number % len(lengths)]},
                    day,
                    tier=Tier.ADVANCED if number % 7 == 0 else Tier.COMPULSORY,
                    state=CreditState.PENDING if number % 5 == 0 else CreditState.VERIFIED,
                    evidence="Sign-in sheet" if number % 3 else "",
                )
    spans = {"start": date(2026, 1, 1), "reason": "Long leave"}
    training.release(store, ids["once"], [people[5]], ReleaseKind.EXEMPT, **spans)
    later = {**spans, "end": date(2027, 1, 31)}
    training.release(store, ids["months"], [people[8]], ReleaseKind.DEFERRED, **later)
    training.release(store, ids["whole"], [people[6]], ReleaseKind.DEFERRED, **spans)


def hold(store: Store, ids: dict[str, int]) -> int:
    """A session with people invited, booked and cancelled; returns its id."""
    course = {"title": "Anti-oppression", "policy_id": ids["once"], "hours": Decimal("1.50")}
    values = {
        "course_id": records.add(store, Course, course),
        "held_on": date(2026, 12, 3),
        "place": "Leeds Central Library",
    }
    session = training.hold_session(store, values)
    training_sessions.book(store, session, [ids["p0"], ids["p3"], ids["p8"]])
    training_sessions.cancel(store, session, [ids["p0"]])
    training_sessions.invite(store, session, [ids["p5"]])
    return session
