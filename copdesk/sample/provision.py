"""Who helps with what in the sample: topics, capacities, languages, what people know, gaps."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from random import Random

from copdesk.db.models import (
    Authority,
    Expertise,
    GapEvidence,
    Introduction,
    Organisation,
    OrganisationCapacity,
    OrganisationTopic,
    Participant,
    Topic,
)
from copdesk.db.unit import Unit
from copdesk.domain.organisations import OrganisationKind, Regulator
from copdesk.domain.peers import ExpertiseKind, IntroductionOutcome
from copdesk.domain.provision import Capacity, Depth
from copdesk.sample.office import NOTE, REGION, Act, Office

_SPOKEN = ("Arabic", "Farsi", "Kurdish Sorani", "Tigrinya", "Ukrainian", "Urdu", "Polish", "French")
_DEPTHS = {
    OrganisationKind.LAW_CENTRE: Depth.REPRESENTATION,
    OrganisationKind.LAW_FIRM: Depth.REPRESENTATION,
    OrganisationKind.CHAMBERS: Depth.REPRESENTATION,
    OrganisationKind.NGO: Depth.CASEWORK,
    OrganisationKind.UNIVERSITY: Depth.ADVICE,
    OrganisationKind.COMMUNITY_CENTRE: Depth.INFORMATION,
}
_COMMON = ("ASY-01", "ASY-02", "ASY-03", "FAM-01", "NAT-01", "EUS-01", "NRP-01", "DVA-01")
_CAPACITIES = (
    (Capacity.OPEN, 12),
    (Capacity.LIMITED, 41),
    (Capacity.CLOSED, 7),
    (Capacity.OPEN, 72),
    (Capacity.WAITING, 25),
    (Capacity.LIMITED, 118),
    (Capacity.OPEN, 5),
)
"""What the organisations said in turn, and how many days ago."""
_KNOWN = (
    (ExpertiseKind.OFFERED, "IAA trainer", ""),
    (ExpertiseKind.WANTED, "IAA trainer", ""),
    (ExpertiseKind.OFFERED, "Country evidence", "ASY-09"),
    (ExpertiseKind.WANTED, "Statelessness", ""),
    (ExpertiseKind.OFFERED, "", "STA-01"),
    (ExpertiseKind.OFFERED, "IAA trainer", ""),
    (ExpertiseKind.OFFERED, "Witness statements", ""),
    (ExpertiseKind.WANTED, "Witness statements", ""),
    (ExpertiseKind.OFFERED, "", "FAM-01"),
    (ExpertiseKind.WANTED, "Fee waivers", ""),
    (ExpertiseKind.OFFERED, "Fee waivers", ""),
    (ExpertiseKind.OFFERED, "", "ASY-03"),
)
_GAPS = (
    (60, "ASY-03", "North Lincolnshire", "", Depth.REPRESENTATION),
    (9, "DVA-01", "Calderdale", "Tigrinya", Depth.CASEWORK),
)


def acts(office: Office) -> Iterator[Act]:
    """All is entered on the last day, with the days on which it was said."""
    yield office.as_at, partial(_enter_provision, office)
    yield office.as_at, partial(_enter_people, office)


def _enter_provision(office: Office) -> None:
    """What organisations advise on, how far, in which languages, and who is open."""
    chance = Random("provision")  # noqa: S311  (an invented office, not a secret)
    with office.store.change("Enter what organisations advise on") as unit:
        topics = {each["code"]: each["id"] for each in unit.find(Topic)}
        advising = [
            each
            for each in unit.find(Organisation)
            if each["regulator"] is not Regulator.NONE and each["kind"] in _DEPTHS
        ]
        for place, each in enumerate(advising):
            if place % 6 == 5:  # of some nothing is known yet
                continue
            codes = chance.sample(_COMMON, 4)
            depth = _DEPTHS[each["kind"]]
            rows = [
                {"organisation_id": each["id"], "topic_id": topics[code], "depth": depth}
                for code in codes
            ]
            unit.insert_many(OrganisationTopic, rows)
            unit.set(Organisation, each["id"], languages=tuple(chance.sample(_SPOKEN, 2)))
            _say(unit, place, each["id"])
        _find_gaps(unit, topics)
        unit.label = f"Enter what {len(advising)} organisations advise on"


def _say(unit: Unit, place: int, organisation: int) -> None:
    """What an organisation said of its capacity now, and half a year before."""
    capacity, days = _CAPACITIES[place % len(_CAPACITIES)]
    said = [
        (Capacity.OPEN, unit.today - timedelta(days=days + 150)),
        (capacity, unit.today - timedelta(days=days)),
    ]
    unit.insert_many(
        OrganisationCapacity,
        [
            {
                "organisation_id": organisation,
                "capacity": word,
                "checked_on": day,
                "since": day,
                "said_by": "Capacity round",
            }
            for word, day in said
        ],
    )


def _find_gaps(unit: Unit, topics: dict[str, int]) -> None:
    areas = {each["name"]: each["id"] for each in unit.find(Authority, offered=True)}
    unit.insert_many(
        GapEvidence,
        [
            {
                "found_on": unit.today - timedelta(days=days),
                "topic_id": topics[code],
                "authority_id": areas[area],
                "language": language,
                "level": level.label,
                "note": NOTE,
            }
            for days, code, area, language, level in _GAPS
        ],
    )


def _enter_people(office: Office) -> None:
    """What people offer and want, and two who were put in touch."""
    people = office.of(REGION)
    with office.store.change("Enter what people know") as unit:
        topics = {each["code"]: each["id"] for each in unit.find(Topic)}
        there = [each for each in people if unit.get(Participant, each) is not None]
        chosen = there[3 :: max(1, len(there) // (len(_KNOWN) + 3))][: len(_KNOWN)]
        rows = [
            {
                "participant_id": person,
                "kind": kind,
                "subject": subject,
                "topic_id": topics.get(code),
                "noted_on": unit.today - timedelta(days=20),
            }
            for person, (kind, subject, code) in zip(chosen, _KNOWN, strict=False)
        ]
        unit.insert_many(Expertise, rows)
        met = (
            ("Age assessments", 44, IntroductionOutcome.OPEN),
            ("Working with interpreters", 95, IntroductionOutcome.HELPED),
        )
        unit.insert_many(
            Introduction,
            [
                _introduction(there, place, about, unit.today - timedelta(days=days), outcome)
                for place, (about, days, outcome) in enumerate(met)
            ],
        )
        unit.label = f"Enter what {len(rows)} people know"


def _introduction(
    there: list[int], place: int, about: str, day: date, outcome: IntroductionOutcome
) -> dict[str, object]:
    first, second = there[2 * place], there[2 * place + 1]
    return {
        "about": about,
        "first_id": first,
        "second_id": second,
        "made_on": day,
        "outcome": outcome,
        "note": NOTE,
    }
