"""How far values may be off, as error bars: thin ones with ends, or broad ones side by side that are a band."""

from __future__ import annotations

from deckwright.deck.chart import Chart, Series
from deckwright.pptx.chart.plot_frame import Frame
from deckwright.pptx.chart.scale import Scale
from deckwright.pptx.chart.workbook import Columns
from deckwright.pptx.chart.workbook_references import numbers_at
from deckwright.pptx.theme_colors import solid_fill
from deckwright.pptx.xml import Element, element
from deckwright.theme import Theme

THIN = 1.75  # points
SEEN_THROUGH = 0.25  # the color's share in a band, through which its line is seen: LibreOffice draws bars over lines


def error_bars(
    chart: Chart, series: Series, columns: Columns, role: str, theme: Theme, width: float = 0.0
) -> Element | None:
    """``c:errBars`` of a series, whose lengths stand in the workbook; None for one without. width: of a band's bars."""
    if series.spread is None:
        return None
    spread = series.spread
    broad = spread.kind == "band"
    sides = {"plus": not any(spread.below), "minus": not any(spread.above)}
    shown = "text" if chart.kind == "bar" else role
    fill = solid_fill(shown, theme, SEEN_THROUGH if broad else 1.0)
    line = element("a:ln", {"w": round((width if broad else THIN) * 12700), "cap": "flat"}, fill)
    return element(
        "c:errBars",
        None,
        element("c:errDir", {"val": "y"}) if chart.kind in ("line", "scatter") else None,
        element("c:errBarType", {"val": next((side for side, alone in sides.items() if alone), "both")}),
        element("c:errValType", {"val": "cust"}),
        element("c:noEndCap", {"val": broad}),
        element("c:plus", None, numbers_at(columns.above_ref, spread.above, columns.rows)),
        element("c:minus", None, numbers_at(columns.below_ref, spread.below, columns.rows)),
        element("c:spPr", None, line),
    )


def band_width(series: Series, x: Scale, frame: Frame) -> float:
    """Of a band's bars, which stand side by side without a gap, in points."""
    return frame.plot_width * (x.fraction(series.x[1]) - x.fraction(series.x[0]))
