"""Training wanted and offered that led to no session yet."""

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import TrainingWish
from copdesk.db.reader import Reader
from copdesk.domain.training_wishes import Wish


def open_wishes(reader: Reader) -> list[Wish]:
    """The wishes that no session has met, the oldest first."""
    person, organisation = card.alias(), card.alias()
    asked = (
        select(
            TrainingWish.id,
            TrainingWish.kind,
            TrainingWish.topic,
            TrainingWish.participant_id,
            func.coalesce(person.c.title, organisation.c.title, ""),
        )
        .outerjoin(person, person.c.id == TrainingWish.participant_id)
        .outerjoin(organisation, organisation.c.id == TrainingWish.organisation_id)
        .where(TrainingWish.session_id.is_(None))
        .order_by(TrainingWish.id)
    )
    return [Wish(*row) for row in reader.rows(asked)]
