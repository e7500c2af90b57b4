"""Regulators' grades of people and organisations, and those that run out."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from copdesk.db.ground import card
from copdesk.db.models import RegulatorGrade
from copdesk.db.queries.expressions import Question, title_or_blank
from copdesk.db.reader import Reader
from copdesk.domain.grades import Scheme, grade_words


@dataclass(frozen=True, slots=True)
class GradeLine:
    """One grade, and whose it is."""

    id: int
    whose_id: int | None
    whose: str
    scheme: Scheme
    grade: str
    category: str
    valid_until: date | None
    working_towards: str
    approval_until: date | None

    @property
    def words(self) -> str:
        """``IAA Level 2: casework, Asylum and Protection``."""
        return grade_words(self.scheme, self.grade, self.category)


def grades(
    reader: Reader, *, participant_id: int | None = None, organisation_id: int | None = None
) -> list[GradeLine]:
    """All grades, or those of a person or an organisation, by whose they are."""
    wanted = {
        RegulatorGrade.participant_id: participant_id,
        RegulatorGrade.organisation_id: organisation_id,
    }
    asked = _asked().where(*(column == v for column, v in wanted.items() if v is not None))
    return _lines(reader, asked.order_by(card.c.key, RegulatorGrade.id))


def grades_expiring(reader: Reader, on: date, *, days: int = 90) -> list[GradeLine]:
    """Grades, and approvals to work towards one, that ran out or will by then; the first first."""
    end = on + timedelta(days=days)
    either = (RegulatorGrade.valid_until <= end) | (RegulatorGrade.approval_until <= end)
    found = _lines(reader, _asked().where(either))
    return sorted(found, key=lambda each: (_first_end(each), each.whose, each.id))


def _first_end(line: GradeLine) -> date:
    return min(filter(None, (line.valid_until, line.approval_until)), default=date.max)


def _asked() -> Question:
    whose = func.coalesce(RegulatorGrade.participant_id, RegulatorGrade.organisation_id)
    return select(
        RegulatorGrade.id,
        whose,
        title_or_blank(card),
        RegulatorGrade.scheme,
        RegulatorGrade.grade,
        RegulatorGrade.category,
        RegulatorGrade.valid_until,
        RegulatorGrade.working_towards,
        RegulatorGrade.approval_until,
    ).outerjoin(card, card.c.id == whose)


def _lines(reader: Reader, asked: Question) -> list[GradeLine]:
    return [GradeLine(*row) for row in reader.rows(asked)]
