"""Eight ways to walk downhill: each optimizer's steps by hand, and a race on a ravine at equal and at tuned rates."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import conventions
import decay
import eigenvectors
import first_steps
import memory
import network
import noise
import numpy as np
import phases
import race
import rates
import saddle
from adam_by_hand import adam
from by_hand import HandStep, steps_by_hand
from ravine import Ravine, walk

from deckwright.figures import num
from deckwright.lesson import Range
from dlcore import SGD, Adam, GradientDescent, Momentum, Tensor

STEEP = 10.0
FIRST_RULES = {
    "m": r"$m_1 = (1 - \beta_1)\, \textcolor{gradient}{g_1}$",
    "v": r"$v_1 = (1 - \beta_2)\, \textcolor{gradient}{g_1}^2$",
    "m_hat": r"$\hat{m}_1 = m_1 / (1 - \beta_1)$",
    "v_hat": r"$\hat{v}_1 = v_1 / (1 - \beta_2)$",
    "new": r"$\textcolor{weight}{\theta_{\text{new}}} = \textcolor{weight}{\theta}"
    r" - \eta\, \hat{m}_1 / (\sqrt{\hat{v}_1} + \varepsilon)$",
}  # of Adam at t = 1, since m_0 and v_0 are 0
SHOWN = 150  # steps that charts of the race show
FOLLOWED = 40  # steps of the paths on the turned ravine


@dataclass(frozen=True)
class Walk:
    """One way down the ravine: its points, its losses, and the steps until all starts' runs are there (None: not
    within the cap).
    """

    path: np.ndarray
    losses: np.ndarray
    steps: int | None

    def rows(self, count: int) -> list[list[float]]:
        """The first points and their losses, for a table."""
        return [[t, float(self.path[t, 0]), float(self.path[t, 1]), float(self.losses[t])] for t in range(count)]


@dataclass(frozen=True)
class Optimization:
    """Everything the lecture shows."""

    # the bowl
    ravine: Ravine
    turned: Ravine
    curvatures: tuple[Tensor, Tensor]
    theta: tuple[Tensor, ...]
    lr: Tensor
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    turned_range: tuple[float, float]
    surface: np.ndarray
    turned_surface: np.ndarray
    wide_surface: np.ndarray  # the ravine in the range of the turned one
    off_course: float  # angle in degrees between downhill and the way to the minimum
    # gradient descent
    gd: tuple[HandStep, ...]
    descent: Walk
    regimes: tuple[rates.Regime, ...]
    limit: float
    best_lr: float
    best_descent: Walk
    on_each: dict[str, tuple[np.ndarray, np.ndarray]]
    prices: tuple[rates.Price, ...]
    eigen: eigenvectors.Eigenvectors
    saddle: saddle.Saddle
    # minibatches
    noise: noise.Noise
    # momentum
    mu: Tensor
    heavy: tuple[HandStep, ...]
    moves: tuple[tuple[Tensor, Tensor, Tensor], ...]  # second step: what is kept of the first, minus the gradient, sum
    ball: Walk
    phases: phases.Phases
    conventions: conventions.Conventions
    momentum_limit: float
    nesterov_limit: float
    # a rate for each parameter
    betas: tuple[float, float]
    steady: first_steps.Curves
    adam: tuple[HandStep, ...]
    adam_table: list[list[object]]
    code: str  # Adam in NumPy
    code_agrees: bool
    correction: first_steps.Curves
    first_factor: float  # of the first step without bias correction
    worst_factor: float
    worst_at: int
    settled: int  # steps until m's correction is below one percent
    sizes: first_steps.Curves
    epsilon: float
    decay: decay.Decay
    # comparison
    counts: np.ndarray  # of steps, for the videos
    memory: tuple[memory.Memory, ...]
    model_size: int
    race: race.Race
    network: network.Network


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    flat: Annotated[float, Range(0.05, 0.5)] = 0.1,
    start_1: Annotated[float, Range(4, 10)] = 8.0,
    start_2: Annotated[float, Range(0.5, 1.5)] = 1.0,
    lr: Annotated[float, Range(0.11, 0.19)] = 0.18,
    race_lr: Annotated[float, Range(0.02, 0.13)] = 0.12,
    momentum: Annotated[float, Range(0.5, 0.95)] = 0.9,
    beta_1: Annotated[float, Range(0.5, 0.95)] = 0.9,
    beta_2: Annotated[float, Range(0.9, 0.999)] = 0.999,
    examples: Annotated[int, Range(32, 256)] = 64,
) -> Optimization:
    """A ravine with curvatures ``flat`` and 10; lr is the rate of the steps by hand, race_lr that of the race at one
    rate.
    """
    start, betas = (start_1, start_2), (beta_1, beta_2)
    ravine, turned = Ravine(flat, STEEP), Ravine(flat, STEEP, np.pi / 4)
    curvatures = (Tensor(flat, r"\lambda_1"), Tensor(STEEP, r"\lambda_2"))
    by_hand = {
        method: steps_by_hand(optimizer, start, curvatures)
        for method, optimizer in (
            ("gd", GradientDescent(lr)),
            ("heavy", Momentum(lr, momentum)),
            ("adam", Adam(lr, betas)),
        )
    }
    x_range, y_range = (-0.35 * start_1, 1.15 * start_1), (-1.6 * start_2, 1.6 * start_2)
    best_lr = rates.best_rate(ravine)
    correction = first_steps.with_and_without_correction(betas, 200)
    uncorrected = correction["without"][1]
    worst = int(np.abs(np.log(uncorrected)).argmax())
    racers = race.field_of(momentum, betas)
    raced = race.hold(ravine, turned, start, race_lr, racers, SHOWN)
    reach = reach_of(
        raced["AdaGrad"].best_path, raced["AdaGrad"].turned_path, raced["Adam"].best_path, raced["Adam"].turned_path
    )
    in_network = {"SGD": SGD} | {name: racers[name] for name in ("momentum", "RMSProp", "Adam")}
    programmed = adam(np.array(start), ravine.gradient, lr, *betas, first_steps.EPSILON, 2)

    return Optimization(
        ravine=ravine, turned=turned, curvatures=curvatures, theta=by_hand["gd"][0].theta, lr=Tensor(lr, r"\eta"),
        x_range=x_range, y_range=y_range, turned_range=reach,
        surface=ravine.grid(x_range, y_range), turned_surface=turned.grid(reach, reach),
        wide_surface=ravine.grid(reach, reach),
        off_course=off_course(ravine, np.array(start)),
        gd=by_hand["gd"], descent=walked(GradientDescent(lr), ravine, start), limit=rates.limit("gradient descent",
        STEEP, momentum),
        regimes=rates.regimes(STEEP, start_2, lr), best_lr=best_lr, best_descent=walked(GradientDescent(best_lr),
        ravine, start),
        on_each=rates.on_each(ravine), prices=tuple(rates.price(condition) for condition in (10, 100, 1000)),
        eigen=eigenvectors.along(turned, start, lr), saddle=saddle.study(np.random.default_rng(seed)),
        noise=noise.study(examples, np.random.default_rng(seed)),
        mu=Tensor(momentum, r"\mu"), heavy=by_hand["heavy"], moves=moves(by_hand["heavy"], lr, momentum),
        phases=phases.phases(ravine, race_lr, momentum), ball=walked(Momentum(lr, momentum), ravine, start),
        conventions=conventions.compare(momentum),
        momentum_limit=rates.limit("momentum", STEEP, momentum), nesterov_limit=rates.limit("Nesterov", STEEP,
        momentum),
        betas=betas, steady=first_steps.on_steady_gradient(betas, STEEP, 100), adam=by_hand["adam"],
        adam_table=first_step_of_adam(by_hand["adam"][0]), code=inspect.getsource(adam).rstrip(),
        code_agrees=np.allclose(programmed, [new.item() for new in by_hand["adam"][1].new]),
        correction=correction,
        first_factor=float(uncorrected[0]), worst_factor=float(uncorrected[worst]),
        worst_at=worst + 1, settled=int(np.ceil(np.log(0.01) / np.log(beta_1))),
        sizes=first_steps.by_gradient_size(betas), epsilon=first_steps.EPSILON,
        decay=decay.compare(start_1, flat * start_1, lr, betas, np.random.default_rng(seed)),
        counts=np.arange(SHOWN + 1), memory=memory.of_each(), model_size=memory.parameters(),
        race=raced, network=network.train(in_network, seed),
    )  # fmt: skip


def off_course(ravine: Ravine, start: np.ndarray) -> float:
    """The angle in degrees between straight downhill and straight to the minimum."""
    downhill, home = -ravine.gradient(start), -start
    return float(np.degrees(np.arccos(downhill @ home / np.linalg.norm(downhill) / np.linalg.norm(home))))


def reach_of(*paths: np.ndarray) -> tuple[float, float]:
    """Limits of a square around the minimum that holds these paths' first steps."""
    reach = 1.1 * max(float(np.abs(path[: FOLLOWED + 1]).max()) for path in paths)
    return -reach, reach


def walked(optimizer, ravine: Ravine, start, steps: int = race.CAP) -> Walk:
    """A walk from the start; its first part is what the charts show. Its steps are counted by the race's rule."""
    path = walk(optimizer, ravine.gradient, start, steps)[: SHOWN + 1]
    return Walk(path, race.until_floor(ravine.loss(path)), race.needed(optimizer, ravine, start))


def moves(steps: tuple[HandStep, ...], lr: float, momentum: float) -> tuple[tuple[Tensor, Tensor, Tensor], ...]:
    """The second step of momentum as an arrow for each parameter: kept + pull = s_2, all of them moves of theta."""
    first, second = steps
    mu, eta, made = Tensor(momentum, r"\mu"), Tensor(lr, r"\eta"), []
    for k in range(2):
        before = Tensor(-lr * first.updates[k]["v"].item(), "s_1")
        g = Tensor(second.g[k].item(), "g_2")
        made.append(((mu * before).named("k"), (-eta * g).named("p"), (mu * before - eta * g).named("s_2")))
    return tuple(made)


def first_step_of_adam(step: HandStep) -> list[list[object]]:
    """Rule and both parameters' numbers, row by row."""
    return [
        [rule, *(num(u.new if slot == "new" else u[slot]) for u in step.updates)] for slot, rule in FIRST_RULES.items()
    ]
