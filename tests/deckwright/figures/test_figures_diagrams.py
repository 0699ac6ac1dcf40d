"""Block diagrams, sets, pyramids, time lines, number lines; and what slides.md can call."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from deckwright.deck.connection import ends
from deckwright.deck.drawing import Connector, Drawing, Label, Shape
from deckwright.deck.figure import figures_in
from deckwright.deck.text import Math, Run, plain
from deckwright.errors import UserError
from deckwright.figures import FILTERS, FUNCTIONS
from deckwright.figures.block_diagram import block_diagram
from deckwright.figures.contour import contour
from deckwright.figures.measure import width_of
from deckwright.figures.network import network
from deckwright.figures.number import percent
from deckwright.figures.number_line import number_line
from deckwright.figures.pyramid import pyramid
from deckwright.figures.timeline import timeline
from deckwright.figures.venn import nested, venn
from deckwright.figures.words import plain_symbol, text_of

RESIDUAL = [["$x$", ".#1", "norm", "attention", "+", "$y$"]]


def shapes(drawing):
    """The drawing's shapes by name."""
    return {m.name: m for m in drawing.marks if isinstance(m, Shape)}


def test_a_residual_block_branches_and_comes_back():
    """A chain of arrows, and a skip in two elbows that meets no box."""
    drawing = block_diagram(RESIDUAL, ["$x$ -- .#1 -> norm -> attention -> + -> $y$", ".#1 ~> +: residual"])
    boxes = shapes(drawing)
    lines = [m for m in drawing.marks if isinstance(m, Connector)]
    assert [m.arrow for m in lines] == [False, True, True, True, True, False, True]
    via = boxes[".#1 around to +"]
    assert via.y < min(box.y for name, box in boxes.items() if name != via.name)
    assert "residual" in [plain(m.text) for m in drawing.marks if isinstance(m, Label)]
    assert plain(drawing.alt).startswith("Diagram with arrows from x to norm to attention to + to y")


def test_boxes_do_not_overlap_and_hold_their_text():
    """Columns are as wide as their widest text."""
    drawing = block_diagram([["a very long name", "b"], ["c", "another long name"]], [])
    boxes = list(shapes(drawing).values())
    for a, b in itertools.combinations(boxes, 2):
        assert a.x + a.width <= b.x or b.x + b.width <= a.x or a.y + a.height <= b.y or b.y + b.height <= a.y
    assert all(width_of(box.text, box.size) < box.width for box in boxes)


def test_equal_boxes_are_told_apart_and_sides_can_be_chosen():
    """What follows a # is not shown; @ says where an arrow leaves and arrives."""
    drawing = block_diagram([["norm#1", "", "norm#2"], ["", "f", ""]], ["norm#1@bottom -> f@left"], texts={"f": "$f$"})
    boxes = shapes(drawing)
    assert plain(boxes["norm#1"].text) == plain(boxes["norm#2"].text) == "norm"
    assert boxes["f"].text == (Math.from_latex("f"),)
    (line,) = [m for m in drawing.marks if isinstance(m, Connector)]
    first, last = ends(line, boxes["norm#1"], boxes["f"])
    assert (first.side, last.side) == ("bottom", "left")


def test_one_name_in_several_cells_is_one_box():
    """It spans them; a shape that is no rectangle is refused."""
    drawing = block_diagram([["wide", "wide"], ["a", "b"]])
    boxes = shapes(drawing)
    assert boxes["wide"].width == pytest.approx(boxes["b"].x + boxes["b"].width - boxes["a"].x)
    with pytest.raises(UserError, match="rectangle"):
        block_diagram([["a", "b"], ["", "a"]])


@pytest.mark.parametrize(
    ("arrow", "message"),
    [("norm -> atention", "'atention'"), ("norm", "such as"), ("norm@side -> attention", "Expected a side")],
)
def test_wrong_arrows_are_named(arrow, message):
    """An unknown box, no arrow, no side."""
    with pytest.raises(UserError, match=message):
        block_diagram([["norm", "attention"]], [arrow])


def test_a_row_and_an_arrow_need_no_lists():
    """Names in one list are boxes in one row, not letters in several."""
    drawing = block_diagram(["input", "layer", "output"], "input -> layer -> output")
    assert [*shapes(drawing)] == ["input", "layer", "output"]
    assert len({shape.y for shape in shapes(drawing).values()}) == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: number_line([1, 2]), r"points by their names, found list \[1, 2\]"),
        (lambda: timeline([(2012, "a"), ("soon", "b")]), "a year or a date, found 'soon'"),
        (lambda: network("4-3-2"), "the layers of a network, found '4-3-2'"),
        (lambda: contour("x + y", (0, 1), (0, 1)), r"a function of x and y, or its values, found the text 'x \+ y'"),
    ],
)
def test_what_no_diagram_is_made_of_is_told(call, message):
    with pytest.raises(UserError, match=message):
        call()


def test_nested_sets_lie_inside_one_another():
    """With notes that may be figures."""
    drawing = nested(["AI", "ML", "DL"], ["a rule", "a line", percent(0.973)])
    rings = [m for m in drawing.marks if isinstance(m, Shape)]
    for outer, inner in itertools.pairwise(rings):
        assert outer.x < inner.x and inner.x + inner.width < outer.x + outer.width
        assert outer.y < inner.y and inner.y + inner.height < outer.y + outer.height
    assert [f.value for f in figures_in(drawing)] == [0.973]


def test_overlapping_sets_overlap():
    """Two circles share their middle; four are refused."""
    a, b = (m for m in venn(["statistics", "computing"], "learning").marks if isinstance(m, Shape))
    assert a.x < b.x < a.x + a.width
    with pytest.raises(UserError, match="two or three"):
        venn(["a", "b", "c", "d"])


def test_a_name_stays_in_the_part_of_its_circle_that_no_other_covers():
    """A long one takes two lines; none reaches over the edge of a neighbor's circle, nor beyond that of its own."""
    drawing = venn(["applied statistics", "computer science", "domain knowledge"], "data science")
    circles = [m for m in drawing.marks if isinstance(m, Shape)]
    names = [m for m in drawing.marks if isinstance(m, Label)][:3]
    for own, name in zip(circles, names):
        half = max(width_of((Run(line),), name.size, True) for line in plain(name.text).split("\n")) / 2
        for end in (name.x - half, name.x + half):
            inside = [np.hypot(end - c.x - c.width / 2, name.y - c.y - c.height / 2) < c.width / 2 for c in circles]
            assert [c for c, is_in in zip(circles, inside) if is_in] == [own]


def test_a_pyramid_is_built_from_the_bottom():
    """The lowest level comes with the first click."""
    drawing = pyramid(["top", "middle", "bottom"], by_level=True)
    assert [m.part for m in drawing.marks if isinstance(m, Label)] == [3, 2, 1]


def test_names_on_a_time_line_do_not_collide():
    """Eight events, four of them within five years."""
    events = [
        (1958, "Perceptron"),
        (1986, "Backpropagation"),
        (2012, "AlexNet"),
        (2014, "GAN"),
        (2015, "ResNet"),
        (2015, "Batch norm"),
        (2017, "Transformer"),
    ]
    labels = [m for m in timeline(events).marks if isinstance(m, Label)]
    boxes = [
        (m.x - width_of(m.text, m.size) / 2, m.y - m.size / 2, m.x + width_of(m.text, m.size) / 2, m.y + m.size / 2)
        for m in labels
    ]
    for a, b in itertools.combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_points_stand_on_a_number_line_where_they_belong():
    """Half-way is half-way; each is a figure."""
    drawing = number_line({"low": 0.0, "$p$": 0.5, "high": 1.0}, low=0, high=1)
    assert sorted(f.value for f in figures_in(drawing)) == [0.0, 0.5, 1.0]
    with pytest.raises(UserError, match="between"):
        number_line({"a": 5}, low=0, high=1)


@pytest.mark.parametrize(
    ("latex", "text"),
    [(r"\hat{y}", "ŷ"), (r"W^{(2)\top}", "W⁽²⁾ᵀ"), (r"\theta_{\text{new}}", "θ_new"), ("c_{t-1}", "cₜ₋₁")],
)
def test_symbols_in_plain_characters(latex, text):
    """For chart names and alt texts; what has no small character keeps its sign."""
    assert plain_symbol(latex) == text


def test_dollar_signs_make_formulas():
    """The rest is text."""
    assert [type(part).__name__ for part in text_of("loss $L$ of $w$")] == ["Run", "Math", "Run", "Math"]


def test_what_slides_can_call_is_documented():
    """Every function has a docstring, and filters are functions as well."""
    assert FILTERS.items() <= FUNCTIONS.items()
    assert {"table", "matrix", "line_chart", "network", "graph", "heatmap", "contour", "worked"} <= set(FUNCTIONS)
    assert all(function.__doc__ for function in FUNCTIONS.values())


def test_every_diagram_has_alt_text():
    """Made from its content."""
    made = [
        block_diagram(RESIDUAL),
        nested(["A"]),
        venn(["a", "b"]),
        pyramid(["a", "b"]),
        timeline([(1, "a"), (2, "b")]),
        number_line({"a": 1}),
    ]
    assert all(isinstance(drawing, Drawing) and plain(drawing.alt).endswith(".") for drawing in made)
