"""What passes from layer to layer: a shape, and how much of the input each of its positions sees.

Sizes are whole numbers. They may be Tensors as well: then the arithmetic of the layers shows its work.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import prod
from typing import Any

from dlcore.check import whole
from dlcore.errors import ShapeError
from dlcore.tensor import Tensor

Shape = tuple[int, ...]


def product(sizes: Iterable[Any]) -> Any:
    """The product of sizes; of Tensors, one that stands there twice is written as a square."""
    sizes = list(sizes)
    if not any(isinstance(size, Tensor) for size in sizes):
        return prod(sizes)
    factors = [size**times if times > 1 else size for size, times in Counter(sizes).items()]
    return prod(factors[1:], start=factors[0])


def evenly(a: Any, b: Any) -> Any:
    """a / b where b divides a: whole numbers stay whole."""
    return a / b if isinstance(a, Tensor) or isinstance(b, Tensor) else a // b


@dataclass(frozen=True, slots=True)
class Signal:
    r"""One example between two layers; the batch is left out.

    shape   (C, H, W) an image or feature map, (T, D) a sequence of vectors, (T,) token ids, (D,) a vector
    field   receptive field: how many input positions along one axis can change one position of this signal.
            It is the theoretical one, and may reach beyond the border into the padding
    stride  how many input positions lie between two neighboring positions of this signal, its effective stride
    extent  how many different views of the input there are along one axis; 1 once every position sees everything
    Source  Araujo, Norris and Sim, Computing Receptive Fields of Convolutional Neural Networks, Distill (2019)

    >>> Signal.entering((3, 32, 32)).numbers
    3072
    """

    shape: Shape
    field: int
    stride: int
    extent: int

    @classmethod
    def entering(cls, shape: Shape) -> Signal:
        """The input of a network; ShapeError unless the shape has one to three axes of at least one element each."""
        shape = tuple(whole("a size in the input shape", size, least=1) for size in shape)
        if not 1 <= len(shape) <= 3:
            raise ShapeError(f"An input is (C, H, W), (T, D), (T,) or (D,); found {shape}")
        extent = max(shape[1:]) if len(shape) == 3 else shape[0]
        return cls(shape, field=1, stride=1, extent=extent)

    @property
    def numbers(self) -> int:
        """How many numbers one example has here."""
        return product(self.shape)

    def reshaped(self, *shape: int) -> Signal:
        """Another shape with the same view of the input."""
        return replace(self, shape=shape)

    def through_window(self, shape: Shape, reach: int, stride: int, extent: int) -> Signal:
        r"""After a sliding window: $r' = r + (\text{reach} - 1)\,j$ and $j' = j \cdot \text{stride}$."""
        return Signal(shape, self.field + (reach - 1) * self.stride, self.stride * stride, extent)

    def seeing(self, reach: int) -> Signal:
        """The same shape after each position looked at ``reach`` neighboring positions, itself included."""
        reach = min(reach, self.extent)
        return replace(self, field=self.field + (reach - 1) * self.stride, extent=self.extent - reach + 1)

    def seeing_everything(self) -> Signal:
        """The same shape after every position looked at every other."""
        return self.seeing(self.extent)

    def written(self, symbols: Iterable[str]) -> Signal:
        """The same with Tensors for its sizes: the axes under these symbols, the receptive field r, the stride j."""
        sizes: Any = [Tensor(size, symbol) for size, symbol in zip(self.shape, symbols)]
        field, stride, extent = Tensor(self.field, "r"), Tensor(self.stride, "j"), Tensor(self.extent, "n")
        numbers: Any = (tuple(sizes), field, stride, extent)  # which take part in the arithmetic as whole numbers do
        return Signal(*numbers)
