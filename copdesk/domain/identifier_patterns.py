"""The eighteen ways in which a client is named by a number, an address or a word, as patterns.

They are written against a text as it is read (see :mod:`copdesk.domain.as_read`); every repetition
has a limit, so that no text takes long. Numbers and names that are public stand in :data:`PUBLIC`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from copdesk.domain import bands

Offer = Callable[[re.Match[str]], tuple[str, ...]]


def _always(_match: re.Match[str]) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Pattern:
    """One sort of identifier.

    Attributes:
        key: its short name.
        what: what it looks like, with its article.
        why: one sentence, what it would tell.
        stops: whether a reason is needed to keep it.
        regex: finds it.
        instead: what to write in its place.
        holds: a second look at what was found.
        anywhere: also inside public words, such as a web address.
    """

    key: str
    what: str
    why: str
    stops: bool
    regex: re.Pattern[str]
    instead: Offer
    holds: Callable[[re.Match[str]], bool] = _always
    anywhere: bool = False


def _regex(words: str, *, as_typed: bool = False) -> re.Pattern[str]:
    return re.compile(words, 0 if as_typed else re.IGNORECASE)


def _write(words: str) -> Offer:
    return lambda _match: (words,)


_REGISTER = "One person's number in a register: whoever can look it up knows who it is."
_CASE = "The number of one person's case: it leads to a name."
_CONTACT = "It reaches one person."
_END = r"\d ?[ABD-HJLNP-UW-Z] ?[ABD-HJLNP-UW-Z]"
_NOT_ORDINAL = r"(?!\d(?:st|nd|rd|th)\b)"
_CLIENT_WORDS = r"client|applicant|appellant|claimant"
_KIN = (
    r"wife|husband|partner|son|daughter|brother|sister|mother|father|child|baby|cousin|uncle|aunt"
)
_TITLE_STOPS = (
    r"(?:and|or|the|a|an|of|in|on|at|is|was|has|to|who|for|out|this|that|any|our|your|my|their|"
    r"if|as|by|it|but|not|will|would|can|could|may|excel|word|office|teams|windows|powerpoint)"
)
_NOT_A_NAME = (
    r"(?:mr|mrs|ms|miss|mx|dr|is|has|was|care|details?|name|number|signature|account|confidential\w*|must|should|will|"
    r"can|may|does|did|interview|statement|meeting|matter|files?|journey|group|home|office|uk|secretary|support|"
    r"services?|officer|team|advice|money|portal|feedback|survey|"
    r"january|february|march|april|june|july|august|september|october|november|december|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|article|appendix|section|"
    r"[a-z]{1,3}|[a-z]{2,14}(?:ian|ese|ish|itian|nese)|iraqi|afghan|somali|pakistani|kurdish)"
)


def _birth(match: re.Match[str]) -> tuple[str, ...]:
    years = re.findall(r"\d+", match[0])
    last = int(years[-1]) if years else 0
    if len(years[-1]) == 2:
        last += 2000 if last < 26 else 1900
    return (bands.birth_band(last),) if 1900 <= last <= 2099 else ("[birthday]",)


def _day(match: re.Match[str]) -> tuple[str, ...]:
    day = bands.day_of(match)
    return bands.day_bands(day) if day else ()


def _is_day(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 40) : match.start()].lower()
    day = bands.day_of(match)
    return day is not None and _PUBLIC_DAY.search(before) is None


def _is_share_code(match: re.Match[str]) -> bool:
    letters = "".join(char for char in match[0] if char.isalpha())
    same = letters.isupper() or letters.islower()
    groups = [re.sub(r"\W", "", match[0])[at : at + 3] for at in (0, 3, 6)]
    numbered = sum(any(char.isdigit() for char in group) for group in groups)
    return same and numbered >= 2 and groups[1].lower() not in {"and", "the", "for", "may"}


def _is_passport(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 40) : match.start()]
    return _PUBLIC_NUMBER.search(before) is None


_PUBLIC_DAY = re.compile(
    r"(?:in force|published|laid|rules? (?:changed?|of)|deadline|effective|commenc\w*|cut-?off|"
    r"transition\w*|version|updated|guidance|paragraph|para|section|rule|meeting|training|"
    r"session|policy|before|until|by|from|since|after)\W[^.;\n]{0,18}$"
)
_PUBLIC_NUMBER = re.compile(
    r"(?:[£$€]|(?i:charity|company|registration|registered|SRA|OISC|IAA|BSB|ICO|VAT|population|"
    r"ISBN|ISSN|contract|grant|invoice)\b[^;\n]{0,24})$"
)

PATTERNS = (
    Pattern(
        "mail", "an e-mail address", _CONTACT, True,
        _regex(
            r"(?<![\w.+-])[\w.+%'-]{1,64} ?@ ?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
            r"|\b[\w.+-]{2,40} ?[\[({<] ?at ?[\])}>] ?[\w-]{2,40}"
            r"(?:(?: ?\. ?| ?[\[({<] ?dot ?[\])}>] ?| dot )[\w-]{2,20}){1,3}"
            r"|\b[\w.+-]{2,40} at [\w-]{2,40}(?: dot [\w-]{2,20}){1,3}\b"
        ),
        _write("[e-mail address]"), anywhere=True,
    ),
    Pattern(
        "phone", "a telephone number", _CONTACT, True,
        _regex(
            r"(?<![\w£$€.,/-])(?:\(?(?:\+|00)44\)?[ ().-]{0,3}(?:\(0\) ?)?|\(?[0o])"
            r"[ -]?[\do](?:[ ().-]{0,2}[\do]){8,9}(?![\d])"
            r"|(?<![\w£$€.,/-])\+(?!44)\d{1,3}(?:[ ().-]{0,2}\d){7,12}(?!\d)"
        ),
        _write("[telephone number]"),
        lambda match: sum(char.isdigit() for char in match[0]) >= 5,
    ),
    Pattern(
        "ni", "a National Insurance number", _REGISTER, True,
        _regex(
            r"\b[A-Z] ?[A-Z](?:[ ./-]{0,2}\d[ ]?\d){3}[ ./-]{0,2}[A-D]\b"
        ),
        _write("[National Insurance number]"),
    ),
    Pattern(
        "postcode", "a postcode", "It tells the street where somebody lives.", True,
        re.compile(
            rf"\b(?:(?i:[A-Z]{{1,2}}\d[A-Z\d]?[ .-]{{0,3}}{_NOT_ORDINAL}{_END.replace(' ?', '')})"
            rf"|[A-Z] ?[A-Z]? ?\d ?\d? ?{_NOT_ORDINAL}{_END})\b"
        ),
        lambda match: (bands.postcode_band(match[0]),),
    ),
    Pattern(
        "home-office", "a Home Office reference", _CASE, True,
        re.compile(
            r"(?<![\w/-])(?:(?i:[A-Z])\d{6,8}|[A-Z][ .-]\d{6,8}|[A-Z] ?\d{3}[ .-]\d{4}"
            r"|[A-Z](?: \d){7})(?: ?[/-] ?\d{1,3})?\b(?![/-]?\d)"
        ),
        _write("[Home Office reference]"),
    ),
    Pattern(
        "uan", "a unique application number (UAN)", _CASE, True,
        _regex(r"(?<![\w/.-])\d{4}(?:[ ./-]{0,2}\d{4}){3}(?:/\d\d)?(?![\w/-]\d|\d)"),
        _write("[UAN]"),
    ),
    Pattern(
        "gwf", "a GWF number", _CASE, True,
        _regex(r"\bG ?W ?F[ :#./-]{0,3}\d(?:[ -]?\d){8}\b"), _write("[GWF number]"),
    ),
    Pattern(
        "nass", "an asylum support (NASS) reference", _CASE, True,
        _regex(r"(?<![\w/])\d{2} ?[/-] ?\d{2} ?[/-] ?\d{5}(?: ?[/-] ?\d{3})?\b"),
        _write("[asylum support reference]"),
    ),
    Pattern(
        "arc", "an ARC number", _REGISTER, True,
        _regex(
            r"\bARC(?:/?\d[\w/]{2,}|(?: (?:card|no\.?|number|ref\.?))?[ :#/-]{1,3}\d[\w/]{4,})\b"
        ),
        _write("[ARC number]"),
    ),
    Pattern(
        "brp", "a residence permit (BRP) number", _REGISTER, True,
        re.compile(
            r"(?<![\w/-])(?:(?i:[A-Z]{2}[A-Z\d])\d{6}|[A-Z]{2}[ -]?[A-Z\d][ -]?\d{3}[ -]?\d{3})\b"
        ),
        _write("[BRP number]"),
    ),
    Pattern(
        "share-code", "an eVisa share code", "It opens somebody's status on the web.", False,
        _regex(r"(?<![\w/-])[WRS][A-Z\d]{2}(?:[ -]?[A-Z\d]{3}){2}\b"), _write("[share code]"),
        _is_share_code,
    ),
    Pattern(
        "first-tier", "an appeal number", _CASE, True,
        _regex(r"\b(?:PA|HU|DA|EA|DC|RP|EU|IA|AA)(?: ?[/-] ?| )?\d{5}(?: ?[/-] ?| )?\d{4}\b"),
        _write("[appeal number]"),
    ),
    Pattern(
        "upper-tribunal", "an Upper Tribunal number", _CASE, True,
        _regex(r"\bUI(?: ?[/-] ?| )?\d{4}(?: ?[/-] ?| )?\d{6}\b"), _write("[appeal number]"),
    ),
    Pattern(
        "passport", "a passport or other personal number", _REGISTER, False,
        _regex(r"(?<![\w/.,£$€-])[A-Z]{0,2}\d{7,9}(?![\w/-]|[.,]\d)"), _write("[number]"),
        _is_passport,
    ),
    Pattern(
        "birth", "a date of birth", "With a first name or a place it tells who somebody is.", True,
        _regex(
            r"\b(?:d\.? ?o\.? ?b\b\.?|date of birth|birth ?date|birthday)[^\n\d]{0,15}\d[\d ./-]*"
            r"(?:(?:st|nd|rd|th)?(?: of)? ?[a-z]{3,9}\.? ?\d{4}|\d)?"
            r"|\b(?:born(?: (?:in|at|near)"
            r"(?: (?!(?:or|by|from|since|before|after|until|between)\b)[^\s.;\d]{1,20}){1,6})?"
            r"|turn(?:s|ed|ing) \d{1,2})"
            r"(?: on)?(?: the)?[ :,]{0,3}(?:\d{1,2}(?:st|nd|rd|th)?(?: of)?[ ./-]"
            r"[a-z\d]{1,9}[ ./-]?,? ?\d{2,4}"
            r"|\d{4}-\d\d-\d\d|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?,? \d{4})\b"
        ),
        _birth,
    ),
    Pattern(
        "birth-year", "a year of birth", "With a place it may tell who somebody is.", False,
        _regex(r"\bborn (?:in (?:[a-z]{3,9} )?)?(?:19|20)\d\d\b(?!s)"), _birth,
    ),
    Pattern(
        "day", "an exact date", "A day makes one case stand out among many.", False,
        bands.PLAIN_DAY, _day, _is_day,
    ),
    Pattern(
        "title", "somebody's name", "A name tells who it is.", True,
        re.compile(
            rf"\b(?P<title>Mr|Mrs|Ms|Miss|Mx|Dr|MR|MRS|MS|MISS|DR)\b\.?[ \n]{{1,2}}"
            rf"(?!{_TITLE_STOPS}\b)(?!(?i:excel|word|office|teams|windows|powerpoint)\b)"
            rf"(?P<name>(?:[A-Z]\.? ){{0,3}}[^\W\d_a-z][\w'-]*"
            rf"(?: (?!KC\b|QC\b|MP\b)[A-Z][\w'-]+){{0,2}})"
        ),
        _write("the client"),
    ),
    Pattern(
        "title", "somebody's name", "A name tells who it is.", True,
        re.compile(
            rf"\b(?P<title>mr|mrs)\b\.? (?!{_TITLE_STOPS}\b)(?P<name>[a-z][\w'-]+)"
        ),
        _write("the client"),
    ),
    Pattern(
        "client", "a client's name", "A name tells who it is.", False,
        re.compile(
            rf"\b(?i:{_CLIENT_WORDS})(?:[,:]| is called| named)? (?!(?i:{_NOT_A_NAME})\b)"
            rf"(?P<name>[A-Z](?:[^\W\d_]|['-])+(?: [A-Z](?:[^\W\d_]|['-])+)?)\b"
        ),
        lambda match: (f"{match[0].split()[0].rstrip(',:')} A",),
    ),
    Pattern(
        "named", "somebody's name", "A name tells who it is.", False,
        re.compile(
            rf"\b(?i:(?:his|her|their|my|whose) (?:{_KIN})|"
            rf"(?:man|woman|boy|girl|person|{_CLIENT_WORDS})(?:'s)? (?:named|called)|"
            rf"(?:full |first |last |family )?name(?: is|:)),? "
            rf"(?!(?i:{_NOT_A_NAME})\b)(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){{0,2}})"
        ),
        lambda match: (match[0][: match.start("name") - match.start()] + "A",),
    ),
)  # fmt: skip
"""The most telling first."""

PUBLIC = tuple(
    map(
        re.compile,
        (
            r"\[\d{4}\] (?:\d+ )?(?:[A-Z][A-Za-z]{1,8}\.? ){1,3}(?:[A-Z] )?\d{1,5}",
            r"\(\d{4}\) \d{1,4} [A-Z]{2,6} \d{1,5}",
            r"\b(?:no\.? |nos\.? |number )\d{4,5}/\d{2}\b",
            r"\bC-\d{1,4}/\d{2}\b",
            r"\bH\.?C\.? ?\d{2,4}(?:-[IVX]+)?\b",
            r"\bS\.?I\.? ?(?:No\.? ?)?\d{4}/\d{1,5}\b",
            r"\b(?:Cm|Cmnd|CP) ?\d{2,5}\b",
            r"\b(?:Act|Order|Regulations|Rules) (?:19|20)\d{2}\b",
            r"\b[EWSNKJ](?:0[0-9]|1[0-9]|2[0-9]|3[0-9]|4[0-9]|9[29])\d{6}\b(?!/)",
            r"\b[A-Z]{1,2}-(?:19|20)\d{2}-\d{3,6}\b(?<!UI-\d{4}-\d{6})",
            r"\bhttps?://\S{1,2000}",
            r"\b(?:www\.)[\w.-]{3,100}(?:/\S{0,500})?",
        ),
    )
)
"""Citations, papers of Parliament, codes of areas, our own references, web addresses."""
