"""Ten meetings of one community, one of the other, and the next one with its paper."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from copdesk.db.models import Action, AgendaItem, Meeting
from copdesk.db.queries.meetings import last_meeting
from copdesk.domain.checklist import Step
from copdesk.domain.meetings import AttendanceMode, AttendanceState, Section
from copdesk.sample import registers
from copdesk.sample.briefing import briefing
from copdesk.sample.office import REGION, SOUTH, Act, Office
from copdesk.services import documents, records
from copdesk.services import meetings as service
from copdesk.services.carry import close_meeting
from copdesk.services.checklist import finish_step
from copdesk.services.minutes import approve_minutes, circulate_minutes
from copdesk.services.series import start_series

_LEGAL = (
    "Statement of changes: what it means for family cases",
    "Digital status: three problems and what helped",
    "Legal aid: the new contract year",
    "Guidance on further submissions",
    "Changes to fees and to fee waivers",
)
_TRAINING = (
    "Working with interpreters",
    "Anti-oppression training: dates and places",
    "Writing witness statements",
    "Supervision towards Level 2",
)
_CHALLENGES = (
    "Case clinic: two cases without names",
    "Nobody takes new asylum appeals before the spring",
    "Housing after a grant: four weeks are too short",
    "Waiting for papers from the Home Office",
)
_ACTIONS = (
    "Write up the case clinic without names",
    "Ask the law clinic for two more places",
    "Send round the list of first responders",
    "Find a trainer for the session on interpreters",
    "Update the list of who is open to new cases",
    "Bring figures on waiting times to the next meeting",
    "Ask members for examples of fee waivers",
)


_HELD = 10
_QUARTER = timedelta(weeks=13)
_PLACES = ("Larkfield Law Centre and online", "Thornbeck Centre and online", "Online")
_AWAY = (AttendanceState.APOLOGIES, AttendanceState.APOLOGIES, AttendanceState.ABSENT)


def acts(office: Office) -> Iterator[Act]:
    """When each meeting is planned, held and written up."""
    soon = office.as_at + timedelta(days=17)
    coming = soon + timedelta(days=(2 - soon.weekday()) % 7)
    for number in range(_HELD, 0, -1):
        yield from _held_acts(office, REGION, coming - number * _QUARTER, _HELD - number)
    yield from _held_acts(office, SOUTH, coming - timedelta(weeks=12), _HELD)
    yield from _coming_acts(office, coming)


def _held_acts(office: Office, community: str, day: date, number: int) -> Iterator[Act]:
    made: list[int] = []
    yield (
        day - timedelta(days=42),
        lambda: made.append(_plan(office, community, day, number)),
    )
    yield day - timedelta(days=14), lambda: _invite(office, made[0])
    yield day, lambda: _hold(office, community, made[0])
    yield day + timedelta(days=1), lambda: _agree(office, community, made[0], day, number)
    yield day + timedelta(days=2), lambda: _write_minutes(office, made[0])
    if office.as_at - day > timedelta(days=100):
        yield day + timedelta(days=40), partial(_finish, office, keep=0)
    else:
        yield day + timedelta(days=9), partial(_finish, office, keep=4)


def _coming_acts(office: Office, day: date) -> Iterator[Act]:
    made: list[int] = []
    yield (
        office.ago(days=25),
        lambda: made.append(_plan(office, REGION, day, _HELD + 1)),
    )
    yield office.ago(days=6), lambda: _confirm(office, made[0], day)
    yield office.ago(days=4), lambda: _attach_paper(office, made[0], day)
    yield office.ago(days=1), lambda: _take_replies(office, made[0])


def _plan(office: Office, community: str, day: date, number: int) -> int:
    place = _PLACES[number % len(_PLACES)]
    meeting = service.schedule_meeting(
        office.store,
        office.communities[community],
        day,
        starts_at=time(10),
        ends_at=time(12),
        place=place,
        link="https://meet.example.org/sample" if "nline" in place else "",
    )
    titles = {
        Section.LEGAL_CHANGES: _LEGAL[number % len(_LEGAL)],
        Section.TRAINING: _TRAINING[number % len(_TRAINING)],
        Section.CHALLENGES: _CHALLENGES[number % len(_CHALLENGES)],
    }
    with office.store.change("Fill the agenda") as unit:
        unit.label = f"Fill the agenda of {unit.title(meeting)}"
        for item in unit.find(AgendaItem, meeting_id=meeting):
            if item["section"] in titles:
                lead = office.chance.choice(office.of(community))
                unit.set(AgendaItem, item["id"], title=titles[item["section"]], lead_id=lead)
    return meeting


def _invite(office: Office, meeting: int) -> None:
    service.invite_members(office.store, meeting)


def _hold(office: Office, community: str, meeting: int) -> None:
    room, online, away = _parted(office, office.of(community))
    states = {
        AttendanceMode.IN_PERSON: dict.fromkeys(room, AttendanceState.PRESENT),
        AttendanceMode.ONLINE: dict.fromkeys(online, AttendanceState.PRESENT),
    }
    for mode, who in states.items():
        service.record_attendance(office.store, meeting, who, mode)
    excused = {each: office.chance.choice(_AWAY) for each in away}
    service.record_attendance(office.store, meeting, excused)
    service.hold_meeting(office.store, meeting)
    _approve_last(office, meeting)


def _parted(office: Office, people: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """Those in the room, those online, and those who say why they are not; some say nothing."""
    shuffled = office.chance.sample(people, len(people))
    share = max(len(people) // 6, 2)
    room, online = (share + office.chance.randrange(-share // 2, share // 2 + 1) for _ in range(2))
    seen = room + online
    return shuffled[:room], shuffled[room:seen], shuffled[seen : seen + share]


def _agree(office: Office, community: str, meeting: int, day: date, number: int) -> None:
    with office.store.change("Agree 3 actions") as unit:
        for step in range(3):
            values = {
                "title": _ACTIONS[(number * 3 + step) % len(_ACTIONS)],
                "meeting_id": meeting,
                "owner_id": office.chance.choice(office.of(community)),
                "due_on": day + timedelta(days=21 + 28 * step),
            }
            office.agreed.append(records.add_in(unit, Action, values))
        unit.label = f"Agree 3 actions at {unit.title(meeting)}"


def _finish(office: Office, keep: int) -> None:
    """Say that what was agreed is done, but for the newest ``keep``."""
    done = office.agreed[: len(office.agreed) - keep]
    office.agreed = office.agreed[len(done) :]
    if done:
        with office.store.change("Actions done") as unit:
            unit.label = f"{len(done)} actions done"
            for each in done:
                unit.set(Action, each, done_on=unit.today)


def _write_minutes(office: Office, meeting: int) -> None:
    with office.store.change("Write minutes") as unit:
        unit.label = f"Write the minutes of {unit.title(meeting)}"
        items = sorted(unit.find(AgendaItem, meeting_id=meeting), key=lambda row: row["position"])
        names = unit.titles(item["lead_id"] for item in items)
        texts = [
            f"{number}. {item['title']}\n{_minute(item, names)}"
            for number, item in enumerate(items, start=1)
        ]
        unit.set(Meeting, meeting, minutes="\n\n".join(texts))
    close_meeting(office.store, meeting)
    circulate_minutes(office.store, meeting, office.now.date())


def _approve_last(office: Office, meeting: int) -> None:
    """Let the minutes of the meeting before be approved by this one."""
    with office.store.read() as reader:
        this = reader.get(Meeting, meeting) or {}
        before = last_meeting(reader, this["held_on"], community_id=this["community_id"])
    if before is not None:
        approve_minutes(office.store, before.id, meeting, this["held_on"])


def _confirm(office: Office, meeting: int, day: date) -> None:
    """The date stands, the members are on the list, and from now on a series plans the next."""
    finish_step(office.store, meeting, Step.DATE, office.now.date())
    _invite(office, meeting)
    _begin_series(office, day)
    with office.store.read() as reader:
        last = last_meeting(reader, day, community_id=office.communities[REGION])
    if last is not None:
        registers.fill(office, meeting, last.id)


def _begin_series(office: Office, day: date) -> None:
    """From now on the meetings come from a series, with those of the last year in it."""
    start_series(
        office.store,
        {
            "title": f"Quarterly meetings, {REGION}",
            "community_id": office.communities[REGION],
            "first_on": day - 4 * _QUARTER,
            "starts_at": time(10),
            "ends_at": time(12),
            "place": "Online",
        },
    )


def _minute(item: dict[str, Any], names: dict[int, str]) -> str:
    lead = names.get(item["lead_id"] or 0)
    said = {
        Section.WELCOME: "Newcomers introduced themselves. Apologies were noted.",
        Section.MATTERS_ARISING: "The minutes of the last meeting were agreed.",
        Section.CHALLENGES: "No client was named. What members suggested was noted for all.",
        Section.ACTIONS: "Three actions were agreed, each with an owner and a day.",
    }
    words = said.get(item["section"], "Members shared what they had seen since last time.")
    return f"{lead} led this item. {words}" if lead else words


def _attach_paper(office: Office, meeting: int, day: date) -> None:
    name = "Briefing for members.pdf"
    documents.attach_bytes(office.store, meeting, name, briefing(day), note="For legal changes")


def _take_replies(office: Office, meeting: int) -> None:
    excused = dict.fromkeys(office.some(REGION, 6), AttendanceState.APOLOGIES)
    service.record_attendance(office.store, meeting, excused)
