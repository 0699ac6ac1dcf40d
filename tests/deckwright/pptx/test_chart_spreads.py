"""Error bars, bands, box plots, steps, dates and lines across the plot, as they are read back from a file."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import numpy as np
import pytest
from lxml import etree

from chart_samples import cells, space, values
from deckwright.deck.chart import Chart
from deckwright.deck.slide import Deck, Slide
from deckwright.deck.text import Run
from deckwright.errors import UserError
from deckwright.figures.bar_charts import bar_chart, stacked_chart
from deckwright.figures.boxes import box_plot
from deckwright.figures.line_charts import line_chart, scatter_chart
from deckwright.pptx.chart.measured_chart import as_drawn
from deckwright.pptx.chart.workbook import workbook
from deckwright.pptx.xml import NAMESPACES
from deckwright.provenance.manifest import manifest
from deckwright.verification.chart_data import chart_data
from deckwright.verification.chart_verification import points_now, points_of, same

WEEKS = [datetime.date(2024, 1, 15) + datetime.timedelta(weeks=n) for n in range(26)]
NOISE = np.random.default_rng(1).normal(size=(5, 40))
CHARTS: dict[str, Chart] = {
    "errors on bars": bar_chart({"a": 1.0, "b": 2.0}, errors=[0.25, 0.5], levels={"chance": 0.5}),
    "errors on groups": bar_chart({"p": [1.0, 2.0], "q": [3.0, 4.0]}, ["a", "b"], errors={"q": 0.5}),
    "errors on a line": line_chart({"loss": [3.0, 2.0, 1.0]}, errors=([2.5, 1.75, 1.0], [3.5, 2.0, 1.5])),
    "errors on points": scatter_chart({"a": ([1.0, 2.0], [3.0, 4.0])}, errors=0.5, levels={"mean": 3.5}),
    "band": line_chart({"a": [3.0, 2.0, 1.0], "b": [1.0, 1.0, 1.0]}, bands={"a": [0.1, 0.2, 0.3]}),
    "band on a logarithmic axis": line_chart({"a": [1.0, 100.0]}, bands=([0.1, 10.0], [10.0, 1000.0]), log_y=True),
    "steps": line_chart({"rate": [0.1, 0.1, 0.01]}, styles="steps", marks={"drop": 1.5}, levels={"goal": 0.05}),
    "weeks": line_chart({"sales": np.arange(26.0)}, x=WEEKS, levels={"goal": 20}),
    "weeks with a mark": line_chart({"sales": np.arange(26.0)}, x=WEEKS, marks={"launch": "2024-03-01"}, bands=2),
    "hours": line_chart({"load": [1.0, 2.0]}, x=["2024-03-01T08:00", "2024-03-01T17:30"]),
    "boxes": box_plot({f"seed {k}": k + sample for k, sample in enumerate(NOISE)}, levels={"zero": 0}),
    "boxes below zero": box_plot({f"seed {k}": sample - 9 for k, sample in enumerate(NOISE)}),
    "powers of ten": line_chart({"a": [3e-9, 1.0]}, x=[1e-8, 1.0], log_x=True, log_y=True, levels={"goal": 0.1}),
    "stacked": stacked_chart({"p": [1.0, 2.0], "q": [3.0, 4.0]}, ["a", "b"], levels={"limit": 5}),
}


@pytest.mark.slow
def test_the_strict_schema_allows_all_of_them(slide, written, findings):
    """In one deck, each on a slide of its own."""
    assert findings(written(*(slide(name, chart) for name, chart in CHARTS.items()))) == []


@pytest.mark.parametrize("name", CHARTS)
def test_every_number_stands_in_the_file_as_the_record_has_it(name):
    """Drawn and in the workbook: values, ends of error bars, lines across the plot, so that verify compares
    them all.
    """
    deck = Deck(lesson="a", title="A", slides=(Slide("s", (Run("S"),), (CHARTS[name],)),))
    content = json.loads(manifest(deck, root=Path("/"), folder=Path("/"), settings=[], inputs={}))
    (recorded,) = content["slides"][0]["charts"]
    found = chart_data(space(CHARTS[name]), sheet_of(CHARTS[name]))
    wanted = {point: number for point, number in points_of(recorded).items() if not point.startswith("name")}
    assert [series.name for series in found] == [series["name"] for series in recorded["series"]]
    for sheet in (False, True):
        points = points_now(found, recorded, sheet=sheet)
        assert [point for point, number in wanted.items() if not same(points[point], number)] == []


def sheet_of(chart: Chart) -> dict[str, dict[int, str]]:
    """The cells of the workbook in the chart's file, by column and row."""
    columns: dict[str, dict[int, str]] = {}
    for name, value in cells(workbook(as_drawn(chart))).items():
        columns.setdefault(name.rstrip("0123456789"), {})[int(name.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))] = str(value)
    return columns


def test_a_number_changed_in_an_error_bar_is_found():
    """By the side that it is on."""
    root = space(CHARTS["errors on a line"])
    root.find(".//c:errBars/c:minus//c:pt[@idx='1']/c:v", NAMESPACES).text = "0.2"
    (data,) = chart_data(etree.fromstring(etree.tostring(root)), None)
    assert data.spread["below"] == {0: "0.5", 1: "0.2", 2: "0.0"}


def test_error_bars_have_their_lengths_in_the_workbook():
    """Beside the values, so that they are edited with them."""
    assert cells(workbook(CHARTS["errors on a line"])) == {
        "A1": "x", "A2": 0.0, "A3": 1.0, "A4": 2.0,
        "B1": "loss", "B2": 3.0, "B3": 2.0, "B4": 1.0,
        "C1": "loss −", "C2": 0.5, "C3": 0.25, "C4": 0.0,
        "D1": "loss +", "D2": 0.5, "D3": 0.0, "D4": 0.5,
    }  # fmt: skip
    root = space(CHARTS["errors on a line"])
    assert [node.text for node in root.findall(".//c:errBars//c:f", NAMESPACES)] == ["Data!$D$2:$D$4", "Data!$C$2:$C$4"]


def test_bars_with_error_bars_have_an_axis_instead_of_values():
    """A value would stand on its bar's error bar."""
    root = space(CHARTS["errors on bars"])
    assert values(root, ".//c:valAx/c:delete") == ["0"] and not root.findall(".//c:barChart//c:dLbls", NAMESPACES)


def test_a_band_is_bars_side_by_side_without_ends():
    """As broad as they are apart, through which the line is seen; the axis holds their ends; no name of its own."""
    root = space(CHARTS["band"])
    band = root.find(".//c:ser", NAMESPACES)
    count = len(band.findall(".//c:yVal//c:pt", NAMESPACES))
    share = float(root.find(".//c:plotArea/c:layout//c:w", NAMESPACES).get("val"))
    width = int(band.find("c:errBars/c:spPr/a:ln", NAMESPACES).get("w")) / 12700
    assert count > 200 and width == pytest.approx(share * 600 / (count - 1), rel=0.01)
    assert values(band, "c:errBars/c:noEndCap") == ["1"] and band.find(".//a:alpha", NAMESPACES) is not None
    assert float(values(root, ".//c:valAx/c:scaling/c:max")[1]) >= 3.1
    assert not band.findall("c:dLbls", NAMESPACES)


def test_dates_of_whole_days_are_on_an_axis_of_dates():
    """The program's own, with ticks at the beginnings of months; a mark between them needs an axis of numbers."""
    root = space(CHARTS["weeks"])
    assert [values(root, f".//c:dateAx/c:{tag}")[0] for tag in ("baseTimeUnit", "majorTimeUnit")] == ["days", "months"]
    assert values(root, ".//c:dateAx/c:numFmt", "formatCode") == ["yyyy\\-mm"]
    assert values(root, ".//c:dateAx/c:scaling/c:min") == ["45292.0"]  # 2024-01-01
    assert values(space(CHARTS["hours"]), ".//c:valAx/c:numFmt", "formatCode")[0] == "hh\\:mm"
    assert not space(CHARTS["weeks with a mark"]).findall(".//c:dateAx", NAMESPACES)


def test_a_level_line_over_bars_reaches_from_edge_to_edge():
    """Half a category beyond the middles of the outermost bars, and its name stands beside the plot."""
    root = space(CHARTS["errors on bars"])
    (line,) = root.findall(".//c:lineChart/c:ser", NAMESPACES)
    assert values(line, "c:trendline/c:forward") == values(line, "c:trendline/c:backward") == ["0.5"]
    assert values(line, ".//c:dLbl/c:showSerName") == ["1"]
    assert not root.findall(".//c:legend", NAMESPACES)


@pytest.mark.parametrize("shift", [-9.0, 0.0, 9.0])
def test_halves_of_boxes_meet_at_the_median(shift):
    """Stacked from zero, upwards and downwards, whatever the values' signs; whiskers begin at the box."""
    samples = {f"seed {k}": k - 2 + sample + shift for k, sample in enumerate(NOISE)}
    series = {s.name: np.array(s.y) for s in box_plot(samples).series}
    start = series.get("from zero to the box", np.zeros(5))
    zero = np.zeros(5)
    above = np.where(start > 0, start, 0) + series.get("lower half", zero) + series.get("upper half", zero)
    below = np.where(start < 0, start, 0) + series.get("upper half below zero", zero)
    below = below + series.get("lower half below zero", zero)
    low, middle, high = np.percentile(list(samples.values()), (25, 50, 75), axis=1)
    assert np.allclose(np.where(high > 0, above, start), np.where(high > 0, high, start))
    assert np.allclose(np.where(low < 0, below, start), np.where(low < 0, low, start))
    assert np.allclose(series["median"], middle) and np.allclose(series["upper whisker"], high)


def test_a_line_beyond_the_limits_asked_for_is_refused():
    """It would not be seen."""
    with pytest.raises(UserError, match="The line 'goal' stands at 9"):
        space(line_chart({"a": [1.0, 2.0]}, y_range=(0, 3), levels={"goal": 9}))
