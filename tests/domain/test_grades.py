from datetime import date

import pytest

from copdesk.domain.grades import GRADES, Scheme, grade_sentence, grade_words

TODAY = date(2026, 11, 22)


def test_a_grade_is_never_said_without_its_scheme() -> None:
    level = GRADES[Scheme.IAA][1]
    assert grade_words(Scheme.IAA, level, "Asylum") == "IAA Level 2: casework, Asylum"
    assert all(
        grade_words(scheme, grade).startswith(scheme.label)
        for scheme, grades in GRADES.items()
        for grade in grades
    )


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (None, ""),
        (date(2027, 2, 21), ""),
        (date(2027, 2, 20), "Expires on Sat 20 Feb 2027."),
        (TODAY, "Expires on Sun 22 Nov 2026."),
        (date(2026, 11, 21), "Expired on Sat 21 Nov 2026."),
    ],
)
def test_a_grade_says_when_it_runs_out_ninety_days_before(until: date | None, words: str) -> None:
    assert grade_sentence(until, TODAY) == words
