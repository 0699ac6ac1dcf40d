"""The notes master: a picture of the slide above, the notes below."""

from __future__ import annotations

from pptx.util import Inches

from deckwright.layout.placed import Box
from deckwright.pptx.template.master import COLOR_MAP, EMPTY_GROUP
from deckwright.pptx.template.placeholder import placeholder, transform
from deckwright.pptx.xml import declarations

WIDTH, HEIGHT = Inches(7.5), Inches(10)
PICTURE = Box(Inches(0.75), Inches(0.7), Inches(6), Inches(3.375))
NOTES = Box(Inches(0.75), Inches(4.4), Inches(6), Inches(5))


def notes_master_xml() -> str:
    """``notesMaster1.xml``."""
    body = placeholder(3, "Notes", 'type="body" sz="quarter" idx="1"', NOTES, prompt="Notes")
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<p:notesMaster {declarations("a", "p", "r")}><p:cSld><p:bg><p:bgPr>
<a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{EMPTY_GROUP}
<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1"
noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr><p:spPr>{transform(PICTURE)}
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/>
<a:ln w="6350"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:ln>
</p:spPr></p:sp>{body}</p:spTree></p:cSld>{COLOR_MAP}<p:notesStyle>{_levels()}</p:notesStyle></p:notesMaster>"""


def _levels() -> str:
    return "".join(
        f"""<a:lvl{level}pPr marL="{(level - 1) * 228600}" algn="l" defTabSz="914400" rtl="0">
<a:spcBef><a:spcPts val="400"/></a:spcBef>
<a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>
<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>
<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{level}pPr>"""
        for level in range(1, 6)
    )
