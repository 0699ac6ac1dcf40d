"""Convolution, transposed convolution and pooling against torch.nn.functional, with gradients."""

from __future__ import annotations

import numpy as np

from dlcore.convolution import convolve, convolve_transposed
from dlcore.ops.shape import reshape
from dlcore.pooling import average_pool, max_pool
from torch_reference.case import differentiable

_rng = np.random.default_rng(11)


def _normal(*shape):
    return _rng.normal(size=shape).round(3)


def _convolution(name, x, W, **settings):
    return differentiable(
        name,
        torch=lambda torch, x, W: torch.nn.functional.conv2d(x, W, **settings),
        dlcore=lambda x, W: convolve(x, W, **settings),
        inputs={"x": x, "W": W},
    )


def _transposed(name, x, W, **settings):
    return differentiable(
        name,
        torch=lambda torch, x, W: torch.nn.functional.conv_transpose2d(x, W, **settings),
        dlcore=lambda x, W: convolve_transposed(x, W, **settings),
        inputs={"x": x, "W": W},
    )


def _pool(name, kind, x, size, **settings):
    ours = {"max": max_pool, "avg": average_pool}[kind]
    return differentiable(
        name,
        torch=lambda torch, x: getattr(torch.nn.functional, f"{kind}_pool2d")(x, size, **settings),
        dlcore=lambda x: ours(x, size, **settings),
        inputs={"x": x},
    )


def _twice(name, x, W):
    """A gradient's gradient: the squared slope of a squared convolution, differentiated again."""

    def by_torch(torch, x, W):
        (slope,) = torch.autograd.grad((torch.nn.functional.conv2d(x, W, padding=1) ** 2).sum(), W, create_graph=True)
        return slope**2

    def by_dlcore(x, W):
        from dlcore import gradients
        from dlcore.ops.reduction import total

        (slope,) = gradients(total(convolve(x, W, padding=1) ** 2), [W])
        return slope**2

    return differentiable(name, torch=by_torch, dlcore=by_dlcore, inputs={"x": x, "W": W})


CASES = [
    _convolution("plain", _normal(2, 3, 5, 4), _normal(4, 3, 3, 2)),
    _convolution("stride and padding by axis", _normal(2, 2, 6, 5), _normal(3, 2, 3, 2), stride=(2, 1), padding=(1, 2)),
    _convolution("dilation", _normal(1, 2, 7, 6), _normal(2, 2, 3, 2), dilation=(2, 3), padding=1),
    _convolution("groups", _normal(2, 4, 4, 4), _normal(6, 2, 3, 3), groups=2, padding=1),
    _convolution("depthwise, strided", _normal(1, 3, 6, 6), _normal(3, 1, 3, 3), groups=3, stride=2, padding=1),
    _convolution("1 x 1", _normal(2, 3, 2, 3), _normal(2, 3, 1, 1)),
    _convolution("pixels at the end that no window reaches", _normal(1, 1, 6, 6), _normal(1, 1, 3, 3), stride=2),
    _transposed("transposed", _normal(2, 3, 3, 2), _normal(3, 2, 2, 3)),
    _transposed(
        "transposed, every setting", _normal(1, 4, 3, 4), _normal(4, 1, 3, 2),
        stride=(2, 3), padding=(1, 0), output_padding=(1, 2), groups=2, dilation=(1, 2),
    ),
    _pool("max pool", "max", _normal(2, 2, 4, 6), 2),
    _pool("max pool, overlapping, padded", "max", _normal(1, 2, 5, 6), (3, 2), stride=(2, 1), padding=1),
    _pool("average pool", "avg", _normal(2, 2, 4, 6), 2),
    _pool("average pool, overlapping, padded", "avg", _normal(1, 2, 5, 6), (3, 2), stride=(2, 1), padding=1),
    _twice("gradient of a gradient", _normal(1, 2, 4, 3), _normal(2, 2, 3, 3)),
    differentiable(
        "bias by channel",
        torch=lambda torch, x, W, b: torch.nn.functional.conv2d(x, W, b),
        dlcore=lambda x, W, b: convolve(x, W) + reshape(b, (2, 1, 1)),
        inputs={"x": _normal(2, 1, 3, 3), "W": _normal(2, 1, 2, 2), "b": _normal(2)},
    ),
]  # fmt: skip
