"""Words that come with values: strings with formulas between dollar signs, and names for places without formulas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run, Text
from deckwright.equations.formula import Formula
from deckwright.equations.plain_text import plain_text
from deckwright.figures.library_columns import column_name
from deckwright.figures.number import column_texts
from deckwright.figures.value import plain_value, scalar_of
from deckwright.language import spoken

# as pandoc has it: no space inside of the dollars, no digit behind them, so that "$5 and $10" are sums of money
FORMULA = re.compile(r"\$(?!\s)([^$]+)(?<!\s)\$(?!\d)")


def text_of(thing: str | Figure | Run | Math | tuple) -> Text:
    """A string as text: ``$...$`` is a formula, whose decimal numbers are figures; figures keep their identity.

    >>> [type(part).__name__ for part in text_of("layer $a_1$")]
    ['Run', 'Math']
    >>> [figure.text for figure in text_of("$[-0.25, 1)$")[0].figures]
    ['−0.25']
    >>> text_of("between $5 and $10")[0].text
    'between $5 and $10'
    """
    if isinstance(thing, tuple):
        return thing
    if isinstance(thing, (Run, Math)):
        return (thing,)
    if isinstance(thing, Figure):
        return (Run(thing.text, figure=thing),)
    thing = _as_text(thing)
    pieces = FORMULA.split(thing)
    parts = [Math.from_latex(piece, _decimals(piece)) if i % 2 else Run(piece) for i, piece in enumerate(pieces)]
    return tuple(part for part in parts if isinstance(part, Math) or part.text)


def description(alt: Any, said: str) -> Text:
    """The alternative text that an author gave, or what is said of the values, in which a dollar is a dollar."""
    return text_of(alt) if alt else (Run(said),)


def _decimals(latex: str) -> tuple[Figure, ...]:
    """The decimal numbers of a formula, which are figures even where an author wrote them."""
    found = re.findall(r"-?\d+\.\d+", latex)
    return tuple(Figure(spoken().number(number.replace("-", "\N{MINUS SIGN}")), float(number)) for number in found)


def names_of(names: Iterable[Any] | None) -> list[Any]:
    """Names from a list, an array or a column, as Python's own words; texts with formulas stay as they are.

    >>> import numpy as np
    >>> names_of(np.array(["cat", "dog"])), names_of(np.array([2023, 2024])), names_of(None)
    (['cat', 'dog'], ['2023', '2024'], [])
    """
    plain = (plain_value(name) for name in (() if names is None else names))
    return [_name(name) for name in plain]


def _name(name: Any) -> Any:
    if isinstance(name, (str, Figure, Run, Math)):
        return name
    if isinstance(name, tuple):  # a text with its formulas, or a name of several levels
        return name if all(isinstance(part, (Run, Math)) for part in name) else column_name(name)
    return column_texts([name], 4)[0]


def plain_words(text: str) -> str:
    """A string for a place that can hold no formula, such as an axis title: ``$...$`` becomes the nearest plain text.

    >>> plain_words("loss $L$ for $w_{12}^{(1)}$")
    'loss L for w⁽¹⁾₁₂'
    """
    return FORMULA.sub(lambda match: plain_symbol(match[1]), _as_text(text))


def _as_text(thing: Any) -> str:
    """A title that an author took from a value: a year, a date, a figure, or none."""
    if isinstance(thing, str):
        return thing
    return thing.text if isinstance(thing, Figure) else column_texts([scalar_of(thing)], 4)[0]


def plain_symbol(latex: str) -> str:
    r"""A formula in plain characters; none for no formula.

    >>> plain_symbol("z^{(1)}"), plain_symbol(r"\hat{y}_t"), plain_symbol(r"\frac{\partial L}{\partial w_{11}}")
    ('z⁽¹⁾', 'ŷₜ', '∂L/∂w₁₁')
    """
    return plain_text(Formula(latex).tree) if latex.strip() else ""
