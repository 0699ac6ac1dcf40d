"""The lecture's sections as those of the file: PowerPoint groups the slides by them and prints their names."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import groupby

from pptx.presentation import Presentation

from deckwright.layout.placed import PlacedDeck
from deckwright.pptx.xml import Element, element

URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"  # of the extension that lists sections: [MS-PPTX] 2.2.3.27
IDS = uuid.UUID("0f0c5a52-6c0e-4b1e-9f0a-6d656e756d73")  # that sections get the same ids in every build


def write_sections(presentation: Presentation, placed: PlacedDeck) -> None:
    """List them; a template's own, whose slides are gone, go."""
    root = presentation.part._element
    for extension in root.findall(f"{{*}}extLst/{{*}}ext[@uri='{URI}']"):
        extension.getparent().remove(extension)
    sections = list(_sections(presentation, placed))
    if len(sections) < 2:
        return
    listed = root.find("{*}extLst")
    if listed is None:
        listed = element("p:extLst")
        root.append(listed)
    listed.append(element("p:ext", {"uri": URI}, element("p14:sectionLst", None, *sections)))


def _sections(presentation: Presentation, placed: PlacedDeck) -> Iterator[Element]:
    """Each section with its slides; what stands before the first one is named like the lecture."""
    slides = zip(placed.slides, presentation.slides._sldIdLst)
    for number, (name, group) in enumerate(groupby(slides, lambda pair: pair[0].section)):
        ids = [element("p14:sldId", {"id": entry.id}) for _, entry in group]
        key = {"name": name or placed.deck.title, "id": f"{{{uuid.uuid5(IDS, f'{number} {name}')}}}".upper()}
        yield element("p14:section", key, element("p14:sldIdLst", None, *ids))
