"""Text as DrawingML: runs and paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from deckwright.deck.text import Run, Text
from deckwright.language import spoken
from deckwright.language.direction import in_order, reads_from_right
from deckwright.language.scripts import is_wide
from deckwright.pptx.canvas import Canvas
from deckwright.pptx.link_end import links_ended
from deckwright.pptx.spelling import spelling
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element

BASELINE = {"sub": -25_000, "sup": 30_000}  # thousandths of a per cent of the type size


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set. An empty color is inherited from the placeholder.

    links  the color of links where the theme's own for them could not be read
    """

    size: float
    color: str = ""
    links: str = ""
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Where a paragraph's text begins and how far below the one above. Lengths in EMU, space in points.

    indent   of the first line against the others, negative for a hanging marker
    marker   ``a:buNone``, ``a:buChar``, ... with what goes before it
    spacing  exact distance of its lines in points; None for the font's own
    rtl      it runs from right to left, and left is its distance from the right; None for what is the rule there
    """

    left: int = 0
    indent: int = 0
    level: int = 0
    align: str = ""
    before: float = 0.0
    spacing: float | None = None
    rtl: bool | None = None
    marker: tuple[Element, ...] = field(default=())

    def properties(self) -> Element:
        """``a:pPr``."""
        attributes: dict[str, object] = {"marL": self.left, "indent": self.indent}
        attributes |= {"lvl": self.level} if self.level else {}
        attributes |= {"algn": self.align} if self.align else {}
        attributes |= {} if self.rtl is None else {"rtl": self.rtl}
        distance = element("a:spcPct", {"val": 100_000}) if self.spacing is None else _points(self.spacing)
        spacing = element("a:lnSpc", None, distance)
        before, after = element("a:spcBef", None, _points(self.before)), element("a:spcAft", None, _points(0.0))
        return element("a:pPr", attributes, spacing, before, after, *(self.marker or (element("a:buNone"),)))


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: what it says, how it is set, the click that shows it (0: there from the start)."""

    text: Text
    style: Style
    form: ParagraphFormat
    click: int = 0


def directed(text: Text, form: ParagraphFormat, code: bool = False) -> ParagraphFormat:
    """The format of a paragraph with the direction in which its text runs; code runs from the left everywhere."""
    if code:
        return replace(form, rtl=False, align="l") if spoken().rtl else form
    words = "".join(part.text for part in text if isinstance(part, Run))
    rtl = reads_from_right(words, spoken()) or bool(spoken().rtl and form.marker)  # a list's marks stand at one side
    return replace(form, rtl=rtl, align=form.align or "r") if rtl or spoken().rtl else form


def _points(points: float) -> Element:
    return element("a:spcPts", {"val": round(max(0.0, points) * 100)})


def paragraph(contents: list[Element], style: Style, form: ParagraphFormat, canvas: Canvas) -> Element:
    """``a:p`` of runs (or formulas) that are made already."""
    end = element("a:endParaRPr", {**spelling(), "sz": round(style.size * 100)})
    return element("a:p", None, form.properties(), *links_ended(contents, bool(form.rtl)), *([] if contents else [end]))


def runs(text: Text, style: Style, canvas: Canvas, rtl: bool | None = None) -> list[Element]:
    """The elements of a text without formulas."""
    return [made for part in text for made in run(part, style, canvas, rtl)]


def run(part: Run, style: Style, canvas: Canvas, rtl: bool | None = None) -> list[Element]:
    """``a:r``: one piece of text in one style; ``a:br`` where a line ends in it."""
    made = []
    for number, line in enumerate(part.text.split("\n")):
        if number:
            made.append(line_break(style))
        if line:
            made.append(
                element(
                    "a:r",
                    None,
                    run_properties(part, style, canvas),
                    element("a:t", text=in_order(line) if rtl else line),
                )
            )
    return made


def line_break(style: Style) -> Element:
    """``a:br``: the next line of the same paragraph, as high as the others."""
    return element("a:br", None, element("a:rPr", {**spelling(), "sz": round(style.size * 100)}))


def run_properties(part: Run, style: Style, canvas: Canvas) -> Element:
    """``a:rPr``. Bold and italic turn each other's surroundings off: emphasis within a bold title stays visible."""
    attributes: dict[str, object] = {**spelling(part.text), "sz": round(style.size * 100)}
    attributes |= {"b": True} if part.bold or style.bold else {}
    attributes |= {"i": part.italic != style.italic} if part.italic or style.italic else {}
    attributes |= {"strike": "sngStrike"} if part.strike else {}
    attributes |= {"baseline": BASELINE["sub" if part.sub else "sup"]} if part.sub or part.sup else {}
    color = part.role or (part.link and style.links) or style.color
    fill = solid_fill(color, canvas.theme) if color else None
    code = part.code or style.code
    fonts = [element(tag, {"typeface": canvas.theme.code_font}) for tag in ("a:latin", "a:cs")] if code else []
    if canvas.theme.east_asian_font and not code and not any(map(is_wide, part.text)):
        fonts = [element("a:ea", {"typeface": "+mn-lt"})]  # what stands alone among other letters is set as measured
    link = canvas.hyperlink(part.link, as_text=bool(style.links)) if part.link else None
    return element("a:rPr", attributes, fill, *fonts, link)
