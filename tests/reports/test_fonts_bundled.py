"""The fonts that travel with the program, and their licences."""

from copdesk.paths import resources

FONTS = resources() / "fonts"


def test_every_font_stands_in_the_list_of_licences():
    listed = (FONTS / "licences" / "README.md").read_text()
    for file in FONTS.glob("*.ttf"):
        family, _, weight = file.stem.partition("-")
        assert family in listed, file.name
        assert weight == "" or weight in listed, file.name


def test_the_licence_texts_are_there():
    assert "SIL OPEN FONT LICENSE" in (FONTS / "licences" / "OFL-1.1.txt").read_text()
    assert "Apache License" in (FONTS / "licences" / "Apache-2.0.txt").read_text()


def test_the_fonts_stay_small_enough_to_carry():
    assert sum(file.stat().st_size for file in FONTS.glob("*.ttf")) < 11_000_000
