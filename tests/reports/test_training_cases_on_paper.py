"""The worked cases of training, each a policy and a person of a file, as they stand on paper."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pypdfium2
import pytest

from copdesk.db.models import (
    Affiliation,
    Credit,
    Organisation,
    Participant,
    TrainingExemption,
    TrainingPolicy,
)
from copdesk.db.store import Store
from copdesk.domain.training import PolicyScope, Status
from copdesk.errors import UserError
from copdesk.reports import catalogue, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.reports.document import Formula
from tests.domain.test_training_cases import CASES, credit_of, day, part, policy_of, release_of
from tests.reports.recounting import OFFICE, recalculated, same, shown

RULES = (
    *("adopted_on", "required_hours", "deadline_months", "warning_days", "renewal_months"),
    *("deadline_rule", "deadline_on", "renewal", "renewal_on", "grace_days", "accumulates"),
    *("minimum_hours", "evidence_required", "repealed_on"),
)


def several(text, read):
    return [read(each) for each in text.split(";") if each.strip()]


def put(unit, case):
    """One case: an organisation, its policy, and the one person it is about."""
    body = unit.add(Organisation, name=f"Place of {case['case']}")
    person = unit.add(Participant, name=case["case"])
    start, end = part(case["joined"]), part(case["left"])
    tie = {"participant_id": person, "organisation_id": body}
    unit.add(Affiliation, **tie, start=start, end=end)
    rule = policy_of(case["policy"])
    scope = {"scope": PolicyScope.ORGANISATION, "organisation_id": body}
    kept = {name: getattr(rule, name) for name in RULES}
    both = {
        "participant_id": person,
        "policy_id": unit.add(TrainingPolicy, title=case["case"], **scope, **kept),
    }
    for each in several(case["hours"], credit_of):
        days = {"done_on": each.on, "entered_on": each.entered_on, "verified_on": each.verified_on}
        told = {"hours": each.hours, "tier": each.tier, "state": each.state}
        unit.add(Credit, **both, **days, **told, evidence="Seen" if each.evidenced else "")
    for each in several(case["releases"], release_of):
        span = {"kind": each.kind, "start": each.start, "end": each.end}
        unit.add(TrainingExemption, **both, **span, reason="Long leave")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with Store.create(tmp_path_factory.mktemp("cases") / "cases.copdesk") as made:
        with made.change("Put the cases") as unit:
            for case in CASES:
                put(unit, case)
        yield made


def asked_of(case):
    return Asked(date.fromisoformat(case["as at"]), known_on=day(case["known on"]))


def made(store, asked):
    with store.read() as reader:
        return REPORTS["training"].sheets(reader, asked)


@pytest.fixture(scope="module")
def registers(store):
    """The rows of the register, by the day asked for and the name of the case."""
    return {
        asked: {row[1]: row for row in made(store, asked).sheets[3].rows}
        for asked in {asked_of(each) for each in CASES}
    }


def is_there(case):
    """Whether the person is in scope on that day: not before or after, and has not left."""
    gone = part(case["left"])
    here = gone is None or gone.last >= date.fromisoformat(case["as at"])
    return here and case["status"] != Status.NOT_IN_SCOPE


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"].replace(" ", "-"))
def test_the_register_says_what_the_worked_case_says(registers, case):
    row = registers[asked_of(case)].get(case["case"])
    assert (row is not None) == is_there(case)
    if row is not None:
        due, met = (day(case[name]) or "" for name in ("due", "met"))
        wanted = (Decimal(case["counted"]), met, due, Status(case["status"]))
        assert (row[9].shown, row[12], row[14], row[15]) == wanted


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
@pytest.mark.parametrize(
    "as_at", [date(2026, 11, 22), date(2028, 2, 29), date(2027, 10, 1), date(2028, 4, 1)]
)
def test_libreoffice_counts_the_worked_cases_as_the_program_does(store, tmp_path, as_at):
    workbook = made(store, Asked(as_at))
    mine, theirs = shown(workbook), recalculated(workbook, tmp_path)
    differ = {at: (mine[at], theirs[at]) for at in mine if not same(mine[at], theirs[at])}
    assert len(mine) > 500
    assert differ == {}


def paper(store, key, asked):
    out = BytesIO()
    with store.read() as reader:
        pdf.write(catalogue.document_of(REPORTS[key], reader, asked), out)
    found = pypdfium2.PdfDocument(out.getvalue())
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in found).split())


def of_case(store, name):
    with store.read() as reader:
        return reader.find(TrainingPolicy, title=name)[0]["id"]


def test_a_policy_that_ended_is_on_no_paper_from_its_last_day_on(store):
    ended = {each["case"] for each in CASES if "repealed" in each["policy"]}
    before = {row[1] for row in made(store, Asked(date(2026, 5, 31))).sheets[3].rows}
    after = made(store, Asked(date(2026, 6, 1))).sheets
    assert ended <= before
    said = {str(value) for sheet in after for row in sheet.rows for value in plain(row)}
    assert not ended & said
    text = paper(store, "training", Asked(date(2026, 6, 1)))
    assert not any(name in text for name in ended)


def plain(row):
    return (each.shown if isinstance(each, Formula) else each for each in row)


LEAP = [each for each in CASES if "-02-29" in each["due"] and is_there(each)]


@pytest.mark.parametrize("case", LEAP, ids=lambda case: case["case"].replace(" ", "-"))
def test_a_deadline_on_the_29th_of_february_is_printed_as_such(store, case):
    policy = of_case(store, case["case"])
    asked = Asked(date.fromisoformat(case["as at"]), policy_id=policy)
    assert "29 Feb 2028" in paper(store, "training", asked)


@pytest.mark.parametrize(
    ("as_at", "said"),
    [
        (date(2027, 8, 31), "Met 3.00 h 1 Oct 2027 1 Oct 2026"),
        (date(2027, 9, 1), "Due soon 0.00 h 1 Oct 2027 1 Oct 2026"),
        (date(2027, 10, 1), "Due soon 0.00 h 1 Oct 2027 1 Oct 2026"),
        (date(2027, 10, 2), "Expired 0.00 h 1 Oct 2027 1 Oct 2026"),
    ],
)
def test_a_renewal_is_told_rightly_on_the_days_at_its_boundary(store, as_at, said):
    case = next(
        each
        for each in CASES
        if each["policy"] == "renewal months 12"
        and each["hours"] == "3.00 2026-10-01"
        and not each["left"]
        and not each["releases"]
    )
    policy = of_case(store, case["case"])
    assert said in paper(store, "training", Asked(as_at, policy_id=policy))
    asked = Asked(as_at, policy_id=policy)
    if as_at <= date(2027, 10, 1):
        assert "to be renewed by 1 Oct 2027" in paper(store, "training-certificate", asked)
    else:
        with pytest.raises(UserError, match="Nobody has met"):
            paper(store, "training-certificate", asked)
