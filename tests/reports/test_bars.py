"""Bars on paper: seen, read as text, told in large print, and changed like every text."""

from io import BytesIO

import pypdfium2

from copdesk.reports import pdf
from copdesk.reports.document import Bar, Bars, Document, KeyValues
from copdesk.reports.large_print import large
from copdesk.reports.retold import retold

BARS = Bars(
    ("In time", "Late"),
    (Bar("Leeds, ليدز", (3, 1), "4 received"), Bar("W" * 200, (0, 0), "none")),
)


def written(block):
    out = BytesIO()
    printed = pdf.write(Document("Title", (block,), cover=False, contents=False), out)
    page = pypdfium2.PdfDocument(out.getvalue())[0]
    return printed, page


def test_labels_and_legend_are_text_that_can_be_searched_in_any_script():
    printed, page = written(BARS)
    said = page.get_textpage().get_text_range()
    assert all(word in said for word in ("In time", "Late", "Leeds", "4 received", "none"))
    assert not printed.missing


def test_a_longer_bar_is_more_of_it():
    def inked(values):
        _printed, page = written(Bars(("In time",), tuple(Bar("a", (n,), "") for n in values)))
        picture = page.render(scale=1).to_pil().convert("RGB").tobytes()
        return picture.count(bytes((31, 135, 132)))

    assert inked((10, 10)) > inked((10, 5)) > inked((10, 0)) > 0


def test_without_anything_to_draw_the_words_stand_all_the_same():
    _printed, page = written(Bars(("In time",), (Bar("Leeds", (0,), "none"),)))
    assert "Leeds" in page.get_textpage().get_text_range()


def test_in_large_print_each_bar_is_told_in_words():
    (block,) = large(Document("Title", (BARS,))).blocks
    assert isinstance(block, KeyValues)
    assert block.pairs[0] == ("Leeds, ليدز", "4 received; in time: 3; late: 1")


def test_every_text_of_it_can_be_changed():
    (block,) = retold(Document("Title", (BARS,)), str.upper).blocks
    assert block.parts == ("IN TIME", "LATE")
    assert (block.bars[0].label, block.bars[0].told) == ("LEEDS, ليدز", "4 RECEIVED")
