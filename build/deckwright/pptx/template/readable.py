"""A template's accents, made dark or bright enough to be read as text: most are chosen for areas."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence

from deckwright.theme import Shade, contrast

READABLE = 4.5  # contrast of text and ground: WCAG 2.2, level AA
STEPS = 20


def readable(rgb: str, grounds: Sequence[str], least: float = READABLE) -> tuple[str, Shade]:
    """The color as near to this one as has this contrast on all these grounds, and how it is made from it."""
    brighter = contrast(grounds[0], "FFFFFF") > contrast(grounds[0], "000000")
    for step in range(STEPS):
        share = 1 - step / STEPS
        shade = (share, 1 - share if brighter else 0.0)
        shown = shaded(rgb, shade)
        if min(contrast(shown, ground) for ground in grounds) >= least:
            break
    return shown, shade


def shaded(rgb: str, shade: Shade) -> str:
    """The color with its lightness (that of HSL) multiplied and raised, as PowerPoint does it."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in bytes.fromhex(rgb)))
    lightness = min(1.0, lightness * shade[0] + shade[1])
    return "".join(f"{round(255 * value):02X}" for value in colorsys.hls_to_rgb(hue, lightness, saturation))
