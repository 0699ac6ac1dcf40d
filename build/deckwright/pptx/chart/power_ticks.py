"""Ticks with powers of ten: number formats have no superscripts, so such labels stand at points that aren't drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deckwright.deck.chart import Chart
from deckwright.pptx.chart.plot_frame import NUMERIC, Frame
from deckwright.pptx.chart.scale import Scale
from deckwright.pptx.chart.text import leader_lines, rich
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme

BELOW = 0.5  # type sizes between the horizontal axis and its labels, which keep clear of those at the left
FLAGS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def has_power_labels(chart: Chart, scale: Scale | None) -> bool:
    """Whether the labels of an axis are written at points, for which lines and points have places of their own."""
    return chart.kind in NUMERIC and scale is not None and scale.has_powers


def power_labels(chart: Chart, frame: Frame, x: Scale, y: Scale, theme: Theme) -> Iterator[Element]:
    """A ``c:ser`` for each axis with powers of ten: no line, no points, and the ticks' labels beside the axis."""
    index = len(chart.series)
    if has_power_labels(chart, x):
        yield _labels("powers of ten below", index, x, x.ticks, (y.low,) * len(x.ticks), "b", frame, theme)
        index += 1
    if has_power_labels(chart, y):
        yield _labels("powers of ten at the left", index, y, (x.low,) * len(y.ticks), y.ticks, "l", frame, theme)


def _labels(
    name: str, index: int, scale: Scale, xs: Sequence[float], ys: Sequence[float], side: str, frame: Frame, theme: Theme
) -> Element:
    labels = [_label(i, text, side, frame, theme) for i, text in enumerate(scale.labels)]
    nothing = element("c:spPr", None, element("a:ln", None, element("a:noFill")))
    return element(
        "c:ser",
        None,
        _val("idx", index),
        _val("order", index),
        element("c:tx", None, element("c:v", text=name)),
        nothing,
        element("c:marker", None, _val("symbol", "none")),
        element("c:dLbls", None, *labels, *(_val(flag, 0) for flag in FLAGS), leader_lines(False)),
        element("c:xVal", None, _literal(xs)),
        element("c:yVal", None, _literal(ys)),
        _val("smooth", 0),
    )


def _label(index: int, text: str, side: str, frame: Frame, theme: Theme) -> Element:
    words = element("c:tx", None, rich(text, frame.size, "muted", theme))
    shown = (_val(flag, int(flag == "showVal")) for flag in FLAGS)
    away = [element("c:x", {"val": 0}), element("c:y", {"val": f"{BELOW * frame.size / frame.height:.5f}"})]
    layout = element("c:layout", None, element("c:manualLayout", None, *away) if side == "b" else None)
    return element("c:dLbl", None, _val("idx", index), layout, words, _val("dLblPos", side), *shown)


def _literal(values: Sequence[float]) -> Element:
    points = (element("c:pt", {"idx": i}, element("c:v", text=repr(value))) for i, value in enumerate(values))
    return element("c:numLit", None, _val("ptCount", len(values)), *points)


def _val(name: str, value: object) -> Element:
    return element(f"c:{name}", {"val": value})
