"""Residual blocks: a layer learns what to add to its input, and the input has a free way past it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dlcore.activations.relu import RELU
from dlcore.convolution import Convolution, convolution
from dlcore.errors import ShapeError
from dlcore.layer import Layer
from dlcore.normalization import BatchNorm
from dlcore.ops.op import label
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


def residual(x: object, f: Callable[[Tensor], Tensor]) -> Tensor:
    r"""x + f(x).

    Errors  ShapeError where f changes the shape: nothing is broadcast on a residual path
    Source  He et al., Deep Residual Learning for Image Recognition (2016), equation 1

    >>> residual(Tensor(3.0, "x"), lambda x: 2.0 * x).formula
    'x + 2 x'
    """
    x = as_tensor(x)
    branch = f(x)
    if branch.shape != x.shape:
        raise ShapeError(f"A residual path adds arrays of one shape; found {label(x)} and {label(branch)}.")
    return x + branch


@dataclass(frozen=True)
class ResidualBlock(Layer):
    r"""The basic block of a residual network: two convolutions with batch norm, past which the input goes.

    y = ReLU(x + norm_2(conv_2(ReLU(norm_1(conv_1(x))))))

    shortcut    None for the input as it is; a 1 x 1 convolution where channels or size change
    Shapes      x (N, C, H, W) -> (N, C_out, H / stride, W / stride)
    Convention  norm after each convolution and ReLU after the sum, as in the paper; convolutions without bias
    Errors      ShapeError where the way past has another shape than the branch
    Source      He et al. (2016), figure 2 and section 3.3, option B

    >>> block = residual_block(4, 4, rng=1)
    >>> block(np.ones((2, 4, 6, 6))).shape, block.parameter_count
    ((2, 4, 6, 6), 304)
    """

    conv1: Convolution
    norm1: BatchNorm
    conv2: Convolution
    norm2: BatchNorm
    shortcut: Convolution | None = None
    shortcut_norm: BatchNorm | None = None

    def __call__(self, x: object) -> Tensor:
        """The block's maps, by the minibatch's statistics."""
        x = as_tensor(x)
        past = x if self.shortcut is None or self.shortcut_norm is None else self.shortcut_norm(self.shortcut(x))
        branch = self.norm2(self.conv2(RELU(self.norm1(self.conv1(x)))))
        if branch.shape != past.shape:
            raise ShapeError(
                f"The way past a residual block needs the shape of its branch; found {label(past)} and {label(branch)}."
            )
        return RELU(past + branch)


def residual_block(C_in: int, C_out: int, *, rng: np.random.Generator | int, stride: int = 1) -> ResidualBlock:
    """A new block with He's initialization; a 1 x 1 convolution on the way past where channels or size change.

    Errors  DomainError for sizes below 1
    Source  He et al. (2016), section 3.3, option B

    >>> residual_block(4, 8, rng=1, stride=2)(np.ones((1, 4, 6, 6))).shape
    (1, 8, 3, 3)
    """
    rng = generator(rng)
    conv1 = convolution(C_in, C_out, 3, rng=rng, stride=stride, padding=1, bias=False, layer=1)
    conv2 = convolution(C_out, C_out, 3, rng=rng, padding=1, bias=False, layer=2)
    norms = BatchNorm.of(C_out), BatchNorm.of(C_out)
    if stride == 1 and C_in == C_out:
        return ResidualBlock(conv1, norms[0], conv2, norms[1])
    shortcut = convolution(C_in, C_out, 1, rng=rng, stride=stride, bias=False, layer="past")
    return ResidualBlock(conv1, norms[0], conv2, norms[1], shortcut, BatchNorm.of(C_out))
