"""One line of a layer table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import prod

from dlcore.architectures.signal import Shape
from dlcore.tensor import Tensor


@dataclass(frozen=True, slots=True)
class Row:
    r"""What one layer has and does for one example.

    name              dotted path, such as "stage2.block1.conv1"
    kind              the layer's class: "Conv", "Linear", "Attention", ...
    arrays            name and shape of every learned array; ``parameters`` is the sum of their sizes
    multiply_adds     multiplications of its matrix products and convolutions, each with its addition: half its FLOPs.
                      Biases, norms, activation functions, softmax, pooling and look-ups are not counted
    activations       numbers that its products, norms, poolings or additions write; an activation function, dropout or
                      softmax that works in place writes none
    receptive_field   input positions along one axis that can change one output position (see Signal)
    stride            input positions between neighboring output positions
    active_parameters parameters that take part for one token; fewer than all only in a mixture of experts
    cache_per_token   numbers that are kept for each token while text is generated: its keys and values
    tensors           the same numbers as Tensors of the layer's sizes, which show their work: "parameters",
                      "multiply_adds", "activations", "receptive_field", for an image "height" and "width"; a number
                      that takes no arithmetic, such as the 0 multiply-adds of pooling, is left out

    >>> Row("fc", "LinearSpec", (3,), (2,), {"W": (2, 3), "b": (2,)}, 6, 2, 3, 1, 8).parameters
    8
    """

    name: str
    kind: str
    input_shape: Shape
    output_shape: Shape
    arrays: Mapping[str, Shape]
    multiply_adds: int
    activations: int
    receptive_field: int
    stride: int
    active_parameters: int
    cache_per_token: int = 0
    work: Callable[[], Mapping[str, Tensor]] = field(default=dict, repr=False, compare=False)

    @property
    def parameters(self) -> int:
        """How many numbers the layer learns."""
        return sum(prod(shape) for shape in self.arrays.values())

    @property
    def tensors(self) -> Mapping[str, Tensor]:
        """The row's numbers as Tensors, computed when they are asked for."""
        return self.work()
