"""What the meetings of the sample fed: legal changes, challenges, training, and what waits."""

from datetime import timedelta

from copdesk.db.models import (
    AgendaItem,
    AgendaLink,
    BacklogItem,
    Challenge,
    LegalChange,
    TrainingWish,
)
from copdesk.domain.meetings import Expected, Section
from copdesk.domain.registers import ChallengeState, LegalStatus, WishKind
from copdesk.sample.office import REGION, Office
from copdesk.services import records
from copdesk.services.series import take_from_backlog

_ADVICE = "Tell those it touches before the day it begins, and keep a note that you did."


def fill(office: Office, meeting: int, last: int) -> None:
    """Fill the registers from the last meeting on; some stand on the next agenda."""
    law = _legal_changes(office, last)
    _challenges(office, last)
    _wishes(office, last)
    _waiting(office, meeting)
    with office.store.read() as reader:
        items = reader.find(AgendaItem, meeting_id=meeting, section=Section.LEGAL_CHANGES)
    if items:
        values = {"agenda_item_id": items[0]["id"], "record_id": law}
        records.add(office.store, AgendaLink, values)


def _legal_changes(office: Office, last: int) -> int:
    """Three invented changes; the id of the one that is to be briefed next."""
    day = office.now.date()
    rows = (
        ("Fee waivers: new rules of evidence", "HC 0001 (invented)", 20, LegalStatus.WATCH, None),
        ("Digital status of family members", "SI 0002 (invented)", -70, LegalStatus.BRIEFED, last),
        ("Form for further submissions", "Guidance (invented)", -400, LegalStatus.SUPERSEDED, None),
    )
    ids = [
        records.add(
            office.store,
            LegalChange,
            {
                "title": title,
                "instrument": instrument,
                "published_on": day + timedelta(days=begins - 40),
                "in_force_on": day + timedelta(days=begins),
                "advice": _ADVICE,
                "status": status,
                "briefed_at_id": at,
                "review_on": day - timedelta(days=3) if at else None,
            },
        )
        for title, instrument, begins, status, at in rows
    ]
    return ids[0]


def _challenges(office: Office, last: int) -> None:
    raised = office.some(REGION, 2)
    for title, state, answer in (
        ("Nobody takes new asylum appeals before the spring", ChallengeState.OPEN, ""),
        (
            "Four weeks are too short to find a home after a grant",
            ChallengeState.ANSWERED,
            "Two members write to the housing team on the day of the decision; it helped.",
        ),
    ):
        values = {"title": title, "state": state, "answer": answer, "raised_at_id": last}
        records.add(office.store, Challenge, {**values, "raised_by_id": raised[0]})


def _wishes(office: Office, last: int) -> None:
    who = office.some(REGION, 4)
    for (topic, kind), person in zip(
        (
            ("Working with interpreters", WishKind.WANTED),
            ("Witness statements", WishKind.WANTED),
            ("Statelessness: a first step", WishKind.OFFERED),
            ("How to work with interpreters", WishKind.OFFERED),
        ),
        who,
        strict=False,
    ):
        values = {"topic": topic, "kind": kind, "participant_id": person, "raised_at_id": last}
        records.add(office.store, TrainingWish, values)


def _waiting(office: Office, meeting: int) -> None:
    """One item that waits, and one that found its meeting."""
    common = {"community_id": office.communities[REGION], "expected": Expected.DISCUSS}
    given = {**common, "section": Section.CAPACITY, "minutes": 10}
    taken = records.add(office.store, BacklogItem, {**given, "title": "Who is open this winter"})
    take_from_backlog(office.store, [taken], meeting)
    given = {**common, "section": Section.REFERRAL_PATHWAYS, "minutes": 20}
    records.add(office.store, BacklogItem, {**given, "title": "A form for referrals between us"})
