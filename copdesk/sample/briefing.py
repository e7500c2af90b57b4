"""The paper that goes with the next meeting of the sample office."""

from datetime import UTC, date, datetime, time
from io import BytesIO

from copdesk.domain.dates import day_words
from copdesk.sample.office import NOTICE


def briefing(day: date) -> bytes:
    """A page of PDF for the meeting on a day; the same day gives the same bytes."""
    from copdesk.reports import pdf  # noqa: PLC0415  (heavy, and needed once)
    from copdesk.reports.document import (  # noqa: PLC0415
        Bullets,
        Callout,
        Document,
        Heading,
        Paragraph,
    )

    blocks = (
        Callout(NOTICE, title="Sample"),
        Heading("What is new"),
        Bullets(
            (
                "A statement of changes, for discussion: which of your cases does it touch?",
                "Digital status: the three problems that members met most often.",
                "Fee waivers: what was asked for this quarter.",
            )
        ),
        Heading("What to bring"),
        Paragraph("One example from your own work for each point, without any client's name."),
    )
    subtitle = f"For the meeting on {day_words(day)}"
    out = BytesIO()
    document = Document(
        "Briefing for members",
        blocks,
        subtitle=subtitle,
        cover=False,
        contents=False,
        made=datetime.combine(day, time(9), UTC),
    )
    pdf.write(document, out)
    return out.getvalue()
