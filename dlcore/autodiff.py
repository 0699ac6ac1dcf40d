r"""Gradients by reverse accumulation: the chain rule, applied from the loss backward.

Each adjoint is itself a Tensor made by operations, so that it shows its work and can be differentiated again.
The adjoint of a pre-activation ``z^{(l)}`` is named ``\delta^{(l)}``; that of a tensor asked for is named
``\partial L / \partial W``; all other adjoints stay unnamed and are written out where they are used.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from dlcore import symbol
from dlcore.errors import NonFiniteError, ShapeError
from dlcore.ops.arithmetic import IDENTITY, SEED, add, seed
from dlcore.ops.elementary import absolute
from dlcore.ops.extremes import larger
from dlcore.ops.op import label
from dlcore.ops.safe_divide import safe_divide
from dlcore.tensor import Tensor, ancestors, recomputed
from dlcore.tensor_form import tensor_form


class Gradients:
    r"""The adjoints of one backward pass: ``gradients[W]`` is dL/dW, ``gradients[z]`` is delta.

    Iterating gives those that were asked for, in the order in which they were asked for.

    Errors  KeyError for a tensor that lies on no way from a wanted one to the loss

    >>> w, x = Tensor(2.0, "w"), Tensor(3.0, "x")
    >>> z = (w * x).named("z")
    >>> found = gradients((z * z).named("L"), [w])
    >>> found[w].item(), found[z].formula, [g.name for g in found]
    (36.0, '\\delta = z + z', ['\\frac{\\partial L}{\\partial w}'])
    """

    __slots__ = ("loss", "wanted", "_adjoints")

    def __init__(self, loss: Tensor, wanted: Sequence[Tensor], adjoints: dict[int, Tensor]):
        self.loss, self.wanted, self._adjoints = loss, tuple(wanted), adjoints

    def __getitem__(self, tensor: Tensor) -> Tensor:
        """The adjoint of a tensor that lies between the wanted ones and the loss, under its usual name."""
        adjoint = self._adjoints.get(id(tensor))
        if adjoint is None:
            raise KeyError(
                f"{label(tensor)} has no gradient here: the loss doesn't depend on it, or it was not asked for."
            )
        name = symbol.adjoint(self.loss.name or "L", tensor.name) if tensor.name else None
        return _called(adjoint, name) if name and adjoint.name != name else adjoint

    def __iter__(self) -> Iterator[Tensor]:
        return (self._adjoints[id(t)] for t in self.wanted)

    def __len__(self) -> int:
        return len(self.wanted)

    def __getstate__(self) -> tuple:
        """For pickling: adjoints beside the tensors themselves, since identities don't outlive the process."""
        nodes = {id(t): t for t in (*ancestors(self.loss), *self.wanted)}
        return self.loss, self.wanted, [(nodes[key], adjoint) for key, adjoint in self._adjoints.items()]

    def __setstate__(self, state: tuple) -> None:
        self.loss, self.wanted, pairs = state
        self._adjoints = {id(tensor): adjoint for tensor, adjoint in pairs}


def gradients(loss: Tensor, wanted: Sequence[Tensor]) -> Gradients:
    r"""The gradients of a scalar loss with respect to the tensors wanted.

    loss    one number, made from the wanted tensors by operations
    wanted  leaves (parameters, inputs) or intermediate tensors

    Raises ShapeError for a loss of more than one number, NonFiniteError for a loss that is not finite (naming where
    it became so), KeyError never: a wanted tensor on which the loss doesn't depend gets zeros.
    Source: Rumelhart, Hinton and Williams (1986); Griewank and Walther, Evaluating Derivatives (2008), ch. 3.

    >>> from dlcore import Tensor
    >>> x, y, z = Tensor(-2.0, "x"), Tensor(5.0, "y"), Tensor(-4.0, "z")
    >>> f = ((x + y).named("q") * z).named("f")
    >>> [g.item() for g in gradients(f, [x, y, z])]
    [-4.0, -4.0, 3.0]
    """
    if loss.value.size != 1:
        raise ShapeError(f"A loss is one number; found {label(loss)}. Sum it or take its mean first.")
    nodes = ancestors(loss)
    if not math.isfinite(loss.value.item()):
        raise NonFiniteError(_where_it_broke(nodes))
    asked = {id(t) for t in wanted}
    needed = depending_on(nodes, wanted)
    pending: dict[int, Tensor] = {id(loss): seed(loss.value)}
    adjoints: dict[int, Tensor] = {}
    for node in reversed(nodes):
        key = id(node)
        if key not in needed or key not in pending:
            continue
        adjoint = adjoints[key] = _named(pending.pop(key), node, loss, key in asked)
        if node.op is None:
            continue
        places = [i for i, child in enumerate(node.inputs) if id(child) in needed]
        for i, part in zip(places, node.op.gradients(places, adjoint, node)):
            child = node.inputs[i]
            so_far = pending.get(id(child))
            pending[id(child)] = part if so_far is None else add(so_far, part)
    for tensor in wanted:
        if id(tensor) not in adjoints:
            adjoints[id(tensor)] = _named(Tensor(np.zeros_like(tensor.value)), tensor, loss, True)
    return Gradients(loss, wanted, adjoints)


def depending_on(nodes: Sequence[Tensor], tensors: Sequence[Tensor]) -> set[int]:
    """The ids of some tensors and of all nodes (in the order of ``ancestors``) that were computed from one of them."""
    needed = {id(t) for t in tensors}
    for node in nodes:
        if node.inputs and not needed.isdisjoint([id(child) for child in node.inputs]):
            needed.add(id(node))
    return needed


def _named(adjoint: Tensor, node: Tensor, loss: Tensor, asked: bool) -> Tensor:
    """The adjoint under its usual name, if it has one of its own."""
    if node.name is None or adjoint.op is SEED or not (asked or symbol.is_preactivation(node.name)):
        return adjoint
    return _called(adjoint, symbol.adjoint(loss.name or "L", node.name))


def _called(adjoint: Tensor, name: str) -> Tensor:
    """The adjoint under a name; one that is another tensor itself, such as an input, says so."""
    return IDENTITY(adjoint).named(name) if adjoint.name else adjoint.named(name)


def _where_it_broke(nodes: list[Tensor]) -> str:
    for node in nodes:
        if not np.isfinite(node.value).all():
            made = f", made by {node.op.symbol} from {', '.join(label(t) for t in node.inputs)}" if node.op else ""
            return f"The loss is not finite. The first tensor that isn't is {label(node)}{made}: scale its inputs down."
    return "The loss is not finite."


def numerical_gradient(loss: Tensor, tensor: Tensor, step: float | None = None) -> np.ndarray:
    r"""dL/d(tensor) by central differences, (L(v + h) - L(v - h)) / 2h, entry by entry.

    The expression is evaluated anew in extended precision where the machine has it (80 bits on x86), else in float64.
    step  h, by default the cube root of the precision, which balances rounding against truncation.

    Shapes   that of the tensor
    Errors   ShapeError for anything but a Tensor, or a loss of more than one number
    Working  none: the two losses differ in digits that no display shows
    Source   Press et al., Numerical Recipes (2007), section 5.7

    >>> x = Tensor([1.0, 3.0], "x")
    >>> numerical_gradient((x @ x).named("L"), x).round(9).tolist()
    [2.0, 6.0]
    """
    if not isinstance(tensor, Tensor):
        raise ShapeError(f"A numerical gradient is taken with respect to a Tensor; found {tensor!r:.60}.")
    if not isinstance(loss, Tensor) or loss.size != 1:
        raise ShapeError(f"A numerical gradient is taken of one number, a Tensor; found {loss!r:.60}.")
    kind = np.longdouble
    base = tensor.value.astype(kind)
    h = kind(step) if step else np.cbrt(np.finfo(kind).eps) * np.maximum(kind(1), np.abs(base))
    steps = np.broadcast_to(h, base.shape)
    result = np.empty(base.shape, dtype=kind)
    nodes = ancestors(loss)
    for index in np.ndindex(base.shape):
        above, below = base.copy(), base.copy()
        above[index] += steps[index]
        below[index] -= steps[index]
        rise = recomputed(nodes, {tensor: above}) - recomputed(nodes, {tensor: below})
        result[index] = (rise / (above[index] - below[index])).reshape(())
    return result.astype(np.float64)


def _relative_error(a: object, b: object) -> Tensor:
    """The error as a Tensor."""
    a, b = Tensor(a, "a"), Tensor(b, "b")
    if a.shape != b.shape:
        raise ShapeError(f"A relative error compares arrays of one shape; found {label(a)} and {label(b)}.")
    return safe_divide(absolute(a - b), larger(absolute(a), absolute(b))).named(r"\text{error}")


@tensor_form(_relative_error)
def relative_error(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """|a - b| / max(|a|, |b|) entry by entry, 0 where both are 0: how far two ways to a number disagree.

    Shapes  two arrays of one shape -> that shape
    Errors  ShapeError for shapes that differ
    Source  Stanford CS231n, Neural Networks Part 3, gradient checks

    >>> relative_error(np.array([1.0, 0.0]), np.array([2.0, 0.0])).tolist()
    [0.5, 0.0]
    """
    return _relative_error(a, b).value


def check_gradients(function: Callable[..., Tensor], *inputs: Tensor, tolerance: float = 1e-7) -> str:
    """Compare the gradients of a function (summed with fixed weights) with central differences.

    Returns a line with the worst disagreement; raises AssertionError with both numbers and the place when it is above
    the tolerance. Entries so small that differences can't resolve them are compared absolutely.

    Working  that of the gradients which it checks: gradients(...)

    >>> from dlcore import sigmoid
    >>> check_gradients(sigmoid, Tensor([0.0], "z")).split(", relative")[0]
    'worst at z[0]: backward 0.125, differences 0.125'
    """
    from dlcore.ops.reduction import total

    result = function(*inputs)
    weights = Tensor(np.linspace(0.5, 1.5, result.size).reshape(result.shape))
    loss = total(result * weights)
    found = gradients(loss, inputs)
    worst = (0.0, "", 0.0, 0.0)
    precision = float(np.finfo(np.longdouble).eps)
    resolution = 4.0 * precision ** (2 / 3) * abs(loss.item())  # what rounding the loss does to a difference of it
    for k, (tensor, gradient) in enumerate(zip(inputs, found)):
        by_differences = numerical_gradient(loss, tensor)
        floor = max(1e-8, 1e-8 * np.abs(by_differences).max(initial=0.0), resolution / tolerance)
        errors = np.abs(gradient.value - by_differences) / np.maximum(np.abs(by_differences), floor)
        if errors.size and errors.max() >= worst[0]:
            place = tuple(int(i) for i in np.unravel_index(errors.argmax(), errors.shape))
            name = f"{tensor.name or f'input {k}'}{list(place)}"
            worst = (float(errors.max()), name, float(gradient.value[place]), float(by_differences[place]))
    line = f"worst at {worst[1]}: backward {worst[2]:.12g}, differences {worst[3]:.12g}, relative error {worst[0]:.2e}"
    if not worst[0] <= tolerance:
        raise AssertionError(line)
    return line
