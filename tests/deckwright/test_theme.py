"""Colors that everybody can read and tell apart, in both themes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from deckwright.theme import CATEGORIES, ROLES, THEMES, Theme

READABLE = 4.5  # contrast of text and ground: WCAG 2.2, level AA
# How cones' signals change without those for long, middle or short waves: Viénot, Brettel and Mollon (1999) for the
# first two, with the same construction for the third; in linear RGB.
TO_LMS = np.array([[17.8824, 43.5161, 4.11935], [3.45565, 27.1554, 3.86714], [0.0299566, 0.184309, 1.46709]])
SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array([[0, 2.02344, -2.52581], [0, 1, 0], [0, 0, 1]]),
    "deuteranopia": np.array([[1, 0, 0], [0.494207, 0, 1.24827], [0, 0, 1]]),
    "tritanopia": np.array([[1, 0, 0], [0, 1, 0], [-0.395913, 0.801109, 0]]),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ @ np.ones(3)
APART = 12.0  # CIE76 difference at which neighboring colors are told apart with ease (about 2 is just visible)


@pytest.fixture(params=THEMES.values(), ids=THEMES)
def theme(request) -> Theme:
    """Each of the two themes."""
    return request.param


def linear(rgb: str) -> np.ndarray:
    """Light of the three primaries."""
    values = np.frombuffer(bytes.fromhex(rgb), np.uint8) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(light: np.ndarray) -> float:
    return float(TO_XYZ[1] @ light)


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colors as WCAG defines it."""
    low, high = sorted(luminance(linear(color)) for color in (a, b))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of linear light."""
    t = TO_XYZ @ light / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def seen(rgb: str, sight: str) -> np.ndarray:
    """A color as someone with this sight sees it."""
    light = np.linalg.inv(TO_LMS) @ SIGHT[sight] @ TO_LMS @ linear(rgb)
    return lab(np.clip(light, 0, 1))


def difference(a: str, b: str, sight: str) -> float:
    """How different two colors look to someone with this sight."""
    return float(np.linalg.norm(seen(a, sight) - seen(b, sight)))


def test_contrast_of_known_pairs():
    """Black on white is 21, a mid gray on white 4.54 (WCAG's own example)."""
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_all_text_can_be_read(theme):
    """Text, muted text, roles and categories on the background and on surfaces; a section's number on its panel."""
    for name in ("text", "muted", *ROLES, *CATEGORIES, "negative", "positive"):
        for ground in (theme.background, theme.surface):
            assert contrast(theme.color(name), ground) >= READABLE, (name, ground)
    if not theme.is_dark:
        assert contrast(theme.background, theme.roles["input"]) >= READABLE


@pytest.mark.parametrize("sight", SIGHT)
def test_roles_are_told_apart_by_everyone(theme, sight):
    """No two roles look alike, whichever cones are missing."""
    apart = {(a, b): difference(theme.roles[a], theme.roles[b], sight) for a, b in combinations(ROLES, 2)}
    closest = min(apart, key=apart.get)
    assert apart[closest] >= APART, (closest, apart[closest])


@pytest.mark.parametrize("sight", SIGHT)
def test_categories_are_told_apart_by_everyone(theme, sight):
    """Easily with all cones; without some they still differ, besides in their markers and dashes."""
    apart = {pair: difference(*pair, sight) for pair in combinations(theme.categories, 2)}
    closest = min(apart, key=apart.get)
    assert apart[closest] >= (2 * APART if sight == "normal" else APART / 2), (closest, apart[closest])


def test_categories_and_signs_are_no_role_s_color(theme):
    """Whatever takes one of these colors is not taken for an input, a weight or a loss."""
    for color in (*theme.categories, theme.negative, theme.positive):
        assert min(difference(color, theme.roles[role], "normal") for role in ROLES) >= APART, color


@pytest.mark.parametrize("sight", SIGHT)
def test_signs_of_numbers_are_told_apart_by_everyone(theme, sight):
    """Negative and positive differ strongly, since heat maps mix them with the ground."""
    assert difference(theme.negative, theme.positive, sight) >= 2 * APART
