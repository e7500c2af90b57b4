"""A mail written in HTML only, as plain text: its words, its lines, where its links lead."""

import re
from html.parser import HTMLParser

_SKIPPED = frozenset({"script", "style", "head", "title", "template", "noscript"})
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset",
     "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
     "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul"]
)  # fmt: skip
_APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "ul", "ol"})
_BLANK = re.compile(r"[ \t\r\n\f]+")


def plain_text(html: str) -> str:
    """The text of a page; nothing in it is run, fetched or kept as markup."""
    reader = _Reader()
    reader.feed(_whole_tags(_without_comments(html)))
    reader.close()
    return reader.text()


def _without_comments(html: str) -> str:
    """Without what is not shown; the parser itself takes a minute over thousands left open."""
    kept, at = [], 0
    while (start := html.find("<!", at)) >= 0:
        kept.append(html[at:start])
        comment = html.startswith("<!--", start)
        end = html.find("-->" if comment else ">", start)
        if end < 0:
            return "".join(kept) + html[start:].replace("<!", "")
        at = end + (3 if comment else 1)
    return "".join(kept) + html[at:]


def _whole_tags(html: str) -> str:
    """What follows the last tag holds no other: its brackets are words."""
    end = html.rfind(">") + 1
    return html[:end] + html[end:].replace("<", "&lt;")


class _Reader(HTMLParser):
    """Collects words, and as many line ends between them as a person would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._said: list[str] = []
        self._ends = 0
        self._skipping: list[str] = []
        self._kept_as_is = 0
        self._links: list[tuple[str, int]] = []

    def text(self) -> str:
        """What was read."""
        return "".join(self._said).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line, a link, or a stretch that is not shown."""
        if tag in _SKIPPED:
            self._skipping.append(tag)
        elif tag == "body":
            self._skipping.clear()  # whatever was left open before it
        elif tag == "br":
            self._end_line()
        elif tag in _BLOCKS:
            self._break(2 if tag in _APART else 1)
        elif tag in {"td", "th"} and self._said and not self._ends:
            self._said.append("\t")
        told = dict(attrs)
        if tag == "pre":
            self._kept_as_is += 1
        elif tag == "li":
            self._say("- ")
        elif tag == "a":
            self._links.append((told.get("href") or "", len(self._said)))
        elif tag == "img" and told.get("alt"):
            self._say(f"[{told['alt']}]")

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in _SKIPPED:
            if tag in self._skipping:
                del self._skipping[self._skipping.index(tag) :]
        elif tag in _BLOCKS:
            self._break(2 if tag in _APART else 1)
        if tag == "pre":
            self._kept_as_is = max(0, self._kept_as_is - 1)
        elif tag == "a" and self._links:
            self._tell_link(*self._links.pop())

    def handle_data(self, data: str) -> None:
        """Words, with the blanks between them that are shown."""
        self._say(data if self._kept_as_is else _BLANK.sub(" ", data))

    def _say(self, words: str) -> None:
        if self._skipping or not words:
            return
        if not self._kept_as_is and (self._ends or not self._said or self._said[-1][-1] in " \t\n"):
            words = words.lstrip(" ")
        if words:
            self._said.append(words)
            self._ends = 0

    def _tell_link(self, target: str, start: int) -> None:
        """Where it leads, unless its own words say so."""
        shown = "".join(self._said[start:]).strip()
        address = target.removeprefix("mailto:").strip()
        leads = target.lower().startswith(("http://", "https://", "mailto:"))
        if leads and address and address.rstrip("/") not in shown:
            self._say(f" <{address}>")

    def _end_line(self) -> None:
        if not self._skipping:
            self._said.append("\n")
            self._ends += 1

    def _break(self, ends: int) -> None:
        """See to it that a line, or a blank line, stands before what follows."""
        if self._said and not self._skipping:
            more = max(0, ends - self._ends)
            self._said.extend("\n" * more)
            self._ends = max(self._ends, ends)
