"""Communities are founded, organisations and people join them, and some move on."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from copdesk.db.models import (
    Affiliation,
    Authority,
    Community,
    Organisation,
    OrganisationArea,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
)
from copdesk.db.unit import Unit
from copdesk.domain.dates import PartialDate
from copdesk.domain.enquiries import PromiseRule
from copdesk.domain.text import fold
from copdesk.sample.office import NOTE, REGION, SOUTH, Act, Office, rows_of
from copdesk.services import records

_ROLES = ("Caseworker", "Immigration adviser", "Solicitor", "Supervisor", "Volunteer", "Manager")


def acts(office: Office) -> Iterator[Act]:
    """Who joins when."""
    yield office.ago(months=36, days=9), partial(_found, office, REGION, 36)
    yield office.ago(months=9), partial(_found, office, SOUTH, 9)
    people = list(rows_of("people"))
    office.chance.shuffle(people)
    firsts, rest = people[:45], people[45:]
    rows = list(rows_of("organisations"))
    founders = [row for row in rows if row["joined"] == "-36"]
    yield office.ago(months=36, days=8), partial(_add_organisations, office, founders)
    yield office.ago(months=36, days=7), partial(_add_people, office, firsts)
    others = [row for row in rows if row not in founders]
    for number, row in enumerate(others):
        day = office.ago(months=-int(row["joined"] or -10), days=3)
        share = (
            rest[number * 4 : number * 4 + 4] if number < len(others) - 1 else rest[number * 4 :]
        )
        yield day, partial(_add_organisations, office, [row])
        yield day, partial(_add_people, office, share)
    for months in (22, 17, 11, 7, 4, 2):
        yield office.ago(months=months, days=11), partial(_change_job, office)


def _found(office: Office, name: str, months: int) -> None:
    first = name == REGION
    values = {
        "name": name,
        "area": "Yorkshire and the Humber" if first else "Hampshire, Southampton and Portsmouth",
        "purpose": "Share information, learn from each other, add to each other's work."
        if first
        else "",
        "started": PartialDate(office.ago(months=months).year, office.ago(months=months).month),
        "cadence": "Each quarter, on a Wednesday" if first else "",
        "online_space": "Slack channel" if first else "",
        "notes": NOTE,
        **({} if first else {"promise_rule": PromiseRule.WORKING_DAYS, "promise_days": 5}),
    }
    office.communities[name] = records.add(office.store, Community, values)


def _add_organisations(office: Office, rows: Sequence[dict[str, str]]) -> None:
    one = len(rows) == 1
    label = f"Add organisation {rows[0]['name']}" if one else f"Import {len(rows)} organisations"
    with office.store.change(label) as unit:
        areas = {row["name"]: row["id"] for row in unit.find(Authority, offered=True)}
        for row in rows:
            id_ = office.organisations[row["name"]] = unit.add(Organisation, **_organisation(row))
            covered = [areas[each] for each in row["authorities"].split(";") if each]
            unit.insert_many(
                OrganisationArea,
                [{"organisation_id": id_, "authority_id": each} for each in covered],
            )
            if row["community"]:
                unit.add(OrganisationMembership, organisation_id=id_, **_membership(office, row))


def _organisation(row: dict[str, str]) -> dict[str, Any]:
    same = ("name", "kind", "sector", "regulator", "town", "postcode", "area")
    slug = fold(row["name"]).replace(" ", "-")
    return {name: row[name] for name in same} | {
        "aliases": tuple(filter(None, row["aliases"].split(";"))),
        "email": f"info@{slug}.example.org",
        "website": f"https://{slug}.example.org",
        "regulator_number": f"SAMPLE-{len(slug):03}" if row["regulator"] == "iaa" else "",
        "notes": NOTE,
    }


def _membership(office: Office, row: dict[str, str]) -> dict[str, Any]:
    joined = office.ago(months=-int(row["joined"]))
    name = REGION if row["community"] == "first" else SOUTH
    return {
        "community_id": office.communities[name],
        "relation": row["relation"],
        "start": PartialDate(joined.year, joined.month),
    }


def _add_people(office: Office, rows: Sequence[dict[str, str]]) -> None:
    """Add people: to the newest organisation if it stands alone, else spread over all."""
    places = list(office.organisations.values())
    spread = places if len(rows) > 8 else places[-1:]
    with office.store.change(f"Import {len(rows)} participants") as unit:
        homes = {each: _home_of(unit, each) for each in spread}
        for row in rows:
            id_ = unit.add(Participant, **_person(office, row))
            if office.chance.random() < 0.97:
                place = office.chance.choice(spread)
                _settle(office, unit, id_, place, homes[place])


def _settle(office: Office, unit: Unit, id_: int, organisation: int, community: int | None) -> None:
    """Give a person a role in an organisation, and a part in its community."""
    today = PartialDate.of(unit.today)
    start = today if office.chance.random() < 0.6 else None
    role = {"role": office.chance.choice(_ROLES), "start": start}
    made = unit.add(Affiliation, participant_id=id_, organisation_id=organisation, **role)
    office.roles[id_] = (made, organisation)
    if community is not None:
        unit.add(ParticipantMembership, participant_id=id_, community_id=community, start=today)
        office.people.setdefault(community, []).append(id_)


def _home_of(unit: Unit, organisation: int) -> int | None:
    rows = unit.find(OrganisationMembership, organisation_id=organisation)
    return rows[0]["community_id"] if rows else None


def _person(office: Office, row: dict[str, str]) -> dict[str, Any]:
    address = fold(row["name"]).replace(" ", ".")
    silent = office.chance.random() < 0.06
    return {
        **row,
        "email": "" if silent else f"{address}@example.org",
        "phone": f"01632 960{office.chance.randrange(1000):03}" if silent else "",
        "notes": NOTE,
    }


def _change_job(office: Office) -> None:
    """Somebody leaves one organisation of the region for another."""
    person = office.chance.choice(office.of(REGION))
    role, left = office.roles[person]
    others = [id_ for id_ in list(office.organisations.values())[:7] if id_ != left]
    to = office.chance.choice(others)
    with office.store.change("Change of job") as unit:
        unit.label = f"{unit.title(person)} moves to {unit.title(to)}"
        today = PartialDate.of(unit.today)
        unit.set(Affiliation, role, end=today)
        new = {"participant_id": person, "organisation_id": to, "role": "Supervisor"}
        office.roles[person] = (unit.add(Affiliation, **new, start=today), to)
