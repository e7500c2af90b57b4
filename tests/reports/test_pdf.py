"""Documents on paper, read back as a reader of PDFs sees them."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO

import pypdf
import pypdfium2
import pytest

from copdesk.domain.fields import Clock, Day, Hours
from copdesk.errors import Cancelled, UserError
from copdesk.progress import Progress
from copdesk.reports import pdf, style
from copdesk.reports.document import (
    Band,
    Bullets,
    Callout,
    Column,
    Document,
    Figure,
    Figures,
    Heading,
    KeyValues,
    PageBreak,
    Paper,
    Paragraph,
    Table,
    Titled,
    Tone,
    Toned,
)

MADE = datetime(2026, 11, 22, 9, tzinfo=UTC)
HOSTILE = (
    "<b>bold</b>", '<img src="/etc/passwd">', "AT&T &amp; Co", "Jo <jo@x.example>", "=1+1", "%s {0} \\n",
    "]]>", "(unclosed", "<</Type/Page>>", "<font color='[[[getattr]]]'>x</font>", "<br/><para>", "\\(x\\)",
)  # fmt: skip
EXTRACTED = (
    "Golnaz Pazhooheshgar", "محمد عبد الله الأحمد", "گلناز", "ئازاد عەلی ڕەسوڵ", "שלום בן כהן", "አበበ ቢቂላ",
    "ሰላም ገብረመድህን", "Олена Шевченко", "Nguyễn Thị Hồng Ngọc", "Şêrîn Çiçek Dilşad", "王小明", "김지우", "प्रिया शर्मा",
    "শ্রীমতি ক্ষুদিরাম", "கொழும்பு ஸ்ரீ", "გიორგი", "Արամ", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "પ્રિયા પટેલ", "สมชาย ใจดี",
)  # fmt: skip


def made(document: Document) -> bytes:
    out = BytesIO()
    pdf.write(document, out)
    return out.getvalue()


def pages(content: bytes) -> list[str]:
    read = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in read]
    finally:
        read.close()


def bookmarks(content: bytes) -> list[tuple[str, int]]:
    reader = pypdf.PdfReader(BytesIO(content))
    return [
        (entry.title, reader.get_destination_page_number(entry) + 1)
        for entry in _flat(reader.outline)
    ]


def _flat(entries):
    for entry in entries:
        if isinstance(entry, list):
            yield from _flat(entry)
        else:
            yield entry


def plain(*blocks, **words) -> Document:
    return Document("Title", blocks, cover=False, contents=False, made=MADE, **words)


@pytest.mark.parametrize("words", EXTRACTED)
def test_names_in_every_script_can_be_found_and_copied(words):
    columns = (Column("Name"),)
    in_table = pages(made(plain(Table(columns, ((words,),)))))[0]
    in_text = pages(made(plain(Heading(words), Paragraph(words))))[0]
    assert words in in_table
    assert in_text.count(words) >= 2


@pytest.mark.parametrize("words", HOSTILE)
def test_text_is_never_read_as_markup(words):
    content = made(
        plain(
            Paragraph(words), Bullets((words,)), Callout(words, words), KeyValues(((words, words),)),
            Table((Column(words),), ((words,), (Titled(words, words),), Band(words))),
            Figures((Figure(words, words, words),)), Heading(words, 2), footer=words,
        )
    )  # fmt: skip
    text = "".join("".join(pages(content)).split())
    assert text.count("".join(words.split())) >= 9


def test_a_document_has_a_cover_contents_bookmarks_and_numbered_pages():
    parts = [
        block
        for n in range(1, 6)
        for block in (Heading(f"Part {n}", new_page=True), Paragraph("Words. " * 900))
    ]
    content = made(
        Document(
            "Quarterly meeting",
            tuple(parts),
            "Community",
            (("Date", date(2026, 12, 9)),),
            footer="Network",
            made=MADE,
        )
    )
    read = pages(content)
    assert "Quarterly meeting" in read[0]
    assert "Wed 9 Dec 2026" in read[0]
    assert "Page 1 of" not in read[0]
    for number, text in enumerate(read[1:], 2):
        assert f"Page {number} of {len(read)}" in text
        assert "Quarterly meeting" in text
        assert "Network" in text
    told = dict(bookmarks(content))
    listed = dict(line.rsplit(" ", 1) for line in read[1].split("\n") if line.startswith("Part "))
    assert len(told) == 5
    for title, number in told.items():
        assert f"{title}\n" in read[number - 1] + "\n"
        assert listed[title] == str(number)


def test_the_contents_lead_to_their_parts():
    content = made(Document("T", (Heading("One"), Heading("Two", new_page=True)), made=MADE))
    reader = pypdf.PdfReader(BytesIO(content))
    targets = [note.get_object()["/Dest"][0] for note in reader.pages[1]["/Annots"]]
    assert targets == [reader.pages[n].indirect_reference for n in (2, 3)]


def test_the_file_says_its_title_language_and_day():
    reader = pypdf.PdfReader(BytesIO(made(plain(Paragraph("x")))))
    assert reader.metadata.title == "Title"
    assert reader.metadata.creation_date == MADE
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_the_same_document_gives_the_same_bytes(make_pdf):
    document = Document(
        "T",
        (Heading("One"), Paragraph("محمد 王小明"), Table((Column("A"),), (("1",),))),
        papers=(Paper("Paper", "application/pdf", make_pdf("x")),),
        made=MADE,
    )
    assert made(document) == made(document)


def test_headings_of_a_table_are_repeated_on_every_page():
    rows = tuple((f"Name {n}", n) for n in range(200))
    read = pages(made(plain(Table((Column("Member name"), Column("Number")), rows))))
    assert len(read) > 3
    assert all("Member name" in text for text in read)
    whole = "\n".join(read)
    assert all(f"Name {n} " in whole.replace("\n", " ") for n in range(200))


def test_the_last_row_of_a_table_never_stands_alone_on_a_page():
    for count in range(30, 80):
        rows = tuple((f"Row{n}.",) for n in range(count))
        read = pages(made(plain(Table((Column("Name"),), rows))))
        assert f"Row{count - 2}." in read[-1], count


def test_the_first_row_of_a_table_never_stands_alone_on_a_page():
    rows = tuple((f"Row{n}.",) for n in range(10))
    for filling in range(20, 45):
        blocks = (*(Paragraph("x") for _ in range(filling)), Table((Column("Name"),), rows))
        for text in pages(made(plain(*blocks))):
            assert ("Row0." in text) == ("Row1." in text)


def test_a_cell_longer_than_a_page_goes_on_on_the_next():
    words = " ".join(f"word{n}" for n in range(6_000))
    read = pages(made(plain(Table((Column("Notes"), Column("Name")), ((words, "Amina"),)))))
    assert len(read) > 1
    assert " ".join(read).split().count("word5999") == 1


def test_a_table_says_when_it_has_nothing_to_show():
    assert (
        "No open actions."
        in pages(made(plain(Table((Column("A"),), (), empty="No open actions."))))[0]
    )


def test_values_stand_in_a_table_in_the_words_of_the_house():
    columns = (
        Column("Day", Day()),
        Column("At", Clock()),
        Column("Hours", Hours()),
        Column("State"),
    )
    rows = (
        (date(2026, 4, 2), time(10), Decimal("1.5"), Toned("Late", Tone.DANGER)),
        Band("Unknown ones"),
        (None, None, None, None),
    )
    text = pages(made(plain(Table(columns, rows, totals=("", "", Decimal("1.5"), "")))))[0]
    assert "2 Apr 2026" in text
    assert "10:00" in text
    assert text.count("1.50 h") == 2
    assert text.count("–") == 4
    assert "Unknown ones" in text


def test_a_page_break_begins_a_new_page():
    read = pages(made(plain(Paragraph("first"), PageBreak(), Paragraph("second"))))
    assert ["first" in text for text in read] == [True, False]


def test_a_heading_never_stands_at_the_foot_of_a_page():
    for filling in range(30, 50):
        blocks = (
            *(Paragraph("x") for _ in range(filling)),
            Heading("Next part"),
            Paragraph("its words"),
        )
        for text in pages(made(plain(*blocks))):
            assert ("Next part" in text) == ("its words" in text)


def test_a_short_introduction_stands_with_the_table_it_introduces():
    for filling in range(25, 45):
        table = Table((Column("Name"),), (("first row",),))
        blocks = (
            *(Paragraph("x") for _ in range(filling)),
            Heading("Next"),
            Paragraph("Told."),
            table,
        )
        for text in pages(made(plain(*blocks))):
            assert ("Told." in text) == ("first row" in text)


def test_a_long_foot_is_cut_with_an_ellipsis_before_the_page_number():
    foot = pages(made(plain(Paragraph("x"), footer="Network " * 40)))[0]
    assert "Network…" in foot
    assert "Page 1 of 1" in foot


def test_wide_tables_can_have_wide_pages():
    page = pypdf.PdfReader(BytesIO(made(plain(Paragraph("x"), landscape=True)))).pages[0]
    assert page.mediabox.width == pytest.approx(style.LANDSCAPE.width, abs=0.1)


@pytest.mark.parametrize("words", ["x" * 200_000, "محمد" * 25_000, "line\n" * 20_000])
def test_monstrous_text_is_printed_in_reasonable_time(words):
    cell = Table((Column("Notes"), Column("Name")), ((words, "Amina"),))
    assert "Amina" in "".join(pages(made(plain(cell)))[:1])
    assert made(plain(Paragraph(words), Callout(words)))


def test_facts_that_find_no_room_on_the_cover_go_on_behind_it():
    facts = tuple((f"Fact {n}", f"value {n}.") for n in range(60))
    read = "\n".join(pages(made(Document("T" * 300, facts=facts, made=MADE))))
    assert all(f"value {n}." in read for n in range(60))
    assert read.replace("\n", "").count("T" * 20) >= 1


def test_characters_without_a_shape_are_named():
    document = plain(Paragraph("Amina ᚠ"), Table((Column("Name"),), (("𓀀",),)))
    assert pdf.write(document, BytesIO()).missing == ("ᚠ", "𓀀")


def test_a_document_of_many_scripts_misses_nothing():
    document = plain(Table((Column("Name"),), tuple((words,) for words in EXTRACTED)))
    assert pdf.write(document, BytesIO()).missing == ()


def test_writing_to_a_folder_that_is_not_there_is_said_in_words(tmp_path):
    with pytest.raises(UserError, match="does not exist"):
        pdf.write(plain(Paragraph("x")), tmp_path / "none" / "pack.pdf")


def test_cancelling_leaves_no_file(tmp_path):
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        pdf.write(plain(Paragraph("x")), tmp_path / "pack.pdf", progress)
    assert list(tmp_path.iterdir()) == []
