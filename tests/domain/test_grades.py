from datetime import date

from copdesk.domain.grades import GRADES, Scheme, grade_words

TODAY = date(2026, 11, 22)


def test_a_grade_is_never_said_without_its_scheme() -> None:
    level = GRADES[Scheme.IAA][1]
    assert grade_words(Scheme.IAA, level, "Asylum") == "IAA Level 2: casework, Asylum"
    assert all(
        grade_words(scheme, grade).startswith(scheme.label)
        for scheme, grades in GRADES.items()
        for grade in grades
    )
