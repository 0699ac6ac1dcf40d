"""How a lecturer's template is understood: page, fonts and colors, and which of its layouts serves for which
of ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from pptx.slide import SlideLayout
from pptx.util import Emu

from deckwright.deck.slide import LAYOUTS
from deckwright.fonts import families
from deckwright.pptx.placeholders import contents, slots
from deckwright.pptx.template.slide_layout import TYPES
from deckwright.pptx.template.user_page import template_theme
from deckwright.pptx.template.user_template import kind_of, match_layouts, open_template, unused_layouts
from deckwright.theme import ROLES, Theme, contrast


def explain(path: Path, base: Theme, names: Mapping[str, str]) -> Iterator[str]:
    """Lines that say it. names: the template's own names for some of our layouts; raises UserError as a build would."""
    presentation, theme = open_template(path), template_theme(path, base)
    matched = match_layouts(presentation, names)
    width, height = (Emu(side).inches for side in (presentation.slide_width, presentation.slide_height))
    yield f"{path.name}: {width:.4g} x {height:.4g} inches, {len(presentation.slide_layouts)} layouts"
    yield f"  fonts   titles {_font(theme.heading_font)}, text {_font(theme.body_font)}"
    ground = f"  ground  {theme.background}, text {theme.text} ({contrast(theme.text, theme.background):.1f} : 1)"
    yield ground + (
        ", not as its color scheme says: measured from what the slides are painted with" if theme.scheme else ""
    )
    for role in ROLES:
        made = " (its accent made darker or lighter, to be read)" if role in theme.shades else ""
        yield f"  {role:<11} {theme.roles[role]}{made}"
    wide = max(len(layout.name) for layout in matched.values())
    yield f"  {'our layout':<12} {'theirs':<{wide}}  why; what it has"
    for ours in LAYOUTS:
        layout = matched[ours]
        yield f"  {ours:<12} {layout.name:<{wide}}  {_why(ours, layout, names)}; {_holders(ours, layout)}"
    if unused := unused_layouts(presentation, names):
        yield f"  not used: {', '.join(unused)}"
        yield f"  To choose another one, write in the front matter of slides.md: layouts: {{ statement: {unused[0]} }}"


def _font(family: str) -> str:
    return family if family in families() else f"{family} (not measured: lines are broken as for a wide font)"


def _why(ours: str, layout: SlideLayout, names: Mapping[str, str]) -> str:
    if ours in names:
        return "as `layouts:` says"
    if layout.name.strip().casefold() == ours:
        return "by its name"
    return "of the same kind" if kind_of(layout) == TYPES[ours] else "the closest one"


def _holders(ours: str, layout: SlideLayout) -> str:
    """What of a layout is filled."""
    found = slots(layout, ours)
    texts = len(contents(layout)) - (found.subtitle is not None)
    parts = [("title", found.title), ("subtitle", found.subtitle), ("footer", found.footer), ("number", found.number)]
    there = [name for name, holder in parts if holder is not None]
    return ", ".join(there + [f"{texts} for content"] * bool(texts)) or "no placeholder"
