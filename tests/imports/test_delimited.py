import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copdesk.errors import UserError
from copdesk.imports.delimited import decode, read_delimited
from copdesk.reports.csv_file import harmless

ROWS = (("Name", "Town"), ("Zoë Ñuñez", "Hull; Leeds"), ("Ann, Bee", 'the "Hub"'))


def written(rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_and_letters_are_found(delimiter, code):
    rows, words = read_delimited(written(ROWS, delimiter).encode(code), "a.csv")
    assert rows == ROWS
    assert words == ()


def test_windows_letters_of_outlook_are_read_with_a_word_about_it():
    text, words = decode("First Name,Last Name\r\nJosé,Nuñez’s\r\n".encode("cp1252"), "a.csv")
    assert "José,Nuñez’s" in text
    said = "The letters were read as Windows-1252 (Western European)."
    assert words == (f"{said} Check names with accents in the preview.",)


def test_another_alphabet_is_recognised_where_it_is_plain():
    names = "Имя,Город\n" + "Олена Шевченко,Київ\nИван Петров,Москва\nМария Иванова,Казань\n" * 5
    text, words = decode(names.encode("cp1251"), "a.csv")
    assert "Мария Иванова" in text
    assert "The letters were read as" in words[0]


def test_wide_letters_without_a_mark_are_never_guessed():
    with pytest.raises(UserError, match="not text"):
        decode("Name\nZoë".encode("utf-16-le"), "a.csv")


def test_line_that_names_the_delimiter_is_no_row():
    rows, _words = read_delimited(b"sep=;\r\nName;Town\r\nA,B;C\r\n", "a.csv")
    assert rows == (("Name", "Town"), ("A,B", "C"))


def test_list_of_one_column_is_not_cut():
    rows, _words = read_delimited(b"Name\nAmina Yusuf\nBethan Price\n", "a.csv")
    assert rows == (("Name",), ("Amina Yusuf",), ("Bethan Price",))


def test_quotation_mark_never_closed_is_pointed_at():
    lines = "".join(f"Person {n},Leeds\n" for n in range(500))
    rows, words = read_delimited(f'Name,Town\n"Ann,Hull\n{lines}'.encode(), "a.csv")
    assert len(rows) == 2
    assert words == ("Row 2 holds a cell of 502 lines; a quotation mark may not be closed there.",)


def test_wide_and_endless_lists_are_refused():
    with pytest.raises(UserError, match="larger than 100,000 rows of 300 columns"):
        read_delimited(b"a," * 301 + b"\n", "a.csv")
    with pytest.raises(UserError, match="larger than 100,000 rows"):
        read_delimited(b"a\n" * 100_001, "a.csv")


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_what_our_own_csv_guards_comes_back_as_it_was(text):
    rows, _words = read_delimited(
        written([("Name", "Note"), ("x", harmless(text))]).encode(), "a.csv"
    )
    assert rows[1] == (
        "x",
        text if text[:1] != "'" or text[1:2] not in tuple("=+-@\t\r") else text[1:],
    )


@given(st.binary(max_size=400))
def test_any_bytes_end_in_rows_or_in_a_sentence(data):
    refused = ""
    rows = ()
    try:
        rows, _words = read_delimited(data, "a.csv")
    except UserError as error:
        refused = error.message
    assert "a.csv" in refused or all(isinstance(cell, str) for row in rows for cell in row)
