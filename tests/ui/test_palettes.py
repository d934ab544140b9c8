"""Both palettes by the book: text that can be read, shapes that can be seen, families that can be told apart."""

import math
from itertools import combinations, product

import pytest

from sp404_gui.ui.theme import DARK, LIGHT, Palette

TEXT, SHAPE = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""
JUST_NOTICED = 2.3
"""Distance in CIELAB of two colours that are just told apart side by side (Mahy, Van Eycken, Oosterlinck 1994)."""
FAMILIES = ("drums_fill", "melodic_fill", "vocals_fill", "fx_fill")
GROUNDS = ("background", "panel", "field", "hover", "accent_soft")
WORDS: dict[str, tuple[str, ...]] = {
    "text": (*GROUNDS, "raised", "chip", "line"),
    "dim": (*GROUNDS, "raised"),
    "accent": ("background", "panel", "field", "raised", "accent_soft"),
    "chip_text": ("chip", "raised"),
    "on_primary": ("primary",),
    "on_accent": ("accent",),
    **dict.fromkeys(("failed", "warning", "ok"), (*GROUNDS, "raised")),
    **dict.fromkeys(("drums", "melodic", "vocals", "fx", "unknown", "waiting"), GROUNDS),
}
SHAPES = (*FAMILIES, "accent_fill", "unknown_fill", "ok_fill")
PALETTES = pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])


@PALETTES
def test_every_text_can_be_read_on_every_ground_that_it_stands_on(palette: Palette) -> None:
    assert set(WORDS) <= set(palette.__slots__)
    poor = {
        (word, ground): round(found, 2)
        for word, grounds in WORDS.items()
        for ground in grounds
        if (found := contrast(getattr(palette, word), getattr(palette, ground))) < TEXT
    }
    assert poor == {}


@PALETTES
def test_every_shape_stands_out_from_every_ground(palette: Palette) -> None:
    poor = {
        (shape, ground): round(found, 2)
        for shape, ground in product(SHAPES, GROUNDS)
        if (found := contrast(getattr(palette, shape), getattr(palette, ground))) < SHAPE
    }
    assert poor == {}


@PALETTES
@pytest.mark.parametrize("kind", ["", "_fill"], ids=["words", "shapes"])
def test_the_families_of_sounds_are_told_apart(palette: Palette, kind: str) -> None:
    names = [name.removesuffix("_fill") + kind for name in FAMILIES]
    alike = {
        pair: round(found, 1)
        for pair in combinations(names, 2)
        if (found := distance(*(getattr(palette, name) for name in pair))) < 10 * JUST_NOTICED
    }
    assert alike == {}


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, 1-21 (WCAG 2.2, contrast ratio)."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Relative luminance, 0-1 (WCAG 2.2)."""
    red, green, blue = linear(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(color: str) -> tuple[float, float, float]:
    """Red, green and blue of a "#rrggbb", linear, 0-1 (IEC 61966-2-1)."""
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def distance(first: str, second: str) -> float:
    """How unlike two colours are: Euclidean distance in CIELAB under D65 (CIE 15)."""
    return math.dist(lab(first), lab(second))


def lab(color: str) -> tuple[float, float, float]:
    """Lightness, red against green, yellow against blue."""
    red, green, blue = linear(color)
    x = _cube_root((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505)
    y = _cube_root(0.2126 * red + 0.7152 * green + 0.0722 * blue)
    z = _cube_root((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(value: float) -> float:
    return float(value ** (1 / 3) if value > (6 / 29) ** 3 else value / (3 * (6 / 29) ** 2) + 4 / 29)
