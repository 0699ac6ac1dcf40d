"""Functions of one array, and their settings."""

from __future__ import annotations

from collections.abc import Iterator

import dlcore
from bad_input.values import ARRAYS, NOT_NEGATIVE, POSITIVE, Attempt, each
from dlcore import Tensor


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    primes = [name for name in dlcore.__all__ if name.endswith("_prime")]
    rows = ["softmax", "log_softmax", "log_sum_exp"]
    for name in [*rows, *primes, *(name.removesuffix("_prime") for name in primes), "step"]:
        yield from each(name, getattr(dlcore, name), ARRAYS)
    for name in rows:
        yield from each(name, getattr(dlcore, name), {"empty": [], "a number": 1.0})
    many = {"a negative Tensor": Tensor(-1.0), "a vector": Tensor([1.0, 2.0])}
    yield from each("temperature", lambda T: dlcore.softmax([1.0, 2.0], T), POSITIVE | many)
    for name in ("leaky_relu", "elu", "leaky_relu_prime", "elu_prime"):
        f = getattr(dlcore, name)
        yield from each(f"{name} alpha", lambda a, f=f: f([1.0], a), NOT_NEGATIVE)
