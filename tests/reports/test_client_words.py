from datetime import date

import pytest

from copdesk.db.store import Store
from copdesk.domain.fields import LongText
from copdesk.reports.asked import Asked
from copdesk.reports.catalogue import REPORTS, write
from copdesk.reports.client_words import client_words
from copdesk.reports.document import (
    Band,
    Bullets,
    Column,
    Document,
    Heading,
    KeyValues,
    Paragraph,
    Table,
    Titled,
    Tone,
    Toned,
)
from copdesk.services.enquiries import log_enquiry
from copdesk.services.identifiers import keep_words


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        yield opened


def _told(store, *blocks):
    with store.read() as reader:
        return client_words(reader, Document("Pack", blocks))


def test_each_part_that_names_somebody_is_told_with_the_words(store):
    table = Table(
        (Column("Question", LongText()),),
        [(Titled("Fees", "of Mr Ahmed"),), Band("Late"), (Toned("BD1 3EZ", Tone.DANGER),), (3,)],
    )
    told = _told(
        store,
        Paragraph("at the head: GWF012345678"),
        Heading("Agenda"),
        Bullets(("HC 590", "[2024] UKUT 123 (IAC)")),
        Heading("Enquiries"),
        table,
        KeyValues((("Ref", "A1234567"),)),
    )
    assert told == (
        "Pack may tell who a client is: “GWF012345678”.",
        "Enquiries may tell who a client is: “Mr Ahmed”, “BD1 3EZ”, “A1234567”.",
    )


def test_what_is_only_worth_a_look_is_not_told_on_paper(store):
    assert _told(store, Paragraph("Refused on 12/03/2024.")) == ()


def test_what_was_kept_with_a_reason_is_not_told(store):
    enquiry = log_enquiry(store, {"subject": "Fees"})
    keep_words(store, enquiry, "Mr Ahmed", "our interpreter")
    assert _told(store, Paragraph("Mr Ahmed came")) == ()


def test_a_report_that_is_written_tells_what_it_names(store, tmp_path):
    log_enquiry(store, {"subject": "Fees of Mr Ahmed", "received_on": date(2026, 11, 20)})
    with store.read() as reader:
        told = write(
            REPORTS["enquiries"], reader, Asked(date(2026, 11, 23)), tmp_path / "enquiries.pdf"
        )
    assert any("“Mr Ahmed”" in each for each in told)
