r"""A working: how a number came about, so that a student can follow it with a calculator.

    z^{(1)} = W^{(1)} x + b^{(1)}          the formula
            = (0.15 0.20 ...) (...) + ...  the numbers put in
            \approx (0.3775 ...)           the result

A working is calculator-true: whoever computes with the numbers *as displayed* and rounds gets the result *as
displayed*. ``=`` stands where that is exact at the digits shown, ``\approx`` elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import check, symbol
from dlcore.errors import DomainError, NonFiniteError, ShapeError
from dlcore.notation import Writer
from dlcore.ops.arithmetic import IDENTITY
from dlcore.ops.op import Op, label
from dlcore.rounding import Rounding, rounding_for
from dlcore.tensor import Tensor, ancestors, recomputed

EXACT = 1e-11  # two float64 computations of one exact decimal number differ by less than this
NOISE = 1e-14  # a result so much smaller than the numbers that it comes from is what rounding left
LONGEST = 20_000  # numbers in a working
FEWEST, MOST = 2, 17  # significant digits of a result, and of the numbers put in


@dataclass(frozen=True, slots=True)
class EntryOf(Op):
    """Marks a scalar as an entry of a named array: it is shown with the array's digits and traced to it."""

    array: Tensor
    index: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Number:
    """A number that stands in a working: its text (LaTeX), its full value, and whose entry it is.

    >>> line = working((2.0 * Tensor(1.5, "x")).named("y")).lines[1]
    >>> [(number.text, number.of) for number in line.numbers if number.of]
    [('1.5', 'x')]
    """

    text: str
    value: float
    of: str
    index: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WorkingLine:
    r"""One line. relation is "", "=" or "\approx"; kind is "formula", "numbers" or "result".

    >>> working((2.0 * Tensor(1.5, "x")).named("y")).lines[-1].latex
    '3'
    """

    kind: str
    relation: str
    latex: str
    numbers: tuple[Number, ...] = ()


@dataclass(frozen=True, slots=True)
class Digits:
    """The digits of one working: how the numbers put in and the result are rounded, and what a reader then gets.

    recomputed  the result computed from the displayed numbers
    """

    given: dict[int, Rounding]
    result: Rounding
    recomputed: np.ndarray
    inputs_exact: bool
    result_exact: bool


@dataclass(frozen=True, slots=True)
class Working:
    r"""The working of one tensor: its symbol and the lines.

    >>> x = Tensor([1.0, 2.0], "x")
    >>> shown = working((2.0 * x).named("y"), entry=1)
    >>> shown.symbol, [(line.kind, line.latex) for line in shown.lines]
    ('y_{2}', [('formula', '2 x_{2}'), ('numbers', '2 \\cdot 2'), ('result', '4')])
    """

    tensor: Tensor
    symbol: str
    lines: tuple[WorkingLine, ...]
    digits: Digits

    @property
    def latex(self) -> str:
        """All lines, aligned at their relations."""
        rows = [rf"{self.symbol if k == 0 else ''} &{line.relation} {line.latex}" for k, line in enumerate(self.lines)]
        return r"\begin{aligned} " + r" \\ ".join(rows) + r" \end{aligned}"


def working(
    tensor: Tensor,
    *,
    entry: tuple[int, ...] | int | None = None,
    digits: int = 4,
    paint: Callable[[Tensor, str], str] = lambda tensor, latex: latex,
) -> Working:
    r"""The working of a tensor, or of one of its entries written out in scalars.

    entry    index of the entry to write out, or None for the whole
    digits   significant digits to aim for (of the largest number in each array)
    paint    how symbols and numbers are dressed, (tensor, LaTeX) -> LaTeX

    Raises ShapeError for an entry that isn't there, NonFiniteError for a value that isn't finite, DomainError for an
    expression that is too long to be written out.

    >>> from dlcore import Tensor
    >>> w, x, b = Tensor([0.15, 0.2], "w"), Tensor([0.05, 0.1], "x"), Tensor(0.35, "b")
    >>> print(*(line.latex for line in working((w @ x + b).named("z"), entry=()).lines), sep="\n")
    w_{1} x_{1} + w_{2} x_{2} + b
    0.15 \cdot 0.05 + 0.20 \cdot 0.10 + 0.35
    0.3775
    """
    if not np.isfinite(tensor.value).all():
        raise NonFiniteError(f"No working for {label(tensor)}: it holds a number that isn't finite.")
    digits, whole = check.whole("digits", digits, least=1), tensor.value
    if entry is not None:
        tensor = entry_of(tensor, tuple(entry) if isinstance(entry, (tuple, list)) else (entry,))
    _check_length(tensor)
    chosen = choose_digits(tensor, digits, like=whole)
    lines = []
    if tensor.op is not None and tensor.inputs:
        plain = Writer("symbols", paint=paint)
        lines.append(_line(plain, "formula", "=" if tensor.name else "", plain.expression(tensor).latex))
        filled = Writer("numbers", roundings=chosen.given, digits=digits, paint=paint)
        latex = filled.expression(tensor).latex
        lines.append(_line(filled, "numbers", "=" if chosen.inputs_exact else r"\approx", latex))
    final = Writer("numbers", roundings={id(tensor): chosen.result})
    relation = "=" if chosen.result_exact else r"\approx"
    result = _line(final, "result", relation, paint(tensor, final.array(tensor).latex))
    if not lines or lines[-1].latex != result.latex:
        lines.append(result)
    return Working(tensor, paint(tensor, tensor.name) if tensor.name else "", tuple(lines), chosen)


def _check_length(tensor: Tensor) -> None:
    """DomainError for an expression that nobody could read: one that is used twice is written twice, and so on."""
    lengths: dict[int, int] = {}
    for node in ancestors(tensor):
        written_out = node is tensor or node.name is None and node.inputs
        lengths[id(node)] = sum(lengths[id(child)] for child in node.inputs) if written_out else 1
    if lengths[id(tensor)] > LONGEST:
        raise DomainError(
            f"The working of {label(tensor)} would hold {lengths[id(tensor)]:,} numbers. "
            "Give names to tensors on the way with named(...), and ask for theirs."
        )


def _line(writer: Writer, kind: str, relation: str, marked: str) -> WorkingLine:
    latex, found = writer.finish(marked)
    return WorkingLine(kind, relation, latex, tuple(_number(*where) for where in found))


def _number(tensor: Tensor, index: tuple[int, ...], text: str) -> Number:
    """A number with whose entry it is; a scalar that stands for an entry of an array is traced to the array."""
    whole, place = (tensor.op.array, tensor.op.index) if isinstance(tensor.op, EntryOf) else (tensor, index)
    return Number(text, float(tensor.value[index]), whole.name or "", place)


def entry_of(tensor: Tensor, index: tuple[int, ...]) -> Tensor:
    """One entry as a Tensor of scalars: its expression is written out down to entries of the named tensors.

    Errors  ShapeError for an entry that isn't there

    >>> x = Tensor([1.0, 2.0], "x")
    >>> entry_of((2.0 * x).named("y"), (0,)).formula
    'y_{1} = 2 x_{1}'
    """
    whole = all(isinstance(k, (int, np.integer)) for k in index)
    if not whole or len(index) != tensor.ndim or any(not -n <= k < n for k, n in zip(index, tensor.shape)):
        hint = f"give an index for each axis ({tensor.ndim}), counted from 0."
        raise ShapeError(f"{label(tensor)} has no entry {list(index)}; {hint}")
    index = tuple(int(k) % n for k, n in zip(index, tensor.shape))
    scalars: dict[tuple[int, tuple[int, ...]], Tensor] = {}

    def of(operand: Tensor, place: tuple[int, ...]) -> Tensor:
        """An entry of an operand: a leaf if the operand has a name, else written out further."""
        if operand.op is not None and operand.op.constant:
            return operand
        key = (id(operand), place)
        if key not in scalars:
            if operand.name is not None or operand.op is None or not operand.inputs:
                name = symbol.entry(operand.name, place) if operand.name else None
                scalars[key] = Tensor.made_by(
                    EntryOf(operand, place), (), np.asarray(operand.value[place]), name, operand.own_role
                )
            else:
                scalars[key] = operand.op.entry(operand, place, of)
        return scalars[key]

    name = symbol.entry(tensor.name, index) if tensor.name else None
    if tensor.op is None or not tensor.inputs:
        return Tensor.made_by(EntryOf(tensor, index), (), np.asarray(tensor.value[index]), name, tensor.own_role)
    written = tensor.op.entry(tensor, index, of)
    if not written.inputs:  # the operation only moves numbers about
        return Tensor.made_by(IDENTITY, (written,), written.value, name, tensor.own_role)
    return written.named(name, role=tensor.own_role) if name else written


def operands(tensor: Tensor) -> list[Tensor]:
    """The tensors whose numbers stand in a working: the named ones and the leaves that the expression reaches."""
    found: dict[int, Tensor] = {}
    stack = list(reversed(tensor.inputs))
    while stack:
        node = stack.pop()
        if node.op is not None and node.op.constant:
            continue
        if node.name is not None or node.op is None or not node.inputs:
            found.setdefault(id(node), node)
        else:
            stack.extend(reversed(node.inputs))
    return list(found.values())


def choose_digits(tensor: Tensor, digits: int = 4, like: np.ndarray | None = None) -> Digits:
    """The one place that decides the digits of a working, so that it is calculator-true.

    It looks for the most digits of the result, then the fewest of the numbers put in, and keeps to ``digits`` as
    long as it can: first the result gives up a digit or two, only then do the numbers put in get more.
    like  the array to whose rounding the result keeps, when the tensor is one entry of it
    """
    like = tensor.value if like is None else like
    parts = operands(tensor)
    for given_digits, result_digits, each in _attempts(digits):
        given = {id(t): _rounding(_whole(t), given_digits, each) for t in parts}
        result = rounding_for(like, result_digits)
        shown = {t: given[id(t)].rounded(t.value, np.longdouble) for t in parts}
        recomputed = _recompute(tensor, shown)
        if recomputed is None:
            continue
        displayed = result.rounded(tensor.value, np.longdouble)
        units = np.array([result.unit(v) for v in displayed.ravel()]).reshape(displayed.shape)
        slack = EXACT * np.maximum(units, np.abs(displayed))
        if np.all(np.abs(recomputed - displayed) <= units / 2 + slack):
            inputs_exact = all(np.allclose(shown[t], t.value, rtol=1e-12, atol=0) for t in parts)
            result_exact = bool(np.all(np.abs(recomputed - displayed) <= EXACT * np.maximum(np.abs(displayed), units)))
            return Digits(given, result, recomputed, inputs_exact, result_exact)
    if np.abs(tensor.value).max() <= NOISE * max(np.abs(t.value).max(initial=0.0) for t in parts):
        return _nothing_left(tensor, parts, digits)
    raise DomainError(f"No number of digits up to {MOST} makes the working of {label(tensor)} true for a calculator.")


def _nothing_left(tensor: Tensor, parts: list[Tensor], digits: int) -> Digits:
    """The digits of a result that is only what rounding left of a difference, such as 0.1 + 0.2 - 0.3: shown as 0."""
    given = {id(t): rounding_for(_whole(t), digits) for t in parts}
    exact = all(np.allclose(given[id(t)].rounded(t.value), t.value, rtol=1e-12, atol=0) for t in parts)
    again = _recompute(tensor, {t: given[id(t)].rounded(t.value, np.longdouble) for t in parts})
    return Digits(given, Rounding(0), np.zeros(tensor.shape), exact, again is not None and not again.any())


def _whole(tensor: Tensor) -> np.ndarray:
    """The array to whose rounding a tensor keeps: its own, or the one whose entry it is."""
    return tensor.op.array.value if isinstance(tensor.op, EntryOf) else tensor.value


def _attempts(digits: int) -> list[tuple[int, int, bool]]:
    """Digits of the numbers put in and of the result, and whether each has its own exponent; the best first."""
    lowest = min(digits, FEWEST)
    first = [(digits, k, False) for k in range(digits, max(lowest, digits - 2) - 1, -1)]
    more = range(digits + 1, MOST + 1)
    return first + [(n, digits, False) for n in more] + [(n, digits, True) for n in (digits, *more)]


def _rounding(values: np.ndarray, digits: int, each: bool) -> Rounding:
    """The rounding of an array; with an exponent for each number where the array needs more digits than it is given."""
    rounding = rounding_for(values, digits)
    if not each or np.allclose(rounding.rounded(values), values, rtol=1e-12, atol=0):
        return rounding
    return Rounding(digits - 1, scientific=True)


def _recompute(tensor: Tensor, shown: dict[Tensor, np.ndarray]) -> np.ndarray | None:
    """The result from the displayed numbers; None where they no longer allow it, such as log 0.00."""
    if tensor.op is None or not tensor.inputs:
        return np.asarray(tensor.value, dtype=np.longdouble)
    with np.errstate(all="ignore"):
        value = np.asarray(recomputed(ancestors(tensor), shown), dtype=np.longdouble)
    return value if np.isfinite(value).all() else None
