"""What a lecturer's template looks like to the layout stage: its page, its fonts and its colors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.shapes.placeholder import LayoutPlaceholder
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches

from deckwright.deck.slide import LAYOUTS
from deckwright.errors import UserError
from deckwright.layout.page import Page, PageLayout, above, widescreen
from deckwright.layout.placed import Box
from deckwright.pptx.placeholders import is_for_picture, slots
from deckwright.pptx.template.background import background_of, best_text
from deckwright.pptx.template.readable import READABLE, readable
from deckwright.pptx.template.scheme import Scheme, scheme_of
from deckwright.pptx.template.text_color import text_color
from deckwright.pptx.template.title_style import text_align, title_style
from deckwright.pptx.template.user_template import match_layouts, open_template
from deckwright.pptx.xml import Element
from deckwright.theme import DARK, LIGHT, ROLES, Theme, contrast

INSETS = {"lIns": Inches(0.1), "tIns": Inches(0.05), "rIns": Inches(0.1), "bIns": Inches(0.05)}  # where none are said
SUBTITLE_SHARE = 0.25  # of the page's height, at most
BELOW_SUBTITLE = Inches(0.75)  # kept free of it above the content's bottom: who speaks, and where
SUBTITLE_LEAST = Inches(0.5)
UNCHANGED = (1.0, 0.0)
ALIKE = 2.0  # contrast of two grounds on which the same text can stand
LINE_SHARE, SURFACE_SHARE, MUTED_SHARE = 0.2, 0.1, 0.75  # of the text's color in lines, areas and quieter words
LARGE = 3.0  # contrast from which on large text can be read


def template_page(path: Path, names: Mapping[str, str] | None = None) -> Page:
    """The template's page size and boxes, for lay_out. names: the template's own names for some of our layouts."""
    presentation = open_template(path)
    width, height = presentation.slide_width, presentation.slide_height
    layouts = match_layouts(presentation, names)
    region = _Region(layouts["content"], width, height)
    return Page(width, height, {name: region.page_layout(name, layouts[name]) for name in LAYOUTS})


def template_theme(path: Path, base: Theme) -> Theme:
    """The base theme in the template's colors and fonts."""
    presentation = open_template(path)
    content = match_layouts(presentation)["content"]
    scheme = scheme_of(content.slide_master)
    colors, said = _colors_on(content, scheme, (presentation.slide_width, presentation.slide_height))
    grounds = [colors["bg1"], *([colors["bg2"]] if contrast(colors["bg1"], colors["bg2"]) < ALIKE else [])]
    found = {role: readable(colors[f"accent{i}"], grounds) for i, role in enumerate(ROLES, 1)}
    roles = {role: color for role, (color, _) in found.items()}
    ours = LIGHT if contrast(colors["bg1"], "000000") > contrast(colors["bg1"], "FFFFFF") else DARK
    return replace(
        base,
        name=f"{base.name} {path.stem}",
        text=colors["tx1"],
        background=colors["bg1"],
        muted=colors["tx2"],
        surface=colors["bg2"],
        line=_mixed(colors["tx1"], colors["bg1"], LINE_SHARE),
        roles=roles,
        shades={role: shade for role, (_, shade) in found.items() if shade != UNCHANGED},
        categories=tuple(readable(color, grounds, LARGE)[0] for color in ours.categories),
        negative=readable(ours.negative, grounds)[0],
        positive=readable(ours.positive, grounds)[0],
        heading_font=_font(presentation, "majorFont", base.heading_font),
        body_font=_font(presentation, "minorFont", base.body_font),
        scheme=said,
    )


def _colors_on(content: SlideLayout, scheme: Scheme, size: tuple[int, int]) -> tuple[dict[str, str], dict[str, str]]:
    """The scheme's colors as they serve on this layout's ground, and which of them are not the scheme's own.

    Many templates paint their slides in another color than their scheme's bg1: dark text would stand on a dark ground.
    """
    colors = dict(scheme.colors)
    ground = background_of(content, scheme, size) or colors["bg1"]
    if contrast(colors["tx1"], ground) >= READABLE and contrast(colors["tx2"], ground) >= LARGE:
        return colors, {}
    bodies = slots(content, "content").bodies
    text = best_text(ground, text_color(content, bodies[0], scheme) if bodies else "", colors["tx1"], colors["bg1"])
    ours = {
        "tx1": text,
        "bg1": ground,
        "tx2": _mixed(text, ground, MUTED_SHARE),
        "bg2": _mixed(text, ground, SURFACE_SHARE),
    }
    return colors | ours, ours


@dataclass(frozen=True, slots=True)
class _Region:
    """Where things go in this template. Boxes that a layout lacks are ours, fitted into its content's."""

    content: SlideLayout
    width: Emu
    height: Emu

    def page_layout(self, name: str, layout: SlideLayout) -> PageLayout:
        """The template's layout as one of ours."""
        ours, found = widescreen().layouts[name], slots(layout, name)
        if name == "full":  # the slide itself, in whatever layout
            body = Box(Emu(0), Emu(0), self.width, self.height)
            return replace(ours, title=above(self._box(layout, found.title, ours.title)), bodies=(body,), picture=None)
        own_bodies = len(found.bodies) == len(ours.bodies)
        picture = ours.picture
        if picture is not None and not (own_bodies and is_for_picture(found.bodies[picture])):
            picture = None
        title = self._box(layout, found.title, ours.title)
        subtitle = self._subtitle(_text_box(layout, found.subtitle)) if found.subtitle is not None else None
        if subtitle is None and ours.subtitle is not None:
            subtitle = self._below(title)
        return PageLayout(
            name,
            title,
            tuple(_text_box(layout, b) for b in found.bodies) if own_bodies else tuple(map(self._fitted, ours.bodies)),
            footer=self._box(layout, found.footer, ours.footer),
            number=self._box(layout, found.number, ours.number),
            subtitle=subtitle,
            picture=picture,
            title_style=title_style(layout, found.title),
            text_align=text_align(layout, found.subtitle if found.subtitle is not None else found.title),
        )

    def _subtitle(self, box: Box) -> Box:
        """The box of a subtitle: of a text that fills the slide, or reaches down to its end, the upper part alone."""
        below = self._fitted(widescreen().layouts["content"].bodies[0]).bottom - BELOW_SUBTITLE - box.top
        height = min(box.height, round(SUBTITLE_SHARE * self.height), max(below, SUBTITLE_LEAST))
        return Box(box.left, box.top, box.width, Emu(height))

    def _below(self, title: Box) -> Box:
        """A place for a subtitle where the template has none: as wide as the title, below it, or above one too low."""
        height = Emu(min(round(SUBTITLE_SHARE * self.height), max(title.top, self.height - title.bottom)))
        top = title.bottom if self.height - title.bottom >= height else title.top - height
        return Box(title.left, Emu(top), title.width, height)

    def _box(self, layout: SlideLayout, placeholder: Element | None, ours: Box) -> Box:
        """The placeholder's box, else ours on a page of the template's size."""
        if placeholder is not None:
            return _text_box(layout, placeholder)
        page = widescreen()
        x, y = self.width / page.width, self.height / page.height
        return _emu_box(ours.left * x, ours.top * y, ours.width * x, ours.height * y)

    def _fitted(self, box: Box) -> Box:
        """One of our boxes, moved from our content's body into the template's; above that there may be anything."""
        ours, found = widescreen().layouts["content"].bodies[0], slots(self.content, "content")
        theirs = self._box(self.content, found.bodies[0] if found.bodies else None, ours)
        x, y = theirs.width / ours.width, theirs.height / ours.height
        left, above = theirs.left + (box.left - ours.left) * x, max(0, box.top - ours.top)
        return _emu_box(left, theirs.top + above * y, box.width * x, (box.bottom - ours.top - above) * y)


def _emu_box(left: float, top: float, width: float, height: float) -> Box:
    return Box(Emu(round(left)), Emu(round(top)), Emu(round(width)), Emu(round(height)))


def _text_box(layout: SlideLayout, placeholder: Element) -> Box:
    """The box of a placeholder's text: its frame, which it may inherit from the master, without its insets."""
    shape = LayoutPlaceholder(placeholder, layout.placeholders)
    frame = (placeholder.x, placeholder.y, placeholder.cx, placeholder.cy)
    if None in frame and (master := shape._base_placeholder):  # python-pptx would seek it for each side
        frame = (master.left, master.top, master.width, master.height)
    if None in frame:
        message = f"The template's layout {layout.name!r} has the placeholder {shape.name!r} without a place."
        raise UserError(message, hint="Move it a little in PowerPoint's slide master and save the template.")
    x, y, width, height = frame
    body = placeholder.find(f".//{qn('a:bodyPr')}")
    left, top, right, bottom = (
        int(body.get(side, default)) if body is not None else default for side, default in INSETS.items()
    )
    return _emu_box(x + left, y + top, width - left - right, height - top - bottom)


def _theme_root(presentation: Presentation) -> Element:
    """The XML of the first master's theme."""
    rels = presentation.slide_masters[0].part.rels.values()
    return etree.fromstring(next(rel.target_part.blob for rel in rels if rel.reltype == RELATIONSHIP_TYPE.THEME))


def _font(presentation: Presentation, which: str, default: str) -> str:
    latin = _theme_root(presentation).find(f".//{qn('a:' + which)}/{qn('a:latin')}")
    return latin.get("typeface") or default if latin is not None else default


def _mixed(text: str, background: str, share: float) -> str:
    """A share of the text's color in the background's: what thin lines, surfaces and quieter words have."""
    pairs = zip(bytes.fromhex(text), bytes.fromhex(background))
    return "".join(f"{round(share * t + (1 - share) * b):02X}" for t, b in pairs)
