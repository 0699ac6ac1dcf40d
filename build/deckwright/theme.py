"""One palette and one pair of fonts for slides, charts, diagrams and videos.

A colour is never named by its hue but by its role: an input has the same colour on every surface.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ROLES = ("input", "weight", "activation", "gradient", "target", "loss")


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``RRGGBB`` and the two font families of a deck.

    The six roles become the theme's accents 1 to 6 in PowerPoint, in the order of ROLES;
    ``text``/``background`` its dark and light pair, ``muted``/``surface`` the second pair.
    """

    name: str
    background: str
    surface: str
    text: str
    muted: str
    line: str
    roles: dict[str, str] = field(hash=False)
    negative: str  # end of the diverging heat scale
    positive: str
    heading_font: str = "Calibri"
    body_font: str = "Calibri"
    code_font: str = "Courier New"

    def colour(self, role: str) -> str:
        """The colour of a role, or of text, muted, line, surface, background, negative, positive."""
        if role in self.roles:
            return self.roles[role]
        return getattr(self, role)


LIGHT = Theme(
    name="light",
    background="FFFFFF",
    surface="F3F5F8",
    text="1B2430",
    muted="566274",
    line="C9D0DA",
    roles={
        "input": "0B63B0",
        "weight": "6A4BB3",
        "activation": "00785E",
        "gradient": "BC4200",
        "target": "8A6200",
        "loss": "B0196A",
    },
    negative="BC4200",
    positive="0B63B0",
)

DARK = Theme(
    name="dark",
    background="12171F",
    surface="1C2430",
    text="F0F3F7",
    muted="A5B1C2",
    line="3B4656",
    roles={
        "input": "62B4FF",
        "weight": "B7A0FF",
        "activation": "3FD1A8",
        "gradient": "FF9457",
        "target": "F0C24B",
        "loss": "FF7AB8",
    },
    negative="FF9457",
    positive="62B4FF",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
