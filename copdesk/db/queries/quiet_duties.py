"""What is looked at again when there is time: grades, introductions, answers, law, capacities."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import (
    Knowledge,
    LegalChange,
    OrganisationCapacity,
)
from copdesk.db.queries.grades import GradeLine, grades_expiring
from copdesk.db.queries.peers import unanswered_introductions
from copdesk.db.reader import Reader
from copdesk.domain.dates import days_between_words, short_day_words
from copdesk.domain.duties import GRADE_DAYS, Duty, DutyKind, Urgency
from copdesk.domain.peers import UNANSWERED_DAYS
from copdesk.domain.provision import AMBER_DAYS
from copdesk.domain.registers import LegalStatus

_QUIET = Urgency.QUIET


def quiet_duties(reader: Reader, on: date) -> list[Duty]:
    """What nobody was promised, and what would go stale if it were never looked at."""
    return [
        *_grades(reader, on),
        *_introductions(reader, on),
        *_answers(reader, on),
        *_legal_changes(reader, on),
        *_capacities(reader, on),
    ]


def _grades(reader: Reader, on: date) -> Iterable[Duty]:
    for each in grades_expiring(reader, on, days=GRADE_DAYS):
        day = _first_end(each)
        verb = "Ran out" if day < on else "Runs out"
        state = f"{verb} {days_between_words(day, on)}"
        title = f"{each.whose}: {each.words}" if each.whose else each.words
        detail = "Approval to work towards it" if day == each.approval_until else "Grade"
        yield Duty(
            DutyKind.GRADE, each.id, day, title, detail, _QUIET, state=state, opens=each.whose_id
        )


def _first_end(each: GradeLine) -> date:
    return min(filter(None, (each.valid_until, each.approval_until)))


def _introductions(reader: Reader, on: date) -> Iterable[Duty]:
    for each in unanswered_introductions(reader, on):
        day = each.made_on + timedelta(days=UNANSWERED_DAYS)
        title = f"{each.first} and {each.second}"
        detail = f"Put in touch about {each.about}"
        state = days_between_words(each.made_on, on).capitalize()
        yield Duty(DutyKind.INTRODUCTION, each.id, day, title, detail, _QUIET, state=state)


def _answers(reader: Reader, on: date) -> Iterable[Duty]:
    asked = select(Knowledge.id, Knowledge.question, Knowledge.review_on, Knowledge.kept_on)
    for id_, question, day, kept_on in reader.rows(asked.where(Knowledge.review_on <= on)):
        detail = f"Answer kept {short_day_words(kept_on)}"
        yield Duty(DutyKind.KNOWLEDGE, id_, day, question, detail, _QUIET, state="Look again")


def _legal_changes(reader: Reader, on: date) -> Iterable[Duty]:
    asked = select(
        LegalChange.id, LegalChange.title, LegalChange.review_on, LegalChange.instrument
    ).where(LegalChange.review_on <= on, LegalChange.status != LegalStatus.SUPERSEDED)
    for id_, title, day, instrument in reader.rows(asked):
        detail = ", ".join(filter(None, ("Legal change", instrument)))
        yield Duty(DutyKind.LEGAL_CHANGE, id_, day, title, detail, _QUIET, state="Look again")


def _capacities(reader: Reader, on: date) -> Iterable[Duty]:
    """What each organisation said last of its capacity, where that has grown old."""
    said = OrganisationCapacity
    last = (
        select(func.max(said.checked_on))
        .where(said.organisation_id == card.c.id)
        .correlate(card)
        .scalar_subquery()
    )
    newest = func.max(said.id)  # of two on one day the later word, with what it says
    asked = (
        select(newest, said.organisation_id, card.c.title, said.capacity, said.checked_on)
        .join(card, card.c.id == said.organisation_id)
        .where(said.checked_on == last, said.checked_on <= on - timedelta(days=AMBER_DAYS))
        .group_by(said.organisation_id)
    )
    for _id, organisation_id, name, capacity, checked_on in reader.rows(asked):
        day = checked_on + timedelta(days=AMBER_DAYS)
        detail = f"Capacity: {capacity.label.lower()}. Still true?"
        state = f"Checked {days_between_words(checked_on, on)}"
        yield Duty(DutyKind.CAPACITY, organisation_id, day, name, detail, _QUIET, state=state)
