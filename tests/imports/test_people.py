import pytest

from copdesk.imports.apply import apply
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import Act, Verdict

HEADS = ("Name", "E-mail", "Phone", "Organisation", "Role")


@pytest.fixture
def yorkshire(office):
    office.bring_in(
        [("Name", "Community"), ("Hub", "Yorkshire and the Humber")], Subject.ORGANISATIONS
    )
    return office


def judged(office, *row):
    return office.plan([HEADS, row]).rows[0]


def test_same_address_and_an_agreeing_name_are_the_same_person(office):
    office.bring_in([HEADS, ("Amina Yusuf", "amina@hub.example")])
    for name in ("Yusuf, Amina", "Dr Amina B. Yusuf", "A Yusuf", "Amina Yussuf"):
        row = judged(office, name, "AMINA@hub.example", "0113 496 0001")
        assert (row.verdict, row.why) == (
            Verdict.UPDATE,
            "The e-mail address and the name agree.",
        ), name


def test_shared_address_makes_no_two_people_one(office):
    office.bring_in([HEADS, ("Amina Yusuf", "info@hub.example")])
    row = judged(office, "Bethan Price", "info@hub.example")
    assert (row.verdict, row.why) == (Verdict.NEW, "Others share the address info@hub.example.")


def test_personal_address_under_another_name_is_asked_about(office):
    office.bring_in([HEADS, ("Amina Yusuf", "amina@hub.example")])
    row = judged(office, "Bethan Price", "amina@hub.example")
    assert row.why == "May be Amina Yusuf, who has this e-mail address and another name."
    assert row.suggested.act is Act.LEAVE


def test_name_alone_is_asked_about_unless_it_says_nothing_new(office):
    office.bring_in([HEADS, ("Amina Yusuf", "amina@hub.example")])
    row = judged(office, "Amina Yusuf", "", "0113 496 0001")
    assert (row.verdict, row.why) == (
        Verdict.CONFLICT,
        "May be Amina Yusuf, who has the same name.",
    )
    assert judged(office, "Amina Yusuf").verdict is Verdict.SAME


def test_name_and_workplace_together_are_enough(office):
    office.bring_in([HEADS, ("Amina Yusuf", "", "", "Hub")])
    row = judged(office, "Amina Yusuf", "amina@hub.example", "", "Hub")
    assert (row.verdict, row.why) == (
        Verdict.UPDATE,
        "The name and the workplace or telephone agree.",
    )


def test_name_and_telephone_together_are_enough(office):
    office.bring_in([HEADS, ("Amina Yusuf", "", "0113 496 0001")])
    row = judged(office, "Amina Yusuf", "amina@hub.example", "+44 (0)113 4960001")
    assert row.verdict is Verdict.UPDATE
    assert "Phone" not in row.told


def test_nearly_the_same_name_is_asked_about_unless_both_have_their_own_address(office):
    office.bring_in([HEADS, ("Mohamed Ali Hassan", "m@hub.example")])
    assert judged(office, "Mohammed Ali Hassan").verdict is Verdict.CONFLICT
    assert judged(office, "Mohammed Ali Hassan", "x@other.example").verdict is Verdict.NEW


def test_name_in_its_own_script_finds_the_person(office):
    heads = ("Name", "Name in own script", "E-mail")
    office.bring_in([heads, ("Wang Xiaoming", "王小明", "wang@hub.example")])
    row = office.plan([heads, ("王小明", "", "wang@hub.example")]).rows[0]
    assert row.verdict is Verdict.SAME


def test_another_person_of_the_same_name_may_be_added_and_is_known_again(office):
    office.bring_in([HEADS, ("Amina Yusuf", "amina@hub.example")])
    rows = [HEADS, ("Amina Yusuf", "amina@other.example", "", "Other")]
    row = office.plan(rows).rows[0]
    add = next(option for option in row.options if option.act is Act.ADD)
    office.bring_in(rows, choices={2: add})
    assert len(office.known(Subject.PEOPLE).records) == 2
    assert office.plan(rows).rows[0].verdict is Verdict.SAME


def test_row_that_repeats_an_undecided_row_waits_with_it(office):
    office.bring_in([HEADS, ("Amina Yusuf", "amina@hub.example")])
    rows = [
        HEADS,
        ("Amina Yusuf", "new@x.example"),
        ("Amina Yusuf", "new@x.example", "0113 496 0001"),
    ]
    first, second = office.plan(rows).rows
    assert (first.verdict, second.verdict) == (Verdict.CONFLICT, Verdict.CONFLICT)
    assert second.why == "The same as row 2, which is to be decided."
    office.bring_in(rows, choices={2: first.options[0], 3: second.options[0]})
    (kept,) = office.known(Subject.PEOPLE).records.values()
    assert (kept["email"], kept["phone"]) == ("new@x.example", "0113 496 0001")


def test_organisation_is_found_by_another_name_or_made_and_said(yorkshire):
    rows = [HEADS, ("Ann Bee", "", "", "The Hub Ltd", "Adviser"), ("Cy Dee", "", "", "Zenith; Hub")]
    done = yorkshire.bring_in(rows)
    assert done.made == ("Zenith",)
    known = yorkshire.known(Subject.PEOPLE)
    assert sorted(row["name"] for row in known.organisations.values()) == ["Hub", "Zenith"]
    assert sum(map(len, known.roles.values())) == 3


def test_organisation_that_may_be_either_is_an_error_in_its_cell(office):
    heads = ("Name", "Also known as")
    office.bring_in(
        [heads, ("Alpha Advice", "Beacon"), ("Zulu Support", "")], Subject.ORGANISATIONS
    )
    from copdesk.db.models import Organisation
    from copdesk.services import records

    records.add(office.store, Organisation, {"name": "Omega Law", "aliases": ("Beacon",)})
    row = judged(office, "Ann Bee", "", "", "Beacon")
    assert row.draft.problems[0].column == 3
    assert row.why == "“Beacon” may be Alpha Advice or Omega Law; write its full name."


def test_new_role_at_the_same_place_replaces_the_words_and_a_later_one_is_added(office):
    heads = ("Name", "E-mail", "Organisation", "Role", "Role from", "Role to")
    office.bring_in([heads, ("Ann Bee", "a@b.org", "Hub", "Trainee", "2019", "2020")])
    office.bring_in([heads, ("Ann Bee", "a@b.org", "Hub", "Adviser", "2021", "")])
    ((_id, roles),) = office.known(Subject.PEOPLE).roles.items()
    assert [row["role"] for row in roles] == ["Trainee", "Adviser"]


# Address books ----------------------------------------------------------------------------------


def test_classic_outlook_brings_people_their_work_and_nothing_private(yorkshire):
    plan = yorkshire.plan_file("outlook_classic.csv")
    first, second, third, fourth = plan.rows
    assert first.draft.values == {
        "name": "José Núñez",
        "email": "jose@harbour.example",
        "phone": "0113 496 0001",
    }
    assert "works only inside" in first.told
    assert "The label “Personal” names no community" in first.told
    assert "Member of Yorkshire and the Humber" in first.told
    assert second.verdict is Verdict.NEW
    assert (third.verdict, third.why) == (Verdict.ERROR, "The row names no person.")
    assert "email" not in fourth.draft.values


def test_new_outlook_brings_names_of_every_script(yorkshire):
    plan = yorkshire.plan_file("outlook_new.csv")
    assert [row.draft.name for row in plan.rows] == ["Amina Yusuf", "Hồng Nguyễn"]
    assert "preferred_name" not in plan.rows[0].draft.values


def test_google_labels_are_communities_only_where_the_file_has_them(yorkshire):
    olena, wang = yorkshire.plan_file("google_new.csv").rows
    assert olena.draft.values["email"] == "olena@link.example"
    assert "Member of Yorkshire and the Humber" in olena.told
    assert not wang.draft.memberships
    assert "The label “Choir” names no community of the file." in wang.told
    assert "myContacts" not in olena.told + wang.told


def test_old_google_joins_first_and_last_name(yorkshire):
    (row,) = yorkshire.plan_file("google_old.csv").rows
    assert row.draft.name == "Golnaz Pazhuhesh"
    assert "Caseworker at Riverside Refugee Action" in row.told
    assert "Member of Yorkshire and the Humber" in row.told


@pytest.mark.parametrize(
    "name", ["outlook_classic.csv", "outlook_new.csv", "google_new.csv", "google_old.csv"]
)
def test_address_book_brought_in_twice_changes_nothing(yorkshire, name):
    apply(yorkshire.store, yorkshire.plan_file(name), {}, source=name)
    counts = yorkshire.plan_file(name).counts()
    assert counts[Verdict.NEW] == counts[Verdict.UPDATE] == counts[Verdict.CONFLICT] == 0
    assert counts[Verdict.SAME] > 0
