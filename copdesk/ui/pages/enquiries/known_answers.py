"""While an enquiry is typed: the answers kept that are like it, so that none is written twice."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from copdesk.db.queries.knowledge import Answer, like
from copdesk.domain.answers import Freshness, freshness, freshness_words
from copdesk.ui.pages.enquiries.intake_side import Begun, Suggestion

if TYPE_CHECKING:
    from datetime import date

    from copdesk.db.reader import Reader

_MOST, _SHOWN = 3, 240


class KnownAnswers:
    """A section of the panel beside an enquiry that is being logged."""

    title = "Answers kept"

    def find(self, reader: "Reader", begun: Begun) -> Sequence[Suggestion]:
        """The answers most like what is typed so far, or of its topic."""
        words = "\n".join(str(begun.values.get(name) or "") for name in ("subject", "question"))
        topic = begun.values.get("topic_id")
        found = like(reader, words, topic if isinstance(topic, int) else None, _MOST)
        return [_suggested(one, begun.desk.today()) for one in found]


def _suggested(one: Answer, today: "date") -> Suggestion:
    said = " ".join(one.answer.split())
    short = said if len(said) <= _SHOWN else f"{said[: _SHOWN - 1].rstrip()}…"
    stale = freshness(one.review_on, today) is Freshness.STALE
    alert = f"{freshness_words(one.review_on, today)}." if stale else ""
    return Suggestion(one.question, short, one.id, alert=alert)
