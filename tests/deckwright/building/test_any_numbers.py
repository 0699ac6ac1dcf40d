"""Whatever numbers a figure is made of, its slide is written with them, or an error says what is wrong with them."""

from __future__ import annotations

from pathlib import Path

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
from deckwright.markdown.handed import hand_over
from deckwright.pptx.write import write
from deckwright.provenance.manifest import manifest, read_manifest
from deckwright.provenance.stands import stands
from deckwright.theme import LIGHT
from dlcore.errors import DlcoreError
from example_counts import examples

WHERE = Source(Path("/course/lessons/01-test/slides.md"), 5)
LIMITS = st.sampled_from([(None, None), (0.0, 1.0), (-1e6, None), (1e-3, 1e3)])
SIZES = (
    st.floats(-1e12, 1e12, allow_subnormal=False)
    | st.floats(-1.0, 1.0, allow_subnormal=False)
    | st.sampled_from([0.0, 1e-300, 1e-9, 1e9, 1e15])
)


def numbers(*shape: int):
    """Arrays of this shape, of numbers of all sizes."""
    return arrays(float, shape, elements=SIZES)


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
    "histogram": lambda draw: (draw(VECTOR), {"bins": draw(st.integers(1, 40))}),
    "table": lambda draw: (draw(MATRIX), {"heat": draw(st.booleans()), "digits": draw(st.integers(1, 9))}),
    "matrix": lambda draw: (draw(MATRIX), {"digits": draw(st.integers(1, 9))}),
    "heatmap": lambda draw: (draw(MATRIX), {"digits": draw(st.integers(1, 6)), "values": draw(st.booleans())}),
    "image_grid": lambda draw: (draw(numbers(3, 4, 4)), {"values": draw(st.booleans())}),
    "network": lambda draw: ([draw(VECTOR), draw(VECTOR)], {}),
    "number_line": lambda draw: (dict(zip("abcdefgh", draw(VECTOR).tolist())), {}),
    "values": lambda draw: (draw(VECTOR)[:6], {"digits": draw(st.integers(1, 9))}),
    "num": lambda draw: (draw(SIZES), {"digits": draw(st.integers(1, 9))}),
}


def written(figure: object, path: Path) -> tuple[Presentation, dict]:
    """A slide with the figure as a file has it, and what the manifest says of it."""
    handed = hand_over(figure, Origin(WHERE, "figure"))
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
        presentation, recorded = written(FUNCTIONS[name](value, **options), path)
    except (UserError, DlcoreError) as error:
        assert str(error)
    else:
        assert len(presentation.slides) >= 2 and recorded["stands"][1]["texts"]
