"""From tokens and images to sequences of vectors: look-ups, positions, the class token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from dlcore.architectures.signal import Shape, Signal
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.check import whole
from dlcore.errors import ShapeError


@dataclass(frozen=True)
class EmbeddingSpec(LayerSpec):
    """Each token id picks its row of a table; a look-up, so there is nothing to multiply.

    Shapes    (T,) -> (T, D)
    Errors    ShapeError unless token ids (T,) come in
    Source    Bengio et al., A Neural Probabilistic Language Model (2003), section 2

    >>> row = EmbeddingSpec("tokens", vocabulary=50257, D=768).rows(Signal.entering((1024,)))[0][0]
    >>> row.output_shape, row.parameters
    ((1024, 768), 38597376)
    """

    symbols: ClassVar[Mapping[str, str]] = {"vocabulary": "V", "D": "D"}
    axes: ClassVar[Mapping[int, tuple[str, ...]]] = {**LayerSpec.axes, 1: ("T",)}

    vocabulary: int
    D: int

    def output(self, x: Signal) -> Signal:
        self.expects(x, 1, "token ids (T,)")
        whole(f"{self.name}: vocabulary", self.vocabulary, least=1)
        whole(f"{self.name}: D", self.D, least=1)
        return x.reshaped(*self.shape(x))

    def shape(self, x: Signal) -> Shape:
        return (*x.shape, self.D)

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"E": (self.vocabulary, self.D)}


@dataclass(frozen=True)
class PositionEmbeddingSpec(LayerSpec):
    """A learned vector for each place in the sequence is added to the vector that stands there.

    Shapes    (T, D) -> (T, D), with T at most ``longest``
    Errors    ShapeError unless (T, D) comes in, or for more tokens than positions
    Source    Devlin et al., BERT (2019), section 3; Radford et al., GPT (2018), section 4.1

    >>> PositionEmbeddingSpec("positions", longest=1024).rows(Signal.entering((10, 768)))[0][0].parameters
    786432
    """

    symbols: ClassVar[Mapping[str, str]] = {"longest": r"T_{\max}"}

    longest: int

    def output(self, x: Signal) -> Signal:
        T, _ = self.expects(x, 2, "a sequence (T, D)")
        if T > whole(f"{self.name}: longest", self.longest, least=1):
            raise ShapeError(f"{self.kind} {self.name} has {self.longest} positions, found {T} in shape {x.shape}")
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"E": (self.longest, x.shape[-1])}


@dataclass(frozen=True)
class SegmentEmbeddingSpec(LayerSpec):
    """A learned vector for each segment (sentence A or B) is added to the vectors of its tokens.

    Shapes    (T, D) -> (T, D)
    Errors    ShapeError unless (T, D) comes in
    Source    Devlin et al., BERT (2019), section 3

    >>> SegmentEmbeddingSpec("segments").rows(Signal.entering((10, 768)))[0][0].parameters
    1536
    """

    symbols: ClassVar[Mapping[str, str]] = {"segments": "s"}

    segments: int = 2

    def output(self, x: Signal) -> Signal:
        self.expects(x, 2, "a sequence (T, D)")
        whole(f"{self.name}: segments", self.segments, least=1)
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"E": (self.segments, x.shape[-1])}


@dataclass(frozen=True)
class ToSequenceSpec(LayerSpec):
    """The positions of an image, row by row, as a sequence of their channels' vectors; nothing is computed.

    Shapes    (C, H, W) -> (H W, C)

    >>> ToSequenceSpec("patches").output(Signal.entering((768, 14, 14))).shape
    (196, 768)
    """

    def output(self, x: Signal) -> Signal:
        self.expects(x, 3, "an image (C, H, W)")
        return x.reshaped(*self.shape(x))

    def shape(self, x: Signal) -> Shape:
        C, H, W = x.shape
        return H * W, C

    def activations(self, x: Signal, y: Signal) -> int:
        return 0


@dataclass(frozen=True)
class ClassTokenSpec(LayerSpec):
    """A learned vector is put before the sequence; its place at the end of the network stands for the whole input.

    Shapes    (T, D) -> (T + 1, D)
    Source    Dosovitskiy et al., An Image is Worth 16x16 Words (2021), section 3.1

    >>> ClassTokenSpec("class").output(Signal.entering((196, 768))).shape
    (197, 768)
    """

    def output(self, x: Signal) -> Signal:
        self.expects(x, 2, "a sequence (T, D)")
        return x.reshaped(*self.shape(x))

    def shape(self, x: Signal) -> Shape:
        T, D = x.shape
        return T + 1, D

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"token": x.shape[-1:]}


@dataclass(frozen=True)
class FirstTokenSpec(LayerSpec):
    """Only the first vector of the sequence goes on; nothing is computed.

    Shapes    (T, D) -> (D,)

    >>> FirstTokenSpec("class").output(Signal.entering((197, 768))).shape
    (768,)
    """

    def output(self, x: Signal) -> Signal:
        self.expects(x, 2, "a sequence (T, D)")
        return replace(x, shape=self.shape(x), extent=1)

    def shape(self, x: Signal) -> Shape:
        return x.shape[1:]

    def activations(self, x: Signal, y: Signal) -> int:
        return 0
