"""Every kind of value in words, read back, and refused in sentences."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.domain import fields as f
from copdesk.domain.dates import PartialDate
from copdesk.domain.organisations import Regulator, Sector
from copdesk.domain.wording import empty, problem, read, words

TODAY = date(2026, 11, 22)
KINDS: list[f.Kind] = [
    f.Text(),
    f.LongText(),
    f.Names(),
    f.Email(),
    f.Phone(),
    f.Web(),
    f.Day(),
    f.PartialDay(),
    f.Clock(),
    f.Moment(),
    f.Choice(Regulator),
    f.Hours(),
    f.Minutes(),
    f.Count(),
    f.Flag(),
    f.Reference("E"),
    f.Link("organisation"),
]
ANY_TEXT = st.text(st.characters(), max_size=60) | st.text(
    st.sampled_from("0123456789:./-,+ hmapday@xext()~;nexfri\n"), max_size=12
)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (f.Text(), "Leeds", "Leeds"),
        (f.Names(), ("Beacon", "McKenzie Friends"), "Beacon; McKenzie Friends"),
        (f.Day(), date(2026, 4, 2), "Thu 2 Apr 2026"),
        (f.PartialDay(), PartialDate(2019, 2), "Feb 2019"),
        (f.Clock(), time(9, 5), "09:05"),
        (f.Moment(), datetime(2026, 7, 1, 8, 14, tzinfo=UTC), "Wed 1 Jul 2026 09:14"),
        (f.Choice(Sector), Sector.FOR_PROFIT, "For-profit"),
        (f.Hours(), Decimal("1.5"), "1.50"),
        (f.Hours(), Decimal(0), "0.00"),
        (f.Minutes(), 90, "1 h 30 min"),
        (f.Count(), 1200, "1,200"),
        (f.Count(), 0, "0"),
        (f.Flag(), True, "Yes"),
        (f.Flag(), False, "No"),
        (f.Link("organisation"), 12, "12"),
        (f.Day(), None, ""),
        (f.Text(), "", ""),
        (f.Names(), (), ""),
    ],
)
def test_a_value_is_worded_as_people_write_it(kind: f.Kind, value: object, expected: str) -> None:
    assert words(kind, value) == expected


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: type(kind).__name__)
def test_every_kind_is_empty_when_nothing_is_typed(kind: f.Kind) -> None:
    for blank in ("", "  ", "\n", "\x00"):
        assert read(kind, blank, today=TODAY) == empty(kind)


def test_a_choice_starts_with_its_first_word() -> None:
    assert empty(f.Choice(Sector)) is Sector.UNKNOWN
    assert empty(f.Text()) == ""
    assert empty(f.Names()) == ()
    assert empty(f.Flag()) is False
    assert empty(f.Hours()) is None


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (f.Text(), " two\n lines ", "two lines"),
        (f.LongText(), "one  \r\ntwo\x00\n\n", "one\ntwo"),
        (f.Names(), "Beacon; McKenzie  Friends\nBeacon;;", ("Beacon", "McKenzie Friends")),
        (f.Email(), "Jo Smith <jo@example.org>", "jo@example.org"),
        (f.Email(), "mailto:jo@example.org", "jo@example.org"),
        (f.Email(), "o'neill+cop@sub.example.co.uk", "o'neill+cop@sub.example.co.uk"),
        (f.Phone(), "+44 (0)113 496 0000 ext. 12", "+44 (0)113 496 0000 ext. 12"),
        (f.Phone(), "07700900123.0", "07700900123"),
        (f.Web(), "www.example.org/a?b=c", "https://www.example.org/a?b=c"),
        (f.Web(), "http://example.org:8080", "http://example.org:8080"),
        (f.Web(), "example.org:8080", "https://example.org:8080"),
        (f.Day(), "3/12", date(2026, 12, 3)),
        (f.PartialDay(), "Feb 2019", PartialDate(2019, 2)),
        (f.Clock(), "2pm", time(14)),
        (f.Moment(), "1 Jul 2026 9.14", datetime(2026, 7, 1, 8, 14, tzinfo=UTC)),
        (f.Moment(), "2026-07-01T09:14:00+01:00", datetime(2026, 7, 1, 8, 14, tzinfo=UTC)),
        (f.Choice(Regulator), "OISC", Regulator.IAA),
        (f.Choice(Regulator), "immigration advice authority", Regulator.IAA),
        (f.Choice(Sector), "FOR PROFIT", Sector.FOR_PROFIT),
        (f.Choice(Sector), "for_profit", Sector.FOR_PROFIT),
        (f.Hours(), "1,5", Decimal("1.50")),
        (f.Minutes(), "1h30", 90),
        (f.Count(), "12.0", 12),
        (f.Count(), "1,200", 1200),
        (f.Flag(), "Y", True),
        (f.Flag(), "false", False),
        (f.Reference("E"), " e-2026-014 ", "E-2026-014"),
        (f.Link("organisation"), "12", 12),
    ],
)
def test_what_is_typed_is_read(kind: f.Kind, typed: str, value: object) -> None:
    assert read(kind, typed, today=TODAY) == value


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (f.Text(5), "Halifax", "This is 7 characters long; at most 5 can be kept."),
        (f.Names(5), "one; two", "This is 8 characters long; at most 5 can be kept."),
        (
            f.Email(),
            "jo@example",
            "“jo@example” is not an e-mail address; type one like name@example.org.",
        ),
        (
            f.Email(),
            "a@b.org; c@d.org",
            "“a@b.org; c@d.org” is not an e-mail address; type one like name@example.org.",
        ),
        (f.Phone(), "ask Jo", "“ask Jo” is not a telephone number; type one like 0113 496 0000."),
        (
            f.Web(),
            "javascript:alert(1)",
            "“javascript:alert(1)” is not a web address; type one like https://example.org.",
        ),
        (
            f.Web(),
            "file:///etc",
            "“file:///etc” is not a web address; type one like https://example.org.",
        ),
        (
            f.Web(),
            "http://jo@example.org",
            "“http://jo@example.org” is not a web address; type one like https://example.org.",
        ),
        (
            f.Choice(Sector),
            "maybe",
            "“maybe” is not one of: Not known, Voluntary, For-profit, Public.",
        ),
        (f.Count(100), "101", "101 is out of range; type 0 to 100."),
        (f.Count(), "-1", "“-1” is not a whole number; type digits only, like 12."),
        (f.Count(), "1.5", "“1.5” is not a whole number; type digits only, like 12."),
        (f.Flag(), "perhaps", "“perhaps” is neither yes nor no; type yes or no."),
        (f.Moment(), "today", "“today” has no day or no time; type both, like 3/12/2026 14:30."),
        (f.Link("organisation"), "DASH", "“DASH” is not in the list; choose one from it."),
    ],
)
def test_what_can_not_be_read_is_refused_in_a_sentence(
    kind: f.Kind, typed: str, sentence: str
) -> None:
    with pytest.raises(ValueError) as refused:
        read(kind, typed, today=TODAY)
    assert str(refused.value) == sentence


def read_or_refusal(kind: f.Kind, text: str) -> tuple[Any, ValueError | None]:
    try:
        return read(kind, text, today=TODAY), None
    except ValueError as refusal:
        return None, refusal


@given(st.sampled_from(KINDS), ANY_TEXT)
def test_any_text_is_read_or_refused_and_what_is_read_can_be_kept(kind: f.Kind, text: str) -> None:
    value, refusal = read_or_refusal(kind, text)
    if refusal:
        assert type(refusal) is ValueError
        assert str(refusal).endswith(".")
        return
    assert problem(f.Field(kind, "Label"), value) is None
    if type(kind) not in {f.Moment, f.Link}:
        assert read(kind, words(kind, value), today=TODAY) == value


MOMENTS = st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1))  # noqa: DTZ001  (hypothesis' way)
VALUES: list[tuple[f.Kind, st.SearchStrategy[Any]]] = [
    (f.Moment(), MOMENTS.map(lambda at: at.replace(second=0, microsecond=0, tzinfo=UTC))),
    (f.Count(), st.integers(0, 1_000_000)),
    (f.Choice(Regulator), st.sampled_from(Regulator)),
    (f.Flag(), st.booleans()),
    (f.Clock(), st.times().map(lambda at: at.replace(second=0, microsecond=0))),
]


@given(st.sampled_from(VALUES).flatmap(lambda pair: st.tuples(st.just(pair[0]), pair[1])))
def test_every_value_is_read_back_from_its_words(pair: tuple[f.Kind, Any]) -> None:
    kind, value = pair
    back = read(kind, words(kind, value), today=TODAY)
    same_clock = words(kind, back) == words(kind, value)
    assert back == value or (isinstance(kind, f.Moment) and same_clock)


@pytest.mark.parametrize(
    ("kind", "value", "sentence"),
    [
        (f.Text(), "", "Name is needed."),
        (f.Day(), None, "Name is needed."),
        (f.Names(), (), "Name is needed."),
        (f.Text(), "a\x00b", "This holds characters that can't be kept; type it again."),
        (f.Names(), ("a\x1bb",), "This holds characters that can't be kept; type it again."),
        (f.Hours(), Decimal("1.555"), "“1.555” has too many places; hours have two."),
        (f.Hours(), Decimal(-1), "Hours go from 0.00 to 999.99; type a number between."),
        (f.Hours(), Decimal("NaN"), "Hours go from 0.00 to 999.99; type a number between."),
        (
            f.Day(),
            date(202, 1, 1),
            "The year 202 can't be right; type it with four digits, like 2026.",
        ),
        (f.Minutes(), -1, "-1 is out of range; type 0 to 9,999."),
        (f.Choice(Sector), "other", "“other” is not in the list; choose one from it."),
    ],
)
def test_a_value_that_can_not_be_kept_has_its_sentence(
    kind: f.Kind, value: object, sentence: str
) -> None:
    assert problem(f.Field(kind, "Name", required=True), value) == sentence


@pytest.mark.parametrize(
    ("kind", "value"),
    [(f.Flag(), False), (f.Count(), 0), (f.Hours(), Decimal(0)), (f.Minutes(), 0)],
)
def test_no_and_nought_are_values_too(kind: f.Kind, value: object) -> None:
    assert problem(f.Field(kind, "Name", required=True), value) is None


def test_what_is_not_required_may_be_empty() -> None:
    assert problem(f.Field(f.Email(), "E-mail"), "") is None
