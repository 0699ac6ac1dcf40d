"""The slide layouts: one for each name in LAYOUTS, drawn from the page's geometry."""

from __future__ import annotations

from pptx.util import Emu, Inches

from deckwright.layout.page import Page, PageLayout
from deckwright.layout.placed import Box
from deckwright.pptx.colours import SCHEME
from deckwright.pptx.template.master import EMPTY_GROUP, quiet
from deckwright.pptx.template.placeholder import SLIDE_NUMBER, bar, placeholder
from deckwright.pptx.xml import declarations
from deckwright.theme import ROLES, Theme

TYPES = {  # the kinds that PowerPoint knows, by which it maps slides when a deck changes its design
    "title": "title",
    "section": "secHead",
    "content": "obj",
    "two-columns": "twoObj",
    "figure-text": "picTx",
    "figure": "objOnly",
    "statement": "cust",
    "comparison": "twoColTx",
    "question": "cust",
    "references": "tx",
}
FOOTER_INDEX, NUMBER_INDEX, SUBTITLE_INDEX = 11, 12, 13
FULL_COLOUR = '<a:schemeClr val="accent1"/>'
# In a dark deck a bright slide would dazzle.
DEEP_COLOUR = '<a:schemeClr val="accent1"><a:lumMod val="35000"/></a:schemeClr>'


def body_index(index: int) -> int:
    """``idx`` of the layout's placeholder for its bodies[index]."""
    return index + 1


def ink(name: str, theme: Theme) -> str:
    """The colour of ordinary text on a layout: that of the background where a light deck's slide is in full colour."""
    return "background" if name == "section" and not is_dark(theme) else "text"


def is_dark(theme: Theme) -> bool:
    """Whether the background is darker than the text."""
    lightness = (sum(bytes.fromhex(colour)) for colour in (theme.background, theme.text))
    return next(lightness) < next(lightness)


def _background(name: str, theme: Theme) -> str:
    colours = {"section": DEEP_COLOUR if is_dark(theme) else FULL_COLOUR, "question": '<a:schemeClr val="bg2"/>'}
    if name not in colours:
        return ""
    return f"<p:bg><p:bgPr><a:solidFill>{colours[name]}</a:solidFill><a:effectLst/></p:bgPr></p:bg>"


def layout_xml(page: Page, name: str, theme: Theme) -> str:
    """``slideLayoutN.xml`` of one layout."""
    layout = page.layouts[name]
    emphatic = SCHEME[ink(name, theme)] if name == "section" else ""
    shapes = (
        _ornament(page, layout, emphatic),
        _title(layout, emphatic),
        _subtitle(layout, emphatic),
        _bodies(layout),
        _footers(layout, emphatic),
    )
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<p:sldLayout {declarations("a", "p", "r")} type="{TYPES[name]}" preserve="1"><p:cSld name="{name}">
{_background(name, theme)}<p:spTree>{EMPTY_GROUP}{"".join(shapes)}</p:spTree></p:cSld>
<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"""


def _ornament(page: Page, layout: PageLayout, emphatic: str) -> str:
    if layout.name == "title":
        return _ribbon(page)
    rule = Box(layout.title.left, Emu(layout.title.bottom + Inches(0.08)), Inches(0.6), Inches(0.04))
    return bar(20, "Rule", rule, emphatic or "accent1")


def _ribbon(page: Page) -> str:
    """The six roles at the title slide's left edge."""
    height = page.height // len(ROLES)
    return "".join(
        bar(20 + i, f"Ribbon {i + 1}", Box(Emu(0), Emu(i * height), Inches(0.22), Emu(height)), f"accent{i + 1}")
        for i in range(len(ROLES))
    )


def _title(layout: PageLayout, emphatic: str) -> str:
    ph = 'type="ctrTitle"' if layout.name == "title" else 'type="title"'
    style = f'<a:lvl1pPr><a:defRPr sz="{round(layout.title_size * 100)}">{_fill(emphatic)}</a:defRPr></a:lvl1pPr>'
    return placeholder(2, "Title", ph, layout.title, anchor="b", style=style, prompt="Title")


def _subtitle(layout: PageLayout, emphatic: str) -> str:
    if layout.subtitle is None:
        return ""
    ph = f'type="{"subTitle" if layout.name == "title" else "body"}" sz="quarter" idx="{SUBTITLE_INDEX}"'
    muted = _fill(emphatic or "tx2")
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


def _footers(layout: PageLayout, emphatic: str) -> str:
    if layout.name == "title":
        return ""
    colour = emphatic or "tx2"
    footer = f'type="ftr" sz="quarter" idx="{FOOTER_INDEX}"'
    number = f'type="sldNum" sz="quarter" idx="{NUMBER_INDEX}"'
    left, right = quiet("l", colour), quiet("r", colour)
    return placeholder(10, "Footer", footer, layout.footer, anchor="ctr", style=left) + placeholder(
        11, "Slide number", number, layout.number, anchor="ctr", style=right, field=SLIDE_NUMBER
    )


def _fill(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>' if colour else ""
