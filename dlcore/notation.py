r"""From an expression to LaTeX, with symbols or with numbers put in.

A Writer walks an expression down to its named Tensors. With symbols it writes their names, with numbers their
values; the operations say how their parts are put together, and precedence decides where parentheses stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from dlcore import symbol
from dlcore.rounding import Rounding, rounding_for

if TYPE_CHECKING:
    from dlcore.tensor import Tensor

SUM, PRODUCT, POWER, ATOM = 1, 2, 3, 4
LARGEST = 6  # rows or columns of a matrix that are written out; larger ones get dots
INDICES = "ijklmnpq"
MOST_TERMS = 8  # terms of a sum that are written out


@dataclass(frozen=True, slots=True)
class Written:
    r"""A piece of LaTeX with what its surroundings must know of it.

    tight      how strongly it holds together (SUM to ATOM)
    negative   begins with a minus sign
    delimited  has brackets of its own, such as a matrix
    numeric    is a number, a product of numbers or a function of one: such factors need a dot between them
    guarded    the same with its leading minus sign safe in parentheses: ``(-0.15) \cdot 0.1``
    sign       for a product, the sign between its factors
    """

    latex: str
    tight: int = ATOM
    negative: bool = False
    delimited: bool = False
    numeric: bool = False
    guarded: str = ""
    sign: str = ""


def parenthesized(part: Written) -> Written:
    """The piece in parentheses, unless it has brackets of its own."""
    if part.delimited:
        return Written(part.latex, ATOM, delimited=True)
    tall = any(mark in part.latex for mark in (r"\frac", r"\begin", r"\sum"))
    left, right = (r"\left(", r"\right)") if tall else ("(", ")")
    return Written(f"{left}{part.latex}{right}", ATOM, delimited=True, numeric=part.numeric)


def at_least(part: Written, tight: int, *, first: bool = True) -> Written:
    """The piece as it may stand in a place that needs this tightness; a minus sign only at the front."""
    if part.tight < tight:
        return parenthesized(part)
    if part.negative and not first:
        return Written(part.guarded, part.tight, numeric=part.numeric) if part.guarded else parenthesized(part)
    return part


def written_sum(terms: list[Written], signs: list[str] | None = None) -> Written:
    """Terms with their signs between them; a long sum is shortened by dots."""
    signs = signs or ["+"] * len(terms)
    pieces = []
    for k, (term, sign) in enumerate(zip(terms, signs)):
        if k == 0:
            pieces.append(at_least(term, SUM).latex)
        else:
            pieces.append(f"{sign} {at_least(term, PRODUCT if sign == '-' else SUM, first=False).latex}")
    if len(pieces) > MOST_TERMS:
        pieces = [*pieces[:3], r"+ \cdots", pieces[-1]]
    return Written(" ".join(pieces), SUM, terms[0].negative)


def written_product(factors: list[Written], sign: str = "") -> Written:
    """Factors side by side: with the sign given, with a dot where numbers meet, or with nothing between them."""
    safe = [_factor(f, sign, first=k == 0) for k, f in enumerate(factors)]
    text = guarded = safe[0].latex
    if factors[0].negative:
        guarded = at_least(factors[0], PRODUCT, first=False).latex
    for factor in safe[1:]:
        dot = r"\cdot " if factor.numeric else ""
        join = f" {sign} " if sign else f" {dot}"
        text, guarded = text + join + factor.latex, guarded + join + factor.latex
    return Written(
        text, PRODUCT, factors[0].negative, numeric=any(f.numeric for f in factors), guarded=guarded, sign=sign
    )


def _factor(part: Written, sign: str, first: bool) -> Written:
    """A factor as it may stand in a product; a matrix product inside an entry-by-entry one gets parentheses."""
    scalars = part.numeric and r"\begin" not in part.latex
    if sign and part.tight == PRODUCT and part.sign != sign and not scalars:
        return parenthesized(part)
    return at_least(part, PRODUCT if first or part.sign == sign else POWER, first=first)


def over(axes: tuple[int, ...] | None, ndim: int) -> str:
    """The subscript that says over which of an array's indices i, j, k, ... something goes; none for all of them."""
    if axes is None or len(axes) == ndim:
        return ""
    return f"_{{{''.join(INDICES[axis] for axis in sorted(axes))}}}"


def called(function: str, argument: Written) -> Written:
    """A function applied: ``\\sigma(z)``; brackets that are there already serve."""
    return Written(f"{function}{parenthesized(argument).latex}", ATOM, numeric=argument.numeric)


@dataclass
class Writer:
    """Writes one expression.

    mode       "symbols" or "numbers"
    roundings  how each tensor's numbers are rounded, by identity; others get a default of ``digits``
    numbers    after writing: what stands at each mark, (tensor, index, text)
    paint      how the symbol or the numbers of a named tensor are dressed: (tensor, LaTeX) -> LaTeX; colors come in
               here
    """

    mode: Literal["symbols", "numbers"] = "symbols"
    roundings: dict[int, Rounding] = field(default_factory=dict)
    digits: int = 4
    numbers: list[tuple[Tensor, tuple[int, ...], str]] = field(default_factory=list)
    paint: Callable[[Tensor, str], str] = lambda tensor, latex: latex

    def __call__(self, tensor: Tensor, transposed: bool = False) -> Written:
        """An operand: a named tensor by name or numbers, anything else by its expression."""
        if tensor.name is None and tensor.op is not None and (tensor.inputs or tensor.op.constant):
            whole = self.expression(tensor)
            if not transposed or tensor.ndim == 0:
                return whole
            return Written(rf"{parenthesized(whole).latex}^{{\top}}", POWER)
        if self.mode == "symbols" and tensor.name is not None:
            flip = transposed and tensor.ndim > 0
            return Written(self.paint(tensor, symbol.transposed(tensor.name) if flip else tensor.name))
        plain = self.array(tensor, transposed)
        return replace(plain, latex=self.paint(tensor, plain.latex)) if tensor.name else plain

    def expression(self, tensor: Tensor) -> Written:
        """The operation that made a tensor, whether or not the tensor has a name."""
        if tensor.op is None or not (tensor.inputs or tensor.op.constant):
            return self.array(tensor)
        return tensor.op.latex(self, tensor)

    def rounding(self, tensor: Tensor) -> Rounding:
        return self.roundings.get(id(tensor)) or rounding_for(tensor.value, self.digits)

    def array(self, tensor: Tensor, transposed: bool = False) -> Written:
        """A tensor's numbers: a single number, a column for a vector, a matrix."""
        if tensor.size == 1:
            index = (0,) * tensor.ndim
            return self.number(tensor, index)
        indices = np.empty(tensor.shape, dtype=object)
        for index in np.ndindex(tensor.shape):
            indices[index] = index
        grid = indices[:, None] if tensor.ndim == 1 else indices.reshape(-1, tensor.shape[-1])
        return self.matrix(tensor, grid.T if transposed else grid)

    def number(self, tensor: Tensor, index: tuple[int, ...]) -> Written:
        """One number behind a mark, so that its place in the finished LaTeX is known."""
        text = self.rounding(tensor).latex(tensor.value[index])
        self.numbers.append((tensor, index, text))
        tight = PRODUCT if r"\cdot" in text else POWER if "^" in text else ATOM
        return Written(f"\ue000{len(self.numbers) - 1}\ue001", tight, text.startswith("-"), numeric=True)

    def matrix(self, tensor: Tensor, grid: np.ndarray) -> Written:
        rows = [" & ".join(row) for row in self.shortened(tensor, grid)]
        return Written(r"\begin{pmatrix} " + r" \\ ".join(rows) + r" \end{pmatrix}", ATOM, delimited=True)

    def shortened(self, tensor: Tensor, grid: np.ndarray) -> list[list[str]]:
        """The cells of a matrix, with dots in place of the middle of a large one."""
        height, width = grid.shape
        keep_rows = range(height) if height <= LARGEST else [0, 1, 2, None, height - 1]
        keep_columns = range(width) if width <= LARGEST else [0, 1, 2, None, width - 1]
        cells = []
        for i in keep_rows:
            if i is None:
                cells.append([r"\ddots" if j is None else r"\vdots" for j in keep_columns])
            else:
                cells.append([r"\cdots" if j is None else self.number(tensor, grid[i, j]).latex for j in keep_columns])
        return cells

    def finish(self, latex: str) -> tuple[str, list[tuple[Tensor, tuple[int, ...], str]]]:
        """The LaTeX with its marks replaced, and the numbers in the order in which they stand in it."""
        order = [int(k) for k in re.findall("\ue000(\\d+)\ue001", latex)]
        text = re.sub("\ue000(\\d+)\ue001", lambda m: self.numbers[int(m[1])][2], latex)
        return text, [self.numbers[k] for k in order]


def expression(tensor: Tensor) -> str:
    """The right side alone, in symbols."""
    writer = Writer()
    return writer.finish(writer.expression(tensor).latex)[0]


def formula(tensor: Tensor) -> str:
    """Name and expression of a tensor; for a leaf its name, for an unnamed one the expression."""
    if tensor.op is None or not tensor.inputs:
        return tensor.name or expression(tensor)
    return f"{tensor.name} = {expression(tensor)}" if tensor.name else expression(tensor)
