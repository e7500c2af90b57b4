"""Who has training to do on a day, what they were reminded of, and where it can be done next."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import Affiliation, Course, Participant, TrainingReminder, TrainingSession
from copdesk.db.queries.scope import organisations_of_all
from copdesk.db.queries.training_facts import facts
from copdesk.db.queries.training_matrix import matrix
from copdesk.db.reader import Reader
from copdesk.domain.dates import within
from copdesk.domain.training import ReminderKind
from copdesk.domain.training_chasing import Chance, Learner, Owed, kind_of, most_pressing


def to_remind(reader: Reader, on: date) -> list[Learner]:
    """Everybody who is due soon, overdue or expired on a day, in the order of their names."""
    known = facts(reader)
    found = matrix(known, on)
    noted = last_reminders(reader)
    owed: dict[int, list[Owed]] = defaultdict(list)
    for line in found.policies:
        for person, standing in found.standings[line.id].items():
            kind = kind_of(standing)
            if kind is not None:
                last = noted.get((line.id, person, kind))
                owed[person].append(Owed(line.id, line.title, kind, standing.sentence, last))
    where = organisations_of_all(known.ties, on)
    mails = dict(reader.rows(select(Participant.id, Participant.email)))
    return [
        Learner(id_, name, mails[id_], tuple(where.get(id_, ())), tuple(most_pressing(owed[id_])))
        for id_, name in found.people
        if id_ in owed
    ]


def last_reminders(reader: Reader) -> dict[tuple[int, int, ReminderKind], date]:
    """When a reminder was last drafted, by policy, person and kind."""
    of = TrainingReminder
    asked = select(of.policy_id, of.participant_id, of.kind, func.max(of.drafted_on)).group_by(
        of.policy_id, of.participant_id, of.kind
    )
    return {(row[0], row[1], row[2]): row[3] for row in reader.rows(asked)}


def chances(reader: Reader, on: date) -> list[Chance]:
    """The sessions from a day on that count towards a policy, the next first."""
    asked = (
        select(
            Course.policy_id,
            TrainingSession.title,
            TrainingSession.held_on,
            TrainingSession.starts_at,
            TrainingSession.place,
        )
        .join(Course, Course.id == TrainingSession.course_id)
        .where(TrainingSession.held_on >= on, Course.policy_id.is_not(None))
        .order_by(TrainingSession.held_on, TrainingSession.id)
    )
    return [Chance(*row) for row in reader.rows(asked)]


def people_with_mail(
    reader: Reader, organisation_ids: Collection[int], on: date
) -> dict[int, list[tuple[str, str]]]:
    """Names and addresses of the people of organisations on a day, in the order of their names."""
    asked = (
        select(
            Affiliation.organisation_id,
            Affiliation.start,
            Affiliation.end,
            Participant.name,
            Participant.email,
        )
        .join(Participant, Participant.id == Affiliation.participant_id)
        .join(card, card.c.id == Participant.id)
        .where(Participant.email != "")
        .order_by(card.c.key, Participant.id)
    )
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for row in reader.rows(asked):
        if row.organisation_id in organisation_ids and within(on, row.start, row.end):
            found[row.organisation_id].setdefault(row.email, row.name)
    return {id_: [(name, email) for email, name in each.items()] for id_, each in found.items()}
