"""One palette and one pair of fonts for slides, charts, diagrams and videos.

A color is never named by its hue but by its role: an input has the same color on every surface. The roles differ in
lightness as well as in hue, so that they are told apart without red, green or blue cones; all can be read as text.
What has no role, such as optimizers that are compared, takes a category: eight further colors, none of them a role's.
"""

from __future__ import annotations

from dataclasses import dataclass, field

Shade = tuple[float, float]  # what a color's lightness is multiplied by, and what is added to it
ROLES = ("input", "weight", "activation", "gradient", "target", "loss")
CATEGORIES = tuple(f"category{k}" for k in range(1, 9))  # the first ones are told apart most easily
MARKERS = ("circle", "triangle", "square", "diamond")  # of points, so that colors need not be told apart


@dataclass(frozen=True, slots=True)
class Theme:
    """Colors as ``RRGGBB`` and the two font families of a deck, with those for letters that these lack.

    The six roles become the theme's accents 1 to 6 in PowerPoint, in the order of ROLES;
    ``text``/``background`` its dark and light pair, ``muted``/``surface`` the second pair.
    categories can be read as text as well, since names of series are written in them.
    shades says how a role's color is made from its accent, where a template's accent could not be read as it is;
    scheme has the colors of tx1, bg1, tx2 and bg2 where a template paints its slides in others than those of its file.
    """

    name: str
    background: str
    surface: str
    text: str
    muted: str
    line: str
    roles: dict[str, str] = field(hash=False)
    categories: tuple[str, ...]
    negative: str  # ends of the diverging scale for signed values; no role's colors either
    positive: str
    heading_font: str = "Calibri"
    body_font: str = "Calibri"
    code_font: str = "Courier New"
    east_asian_font: str = ""  # "" leaves it to each text's language
    complex_font: str = ""  # of scripts whose letters change with their neighbors
    shades: dict[str, Shade] = field(default_factory=dict, hash=False)
    scheme: dict[str, str] = field(
        default_factory=dict, hash=False
    )  # what text and grounds are, where not the file's own

    @property
    def is_dark(self) -> bool:
        """Whether the background is darker than the text."""
        return sum(bytes.fromhex(self.background)) < sum(bytes.fromhex(self.text))

    def color(self, role: str) -> str:
        """The color of a role, a category, or of text, muted, line, surface, background, negative, positive."""
        if role in self.roles:
            return self.roles[role]
        if role in CATEGORIES:
            return self.categories[CATEGORIES.index(role)]
        return getattr(self, role)


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colors, from 1 to 21 (WCAG 2.2).

    >>> contrast("000000", "FFFFFF"), round(contrast("9BBB59", "FFFFFF"), 2)
    (21.0, 2.18)
    """
    low, high = sorted(map(_luminance, (a, b)))
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb: str) -> float:
    values = (value / 255 for value in bytes.fromhex(rgb))
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LIGHT = Theme(
    name="light",
    background="FFFFFF",
    surface="F3F5F8",
    text="1B2430",
    muted="566274",
    line="C9D0DA",
    roles={
        "input": "0C68B9",
        "weight": "5F3B92",
        "activation": "277052",
        "gradient": "C14200",
        "target": "5C3F0C",
        "loss": "9A1368",
    },
    categories=("5A47EB", "2B8100", "80100F", "C63771", "2C4867", "70651A", "9253C0", "B80FA2"),
    negative="B8233B",
    positive="007A8E",
)

DARK = Theme(
    name="dark",
    background="12171F",
    surface="1C2430",
    text="F0F3F7",
    muted="A5B1C2",
    line="3B4656",
    roles={
        "input": "5BACFF",
        "weight": "D2B6FC",
        "activation": "51CF9E",
        "gradient": "CC7D41",
        "target": "FFCD59",
        "loss": "FB7CBA",
    },
    categories=("947BDB", "86E12B", "FD472F", "FFB8AE", "40A49A", "A3AD00", "C167FA", "D46B82"),
    negative="F2566C",
    positive="2FC6DB",
)

THEMES = {theme.name: theme for theme in (LIGHT, DARK)}
