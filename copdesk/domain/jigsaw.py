"""Facts that tell nothing alone and much together: where from, where, when, how old, how rare.

Each piece counts; from :data:`ENOUGH` on, with three sorts of them near one another in what is said
about a person, a reader who knows the place may know the person.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from copdesk.domain import bands

ENOUGH = 4
"""The score from which the pieces are told; see :data:`WEIGHTS`."""

WEIGHTS = {"nationality": 1, "small area": 1, "exact date": 1, "exact age": 1, "rare fact": 2}
"""What each sort of piece counts, however often it is there."""

_NATIONS = re.compile(
    r"\b(?:Afghan|Albanian|Algerian|Angolan|Armenian|Azerbaijani|Bangladeshi|Belarusian|Bolivian|"
    r"Brazilian|Burmese|Burundian|Cameroonian|Chadian|Chinese|Colombian|Congolese|Cuban|Ecuadorian|"
    r"Egyptian|Eritrean|Ethiopian|Gambian|Georgian|Ghanaian|Guatemalan|Guinean|Haitian|Honduran|"
    r"Indian|Indonesian|Iranian|Iraqi|Ivorian|Jamaican|Jordanian|Kazakh|Kenyan|Kurdish|Kuwaiti|"
    r"Bidoon|Kyrgyz|Lebanese|Liberian|Libyan|Malawian|Malaysian|Malian|Mauritanian|Mexican|"
    r"Moldovan|Mongolian|Moroccan|Namibian|Nepalese|Nepali|Nicaraguan|Nigerian|Nigerien|Pakistani|"
    r"Palestinian|Peruvian|Rohingya|Russian|Rwandan|Salvadoran|Senegalese|"
    r"Sierra Leonean|Somali|South African|South Sudanese|Sri Lankan|Sudanese|Syrian|Tajik|Tamil|"
    r"Tanzanian|Tibetan|Togolese|Tunisian|Turkish|Turkmen|Ugandan|Ukrainian|Uyghur|Uzbek|"
    r"Venezuelan|Vietnamese|Yazidi|Yemeni|Zambian|Zimbabwean)\b(?! (?:scheme|schemes|law|courts?|"
    r"embassy|government|authorities|passport office|caseload|community|visa|nationals|citizens))"
)
_LIVES = re.compile(
    r"\b(?:lives?|living|lived|resident|resides|housed|accommodated|dispersed|moved|based|placed|"
    r"works?|school)\b[^.;\n]{0,12}? (?:in|near|to|at) (?P<place>[A-Z][\w'-]{2,}(?: [A-Z][\w'-]+)?)"
)
_RARE = re.compile(
    r"\b(?:the only|only (?:one|person|family|woman|man)|twins|triplets|quadruplets|deaf|blind|"
    r"deafblind|wheelchair|amput\w+|albin\w+|dwarfism|transgender|trans (?:man|woman)|"
    r"intersex|stateless|surrogac\w+|surrogate|journalist|imam|pastor|bishop|priest|nun|"
    r"footballer|boxer|wrestler|athlete|singer|actor|actress|poet|professor|surgeon|pilot|diplomat|"
    r"ambassador|general's|colonel|politician|mayor|mp's|royal|prince|princess|beauty queen|"
    r"whistle-?blower|acid attack|stabb\w+|shooting|murder\w*|shipwreck|lorry|front page|newspaper|"
    r"on television|viral|terminal\w*|leukaemia|transplant|rare (?:disease|condition)|dialysis|"
    r"(?:six|seven|eight|nine|ten|eleven|\d{1,2}) children|plane crash|first \w+ to|champion)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:he|she|him|her|his|hers|man|woman|girl|boy|client|mother|father|husband|wife|child|son|"
    r"daughter|applicant|appellant|person|family|sister|brother|couple)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Piece:
    """One fact of several that point at somebody together."""

    start: int
    end: int
    part: str
    instead: tuple[str, ...]
    together: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """What it is, with its article."""
        return f"{'an' if self.part[0] in 'aeiou' else 'a'} {self.part}"

    @property
    def why(self) -> str:
        """What it is told together with."""
        others = [one for one in self.together if one != self.part]
        listed = " and ".join(filter(None, (", ".join(others[:-1]), others[-1])))
        return f"Together with the {listed} it may tell who somebody is."


def pieces(text: str, areas: Mapping[str, str]) -> list[Piece]:
    """The facts that together point at one person, each with its wider band; mostly none.

    Args:
        text: as it is read.
        areas: small areas, folded, each with the wider one.
    """
    found: dict[int, Piece] = {}
    for start, end in _stretches(text):
        for piece in _pointing(text, start, end, areas):
            found.setdefault(piece.start, piece)
    return list(found.values())


def score(parts: set[str]) -> int:
    """What these sorts of pieces count together, 0 to 6."""
    return sum(WEIGHTS[part] for part in parts)


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Each paragraph with the one after it."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    ends = [*starts[2:], len(text), len(text)]
    yield from zip(starts, ends, strict=False)


def _pointing(text: str, start: int, end: int, areas: Mapping[str, str]) -> list[Piece]:
    if _PERSON.search(text, start, end) is None:
        return []
    found = [piece for look in _LOOKS for piece in look(text, start, end, areas)]
    parts = {piece.part for piece in found}
    if len(parts) < 3 or score(parts) < ENOUGH:
        return []
    together = tuple(part for part in WEIGHTS if part in parts)
    return [
        Piece(p.start, p.end, p.part, p.instead, together) for p in found if p.part != "nationality"
    ]


Look = Callable[[str, int, int, Mapping[str, str]], list[Piece]]


def _nationality(text: str, start: int, end: int, _areas: Mapping[str, str]) -> list[Piece]:
    return [
        Piece(*match.span(), "nationality", ()) for match in _NATIONS.finditer(text, start, end)
    ]


def _area(text: str, start: int, end: int, areas: Mapping[str, str]) -> list[Piece]:
    named = [
        Piece(*match.span(), "small area", (areas[match[0].lower()],))
        for match in _any_of(tuple(areas)).finditer(text, start, end)
    ]
    lived = [
        Piece(*match.span("place"), "small area", (areas.get(match["place"].lower(), "[area]"),))
        for match in _LIVES.finditer(text, start, end)
        if match["place"].lower() not in _WIDE and match["place"].lower() not in areas.values()
    ]
    taken = {piece.start for piece in named}
    return [*named, *(piece for piece in lived if piece.start not in taken)]


def _day(text: str, start: int, end: int, _areas: Mapping[str, str]) -> list[Piece]:
    matches = (
        match
        for regex in (bands.PLAIN_DAY, bands.WORDED_DAY)
        for match in regex.finditer(text, start, end)
    )
    return [
        Piece(*match.span(), "exact date", bands.day_bands(day))
        for match in matches
        if (day := bands.day_of(match))
    ]


def _age(text: str, start: int, end: int, _areas: Mapping[str, str]) -> list[Piece]:
    return [
        Piece(*match.span(), "exact age", (bands.age_band(match, text[start:end]),))
        for match in bands.AGE.finditer(text, start, end)
    ]


def _rare(text: str, start: int, end: int, _areas: Mapping[str, str]) -> list[Piece]:
    return [Piece(*match.span(), "rare fact", ()) for match in _RARE.finditer(text, start, end)]


_LOOKS: tuple[Look, ...] = (_nationality, _area, _day, _age, _rare)
_WIDE = {
    "england", "scotland", "wales", "northern ireland", "london", "yorkshire", "west yorkshire",
    "south yorkshire", "north yorkshire", "hampshire", "britain", "united kingdom", "the uk",
    "turkey", "greece", "italy", "france", "germany", "libya", "sudan", "europe", "iran", "iraq",
}  # fmt: skip


@lru_cache(maxsize=4)
def _any_of(names: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{listed or '(?!)'})\b", re.IGNORECASE)
