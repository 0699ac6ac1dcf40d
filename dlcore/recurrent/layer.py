"""What recurrent layers have in common: shapes, the state to start from, and going through a sequence."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.check import number
from dlcore.errors import ShapeError
from dlcore.layer import Layer
from dlcore.ops.linear import matmul, transpose
from dlcore.ops.op import label
from dlcore.ops.shape import permute, pick, reshape
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


def weighted(W: Tensor, x: Tensor) -> Tensor:
    """W x for one example, X W^T for a batch in rows."""
    return matmul(W, x) if x.ndim == 1 else matmul(x, transpose(W))


def block(tensor: Tensor, k: int, H: int, name: str) -> Tensor:
    """One gate's rows of a matrix, or entries of a vector, that holds all gates' one after the other."""
    return pick(tensor, slice(k * H, (k + 1) * H)).named(name)


def previous(states: np.ndarray, first: np.ndarray) -> np.ndarray:
    """The states before each step: (T, N, H) moved on by one, with the first one in front."""
    return np.concatenate([first[None], states[:-1]])


@dataclass(frozen=True)
class Recurrent(Layer):
    r"""A layer that goes through a sequence step by step and carries a state.

    W       (gates H, D) weighs the input of a step
    U       (gates H, H) weighs the state before it
    b       (gates H,)   biases
    Errors  ShapeError where W, U and b don't go together

    >>> from dlcore import lstm
    >>> net = lstm(2, 3, rng=1)
    >>> net.D, net.H, net.gates
    (2, 3, 'ifgo')
    """

    W: Tensor
    U: Tensor
    b: Tensor

    gates: ClassVar[str] = "h"  # their order in W, U and b

    def __post_init__(self) -> None:
        super().__post_init__()
        H, rows = self.U.shape[-1], len(self.gates) * self.U.shape[-1]
        if (
            self.W.ndim != 2
            or self.U.ndim != 2
            or len(self.W) != rows
            or len(self.U) != rows
            or self.b.shape != (rows,)
        ):
            raise ShapeError(
                f"{type(self).__name__} takes W ({len(self.gates)} H, D), U ({len(self.gates)} H, H) "
                f"and b ({len(self.gates)} H,); "
                f"with H = {H} found {label(self.W)}, {label(self.U)} and {label(self.b)}."
            )

    @property
    def D(self) -> int:
        """Numbers in an input."""
        return self.W.shape[1]

    @property
    def H(self) -> int:
        """Numbers in a state."""
        return self.U.shape[1]

    def sequence(self, x: object) -> Tensor:
        """The input checked: (T, D), or (N, T, D) for a batch."""
        x = as_tensor(x)
        if x.ndim not in (2, 3) or x.shape[-1] != self.D or not x.size:
            raise ShapeError(
                f"{type(self).__name__} takes sequences (T, {self.D}) or (N, T, {self.D}); found {label(x)}."
            )
        return x

    def state(self, given: object | None, x: Tensor, name: str) -> Tensor:
        """The state before the first step: the one given, or zeros; (H,) or (N, H)."""
        shape = (*x.shape[:-2], self.H)
        if given is None:
            return Tensor(np.zeros(shape, dtype=x.value.dtype), name)
        given = as_tensor(given)
        if given.shape != shape:
            raise ShapeError(f"The state {name} before the first step needs the shape {shape}; found {label(given)}.")
        return given

    def by_time(self, x: Tensor) -> Tensor:
        """All weighted inputs at once, the gates' share that doesn't wait for a state: (T, N, gates H)."""
        z = weighted(self.W, x) + self.b
        return reshape(z, (len(z), 1, z.shape[-1])) if z.ndim == 2 else permute(z, (1, 0, 2))

    def by_example(self, trace: Tensor, x: Tensor) -> Tensor:
        """The way back: (T, N, ...) to (T, ...) or (N, T, ...)."""
        return reshape(trace, (len(trace), *trace.shape[2:])) if x.ndim == 2 else permute(trace, (1, 0, 2))

    def inputs(self, x: Tensor) -> list[Tensor]:
        """The inputs of the steps, x_1 to x_T, each (D,) or (N, D)."""
        return [pick(x, (..., t, slice(None))).named(f"x_{{{t + 1}}}") for t in range(x.shape[-2])]


def uniform(gates: int, D: int, H: int, rng: np.random.Generator | int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    r"""W, U and b with numbers between \pm 1/\sqrt H, PyTorch's way, but for biases of 0."""
    rng, limit = generator(rng), 1.0 / math.sqrt(H)
    return rng.uniform(-limit, limit, (gates * H, D)), rng.uniform(-limit, limit, (gates * H, H)), np.zeros(gates * H)


def gate_bias(name: str, given: object, H: int) -> np.ndarray:
    """A gate's biases: one number for all units, or one for each; finite.

    >>> gate_bias("forget_bias", 1.0, 2).tolist(), gate_bias("forget_bias", [1.0, 3.0], 2).tolist()
    ([1.0, 1.0], [1.0, 3.0])
    """
    if isinstance(given, (int, float)):
        return np.full(H, number(name, given))
    biases = as_tensor(given)
    if biases.shape not in ((), (H,)):
        raise ShapeError(f"{name} is one number, or one for each of the {H} units; found {label(biases)}.")
    return np.broadcast_to(biases.value, (H,))
