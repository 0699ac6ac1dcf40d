"""Normalization: over the batch, over the features, or by the root mean square."""

from __future__ import annotations

from dataclasses import dataclass

from dlcore.architectures.signal import Shape, Signal
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.errors import ShapeError


@dataclass(frozen=True)
class BatchNormSpec(LayerSpec):
    """Each channel is brought to mean 0 and variance 1 over the batch, then scaled and shifted.

    Parameters  gamma and beta, one each a channel; the running mean and variance are kept, not learned, and not counted
    Shapes      (C, H, W) -> (C, H, W)
    Source      Ioffe and Szegedy, Batch Normalization (2015), section 3.2

    >>> BatchNormSpec("bn1").rows(Signal.entering((64, 112, 112)))[0][0].parameters
    128
    """

    def output(self, x: Signal) -> Signal:
        self.expects(x, 3, "an image (C, H, W)")
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"gamma": (x.shape[0],), "beta": (x.shape[0],)}


@dataclass(frozen=True)
class LayerNormSpec(LayerSpec):
    """Each vector is brought to mean 0 and variance 1 over its features, then scaled and shifted.

    Parameters  gamma and beta, one each a feature
    Shapes      (D,) or (T, D), unchanged
    Errors      ShapeError for anything but a vector or a sequence
    Source      Ba, Kiros and Hinton, Layer Normalization (2016), section 3

    >>> LayerNormSpec("ln").rows(Signal.entering((10, 768)))[0][0].parameters
    1536
    """

    def output(self, x: Signal) -> Signal:
        if len(x.shape) > 2:
            raise ShapeError(f"{self.kind} {self.name} takes a vector (D,) or a sequence (T, D), found shape {x.shape}")
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"gamma": x.shape[-1:], "beta": x.shape[-1:]}


@dataclass(frozen=True)
class RMSNormSpec(LayerNormSpec):
    """Each vector is divided by its root mean square over the features, then scaled; there is no mean and no shift.

    Parameters  gamma, one a feature
    Shapes      (D,) or (T, D), unchanged
    Source      Zhang and Sennrich, Root Mean Square Layer Normalization (2019), equation 4

    >>> RMSNormSpec("norm").rows(Signal.entering((10, 4096)))[0][0].parameters
    4096
    """

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"gamma": x.shape[-1:]}


@dataclass(frozen=True)
class ChannelLayerNormSpec(LayerSpec):
    """Each pixel's channels are brought to mean 0 and variance 1, then scaled and shifted.

    Parameters  gamma and beta, one each a channel
    Shapes      (C, H, W), unchanged
    Source      Liu et al., A ConvNet for the 2020s (2022), section 2.6

    >>> ChannelLayerNormSpec("norm").rows(Signal.entering((96, 56, 56)))[0][0].parameters
    192
    """

    def output(self, x: Signal) -> Signal:
        self.expects(x, 3, "an image (C, H, W)")
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"gamma": (x.shape[0],), "beta": (x.shape[0],)}


@dataclass(frozen=True)
class LayerScaleSpec(LayerSpec):
    """Each channel is multiplied by a learned number, which begins near 0, before a residual path adds it.

    Parameters  gamma, one a channel
    Shapes      (C, H, W), unchanged
    Source      Touvron et al., Going Deeper with Image Transformers (2021), section 2

    >>> LayerScaleSpec("scale").rows(Signal.entering((96, 56, 56)))[0][0].parameters
    96
    """

    def output(self, x: Signal) -> Signal:
        self.expects(x, 3, "an image (C, H, W)")
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        return {"gamma": (x.shape[0],)}
