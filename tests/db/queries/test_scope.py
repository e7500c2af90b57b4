"""Since when somebody has been there: spans that follow one another count as one."""

from datetime import date

import pytest

from copdesk.db.queries.scope import Span, span_at
from copdesk.domain.dates import PartialDate

DAY = date(2026, 11, 23)


def span(text):
    """``2019..2021-06`` or ``..`` as a span."""
    start, _dots, end = text.partition("..")
    return Span(*(PartialDate.parse(each) if each else None for each in (start, end)))


@pytest.mark.parametrize(
    ("spans", "found"),
    [
        (["2019-02.."], "2019-02.."),
        ([".."], ".."),
        (["2019..2021"], None),
        (["2027.."], None),
        ([], None),
        (["2019..2026"], "2019..2026"),
        (["2019..2025-03", "2025-03.."], "2019.."),
        (["2019..2025-03-31", "2025-04-01.."], "2019.."),
        (["2019..2025-03-31", "2025-04-02.."], "2025-04-02.."),
        (["2015..2016", "2017..2025-03", "2025-02.."], "2015.."),
        (["2015..2016-05", "2017..2025-03", "2025-02.."], "2017.."),
        (["..2025-03", "2025-03.."], ".."),
        (["2019..2026-12", "2024..2027-06"], "2019..2027-06"),
        (["2019..2026-12", "2024.."], "2019.."),
    ],
)
def test_time_without_a_break_is_one_span(spans, found):
    wanted = None if found is None else span(found)
    assert span_at([span(each) for each in spans], DAY) == wanted
    assert span_at([span(each) for each in reversed(spans)], DAY) == wanted
