"""The slide master: text styles and the placeholders that every layout inherits."""

from __future__ import annotations

from deckwright.deck.slide import LAYOUTS
from deckwright.layout.page import Page
from deckwright.pptx.template.placeholder import SLIDE_NUMBER, placeholder
from deckwright.pptx.xml import declarations

LEVELS = 5
BODY_SIZES = (24, 20, 18, 16, 16)  # points, by level
INDENT = 285_750  # EMU from a bullet to its text: 0.3125 inch


def master_xml(page: Page) -> str:
    """``slideMaster1.xml``; its layouts are related as rId1, rId2, ... in the order of LAYOUTS, its theme last."""
    layouts = "".join(f'<p:sldLayoutId id="{2147483649 + i}" r:id="rId{i + 1}"/>' for i in range(len(LAYOUTS)))
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<p:sldMaster {declarations("a", "p", "r")}><p:cSld><p:bg><p:bgPr><a:solidFill><a:schemeClr val="bg1"/></a:solidFill>
<a:effectLst/></p:bgPr></p:bg><p:spTree>{EMPTY_GROUP}{_placeholders(page)}</p:spTree></p:cSld>{COLOR_MAP}
<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst><p:hf hdr="0" dt="0"/>
<p:txStyles><p:titleStyle>{_title_style()}</p:titleStyle><p:bodyStyle>{_body_style()}</p:bodyStyle>
<p:otherStyle>{other_style()}</p:otherStyle></p:txStyles></p:sldMaster>"""


EMPTY_GROUP = """<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>
<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>
<a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>"""
COLOR_MAP = """<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3"
accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>"""


def _placeholders(page: Page) -> str:
    content = page.layouts["content"]
    levels = ("First level", "Second level", "Third level", "Fourth level", "Fifth level")
    prompt = "</a:t></a:r></a:p><a:p>".join(
        (f'<a:pPr lvl="{i}"/>' if i else "") + f'<a:r><a:rPr lang="en-US"/><a:t>{words}'
        for i, words in enumerate(levels)
    )
    body = placeholder(3, "Body", 'type="body" idx="1"', content.bodies[0], field=f"{prompt}</a:t></a:r>")
    return (
        placeholder(2, "Title", 'type="title"', content.title, anchor="b", prompt="Title")
        + body
        + placeholder(4, "Footer", 'type="ftr" sz="quarter" idx="3"', content.footer, anchor="ctr", style=quiet("l"))
        + placeholder(
            5, "Slide number", 'type="sldNum" sz="quarter" idx="4"', content.number,
            anchor="ctr", style=quiet("r"), field=SLIDE_NUMBER,
        )
    )  # fmt: skip


def quiet(align: str) -> str:
    """The first level of a footer: 14 pt in a muted color."""
    return f"""<a:lvl1pPr marL="0" indent="0" algn="{align}"><a:buNone/><a:defRPr sz="1400">
{_fill("tx2")}{_fonts("mn")}</a:defRPr></a:lvl1pPr>"""


def _title_style() -> str:
    return f"""<a:lvl1pPr algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">
<a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/>
<a:defRPr sz="3200" b="1" kern="1200">{_fill("tx1")}{_fonts("mj")}</a:defRPr></a:lvl1pPr>"""


def _body_style() -> str:
    return "".join(
        f"""<a:lvl{level}pPr marL="{INDENT * level}" indent="-{INDENT}" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1"
latinLnBrk="0" hangingPunct="1"><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>
<a:spcBef><a:spcPts val="{800 if level == 1 else 400}"/></a:spcBef>
<a:buClr><a:schemeClr val="tx2"/></a:buClr><a:buFont typeface="Arial"/><a:buChar char="•"/>
<a:defRPr sz="{size * 100}" kern="1200">{_fill("tx1")}{_fonts("mn")}</a:defRPr></a:lvl{level}pPr>"""
        for level, size in enumerate(BODY_SIZES, 1)
    )


def other_style() -> str:
    """Levels of text that stands in no placeholder."""
    return "".join(
        f"""<a:lvl{level}pPr marL="0" algn="l" defTabSz="914400" rtl="0" eaLnBrk="1" latinLnBrk="0" hangingPunct="1">
<a:defRPr sz="1800" kern="1200">{_fill("tx1")}{_fonts("mn")}</a:defRPr></a:lvl{level}pPr>"""
        for level in range(1, LEVELS + 1)
    )


def _fill(color: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{color}"/></a:solidFill>'


def _fonts(which: str) -> str:
    return f'<a:latin typeface="+{which}-lt"/><a:ea typeface="+{which}-ea"/><a:cs typeface="+{which}-cs"/>'
