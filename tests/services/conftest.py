"""A small office for the tests of services, and the proof that each act can be taken back."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest

from copdesk.db import history
from copdesk.db.models import (
    Affiliation,
    Community,
    Meeting,
    Organisation,
    OrganisationMembership,
    Participant,
    ParticipantMembership,
)
from copdesk.db.store import Store
from copdesk.domain.dates import PartialDate
from tests.db.snapshot import content, faults

TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Office:
    """The ids of what every test of a service finds in the file."""

    community: int
    centre: int
    firm: int
    amina: int
    olena: int
    ming: int
    meeting: int


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        opened.clock = lambda: datetime.combine(TODAY, time(9, 30), UTC)
        yield opened


@pytest.fixture
def office(store) -> Office:
    """One community that promises five days, two organisations, three people and a meeting."""
    with store.change("Begin") as unit:
        community = unit.add(Community, name="Yorkshire and the Humber", promise_days=5)
        centre = unit.add(Organisation, name="St Augustine's Centre")
        firm = unit.add(Organisation, name="Fisherstone Solicitors")
        amina = unit.add(Participant, name="Amina Yusuf")
        olena = unit.add(Participant, name="Olena Shevchuk")
        ming = unit.add(Participant, name="Wang Xiaoming", native_name="王小明")
        since = PartialDate(2019, 2)
        unit.add(
            OrganisationMembership, organisation_id=centre, community_id=community, start=since
        )
        unit.add(Affiliation, participant_id=amina, organisation_id=centre, role="Caseworker")
        unit.add(Affiliation, participant_id=ming, organisation_id=firm, role="Solicitor")
        unit.add(ParticipantMembership, participant_id=olena, community_id=community, start=since)
        meeting = unit.add(
            Meeting, title="Quarterly meeting", community_id=community, held_on=date(2026, 12, 9)
        )
    return Office(community, centre, firm, amina, olena, ming, meeting)


@pytest.fixture(autouse=True)
def every_act_can_be_taken_back(store, office):
    """After each test: undo what it did step by step, comparing the whole file, then redo it."""
    states = [content(store)]
    with store.read() as reader:
        first = history.changes(reader, limit=1)[0].id
    store.changed.append(lambda _notice: states.append(content(store)))
    yield
    store.changed.clear()
    with store.read() as reader:
        done = [each for each in history.changes(reader) if each.id > first]
    if any(each.way != "edit" for each in done):
        return  # the test walked to and fro by itself
    assert len(done) == len(states) - 1
    for before in reversed(states[:-1]):
        store.undo()
        assert content(store) == before
    for after in states[1:]:
        store.redo()
        assert content(store) == after
    assert faults(store) == []


@pytest.fixture
def labels(store):
    """What the history calls the acts of the test, oldest first, without the first."""

    def asked() -> list[str]:
        with store.read() as reader:
            return [each.label for each in reversed(history.changes(reader))][1:]

    return asked
