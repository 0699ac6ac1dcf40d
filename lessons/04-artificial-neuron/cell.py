"""A neuron as it is drawn: dendrites gather what axons of other cells bring, the body sums, one axon leaves.

Run as a program it writes cell.svg, the picture of the title slide.

The places are points of a drawing 760 wide and 330 high, y down, as on the slides. The shape is an artist's, by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as File

import numpy as np

from deckwright.figures import Drawing, Label, Mark, Path, Run, Shape

WIDTH, HEIGHT = 760.0, 340.0
BODY, RADIUS = (335.0, 168.0), 50.0
# Each branch: where it runs, and how wide it is at its two ends.
DENDRITES = (
    (((312, 140), (262, 104), (190, 78), (112, 62)), (22, 4)),
    (((238, 92), (205, 52), (168, 26)), (9, 2.5)),
    (((190, 78), (150, 98), (104, 106)), (7, 2.5)),
    (((300, 168), (230, 172), (150, 164), (84, 168)), (20, 4)),
    (((214, 172), (176, 196), (122, 204)), (8, 2.5)),
    (((316, 200), (266, 240), (190, 262), (112, 272)), (22, 4)),
    (((240, 252), (214, 292), (168, 314)), (9, 2.5)),
    (((190, 262), (156, 244), (120, 236)), (7, 2.5)),
    (((344, 126), (352, 84), (338, 44)), (12, 3)),
    (((350, 88), (380, 62), (402, 32)), (7, 2.5)),
    (((346, 210), (356, 254), (344, 300)), (12, 3)),
)
AXON = (
    (((370, 168), (440, 170), (530, 160), (612, 164)), (20, 7)),
    (((606, 164), (650, 138), (684, 100), (722, 82)), (6, 3.5)),
    (((606, 164), (660, 168), (734, 164)), (6, 3.5)),
    (((606, 164), (646, 192), (682, 236), (722, 252)), (6, 3.5)),
)
INCOMING = (
    ((0, 34), (44, 30), (82, 44), (106, 58)),
    ((0, 178), (36, 160), (60, 166), (78, 168)),
    ((0, 304), (46, 308), (84, 290), (106, 276)),
)
NAMES = {  # of the parts, each with where its name stands, and the end of the line that leads from there to the part
    "axons of other cells": ((64, 10), (40, 30)),
    "synapse": ((30, 84), (102, 60)),
    "dendrites": ((236, 320), (226, 276)),
    "cell body": ((452, 236), (366, 196)),
    "axon": ((500, 130), (500, 160)),
    "spikes leave": ((640, 40), (690, 96)),
}


@dataclass(frozen=True)
class Cell:
    """The outlines: polygons of the branches and of the body, lines of the axons that arrive, and where they end."""

    dendrites: tuple[np.ndarray, ...]
    trunks: tuple[np.ndarray, ...]  # from each synapse to the body
    body: np.ndarray
    axon: tuple[np.ndarray, ...]
    way_out: np.ndarray  # along the axon
    forks: tuple[np.ndarray, ...]  # from where it splits to each end
    ends: np.ndarray  # of the axon
    incoming: tuple[np.ndarray, ...]
    synapses: np.ndarray

    @property
    def drawing(self) -> Drawing:
        """The cell without words."""
        return Drawing(width=WIDTH, height=HEIGHT, marks=self.marks, kind="cell", alt=(Run(SEEN),))

    @property
    def named(self) -> Drawing:
        """The cell with the names of its parts."""
        lines = [Path(lines=((start, end),), stroke="muted", stroke_width=1.0) for start, end in NAMES.values()]
        names = [
            Label(x=x, y=y, text=(Run(name),), size=20, background="background") for name, ((x, y), _) in NAMES.items()
        ]
        marks = (*self.marks, *lines, *names)
        return Drawing(width=WIDTH, height=HEIGHT, marks=marks, kind="cell", alt=(Run(f"{SEEN} Its parts are named."),))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Axons of others in the color of inputs, synapses in that of weights, the cell's axon in that of answers."""
        solid = {"closed": True, "apart": True, "stroke": ""}
        return (
            Path(lines=points(self.incoming), stroke="input", stroke_width=3.5),
            Path(lines=points((*self.dendrites, self.body)), fill="muted", opacity=0.75, **solid),
            Shape(x=BODY[0] - 17, y=BODY[1] - 17, width=34, height=34, kind="ellipse", fill="background", opacity=0.7),
            Path(lines=points(self.axon), fill="activation", **solid),
            *(disc(place, 9, "weight") for place in self.synapses),
            *(disc(place, 7, "activation") for place in self.ends),
        )


SEEN = (
    "A nerve cell: three axons of other cells end on branched dendrites, which lead to a round body; one axon leaves "
    "it and splits into three ends."
)


def cell() -> Cell:
    """The outlines, computed from the places above."""
    trunks = tuple(smooth(DENDRITES[k][0])[::-1] for k in (0, 3, 5))
    out = smooth(AXON[0][0])
    return Cell(
        tuple(tapered(*branch) for branch in DENDRITES), trunks, blob(), tuple(tapered(*branch) for branch in AXON),
        out, tuple(smooth(branch) for branch, _ in AXON[1:]),
        np.array([branch[-1] for branch, _ in AXON[1:]], dtype=float),
        tuple(smooth(way) for way in INCOMING), np.array([way[-1] for way in INCOMING], dtype=float),
    )  # fmt: skip


def blob(points: int = 60) -> np.ndarray:
    """The body: a circle that is drawn out toward its branches."""
    angle = 2 * np.pi * np.arange(points) / points
    radius = RADIUS * (1 + 0.06 * np.cos(3 * angle) + 0.04 * np.sin(2 * angle))
    return np.column_stack([BODY[0] + radius * np.cos(angle), BODY[1] + radius * np.sin(angle)])


def smooth(places: tuple[tuple[float, float], ...], points: int = 12) -> np.ndarray:
    """A Catmull-Rom curve through the places, so many points from each to the next."""
    through = np.array(places, dtype=float)
    before, after = 2 * through[0] - through[1], 2 * through[-1] - through[-2]
    padded = np.vstack([before, through, after])
    t = np.linspace(0.0, 1.0, points, endpoint=False)[:, None]
    parts = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:]):
        parts.append(0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3))
    return np.vstack([*parts, through[-1:]])


def tapered(places: tuple[tuple[float, float], ...], widths: tuple[float, float]) -> np.ndarray:
    """The outline of a branch that gets thinner along its way."""
    middle = smooth(places)
    along = np.gradient(middle, axis=0)
    across = np.column_stack([-along[:, 1], along[:, 0]]) / np.linalg.norm(along, axis=1, keepdims=True)
    half = np.linspace(widths[0] / 2, widths[1] / 2, len(middle))[:, None]
    return np.vstack([middle + half * across, (middle - half * across)[::-1]])


def points(outlines: tuple[np.ndarray, ...]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Outlines as a drawing has them."""
    return tuple(tuple((round(float(x), 2), round(float(y), 2)) for x, y in line) for line in outlines)


def disc(place: np.ndarray, radius: float, role: str) -> Shape:
    """A round end of an axon."""
    x, y = (float(v) for v in place)
    return Shape(
        x=x - radius, y=y - radius, width=2 * radius, height=2 * radius, kind="ellipse", fill=role, stroke="background"
    )


SHADES = {"input": "2F86D6", "muted": "8493A6", "weight": "9470CF", "activation": "349C71"}  # seen on light and on dark


def svg(drawn: Cell) -> str:
    """The cell as a picture file, in colors between those of the light and of the dark theme."""
    shapes = [
        *(f'<path d="{way(p)}" fill="none" stroke="#{SHADES["input"]}" stroke-width="5"/>' for p in drawn.incoming),
        *(f'<path d="{way(p)}Z" fill="#{SHADES["muted"]}"/>' for p in (*drawn.dendrites, drawn.body)),
        *(f'<path d="{way(p)}Z" fill="#{SHADES["activation"]}"/>' for p in drawn.axon),
        *(f'<circle cx="{x:g}" cy="{y:g}" r="10" fill="#{SHADES["weight"]}"/>' for x, y in drawn.synapses),
        *(f'<circle cx="{x:g}" cy="{y:g}" r="8" fill="#{SHADES["activation"]}"/>' for x, y in drawn.ends),
    ]
    frame = f'viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}"'
    return "\n".join([f'<svg xmlns="http://www.w3.org/2000/svg" {frame}>', *shapes, "</svg>", ""])


def way(outline: np.ndarray) -> str:
    """A line through points as SVG writes it."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in outline)


if __name__ == "__main__":
    File(__file__).with_name("cell.svg").write_text(svg(cell()), "utf-8")
