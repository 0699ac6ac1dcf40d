r"""Activation functions, each with its derivative, stable from -1000 to 1000.

Each is applied entry by entry (softmax: along the last axis). ``ACTIVATIONS`` has them by name, with their definition,
derivative and bounds for tables: ``ACTIVATIONS["tanh"].definition``.
"""

from __future__ import annotations

from typing import Any

from dlcore.activations.activation import Activation, Derivative
from dlcore.activations.elu import elu, elu_of, elu_prime
from dlcore.activations.error_function import erf
from dlcore.activations.gelu import GELU_EXACT, GELU_TANH, gelu, gelu_prime
from dlcore.activations.relu import RELU, leaky, leaky_relu, leaky_relu_prime, relu, relu_prime
from dlcore.activations.sigmoid import SIGMOID, sigmoid, sigmoid_prime
from dlcore.activations.silu import SILU, silu, silu_prime
from dlcore.activations.softmax import SOFTMAX, log_softmax, log_sum_exp, softmax
from dlcore.activations.softplus import SOFTPLUS, softplus, softplus_prime
from dlcore.activations.step import STEP, step
from dlcore.activations.tanh import TANH, tanh, tanh_prime
from dlcore.ops.arithmetic import IDENTITY

ACTIVATIONS: dict[str, Any] = {  # each an Op; Activations, and softmax, which mixes entries
    "identity": IDENTITY,
    "sigmoid": SIGMOID,
    "tanh": TANH,
    "relu": RELU,
    "leaky relu": leaky(0.01),
    "elu": elu_of(1.0),
    "gelu": GELU_EXACT,
    "gelu tanh": GELU_TANH,
    "silu": SILU,
    "softplus": SOFTPLUS,
    "softmax": SOFTMAX,
    "step": STEP,
}

__all__ = [
    "ACTIVATIONS",
    "Activation",
    "Derivative",
    "elu",
    "elu_prime",
    "erf",
    "gelu",
    "gelu_prime",
    "leaky_relu",
    "leaky_relu_prime",
    "log_softmax",
    "log_sum_exp",
    "relu",
    "relu_prime",
    "sigmoid",
    "sigmoid_prime",
    "silu",
    "silu_prime",
    "softmax",
    "softplus",
    "softplus_prime",
    "step",
    "tanh",
    "tanh_prime",
]
