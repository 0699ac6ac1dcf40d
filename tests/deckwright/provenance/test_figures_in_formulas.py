"""Where the figures of a formula stand in it."""

from __future__ import annotations

import pytest

from deckwright.deck.figure import Figure
from deckwright.equations.formula import Formula
from deckwright.provenance.figure_span import formula_passage


@pytest.mark.parametrize("spoken", [False, True])
@pytest.mark.parametrize(
    ("latex", "texts"),
    [
        (r"\frac{0.7905}{\sqrt{0.6258} + 10^{-8}}", ["0.7905", "0.6258", "10⁻⁸"]),
        (r"3.2\cdot 10^{-5} + 10^{-5} - 10^{12}", ["3.2×10⁻⁵", "10⁻⁵", "10¹²"]),
        (r"10^2 + 10", ["10"]),
    ],
)
def test_each_figure_is_found(latex: str, texts: list[str], spoken: bool) -> None:
    """Powers of ten as well, with a factor and without."""
    passage = formula_passage(Formula(latex), [Figure(text, 0.0) for text in texts], spoken=spoken)
    assert [span.figure.text for span in passage.spans] == texts
    assert all(
        passage.text[span.start :].strip("\u2061\u2062\u2063").startswith(text[:2])
        for span, text in zip(passage.spans, texts)
    )
