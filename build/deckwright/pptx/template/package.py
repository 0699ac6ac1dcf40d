"""The empty presentation that every deck of ours starts from, as the bytes of a .pptx."""

from __future__ import annotations

import io
import zipfile

from pptx.util import Emu

from deckwright.deck.slide import LAYOUTS
from deckwright.layout.page import Page
from deckwright.pptx.template.master import master_xml, other_style
from deckwright.pptx.template.mirrored import mirrored_xml
from deckwright.pptx.template.notes_master import HEIGHT, WIDTH, notes_master_xml
from deckwright.pptx.template.office_theme import theme_xml
from deckwright.pptx.template.slide_layout import layout_xml
from deckwright.pptx.xml import NAMESPACES, declarations
from deckwright.theme import LIGHT, Theme

_OFFICE = NAMESPACES["r"]
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NO_TABLE_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid", which every PowerPoint has


def template_bytes(theme: Theme, page: Page) -> bytes:
    """A .pptx without slides: master, the layouts of LAYOUTS, notes master, themes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(theme, page).items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return packed.getvalue()


def _parts(theme: Theme, page: Page) -> dict[str, str]:
    count = len(LAYOUTS)
    layout_rels = [("slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in range(1, count + 1)]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships([("officeDocument", "ppt/presentation.xml")]),
        "ppt/presentation.xml": _presentation(page),
        "ppt/_rels/presentation.xml.rels": _relationships(
            [
                ("slideMaster", "slideMasters/slideMaster1.xml"),
                ("notesMaster", "notesMasters/notesMaster1.xml"),
                ("presProps", "presProps.xml"),
                ("viewProps", "viewProps.xml"),
                ("theme", "theme/theme1.xml"),
                ("tableStyles", "tableStyles.xml"),
            ]
        ),
        "ppt/presProps.xml": f"{_XML}<p:presentationPr {declarations('a', 'p', 'r')}/>",
        "ppt/viewProps.xml": f"{_XML}<p:viewPr {declarations('a', 'p', 'r')}/>",
        "ppt/tableStyles.xml": f'{_XML}<a:tblStyleLst {declarations("a")} def="{NO_TABLE_STYLE}"/>',
        "ppt/theme/theme1.xml": theme_xml(theme),
        "ppt/theme/theme2.xml": theme_xml(LIGHT),  # notes are printed: dark on white
        "ppt/slideMasters/slideMaster1.xml": _sided(master_xml(page), page),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relationships(
            [*layout_rels, ("theme", "../theme/theme1.xml")]
        ),
        "ppt/notesMasters/notesMaster1.xml": _sided(notes_master_xml(), page, WIDTH),
        "ppt/notesMasters/_rels/notesMaster1.xml.rels": _relationships([("theme", "../theme/theme2.xml")]),
    }
    for i, name in enumerate(LAYOUTS, 1):
        parts[f"ppt/slideLayouts/slideLayout{i}.xml"] = _sided(layout_xml(page, name, theme), page)
        rels = _relationships([("slideMaster", "../slideMasters/slideMaster1.xml")])
        parts[f"ppt/slideLayouts/_rels/slideLayout{i}.xml.rels"] = rels
    return parts


def _sided(xml: str, page: Page, width: Emu | None = None) -> str:
    """A part as it is for readers from the left, mirrored for others."""
    return mirrored_xml(xml, width or page.width) if page.rtl else xml


def _presentation(page: Page) -> str:
    return f"""{_XML}<p:presentation {declarations("a", "p", "r")} saveSubsetFonts="1"><p:sldMasterIdLst>
<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>
<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>
<p:sldSz cx="{page.width}" cy="{page.height}"/><p:notesSz cx="{WIDTH}" cy="{HEIGHT}"/>
<p:defaultTextStyle>{other_style()}</p:defaultTextStyle></p:presentation>"""


def _relationships(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def _content_types() -> str:
    ours = "application/vnd.openxmlformats-officedocument"
    kinds = {
        "/ppt/presentation.xml": "presentationml.presentation.main",
        "/ppt/presProps.xml": "presentationml.presProps",
        "/ppt/viewProps.xml": "presentationml.viewProps",
        "/ppt/tableStyles.xml": "presentationml.tableStyles",
        "/ppt/theme/theme1.xml": "theme",
        "/ppt/theme/theme2.xml": "theme",
        "/ppt/slideMasters/slideMaster1.xml": "presentationml.slideMaster",
        "/ppt/notesMasters/notesMaster1.xml": "presentationml.notesMaster",
    }
    kinds |= {f"/ppt/slideLayouts/slideLayout{i}.xml": "presentationml.slideLayout" for i in range(1, len(LAYOUTS) + 1)}
    rows = "".join(f'<Override PartName="{name}" ContentType="{ours}.{kind}+xml"/>' for name, kind in kinds.items())
    return f"""{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>"""
