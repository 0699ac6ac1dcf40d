"""Boxes and arrows on a grid: a Transformer block, an LSTM cell, a U-Net, a pipeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from deckwright.deck.connection import facing_sides, site
from deckwright.deck.drawing import Connector, Drawing, Label, Mark, Shape
from deckwright.deck.text import Math, Run, Text, plain
from deckwright.errors import UserError, did_you_mean
from deckwright.figures.measure import width_of
from deckwright.figures.words import plain_symbol, text_of
from deckwright.language import say

SIZE, SMALL = 20.0, 17.0
BOX, GATE, DOT = 48.0, 38.0, 7.0  # heights: of a box, a round operator, a branch
_HEIGHTS = {"roundRect": BOX, "ellipse": GATE, "dot": DOT}
GAP_X, GAP_Y = 40.0, 30.0
MARGIN = 8.0
DETOUR = 30.0  # how far a skip connection swings out beside the boxes
OPERATORS = set("+-−×·⊕⊗⊙*÷=σφ∑Σ")
SIDES = ("left", "right", "top", "bottom")
_ARROW = re.compile(r"\s*(->|~>|--)\s*")


@dataclass(frozen=True, slots=True)
class _Box:
    """A box's name and its cells of the grid: rows and columns from, to (the last is inside)."""

    name: str
    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class _Link:
    """An arrow: between which boxes, its sign, its label and the sides that were asked for."""

    start: str
    end: str
    sign: str
    label: str = ""
    leaves: str = ""
    arrives: str = ""


def block_diagram(
    grid: Sequence[Sequence[str]] | Sequence[str],
    arrows: Sequence[str] | str = (),
    *,
    roles: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    parts: Mapping[str, int] | None = None,
    alt: str = "",
) -> Drawing:
    """A diagram from a grid of names.

    grid    rows of names; "" is an empty cell, a name in neighboring cells is one larger box, "." a branching point,
            a single sign such as "+" or "σ" is round. What follows a "#" tells equal boxes apart: "+#1", "+#2"
    arrows  "a -> b -> c" leads from box to box, "a -- b" without a head, "a ~> b" around the boxes between (a skip);
            "a -> b: text" labels the last arrow; "a@bottom -> b@left" says at which sides it leaves and arrives
    roles   colors of boxes by name
    texts   what stands in a box instead of its name; "$...$" is a formula
    groups  {"title": names}: a frame around boxes
    parts   {"name": n}: a box, with the arrows into it, that the n-th click reveals
    """
    rows = _rows(grid)
    arrows = [arrows] if isinstance(arrows, str) else arrows
    boxes = _boxes(rows)
    links = [link for arrow in arrows for link in _links(arrow)]
    for name in [n for link in links for n in (link.start, link.end)] + [
        n for names in (groups or {}).values() for n in names
    ]:
        if name not in boxes:
            raise UserError(
                f"An arrow or group names the box {name!r}, which the grid doesn't have.",
                hint=did_you_mean(name, boxes),
            )
    shown = {name: text_of((texts or {}).get(name, name.partition("#")[0])) for name in boxes}
    shapes = _shapes(rows, boxes, shown, roles or {}, parts or {})
    marks = [*_groups(groups or {}, shapes), *shapes.values()]
    for link in links:
        marks += (_skip if link.sign == "~>" else _direct)(
            shapes, link, max(shapes[link.start].part, shapes[link.end].part)
        )
    return _framed(marks, alt or _describe(shown, arrows))


def _rows(grid: Sequence[Sequence[str]] | Sequence[str]) -> list[Sequence[str]]:
    """The rows of names: names alone are a single row, one among rows is a row of its own."""
    names = [name for name in grid if isinstance(name, str)]
    return [names] if len(names) == len(grid) else [[row] if isinstance(row, str) else row for row in grid]


def _boxes(grid: Sequence[Sequence[str]]) -> dict[str, _Box]:
    cells: dict[str, list[tuple[int, int]]] = {}
    for i, row in enumerate(grid):
        for j, name in enumerate(row):
            if name:
                cells.setdefault(name, []).append((i, j))
    boxes = {}
    for name, places in cells.items():
        rows, columns = [i for i, _ in places], [j for _, j in places]
        box = _Box(name, min(rows), min(columns), max(rows), max(columns))
        if len(places) != (box.bottom - box.top + 1) * (box.right - box.left + 1):
            hint = 'Tell boxes of one text apart by what follows a "#": "norm#1", "norm#2".'
            raise UserError(f"The box {name!r} stands in cells that don't form a rectangle.", hint=hint)
        boxes[name] = box
    if not boxes:
        raise UserError("Expected a grid with a name or more, found none.")
    return boxes


def _links(arrow: str) -> Iterator[_Link]:
    """Each arrow of a chain."""
    chain, _, label = arrow.partition(": ")
    pieces = _ARROW.split(chain.strip())
    if len(pieces) < 3:
        raise UserError(f"Expected an arrow such as 'a -> b', found {arrow!r}.")
    for k in range(0, len(pieces) - 2, 2):
        (start, _, leaves), (end, _, arrives) = pieces[k].partition("@"), pieces[k + 2].partition("@")
        for side in filter(None, (leaves, arrives)):
            if side not in SIDES:
                raise UserError(f"Expected a side ({', '.join(SIDES)}) after the @ in {arrow!r}, found {side!r}.")
        yield _Link(start, end, pieces[k + 1], label if k == len(pieces) - 3 else "", leaves, arrives)


def _shapes(
    grid, boxes: dict[str, _Box], shown, roles: Mapping[str, str], parts: Mapping[str, int]
) -> dict[str, Shape]:
    """Columns as wide as their widest box, all rows alike."""
    count = max(len(row) for row in grid)
    needed = {name: _kind_and_width(name, shown[name]) for name in boxes}
    widths = [
        max((needed[b.name][1] for b in boxes.values() if b.left <= j <= b.right and b.left == b.right), default=GATE)
        for j in range(count)
    ]
    lefts = [sum(widths[:j]) + j * GAP_X for j in range(count)]
    tops, heights = _row_places(grid, needed)
    made = {}
    for name, box in boxes.items():
        kind, width = needed[name]
        x0, x1 = lefts[box.left], lefts[box.right] + widths[box.right]
        y0, y1 = tops[box.top], tops[box.bottom] + heights[box.bottom]
        height = _HEIGHTS[kind] if box.top == box.bottom else y1 - y0
        width = x1 - x0 if kind == "roundRect" else width
        role = roles.get(name, roles.get(name.partition("#")[0], ""))
        made[name] = Shape(
            name=name,
            x=(x0 + x1 - width) / 2,
            y=(y0 + y1 - height) / 2,
            width=width,
            height=height,
            kind="ellipse" if kind == "dot" else kind,
            fill="muted" if kind == "dot" else role or "surface",
            opacity=0.16 if role and kind != "dot" else 1.0,
            stroke="" if kind == "dot" else role or "muted",
            stroke_width=1.25,
            text=() if kind == "dot" else shown[name],
            size=1.1 * SIZE if kind == "ellipse" else SIZE,
            part=parts.get(name, 0),
        )
    return made


def _row_places(grid, needed: dict[str, tuple[str, float]]) -> tuple[list[float], list[float]]:
    """Top and height of each row: as high as its highest box."""
    heights = [max((_HEIGHTS[needed[name][0]] for name in row if name), default=BOX) for row in grid]
    return [sum(heights[:i]) + i * GAP_Y for i in range(len(heights))], heights


def _kind_and_width(name: str, text) -> tuple[str, float]:
    word = name.partition("#")[0]
    if word == ".":
        return "dot", DOT
    if word in OPERATORS or (len(text) == 1 and plain(text) in OPERATORS):
        return "ellipse", GATE
    lines = [[]]
    for part in text:
        for k, piece in enumerate([part] if isinstance(part, Math) else [Run(t) for t in part.text.split("\n")]):
            if k:
                lines.append([])
            lines[-1].append(piece)
    return "roundRect", max(60.0, max(width_of(tuple(line), SIZE) for line in lines) + 22)


def _direct(shapes: dict[str, Shape], link: _Link, part: int) -> Iterator[Mark]:
    """A line between the sides that face each other, with bends where the boxes are not level."""
    a, b = shapes[link.start], shapes[link.end]
    first, second = facing_sides(a, b)
    if (
        not (link.leaves or link.arrives)
        and not _level(a, b)
        and {a.width, b.width} & {DOT, GATE}
        and (corner := _clear_corner(a, b))
    ):
        first, second = corner  # one bend, into a round sign or out of a dot
    first, second = link.leaves or first, link.arrives or second
    p, q = site(a, first), site(b, second)
    kind = "straight" if abs(p.y - q.y) < 1 or abs(p.x - q.x) < 1 else "elbow"
    yield Connector(
        start=link.start,
        end=link.end,
        start_side=first,
        end_side=second,
        kind=kind,
        arrow=link.sign == "->",
        width=1.5,
        part=part,
    )
    if link.label:
        if first in ("top", "bottom"):
            x, y, anchor = p.x + 8, (p.y + q.y) / 2, "left"
        else:
            x, y = (p.x + q.x) / 2, (p.y if second in ("top", "bottom") else min(p.y, q.y)) - 0.8 * SMALL
            anchor = "center"
        yield Label(x=x, y=y, anchor=anchor, text=text_of(link.label), size=SMALL, color="muted", part=part)


def _level(a: Shape, b: Shape) -> bool:
    """Whether the middles of two boxes are on one line, across or upright."""
    return abs(a.x + a.width / 2 - b.x - b.width / 2) < 1 or abs(a.y + a.height / 2 - b.y - b.height / 2) < 1


def _clear_corner(a: Shape, b: Shape) -> tuple[str, str] | None:
    """Sides for a connector with one bend, where the boxes stand apart both ways."""
    right, below = b.x > a.x + a.width, b.y > a.y + a.height
    left, above = b.x + b.width < a.x, b.y + b.height < a.y
    if not (right or left) or not (below or above):
        return None
    return ("right" if right else "left", "top" if below else "bottom")


def _skip(shapes: dict[str, Shape], link: _Link, part: int) -> Iterator[Mark]:
    """Out of one side, along the boxes between, and back in: two elbows that meet in a point of the detour."""
    a, b = shapes[link.start], shapes[link.end]
    upright = abs((a.x + a.width / 2) - (b.x + b.width / 2)) < abs((a.y + a.height / 2) - (b.y + b.height / 2))
    between = [s for s in shapes.values() if _between(s, a, b, upright)]
    if upright:
        x = max(s.x + s.width for s in (a, b, *between)) + DETOUR
        y = (a.y + a.height / 2 + b.y + b.height / 2) / 2
        side, into, out = "right", *(("top", "bottom") if b.y > a.y else ("bottom", "top"))
        label_x, label_y, anchor = x + 8, y, "left"
    else:
        y = min(s.y for s in (a, b, *between)) - DETOUR
        x = (a.x + a.width / 2 + b.x + b.width / 2) / 2
        side, into, out = "top", *(("left", "right") if b.x > a.x else ("right", "left"))
        label_x, label_y, anchor = x, y - 0.8 * SMALL, "center"
    via = f"{link.start} around to {link.end}"
    yield Shape(name=via, x=x - 0.75, y=y - 0.75, width=1.5, height=1.5, kind="ellipse", fill="muted", part=part)
    yield Connector(start=link.start, end=via, start_side=side, end_side=into, kind="elbow", width=1.5, part=part)
    yield Connector(
        start=via, end=link.end, start_side=out, end_side=side, kind="elbow", width=1.5, arrow=True, part=part
    )
    if link.label:
        text = text_of(link.label)
        yield Label(x=label_x, y=label_y, anchor=anchor, text=text, size=SMALL, color="muted", part=part)


def _between(s: Shape, a: Shape, b: Shape, upright: bool) -> bool:
    """Whether a box lies beside the way from a to b, in their own column or row."""
    if upright:
        low, high = sorted((a.y, b.y))
        return low <= s.y <= high and s.x < max(a.x + a.width, b.x + b.width) and s.x + s.width > min(a.x, b.x)
    low, high = sorted((a.x, b.x))
    return low <= s.x <= high and s.y < max(a.y + a.height, b.y + b.height) and s.y + s.height > min(a.y, b.y)


def _groups(groups: Mapping[str, Sequence[str]], shapes: dict[str, Shape]) -> Iterator[Mark]:
    for title, names in groups.items():
        inside = [shapes[name] for name in names]
        x0, y0 = min(s.x for s in inside) - 16, min(s.y for s in inside) - 15
        x1, y1 = max(s.x + s.width for s in inside) + 16, max(s.y + s.height for s in inside) + 15
        yield Shape(x=x0, y=y0, width=x1 - x0, height=y1 - y0, stroke="muted", dashed=True, stroke_width=1.0)
        yield Label(x=x0, y=y1 + 0.75 * SMALL, text=text_of(title), size=SMALL, color="muted", anchor="left")


def _framed(marks: Sequence[Mark], alt: str) -> Drawing:
    """The drawing moved so that everything lies inside of it, detours and labels too."""
    boxes = [(m.x, m.y, m.x + m.width, m.y + m.height) for m in marks if isinstance(m, Shape)]
    for m in marks:
        if isinstance(m, Label):
            width = width_of(m.text, m.size)
            x = m.x - width * {"left": 0, "center": 0.5, "right": 1}[m.anchor]
            boxes.append((x, m.y - m.size * 0.6, x + width, m.y + m.size * 0.6))
    x0, y0 = min(b[0] for b in boxes) - MARGIN, min(b[1] for b in boxes) - MARGIN
    x1, y1 = max(b[2] for b in boxes) + MARGIN, max(b[3] for b in boxes) + MARGIN
    moved = tuple(replace(m, x=m.x - x0, y=m.y - y0) if isinstance(m, (Shape, Label)) else m for m in marks)
    return Drawing(width=x1 - x0, height=y1 - y0, marks=moved, kind="diagram", alt=text_of(alt))


def _describe(shown: Mapping[str, Text], arrows: Sequence[str]) -> str:
    """The chains of arrows in words, without the branching points."""
    said = {
        name: " ".join(plain_symbol(p.latex) if isinstance(p, Math) else p.text for p in text).replace("\n", " ")
        for name, text in shown.items()
    }
    chains = []
    for arrow in arrows:
        names = [piece.partition("@")[0] for piece in _ARROW.split(arrow.partition(": ")[0].strip())[::2]]
        chains.append(say(" to ").join(said[name] for name in names if said[name] != "."))
    if not chains:
        return say("Diagram of {names}.", names=", ".join(said.values()))
    return say("Diagram with arrows from {chains}.", chains=say("; from ").join(chains))
