"""Computation graphs and the layered layout below them."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.deck.drawing import Connector, Label, Shape
from deckwright.deck.figure import figures_in
from deckwright.deck.text import plain
from deckwright.errors import UserError
from deckwright.figures.graph import graph
from deckwright.figures.layered import place, spread
from deckwright.figures.measure import width_of
from dlcore import Tensor, gradients, sigmoid, softmax


@pytest.fixture(scope="module")
def circuit():
    """The classic f = (x + y) z."""
    x, y, z = Tensor(-2.0, "x"), Tensor(5.0, "y"), Tensor(-4.0, "z")
    return ((x + y).named("q") * z).named("f"), (x, y, z)


def numbers(drawing, color):
    """The numbers in a color, by height and place from left to right."""
    marks = [m for m in drawing.marks if isinstance(m, Label) and m.color == color]
    return [plain(m.text) for m in sorted(marks, key=lambda m: (m.x, m.y))]


def test_values_and_gradients_are_those_of_the_calculation(circuit):
    """Forward -2, 5, -4, 3, -12; backward -4, -4, 3, -4, 1, by the chain rule."""
    f, leaves = circuit
    drawing = graph(f, gradients=tuple(gradients(f, leaves)))
    assert numbers(drawing, "activation") == ["−2", "5", "3", "−4", "−12"]
    assert numbers(drawing, "gradient") == ["−4", "−4", "−4", "3", "1"]


def test_all_ways_to_ask_for_gradients_agree(circuit):
    """True, the Gradients object and the gradients themselves, in a mapping as well."""
    f, leaves = circuit
    g = gradients(f, leaves)
    assert graph(f, True) == graph(f, g) == graph(f, tuple(g)) == graph(f, dict(zip(leaves, g)))
    assert numbers(graph(f), "gradient") == []


def test_values_stand_above_their_wire_and_gradients_below(circuit):
    """Each pair shares its place along the wire."""
    drawing = graph(circuit[0], True)
    by_x = {}
    for mark in drawing.marks:
        if isinstance(mark, Label) and mark.color in ("activation", "gradient"):
            by_x.setdefault(mark.x, []).append(mark)
    for marks in by_x.values():
        above = sorted(m.y for m in marks if m.color == "activation")
        below = sorted(m.y for m in marks if m.color == "gradient")
        assert all(a < b for a, b in zip(above, below))


def test_forward_comes_first_then_backward_from_right_to_left(circuit):
    """The graph stands there, one click shows the values, each further one the gradients of a column."""
    labels = [m for m in graph(circuit[0], True).marks if isinstance(m, Label)]
    assert {m.part for m in labels if m.color == "activation"} == {1}
    backward = sorted((m.part, -m.x) for m in labels if m.color == "gradient")
    assert [x for _, x in backward] == sorted(x for _, x in backward)
    assert {m.part for m in graph(circuit[0], True, reveal=False).marks} == {0}


def test_fan_out_has_one_node_and_two_wires():
    """A value that is used twice is drawn once, with a dot where it branches; its gradient is the sum."""
    x, y = Tensor(3.0, "x"), Tensor(-2.0, "y")
    drawing = graph((x * y + x).named("f"), True)
    starts = [
        m.start
        for m in drawing.marks
        if isinstance(m, Connector) and m.start.startswith("x") and m.start.endswith("out")
    ]
    assert len(starts) == 2
    assert "−1" in numbers(drawing, "gradient")


def test_numbers_do_not_collide():
    """In a neuron's circuit of ten operations and leaves."""
    w0, x0, w1, x1, w2 = (
        Tensor(v, n) for v, n in ((2.0, "w_0"), (-1.0, "x_0"), (-3.0, "w_1"), (-2.0, "x_1"), (-3.0, "w_2"))
    )
    drawing = graph(sigmoid(w0 * x0 + w1 * x1 + w2).named("f"), True)
    boxes = []
    for mark in drawing.marks:
        if isinstance(mark, Label):
            width = width_of(mark.text, mark.size)
            boxes.append((mark.x - width / 2, mark.y - mark.size / 2, mark.x + width / 2, mark.y + mark.size / 2))
        elif isinstance(mark, Shape) and mark.width > 10:
            boxes.append((mark.x, mark.y, mark.x + mark.width, mark.y + mark.height))
    for a, b in itertools.combinations(boxes, 2):
        assert a[2] <= b[0] + 0.5 or b[2] <= a[0] + 0.5 or a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5


def test_leaves_look_alike_unless_roles_are_given(circuit):
    """In a circuit y is an input like x; a role is asked for by name, and a name that isn't there is refused."""
    result, _ = circuit
    fills = {mark.fill for mark in graph(result).marks if isinstance(mark, Shape) and mark.kind == "roundRect"}
    assert fills == {"input"}
    drawn = graph(result, roles={"y": "weight"})
    asked = [mark for mark in drawn.marks if isinstance(mark, Shape) and mark.fill == "weight"]
    assert [mark.name.split()[0] for mark in asked] == ["y"]
    with pytest.raises(UserError, match="no leaf"):
        graph(result, roles={"f": "weight"})
    with pytest.raises(UserError, match="Expected roles among"):
        graph(result, roles={"y": "yellow"})


def test_a_long_name_of_an_operation_has_room():
    """What is too long for a circle stands in a box as wide as the name."""
    z = Tensor([1.0, 2.0], "z")
    (box,) = (m for m in graph(softmax(z).named("p")).marks if isinstance(m, Shape) and plain(m.text) == "softmax")
    assert box.kind == "roundRect" and box.width > width_of(box.text, box.size) + 10


def test_matrices_show_their_shapes():
    """What is not one number is shown as its size; the loss is a number."""
    W, x = Tensor(np.ones((4, 3)), "W"), Tensor(np.ones(3), "x")
    assert {"4×3", "(3,)", "(4,)"} <= set(numbers(graph(W @ x), "activation"))


def test_figures_know_their_formula(circuit):
    """A gradient's figure has the gradient's expression."""
    found = {figure.label: figure for figure in figures_in(graph(circuit[0], True))}
    assert found["∂f/∂x"].value == -4.0
    assert found["q"].formula == "q = x + y"


def test_foreign_gradients_and_large_expressions_are_refused(circuit):
    """What was expected, and what to do."""
    with pytest.raises(UserError, match="named leaves"):
        graph(circuit[0], [Tensor(1.0, "g")])
    with pytest.raises(UserError, match="a Tensor"):
        graph(3.0)
    long = Tensor(1.0, "x")
    for _ in range(50):
        long = long + Tensor(1.0)
    with pytest.raises(UserError, match="at most 40"):
        graph(long)


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=12))
def test_spread_places_keep_their_order_and_distance(places):
    """And places that are far enough apart already don't move."""
    places = sorted(places)
    moved = spread(places, 1.0)
    assert all(b - a >= 1.0 - 1e-9 for a, b in itertools.pairwise(moved))
    if all(b - a >= 1.0 for a, b in itertools.pairwise(places)):
        assert moved == pytest.approx(places)


def test_a_layout_without_need_for_crossings_has_none():
    """A twisted ladder is untwisted; sources stand right before their use; passing edges get dummies."""
    nodes = ["a", "b", "c", "d", "e", "late"]
    laid = place(nodes, [("a", "d"), ("b", "c"), ("c", "e"), ("d", "e"), ("late", "e"), ("a", "e")])
    assert (laid.row["a"] - laid.row["b"]) * (laid.row["d"] - laid.row["c"]) > 0
    assert laid.column["late"] == laid.column["e"] - 1
    assert len(laid.chains["a", "e"]) == 1
