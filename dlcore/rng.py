"""Where randomness comes from: a generator that is passed in, or a seed."""

from __future__ import annotations

import numpy as np

from dlcore.errors import DomainError


def generator(rng: np.random.Generator | int) -> np.random.Generator:
    r"""The generator itself, or a new one from a seed; the same seed gives the same bits on every run.

    Convention  a Generator is used as it is, so its state moves on; a seed starts a new PCG64 each time
    Errors      DomainError for anything else; None too, which would mean numbers that nobody can repeat

    >>> int(generator(1).integers(100)) == int(generator(1).integers(100))
    True
    """
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, (int, np.integer)) and not isinstance(rng, bool) and rng >= 0:
        return np.random.default_rng(int(rng))
    raise DomainError(f"rng must be a np.random.Generator or a seed (a whole number from 0 up), found {rng!r}")
