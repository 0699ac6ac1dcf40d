"""Learning rate schedules: frozen callables from the number of the step to its learning rate.

One convention for all of them: steps count from 0, and ``schedule(step)`` is the rate that update number ``step``
uses, so step 0 is the first update. A PyTorch scheduler gives the same number after ``step`` calls of its step().
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from dlcore.check import choice, number, whole
from dlcore.errors import DomainError

__all__ = [
    "Schedule",
    "Constant",
    "StepDecay",
    "ExponentialDecay",
    "Cosine",
    "WarmUp",
    "warmup_cosine",
    "TransformerSchedule",
    "OneCycle",
]


class Schedule:
    """A learning rate for every step; ``formula`` is its rule in LaTeX, with t for the step.

    Errors  DomainError for a step that is no whole number from 0 up

    >>> Cosine(0.2, steps=2).over(3).round(9).tolist()
    [0.2, 0.1, 0.0]
    """

    __slots__ = ()
    formula: ClassVar[str]

    def __call__(self, step: int) -> float:
        """The learning rate of one step, counted from 0; DomainError when step is not a whole number from 0 up."""
        return float(self._rate(whole("step", step)))

    def over(self, steps: int) -> np.ndarray:
        """The learning rates (steps,) of steps 0 to steps - 1, as a chart needs them."""
        return np.array([self(step) for step in range(whole("steps", steps))], dtype=np.float64)

    def _rate(self, step: int) -> float:
        raise TypeError(f"{type(self).__name__} must say its rate: Schedule itself has none")


@dataclass(frozen=True, slots=True)
class Constant(Schedule):
    r"""The same learning rate at every step: $\eta_t = \eta$.

    Errors    DomainError unless lr > 0
    Source    Goodfellow, Bengio and Courville, Deep Learning (2016), section 8.3.1, which also says why it should fall

    >>> Constant(0.1)(0), Constant(0.1)(10**6)
    (0.1, 0.1)
    """

    formula: ClassVar[str] = r"\eta_t = \eta"
    lr: float

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)

    def _rate(self, step: int) -> float:
        return self.lr


@dataclass(frozen=True, slots=True)
class StepDecay(Schedule):
    r"""Multiply the learning rate by a factor every so many steps: $\eta_t = \eta\,\gamma^{\lfloor t / k \rfloor}$.

    Convention  steps 0 to every - 1 use lr; step ``every`` is the first with lr * factor
    Errors      DomainError unless lr > 0, every >= 1 and 0 < factor <= 1
    Source      PyTorch's StepLR, which it equals; the practice of He et al., Deep Residual Learning (2016), section 3.4

    >>> [StepDecay(0.1, every=30, factor=0.5)(step) for step in (0, 29, 30, 60)]
    [0.1, 0.1, 0.05, 0.025]
    """

    formula: ClassVar[str] = r"\eta_t = \eta\,\gamma^{\lfloor t / k \rfloor}"
    lr: float
    every: int
    factor: float = 0.1

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)
        whole("every", self.every, least=1)
        number("factor", self.factor, above=0, most=1)

    def _rate(self, step: int) -> float:
        return self.lr * self.factor ** (step // self.every)


@dataclass(frozen=True, slots=True)
class ExponentialDecay(Schedule):
    r"""Multiply the learning rate by a factor after each step: $\eta_t = \eta\,\gamma^t$.

    Convention  step 0 uses lr itself
    Errors      DomainError unless lr > 0 and 0 < factor <= 1
    Source      PyTorch's ExponentialLR, which it equals

    >>> [ExponentialDecay(0.8, factor=0.5)(step) for step in range(4)]
    [0.8, 0.4, 0.2, 0.1]
    """

    formula: ClassVar[str] = r"\eta_t = \eta\,\gamma^t"
    lr: float
    factor: float

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)
        number("factor", self.factor, above=0, most=1)

    def _rate(self, step: int) -> float:
        return self.lr * self.factor**step


@dataclass(frozen=True, slots=True)
class Cosine(Schedule):
    r"""Half a cosine from lr down to the lowest rate.

    $\eta_t = \eta_{\min} + \tfrac12 (\eta - \eta_{\min})\left(1 + \cos\frac{\pi t}{T}\right)$

    Convention  step 0 uses lr; step ``steps`` and all later ones use ``lowest``. PyTorch's CosineAnnealingLR is the
                same up to T_max = steps and rises again afterwards; this one stays down
    Errors      DomainError unless lr > 0, steps >= 1 and 0 <= lowest <= lr
    Source      Loshchilov and Hutter, SGDR (2017), equation 5, without restarts

    >>> [round(Cosine(0.2, steps=4)(step), 4) for step in range(6)]
    [0.2, 0.1707, 0.1, 0.0293, 0.0, 0.0]
    """

    formula: ClassVar[str] = r"\eta_t = \eta_{\min} + \tfrac12 (\eta - \eta_{\min})\left(1 + \cos\frac{\pi t}{T}\right)"
    lr: float
    steps: int
    lowest: float = 0.0

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)
        whole("steps", self.steps, least=1)
        number("lowest", self.lowest, least=0, most=self.lr)

    def _rate(self, step: int) -> float:
        return _cosine(self.lr, self.lowest, min(step, self.steps) / self.steps)


@dataclass(frozen=True, slots=True)
class WarmUp(Schedule):
    r"""A linear rise to another schedule's first rate, then that schedule from its step 0 on.

    $\eta_t = \eta_0 \frac{t + 1}{W}$ for $t < W$, then $\eta_t = \text{then}(t - W)$, with $\eta_0 = \text{then}(0)$

    Convention  step 0 already moves, with 1/W of the full rate; step W - 1 is the first with the full rate. PyTorch
                writes it as SequentialLR of LinearLR(start_factor=1/W, total_iters=W - 1) and the other schedule,
                with milestone W
    Errors      DomainError unless steps >= 1 and then is a Schedule
    Source      Goyal et al., Accurate, Large Minibatch SGD (2017), section 2.2, gradual warm-up

    >>> [WarmUp(4, then=Constant(0.8))(step) for step in range(6)]
    [0.2, 0.4, 0.6000000000000001, 0.8, 0.8, 0.8]
    """

    formula: ClassVar[str] = (
        r"\eta_t = \begin{cases} \eta_0 \, (t + 1) / W & t < W \\ \mathrm{then}(t - W) & t \ge W \end{cases}"
    )
    steps: int
    then: Schedule

    def __post_init__(self) -> None:
        whole("steps", self.steps, least=1)
        if not isinstance(self.then, Schedule):
            raise DomainError(f"then must be a Schedule, such as Cosine(lr=0.1, steps=100); found {self.then!r}")

    def _rate(self, step: int) -> float:
        if step < self.steps:
            return self.then(0) * (step + 1) / self.steps
        return self.then(step - self.steps)


def warmup_cosine(lr: float, *, warmup: int, steps: int, lowest: float = 0.0) -> WarmUp:
    """Linear warm-up and then half a cosine, ``steps`` steps in all: what most Transformers are trained with.

    Convention  lr is reached at step warmup - 1 and held for one step more; ``lowest`` is reached at step ``steps``
    Errors      DomainError unless warmup >= 1 and steps > warmup
    Source      Radford et al., Improving Language Understanding by Generative Pre-Training (2018), section 4.1

    >>> [round(rate, 3) for rate in warmup_cosine(0.1, warmup=2, steps=6).over(7).tolist()]
    [0.05, 0.1, 0.1, 0.085, 0.05, 0.015, 0.0]
    """
    warmup, steps = whole("warmup", warmup, least=1), whole("steps", steps, least=1)
    if steps <= warmup:
        raise DomainError(
            f"steps counts the warm-up too and must be above it, found steps = {steps}, warmup = {warmup}"
        )
    return WarmUp(warmup, then=Cosine(lr, steps - warmup, lowest))


@dataclass(frozen=True, slots=True)
class TransformerSchedule(Schedule):
    r"""The Transformer's own schedule: a linear rise, then a fall with the square root of the step.

    $\eta_t = c \cdot d_{\text{model}}^{-1/2} \min\left(n^{-1/2},\ n\,W^{-3/2}\right)$ with $n = t + 1$

    Convention  the paper counts from $n = 1$; step 0 here is that first step. The peak, at step warmup - 1, is
                scale / sqrt(d_model * warmup). There is no separate lr
    Errors      DomainError unless d_model >= 1, warmup >= 1 and scale > 0
    Source      Vaswani et al., Attention Is All You Need (2017), section 5.3, equation 3; warmup = 4000, d_model = 512

    >>> schedule = TransformerSchedule(512, warmup=4000)
    >>> f"{schedule(0):.4e} {schedule(3999):.4e} {schedule(15999):.4e}"
    '1.7469e-07 6.9877e-04 3.4939e-04'
    """

    formula: ClassVar[str] = (
        r"\eta_t = c\, d_{\text{model}}^{-1/2} \min\left((t + 1)^{-1/2},\ (t + 1)\, W^{-3/2}\right)"
    )
    d_model: int
    warmup: int = 4000
    scale: float = 1.0

    def __post_init__(self) -> None:
        whole("d_model", self.d_model, least=1)
        whole("warmup", self.warmup, least=1)
        number("scale", self.scale, above=0)

    def _rate(self, step: int) -> float:
        n = step + 1
        return self.scale * self.d_model**-0.5 * min(n**-0.5, n * self.warmup**-1.5)


@dataclass(frozen=True, slots=True)
class OneCycle(Schedule):
    r"""One rise to a high rate and one long fall far below the start, within a given number of steps.

    From $\eta/d$ to $\eta$ while $t \le p\,T - 1$, then from $\eta$ to $\eta/(d f)$ at $t = T - 1$. Each leg is half a
    cosine or a line.

    lr          the highest rate, reached at step rise * steps - 1
    Convention  step 0 uses lr / start_divisor; step ``steps - 1`` and all later ones use
                lr / (start_divisor * end_divisor). Two phases and the default numbers as in PyTorch's OneCycleLR,
                which it equals; the momentum is left alone
    Errors      DomainError unless lr > 0, 0 < rise < 1 with rise * steps > 1, both divisors >= 1,
                shape "cosine" or "linear"
    Source      Smith and Topin, Super-Convergence (2018), section 4

    >>> [round(OneCycle(1.0, steps=10)(step), 4) for step in (0, 1, 2, 9, 10)]
    [0.04, 0.52, 1.0, 0.0, 0.0]
    """

    formula: ClassVar[str] = (
        r"\eta_t = \eta_b + \tfrac12 (\eta_a - \eta_b)(1 + \cos \pi s),\quad"
        r" (\eta_a, \eta_b) = (\eta / d,\ \eta) \text{, then } (\eta,\ \eta / (d f))"
    )
    lr: float
    steps: int
    rise: float = 0.3
    start_divisor: float = 25.0
    end_divisor: float = 1e4
    shape: str = "cosine"

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)
        whole("steps", self.steps, least=2)
        number("rise", self.rise, above=0, below=1)
        number("start_divisor", self.start_divisor, least=1)
        number("end_divisor", self.end_divisor, least=1)
        choice("shape", self.shape, _LEGS)
        if self.rise * self.steps <= 1:
            raise DomainError(
                f"The rise must take more than one step: rise * steps must be above 1, found {self.rise} * {self.steps}"
            )

    def _rate(self, step: int) -> float:
        leg = _LEGS[self.shape]
        start = self.lr / self.start_divisor
        peak, last = self.rise * self.steps - 1, self.steps - 1
        if step <= peak:
            return leg(start, self.lr, step / peak)
        return leg(self.lr, start / self.end_divisor, (min(step, last) - peak) / (last - peak))


def _cosine(start: float, end: float, share: float) -> float:
    """Half a cosine from start (share 0) to end (share 1)."""
    return end + (start - end) * (1.0 + math.cos(math.pi * share)) / 2.0


def _line(start: float, end: float, share: float) -> float:
    """A straight line from start (share 0) to end (share 1)."""
    return start + (end - start) * share


_LEGS = {"cosine": _cosine, "linear": _line}
