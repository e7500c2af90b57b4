"""Every colour and size of the window in one place, so that palette, sheet and painters agree."""

from typing import Final

Colours = dict[str, str]
"""Role -> ``#RRGGBB``."""

SPACE: Final = {"xxs": 2, "xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 32}
RADIUS: Final = {"control": 6, "nav": 8, "card": 10}
SIZE: Final = {
    "row": 50,
    "row_compact": 30,
    "control": 32,
    "chip": 28,
    "nav": 36,
    "rail": 208,
    "rail_mini": 60,
    "detail": 336,
    "icon": 18,
    "target": 24,
    "palette": 620,
}
"""Pixels at the ordinary text size; whoever uses one multiplies it by the font factor."""
TYPE: Final = {"caption": 0.86, "body": 1.0, "section": 1.14, "title": 1.57, "metric": 2.0}
"""Sizes of text as parts of the system's own."""

LIGHT: Final[Colours] = {
    "bg": "#F5F6F8",
    "rail": "#ECEFF2",
    "surface": "#FFFFFF",
    "sunken": "#F0F2F5",
    "hover": "#E9EDF1",
    "border": "#DFE3E8",
    "outline": "#7C8794",
    "text": "#1A222D",
    "text2": "#48525F",
    "text3": "#5C6774",
    "accent": "#0B6B69",
    "accent_hover": "#085452",
    "accent_soft": "#DDEFEE",
    "on_accent": "#FFFFFF",
    "focus": "#0B6B69",
    "danger": "#B3261E",
    "danger_soft": "#FCE8E6",
    "warn": "#835000",
    "warn_soft": "#FFF0CF",
    "ok": "#1A6B3A",
    "ok_soft": "#E0F3E6",
    "info": "#1C5A9E",
    "info_soft": "#E4EFFA",
    "mute_soft": "#E9ECF0",
    "data1": "#1F8784",
    "data2": "#C46F00",
}
DARK: Final[Colours] = {
    "bg": "#14181D",
    "rail": "#0F1317",
    "surface": "#1C2128",
    "sunken": "#161A20",
    "hover": "#272E37",
    "border": "#2E3640",
    "outline": "#7E8A99",
    "text": "#E7EBF0",
    "text2": "#B6BFCA",
    "text3": "#9AA5B2",
    "accent": "#58C4BA",
    "accent_hover": "#7AD5CC",
    "accent_soft": "#1A3A39",
    "on_accent": "#06211F",
    "focus": "#58C4BA",
    "danger": "#FF9B91",
    "danger_soft": "#40201D",
    "warn": "#F0BE5C",
    "warn_soft": "#3A2C12",
    "ok": "#7ED39B",
    "ok_soft": "#183422",
    "info": "#8DBCF2",
    "info_soft": "#182D46",
    "mute_soft": "#2B323B",
    "data1": "#3FA59C",
    "data2": "#E0A23C",
}

TONES: Final = ("danger", "warn", "ok", "info")
"""Roles that have a soft ground of their own, ``<tone>_soft``."""
