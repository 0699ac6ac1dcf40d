"""Names in charts: as many as can be read, in whatever way they stand, or a message that says how many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright.deck.chart import Axis, Chart, Series
from deckwright.errors import UserError
from deckwright.layout.chart_label_layout import (
    GAP,
    LEVEL,
    LINE,
    LYING,
    TURNED,
    least_height,
    names_of_bars,
    text_width,
)
from deckwright.pptx.chart.chart_block import chart_space
from deckwright.pptx.xml import NAMESPACES
from deckwright.theme import LIGHT


def bars(*names: str, **options) -> Chart:
    """One bar for each name."""
    return Chart(kind="bar", series=(Series("n", (1.0,) * len(names)),), categories=names, **options)


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ([f"item {i}" for i in range(40)], TURNED),
        ([str(1980 + i) for i in range(40)], LEVEL),
        ([f"a name that is long {i}" for i in range(15)], LYING),
        (["a", "b"], LEVEL),
    ],
)
def test_many_names_are_turned_lie_or_are_shown_in_part(names, kind):
    """Years and other numbers in equal steps are known from some of them; words are not."""
    assert names_of_bars(bars(*names), 860, 330, 18.0, LIGHT).kind == kind


def test_names_that_read_upwards_have_their_room():
    """In the file they are turned by a quarter, each is there, and the plot ends above the longest."""
    root = chart_space(bars(*(f"item {i}" for i in range(40))), 860, 330, LIGHT)
    (axis,) = root.findall(".//c:catAx", NAMESPACES)
    assert axis.find("c:txPr/a:bodyPr", NAMESPACES).get("rot") == "-5400000"
    assert len([node for node in root.findall(".//c:cat//c:v", NAMESPACES) if node.text]) == 40
    size = int(axis.find(".//a:defRPr", NAMESPACES).get("sz")) / 100
    box = {tag: float(root.find(f".//c:plotArea//c:{tag}", NAMESPACES).get("val")) for tag in "yh"}
    assert (1 - box["y"] - box["h"]) * 330 >= text_width(["item 39"], size, LIGHT)


def test_numbers_of_lying_bars_stand_below_them():
    """Their first category is on top, where a value axis would stand otherwise, over the plot's edge."""
    axis = chart_space(bars(*(f"a category {i}" for i in range(15))), 600, 330, LIGHT).find(".//c:valAx", NAMESPACES)
    assert [axis.find(f"c:{tag}", NAMESPACES).get("val") for tag in ("crosses", "tickLblPos")] == ["max", "high"]


@pytest.mark.parametrize(
    ("chart", "message"),
    [
        (bars(*(f"item {i}" for i in range(200))), "200 bars are too many for this place: the names of 47 can be read"),
        (bars(*(f"{'long ' * 20}{i}" for i in range(30))), "too long to stand beside them"),
        (bars("a", title="word " * 60), "The title .* needs"),
        (Chart(kind="line", series=tuple(Series("a rather long name " * 2, (1.0,)) for _ in range(30))), "30 series"),
        (Chart(kind="line", series=tuple(Series("long " * 90, (1.0,)) for _ in range(2))), "series is too long"),
    ],
)
def test_names_without_room_are_refused_with_how_many_fit(chart, message):
    """Nothing is printed over something else."""
    with pytest.raises(UserError, match=message):
        least_height(chart, 860, 330, LIGHT)


@given(
    st.lists(st.text("abc xyz", min_size=1, max_size=40), min_size=1, max_size=60),
    st.floats(240, 900),
    st.floats(150, 400),
    st.booleans(),
)
def test_no_name_of_a_bar_stands_on_another(names, width, height, titled):
    """Whatever their number and length and the chart's place, the room of each holds a line of it."""
    chart = bars(*names, y=Axis("value" if titled else ""))
    try:
        found = names_of_bars(chart, width, height, 18.0, LIGHT)
    except UserError:
        return
    line, longest = LINE * found.size, text_width(names, found.size, LIGHT)
    root = chart_space(chart, width, height, LIGHT)
    box = {tag: float(root.find(f".//c:plotArea//c:{tag}", NAMESPACES).get("val")) for tag in "wh"}
    room = {LEVEL: box["w"] * width, TURNED: box["w"] * width, LYING: box["h"] * height}[found.kind] / len(names)
    assert room >= {LEVEL: longest - GAP, TURNED: 0.9 * line, LYING: 0.9 * line}[found.kind]
