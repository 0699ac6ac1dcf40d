"""GELU, exact and in its tanh form: a number times the chance that a normal number is smaller."""

from __future__ import annotations

import math

import numpy as np

from dlcore.activations.activation import Activation
from dlcore.activations.error_function import erf
from dlcore.activations.tanh import TANH
from dlcore.ops.elementary import exp
from dlcore.tensor import Tensor, as_tensor

_ROOT_HALF = math.sqrt(0.5)
_BELL = 1.0 / math.sqrt(2.0 * math.pi)  # the normal density at 0
_ROOT = math.sqrt(2.0 / math.pi)
CUBIC = 0.044715
"""The weight of z^3 in the tanh form (Hendrycks and Gimpel 2016)."""


class GELU(Activation):
    symbol = "gelu"
    sign = r"\operatorname{GELU}"
    definition = r"z\,\Phi(z) = \frac{z}{2}\left(1 + \operatorname{erf}\frac{z}{\sqrt{2}}\right)"
    derivative = r"\Phi(z) + z\,\varphi(z)"
    bounds = (-0.1699712074798549, np.inf)
    steepest = 1.128904145185115  # where z = sqrt(2)

    def value(self, z):
        return z * (0.5 * (1.0 + erf(z * _ROOT_HALF)))

    def slope(self, z, a):
        z = np.clip(z, -40.0, 40.0)  # the density is 0 there, and the square stays finite
        return 0.5 * (1.0 + erf(z * _ROOT_HALF)) + z * (_BELL * np.exp(-0.5 * z * z))

    def curvature(self, z, slope):
        return (_BELL * exp(-0.5 * z**2)) * (2.0 - z**2)


class TanhGELU(Activation):
    symbol = "gelu"
    sign = r"\operatorname{GELU}_{\tanh}"
    definition = r"\frac{z}{2}\left(1 + \tanh\left(\sqrt{\tfrac{2}{\pi}}\,(z + 0.044715\,z^{3})\right)\right)"
    derivative = (
        r"\tfrac{1}{2}(1 + \tanh u) + \tfrac{z}{2}\,(1 - \tanh^2 u)\,u', "
        r"\quad u = \sqrt{\tfrac{2}{\pi}}\,(z + 0.044715\,z^{3})"
    )
    bounds = (-0.1700407505712157, np.inf)
    steepest = 1.128993068658772

    def value(self, z):
        return 0.5 * z * (1.0 + np.tanh(_ROOT * z * (1.0 + CUBIC * z * z)))

    def slope(self, z, a):
        t = np.tanh(_ROOT * z * (1.0 + CUBIC * z * z))
        return 0.5 * (1.0 + t) + 0.5 * z * (1.0 - t * t) * (_ROOT * (1.0 + 3.0 * CUBIC * z * z))

    def curvature(self, z, slope):
        u = _ROOT * (z * (1.0 + CUBIC * z**2))
        rise, bend = _ROOT * (1.0 + 3.0 * CUBIC * z**2), 6.0 * CUBIC * _ROOT * z
        return TANH.prime(u) * (rise + 0.5 * (z * bend) - z * (TANH(u) * rise**2))


GELU_EXACT, GELU_TANH = GELU(), TanhGELU()


def gelu(z: object, *, approximate: bool = False) -> Tensor:
    r"""The Gaussian error linear unit: a number times \Phi(z), the chance that a standard normal number is smaller.

    GELU(z) = z \Phi(z); approximate: z/2 (1 + tanh(\sqrt{2/\pi} (z + 0.044715 z^3))), as BERT and GPT-2 compute it

    Shapes      any; the result has the shape of z
    Convention  exact by default. \Phi is 1/2 (1 + erf(z/\sqrt 2)), so values below z = -8.3 are 0, not 1e-17
    Source      Hendrycks and Gimpel, Gaussian Error Linear Units (2016)

    >>> [f"{gelu(z).item():.8f}" for z in (-1.0, 0.0, 1.0)]
    ['-0.15865525', '0.00000000', '0.84134475']
    >>> f"{gelu(-1.0, approximate=True).item():.8f}"
    '-0.15880801'
    """
    return (GELU_TANH if approximate else GELU_EXACT)(as_tensor(z))


def gelu_prime(z: object, *, approximate: bool = False) -> Tensor:
    r"""The derivative of GELU, \Phi(z) + z \varphi(z), or that of its tanh form.

    >>> gelu_prime(0.0).item()
    0.5
    """
    return (GELU_TANH if approximate else GELU_EXACT).prime(as_tensor(z))
