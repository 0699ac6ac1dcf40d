"""Whatever numbers a figure is made of, its slide is written with them, or an error says what is wrong with them."""

from __future__ import annotations

import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from pptx import Presentation

from deckwright.deck.figure import Origin
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Run
from deckwright.errors import Source, UserError
from deckwright.figures import FUNCTIONS
from deckwright.layout.lay_out import lay_out
from deckwright.layout.page import widescreen
from deckwright.markdown.expression_value import expression_value
from deckwright.pptx.write import write
from deckwright.provenance.locations import stands
from deckwright.provenance.manifest import manifest, read_manifest
from deckwright.theme import LIGHT
from dlcore.errors import DlcoreError
from example_counts import examples

WHERE = Source(Path("/course/lessons/01-test/slides.md"), 5)
LIMITS = st.sampled_from([(None, None), (0.0, 1.0), (-1e6, None), (1e-3, 1e3)])
EXTREMES = [
    *(0.0, 5e-324, 1.4e-45, 2.2e-308, 1e-300, 3e-13, 1e-9, 1e9, 1e15, 1e16, 1e16 + 2, 1e300, 1.7e308),
    *(math.log(2), math.log(2) + 1e-15, math.log(2) - 1e-15),
]
SIZES = st.one_of(
    st.floats(-1e12, 1e12),
    st.floats(-1.0, 1.0),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from([*EXTREMES, *(-size for size in EXTREMES)]),
)


def numbers(*shape: int):
    """Arrays of this shape: of numbers of all sizes, of one number, or of numbers that differ in their last bits."""
    alike = SIZES.flatmap(
        lambda v: st.sampled_from([v, math.nextafter(v, math.inf), v * (1 + 1e-15)]).filter(math.isfinite)
    )
    return arrays(float, shape, elements=SIZES) | arrays(float, shape, elements=st.shared(alike))


VECTOR = st.integers(1, 30).flatmap(numbers)
MATRIX = st.tuples(st.integers(1, 9), st.integers(1, 9)).flatmap(lambda shape: numbers(*shape))
LINES = st.tuples(st.integers(1, 9), st.integers(1, 30)).flatmap(lambda shape: numbers(*shape))
LOOKS = st.fixed_dictionaries({"log_y": st.booleans(), "y_range": LIMITS, "by_series": st.booleans()})
CALLS = {
    "line_chart": lambda draw: (
        dict(zip("abcdefghi", draw(LINES))),
        draw(LOOKS) | {"log_x": draw(st.booleans()), "x_range": draw(LIMITS)},
    ),
    "scatter_chart": lambda draw: ({"a": tuple(draw(numbers(2, 7)))}, draw(LOOKS) | {"x_range": draw(LIMITS)}),
    "bar_chart": lambda draw: (dict(zip("abcdefgh", draw(VECTOR).tolist())), draw(LOOKS)),
    "error bars": lambda draw: ({"a": tuple(draw(numbers(2, 7)))}, {"errors": np.abs(draw(numbers(7)))} | draw(LOOKS)),
    "band": lambda draw: (
        {"a": draw(numbers(7))},
        {"bands": np.abs(draw(numbers(7))), "x": draw(numbers(7)), "log_x": draw(st.booleans())} | draw(LOOKS),
    ),
    "box_plot": lambda draw: (dict(zip("abcd", draw(numbers(4, 9)))), {"levels": {"e": draw(SIZES)}}),
    "histogram": lambda draw: (draw(VECTOR), {"bins": draw(st.integers(1, 40))}),
    "stacked_chart": lambda draw: (dict(zip("abc", draw(numbers(3, 4)))), {"categories": "wxyz"} | draw(LOOKS)),
    "area_chart": lambda draw: (dict(zip("ab", draw(numbers(2, 9)))), {"x": np.arange(9.0)} | draw(LOOKS)),
    "function_plot": lambda draw: (
        {"f": partial(np.interp, xp=np.arange(9.0), fp=draw(numbers(9)))},
        {"low": 0.0, "high": draw(SIZES), "points": 9},
    ),
    "table": lambda draw: (draw(MATRIX), {"heat": draw(st.booleans()), "digits": draw(st.integers(1, 9))}),
    "matrix": lambda draw: (draw(MATRIX), {"digits": draw(st.integers(1, 9))}),
    "heatmap": lambda draw: (draw(MATRIX), {"digits": draw(st.integers(1, 6)), "values": draw(st.booleans())}),
    "image_grid": lambda draw: (draw(numbers(3, 4, 4)), {"values": draw(st.booleans())}),
    "network": lambda draw: ([draw(VECTOR), draw(VECTOR)], {}),
    "confusion": lambda draw: (np.abs(draw(numbers(3, 3))), {}),
    "contour": lambda draw: (
        draw(numbers(5, 5)),
        {"x": draw(numbers(2)), "y": draw(numbers(2)), "field": draw(st.booleans())},
    ),
    "regions": lambda draw: (
        lambda points: points[:, 0] > 0,
        {"points": draw(numbers(6, 2)), "labels": [0, 1] * 3, "equal": draw(st.booleans())},
    ),
    "timeline": lambda draw: (list(zip(draw(numbers(4)).tolist(), "abcd")), {}),
    "pyramid": lambda draw: (("a", "b"), {"notes": [FUNCTIONS["num"](v) for v in draw(numbers(2)).tolist()]}),
    "number_line": lambda draw: (dict(zip("abcdefgh", draw(VECTOR).tolist())), {}),
    "values": lambda draw: (draw(VECTOR)[:6], {"digits": draw(st.integers(1, 9))}),
    "percent": lambda draw: (draw(SIZES), {"decimals": draw(st.integers(0, 9))}),
    "sci": lambda draw: (draw(SIZES), {"digits": draw(st.integers(1, 9))}),
    "num": lambda draw: (draw(SIZES), {"digits": draw(st.integers(1, 9))}),
}


DRAWN_BY = {"error bars": "scatter_chart", "band": "line_chart"}


def written(figure: object, path: Path) -> tuple[Presentation, dict]:
    """A slide with the figure as a file has it, and what the manifest says of it."""
    handed = expression_value(figure, Origin(WHERE, "figure"))
    title = Slide("title-slide", (Run("A"),), layout="title", source=WHERE)
    blocks = handed.blocks or (FUNCTIONS["table"]([[1]]),)
    text = handed.text or (Run("B"),)
    deck = Deck(lesson="test", title="A", slides=(title, Slide("b", text, blocks, source=WHERE)))
    placed = lay_out(deck, LIGHT, widescreen())
    kept = {}

    def record(presentation) -> bytes:
        found = stands(placed, presentation)
        kept["manifest"] = manifest(deck, root=Path("/"), folder=Path("/"), settings=[], inputs={}, stands=found)
        return kept["manifest"]

    write(placed, path, LIGHT, manifest=record)
    return Presentation(path), read_manifest(kept["manifest"])


@pytest.mark.slow
@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=examples(10))
@given(data=st.data())
def test_any_numbers(tmp_path_factory, name: str, data) -> None:
    """The file opens, and its manifest has the figure; or the error is one for the author."""
    path = tmp_path_factory.getbasetemp() / "any.pptx"
    value, options = CALLS[name](data.draw)
    try:
        presentation, recorded = written(FUNCTIONS[DRAWN_BY.get(name, name)](value, **options), path)
    except (UserError, DlcoreError) as error:
        assert str(error)
    else:
        assert len(presentation.slides) >= 2 and recorded["stands"][1]["texts"]
