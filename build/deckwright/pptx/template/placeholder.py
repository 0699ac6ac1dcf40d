"""Placeholders and other shapes of a master or layout, as XML text."""

from __future__ import annotations

from pptx.util import Emu

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


def bar(number: int, name: str, box: Box, color: str, kind: str = "rect") -> str:
    """A filled rectangle (or other preset) of one theme color, an ornament that nobody has to hear about.

    color is a name of the scheme, or with modifications an ``a:schemeClr`` of its own.
    """
    fill = color if color.startswith("<") else f'<a:schemeClr val="{color}"/>'
    return f"""<p:sp><p:nvSpPr>{_ornament(number, name)}
<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{transform(box)}<a:prstGeom prst="{kind}"><a:avLst/></a:prstGeom>
<a:solidFill>{fill}</a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>
<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="en-US"/></a:p></p:txBody></p:sp>"""


def line(number: int, name: str, start: tuple[int, int], end: tuple[int, int], color: str, faint: bool = False) -> str:
    """A thin line as an ornament."""
    (x1, y1), (x2, y2) = start, end
    box = Box(Emu(min(x1, x2)), Emu(min(y1, y2)), Emu(abs(x2 - x1)), Emu(abs(y2 - y1)))
    flip = ' flipV="1"' if (x2 - x1) * (y2 - y1) < 0 else ""
    alpha = '<a:alpha val="40000"/>' if faint else ""
    fill = f'<a:solidFill><a:schemeClr val="{color}">{alpha}</a:schemeClr></a:solidFill>'
    return f"""<p:cxnSp><p:nvCxnSpPr>{_ornament(number, name)}<p:cNvCxnSpPr/><p:nvPr userDrawn="1"/></p:nvCxnSpPr>
<p:spPr>{transform(box, flip)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>
<a:ln w="12700">{fill}</a:ln></p:spPr></p:cxnSp>"""


def _ornament(number: int, name: str) -> str:
    """``p:cNvPr`` of what nobody has to hear about."""
    mark = "http://schemas.microsoft.com/office/drawing/2017/decorative"
    decorative = (
        f'<a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative xmlns:adec="{mark}" val="1"/></a:ext>'
    )
    return f'<p:cNvPr id="{number}" name="{name}"><a:extLst>{decorative}</a:extLst></p:cNvPr>'


def transform(box: Box, flip: str = "") -> str:
    """``a:xfrm`` of a box."""
    return f'<a:xfrm{flip}><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'


NUMBER_FIELD = "{6C0E2F7A-1B1E-4D5A-9C57-0A4C9B1E7D21}"
SLIDE_NUMBER = f'<a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
