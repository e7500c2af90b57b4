import pytest

from copdesk.imports.apply import apply
from copdesk.imports.targets import Subject
from copdesk.imports.verdicts import Act, Verdict

ORGANISATIONS = Subject.ORGANISATIONS


@pytest.fixture
def sample(office):
    return office.plan_file("organisations_sample.csv", ORGANISATIONS)


def verdicts(plan):
    return {row.draft.name: row.verdict for row in plan.rows}


def test_sample_has_fourteen_rows_of_which_one_asks_a_question(sample):
    assert len(sample.rows) == 14
    asked = [row for row in sample.rows if row.verdict is not Verdict.NEW]
    assert [(row.draft.name, row.verdict) for row in asked] == [
        ("McKenzie Friends Beacon", Verdict.CONFLICT)
    ]


def test_name_that_may_be_two_is_asked_about_and_added_as_one_if_nobody_answers(sample):
    row = next(row for row in sample.rows if row.draft.name == "McKenzie Friends Beacon")
    assert row.why == "The name may be two: Beacon and McKenzie Friends."
    assert [option.act for option in row.options] == [Act.ADD, Act.SPLIT, Act.LEAVE]
    assert row.suggested.act is Act.ADD


def test_sample_has_nine_members_two_partners_and_three_of_no_community(sample):
    told = [row.told for row in sample.rows]
    assert sum("Member of Yorkshire and the Humber since Feb 2019" in each for each in told) == 9
    assert [row.draft.name for row in sample.rows if "Partner of" in row.told] == [
        "Clifford Chance",
        "Asylos",
    ]
    assert [row.draft.name for row in sample.rows if "Belongs to no community" in row.told] == [
        "Helen Bamber Foundation",
        "One Pump Court",
        "ILPA",
    ]


def test_two_areas_of_the_sample_are_unknown_and_places_outside_the_list_stay_in_words(sample):
    unknown = [row.draft.name for row in sample.rows if "Area not known" in row.told]
    assert unknown == ["IBSA Legal", "Fisherstone Solicitors"]
    kept = [row.draft.name for row in sample.rows if "kept in words" in row.told]
    assert kept == [
        "Refugee Action",
        "Clifford Chance",
        "Helen Bamber Foundation",
        "One Pump Court",
    ]


def test_sample_is_kept_as_a_person_would_keep_it(office):
    plan = office.plan_file("organisations_sample.csv", ORGANISATIONS)
    done = apply(office.store, plan, {}, source="organisations_sample.csv")
    assert (done.label, done.added, done.made) == (
        "Import 14 organisations from organisations_sample.csv",
        14,
        ("Yorkshire and the Humber",),
    )
    kept = office.records(ORGANISATIONS)
    assert {name: (row["kind"].value, row["sector"].value) for name, row in kept.items()} == {
        "Refugee Action": ("ngo", "voluntary"),
        "St Augustine's": ("community_centre", "voluntary"),
        "Bradford Law Centre": ("law_centre", "voluntary"),
        "DASH": ("ngo", "voluntary"),
        "St Vincent's": ("ngo", "voluntary"),
        "IBSA Legal": ("law_firm", "for_profit"),
        "McKenzie Friends Beacon": ("ngo", "voluntary"),
        "Fisherstone Solicitors": ("law_firm", "for_profit"),
        "PAFRAS": ("ngo", "voluntary"),
        "Clifford Chance": ("international_law_firm", "for_profit"),
        "Asylos": ("research_network", "voluntary"),
        "Helen Bamber Foundation": ("ngo", "voluntary"),
        "One Pump Court": ("chambers", "for_profit"),
        "ILPA": ("membership_body", "voluntary"),
    }
    assert kept["Helen Bamber Foundation"]["aliases"] == ("HBF", "BHF")
    known = office.known(ORGANISATIONS)
    spans = [row for rows in known.memberships.values() for row in rows]
    assert len(spans) == 11
    assert {str(row["start"]) for row in spans} == {"2019-02", "None"}
    assert sum(map(len, known.areas.values())) == 6


def test_name_split_in_two_is_the_same_the_second_time(office):
    plan = office.plan_file("organisations_sample.csv", ORGANISATIONS)
    row = next(row for row in plan.rows if row.verdict is Verdict.CONFLICT)
    done = apply(office.store, plan, {row.number: row.options[1]}, source="a.csv")
    assert done.added == 15
    assert {"Beacon", "McKenzie Friends"} <= office.records(ORGANISATIONS).keys()
    again = office.plan_file("organisations_sample.csv", ORGANISATIONS)
    assert again.counts()[Verdict.SAME] == 14


ROWS = [("Name", "Also known as", "Town", "E-mail", "Phone", "Registration number")]


def test_another_name_of_the_file_is_the_same_organisation(office):
    office.bring_in([*ROWS, ("DASH", "Destitute Asylum Seekers Huddersfield")], ORGANISATIONS)
    plan = office.plan(
        [*ROWS, ("Destitute Asylum Seekers Huddersfield", "", "", "", "01484 960000")],
        ORGANISATIONS,
    )
    (row,) = plan.rows
    assert (row.verdict, row.why) == (Verdict.UPDATE, "Another name of DASH.")
    assert row.told == "Phone: 01484 960000."


def test_another_name_in_the_row_finds_what_the_file_calls_by_it(office):
    office.bring_in([*ROWS, ("Bradford Community Law Centre",)], ORGANISATIONS)
    plan = office.plan([*ROWS, ("BCLC", "Bradford Community Law Centre")], ORGANISATIONS)
    assert plan.rows[0].verdict is Verdict.UPDATE


def test_name_with_words_more_is_asked_about_and_remembered(office):
    office.bring_in([*ROWS, ("Bradford Law Centre",)], ORGANISATIONS)
    rows = [*ROWS, ("Bradford Community Law Centre", "", "Bradford")]
    (row,) = office.plan(rows, ORGANISATIONS).rows
    assert row.verdict is Verdict.CONFLICT
    assert row.why == "May be Bradford Law Centre, which has nearly the same name."
    office.bring_in(rows, ORGANISATIONS, {2: row.options[0]})
    kept = office.records(ORGANISATIONS)["Bradford Law Centre"]
    assert (kept["aliases"], kept["town"]) == (("Bradford Community Law Centre",), "Bradford")
    assert office.plan(rows, ORGANISATIONS).rows[0].verdict is Verdict.SAME


def test_legal_form_and_spelling_make_no_other_organisation(office):
    office.bring_in([*ROWS, ("St Augustine's Centre",)], ORGANISATIONS)
    rows = [*ROWS, ("The St. Augustine’s Centre Ltd",)]
    assert office.plan(rows, ORGANISATIONS).rows[0].verdict is Verdict.SAME


def test_same_name_in_another_town_is_asked_about(office):
    office.bring_in([*ROWS, ("Law Centre", "", "Leeds")], ORGANISATIONS)
    (row,) = office.plan([*ROWS, ("Law Centre", "", "Hull")], ORGANISATIONS).rows
    assert (row.verdict, row.why) == (
        Verdict.CONFLICT,
        "May be Law Centre, which has the same name and is elsewhere.",
    )


def test_registration_number_of_another_name_is_asked_about(office):
    office.bring_in([*ROWS, ("Harbour Advice", "", "", "", "", "F200012")], ORGANISATIONS)
    (row,) = office.plan([*ROWS, ("Zenith", "", "", "", "", "f200012")], ORGANISATIONS).rows
    assert row.why == "May be Harbour Advice, which has this registration number and another name."


def test_numbered_names_are_never_alike(office):
    office.bring_in([*ROWS, ("Citizens Advice Branch 1",)], ORGANISATIONS)
    (row,) = office.plan([*ROWS, ("Citizens Advice Branch 2",)], ORGANISATIONS).rows
    assert row.verdict is Verdict.NEW


def test_blank_and_vague_cells_take_nothing_away(office):
    rows = [("Name", "Kind", "Town", "Notes"), ("Hub", "law firm", "Leeds", "Old note")]
    office.bring_in(rows, ORGANISATIONS)
    again = [("Name", "Kind", "Town", "Notes"), ("Hub", "something else", "", "New note")]
    told = office.plan(again, ORGANISATIONS).rows[0].told
    assert "Notes: Old note → " in told
    assert "Town:" not in told
    office.bring_in(again, ORGANISATIONS)
    kept = office.records(ORGANISATIONS)["Hub"]
    assert (kept["kind"].value, kept["town"], kept["notes"]) == (
        "law_firm", "Leeds", "Old note\n\nNew note",
    )  # fmt: skip


def test_two_rows_of_one_organisation_make_one_with_both_memberships(office):
    rows = [
        ("Name", "Community", "Relation", "Joined"),
        ("Hub", "Yorkshire", "member", "2019-02"),
        ("Hub", "Hampshire", "partner", "Mar 2020"),
        ("Hub", "Yorkshire", "", "2019"),
    ]
    plan = office.plan(rows, ORGANISATIONS)
    assert [row.verdict for row in plan.rows] == [Verdict.NEW, Verdict.UPDATE, Verdict.SAME]
    assert plan.rows[2].why == "The same as row 2."
    done = office.bring_in(rows, ORGANISATIONS)
    assert (done.added, done.changed, done.made) == (1, 0, ("Yorkshire", "Hampshire"))
    assert office.plan(rows, ORGANISATIONS).counts()[Verdict.SAME] == 3


def test_row_that_contradicts_a_row_before_it_is_to_be_decided(office):
    rows = [("Name", "Town"), ("Hub", "Leeds"), ("Hub", "Leeds"), ("Hub", "")]
    assert office.plan(rows, ORGANISATIONS).counts()[Verdict.SAME] == 2
    rows = [("Name", "Phone"), ("Hub", "0113 496 0001"), ("Hub", "0113 496 0002")]
    row = office.plan(rows, ORGANISATIONS).rows[1]
    assert (row.verdict, row.why) == (Verdict.CONFLICT, "Row 2 says otherwise: 0113 496 0001.")


def test_rejoining_after_leaving_is_a_second_membership(office):
    heads = ("Name", "Community", "Joined", "Left")
    office.bring_in([heads, ("Hub", "Yorkshire", "2019", "2020")], ORGANISATIONS)
    office.bring_in([heads, ("Hub", "Yorkshire", "2022", "")], ORGANISATIONS)
    ((_id, spans),) = office.known(ORGANISATIONS).memberships.items()
    assert [(str(s["start"]), str(s["end"])) for s in spans] == [("2019", "2020"), ("2022", "None")]


@pytest.mark.parametrize(
    ("heading", "cell", "why"),
    [
        ("E-mail", "nobody at home", "is not an e-mail address"),
        ("Phone", "ring us", "is not a telephone number"),
        ("Joined", "31/02/2019", "has no day 31"),
        ("Relation", "enemy", "is not one of: Member, Partner"),
        ("Postcode", "LS1 4DY and several more", "at most 12"),
    ],
)
def test_wrong_cell_is_marked_with_why(office, heading, cell, why):
    rows = [("Name", "Community", heading), ("Hub", "Yorkshire", cell)]
    (row,) = office.plan(rows, ORGANISATIONS).rows
    (problem,) = row.draft.problems
    assert row.verdict is Verdict.ERROR
    assert problem.column == 2
    assert why in problem.sentence


def test_row_without_a_name_and_a_day_of_leaving_before_joining_are_errors(office):
    rows = [
        ("Name", "Community", "Joined", "Left"),
        ("", "Yorkshire"),
        ("Hub", "Y", "2020", "2019"),
    ]
    first, second = office.plan(rows, ORGANISATIONS).rows
    assert first.draft.problems[0].sentence == "The row names no organisation."
    assert second.draft.problems[0].column == 3


def test_cell_that_swallowed_rows_is_an_error(office):
    swallowed = "Hub\n" + "\n".join(f"Name {n},Leeds,0113 496 0000" for n in range(40))
    rows = [("Name", "Town", "Phone"), (swallowed,)]
    (row,) = office.plan(rows, ORGANISATIONS).rows
    assert "lines that look like rows" in row.why


def test_telephone_number_that_lost_its_nought_gets_it_back(office):
    office.bring_in([("Name", "Phone"), ("Hub", "1134960000")], ORGANISATIONS)
    assert office.records(ORGANISATIONS)["Hub"]["phone"] == "01134960000"
