"""The figures of enquiries on paper and in Excel, and what each of the readers may read."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copdesk.db.models import Affiliation, Enquiry, EnquiryPause, Organisation, Participant, Topic
from copdesk.db.store import Store
from copdesk.domain.audience import UNDER, Readers
from copdesk.domain.enquiries import EnquiryState, Outcome, PauseKind
from copdesk.errors import UserError
from copdesk.reports import catalogue, pdf
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS
from copdesk.reports.document import Formula, Workbook
from copdesk.reports.names import named_in
from copdesk.services import enquiries
from tests.conftest import SAMPLE_DAY
from tests.reports.recounting import OFFICE, recalculated, rows_of, same, shown

AS_AT = date(2026, 11, 22)
OUTSIDE = (Readers.FUNDER, Readers.PUBLIC)
MADE = [
    (REPORTS[key], suffix)
    for key in ("enquiries", "enquiry-figures")
    for suffix in (catalogue.SHEETS, catalogue.PAPER)
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Enquiries of every standing, with names that a careless formula would misread."""
    with Store.create(tmp_path_factory.mktemp("desk") / "desk.copdesk") as store:
        store.clock = lambda: datetime(2026, 11, 22, 9, tzinfo=UTC)
        _fill(store)
        yield store


def _fill(store):
    with store.read() as reader:
        topics = [row["id"] for row in reader.find(Topic)[:3]]
    with store.change("People") as unit:
        people = [unit.add(Participant, name=each) for each in ("Amina Yusuf", "Azad Ali")]
        bodies = [unit.add(Organisation, name=each) for each in ("=1+1", "Fee*", "fee*", "<3 Aid")]
        for person, body in zip(people, bodies, strict=False):
            unit.add(Affiliation, participant_id=person, organisation_id=body)
    for n in range(60):
        received = AS_AT - timedelta(days=3 + 9 * n)
        asked = {
            "subject": f"Enquiry {n} of Amina Yusuf",
            "question": "What Azad Ali asked",
            "received_on": received,
            "topic_id": topics[n % 3] if n % 4 else None,
            "organisation_id": bodies[n % 4] if n % 7 else None,
            "asker_id": people[n % 2] if n % 5 else None,
            "asker_name": "" if n % 5 else "Zed Zebra",
            "owner": "Olive Owner",
        }
        id_ = enquiries.log_enquiry(store, asked)
        with store.change("So it stands") as unit:
            if n % 6 == 5:
                unit.set(Enquiry, id_, state=EnquiryState.CLOSED, closed_on=received, reply_by=None)
            elif n % 6 == 4:
                unit.set(Enquiry, id_, state=EnquiryState.WAITING, reply_by=None)
                unit.add(EnquiryPause, enquiry_id=id_, kind=PauseKind.WAITING, start=received)
            elif n > 3:
                on = received + timedelta(days=n % 13 - (n == 20) * 40)
                done = {"answered_on": on, "state": EnquiryState.ANSWERED, "reply_by": None}
                unit.set(Enquiry, id_, **done, outcome=Outcome.NO_PROVIDER if n % 11 == 0 else "")
                if n % 3 == 0:
                    wait = {"start": received, "end": received + timedelta(days=n % 5)}
                    unit.add(EnquiryPause, enquiry_id=id_, kind=PauseKind.WAITING, **wait)


def book(store, readers=Readers.COORDINATOR, key="enquiry-figures", **asked):
    with store.read() as reader:
        return REPORTS[key].sheets(reader, Asked(AS_AT, readers=readers, **asked))


def texts(made):
    """Everything that can be read in a report."""
    if isinstance(made, Workbook):
        cells = [made.title]
        for sheet in made.sheets:
            cells += [sheet.title, sheet.period, *sheet.notes]
            cells += [column.label for column in sheet.columns]
            for row in rows_of(sheet):
                cells += [v.shown if isinstance(v, Formula) else v for v in row]
        return "\n".join(str(each) for each in cells)
    out = BytesIO()
    pdf.write(made, out)
    read = pypdfium2.PdfDocument(out.getvalue())
    return "\n".join(page.get_textpage().get_text_range() for page in read)


def all_made(store, readers, as_at=AS_AT):
    """The text of everything that is made of enquiries for some readers."""
    said = {}
    with store.read() as reader:
        for report, suffix in MADE:
            make = report.sheets if suffix == catalogue.SHEETS else report.paper
            try:
                said[report.key, suffix] = texts(make(reader, Asked(as_at, readers=readers)))
            except UserError:
                assert (report.key, suffix) == ("enquiries", catalogue.SHEETS)
    return said


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_libreoffice_counts_from_the_log_what_the_program_counts(desk, tmp_path):
    workbook = book(desk, since=date(2025, 12, 1))
    mine, theirs = shown(workbook), recalculated(workbook, tmp_path)
    assert len(mine) > 600
    wrong = {k: (mine[k], theirs[k]) for k in mine if not same(mine[k], theirs[k])}
    assert wrong == {}


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_a_file_without_enquiries_counts_none(tmp_path):
    with Store.create(tmp_path / "empty.copdesk") as store:
        workbook = book(store)
        mine, theirs = shown(workbook), recalculated(workbook, tmp_path)
    assert {k: (mine[k], theirs[k]) for k in mine if not same(mine[k], theirs[k])} == {}


def test_the_rows_of_every_table_add_up_to_its_total(desk):
    for sheet in book(desk).sheets:
        for place, column in enumerate(sheet.columns):
            total = sheet.totals[place] if sheet.totals else None
            if isinstance(total, Formula) and total.text.startswith("SUM("):
                rows = [row[place].shown for row in sheet.rows]
                assert sum(rows) == total.shown, (sheet.title, column.label)


def test_formulas_hold_nothing_that_people_typed(desk):
    formulas = {
        value.text
        for sheet in book(desk).sheets
        for row in rows_of(sheet)
        for value in row
        if isinstance(value, Formula)
    }
    assert not [text for text in formulas if "Fee" in text or "Aid" in text or "1+1" in text]


def test_the_charts_draw_the_parts_of_the_promise(desk):
    charts = next(sheet for sheet in book(desk).sheets if sheet.charts)
    assert [each.title for each in charts.charts] == [
        "How the promise was kept",
        "The topics most asked about",
        "The areas most asked about",
    ]
    names = {column.name for sheet in book(desk).sheets for column in sheet.columns}
    assert all({each.labels, *each.parts} <= names for each in charts.charts)


@pytest.mark.parametrize("readers", list(Readers))
def test_the_paper_has_exactly_two_pages(desk, sample_file, readers):
    with Store.open(sample_file, read_only=True) as sample:
        for store, since in ((desk, None), (sample, None), (sample, date(2025, 11, 23))):
            with store.read() as reader:
                asked = Asked(SAMPLE_DAY, since=since, readers=readers)
                out = BytesIO()
                pdf.write(REPORTS["enquiry-figures"].paper(reader, asked), out)
            assert len(pypdfium2.PdfDocument(out.getvalue())) == 2


def test_the_paper_names_nobody_whoever_reads_it(desk):
    with desk.read() as reader:
        made = REPORTS["enquiry-figures"].paper(reader, Asked(AS_AT))
        assert named_in(reader, made).words == "Nobody is named."


@pytest.mark.parametrize("readers", OUTSIDE)
def test_no_participant_of_the_sample_is_named_to_a_funder_or_the_public(sample_file, readers):
    with Store.open(sample_file, read_only=True) as store:
        said = "\n".join(all_made(store, readers, SAMPLE_DAY).values())
        with store.read() as reader:
            people = reader.find(Participant)
    assert len(people) > 100
    assert [each["name"] for each in people if each["name"] in said] == []


@pytest.mark.parametrize("readers", OUTSIDE)
def test_neither_who_asked_nor_who_answered_nor_what_was_written_is_told(desk, readers):
    said = "\n".join(all_made(desk, readers).values())
    for word in ("Amina", "Azad", "Zed", "Olive", "Enquiry 1", "fee*", "<3 Aid"):
        assert word not in said


NAMES = st.lists(
    st.text(st.characters(categories=("Lu", "Ll", "Lo")), min_size=9, max_size=14),
    min_size=1,
    max_size=6,
    unique_by=str.casefold,
)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=NAMES, twice=st.booleans())
def test_whatever_people_are_called_a_funder_and_the_public_do_not_read_it(
    tmp_path_factory, names, twice
):
    folder = tmp_path_factory.mktemp("named")
    with Store.create(folder / "desk.copdesk") as store, store.change("Fill") as unit:
        for n, name in enumerate(names):
            person = unit.add(Participant, name=f"Xo {name}")
            for _time in range(1 + twice):
                unit.add(
                    Enquiry,
                    reference=f"E-2026-{n:03}",
                    subject=f"Of {name}",
                    received_on=AS_AT,
                    due_on=AS_AT,
                    asker_id=person if n % 2 else None,
                    asker_name="" if n % 2 else f"Xo {name}",
                    question=name,
                )
    with Store.open(folder / "desk.copdesk", read_only=True) as store:
        for readers in OUTSIDE:
            said = "\n".join(all_made(store, readers).values())
            assert [name for name in names if name in said] == []


def test_each_person_has_one_pseudonym_throughout(desk):
    named, hidden = (
        next(s for s in book(desk, each).sheets if s.title == "Enquiries")
        for each in (Readers.MEMBERS, Readers.FUNDER)
    )

    def askers(sheet):
        place = [column.label for column in sheet.columns].index("Asked by")
        return [row[place] for row in sheet.rows]

    pairs = set(zip(askers(named), askers(hidden), strict=True))
    assert sorted(pairs) == [
        ("Amina Yusuf", "Adviser 02"),
        ("Azad Ali", "Adviser 01"),
        ("Zed Zebra", "Adviser 03"),
    ]


def test_members_read_names_and_are_counted_beforehand(desk):
    with desk.read() as reader:
        told = catalogue.leaving(
            REPORTS["enquiries"], reader, Asked(AS_AT, readers=Readers.MEMBERS), catalogue.SHEETS
        )
        nothing = catalogue.leaving(REPORTS["enquiries"], reader, Asked(AS_AT), catalogue.SHEETS)
    assert told.people == ("Amina Yusuf", "Azad Ali", "Olive Owner", "Zed Zebra")
    assert "4 people and" in told.words
    assert nothing is None


def test_the_public_gets_no_rows_and_no_small_numbers(desk):
    workbook = book(desk, Readers.PUBLIC)
    assert not [sheet for sheet in workbook.sheets if sheet.title == "Enquiries"]
    for sheet in workbook.sheets:
        for row in rows_of(sheet):
            numbers = [value for value in row[2:] if isinstance(value, int)]
            days = {each for each in numbers if 0 < each < 5}
            labels = [column.label for column in sheet.columns]
            small = {labels[n] for n, value in enumerate(row) if value in days and n > 1}
            assert small <= {"Median days", "Days of 9 in 10"}
            assert not [value for value in row if isinstance(value, Formula)]
    assert UNDER in texts(workbook)
    with desk.read() as reader, pytest.raises(UserError, match="single enquiries"):
        REPORTS["enquiries"].sheets(reader, Asked(AS_AT, readers=Readers.PUBLIC))


def test_a_period_has_an_end_of_its_own(desk):
    since, until = date(2026, 7, 1), date(2026, 9, 30)
    log = next(s for s in book(desk, since=since, until=until).sheets if s.title == "Enquiries")
    assert {since <= row[1] <= until for row in log.rows} == {True}
    assert log.period == "Wed 1 Jul 2026 to Wed 30 Sep 2026"
