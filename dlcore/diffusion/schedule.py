r"""How much noise each step adds: \beta_t, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from dlcore.check import number, whole
from dlcore.errors import DomainError, ShapeError
from dlcore.notation import PRODUCT, Written, at_least
from dlcore.ops.arithmetic import multiply
from dlcore.ops.constant import PI
from dlcore.ops.elementary import cos
from dlcore.ops.extremes import smaller
from dlcore.ops.op import Op
from dlcore.tensor import Tensor


class RunningProduct(Op):
    """At each place the product of the numbers up to it; an entry is the one before it times the next number."""

    symbol = "Π≤"

    def value(self, a):
        return np.cumprod(a)

    def latex(self, write, node):
        return Written(rf"\prod_{{s \le t}} {at_least(write(node.inputs[0]), PRODUCT).latex}", PRODUCT)

    def entry(self, node, index, of):
        (t,), alpha = index, node.inputs[0]
        return multiply(of(node, (t - 1,)), of(alpha, (t,))) if t else of(alpha, (0,))


RUNNING_PRODUCT = RunningProduct()


@dataclass(frozen=True, eq=False)
class NoiseSchedule:
    r"""The noise of T steps, counted t = 1, ..., T; t = 0 is the data.

    beta       variance of the noise added in each step, (T,); a Tensor brings its working along
    alpha      1 - \beta_t, the share of the variance that a step keeps
    alpha_bar  \bar\alpha_t = \prod_{s \le t} \alpha_s, the share that is left of the data, (T + 1,):
               alpha_bar[t] belongs to step t, and alpha_bar[0] = 1
    tensors    the same as Tensors for t = 1, ..., T, which show their work: "beta", "alpha", "alpha_bar" and
               "signal_to_noise"; that of step t is ``tensors["beta"].working(entry=t - 1)``
    Errors     ShapeError unless beta is (T,), DomainError unless 0 < beta < 1
    Source     Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models (2020), section 2

    >>> NoiseSchedule(np.array([0.1, 0.5])).alpha_bar.round(4).tolist()
    [1.0, 0.9, 0.45]
    >>> linear_schedule(5).tensors["alpha_bar"].working(entry=2).lines[0].latex
    '\\bar{\\alpha}_{2} \\alpha_{3}'
    """

    beta: Any  # given as numbers, an array or a Tensor; an array from then on
    _rule: Tensor = field(init=False, repr=False)

    def __post_init__(self) -> None:
        try:
            beta = np.array(self.beta, dtype=np.float64)
        except (TypeError, ValueError, OverflowError):
            raise ShapeError(f"beta takes one number for each step; found {self.beta!r:.60}.") from None
        if beta.ndim != 1 or not beta.size:
            raise ShapeError(f"beta needs one number for each of at least one step; found shape {beta.shape}.")
        if not ((beta > 0) & (beta < 1)).all():
            wrong = int(np.flatnonzero(~((beta > 0) & (beta < 1)))[0])
            raise DomainError(f"Each beta lies between 0 and 1; step {wrong + 1} has {beta[wrong]:g}.")
        rule = self.beta if isinstance(self.beta, Tensor) else Tensor(beta)
        object.__setattr__(self, "_rule", rule.named(r"\beta"))
        beta.flags.writeable = False
        object.__setattr__(self, "beta", beta)

    @property
    def T(self) -> int:
        """How many steps there are."""
        return len(self.beta)

    @cached_property
    def tensors(self) -> Mapping[str, Tensor]:
        r"""\beta_t and what follows from it as Tensors, (T,) each."""
        beta = self._rule
        alpha = (1.0 - beta).named(r"\alpha")
        alpha_bar = RUNNING_PRODUCT(alpha).named(r"\bar{\alpha}")
        signal_to_noise = (alpha_bar / (1.0 - alpha_bar)).named(r"\text{SNR}")
        return {"beta": beta, "alpha": alpha, "alpha_bar": alpha_bar, "signal_to_noise": signal_to_noise}

    @property
    def alpha(self) -> np.ndarray:
        r"""1 - \beta_t, (T,)."""
        return self.tensors["alpha"].value

    @cached_property
    def alpha_bar(self) -> np.ndarray:
        r"""\bar\alpha_0 = 1 to \bar\alpha_T, (T + 1,)."""
        return np.concatenate([[1.0], self.tensors["alpha_bar"].value])

    @property
    def signal_to_noise(self) -> np.ndarray:
        r"""\bar\alpha_t / (1 - \bar\alpha_t) for t = 1, ..., T."""
        return self.tensors["signal_to_noise"].value

    def steps(self, t: object, *, least: int = 1) -> np.ndarray:
        """Steps checked: whole numbers from ``least`` to T."""
        try:
            steps = np.asarray(t)
        except ValueError:  # rows of several lengths
            raise ShapeError(f"t takes one step, or one for each example; found {t!r:.60}.") from None
        if steps.dtype.kind not in "iu" or not ((steps >= least) & (steps <= self.T)).all():
            raise DomainError(f"t must be whole numbers from {least} to {self.T}, found {t!r}")
        return steps


def linear_schedule(T: int = 1000, first: float = 1e-4, last: float = 0.02) -> NoiseSchedule:
    r"""\beta_t rising evenly from the first to the last step.

    Errors  DomainError unless T is a whole number from 1 up and each beta lies between 0 and 1
    Source  Ho, Jain and Abbeel (2020), section 4, whose defaults these are

    >>> f"{linear_schedule().alpha_bar[-1]:.4e}"
    '4.0358e-05'
    """
    T = whole("T", T, least=1)
    t = Tensor(np.arange(1, T + 1), "t")
    beta_1 = Tensor(number("first", first, above=0, below=1), r"\beta_{\text{first}}")
    beta_T = Tensor(number("last", last, above=0, below=1), r"\beta_{\text{last}}")
    return NoiseSchedule(beta_1 + (beta_T - beta_1) * (t - 1.0) / (Tensor(max(T, 2), "T") - 1.0))


def cosine_schedule(T: int = 1000, offset: float = 0.008, most: float = 0.999) -> NoiseSchedule:
    r"""\bar\alpha_t falling like a squared cosine.

    \bar\alpha_t = f(t) / f(0) with f(t) = \cos^2\left(\frac{t/T + s}{1 + s} \frac{\pi}{2}\right)

    offset      s, which keeps the first steps from being too small
    most        \beta_t = 1 - \bar\alpha_t / \bar\alpha_{t-1} is held at this, which counts in the last steps only
    Errors      DomainError unless T is a whole number from 1 up
    Source      Nichol and Dhariwal, Improved Denoising Diffusion Probabilistic Models (2021), equation 17

    >>> bool((np.diff(cosine_schedule(50).alpha_bar) < 0).all())
    True
    """
    T = whole("T", T, least=1)
    t, steps, s = Tensor(np.arange(1, T + 1), "t"), Tensor(T, "T"), Tensor(number("offset", offset, least=0), "s")

    def squared_cosine(t: Tensor) -> Tensor:
        return cos(PI * (t / steps + s) / (2.0 * (1.0 + s))) ** 2

    beta_max = Tensor(number("most", most, above=0, below=1), r"\beta_{\max}")
    return NoiseSchedule(smaller(1.0 - squared_cosine(t) / squared_cosine(t - 1.0), beta_max))
