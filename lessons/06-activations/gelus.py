"""GELU in its two forms, beside the numbers that TensorFlow's documentation prints."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import gelu

PUBLISHED = (
    ("-3", "-0.00404951", "-0.00363752"),
    ("-1", "-0.15865529", "-0.15880796"),
    ("0", "0", "0"),
    ("1", "0.8413447", "0.841192"),
    ("3", "2.9959507", "2.9963627"),
)  # z, exact, tanh form; from tf.nn.gelu


@dataclass(frozen=True)
class TwoForms:
    """How far the forms are from each other and from the published numbers."""

    published: tuple[tuple[str, str, str], ...]
    strict: int  # published numbers that ours in double precision meet to half of the last printed digit
    strict_in_single: int  # the same, ours computed in single precision
    largest_slip: float  # the most that a published number is off
    single: bool  # whether single precision explains them all
    largest_difference: float
    at: float

    @property
    def count(self) -> int:
        """How many published numbers there are."""
        return 2 * len(self.published)


def two_forms() -> TwoForms:
    """Compare the forms with each other and with the published numbers."""
    z = np.array([float(at) for at, *_ in PUBLISHED])
    printed = np.array([[float(text) for text in texts] for _, *texts in PUBLISHED])
    double, single = both_forms(z), both_forms(z.astype(np.float32))
    off = np.abs(double - printed)
    grid = np.linspace(-6, 6, 2401)
    difference = np.abs(gelu(grid).value - gelu(grid, approximate=True).value)
    return TwoForms(
        PUBLISHED,
        strict=int((off <= half_digits()).sum()),
        strict_in_single=int((np.abs(single - printed) <= half_digits()).sum()),
        largest_slip=float(off.max()),
        single=bool((off <= slip_of_single_precision(z)[:, None]).all()),
        largest_difference=float(difference.max()),
        at=float(abs(grid[difference.argmax()])),
    )


def both_forms(z: np.ndarray) -> np.ndarray:
    """The exact form and the tanh form, in the precision of z, shape (n, 2)."""
    return np.stack([gelu(z).value, gelu(z, approximate=True).value], axis=1)


def half_digits() -> np.ndarray:
    """Half of the last printed digit of each published number, shape (n, 2)."""
    return np.array([[0.5 * 10.0 ** -len(text.partition(".")[2]) for text in texts] for _, *texts in PUBLISHED])


def slip_of_single_precision(z: np.ndarray) -> np.ndarray:
    """What GELU can lose when erf or tanh is two units of single precision off, and the sum with 1 is rounded.

    Near 1 such a unit is eps / 2, and in the sum, which may reach 2, it is eps; half of z multiplies both.
    """
    eps = float(np.finfo(np.float32).eps)
    return np.abs(z) / 2 * (2 * eps / 2 + eps / 2 + eps)
