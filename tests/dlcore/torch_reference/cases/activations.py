"""Activations and softmax against torch.nn.functional: values and gradients."""

from __future__ import annotations

import numpy as np

from torch_reference.case import Case, differentiable

_RNG = np.random.default_rng(11)
_Z = np.concatenate([_RNG.normal(0.0, 3.0, 9), [-30.0, 25.0, 0.5]]).reshape(3, 4)
_EXTREME = np.array([-1000.0, -40.0, 40.0, 1000.0])


def _by_name(name: str):
    def compute(z):
        import dlcore

        return getattr(dlcore, name)(z)

    return compute


def _pair(name: str, torch, dlcore) -> list[Case]:
    return [
        differentiable(name, torch=torch, dlcore=dlcore, inputs={"z": _Z}),
        Case(f"{name} far out", lambda t, z: torch(t, z=z), lambda z: dlcore(z), {"z": _EXTREME}),
    ]


def _softmax(z, T=1.0):
    from dlcore import softmax

    return softmax(z, T)


def _gelu_tanh(z):
    from dlcore import gelu

    return gelu(z, approximate=True)


CASES = [
    *_pair("sigmoid", lambda t, z: t.sigmoid(z), _by_name("sigmoid")),
    *_pair("tanh", lambda t, z: t.tanh(z), _by_name("tanh")),
    *_pair("relu", lambda t, z: t.relu(z), _by_name("relu")),
    *_pair("leaky relu", lambda t, z: t.nn.functional.leaky_relu(z), _by_name("leaky_relu")),
    *_pair("elu", lambda t, z: t.nn.functional.elu(z), _by_name("elu")),
    *_pair("gelu", lambda t, z: t.nn.functional.gelu(z), _by_name("gelu")),
    *_pair("gelu tanh", lambda t, z: t.nn.functional.gelu(z, approximate="tanh"), _gelu_tanh),
    *_pair("silu", lambda t, z: t.nn.functional.silu(z), _by_name("silu")),
    *_pair("softplus", lambda t, z: t.nn.functional.softplus(z, threshold=800.0), _by_name("softplus")),
    *_pair("softmax", lambda t, z: t.softmax(z, -1), _softmax),
    *_pair("log softmax", lambda t, z: t.log_softmax(z, -1), _by_name("log_softmax")),
    differentiable(
        "softmax at temperature 2.5",
        torch=lambda t, z: t.softmax(z / 2.5, -1),
        dlcore=lambda z: _softmax(z, 2.5),
        inputs={"z": _Z},
    ),
    differentiable(
        "log sum exp", torch=lambda t, z: t.logsumexp(z, -1), dlcore=_by_name("log_sum_exp"), inputs={"z": _Z}
    ),
]
