"""Cutting text into lines and choosing fonts, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.reports.fonts import face, missing, script
from copdesk.reports.text import _PLAIN, Type, clean, lines, text_width

BODY = Type(10, 14, "#000000")
CELL = Type(9, 12, "#000000", kerned=False)
NAMES = (
    "محمد عبد الله الأحمد", "گلناز پژوهش‌گر", "ئازاد عەلی ڕەسوڵ", "محمد علی ٹھٹھہ", "ښاغلی څېړنه",
    "שלום בן כהן", "አበበ ቢቂላ/Abebe (አዲስ)", "ሰላም ገብረመድህን", "Олена Шевченко", "Nguyễn Thị Hồng Ngọc",
    "Şêrîn Çiçek Dilşad", "王小明 (Wang Xiaoming)", "प्रिया शर्मा", "শ্রীমতি ক্ষুদিরাম", "கொழும்பு ஸ்ரீ",
    "ශ්‍රී ලංකා", "გიორგი", "Արամ", "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "પ્રિયા પટેલ", "สมชาย ใจดี", "Αθηνά", "Łukasz Żółć",
    "N\u0323guye\u0302\u0303n", "Dr Muhammad (محمد) Abdullah & ሰላም", "≥ 3.0 h → ✓ ☐ ★ €",
)  # fmt: skip


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_every_script_is_drawn_without_an_empty_box(name, bold):
    (line,) = lines(name, 10_000, Type(10, 14, "#000000", bold=bold))
    assert line.words == name
    assert all(0 not in run.meaning for run in line.runs)
    assert missing(name) == set()


@pytest.mark.parametrize(
    "tag", ["Latn", "Arab", "Hebr", "Ethi", "Deva", "Beng", "Taml", "Guru", "Thai", "Geor", "Armn"]
)
def test_bold_is_another_file_wherever_one_exists(tag):
    letter = next(
        chr(c) for c in range(0x41, 0x10FFFF) if script(chr(c)) == tag and chr(c).isalpha()
    )
    thin, heavy = face(tag), face(tag, bold=True)
    assert not heavy.thicken
    assert thin.subset({thin.glyph(letter)}) != heavy.subset({heavy.glyph(letter)})


@pytest.mark.parametrize("tag", ["Sinh", "Gujr", "Hani", "Math", "Symb"])
def test_a_script_without_a_bold_file_is_thickened(tag):
    assert face(tag, bold=True).thicken
    assert not face(tag).thicken


def test_characters_that_no_font_draws_are_named():
    assert missing("Amina ᚠ and 𓀀") == {"ᚠ", "𓀀"}


def test_joiners_and_direction_marks_are_never_missing():
    assert missing("پژوهش\u200cگر \u2068x\u2069 \u00ad") == set()


def test_letters_taken_without_shaping_are_all_in_the_latin_font():
    plain = [
        chr(c) for c in range(0x20, 0x2100) if _PLAIN.fullmatch(chr(c)) and chr(c).isprintable()
    ]
    assert [c for c in plain if script(c) != "Latn"] == []


def test_a_short_text_is_one_line():
    assert [line.words for line in lines("Northgate Law Centre", 200, CELL)] == [
        "Northgate Law Centre"
    ]


@pytest.mark.parametrize("look", [BODY, CELL])
def test_words_move_to_the_next_line_whole(look):
    found = [line.words for line in lines("Riverside Refugee Action", 60, look)]
    assert found == ["Riverside", "Refugee", "Action"]


@pytest.mark.parametrize("look", [BODY, CELL])
def test_line_ends_that_were_typed_are_kept(look):
    assert [line.words for line in lines("one\n\ntwo\r\nthree", 200, look)] == [
        "one",
        "",
        "two",
        "three",
    ]


def test_an_address_too_long_for_the_column_is_cut_after_a_sign():
    found = [line.words for line in lines("golnaz.pazhooheshgar@riverside.example.org", 90, CELL)]
    assert "".join(found) == "golnaz.pazhooheshgar@riverside.example.org"
    assert found[0].endswith((".", "@"))


def test_a_compound_word_is_cut_after_its_hyphen_but_a_reference_is_not():
    assert lines("Anti-oppression", 50, CELL)[0].words == "Anti-"
    assert [line.words for line in lines("see E-2026-014", 62, CELL)] == ["see", "E-2026-014"]


def test_chinese_is_cut_between_characters_but_not_before_a_full_stop():
    found = [line.words for line in lines("王小明王小明。王小明", 61, BODY)]
    assert "".join(found) == "王小明王小明。王小明"
    assert all(not words.startswith("。") for words in found)


def test_arabic_paragraphs_are_cut_into_lines_from_the_right():
    found = lines("محمد عبد الله الأحمد يعمل في مركز القانون في مدينة ليدز", 120, BODY)
    assert len(found) > 1
    assert all(line.leftwards for line in found)


@pytest.mark.parametrize(
    "unbroken", ["x" * 200_000, "محمد" * 50_000, "क्षि" * 50_000, "(" * 200_000]
)
def test_two_hundred_thousand_letters_without_a_space_are_cut_and_none_is_lost(unbroken):
    found = lines(unbroken, 400, BODY)
    assert "".join(line.words for line in found) == unbroken
    assert len(found) > 100


@given(st.text(max_size=80), st.sampled_from([BODY, CELL]), st.integers(30, 300))
def test_cutting_keeps_every_character_that_is_not_a_space(text, look, width):
    found = "".join(line.words for line in lines(text, width, look))
    assert found.replace(" ", "") == clean(text).replace("\n", "").replace(" ", "")


@given(st.text(alphabet="abc défg WMil-@. ", max_size=80), st.sampled_from([BODY, CELL]))
def test_no_line_is_wider_than_its_column(text, look):
    for line in lines(text, 60, look):
        assert line.width * look.size / 1000 <= 60 + 0.01 or len(line.words) == 1


def test_control_characters_and_half_characters_are_never_drawn():
    assert clean("a\x00b\x1fc\ud800d\u202ee\ufeff") == "abc\ufffdde"


def test_the_width_of_a_text_is_that_of_its_one_line():
    assert text_width("Northgate", CELL) == pytest.approx(
        lines("Northgate", 500, CELL)[0].width * 9 / 1000
    )
