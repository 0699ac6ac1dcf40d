"""A recorded expression made into a plain NumPy function, to be computed again with other numbers.

The expression of a loss and its gradients is the same in every training step; only the numbers change. A Program
computes it anew without making Tensors. Its source can be read: it is the training step, written in NumPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from keyword import iskeyword
from typing import Any

import numpy as np

from dlcore.activations.activation import Derivative
from dlcore.errors import DlcoreError
from dlcore.ops.arithmetic import IDENTITY
from dlcore.ops.op import Op
from dlcore.tensor import Tensor, ancestors


class CannotRepeat(DlcoreError):
    """The expression holds something that is drawn anew each time.

    >>> from dlcore import dropout
    >>> x = Tensor([1.0], "x")
    >>> try:
    ...     Program([dropout(x, 0.5, rng=1)], [x])
    ... except CannotRepeat as problem:
    ...     print("drawn" in str(problem))
    True
    """


class Program:
    """Arrays in, arrays out: what the outputs would be if the inputs had other values of the same shapes.

    Everything else that the outputs were computed from keeps its value.
    source  the function in Python
    Raises CannotRepeat for an expression with an operation that is not repeatable, such as a dropout mask.

    Working  that of the outputs' expressions, which it repeats with other numbers

    >>> x, w = Tensor([1.0, 2.0], "x"), Tensor([3.0, 4.0], "w")
    >>> program = Program([w @ x + 1.0], [w, x])
    >>> program(np.array([1.0, 1.0]), np.array([5.0, 6.0]))
    (np.float64(12.0),)
    >>> print(program.source)
    def program(w, x):
        v1 = matmul(w, x)
        v2 = v1 + c1
        return (v2,)
    """

    def __init__(self, outputs: Sequence[Tensor], inputs: Sequence[Tensor]):
        self._known: dict[str, Any] = {}
        self._lines: list[str] = []
        self._written: dict[tuple, str] = {}
        self._names = {id(tensor): name for tensor, name in zip(inputs, _input_names(inputs))}
        arguments = ", ".join(self._names[id(tensor)] for tensor in inputs)
        for node in ancestors(*outputs):
            if id(node) not in self._names:
                self._names[id(node)] = self._name(node)
        results = "".join(f"{self._names[id(tensor)]}, " for tensor in outputs).strip()
        body = "".join(
            f"    {line}\n" for line in [*self._lines, f"return ({results if len(outputs) > 1 else results})"]
        )
        self.source = f"def program({arguments}):\n{body}".rstrip()
        exec(compile(self.source, "<program>", "exec"), self._known)  # the source consists of names made here
        self._run = self._known["program"]

    def __call__(self, *arrays: np.ndarray) -> tuple[np.ndarray, ...]:
        """The outputs for other inputs. Overflow raises no warning here: whoever asks checks that the numbers are
        finite."""
        with np.errstate(over="ignore", invalid="ignore", divide="ignore"):
            return self._run(*arrays)

    def _name(self, node: Tensor) -> str:
        """The variable that holds a node's value, with the line that computes it, if there isn't one yet."""
        names = [self._names[id(child)] for child in node.inputs]
        if node.op is None:
            return self._constant(node.value)
        if not node.op.repeatable:
            raise CannotRepeat(f"{node.op.symbol} is drawn anew for each step")
        if not names or all(name in self._known for name in names):
            return self._constant(node.value)
        if node.op is IDENTITY:
            return names[0]
        key = (node.op, *names)
        if key not in self._written:
            self._written[key] = f"v{len(self._written) + 1}"
            self._lines.append(f"{self._written[key]} = {self._code(node.op, names)}")
        return self._written[key]

    def _constant(self, value: np.ndarray) -> str:
        name = f"c{sum(not callable(known) for known in self._known.values()) + 1}"
        self._known[name] = value
        return name

    def _code(self, op: Op, names: list[str]) -> str:
        """The right side of a line. A derivative reuses the activation's value where that was computed."""
        if op.code:
            self._known.setdefault("exp", np.exp)
            return op.code.format(*names)
        if isinstance(op, Derivative):
            value = self._written.get((op.activation, *names))
            if value is not None:
                return self._call(op.activation, op.activation.slope, "slope", [*names, value])
        return self._call(op, op.value, "", names)

    def _call(self, op: Op, function: object, suffix: str, names: list[str]) -> str:
        word = name = f"{type(op).__name__.lower()}_{suffix}".strip("_")
        while self._known.setdefault(name, function) != function:
            name = f"{word}_{len(self._known)}"
        return f"{name}({', '.join(names)})"


def _input_names(inputs: Sequence[Tensor]) -> list[str]:
    """Variables for the inputs: their own letter and layer where that is a free name, numbered otherwise."""
    names: list[str] = []
    for tensor in inputs:
        letters = "".join(ch for ch in tensor.name or "x" if ch.isascii() and ch.isalnum())
        free = letters.isidentifier() and len(letters) < 3 and letters[0] not in "vc" and letters not in names
        names.append(letters if free and not iskeyword(letters) else f"x_{len(names)}")
    return names
