"""Plain numbers that can show their work.

Where people want a plain number (a rate, a count, a share) dlcore gives one, and ``shown`` beside it gives the same
number as a Tensor: ``Cosine(0.1, steps=100).shown(30)``, ``accuracy.shown(scores, target)``,
``table["conv1"].shown["parameters"]``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


def shown_by(expression: Callable[..., Any]) -> Callable[[Callable], Callable]:
    """Says of a function of plain numbers which function of the same arguments gives them as Tensors: ``f.shown``.

    >>> from dlcore import accuracy
    >>> accuracy.shown([[0.1, 0.9], [0.7, 0.3]], [1, 1]).working().lines[1].latex
    '\\\\frac{1}{2}'
    """

    def attach(function: Callable) -> Callable:
        """The function with its ``shown``."""
        function.shown = expression
        return function

    return attach
