"""What adorns our layouts: a tab at the top, a panel for sections, a network on the title slide."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from pptx.util import Emu, Inches

from deckwright.layout.page import Page, PageLayout
from deckwright.layout.placed import Box

TAB = (Inches(0.6), Inches(0.1))
PANEL = "panel"  # the color of a section's panel: that of inputs, in a dark deck a darker one, which doesn't dazzle
ON_PANEL = "on-panel"  # the color of what stands on it: the lighter one of text and ground
PANEL_LIGHTNESS = 0.35  # of that of inputs, in a dark deck
FAINT = 0.4  # opacity of lines
# Layers of the network from left to right: neurons and their role.
LAYERS = ((4, "input"), (5, "activation"), (3, "activation"), (1, "loss"))
NEURON, PITCH = 0.36, 0.95  # inches


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled shape. color: a role, or PANEL; kind: rect or ellipse."""

    name: str
    box: Box
    color: str
    kind: str = "rect"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A thin, faint line between two points (EMU)."""

    name: str
    start: tuple[int, int]
    end: tuple[int, int]
    color: str


def ornaments(page: Page, layout: PageLayout) -> Iterator[Bar | Stroke]:
    """What stands behind the text of a layout, from back to front."""
    if layout.name == "title":
        yield from network(page, layout)
    elif layout.name == "section":
        panel = Box(Emu(0), Emu(0), Emu((layout.ordinal.right + layout.title.left) // 2), page.height)
        yield Bar("Panel", panel, PANEL)
    elif layout.name != "full":
        yield Bar("Tab", Box(layout.title.left, Emu(0), *TAB), "input")
        if layout.name == "comparison":
            yield _divider(layout)


def _divider(layout: PageLayout) -> Stroke:
    left, right = layout.bodies
    middle = Emu((left.right + right.left) // 2)
    return Stroke("Divider", (middle, left.top), (middle, left.bottom), "muted")


def network(page: Page, layout: PageLayout) -> Iterator[Bar | Stroke]:
    """Right of the title: fully connected, in the colors that inputs, weights, activations and loss have."""
    first, last = layout.title.right + Inches(1.0), page.width - Inches(0.75)
    step = (last - first) // (len(LAYERS) - 1)
    layers = [
        [(first + k * step, _height(page, i, count)) for i in range(count)] for k, (count, _) in enumerate(LAYERS)
    ]
    for before, after in itertools.pairwise(layers):
        for start in before:
            yield from (Stroke("Weight", start, end, "weight") for end in after)
    size = Inches(NEURON)
    for layer, (_, color) in zip(layers, LAYERS):
        for x, y in layer:
            yield Bar("Neuron", Box(Emu(x - size // 2), Emu(y - size // 2), size, size), color, "ellipse")


def _height(page: Page, index: int, count: int) -> int:
    return page.height // 2 + round((index - (count - 1) / 2) * Inches(PITCH))
