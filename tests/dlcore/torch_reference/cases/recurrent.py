"""RNN, LSTM and GRU against torch.nn's, values and gradients of every parameter and of the first state."""

from __future__ import annotations

import numpy as np

from dlcore.recurrent import GRU, LSTM, RNN
from torch_reference.case import differentiable

_rng = np.random.default_rng(13)


def _normal(*shape):
    return (0.6 * _rng.normal(size=shape)).round(3)


def _by_torch(torch, kind, D, H, parameters, x, state):
    layer = getattr(torch.nn, kind)(D, H, batch_first=True).double()
    given = dict(zip(("weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"), parameters))
    return torch.func.functional_call(layer, given, (x, state))[0]


def _rnn(torch, x, W, U, b, h0):
    return _by_torch(torch, "RNN", 2, 3, (W, U, b, torch.zeros_like(b)), x, h0[None])


def _lstm(torch, x, W, U, b, h0, c0):
    return _by_torch(torch, "LSTM", 2, 3, (W, U, b, torch.zeros_like(b)), x, (h0[None], c0[None]))


def _gru(torch, x, W, U, b, b_q, h0):
    second = torch.cat([torch.zeros(6, dtype=b.dtype), b_q])
    return _by_torch(torch, "GRU", 2, 3, (W, U, b, second), x, h0[None])


def _inputs(gates, *states):
    shapes = {"x": (2, 4, 2), "W": (gates * 3, 2), "U": (gates * 3, 3), "b": (gates * 3,)}
    return {name: _normal(*shape) for name, shape in shapes.items()} | {name: _normal(2, 3) for name in states}


CASES = [
    differentiable("rnn", torch=_rnn, dlcore=lambda x, W, U, b, h0: RNN(W, U, b)(x, h0), inputs=_inputs(1, "h0")),
    differentiable(
        "lstm", torch=_lstm, dlcore=lambda x, W, U, b, h0, c0: LSTM(W, U, b)(x, h0, c0), inputs=_inputs(4, "h0", "c0")
    ),
    differentiable(
        "gru",
        torch=_gru,
        dlcore=lambda x, W, U, b, b_q, h0: GRU(W, U, b, b_q)(x, h0),
        inputs=_inputs(3, "h0") | {"b_q": _normal(3)},
    ),
]
