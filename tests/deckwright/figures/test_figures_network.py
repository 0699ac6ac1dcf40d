"""Layered networks."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from deckwright.deck.drawing import Connector, Label, Shape
from deckwright.deck.figure import figures_in
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.measure import width_of
from deckwright.figures.network import THICK, network
from dlcore import Tensor, sigmoid


@pytest.fixture(scope="module")
def layers():
    """A 4-4-1 network with its activations and weights."""
    rng = np.random.default_rng(1)
    x, W1, W2 = (
        Tensor(rng.random(4), "x"),
        Tensor(rng.normal(size=(4, 4)), "W^{(1)}"),
        Tensor(rng.normal(size=(1, 4)), "W^{(2)}"),
    )
    a1 = sigmoid(W1 @ x).named("a^{(1)}")
    return [x, a1, sigmoid(W2 @ a1).named("a^{(2)}")], [W1, W2]


def of(kind, drawing):
    """The drawing's marks of a kind."""
    return [mark for mark in drawing.marks if isinstance(mark, kind)]


def test_every_weight_has_its_line_and_its_label(layers):
    """20 connections, 20 numbers, each a figure with its value in full precision and its place in W."""
    activations, weights = layers
    drawing = network(activations, weights)
    assert len(of(Connector, drawing)) == 20
    figures = [figure for label in of(Label, drawing) for figure in figures_in(label)]
    assert sorted(figure.value for figure in figures) == sorted(
        np.concatenate([W.value.ravel() for W in weights]).tolist()
    )
    for figure in figures[:16]:
        j, i = (int(index) for index in figure.label.strip("[]").split(","))
        assert weights[0].value[j, i] == figure.value


def test_labels_lie_on_their_lines_and_do_not_collide(layers):
    """No two of the 20 weights overlap, and none covers a neuron."""
    drawing = network(*layers)
    boxes = []
    for label in of(Label, drawing):
        width, height = width_of(label.text, label.size), label.size * 1.05
        boxes.append((label.x - width / 2, label.y - height / 2, label.x + width / 2, label.y + height / 2))
    for a, b in itertools.combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    for shape, (left, top, right, bottom) in itertools.product(of(Shape, drawing), boxes):
        assert right <= shape.x or left >= shape.x + shape.width or bottom <= shape.y or top >= shape.y + shape.height


def test_sign_is_shown_by_more_than_color(layers):
    """Negative weights are dashed; larger ones are wider."""
    activations, weights = layers
    lines = of(Connector, network(activations, weights))[:16]
    by_line = dict(zip(((line.start, line.end) for line in lines), lines))
    for (j, i), w in np.ndenumerate(weights[0].value):
        line = by_line[f"layer 0 neuron {i + 1}", f"layer 1 neuron {j + 1}"]
        assert (line.dashed, line.color) == (w < 0, "weight")
    order = sorted(lines, key=lambda line: line.width)
    assert order[-1].width == pytest.approx(THICK)


def test_large_layers_get_dots():
    """784 neurons are drawn as nine and dots; the caption says how many there are."""
    drawing = network([784, 16, 10])
    assert len(of(Shape, drawing)) == 9 + 9 + 10
    texts = [plain(label.text) for label in of(Label, drawing)]
    assert texts.count("⋮") == 2
    assert "784" in texts


def test_layers_can_appear_one_by_one(layers):
    """Neurons come with the connections that lead to them."""
    drawing = network(*layers, by_layer=True)
    assert {line.part for line in of(Connector, drawing)} == {1, 2}
    assert {shape.part for shape in of(Shape, drawing)} == {0, 1, 2}


def test_weights_of_the_wrong_shape_are_explained(layers):
    """W[j, i] is the convention; the hint says to transpose."""
    with pytest.raises(UserError, match=r"\(2, 3\).*\(3, 2\)") as caught:
        network([3, 2], [np.zeros((3, 2))])
    assert "W.T" in caught.value.hint


def test_the_alt_text_has_the_output(layers):
    """Sizes, output and range of the weights."""
    assert plain(network(*layers).alt).startswith("Network with layers of 4, 4, 1 neurons; a⁽²⁾ is 0.")


def test_the_shapes_of_the_weights_stand_below_their_lines(layers):
    """As figures, each between the captions of its two layers, and only where they are asked for."""
    W = np.ones((3, 4))
    plain_one, shaped = (network([4, 3], [W], names=["in", "out"], shapes=shapes) for shapes in (False, True))
    (label,) = [m for m in shaped.marks if isinstance(m, Label) and plain(m.text) == "3×4"]
    captions = {plain(m.text): m for m in shaped.marks if isinstance(m, Label) and plain(m.text) in ("in", "out")}
    assert captions["in"].x < label.x < captions["out"].x and label.y == captions["in"].y
    assert label.text[-1].figure.value == "(3, 4)"
    assert "3×4" not in [plain(m.text) for m in plain_one.marks if isinstance(m, Label)]
