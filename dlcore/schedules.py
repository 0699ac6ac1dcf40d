"""Learning rate schedules: frozen callables from the number of the step to its learning rate.

One convention for all of them: steps count from 0, and ``schedule(step)`` is the rate that update number ``step``
uses, so step 0 is the first update. A PyTorch scheduler gives the same number after ``step`` calls of its step().

Each rule is written once, in arithmetic for plain numbers and for Tensors: ``schedule(step)`` is fast and
``schedule.tensor(step)`` is the same number with its working. The formulas come from there too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np

from dlcore.check import choice, number, whole
from dlcore.errors import DomainError
from dlcore.notation import expression
from dlcore.ops.arithmetic import IDENTITY
from dlcore.ops.constant import PI
from dlcore.ops.dispatch import cosine, least, raised
from dlcore.tensor import Tensor

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


@dataclass(frozen=True)
class Schedule:
    r"""A learning rate for every step.

    symbols  how its settings are written, by field
    pieces   the first step of each piece of the rule and the condition for it in LaTeX; one piece unless it says more

    Errors   DomainError for a step that is no whole number from 0 up

    >>> Cosine(0.2, steps=2).over(3).round(9).tolist()
    [0.2, 0.1, 0.0]
    >>> rate = Cosine(0.2, steps=4).tensor(1)
    >>> print(rate.working().lines[1].latex, "=", round(rate.item(), 4))
    0 + \frac{(0.2 - 0) \left(1 + \cos\left(\frac{\pi \cdot \min\left(1,\, 4\right)}{4}\right)\right)}{2} = 0.1707
    """

    __slots__ = ()
    symbols: ClassVar[Mapping[str, str]] = {}
    pi: ClassVar[float] = math.pi

    def __call__(self, step: int) -> float:
        """The learning rate of one step, counted from 0; DomainError when step is not a whole number from 0 up."""
        step = whole("step", step)
        return float(self._rate(step, step, self))

    def tensor(self, step: int) -> Tensor:
        r"""The learning rate of one step as a Tensor that shows its work, named \eta with the step."""
        step = whole("step", step)
        return self._expression(step).named(rf"\eta_{{{step}}}")

    def over(self, steps: int) -> np.ndarray:
        """The learning rates (steps,) of steps 0 to steps - 1, as a chart needs them."""
        return np.array([self(step) for step in range(whole("steps", steps))], dtype=np.float64)

    @property
    def formula(self) -> str:
        r"""The rule in LaTeX, with t for the step.

        >>> ExponentialDecay(0.8, factor=0.5).formula
        '\\eta_t = \\eta \\gamma^{t}'
        """
        rules = [(expression(self._expression(first)), condition) for first, condition in self.pieces]
        if len(rules) == 1:
            return rf"\eta_t = {rules[0][0]}"
        cases = r" \\ ".join(f"{rule} & {condition}" for rule, condition in rules)
        return rf"\eta_t = \begin{{cases}} {cases} \end{{cases}}"

    @property
    def pieces(self) -> tuple[tuple[int, str], ...]:
        """The first step of each piece of the rule, and the condition under which it holds."""
        return ((0, ""),)

    def _expression(self, step: int) -> Tensor:
        return IDENTITY(self._rate(step, Tensor(step, "t", role=""), self._written()))

    def _written(self) -> SimpleNamespace:
        """The settings as Tensors under their symbols, in the place of ``self`` in the rule."""
        settings = {f.name: getattr(self, f.name) for f in fields(self)}
        return SimpleNamespace(
            pi=PI, **{k: Tensor(v, self.symbols[k], role="") for k, v in settings.items() if k in self.symbols}
        )

    def _rate(self, step: int, t: Any, of: Any) -> Any:
        """The rate at a step. t and the settings ``of`` are plain numbers or Tensors; step says which piece holds."""
        raise TypeError(f"{type(self).__name__} must say its rate: Schedule itself has none")


@dataclass(frozen=True, slots=True)
class Constant(Schedule):
    r"""The same learning rate at every step: $\eta_t = \eta$.

    Errors    DomainError unless lr > 0
    Source    Goodfellow, Bengio and Courville, Deep Learning (2016), section 8.3.1, which also says why it should fall

    >>> Constant(0.1)(0), Constant(0.1)(10**6)
    (0.1, 0.1)
    """

    symbols: ClassVar[Mapping[str, str]] = {"lr": r"\eta"}
    lr: float

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)

    def _rate(self, step, t, of):
        return of.lr


@dataclass(frozen=True, slots=True)
class StepDecay(Schedule):
    r"""Multiply the learning rate by a factor every so many steps: $\eta_t = \eta\,\gamma^{\lfloor t / k \rfloor}$.

    Convention  steps 0 to every - 1 use lr; step ``every`` is the first with lr * factor
    Errors      DomainError unless lr > 0, every >= 1 and 0 < factor <= 1
    Source      PyTorch's StepLR, which it equals; the practice of He et al., Deep Residual Learning (2016), section 3.4

    >>> [StepDecay(0.1, every=30, factor=0.5)(step) for step in (0, 29, 30, 60)]
    [0.1, 0.1, 0.05, 0.025]
    """

    symbols: ClassVar[Mapping[str, str]] = {"lr": r"\eta", "every": "k", "factor": r"\gamma"}
    lr: float
    every: int
    factor: float = 0.1

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)
        whole("every", self.every, least=1)
        number("factor", self.factor, above=0, most=1)

    def _rate(self, step, t, of):
        return of.lr * raised(of.factor, t // of.every)


@dataclass(frozen=True, slots=True)
class ExponentialDecay(Schedule):
    r"""Multiply the learning rate by a factor after each step: $\eta_t = \eta\,\gamma^t$.

    Convention  step 0 uses lr itself
    Errors      DomainError unless lr > 0 and 0 < factor <= 1
    Source      PyTorch's ExponentialLR, which it equals

    >>> [ExponentialDecay(0.8, factor=0.5)(step) for step in range(4)]
    [0.8, 0.4, 0.2, 0.1]
    """

    symbols: ClassVar[Mapping[str, str]] = {"lr": r"\eta", "factor": r"\gamma"}
    lr: float
    factor: float

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)
        number("factor", self.factor, above=0, most=1)

    def _rate(self, step, t, of):
        return of.lr * raised(of.factor, t)


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

    symbols: ClassVar[Mapping[str, str]] = {"lr": r"\eta", "steps": "T", "lowest": r"\eta_{\min}"}
    lr: float
    steps: int
    lowest: float = 0.0

    def __post_init__(self) -> None:
        number("lr", self.lr, above=0)
        whole("steps", self.steps, least=1)
        number("lowest", self.lowest, least=0, most=self.lr)

    def _rate(self, step, t, of):
        return _cosine(of.lr, of.lowest, least(t, of.steps), of.steps, of.pi)


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

    symbols: ClassVar[Mapping[str, str]] = {"steps": "W"}
    steps: int
    then: Schedule

    def __post_init__(self) -> None:
        whole("steps", self.steps, least=1)
        if not isinstance(self.then, Schedule):
            raise DomainError(f"then must be a Schedule, such as Cosine(lr=0.1, steps=100); found {self.then!r}")

    @property
    def pieces(self) -> tuple[tuple[int, str], ...]:
        later = [(self.steps + first, f"W + {first}" if first else "W") for first, _ in self.then.pieces]
        ends = [f"t < {start}" for _, start in later]
        return tuple(zip((0, *(first for first, _ in later)), (*ends, rf"t \ge {later[-1][1]}")))

    @property
    def full(self) -> float:
        """The rate that the rise ends with."""
        return self.then(0)

    def _written(self) -> SimpleNamespace:
        full = self.then._expression(0).named(r"\eta_{W}")
        return SimpleNamespace(full=full, steps=Tensor(self.steps, "W", role=""), then=self.then._written())

    def _rate(self, step, t, of):
        if step >= self.steps:
            return self.then._rate(step - self.steps, t - of.steps, of.then)
        return of.full * (t + 1.0) / of.steps


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

    symbols: ClassVar[Mapping[str, str]] = {"d_model": r"d_{\text{model}}", "warmup": "W", "scale": "c"}
    d_model: int
    warmup: int = 4000
    scale: float = 1.0

    def __post_init__(self) -> None:
        whole("d_model", self.d_model, least=1)
        whole("warmup", self.warmup, least=1)
        number("scale", self.scale, above=0)

    def _rate(self, step, t, of):
        n = t + 1.0
        return of.scale * raised(of.d_model, -0.5) * least(raised(n, -0.5), n * raised(of.warmup, -1.5))


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

    symbols: ClassVar[Mapping[str, str]] = {
        "lr": r"\eta",
        "steps": "T",
        "rise": "p",
        "start_divisor": "d",
        "end_divisor": "f",
    }
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

    @property
    def pieces(self) -> tuple[tuple[int, str], ...]:
        falls = math.floor(self._peak(self)) + 1
        return ((0, r"t \le p T - 1"), (falls, "t > p T - 1"))

    def _rate(self, step, t, of):
        leg = _LEGS[self.shape]
        start, peak, last = of.lr / of.start_divisor, self._peak(of), of.steps - 1.0
        if step <= self._peak(self):
            return leg(start, of.lr, t, peak, of.pi)
        end = of.lr / (of.start_divisor * of.end_divisor)
        return leg(of.lr, end, least(t, last) - peak, last - peak, of.pi)

    def _peak(self, of: Any) -> Any:
        """The step of the highest rate, which lies between two steps unless rise * steps is a whole number."""
        return of.rise * of.steps - 1.0


def _cosine(start: Any, end: Any, part: Any, whole: Any, pi: Any) -> Any:
    """Half a cosine from start (part 0) to end (part = whole)."""
    return end + (start - end) * (1.0 + cosine(pi * part / whole)) / 2.0


def _line(start: Any, end: Any, part: Any, whole: Any, pi: Any) -> Any:
    """A straight line from start (part 0) to end (part = whole)."""
    return start + (end - start) * part / whole


_LEGS = {"cosine": _cosine, "linear": _line}
