"""Layered networks: neurons with their symbols and values, connections as wide as their weights are large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from deckwright.deck.drawing import Connector, Drawing, Label, Mark, Shape
from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run, Text
from deckwright.errors import UserError
from deckwright.figures.line_labels import Line, label_shares
from deckwright.figures.measure import width_of
from deckwright.figures.number import column_texts, display, shape
from deckwright.figures.value import array_of, formula_of, name_of, plain_value
from deckwright.figures.words import plain_symbol, text_of
from deckwright.language import say
from dlcore.symbol import entry

HEIGHT = 328.0  # points that the neurons of the largest layer share: with its captions a network fills a slide
WIDTH, FARTHEST = 740.0, 370.0  # from the first layer's centers to the last's; from layer to layer
LARGEST, ROOMY, SMALLEST = 72.0, 50.0, 12.0  # diameters of neurons; from ROOMY on, symbol and value stand inside
GAP = 0.62  # of the distance between neurons: no neuron is wider, where symbol and value stand beside it
CLEAR, BIAS = 10.0, 24.0  # between neurons that hold symbol and value; where a bias stands below each
TEXT = 0.24  # of a neuron's diameter
LABEL = 18.0
CAPTION = 20.0
LABEL_PITCH = 19.0  # what a label needs in height
MOST_LABELS = 25  # between two layers; more are a thicket
OUTSIDE = 82.0  # for values beside small neurons
THIN, THICK = 0.75, 4.0  # widths of connections


@dataclass(frozen=True, slots=True)
class _Layer:
    """One column of neurons. shown holds the neurons' indices, None for the dots."""

    index: int
    x: float
    shown: tuple[int | None, ...]
    size: int
    diameter: float
    pitch: float
    middle: float
    values: Any = None  # a vector, or None where only the size is known
    role: str = "activation"

    def y(self, place: int) -> float:
        """The center of the neuron at a place of the column."""
        return self.middle + (place - (len(self.shown) - 1) / 2) * self.pitch

    def neurons(self) -> Iterator[tuple[int, int]]:
        """Place in the column and index of each neuron that is drawn."""
        return ((place, i) for place, i in enumerate(self.shown) if i is not None)

    def node(self, i: int) -> str:
        return f"layer {self.index} neuron {i + 1}"


def network(
    layers: Sequence[Any],
    weights: Sequence[Any] = (),
    *,
    biases: Sequence[Any] = (),
    names: Sequence[str] = (),
    labels: bool = True,
    shapes: bool = False,
    digits: int = 4,
    by_layer: bool = False,
    most: int = 10,
) -> Drawing:
    """A network from its activations.

    layers    for each layer its activations, or its size
    weights   for each step between layers the matrix W with W[j, i] from neuron i to neuron j; without them all lines
              are alike
    biases    for each layer but the first the vector b, shown below the neurons
    names     a caption for each layer; "$...$" is a formula
    labels    whether the weights stand on their lines, where there is room for them
    shapes    writes each matrix's shape under its lines
    by_layer  reveals one layer with each click
    most      larger layers are drawn with dots
    """
    columns = _columns(layers, names, most, BIAS if biases else CLEAR)
    matrices = _matrices(columns, weights)
    marks: list[Mark] = []
    for before, after, matrix in zip(columns, columns[1:], matrices):
        marks += _connections(before, after, matrix, by_layer)
    for before, after, matrix in zip(columns, columns[1:], matrices):
        if labels and matrix is not None:
            marks += _weights(before, after, matrix, digits, by_layer)
        if shapes and matrix is not None:
            marks.append(_shape_of(before, after, matrix, by_layer))
    for column in columns:
        marks += _neurons(column, digits, by_layer)
        marks += _caption(column, names[column.index] if names else "", by_layer)
    for column, bias in zip(columns[1:], biases):
        marks += _biases(column, bias, digits, by_layer)
    width = columns[-1].x + columns[0].x
    return Drawing(
        width=width,
        height=HEIGHT + 2 * CAPTION,
        marks=tuple(marks),
        kind="network",
        alt=text_of(_describe(columns, weights)),
    )


def _columns(layers: Sequence[Any], names: Sequence[str], most: int, clear: float) -> list[_Layer]:
    columns = []
    if isinstance(layers, str):
        raise UserError(
            f"Expected the layers of a network, found {layers!r}.", hint="Their sizes are a list: [4, 3, 2]."
        )
    layers = [plain_value(layer) for layer in layers]
    counts = [layer if isinstance(layer, int) else array_of(layer).size for layer in layers]
    if len(layers) < 2 or min(counts) < 1:
        raise UserError(f"A network needs two layers or more with a neuron or more each, found the sizes {counts}.")
    distance = min(FARTHEST, WIDTH / (len(layers) - 1))
    for index, (layer, size) in enumerate(zip(layers, counts)):
        shown = tuple(range(size)) if size <= most else (*range(most // 2), None, *range(size - (most - 1) // 2, size))
        pitch = min(HEIGHT / len(shown), 1.7 * LARGEST)
        roomy = pitch - clear >= ROOMY
        diameter = max(SMALLEST, min(LARGEST, pitch - clear if roomy else pitch * GAP))
        role = "input" if index == 0 else "activation"
        values = None if isinstance(layer, int) else layer
        columns.append(_Layer(index, index * distance, shown, size, diameter, pitch, HEIGHT / 2, values, role))
    margin = max(_reach(column, names) for column in columns)
    return [replace(column, x=column.x + margin) for column in columns]


def _reach(layer: _Layer, names: Sequence[str]) -> float:
    """How far a layer reaches to either side: its neurons, what stands beside them, its caption."""
    beside = OUTSIDE if layer.values is not None and layer.diameter < ROOMY else 0.0
    caption = width_of(text_of(names[layer.index]), CAPTION) / 2 if names else 0.0
    return max(layer.diameter / 2 + beside, caption) + 4


def _matrices(columns: list[_Layer], weights: Sequence[Any]) -> list[Any]:
    if not weights:
        return [None] * (len(columns) - 1)
    if len(weights) != len(columns) - 1:
        raise UserError(f"Expected a weight matrix between any two layers ({len(columns) - 1}), found {len(weights)}.")
    for before, after, matrix in zip(columns, columns[1:], weights):
        found, expected = array_of(matrix).shape, (after.size, before.size)
        if found != expected:
            hint = "W[j, i] leads from neuron i to neuron j; use W.T if yours is the other way round."
            raise UserError(f"Expected weights of shape {expected} into layer {after.index}, found {found}.", hint=hint)
    return list(weights)


def _connections(before: _Layer, after: _Layer, matrix: Any, by_layer: bool) -> Iterator[Connector]:
    part = after.index if by_layer else 0
    array = None if matrix is None else array_of(matrix).astype(float)
    top = 1.0 if array is None else float(np.max(np.abs(array))) or 1.0
    many = len(before.shown) * len(after.shown) > 40
    for _, i in before.neurons():
        for _, j in after.neurons():
            ends = {
                "start": before.node(i),
                "end": after.node(j),
                "start_side": "right",
                "end_side": "left",
                "part": part,
            }
            if array is None:
                yield Connector(**ends, color="line", width=0.75 if many else 1.25)
                continue
            w = float(array[j, i])
            width = (THIN + (THICK - THIN) * abs(w) / top) * (0.5 if many else 1)
            yield Connector(**ends, color="weight", dashed=w < 0, width=width)


def _weights(before: _Layer, after: _Layer, matrix: Any, digits: int, by_layer: bool) -> Iterator[Label]:
    """The weights on their lines; none where they would lie on one another."""
    array = array_of(matrix)
    pairs = [(p, i, q, j) for p, i in before.neurons() for q, j in after.neurons()]
    values_between = before.index > 0 and before.values is not None and before.diameter < ROOMY
    if len(pairs) > MOST_LABELS or values_between:
        return
    texts = column_texts([float(array[j, i]) for _, i, _, j in pairs], digits)
    start, end = before.x + before.diameter / 2, after.x - after.diameter / 2
    widest = max(width_of((Run(text),), LABEL) for text in texts)
    lines = tuple(Line(before.y(p), after.y(q)) for p, _, q, _ in pairs)
    shares = label_shares(lines, end - start, widest, LABEL_PITCH) or ()
    for (_, i, _, j), text, line, share in zip(pairs, texts, lines, shares):
        figure = Figure(text, array[j, i].item(), formula_of(matrix), f"[{j}, {i}]")
        yield Label(
            x=start + share * (end - start),
            y=line.y(share),
            text=(Run(figure.text, figure=figure),),
            size=LABEL,
            color="weight",
            background="background",
            part=after.index if by_layer else 0,
        )


def _shape_of(before: _Layer, after: _Layer, matrix: Any, by_layer: bool) -> Label:
    """The matrix's name and shape, in line with the layers' captions."""
    name = (Math.from_latex(name_of(matrix)), Run(": ")) if name_of(matrix) else ()
    figure = shape(matrix)
    return Label(
        x=(before.x + after.x) / 2,
        y=HEIGHT + CAPTION,
        text=(*name, Run(figure.text, figure=figure)),
        size=CAPTION,
        color="weight",
        part=after.index if by_layer else 0,
    )


def _neurons(layer: _Layer, digits: int, by_layer: bool) -> Iterator[Mark]:
    part = layer.index if by_layer else 0
    radius = layer.diameter / 2
    texts = _value_texts(layer, digits)
    for place, i in enumerate(layer.shown):
        if i is None:
            yield Label(x=layer.x, y=layer.y(place), text=(Run("⋮"),), size=24, color="muted", part=part)
            continue
        symbol, value = _symbol(layer, i), _value(layer, i, texts)
        roomy = layer.diameter >= ROOMY
        yield Shape(
            name=layer.node(i),
            x=layer.x - radius,
            y=layer.y(place) - radius,
            width=layer.diameter,
            height=layer.diameter,
            kind="ellipse",
            fill=layer.role,
            opacity=0.12,
            stroke=layer.role,
            stroke_width=1.75 if roomy else 1.25,
            text=_inside(symbol, value) if roomy else (),
            size=TEXT * layer.diameter if roomy else LABEL,
            part=part,
        )
        if value and not roomy and layer.index == 0:
            yield Label(x=layer.x - radius - 6, y=layer.y(place), text=value, size=LABEL, anchor="right", part=part)
        elif value and not roomy and layer.pitch >= LABEL_PITCH:
            yield Label(
                x=layer.x + radius + 6,
                y=layer.y(place),
                text=value,
                size=LABEL,
                anchor="left",
                part=part,
                background="background",
            )


def _inside(symbol: Text, value: Text) -> Text:
    return (*symbol, Run("\n"), *value) if symbol and value else symbol or value


def _symbol(layer: _Layer, i: int) -> Text:
    name = name_of(layer.values)
    return (Math.from_latex(entry(name, (i,) if layer.size > 1 else ())),) if name else ()


def _value_texts(layer: _Layer, digits: int) -> list[str]:
    if layer.values is None:
        return []
    return column_texts([float(v) for v in array_of(layer.values).ravel()], digits)


def _value(layer: _Layer, i: int, texts: list[str]) -> Text:
    if not texts:
        return ()
    figure = Figure(texts[i], array_of(layer.values).ravel()[i].item(), formula_of(layer.values), f"[{i}]")
    return (Run(figure.text, figure=figure),)


def _biases(layer: _Layer, bias: Any, digits: int, by_layer: bool) -> Iterator[Label]:
    texts = column_texts([float(v) for v in array_of(bias).ravel()], digits)
    for place, i in layer.neurons():
        figure = Figure(texts[i], array_of(bias).ravel()[i].item(), formula_of(bias), f"[{i}]")
        symbol = entry(name_of(bias) or "b", (i,) if array_of(bias).size > 1 else ())
        yield Label(
            x=layer.x,
            y=layer.y(place) + layer.diameter / 2 + 10,
            text=(Math.from_latex(symbol), Run(" = "), Run(figure.text, figure=figure)),
            size=LABEL,
            color="muted",
            part=layer.index if by_layer else 0,
        )


def _caption(layer: _Layer, name: str, by_layer: bool) -> Iterator[Label]:
    words = text_of(name) if name else text_of(f"{display(layer.size)}") if None in layer.shown else ()
    if words:
        part = layer.index if by_layer else 0
        yield Label(x=layer.x, y=HEIGHT + CAPTION, text=words, size=CAPTION, color="muted", part=part)


def _describe(layers: list[_Layer], weights: Sequence[Any]) -> str:
    sizes = ", ".join(display(layer.size) for layer in layers)
    words = say("Network with layers of {sizes} neurons", sizes=sizes)
    last = layers[-1]
    if last.values is not None and last.size <= 10:
        values = ", ".join(column_texts([float(v) for v in array_of(last.values).ravel()], 4))
        name = plain_symbol(name_of(last.values)) or say("output")
        words += "; " + say("{name} is {values}", name=name, values=values)
    if weights:
        flat = np.concatenate([array_of(matrix).ravel() for matrix in weights]).astype(float)
        low, high = display(float(flat.min()), 3), display(float(flat.max()), 3)
        words += say("; weights from {low} to {high}, the negative ones dashed", low=low, high=high)
    return words + "."
