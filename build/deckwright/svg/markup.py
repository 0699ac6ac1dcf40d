"""SVG as text. A lecture has tens of thousands of elements, so that no tree is made of them."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

POINT = 12_700  # EMU

Attribute = str | float | None


def element(name: str, attributes: dict[str, Attribute] | None = None, *children: str) -> str:
    """An element with its attributes (those that are None left out) and children, which are markup already.

    >>> element("circle", {"r": 2.5, "fill": None}), element("text", None, escape("a < b"))
    ('<circle r="2.5"/>', '<text>a &lt; b</text>')
    """
    said = "".join(f" {key}={_quoted(value)}" for key, value in (attributes or {}).items() if value is not None)
    inside = "".join(children)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def group(children: str, **attributes: Attribute) -> str:
    """``g`` with attributes (``data_step`` is written ``data-step``); the children alone where there are none."""
    given = {key.replace("_", "-"): value for key, value in attributes.items() if value is not None}
    return element("g", given, children) if given and children else children


def words(text: str) -> str:
    """Text as markup."""
    return escape(text)


def number(value: float) -> str:
    """A length with at most two decimals: a hundredth of a point is finer than any screen.

    >>> number(12.0), number(0.125), number(-0.001)
    ('12', '0.12', '0')
    """
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def points(emu: float) -> float:
    """A length in EMU as points, the unit of all our drawings."""
    return emu / POINT


def path(*steps: str | float) -> str:
    """The ``d`` of a path from its letters and numbers.

    >>> path("M", 0, 0, "L", 10, 2.5)
    'M0 0L10 2.5'
    """
    made = ""
    for step in steps:
        if isinstance(step, str):
            made += step
        else:
            made += ("" if made[-1:].isalpha() else " ") + number(step)
    return made


def polyline(line: list[tuple[float, float]] | tuple[tuple[float, float], ...], closed: bool = False) -> str:
    """The ``d`` of a line from point to point."""
    (x, y), *others = line
    return f"M{number(x)} {number(y)}" + "".join(f"L{number(a)} {number(b)}" for a, b in others) + "Z" * closed


def _quoted(value: str | float) -> str:
    return quoteattr(value) if isinstance(value, str) else f'"{number(value)}"'
