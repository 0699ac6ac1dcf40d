"""Placeholders and other shapes of a master or layout, as XML text."""

from __future__ import annotations

from deckwright.layout.placed import Box

ZERO_INSETS = 'lIns="0" tIns="0" rIns="0" bIns="0"'


def placeholder(
    number: int, name: str, ph: str, box: Box, *, anchor: str = "t", style: str = "", prompt: str = "", field: str = ""
) -> str:
    """A text placeholder. ph: attributes of ``p:ph``; style: levels of ``a:lstStyle``; field: XML of its only text."""
    words = field or f'<a:r><a:rPr lang="en-US"/><a:t>{prompt}</a:t></a:r>'
    return f"""<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>
<p:nvPr><p:ph {ph}/></p:nvPr></p:nvSpPr><p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
<p:txBody><a:bodyPr vert="horz" wrap="square" {ZERO_INSETS} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>
<a:lstStyle>{style}</a:lstStyle><a:p>{words}</a:p></p:txBody></p:sp>"""


def bar(number: int, name: str, box: Box, colour: str) -> str:
    """A filled rectangle of one theme colour, an ornament that nobody has to hear about."""
    decorative = '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative xmlns:adec='
    decorative += '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
    return f"""<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"><a:extLst>{decorative}</a:extLst></p:cNvPr>
<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>
<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>
<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>"""


def transform(box: Box) -> str:
    """``a:xfrm`` of a box."""
    return f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


NUMBER_FIELD = "{6C0E2F7A-1B1E-4D5A-9C57-0A4C9B1E7D21}"
SLIDE_NUMBER = f'<a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
