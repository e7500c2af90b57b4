"""The one way to fold text for search and sorting, and to clean what comes in from outside."""

import re
import unicodedata
from functools import lru_cache

_UNKEEPABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_APOSTROPHES = re.compile(
    "['`\u00b4\u02b9-\u02c1\u02c8\u02ca\u02cb\u2018-\u201b\u2032\u2035\u05f3\uff07]"
)
_NOT_PLAIN = re.compile("[^a-z0-9]+")
_IDEOGRAPH = re.compile(
    "([\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\U00020000-\U0003fffd])"
)
_NUMBER = re.compile("[0-9]+")
_LETTERS = str.maketrans(
    {
        **dict(zip("đðɖɗłøıȷħŧŋĸƒəǝɛɔɓƙƴ", "dddgloijhtnkfeeeobky", strict=True)),
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ß": "ss",
        **dict(zip("ٱىةیکہە", "ايهيكهه", strict=True)),
        "ـ": "",
    }
)
_SYNONYMS = (
    ("iaa", "oisc", "immigration advice authority"),
    ("iaa", "oisc", "office of the immigration services commissioner"),
    ("ho", "home office"),
    ("coi", "country of origin information"),
    ("euss", "eu settlement scheme"),
    ("uasc", "unaccompanied asylum seeking child"),
    ("nrpf", "no recourse to public funds"),
    ("ecf", "exceptional case funding"),
    ("laa", "legal aid agency"),
    ("sra", "solicitors regulation authority"),
    ("bsb", "bar standards board"),
    ("st", "saint"),
)


_SYNONYM = re.compile(
    r"\b(?:" + "|".join(dict.fromkeys(word for group in _SYNONYMS for word in group)) + r")\b"
)


class _Plain(dict[int, str]):
    """What each decomposed character becomes, worked out once when first met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


def _plain(char: str) -> str:
    """A letter as itself, a decimal digit as ASCII, a mark dropped, anything else a space."""
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in {"Cf", "Me"} or _is_dropped_mark(char):
        return ""
    return char if category[0] in "LNM" else " "


def _is_dropped_mark(char: str) -> bool:
    """Accents and vowel points go; vowel signs of Indic, Thai and kana letters stay."""
    group = unicodedata.combining(char)
    selector = "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef"
    return group == 1 or 10 <= group <= 36 or group >= 200 or selector or char == "\u034f"


_PLAIN = _Plain()


def clean(text: str) -> str:
    """The text as it may be kept: composed (NFC), line ends as line feeds, nothing unprintable.

    Control characters, NUL, lone surrogates and U+FFFE/U+FFFF go; newlines and tabs stay.
    :func:`is_clean` tells beforehand whether something will be lost.
    """
    return unicodedata.normalize("NFC", _UNKEEPABLE.sub("", _LINE_ENDS.sub("\n", text)))


def is_clean(text: str) -> bool:
    """Whether :func:`clean` would take nothing away (it may still compose letters)."""
    return _UNKEEPABLE.search(text) is None


@lru_cache(maxsize=1_000)  # a title is folded for its place in lists, then for the search
def fold(text: str) -> str:
    """The text as search and sorting see it: small plain letters and digits, single spaces.

    ``St Augustine's`` -> ``st augustines``; ``Nguyễn`` -> ``nguyen``; ``王小明`` -> ``王 小 明``.
    Folding twice changes nothing; any text can be folded.
    """
    text = _APOSTROPHES.sub("", text)
    if text.isascii():
        return _NOT_PLAIN.sub(" ", text.lower()).strip()
    return " ".join(_fold_letters(text).split())


def _fold_letters(text: str) -> str:
    for _ in range(2):  # compatibility forms may open into capitals: ℡ -> TEL -> tel
        text = unicodedata.normalize("NFKD", text.casefold())
    text = _APOSTROPHES.sub("", text).translate(_LETTERS).translate(_PLAIN)
    return _IDEOGRAPH.sub(r" \1 ", unicodedata.normalize("NFC", text))


def search_text(*parts: str) -> str:
    """What the search of the whole file keeps of a record: its words folded, and their synonyms."""
    words = " ".join(filter(None, map(fold, parts)))
    if _SYNONYM.search(words) is None:
        return words
    padded = f" {words} "
    met = [group for group in _SYNONYMS if any(f" {word} " in padded for word in group)]
    more = (word for group in met for word in group if f" {word} " not in padded)
    return " ".join((words, *dict.fromkeys(more))).strip()


def query_tokens(text: str, *, most: int = 20) -> list[str]:
    """The words somebody typed into a search box, folded, each once, at most ``most``."""
    return list(dict.fromkeys(fold(text).split()))[:most]


def sort_key(text: str) -> str:
    """The text as lists sort it: Ö beside O, E-2026-9 before E-2026-10."""
    return _NUMBER.sub(lambda number: number[0].zfill(12), fold(text))
