"""What a template may carry and a deck must not: macros, controls, embedded documents, and what lies elsewhere."""

from __future__ import annotations

from collections import Counter

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml.ns import qn
from pptx.presentation import Presentation

from deckwright.pptx.xml import Element

ACTIVE = {  # by the end of a relationship's type
    "/vbaProject": "macros",
    "/attachedToolbars": "toolbars",
    "/control": "controls",
    "/activeXControlBinary": "controls",
    "/oleObject": "embedded documents",
    "/package": "embedded documents",
    "/externalLinkPath": "links to other files",
}
ELSEWHERE = "pictures and media that lie elsewhere"
SHAPES = tuple(
    map(qn, ("p:pic", "p:sp", "p:graphicFrame", "p:controls", "p:bg", "p:cxnSp"))
)  # what goes with its content
REFERENCES = tuple(map(qn, ("r:id", "r:embed", "r:link", "r:pict")))


def drop_active_content(presentation: Presentation) -> Counter[str]:
    """Take it out of a presentation without slides, with the shapes that show it; what and how many that were."""
    dropped: Counter[str] = Counter()
    masters = list(presentation.slide_masters)
    layouts = [layout for master in masters for layout in master.slide_layouts]
    for part in (presentation.part, *(each.part for each in (*masters, *layouts))):
        for key, kind in _active(part).items():
            dropped[kind] += 1
            _remove(part, key)
    return dropped


def _active(part: Part) -> dict[str, str]:
    """The relationships of a part that lead to such content; links that a person follows stay."""
    found = {}
    for key, rel in part.rels.items():
        kind = next((word for end, word in ACTIVE.items() if rel.reltype.endswith(end)), "")
        if not kind and rel.is_external and rel.reltype != RELATIONSHIP_TYPE.HYPERLINK:
            kind = ELSEWHERE
        if kind:
            found[key] = kind
    return found


def _remove(part: Part, key: str) -> None:
    """Take out a relationship and whatever in the part's XML refers to it."""
    root: Element | None = getattr(part, "_element", None)
    users = [] if root is None else [each for each in root.iter() if key in map(each.get, REFERENCES)]
    for user in users:
        shape = next((each for each in (user, *user.iterancestors()) if each.tag in SHAPES), user)
        if shape.getparent() is not None:
            shape.getparent().remove(shape)
    part.rels.pop(key)
