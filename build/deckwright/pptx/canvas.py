"""The slide being written, with all that a block's writer needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.slide import Slide

from deckwright.deck.slide import Deck
from deckwright.layout.placed import PlacedSlide
from deckwright.pptx.placeholders import Placeholders, is_for_picture
from deckwright.pptx.shape_ids import ShapeIds
from deckwright.pptx.template.text_color import ink
from deckwright.pptx.timeline import Timeline
from deckwright.pptx.xml import Element, element, fragment
from deckwright.theme import Theme

JUMP = "ppaction://hlinksldjump"
KEEPS_COLOR = """<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr
xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>"""


@dataclass(slots=True)
class Canvas:
    """One slide of the file and what belongs to it.

    number    the slide's, from 1
    slides    the file's slides by the keys of the deck's slides, for links within the deck
    taken     slots that a block fills already: a placeholder stands on a slide once
    """

    slide: Slide
    placed: PlacedSlide
    deck: Deck
    theme: Theme
    slots: Placeholders
    slides: dict[str, Slide]
    number: int
    ids: ShapeIds = field(default_factory=ShapeIds)
    timeline: Timeline = field(default_factory=Timeline)
    taken: set[str] = field(default_factory=set)

    @property
    def tree(self) -> Element:
        """The slide's ``p:spTree``."""
        return self.slide.shapes._spTree

    @property
    def ink(self) -> str:
        """The color of free text in a lecturer's template where it is not that of the file: on title slides, which
        have
        a ground of their own, and where all slides have another ground than the file says; elsewhere ""."""
        slots = self.slots
        if slots.house or slots.subtitle is None:
            return "text" if self.theme.scheme else ""
        return ink(slots.layout, slots.subtitle, self.theme)

    def links_on(self, placeholder: Element | None) -> str:
        """The color of links in a lecturer's placeholder whose text has a color of its own; else "", the theme's."""
        color = "text" if self.slots.house or placeholder is None else ink(self.slots.layout, placeholder, self.theme)
        return "" if color == "text" else color

    def placeholder(self, slot: str, *, picture: bool = False) -> Element | None:
        """The layout's placeholder for this slot, when it takes text (or a picture) and nothing fills it yet."""
        found = None if slot in self.taken else self.slots.body(slot)
        if found is None or is_for_picture(found) != picture:
            return None
        self.taken.add(slot)
        return found

    def hyperlink(self, target: str, *, as_text: bool = False) -> Element | None:
        """``a:hlinkClick`` to an address, or to a slide of this deck by ``#key``; None for a slide that isn't there.

        as_text  it keeps the color of its text instead of taking that of links
        """
        if target.startswith("#"):
            slide = self.slides.get(target[1:])
            if slide is None:
                return None
            leads = {"r:id": self.slide.part.relate_to(slide.part, RELATIONSHIP_TYPE.SLIDE), "action": JUMP}
        else:
            leads = {"r:id": self.slide.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)}
        return element("a:hlinkClick", leads, fragment(KEEPS_COLOR, "a") if as_text else None)
