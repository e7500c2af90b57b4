"""What to write instead of an exact age, day or place, so that nobody shows."""

import re
from contextlib import suppress
from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_TENS = {
    2: "twenties", 3: "thirties", 4: "forties", 5: "fifties", 6: "sixties", 7: "seventies",
    8: "eighties", 9: "nineties",
}  # fmt: skip
_SEASONS = {
    1: "early", 2: "early", 3: "spring", 4: "spring", 5: "spring", 6: "summer", 7: "summer",
    8: "summer", 9: "autumn", 10: "autumn", 11: "autumn", 12: "late",
}  # fmt: skip
_POST_TOWNS = {
    **dict.fromkeys(("BD", "HD", "HX", "LS", "WF"), "West Yorkshire"),
    **dict.fromkeys(("PO", "SO"), "Hampshire"),
    "S": "South Yorkshire",
    "HU": "Hull and East Yorkshire",
    "YO": "York and North Yorkshire",
    "HG": "York and North Yorkshire",
}
"""The wider area in which most of a post town's addresses lie, for the areas of the network."""

_WORDED = "|".join(rf"{month[:3]}(?:{month[3:]})?" for month in _MONTHS)
WORDED_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{_WORDED})\.?,? (?P<year>\d{{4}})\b"
    rf"|\b(?P<month2>{_WORDED})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})\b",
    re.IGNORECASE,
)
PLAIN_DAY = re.compile(
    r"(?<![\w./-])(?:(?P<day>\d{1,2})(?P<by> ?[/.-] ?)(?P<month>\d{1,2})(?P=by)"
    r"(?P<year>\d{4}|\d{2})"
    r"|(?P<year2>(?:19|20)\d\d)[/.-](?P<month2>\d{1,2})[/.-](?P<day2>\d{1,2}))(?![\w/-]|\.\d)"
)
AGE = re.compile(
    r"\b(?:(?:an? )?(?P<years>\d{1,2})[- ]?(?:years?|yrs?)[- ]?old"
    r"(?: (?P<who>(?:[A-Za-z]+ ){0,2}(?:man|woman|boy|girl|client|mother|father|person|child)))?"
    r"|aged? (?P<aged>\d{1,2})|(?P<short>\d{2}) ?y/?o)\b(?! days| weeks| months)",
    re.IGNORECASE,
)

_NOUN_FOLLOWS = re.compile(r" (?!(?:who|and|or|with|in|from|is|was|has|at|to|for|on)\b)[A-Za-z]")


def day_of(match: re.Match[str]) -> date | None:
    """The day that :data:`PLAIN_DAY` or :data:`WORDED_DAY` found; ``None`` when there is none."""
    found = match.groupdict()
    day, month, year = (
        found.get(name) or found.get(f"{name}2") for name in ("day", "month", "year")
    )
    if not (day and month and year):
        return None
    whole = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 40 else 1900)
    if not month.isdigit():
        number = next(n for n, name in enumerate(_MONTHS, 1) if name[:3] == month[:3].title())
    else:
        number = int(month)
    with suppress(ValueError):
        return date(whole, number, int(day))
    return None


def day_bands(day: date) -> tuple[str, ...]:
    """``spring 2026`` and ``April 2026``."""
    return f"{_SEASONS[day.month]} {day.year}", f"{_MONTHS[day.month - 1]} {day.year}"


def birth_band(year: int) -> str:
    """``born in the 1990s``."""
    return f"born in the {year // 10 * 10}s"


def age_band(match: re.Match[str], text: str) -> str:
    """``in her thirties``, ``a woman in her thirties`` or, before another noun, ``a 30-something``.

    Args:
        match: what :data:`AGE` found.
        text: all of it, for its pronouns.
    """
    years = int(match["years"] or match["aged"] or match["short"])
    who = (match["who"] or "").strip()
    whose = _whose(who or text)
    if not who and match["years"] and _NOUN_FOLLOWS.match(match.string, match.end()):
        return f"{'a ' if match[0][0] in 'aA' else ''}{_adjective(years)}"
    if years < 13:
        said = "of primary school age" if years > 4 else "of pre-school age"
    else:
        said = f"in {whose} {'teens' if years < 20 else _TENS[years // 10]}"
    if not who:
        return said
    article = ("an " if who[0].lower() in "aeiou" else "a ") if match[0][0] in "aA" else ""
    return f"{article}{who} {said}"


def _adjective(years: int) -> str:
    if years < 20:
        return "young" if years < 13 else "teenage"
    return f"{years // 10 * 10}-something"


def postcode_band(postcode: str) -> str:
    """The wider area of a postcode, or ``[postcode]`` where it is not known."""
    letters = re.match(r"[A-Za-z ]*", postcode)
    town = (letters[0] if letters else "").replace(" ", "").upper()
    return _POST_TOWNS.get(town, "[postcode]")


def _whose(text: str) -> str:
    she = re.search(r"\b(?:she|her|woman|girl|mother|wife|daughter)\b", text, re.IGNORECASE)
    he = re.search(r"\b(?:he|him|his|man|boy|father|husband|son)\b", text, re.IGNORECASE)
    if bool(she) == bool(he):
        return "their"
    return "her" if she else "his"
