"""Text as measured: each run at its place and exactly as wide as the layout found it, whatever font shows it.

A paragraph is one ``text`` between its formulas, so that it is selected and found as one, line ends included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from deckwright.deck.text import Math, Run
from deckwright.fonts.twins import TWINS
from deckwright.fonts.type import SCRIPT, Type
from deckwright.language import spoken
from deckwright.language.direction import in_order, reads_from_right
from deckwright.layout.placed import Box, TextLine
from deckwright.svg.canvas import Canvas, Link
from deckwright.svg.formula import draw_formula
from deckwright.svg.identity import figures_attribute
from deckwright.svg.markup import Attribute, element, points, words
from deckwright.theme import Theme

SHIFT = {"sub": 0.25, "sup": -0.3}  # type sizes by which scripts stand lower or higher
FROM_RIGHT, ENDED = "\u202b", "\u202c"  # around what runs from the right, for programs that don't know `direction`
ASCENT, LINE = 0.8, 1.1  # type sizes from the top of a link to its baseline, and to its foot
LINK = "input"  # the role in whose color links are
GENERIC = {"Courier New": "monospace", "Times New Roman": "serif"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. kind: the type that it was measured in; rtl: it runs from the right.

    align  0 where shorter lines begin at the left of the text's box, 0.5 in the middle, 1 at the right
    """

    kind: Type
    color: str = "text"
    code: bool = False
    rtl: bool = False
    align: float = 0.0

    @property
    def size(self) -> float:
        return self.kind.size


def families(theme: Theme) -> str:
    """The fonts of a theme's text: its own, the free one that is as wide, those of the language's script."""
    return font_list(theme.body_font, theme)


def font_list(font: str, theme: Theme) -> str:
    """A font with those that stand in for it, as CSS has it."""
    others = (theme.east_asian_font, theme.complex_font) if font != theme.code_font else ()
    names = [name for name in (font, TWINS.get(font, ""), *others) if name]
    return ", ".join((*(f"'{name}'" for name in names), GENERIC.get(font, "sans-serif")))


def paragraph(lines: Sequence[TextLine], box: Box, style: Style, canvas: Canvas) -> str:
    """The lines of one paragraph, from its box's corner."""
    made, run_of_text = "", ""
    left, top = points(box.left), points(box.top)
    for index, line in enumerate(lines):
        shift = _shift(line, box, style)
        for part, at in zip(line.parts, line.lefts):
            x, y = points(at) + shift, top + points(line.baseline)
            if isinstance(part, Math):
                made, run_of_text = made + _text(run_of_text, style, canvas), ""
                x = points(box.width) - x - style.kind.width(part) if style.rtl else x
                made += draw_formula(part.formula, left + x, y, style.size, style.color, canvas, figures=part.figures)
            else:
                run_of_text += _run(part, left + (points(box.width) - x if style.rtl else x), y, style, canvas)
        if run_of_text and index + 1 < len(lines):
            run_of_text += " "
    return made + _text(run_of_text, style, canvas)


def directed(lines: Sequence[TextLine], style: Style) -> Style:
    """The style with the direction in which these lines run; code runs from the left everywhere."""
    said = "".join(part.text for line in lines for part in line.parts if isinstance(part, Run))
    if style.code or not reads_from_right(said, spoken()):
        return replace(style, align=1.0) if spoken().rtl and not style.code and not style.align else style
    return replace(style, rtl=True)


def one_line(text: str, x: float, baseline: float, style: Style, canvas: Canvas, **more: Attribute) -> str:
    """Some words on one line: x is their left edge, middle or right edge as the style aligns them."""
    width = style.kind.width(Run(text))
    run = _run(Run(text), x - style.align * width, baseline, replace(style, rtl=False), canvas)
    return _text(run, style, canvas, **{key.replace("_", "-"): value for key, value in more.items()})


def parts_on_line(
    parts: Sequence[Run | Math], lefts: Sequence[float], baseline: float, style: Style, canvas: Canvas
) -> str:
    """Runs and formulas at given left edges, in points."""
    made, run_of_text = "", ""
    for part, x in zip(parts, lefts):
        if isinstance(part, Math):
            made, run_of_text = made + _text(run_of_text, style, canvas), ""
            made += draw_formula(part.formula, x, baseline, style.size, style.color, canvas, figures=part.figures)
        else:
            run_of_text += _run(part, x, baseline, style, canvas)
    return made + _text(run_of_text, style, canvas)


def _shift(line: TextLine, box: Box, style: Style) -> float:
    """What a line of an aligned text stands to the right of where it was measured."""
    if not style.align or not line.parts or style.rtl:
        return 0.0
    end = points(line.lefts[-1]) + style.kind.width(line.parts[-1])
    return max(0.0, style.align * (points(box.width) - end))


def _text(runs: str, style: Style, canvas: Canvas, **more: Attribute) -> str:
    if not runs.strip():
        return ""
    theme, kind = canvas.theme, style.kind
    own = kind.font if not style.code else theme.code_font
    attributes: dict[str, Attribute] = {
        "font-size": style.size,
        "fill": canvas.paint(style.color),
        "font-family": None if own == theme.body_font else font_list(own, theme),
        "font-weight": "bold" if kind.bold else None,
        "font-style": "italic" if kind.italic else None,
        "style": "white-space:pre" if style.code else None,
        **more,
    }
    return element("text", attributes, runs)


def _run(part: Run, x: float, y: float, style: Style, canvas: Canvas) -> str:
    """One run, from its left edge (from its right edge where text runs from the right).

    Spaces at its ends stand outside of what is placed: programs differ in whether they count them.
    """
    shown = part.text.replace("\n", " ")
    inner = shown.strip(" ")
    before, after = shown[: len(shown) - len(shown.lstrip(" "))], shown[len(shown.rstrip(" ")) :]
    if not inner:
        return words(shown)
    kind = style.kind
    script = "sub" if part.sub else "sup" if part.sup else ""
    width, lead = kind.width(part, inner), kind.width(part, before) if before else 0.0
    text = inner.upper() if kind.capitals else inner
    attributes: dict[str, Attribute] = {
        "x": x - lead - width if style.rtl else x + lead,
        "y": y + SHIFT.get(script, 0.0) * style.size,
        "textLength": width if len(inner) > 1 or inner.isalnum() else None,
        "lengthAdjust": "spacingAndGlyphs" if len(inner) > 1 or inner.isalnum() else None,
        "font-size": SCRIPT * style.size if script else None,
        "font-weight": "bold" if part.bold and not kind.bold else None,
        "font-style": ("normal" if kind.italic else "italic") if part.italic else None,
        "font-family": font_list(canvas.theme.code_font, canvas.theme) if part.code and not style.code else None,
        "text-decoration": "line-through" if part.strike else "underline" if part.link else None,
        "fill": canvas.paint(part.role or LINK) if part.role or part.link else None,
        "data-figures": figures_attribute([part.figure], canvas.root) if part.figure and canvas.colors.named else None,
    }
    made = element("tspan", attributes, words(FROM_RIGHT + in_order(text) + ENDED if style.rtl else text))
    if part.link:
        made = element("a", {"href": _address(part.link)}, made)
        left, size = x - lead - width if style.rtl else x + lead, style.size
        canvas.links.append(Link(part.link, left, y - ASCENT * size, width, LINE * size))
    return before + made + after


def _address(link: str) -> str:
    """A link within the deck leads to a slide by its key."""
    return f"#/{link[1:]}" if link.startswith("#") else link
