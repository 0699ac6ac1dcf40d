"""Where a displayed number comes from, as attributes of what shows it."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from deckwright.deck.figure import Figure, Origin
from deckwright.provenance.manifest import origin_record


def figures_attribute(figures: Iterable[Figure], root: Path) -> str | None:
    """``data-figures``: one record for each figure, with the names that the manifest of a presentation has.

    text, value (in full precision), label, formula (LaTeX), expression, source (``file:line``)
    """
    records = [_record(figure, root) for figure in figures]
    return _json(records) if records else None


def origin_attribute(origin: Origin | None, root: Path) -> str | None:
    """``data-figures`` of a chart, whose points all come from one call."""
    return _json([origin_record(origin, root)]) if origin else None


def _record(figure: Figure, root: Path) -> dict[str, Any]:
    value = figure.value
    if isinstance(value, float) and not math.isfinite(value):
        value = str(value)
    record = {"text": figure.text, "value": value, "label": figure.label, "formula": figure.formula}
    return {key: said for key, said in (record | origin_record(figure.origin, root)).items() if said not in ("", None)}


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
