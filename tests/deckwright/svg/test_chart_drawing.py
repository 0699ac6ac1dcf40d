"""Charts as drawings: the ticks, places and names of the native chart."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace

import pytest

from deckwright.deck.chart import Axis, Chart, Rule, Series, Spread
from deckwright.deck.text import Run
from deckwright.pptx.chart.measured_chart import measured_chart
from deckwright.theme import LIGHT

X = (0.0, 1.0, 2.0, 3.0)
LINES = Chart(
    kind="line",
    series=(Series("train", (4.0, 1.0, math.nan, 0.01), X, "loss"), Series("test", (2.0, 2.0, 2.0, 2.0), X, "input")),
    x=Axis("epoch"),
    y=Axis("loss", log=True, gridlines=True),
    by_series=True,
    step=1,
    alt=(Run("falls"),),
)
BARS = Chart(kind="bar", series=(Series("share", (0.5, -0.25)),), categories=("left", "right"), y=Axis("share"))
STACKED = Chart(kind="stacked", series=(Series("a", (1.0,)), Series("b", (2.0,))), categories=("one",))
BAND = Chart(
    kind="line",
    series=(
        Series("loss", (2.0, 1.0), (0.0, 1.0), "loss"),
        Series("band", (2.0, 1.0), (0.0, 1.0), style="bare", of="loss", spread=Spread((0.5, 0.5), (0.5, 0.5), "band")),
    ),
    rules=(Rule("half", 1.5, "y"),),
)


def measured(placed, chart: Chart):
    box = placed(chart).slides[0].items[0].box
    return measured_chart(chart, box.width / 12_700, box.height / 12_700, LIGHT)


def texts(tree) -> list[str]:
    return ["".join(text.itertext()) for text in tree.iter("{*}text")]


def paths(tree, color: str, paint: str = "stroke") -> list[list[tuple[float, float]]]:
    """The points of the paths in a color."""
    found = (node.get("d") for node in tree.iter("{*}path") if node.get(paint) == f"var(--{color})")
    return [[tuple(map(float, pair.split())) for pair in re.findall(r"[\d.-]+ [\d.-]+", d)] for d in found]


def test_ticks_names_and_titles_are_those_of_the_native_chart(placed, drawn) -> None:
    """The words of a chart are the same, and its alternative text is what it is called."""
    chart, tree = measured(placed, LINES), drawn(LINES)
    assert {*chart.x.labels, *chart.y.labels, "epoch", "loss", "train", "test"} <= set(texts(tree))
    assert any(node.get("aria-label") == "falls" for node in tree.iter() if node.get("role") == "img")


def test_points_stand_at_their_values(placed, drawn) -> None:
    """A line runs through its points on the scales of its axes, with a gap where a value is missing."""
    chart = measured(placed, LINES)
    frame = chart.frame
    runs = paths(drawn(LINES), "loss")
    expected = [
        (chart.x.fraction(x) * frame.plot_width, (1 - chart.y.fraction(y)) * frame.plot_height)
        for x, y in zip(X[:2], (4.0, 1.0))
    ]
    assert runs == [[pytest.approx(point, abs=0.01) for point in expected]]


def test_series_come_click_by_click(drawn) -> None:
    """First the axes, then a series with its name with each click."""
    steps = {}
    for node in drawn(LINES).iter("{*}g"):
        if node.get("data-step"):
            steps.setdefault(int(node.get("data-step")), []).extend(texts(node))
    assert sorted(steps) == [1, 2, 3] and "epoch" in steps[1]
    assert steps[2] == ["train"] and steps[3] == ["test"]


def test_bars_stand_on_zero_and_carry_their_values(placed, drawn) -> None:
    """Their heights are as their values, on either side of zero."""
    tree = drawn(BARS)
    bars = [node for node in tree.iter("{*}rect") if node.get("fill") == "var(--category1)"]
    up, down = bars
    assert float(up.get("height")) == pytest.approx(2 * float(down.get("height")), abs=0.05)
    assert float(up.get("y")) + float(up.get("height")) == pytest.approx(float(down.get("y")), abs=0.02)
    assert {"0.50", "−0.25", "left", "right"} <= set(texts(tree))


def test_bars_come_click_by_click(drawn) -> None:
    """The names of the categories stand there first; each bar comes with its value."""
    tree = drawn(replace(BARS, by_category=True))
    waiting = {step: list(tree.iterfind(f".//{{*}}g[@data-step='{step}']")) for step in (1, 2)}
    assert {step: [text for node in nodes for text in texts(node)] for step, nodes in waiting.items()} == {
        1: ["0.50"],
        2: ["−0.25"],
    }
    assert [sum(node.find("{*}rect") is not None for node in nodes) for nodes in waiting.values()] == [1, 1]


def test_stacked_bars_stand_on_one_another(drawn) -> None:
    """The second begins where the first ends."""
    tree = drawn(STACKED)
    by_color = {n.get("fill"): n for n in tree.iter("{*}rect") if float(n.get("height", "0")) > 30 and n.get("stroke")}
    first, second = by_color["var(--category1)"], by_color["var(--category2)"]
    assert float(second.get("y")) + float(second.get("height")) == pytest.approx(float(first.get("y")), abs=0.02)
    assert float(second.get("height")) == pytest.approx(2 * float(first.get("height")), abs=0.05)


@pytest.mark.parametrize(
    "names", [("one", "two"), ("a name so long that the bars lie down", "another one that is as long")]
)
def test_error_bars_stand_on_their_own_bars(drawn, names) -> None:
    """In the middle of each, of several side by side, standing or lying."""
    spread = Spread((0.5, 0.5), (0.5, 0.5))
    series = tuple(
        Series(name, (1.0, 2.0), None, role, spread=spread) for name, role in (("a", "loss"), ("b", "input"))
    )
    tree = drawn(Chart(kind="bar", series=series, categories=names, y=Axis("share")))
    bars = [bar for role in ("loss", "input") for bar in tree.iter("{*}rect") if bar.get("fill") == f"var(--{role})"]
    whiskers = [points for points in paths(tree, "text") if len(points) == 6]
    frames = [tuple(float(bar.get(side)) for side in ("x", "y", "width", "height")) for bar in bars]
    frames = [frame for frame in frames if frame[2] * frame[3] > 1000]  # those of the legend are small
    assert len(frames) == len(whiskers) == 4
    for (x, y, width, height), ((x0, y0), (x1, y1), *_) in zip(frames, whiskers):
        middle = (x0 + x1) / 2 - x - width / 2 if abs(x0 - x1) < 0.01 else (y0 + y1) / 2 - y - height / 2
        assert abs(middle) < 0.1


def test_bands_and_rules(placed, drawn) -> None:
    """A band reaches from below to above its line; a rule lies across the whole plot."""
    chart, tree = measured(placed, BAND), drawn(BAND)
    (band,) = [points for points in paths(tree, "loss", "fill") if len(points) == 4]
    heights = [(1 - chart.y.fraction(v)) * chart.frame.plot_height for v in (1.5, 0.5, 1.5, 2.5)]
    assert [y for _, y in band] == [pytest.approx(y, abs=0.01) for y in heights]
    (rule,) = [points for points in paths(tree, "muted") if len(points) == 2]
    assert abs(rule[0][0] - rule[1][0]) == pytest.approx(chart.frame.plot_width, abs=0.02)


def test_values_for_who_points_at_them(drawn) -> None:
    """A chart of numbers has the places of its points, one of categories their names; rules and bands have none."""
    values = {}
    for name, chart in (("lines", LINES), ("bars", BARS), ("band", BAND)):
        (found,) = [node.get("data-chart") for node in drawn(chart).iter() if node.get("data-chart")]
        values[name] = json.loads(found)
    assert [(each["name"], each["y"]) for each in values["lines"]["series"]] == [
        ("train", [4.0, 1.0, None, 0.01]),
        ("test", [2.0] * 4),
    ]
    assert values["lines"]["series"][0]["x"] == [0.0, 1.0, 2.0, 3.0]
    assert values["bars"]["x"] == ["left", "right"] and len(values["bars"]["at"]) == 2
    assert [each["name"] for each in values["band"]["series"]] == ["loss"]
