"""Workings on a slide: a Tensor's formula, numbers and result as aligned lines, each letter in its role's color."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

from deckwright.deck.equation import Equation, Line
from deckwright.deck.figure import Figure
from deckwright.deck.text import Math, Run
from deckwright.errors import UserError
from deckwright.figures.number import MINUS, SUPERSCRIPTS
from deckwright.figures.value import array_of, is_tensor
from deckwright.language import say, spoken
from dlcore import symbol as symbols
from dlcore import working as work_out
from dlcore.notation import Writer
from dlcore.tensor import Tensor, as_tensor
from dlcore.working import Number, Working, WorkingLine, operands

Kind = Literal["formula", "numbers", "result"]
MOST_VALUES, FIRST_VALUES = 12, 6  # of a row of numbers: how many are written out, and how many before the dots


def painted(tensor: Tensor, latex: str) -> str:
    """A Tensor's symbol, or its numbers, in the color of its role."""
    return rf"\textcolor{{{tensor.role}}}{{{latex}}}" if tensor.role else latex


def worked(
    value: Any,
    entry: Sequence[int] | int | None = None,
    *,
    digits: int = 4,
    show: Sequence[Kind] = ("formula", "numbers", "result"),
    reveal: bool = True,
    parallel: bool = False,
    color: bool = True,
) -> Equation:
    """The working of a Tensor, or of one entry of it written out (indices count from 0).

    digits    significant digits to aim for; the working takes what keeps it true for a calculator
    show      which of its lines
    reveal    each line after the first with a click of its own
    parallel  with the clicks of the working before it on the slide, not after it
    """
    place = tuple(entry) if isinstance(entry, Sequence) else entry
    paint = painted if color else lambda tensor, latex: latex
    working = work_out(as_tensor(value), entry=place, digits=digits, paint=paint)
    kept = [line for line in working.lines if line.kind in show] or [working.lines[-1]]
    lines = tuple(_line(working, line, k, k if reveal else 0) for k, line in enumerate(kept))
    return Equation(lines=lines, alt=_alt(working, lines), parallel=parallel)


def formula(value: Any, *, color: bool = True) -> Math:
    """A Tensor's name and expression, to stand in a sentence."""
    return Math.from_latex(_formula(as_tensor(value), color))


def equation(value: Any, *, color: bool = True) -> Equation:
    """A Tensor's name and expression, on a line of its own."""
    return worked(value, show=("formula",), color=color)


def shaped(value: Any, *, color: bool = True) -> Equation:
    """A Tensor's formula with the shape of its array under every symbol."""
    tensor = as_tensor(value)
    symbol = _named(tensor)
    shapes = {part.name: part.shape for part in (tensor, *operands(tensor)) if part.name}

    def braced(part: Tensor, latex: str) -> str:
        size = r" \times ".join(map(str, part.shape if latex == part.name else part.shape[::-1])) or "1"
        return rf"\underbrace{{{painted(part, latex) if color else latex}}}_{{{size}}}"

    writer = Writer(paint=braced)
    right = writer.finish(writer.expression(tensor).latex)[0]
    said = ", ".join(f"{name} {'×'.join(map(str, shape)) or 1}" for name, shape in shapes.items())
    return Equation(
        lines=(Line.from_latex(right, braced(tensor, symbol), "="),),
        alt=(Run(f"{tensor.formula}; {say('shapes: {shapes}', shapes=said)}"),),
    )


def symbol(value: Any, entry: Sequence[int] | int | None = None, *, color: bool = True) -> Math:
    """A Tensor's symbol, or that of one of its entries (indices count from 0)."""
    name = _named(value)
    if entry is not None:
        place = tuple(entry) if isinstance(entry, (list, tuple)) else (entry,)
        name = symbols.entry(name, place)
    return Math.from_latex(painted(as_tensor(value), name) if color else name)


def _named(value: Any) -> str:
    """A Tensor's name; UserError where it has none that could be shown."""
    name = as_tensor(value).name
    if not name:
        raise UserError("This value has no name that could be shown.", hint='Give it one in lesson.py: x.named("x").')
    return name


def _formula(tensor: Any, color: bool) -> str:
    writer = Writer(paint=painted) if color else Writer()
    right = writer.finish(writer.expression(tensor).latex)[0]
    left = (painted(tensor, tensor.name) if color else tensor.name) if tensor.name else ""
    return f"{left} = {right}" if left and right != tensor.name else left or right


def _line(working: Working, line: WorkingLine, k: int, step: int) -> Line:
    left = working.symbol if k == 0 else ""
    relation = line.relation or ("=" if k or left else "")
    return Line.from_latex(
        line.latex, left, relation, figures=tuple(_figure(n, working) for n in line.numbers), step=step
    )


def _figure(number: Number, working: Working) -> Figure:
    place = symbols.entry(number.of, number.index) if number.of else ""
    return Figure(as_text(number.text), number.value, formula=working.tensor.formula, label=place)


def as_text(latex: str) -> str:
    r"""A number in LaTeX as it reads in text, in the language spoken.

    >>> as_text(r"-3.12\cdot 10^{-5}"), as_text("10^{-8}")
    ('−3.12×10⁻⁵', '10⁻⁸')
    """
    if not (found := re.fullmatch(r"(-?)(?:([\d.]+)\\cdot )?10\^\{(-?\d+)\}", latex)):
        return spoken().number(latex.replace("-", MINUS))
    sign, mantissa, exponent = found.groups()
    factor = f"{spoken().number(mantissa)}×" if mantissa else ""
    return f"{MINUS if sign else ''}{factor}10{exponent.translate(SUPERSCRIPTS)}"


def _alt(working: Working, lines: tuple[Line, ...]) -> tuple[Run, ...]:
    """What is heard: the name of the result and its numbers."""
    runs = [Run(f"{working.tensor.name or say('result')} = ")]
    for k, figure in enumerate(lines[-1].figures):
        runs += [Run(", ")] if k else []
        runs.append(Run(figure.text, figure=figure))
    return tuple(runs)


def values(value: Any, digits: int = 4) -> Math:
    """The numbers of a vector or a small matrix in a row, to stand in a sentence: (0.5, 0.1, 0.9).

    Of more than a dozen the first ones and the last are shown, with dots between them.
    """
    tensor = value if is_tensor(value) else as_tensor(array_of(value))
    writer = Writer("numbers", digits=digits)
    places = list(np.ndindex(tensor.shape))
    shown = places if len(places) <= MOST_VALUES else [*places[:FIRST_VALUES], None, places[-1]]
    parts = [r"\ldots" if index is None else writer.number(tensor, index).latex for index in shown]
    latex, found = writer.finish(parts[0] if tensor.size == 1 else "(" + r",\; ".join(parts) + ")")
    figures = tuple(
        Figure(
            as_text(text),
            float(tensor.value[index]),
            tensor.formula if tensor.name else "",
            symbols.entry(tensor.name or "", index),
        )
        for _, index, text in found
    )
    return Math.from_latex(painted(tensor, latex), figures)
