from copdesk.db.models import RegulatorGrade
from copdesk.db.queries.grades import grades, grades_expiring
from copdesk.db.search import find
from tests.conftest import SAMPLE_DAY


def test_grades_that_ran_out_or_will_within_the_days_are_listed(sample):
    late, soon = grades_expiring(sample, SAMPLE_DAY, days=60)
    assert late.words == "Law Society accreditation Trainee casework assistant"
    assert soon.words == "Law Society accreditation Senior caseworker"
    assert soon.whose
    assert len(grades_expiring(sample, SAMPLE_DAY, days=400)) == 3


def test_grades_are_asked_for_by_person_and_by_organisation(sample):
    person, _other, body = sample.find(RegulatorGrade)
    mine = grades(sample, participant_id=person["participant_id"])
    theirs = grades(sample, organisation_id=body["organisation_id"])
    assert [each.id for each in mine] == [person["id"]]
    assert [each.words for each in theirs] == ["IAA Level 2: casework"]


def test_the_old_name_of_the_iaa_finds_its_grades(sample):
    for typed in ("IAA level 2", "OISC level 2"):
        assert "IAA Level 2: casework" in [hit.title for hit in find(sample, typed)]
