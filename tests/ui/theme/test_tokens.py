import re
from pathlib import Path

import pytest

from copdesk import paths
from copdesk.ui.theme import tokens
from copdesk.ui.theme.tokens import DARK, LIGHT, TONES

TEXT, SHAPE = 4.5, 3.0  # WCAG 2.2: 1.4.3 and 1.4.11
GROUNDS = ("bg", "surface", "rail", "sunken", "hover")
PAIRS = (
    [(ink, ground, TEXT) for ink in ("text", "text2", "text3", "accent") for ground in GROUNDS]
    + [("text", "accent_soft", TEXT), ("accent", "accent_soft", TEXT)]
    + [("on_accent", "accent", TEXT), ("on_accent", "accent_hover", TEXT)]
    + [(tone, f"{tone}_soft", TEXT) for tone in TONES]
    + [("text2", "mute_soft", TEXT), ("surface", "text", TEXT), ("surface", "text2", TEXT)]
    + [("text", "hover", TEXT), ("text3", "accent_soft", TEXT)]
    + [(tone, ground, TEXT) for tone in TONES for ground in ("surface", "bg")]
    + [(data, ground, SHAPE) for data in ("data1", "data2") for ground in ("surface", "mute_soft")]
    + [("outline", ground, SHAPE) for ground in ("surface", "bg", "sunken")]
    + [("focus", ground, SHAPE) for ground in ("surface", "bg", "rail", "accent_soft")]
)


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, 1 to 21, of two colours written ``#RRGGBB``."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    red, green, blue = (linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_ink_is_read_on_every_ground_it_stands_on(colours, ink, ground, least):
    assert contrast(colours[ink], colours[ground]) >= least


def test_contrast_of_black_on_white_is_twenty_one():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)


def test_both_themes_name_the_same_roles():
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize(("shade", "colours"), [("light", LIGHT), ("dark", DARK)])
def test_the_drawn_marks_wear_the_colours_of_the_tokens(shade, colours):
    for mark, role in (("down", "text2"), ("tick", "on_accent"), ("dash", "on_accent")):
        drawing = (paths.resources() / "icons" / "marks" / f"{mark}_{shade}.svg").read_text("utf-8")
        assert f'stroke="{colours[role]}"' in drawing


def test_no_colour_is_written_outside_the_tokens():
    room = Path(tokens.__file__).parents[1]
    written = [
        file.name
        for file in room.rglob("*.py")
        if file.name != "tokens.py" and re.search(r"#[0-9A-Fa-f]{6}\b", file.read_text("utf-8"))
    ]
    assert written == []
