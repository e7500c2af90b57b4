from datetime import date, time

from copdesk.domain.meeting_times import ending, minutes_between, minutes_present, starts

DAY, SPRING, AUTUMN = date(2026, 12, 9), date(2026, 3, 29), date(2026, 10, 25)


def test_items_run_one_after_the_other_until_one_has_no_minutes():
    assert starts(DAY, time(10), [10, None, 5]) == [time(10), time(10, 10), None]
    assert starts(DAY, None, [10]) == [None]
    assert ending(DAY, time(10), [10, 20]) == time(10, 30)
    assert ending(DAY, time(10), []) == time(10)


def test_a_meeting_may_run_past_midnight():
    assert starts(DAY, time(23, 30), [60, 10]) == [time(23, 30), time(0, 30)]
    assert minutes_between(DAY, time(23, 30), time(0, 40)) == 70


def test_when_the_clocks_change_the_wall_clock_jumps_and_the_minutes_stay_true():
    assert starts(SPRING, time(0, 30), [45, 10]) == [time(0, 30), time(2, 15)]
    assert minutes_between(SPRING, time(0, 30), time(2, 30)) == 60
    assert minutes_between(AUTUMN, time(0, 30), time(2, 30)) == 180
    assert minutes_between(date(2026, 10, 24), time(23), time(3)) == 300


def test_somebody_who_came_late_or_left_early_was_there_for_less():
    times = (time(10), time(12))
    assert minutes_present(DAY, times, (None, None)) == 120
    assert minutes_present(DAY, times, (time(10, 30), None)) == 90
    assert minutes_present(DAY, times, (None, time(11, 15))) == 75
    assert minutes_present(DAY, (time(10), None), (None, None)) is None
