"""Numbers and words of a chart with their places in its workbook."""

from __future__ import annotations

import math
from collections.abc import Sequence

from deckwright.pptx.xml import Element, element, fragment


def numbers_at(reference: str, values: Sequence[float], rows: int, code: str = "General") -> Element:
    """Numbers with their place in the workbook; what is not finite is left out, which leaves a gap."""
    # written as text and parsed at once: a curve has hundreds of points, and two elements for each take long
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{float(value)!r}</c:v></c:pt>' for i, value in enumerate(values) if math.isfinite(value)
    )
    count = f'<c:formatCode>{code}</c:formatCode><c:ptCount val="{rows}"/>'
    cache = fragment(f"<c:numCache>{count}{points}</c:numCache>", "c")
    return element("c:numRef", None, element("c:f", text=reference), cache)


def words_at(reference: str, texts: Sequence[str]) -> Element:
    """Texts with their place in the workbook."""
    points = [element("c:pt", {"idx": i}, element("c:v", text=text)) for i, text in enumerate(texts)]
    cache = element("c:strCache", None, element("c:ptCount", {"val": len(texts)}), *points)
    return element("c:strRef", None, element("c:f", text=reference), cache)
