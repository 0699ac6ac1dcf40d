"""The slide layouts: one for each name in LAYOUTS, drawn from the page's geometry."""

from __future__ import annotations

from deckwright.layout.page import FOOTLESS, Page, PageLayout
from deckwright.layout.placed import Box
from deckwright.pptx.template.master import EMPTY_GROUP, quiet
from deckwright.pptx.template.ornament import ornament
from deckwright.pptx.template.placeholder import SLIDE_NUMBER, placeholder
from deckwright.pptx.xml import declarations
from deckwright.theme import Theme

TYPES = {  # the kinds that PowerPoint knows, by which it maps slides when a deck changes its design
    "title": "title",
    "section": "secHead",
    "content": "obj",
    "two-columns": "twoObj",
    "figure-text": "picTx",
    "figure": "objOnly",
    "full": "cust",
    "statement": "cust",
    "comparison": "twoColTx",
    "question": "cust",
    "references": "tx",
}
FOOTER_INDEX, NUMBER_INDEX, SUBTITLE_INDEX = 11, 12, 13


def body_index(index: int) -> int:
    """``idx`` of the layout's placeholder for its bodies[index]."""
    return index + 1


def _background(name: str) -> str:
    if name != "question":
        return ""
    return '<p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg2"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'


def layout_xml(page: Page, name: str, theme: Theme) -> str:
    """``slideLayoutN.xml`` of one layout."""
    layout = page.layouts[name]
    shapes = (ornament(page, layout, theme), _title(layout), _subtitle(layout), _bodies(layout), _footers(layout))
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<p:sldLayout {declarations("a", "p", "r")} type="{TYPES[name]}" preserve="1"><p:cSld name="{name}">
{_background(name)}<p:spTree>{EMPTY_GROUP}{"".join(shapes)}</p:spTree></p:cSld>
<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"""


def _title(layout: PageLayout) -> str:
    ph = 'type="ctrTitle"' if layout.name == "title" else 'type="title"'
    style = f'<a:lvl1pPr><a:defRPr sz="{round(layout.title_style.size * 100)}"/></a:lvl1pPr>'
    return placeholder(2, "Title", ph, layout.title, anchor="b", style=style, prompt="Title")


def _subtitle(layout: PageLayout) -> str:
    if layout.subtitle is None:
        return ""
    ph = f'type="{"subTitle" if layout.name == "title" else "body"}" sz="quarter" idx="{SUBTITLE_INDEX}"'
    muted = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill>'
    spacing = '<a:spcBef><a:spcPts val="0"/></a:spcBef>'
    style = f'<a:lvl1pPr marL="0" indent="0">{spacing}<a:buNone/><a:defRPr sz="2400">{muted}</a:defRPr></a:lvl1pPr>'
    return placeholder(3, "Subtitle", ph, layout.subtitle, style=style, prompt="Subtitle")


def _bodies(layout: PageLayout) -> str:
    return "".join(_body(layout, index, box) for index, box in enumerate(layout.bodies))


def _body(layout: PageLayout, index: int, box: Box) -> str:
    kind = 'type="pic" ' if layout.picture == index else ""
    half = 'sz="half" ' if len(layout.bodies) > 1 else ""
    name = "Picture" if layout.picture == index else ("Body" if index == 0 else f"Body {index + 1}")
    prompt = "Picture" if layout.picture == index else "Text"
    ph = f'{kind}{half}idx="{body_index(index)}"'
    return placeholder(4 + index, name, ph, box, style=_body_style(layout), prompt=prompt)


def _body_style(layout: PageLayout) -> str:
    """Statements and questions are large and have no bullets."""
    size = {"statement": 3200, "question": 2400, "references": 1600}.get(layout.name)
    if size is None:
        return ""
    bullets = "" if layout.name == "references" else "<a:buNone/>"
    indent = "" if layout.name == "references" else ' marL="0" indent="0"'
    return f'<a:lvl1pPr{indent}>{bullets}<a:defRPr sz="{size}"/></a:lvl1pPr>'


def _footers(layout: PageLayout) -> str:
    if layout.name in FOOTLESS:
        return ""
    footer = f'type="ftr" sz="quarter" idx="{FOOTER_INDEX}"'
    number = f'type="sldNum" sz="quarter" idx="{NUMBER_INDEX}"'
    left, right = quiet("l"), quiet("r")
    return placeholder(10, "Footer", footer, layout.footer, anchor="ctr", style=left) + placeholder(
        11, "Slide number", number, layout.number, anchor="ctr", style=right, field=SLIDE_NUMBER
    )
