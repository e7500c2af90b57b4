from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from copdesk.db.models import Participant, Topic
from copdesk.db.store import Store
from copdesk.domain.audience import Readers
from copdesk.reports import catalogue, pdf
from copdesk.reports.asked import Asked
from copdesk.services import records
from copdesk.services.enquiries import log_enquiry
from copdesk.services.knowledge import add_answer, keep_answer
from copdesk.services.settings import keep_settings

TODAY = date(2026, 11, 22)
FOOTER = "Peer information, not legal advice; check before acting."
REPORT = catalogue.REPORTS["answers"]


@pytest.fixture
def store(empty_file):
    with Store.open(empty_file) as opened:
        yield opened


@pytest.fixture
def kept(store):
    """One fresh answer with a topic, and one stale without."""
    enquiry = log_enquiry(store, {"subject": "Fees"})
    with store.read() as reader:
        topic = reader.find(Topic)[0]
    keep_answer(store, enquiry, "Who may ask?", "Anybody.", [topic["id"]])
    values = {"question": "=By post?", "answer": "<b>Yes</b>", "review_on": date(2026, 4, 2)}
    add_answer(store, values)
    return topic["name"]


def read(store):
    out = BytesIO()
    with store.read() as reader:
        pdf.write(REPORT.paper(reader, Asked(TODAY)), out)
    pages = pypdfium2.PdfDocument(out.getvalue())
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages)


def test_answers_stand_under_their_topic_and_stale_ones_say_so(store, kept):
    text = read(store)
    assert text.index(kept) < text.index("Who may ask?") < text.index("No topic")
    assert "Stale: was to be looked at by Thu 2 Apr 2026." in text
    assert text.count("Stale:") == 1
    assert FOOTER in text
    assert "<b>Yes</b>" in text


def test_the_footer_of_the_settings_stands_on_it(store, kept):
    keep_settings(store, answer_footer="Ask a solicitor.")
    assert "Ask a solicitor." in read(store)


def test_without_answers_it_says_so(store):
    assert "No answer is kept yet." in read(store)


def test_in_excel_every_answer_is_a_row_that_says_how_it_stands(store, kept, tmp_path):
    with store.read() as reader:
        told = catalogue.write(REPORT, reader, Asked(TODAY), tmp_path / "answers.xlsx")
    assert told == ()
    rows = CalamineWorkbook.from_path(tmp_path / "answers.xlsx").get_sheet_by_index(0).to_python()
    assert [FOOTER] in [[cell for cell in row if cell] for row in rows]
    by_question = {row[0]: row for row in rows if row[0]}
    assert by_question["Who may ask?"][2] == kept
    assert by_question["Who may ask?"][5] == "Checked"
    assert by_question["=By post?"][4:] == [date(2026, 4, 2), "Stale"]


def test_excel_tells_what_could_tell_who_a_client_is(store, tmp_path):
    add_answer(store, {"question": "May Mr Ahmed ask?", "answer": "Of BD1 3EZ: yes."})
    with store.read() as reader:
        told = catalogue.write(REPORT, reader, Asked(TODAY), tmp_path / "answers.xlsx")
    assert told == ("Answers kept may tell who a client is: “Mr Ahmed”, “BD1 3EZ”.",)


@pytest.mark.parametrize("readers", [Readers.FUNDER, Readers.PUBLIC])
def test_a_funder_and_the_public_read_only_how_many_there_are(store, kept, readers):
    with store.read() as reader:
        asked = Asked(TODAY, readers=readers)
        (sheet,) = REPORT.sheets(reader, asked).sheets
        out = BytesIO()
        pdf.write(REPORT.paper(reader, asked), out)
    small = readers is Readers.PUBLIC
    assert sheet.rows == [
        (kept, "under 5" if small else 1, 0),
        ("No topic", *["under 5" if small else 1] * 2),
    ]
    said = "\n".join(
        page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(out.getvalue())
    )
    assert kept in said
    assert not [each for each in ("Who may ask", "Anybody", "By post", "Yes") if each in said]


def test_who_is_named_in_an_answer_is_told_before_members_get_it(store):
    records.add(store, Participant, {"name": "Amina Yusuf"})
    add_answer(store, {"question": "Whom to ask?", "answer": "Ask Amina Yusuf."})
    with store.read() as reader:
        asked = Asked(TODAY, readers=Readers.MEMBERS)
        told = catalogue.leaving(REPORT, reader, asked, catalogue.PAPER)
    assert told.people == ("Amina Yusuf",)
