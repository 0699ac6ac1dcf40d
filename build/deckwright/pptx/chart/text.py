"""Text of a chart: titles and the look of labels."""

from __future__ import annotations

from deckwright.language import ENGLISH
from deckwright.language.direction import reads_from_right
from deckwright.pptx.spelling import spelling
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme

UPWARDS = -5_400_000  # a rotation by which words read from the bottom up
AUTOMATIC = -60_000_000  # a rotation that leaves the labels' arrangement to the program


def text_properties(
    size: float,
    color: str,
    theme: Theme,
    bold: bool = False,
    skip: bool = False,
    wrap: bool = True,
    turned: bool = False,
) -> Element:
    """``c:txPr``: how labels look that the program writes itself.

    skip  leaves out those that there is no room for
    turned  lets them read from the bottom up
    wrap  programs may break long ones into lines
    """
    turn = UPWARDS if turned else AUTOMATIC if skip else 0
    paragraph = element("a:p", None, element("a:pPr", None, _look("a:defRPr", size, color, theme, bold)))
    paragraph.append(element("a:endParaRPr", spelling()))
    return element(
        "c:txPr",
        None,
        element("a:bodyPr", {"rot": turn, "vert": "horz"} | ({} if wrap else {"wrap": "none"})),
        element("a:lstStyle"),
        paragraph,
    )


def title(text: str, layout: Element, size: float, color: str, theme: Theme, bold: bool = False) -> Element:
    """``c:title`` at a place of its own, level."""
    words = element("c:tx", None, rich(text, size, color, theme, bold))
    return element("c:title", None, words, layout, element("c:overlay", {"val": 0}))


def rich(text: str, size: float, color: str, theme: Theme, bold: bool = False) -> Element:
    """``c:rich``: level words of one look."""
    look = _look("a:rPr", size, color, theme, bold, **spelling(text))
    run = element("a:r", None, look, element("a:t", text=text))
    rtl = {"rtl": True} if reads_from_right(text, ENGLISH) else {}
    paragraph = element("a:p", None, element("a:pPr", rtl, _look("a:defRPr", size, color, theme, bold)), run)
    return element("c:rich", None, element("a:bodyPr", {"rot": 0, "vert": "horz"}), element("a:lstStyle"), paragraph)


def leader_lines(shown: bool) -> Element:
    """Whether a line leads from a moved name to its point; how it looks is left to the program, as the schema wants."""
    switch = element("c15:showLeaderLines", {"val": int(shown)})
    return element("c:extLst", None, element("c:ext", {"uri": "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"}, switch))


def _look(tag: str, size: float, color: str, theme: Theme, bold: bool, **language: object) -> Element:
    return element(tag, {**language, "sz": round(size * 100), "b": bold}, solid_fill(color, theme))
