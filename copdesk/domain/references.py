"""Numbers the program gives to records: E-2026-014, growing past 999, sorting as numbers."""


def format_reference(prefix: str, year: int, number: int) -> str:
    """``E``, 2026, 14 -> ``E-2026-014``; number 1000 -> ``E-2026-1000``."""
    return f"{prefix}-{year:04}-{number:03}"
