"""How many hours of a session somebody attended: who comes late or leaves early did fewer."""

from decimal import ROUND_DOWN, Decimal

TOLERANCE = 300
"""Seconds that somebody may miss of a session and still have attended all of it."""

_HOUR, _STEP = Decimal(3_600), Decimal("0.01")


def hours_attended(seconds: int | None, whole: Decimal) -> Decimal:
    """The hours that count, two places, never more than the session had.

    Args:
        seconds: how long they were there; ``None``: nobody knows, so all of it.
        whole: the hours of the session.
    """
    if seconds is None or seconds + TOLERANCE >= whole * _HOUR:
        return whole
    return (Decimal(max(0, seconds)) / _HOUR).quantize(_STEP, ROUND_DOWN)
