import pytest

from copdesk.errors import UserError
from copdesk.imports.headings import find_header
from copdesk.imports.mapping import NOT_NEEDED, guess, letters, likely_subject
from copdesk.imports.source import Sheet
from copdesk.imports.targets import Subject
from copdesk.imports.workbook import read_source
from tests.imports.conftest import FILES


def mapped(*rows, subject=Subject.PEOPLE):
    return guess(Sheet("", rows), subject)


def targets(mapping):
    return {each.heading: each.target for each in mapping.columns if each.target}


def test_headings_are_known_by_label_synonym_and_likeness():
    mapping = mapped(
        ("Full Name", "EMAIL ADDRESS", "Organization", "Job-title", "Telephon number", "Zodiac"),
        ("Ann", "a@b.org", "Hub", "Adviser", "0113 496 0000", "Leo"),
    )
    assert targets(mapping) == {
        "Full Name": "name",
        "EMAIL ADDRESS": "email",
        "Organization": "organisation",
        "Job-title": "role.role",
        "Telephon number": "phone",
    }
    assert mapping.columns[4].why == "A like heading"


def test_same_heading_means_what_suits_the_subject():
    rows = (("Name", "Organisation"), ("Ann", "Hub"))
    assert targets(mapped(*rows))["Organisation"] == "organisation"
    assert targets(mapped(*rows, subject=Subject.ORGANISATIONS)) == {"Name": "name"}
    alone = (("Organisation", "Town"), ("Hub", "Leeds"))
    assert targets(mapped(*alone, subject=Subject.ORGANISATIONS))["Organisation"] == "name"


def test_what_a_network_need_not_know_is_named_and_left():
    mapping = mapped(("Name", "Date of birth", "Gender", "Home address"), ("Ann", "1", "f", "x"))
    assert [each.why for each in mapping.columns[1:]] == [NOT_NEEDED] * 3


def test_header_is_found_below_a_title_and_blank_rows():
    rows = (
        ("Members of the network, autumn",),
        (),
        ("printed on", "2026-11-01"),
        ("Name", "Town", "Phone"),
        ("Ann Bee", "Leeds", "0113 496 0000"),
    )
    assert find_header(rows) == 3


def test_list_without_headings_is_named_by_letters_and_its_addresses_found():
    mapping = mapped(("Ann Bee", "ann@hub.org", "Leeds"), ("Cy Dee", "cy@hub.org", "Hull"))
    assert mapping.header == -1
    assert targets(mapping) == {"Column B": "email"}
    assert mapping.missing == "No column holds the name of the person; choose one."
    assert mapping.put(0, "name").missing == ""


@pytest.mark.parametrize(
    ("headings", "subject"),
    [
        (("Name", "Sector", "Type", "Area"), Subject.ORGANISATIONS),
        (("Name", "E-mail", "Organisation", "Community", "Joined"), Subject.PEOPLE),
        (("Surname", "First name", "Community"), Subject.PEOPLE),
        (("Name", "E-mail"), Subject.PEOPLE),
    ],
)
def test_what_a_file_lists_is_told_by_its_headings(headings, subject):
    assert likely_subject(Sheet("", (headings, ("x",) * len(headings)))) is subject


def test_column_put_elsewhere_makes_room():
    mapping = mapped(("Name", "Contact person"), ("Hub", "Ann"), subject=Subject.ORGANISATIONS)
    changed = mapping.put(1, "name")
    assert [each.target for each in changed.columns] == ["", "name"]
    assert [each.why for each in changed.columns] == ["Not imported", "Chosen by you"]


def test_nothing_below_the_headings_is_refused():
    with pytest.raises(UserError, match="no rows below"):
        mapped(("Name", "Town"))


@pytest.mark.parametrize(
    ("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(index, name):
    assert letters(index) == name


@pytest.mark.parametrize(
    ("file", "layout", "taken"),
    [
        (
            "outlook_classic.csv",
            "Outlook (classic)",
            ["First Name", "Last Name", "E-mail Address", "E-mail 2 Address", "E-mail 3 Address",
             "Mobile Phone", "Business Phone", "Company", "Job Title", "Categories"],
        ),
        (
            "outlook_new.csv",
            "Outlook (new, or on the web)",
            ["First Name", "Last Name", "E-mail Address", "E-mail 2 Address", "E-mail 3 Address",
             "Business Phone", "Mobile Phone", "Job Title", "Company"],
        ),
        (
            "google_new.csv",
            "Google Contacts",
            ["First Name", "Last Name", "Organization Name", "Organization Title", "Labels",
             "E-mail 1 - Value", "E-mail 2 - Value", "Phone 1 - Value"],
        ),
        (
            "google_old.csv",
            "Google Contacts (before 2024)",
            ["Name", "Given Name", "Family Name", "Group Membership", "E-mail 1 - Value",
             "Phone 1 - Value", "Organization 1 - Name", "Organization 1 - Title"],
        ),
    ],
)  # fmt: skip
def test_address_book_is_recognised_and_only_what_is_needed_taken(file, layout, taken):
    mapping = guess(read_source(FILES / file).sheets[0], Subject.PEOPLE)
    assert mapping.layout == layout
    assert list(targets(mapping)) == taken
    assert {each.why for each in mapping.columns if not each.target} == {NOT_NEEDED}
