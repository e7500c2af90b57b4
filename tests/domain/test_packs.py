from copdesk.domain.packs import Amendment, amendments


def test_what_was_added_changed_and_taken_out_is_told_part_by_part():
    before = {"Agenda": {"Fees": "10 minutes", "Wins": "5 minutes"}, "Papers": {"a.pdf": "1"}}
    now = {"Agenda": {"Fees": "20 minutes", "Pathways": "Pathways"}, "Papers": {"a.pdf": "1"}}
    found = list(amendments(before, now))
    assert [(each.what, each.words) for each in found] == [
        ("Fees", "Was: 10 minutes\nNow: 20 minutes"),
        ("Pathways", "Added"),
        ("Wins", "Taken out"),
    ]


def test_a_part_that_was_left_out_of_one_of_them_amends_nothing():
    assert list(amendments({"Agenda": {}}, {"Agenda": {}, "Wins": {"a": "b"}})) == []


def test_an_addition_tells_what_it_says():
    assert Amendment("Agenda", "Fees", "", "20 minutes").words == "Added: 20 minutes"
