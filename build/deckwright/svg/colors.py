"""Colors of a drawing: by the theme's names, which the page around it gives, or as they are, for a file of its own."""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass

from deckwright.layout.ornament import ON_PANEL, PANEL, PANEL_LIGHTNESS
from deckwright.theme import CATEGORIES, ROLES, Theme

NAMES = ("background", "surface", "text", "muted", "line", "negative", "positive", PANEL, ON_PANEL, *ROLES, *CATEGORIES)

_CODE = re.compile("#?[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Colors:
    """How colors are written. named: as variables of CSS, so that a page can change its theme."""

    theme: Theme
    named: bool = True

    def paint(self, name: str) -> str:
        """The value of ``fill`` or ``stroke``: of a role, a color of the theme, ``RRGGBB``, or "" for none."""
        if not name:
            return "none"
        if _CODE.fullmatch(name):
            return f"#{name.lstrip('#')}"
        if name not in NAMES:
            raise ValueError(f"The theme has no color {name!r}.")
        return f"var(--{name})" if self.named else f"#{_color(name, self.theme)}"


def variables(theme: Theme) -> str:
    """The declarations of a theme's colors in CSS.

    >>> from deckwright.theme import LIGHT
    >>> variables(LIGHT)[:21]
    '--background:#FFFFFF;'
    """
    return "".join(f"--{name}:#{_color(name, theme)};" for name in NAMES)


def _color(name: str, theme: Theme) -> str:
    if name == ON_PANEL:
        return theme.text if theme.is_dark else theme.background
    return _panel(theme) if name == PANEL else theme.color(name)


def _panel(theme: Theme) -> str:
    """The color of inputs, in a dark theme with a part of its lightness."""
    if not theme.is_dark:
        return theme.color("input")
    hue, light, saturation = colorsys.rgb_to_hls(*(v / 255 for v in bytes.fromhex(theme.color("input"))))
    return "".join(f"{round(255 * v):02X}" for v in colorsys.hls_to_rgb(hue, light * PANEL_LIGHTNESS, saturation))
