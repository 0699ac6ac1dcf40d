r"""SwiGLU: a feed-forward network in which a gate decides how much of each hidden number passes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations import ACTIVATIONS
from dlcore.check import choice, whole
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.rng import generator
from dlcore.tensor import Tensor


@dataclass(frozen=True)
class GatedFeedForward(Layer):
    r"""Two layers side by side, one of them through an activation, multiplied entry by entry, and a third one down.

    y = (f(x W_g^\top) \odot x W_1^\top) W_2^\top

    activation  f: "silu" makes it a SwiGLU, "gelu" a GEGLU, "sigmoid" the first gated linear unit
    Shapes      x (..., D) -> (..., D); gate and up (H, D), down (D, H)
    Convention  no biases, as in Llama. With H = 8D/3 it has as many weights as a plain network with H = 4D
    Errors      DomainError for an activation that isn't known
    Source      Shazeer, GLU Variants Improve Transformer (2020), equations 5 and 6

    >>> layer = gated_feed_forward(4, rng=1)
    >>> layer(np.ones((3, 4))).shape, layer.gate.W.shape, layer.parameter_count
    ((3, 4), (11, 4), 132)
    """

    gate: Linear
    up: Linear
    down: Linear
    activation: str = "silu"

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("activation", self.activation, ACTIVATIONS)

    def __call__(self, x: object) -> Tensor:
        """The outputs at all positions."""
        return self.down(ACTIVATIONS[self.activation](self.gate(x)) * self.up(x))


def gated_feed_forward(
    D: int, hidden: int | None = None, *, rng: np.random.Generator | int, activation: str = "silu"
) -> GatedFeedForward:
    """A new gated network; the hidden width is 8D/3, rounded, unless given.

    Errors  DomainError for sizes below 1 or an activation's name that isn't known
    Source  Shazeer (2020), section 2, for the width: three matrices with two thirds of the hidden units

    >>> gated_feed_forward(6, rng=1).down.W.shape
    (6, 16)
    """
    rng, hidden = generator(rng), round(8 * whole("D", D, least=1) / 3) if hidden is None else hidden
    gate, up = (linear(D, hidden, rng=rng, bias=False, layer=name) for name in ("g", 1))
    return GatedFeedForward(gate, up, linear(hidden, D, rng=rng, bias=False, layer=2), activation)
