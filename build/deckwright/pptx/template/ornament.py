"""What adorns our layouts: a tab at the top, a panel for sections, a network on the title slide."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from pptx.util import Emu, Inches

from deckwright.layout.page import Page, PageLayout
from deckwright.layout.placed import Box
from deckwright.pptx.template.placeholder import bar, line
from deckwright.pptx.xml import Element, qualified
from deckwright.theme import Theme

FIRST_ID = 20
TAB = (Inches(0.6), Inches(0.1))
# In a dark deck a bright panel would dazzle.
PANEL = {False: "accent1", True: '<a:schemeClr val="accent1"><a:lumMod val="35000"/></a:schemeClr>'}
# Layers of the network from left to right: neurons and their color (input, activation, activation, loss).
LAYERS = ((4, "accent1"), (5, "accent3"), (3, "accent3"), (1, "accent6"))
NEURON, PITCH = 0.36, 0.95  # inches


def ornament(page: Page, layout: PageLayout, theme: Theme) -> str:
    """The shapes behind the placeholders of a layout."""
    if layout.name == "title":
        return "".join(_network(page, layout))
    if layout.name == "section":
        panel = Box(Emu(0), Emu(0), Emu((layout.ordinal.right + layout.title.left) // 2), page.height)
        return bar(FIRST_ID, "Panel", panel, PANEL[theme.is_dark])
    tab = bar(FIRST_ID, "Tab", Box(layout.title.left, Emu(0), *TAB), "accent1")
    return tab + (_divider(layout) if layout.name == "comparison" else "")


def is_network(shape: Element) -> bool:
    """Whether a shape of our title layout belongs to its network."""
    return any(each.get("name") in ("Weight", "Neuron") for each in shape.iter(qualified("p:cNvPr")))


def _divider(layout: PageLayout) -> str:
    left, right = layout.bodies
    middle = Emu((left.right + right.left) // 2)
    return line(FIRST_ID + 1, "Divider", (middle, left.top), (middle, left.bottom), "tx2", faint=True)


def _network(page: Page, layout: PageLayout) -> Iterator[str]:
    """Right of the title: fully connected, in the colors that inputs, weights, activations and loss have."""
    first, last = layout.title.right + Inches(1.0), page.width - Inches(0.75)
    step = (last - first) // (len(LAYERS) - 1)
    layers = [
        [(first + k * step, _height(page, i, count)) for i in range(count)] for k, (count, _) in enumerate(LAYERS)
    ]
    numbers = iter(range(FIRST_ID, FIRST_ID + 100))
    for before, after in itertools.pairwise(layers):
        for start in before:
            yield from (line(next(numbers), "Weight", start, end, "accent2", faint=True) for end in after)
    size = Inches(NEURON)
    for layer, (_, color) in zip(layers, LAYERS):
        for x, y in layer:
            place = Box(Emu(x - size // 2), Emu(y - size // 2), size, size)
            yield bar(next(numbers), "Neuron", place, color, "ellipse")


def _height(page: Page, index: int, count: int) -> int:
    return page.height // 2 + round((index - (count - 1) / 2) * Inches(PITCH))
