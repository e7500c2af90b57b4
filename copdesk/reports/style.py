"""The look on paper: the same colours as the screen, with sizes and room for A4 and print."""

from dataclasses import dataclass
from typing import Final

from copdesk.reports.document import Tone
from copdesk.reports.text import Type

MM: Final = 72 / 25.4
"""Points in a millimetre."""

TEXT: Final = "#1A222D"
TEXT2: Final = "#48525F"
TEXT3: Final = "#5C6774"
BORDER: Final = "#DFE3E8"
RULE: Final = "#B9C2CC"
SUNKEN: Final = "#F0F2F5"
ACCENT: Final = "#0B6B69"
ACCENT_SOFT: Final = "#DDEFEE"

DATA: Final = ("#1F8784", "#C46F00", "#B9C2CC")
"""The parts of a bar in their order, told apart in grey too."""

INKS: Final = {
    Tone.PLAIN: TEXT,
    Tone.MUTED: TEXT3,
    Tone.INFO: "#1C5A9E",
    Tone.OK: "#1A6B3A",
    Tone.WARN: "#835000",
    Tone.DANGER: "#B3261E",
}
TINTS: Final = {
    Tone.PLAIN: SUNKEN,
    Tone.MUTED: SUNKEN,
    Tone.INFO: "#E4EFFA",
    Tone.OK: "#E0F3E6",
    Tone.WARN: "#FFF0CF",
    Tone.DANGER: "#FCE8E6",
}

COVER_TITLE: Final = Type(32, 40, TEXT, bold=True)
COVER_SUBTITLE: Final = Type(14, 21, ACCENT, bold=True)
TITLE: Final = Type(22, 29, TEXT, bold=True)
SUBTITLE: Final = Type(11.5, 17, ACCENT, bold=True)
HEADINGS: Final = {
    1: Type(17, 23, TEXT, bold=True),
    2: Type(12, 17, ACCENT, bold=True),
    3: Type(10, 14.5, TEXT, bold=True),
}
ABOVE_HEADINGS: Final = {1: 26.0, 2: 18.0, 3: 12.0}
BODY: Final = Type(9.75, 15, TEXT)
STRONG: Final = Type(9.75, 15, TEXT, bold=True)
LABEL: Final = Type(9, 15, TEXT3)
FACT: Final = Type(11.5, 19.5, TEXT)
FACT_LABEL: Final = Type(9.75, 19.5, TEXT3)
CELL: Final = Type(8.75, 12.5, TEXT, kerned=False)
CELL_STRONG: Final = Type(8.75, 12.5, TEXT, bold=True, kerned=False)
CELL_DETAIL: Final = Type(7.75, 11, TEXT3, kerned=False)
COLUMN_HEAD: Final = Type(7.75, 10.5, TEXT2, bold=True, kerned=False)
BAND: Final = Type(8.75, 12.5, ACCENT, bold=True)
CAPTION: Final = Type(9.75, 14, TEXT, bold=True)
RUNNING: Final = Type(7.75, 11, TEXT3)
METRIC: Final = Type(21, 27, TEXT, bold=True)
METRIC_LABEL: Final = Type(8.75, 12.5, TEXT2)
METRIC_NOTE: Final = Type(7.75, 11, TEXT3)
CONTENTS: Final = {1: Type(10.25, 16, TEXT, bold=True), 2: Type(9.5, 14, TEXT2)}

PARAGRAPH_GAP: Final = 7.0
BLOCK_GAP: Final = 13.0
CELL_PAD_X: Final = 5.0
CELL_PAD_Y: Final = 3.75


@dataclass(frozen=True, slots=True)
class Page:
    """A4 with its margins, in points.

    Attributes:
        scale: how many times larger it is on paper than these numbers say.
        left, right, top, bottom: margins; the running lines stand inside top and bottom.
    """

    width: float = 210 * MM
    height: float = 297 * MM
    left: float = 21 * MM
    right: float = 21 * MM
    top: float = 25 * MM
    bottom: float = 22 * MM
    scale: float = 1.0

    def enlarged(self, scale: float) -> "Page":
        """A page of the same size on paper, on which everything is so many times larger."""
        return Page(
            width=self.width / scale,
            height=self.height / scale,
            left=self.left / scale,
            right=self.right / scale,
            top=self.top / scale,
            bottom=self.bottom / scale,
            scale=self.scale * scale,
        )

    @property
    def room(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


PORTRAIT: Final = Page()
LANDSCAPE: Final = Page(width=297 * MM, height=210 * MM, left=17 * MM, right=17 * MM)
