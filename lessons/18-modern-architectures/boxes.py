"""Two of the four boxes by hand: the norm without a mean, and the gate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, layer_norm, llama, rms_norm, sigmoid, silu

ROW = (1.0, 1.0, 7.0, 7.0)
GATE, UP = 1.0, 2.0


@dataclass(frozen=True)
class Boxes:
    """Workings.

    rms, layer   (4,) the same row, normed in two ways
    hidden       one gated unit
    passes       what a SwiGLU multiplies by, and what the first gated unit did
    width        of a gated network with as many weights as a plain one, 8d/3, and the one that is built
    """

    rms: Tensor
    layer: Tensor
    hidden: Tensor
    passes: dict[str, Callable[[np.ndarray], np.ndarray]]
    width: Tensor
    built: int
    d: int
    step: int

    @property
    def rows(self) -> list[list[float]]:
        """The row before and after."""
        return [list(ROW), self.layer.value.tolist(), self.rms.value.tolist()]

    @property
    def multiple(self) -> bool:
        """Whether the built width is the next multiple of the step."""
        return self.built == self.step * int(np.ceil(self.width.item() / self.step))


def boxes() -> Boxes:
    """Compute."""
    x = Tensor(ROW, "x")
    gate, up = Tensor(GATE, "g", role=""), Tensor(UP, "u")
    d = Tensor(4096.0, "d")
    built = llama("Llama-2-7B", tokens=1)["block1.residual2.mlp"].arrays["W_1"][0]
    return Boxes(
        rms_norm(x, eps=0.0).named("y", role="activation"),
        layer_norm(x, eps=0.0).named("y", role="activation"), (silu(gate) * up).named("h"),
        {"SiLU": swish, "sigmoid": gate_of},
        (8.0 * d / 3.0).named("H"), built, int(d.item()), 256,
    )  # fmt: skip


def swish(z: np.ndarray) -> np.ndarray:
    """SiLU of an array, for a plot."""
    return silu(z).value


def gate_of(z: np.ndarray) -> np.ndarray:
    """The sigmoid of an array, for a plot."""
    return sigmoid(z).value
