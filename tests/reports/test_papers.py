"""Papers behind a document: printed where they can be, named where they can't."""

from datetime import UTC, datetime
from io import BytesIO

import pypdf
import pypdfium2
import pytest
from PIL import Image
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
)

from copdesk.reports import pdf
from copdesk.reports.document import Document, Heading, Paper, Paragraph
from copdesk.reports.papers import look_into

MADE = datetime(2026, 11, 22, tzinfo=UTC)
PDF = "application/pdf"


def pack(*papers: Paper) -> tuple[pdf.Printed, bytes]:
    out = BytesIO()
    blocks = (Heading("Agenda"), Paragraph("Words."))
    printed = pdf.write(Document("Pack", blocks, papers=papers, made=MADE), out)
    return printed, out.getvalue()


def pages(content: bytes) -> list[str]:
    read = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in read]
    finally:
        read.close()


def colour_at(content: bytes, page: int, x: float, y: float) -> tuple[int, ...]:
    """The colour at a place given in parts of the page's width and height, from the top left."""
    read = pypdfium2.PdfDocument(content)
    try:
        picture = read[page].render(scale=0.5).to_pil().convert("RGB")
    finally:
        read.close()
    return picture.getpixel((int(x * picture.width), int(y * picture.height)))


def picture(size: tuple[int, int], kind: str, colour: str = "#0B6B69", **words) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **words)
    return out.getvalue()


def edited(content: bytes, change) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(content))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_papers_follow_in_order_under_their_own_header_with_pages_counted_on(make_pdf):
    printed, content = pack(
        Paper("Fee waivers", PDF, make_pdf("waiver", 3)), Paper("Terms", PDF, make_pdf("terms", 1))
    )
    read = pages(content)
    assert printed.pages == len(read) == 3 + 4
    assert printed.unprinted == ()
    for number, words in enumerate(("waiver 1", "waiver 2", "waiver 3", "terms 1"), 4):
        text = read[number - 1]
        assert words in text
        assert f"Page {number} of 7" in text
    assert all("Paper 1: Fee waivers" in text for text in read[3:6])
    assert "Paper 2: Terms" in read[6]


def test_papers_stand_in_the_contents_and_in_the_bookmarks(make_pdf):
    _, content = pack(
        Paper("Fee waivers", PDF, make_pdf("w", 2)), Paper("Terms", PDF, make_pdf("t"))
    )
    reader = pypdf.PdfReader(BytesIO(content))
    part, papers, below = reader.outline
    assert (part.title, papers.title) == ("Agenda", "Papers")
    told = [(entry.title, reader.get_destination_page_number(entry) + 1) for entry in below]
    assert told == [("Paper 1: Fee waivers", 4), ("Paper 2: Terms", 6)]
    listed = pages(content)[1]
    assert "Paper 1: Fee waivers 4" in listed
    assert "Paper 2: Terms 6" in listed


def test_a_wide_page_gets_a_wide_page(make_pdf):
    _, content = pack(Paper("Slides", PDF, make_pdf("slide", size=(960, 540))))
    box = pypdf.PdfReader(BytesIO(content)).pages[3].mediabox
    assert box.width > box.height


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_stands_as_its_reader_saw_it(turn):
    def mark(writer: pypdf.PdfWriter) -> None:
        page = writer.add_blank_page(600, 800)
        stream = DecodedStreamObject()
        stream.set_data(b"1 0 0 rg 0 700 100 100 re f")
        page[NameObject("/Contents")] = writer._add_object(stream)
        page.rotate(turn)

    paper = edited(_empty(), mark)
    _, content = pack(Paper("Scan", PDF, paper))
    corner = {0: (0, 0), 90: (1, 0), 180: (1, 1), 270: (0, 1)}[turn]
    reader = pypdf.PdfReader(BytesIO(content))
    wide = reader.pages[3].mediabox.width > reader.pages[3].mediabox.height
    assert wide == (turn in {90, 270})
    x = 0.13 if corner[0] == 0 else 0.87
    y = 0.13 if corner[1] == 0 else 0.89
    assert colour_at(content, 3, x, y) == (255, 0, 0)


def _empty() -> bytes:
    out = BytesIO()
    pypdf.PdfWriter().write(out)
    return out.getvalue()


def test_only_the_visible_part_of_a_cropped_page_is_shown(make_pdf):
    def crop(writer: pypdf.PdfWriter) -> None:
        writer.pages[0].cropbox = pypdf.generic.RectangleObject((0, 0, 595, 300))

    _, content = pack(Paper("Cropped", PDF, edited(make_pdf("hidden"), crop)))
    box = pypdf.PdfReader(BytesIO(content)).pages[3].mediabox
    assert box.width > box.height


def test_what_was_filled_into_a_form_is_printed(make_pdf):
    def fill(writer: pypdf.PdfWriter) -> None:
        look = DecodedStreamObject()
        look.set_data(b"0 0 1 rg 0 0 50 50 re f")
        look.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): ArrayObject(map(FloatObject, (0, 0, 50, 50))),
            }
        )
        field = DictionaryObject(
            {
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/Rect"): ArrayObject(map(FloatObject, (200, 300, 400, 500))),
                NameObject("/F"): NumberObject(4),
                NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
            }
        )
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])

    _, content = pack(Paper("Form", PDF, edited(make_pdf("form"), fill)))
    assert colour_at(content, 3, 0.5, 0.54) == (0, 0, 255)


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_is_placed_on_a_page(kind, media_type):
    printed, content = pack(Paper("Flip chart", media_type, picture((900, 600), kind)))
    assert printed.unprinted == ()
    red, green, blue = colour_at(content, 3, 0.5, 0.5)
    assert (abs(red - 0x0B) < 6, abs(green - 0x6B) < 6, abs(blue - 0x69) < 6) == (True, True, True)


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    _, content = pack(Paper("Photo", "image/jpeg", picture((900, 600), "JPEG", exif=exif)))
    box = pypdf.PdfReader(BytesIO(content)).pages[3].mediabox
    assert box.height > box.width


def test_other_kinds_of_file_are_named_on_a_page():
    printed, content = pack(Paper("Minutes.docx", "application/msword", b"PK"))
    (left_out,) = printed.unprinted
    assert (left_out.name, left_out.broken) == ("Minutes.docx", False)
    assert "Minutes.docx" in pages(content)[3]
    assert "Paper 1: Minutes.docx 4" in pages(content)[1]


def _locked(content: bytes) -> bytes:
    return edited(content, lambda writer: writer.encrypt("secret", algorithm="RC4-128"))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"", PDF),
        (b"%PDF-1.7 and then rubbish", PDF),
        (b"not a pdf", PDF),
        (b"\x89PNG\r\n\x1a\nrubbish", "image/png"),
        (b"", "image/jpeg"),
    ],
)
def test_a_damaged_paper_is_named_and_stops_nothing(content, media_type, make_pdf):
    printed, made = pack(
        Paper("Bad one", media_type, content), Paper("Good", PDF, make_pdf("good"))
    )
    (left_out,) = printed.unprinted
    assert left_out.broken
    assert left_out.name == "Bad one"
    assert "damaged" in left_out.reason
    assert any("good 1" in text for text in pages(made))


def test_a_paper_with_a_password_is_named(make_pdf):
    printed, _ = pack(Paper("Locked", PDF, _locked(make_pdf("x"))))
    (left_out,) = printed.unprinted
    assert left_out.broken
    assert "password" in left_out.reason


def test_a_paper_that_only_forbids_editing_is_printed(make_pdf):
    shut = edited(make_pdf("open"), lambda writer: writer.encrypt("", "owner", algorithm="RC4-128"))
    printed, content = pack(Paper("Forbids editing", PDF, shut))
    assert printed.unprinted == ()
    assert "open 1" in pages(content)[3]


def test_a_paper_cut_off_in_the_middle_never_stops_the_pack(make_pdf):
    whole = make_pdf("long", 4)
    for end in range(0, len(whole), 97):
        opened = look_into(1, Paper("Cut", PDF, whole[:end]))
        printed, _ = pack(opened.paper)
        assert bool(opened.trouble) == bool(printed.unprinted)


def test_a_paper_with_flipped_bytes_never_stops_the_pack(make_pdf):
    whole = make_pdf("long", 2)
    for at in range(0, len(whole), 41):
        damaged = whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :]
        assert pack(Paper("Flipped", PDF, damaged))[0].pages >= 4


def test_an_enormous_picture_is_refused_before_it_is_unpacked():
    out = BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    printed, _ = pack(Paper("Bomb", "image/png", out.getvalue()))
    assert printed.unprinted[0].broken
