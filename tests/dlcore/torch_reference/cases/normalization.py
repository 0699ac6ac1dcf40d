"""Batch, layer and RMS norm and embeddings against torch.nn.functional, with gradients."""

from __future__ import annotations

import numpy as np

from dlcore.embedding import embed
from dlcore.normalization import BatchNorm, batch_norm, batch_norm_with, layer_norm, rms_norm
from torch_reference.case import Case, differentiable

_rng = np.random.default_rng(12)


def _normal(*shape):
    return _rng.normal(size=shape).round(3)


def _gains(features):
    return {"gain": _normal(features), "bias": _normal(features)}


def _batch(name, x):
    return differentiable(
        name,
        torch=lambda torch, x, gain, bias: torch.nn.functional.batch_norm(x, None, None, gain, bias, training=True),
        dlcore=lambda x, gain, bias: batch_norm(x, gain, bias),
        inputs={"x": x, **_gains(x.shape[1])},
    )


def _in_use(torch, x, gain, bias, mean, variance):
    return torch.nn.functional.batch_norm(x, mean, variance, gain, bias)


def _running_torch(torch, x):
    norm = torch.nn.BatchNorm2d(x.shape[1]).double()
    norm(x), norm(2.0 * x)
    return {"mean": norm.running_mean, "variance": norm.running_var}


def _running(x):
    norm = BatchNorm.of(x.shape[1]).seen(x).seen(2.0 * x)
    return {"mean": norm.mean, "variance": norm.variance}


CASES = [
    _batch("batch norm of rows", _normal(5, 3)),
    _batch("batch norm of images", _normal(2, 3, 2, 3)),
    differentiable(
        "batch norm in use",
        torch=_in_use,
        dlcore=lambda x, gain, bias, mean, variance: batch_norm_with(x, mean.value, variance.value, gain, bias),
        inputs={"x": _normal(2, 3, 2, 2), **_gains(3), "mean": _normal(3), "variance": _normal(3) ** 2},
        wanted=["x", "gain", "bias"],
    ),
    Case("running statistics", _running_torch, _running, {"x": _normal(2, 3, 2, 3)}),
    differentiable(
        "layer norm",
        torch=lambda torch, x, gain, bias: torch.nn.functional.layer_norm(x, (5,), gain, bias),
        dlcore=lambda x, gain, bias: layer_norm(x, gain, bias),
        inputs={"x": _normal(2, 3, 5), **_gains(5)},
    ),
    differentiable(
        "rms norm",
        torch=lambda torch, x, gain: torch.nn.functional.rms_norm(x, (5,), gain, eps=1e-6),
        dlcore=lambda x, gain: rms_norm(x, gain),
        inputs={"x": _normal(2, 3, 5), "gain": _normal(5)},
    ),
    differentiable(
        "embedding",
        torch=lambda torch, table, indices: torch.nn.functional.embedding(indices, table),
        dlcore=lambda table, indices: embed(table, indices),
        inputs={"table": _normal(6, 3), "indices": np.array([[1, 5, 1], [0, 1, 3]])},
    ),
]
