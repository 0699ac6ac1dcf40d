"""Templates that LibreOffice saved: it writes how text looks on the prompts alone, from which no slide inherits it."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.shapes.picture import Picture
from pptx.slide import SlideMaster

from deckwright.pptx.template.background import average
from deckwright.pptx.xml import Element, element, fragment, qualified
from deckwright.theme import contrast

FURNITURE = ("ftr", "sldNum", "dt")
LETTERS = ("sz", "b", "i", "cap")  # what a slide takes over of a prompt's letters
LOOKS = tuple(map(qualified, ("a:solidFill", "a:latin")))
READ = 3.0  # contrast from which on large text can be read
WHITE = "FFFFFF"
TEXT = ".//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='body']//a:lvl1pPr/a:defRPr/a:solidFill/a:srgbClr/@val"
PLAIN = "./p:cSld/p:bg/p:bgPr/a:solidFill/a:srgbClr/@val"
COVERS = 0.95  # of the slide's width, for a picture that is its ground
PLAIN_TEXT = '<a:lvl1pPr><a:defRPr><a:solidFill><a:schemeClr val="tx1"/></a:solidFill></a:defRPr></a:lvl1pPr>'
OTHERS = f"<p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle>{PLAIN_TEXT}</p:otherStyle></p:txStyles>"
BOXES = f"<p:defaultTextStyle>{PLAIN_TEXT}</p:defaultTextStyle>"  # by which LibreOffice sets text beside placeholders
SWAPPED = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}


def inherit_from_prompts(presentation: Presentation) -> None:
    """Make what the prompts look like the style of their placeholders, and their colors those of the theme."""
    for master in presentation.slide_masters:
        if master._element.find(qualified("p:txStyles")) is not None:
            continue
        for holder in (master, *master.slide_layouts):
            for shape in holder._element.iter(qualified("p:sp")):
                _inherit(shape)
        _color(master, presentation.slide_width)
        master._element.append(fragment(OTHERS, "p", "a"))
        root = presentation._element
        if root.find(qualified("p:defaultTextStyle")) is None:
            root.find(qualified("p:notesSz")).addnext(fragment(BOXES, "p", "a"))


def _inherit(shape: Element) -> None:
    """Give a placeholder a style for each level of its prompt."""
    holder, body = shape.find(f".//{qualified('p:ph')}"), shape.find(qualified("p:txBody"))
    if holder is None or body is None or holder.get("type") in FURNITURE or len(body.findall(qualified("a:lstStyle"))):
        return
    levels: dict[int, Element] = {}
    for paragraph in body.iterfind(qualified("a:p")):
        properties = paragraph.find(qualified("a:pPr"))
        level = int(properties.get("lvl", 0)) if properties is not None else 0
        levels.setdefault(level, _level(level, paragraph, properties))
    body.find(qualified("a:bodyPr")).addnext(element("a:lstStyle", None, *(levels[n] for n in sorted(levels))))


def _level(level: int, paragraph: Element, properties: Element | None) -> Element:
    """``a:lvl1pPr`` and so on: the paragraph's own properties, and the letters of its first run."""
    made = element(f"a:lvl{level + 1}pPr")
    if properties is not None:
        made.attrib.update({name: value for name, value in properties.attrib.items() if name != "lvl"})
        made.extend(deepcopy(list(properties)))
    letters = next(paragraph.iter(qualified("a:rPr"), qualified("a:endParaRPr")), None)
    if letters is not None:
        said = {name: value for name, value in letters.attrib.items() if name in LETTERS}
        made.append(element("a:defRPr", said, *(deepcopy(each) for each in letters if each.tag in LOOKS)))
    return made


def _color(master: SlideMaster, width: int) -> None:
    """Make the colors of text and ground, which are said on shapes alone, those of the theme: all else goes by it."""
    text, ground = next(iter(master._element.xpath(TEXT)), "").upper(), _ground(master, width)
    if not text or not ground or contrast(text, ground) < READ:
        return
    colors = master._element.find(qualified("p:clrMap"))
    if contrast(text, WHITE) < contrast(ground, WHITE):  # light text: light and dark change places
        colors.attrib.update(SWAPPED)
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme = etree.fromstring(part.blob)
    for name, rgb in (("tx1", text), ("bg1", ground), ("hlink", text), ("folHlink", text)):
        entry = theme.find(f".//{qualified('a:clrScheme')}/{qualified('a:' + colors.get(name))}")
        entry[:] = [element("a:srgbClr", {"val": rgb})]
    part._blob = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)


def _ground(master: SlideMaster, width: int) -> str:
    """The color behind the text: that of the background, or on the average that of a picture; "" for neither."""
    plain = master._element.xpath(PLAIN)
    if plain:
        return plain[0].upper()
    pictures = [shape for shape in master.shapes if isinstance(shape, Picture) and shape.width >= COVERS * width]
    return average(pictures[0].image.blob) if pictures else ""
