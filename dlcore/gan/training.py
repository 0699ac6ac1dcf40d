r"""A generator and a discriminator on a line, training against each other, with everything that a lecture plots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations.sigmoid import SIGMOID
from dlcore.check import choice, number, whole
from dlcore.gan.losses import GAN_LOSSES, cross_entropy_of_both, gradient_penalty, zero_centered_penalty
from dlcore.gan.mixture import Mixture
from dlcore.gan.wasserstein import wasserstein
from dlcore.mlp import MLP, mlp
from dlcore.optimizers import Adam, Optimizer
from dlcore.rng import generator
from dlcore.schedules import Schedule
from dlcore.tensor import Tensor
from dlcore.training import TrainingStep


@dataclass(frozen=True)
class GANSnapshot:
    """A look at the game: generated samples (N,), and the discriminator's answers at the places of the grid (K,).

    D         probabilities; of a Wasserstein critic its scores
    Working  that of the losses: discriminator_loss(...)

    >>> run = train_gan(Mixture((0.0,), (1.0,)), rounds=2, snapshots=1, hidden=4, batch_size=8)
    >>> run.snapshots[-1].round, run.snapshots[-1].D.shape == run.grid.shape
    (2, True)
    """

    round: int
    samples: np.ndarray
    D: np.ndarray


@dataclass(frozen=True)
class GANRun:
    """A game as it was played.

    grid         places on the line, (K,)
    snapshots    looks at it, the first before training
    distances    Wasserstein distance of each snapshot's samples from real ones
    generator_losses, discriminator_losses  (rounds,) before the last step of each round, penalties included
    slopes       (rounds,) length of the generator's gradient at that step
    generator, discriminator  as they are at the end

    >>> run = train_gan(Mixture((-3.0, 3.0), (1.0, 1.0)), rounds=2, snapshots=1, hidden=4, batch_size=8)
    >>> float(run.shares().sum())
    1.0
    """

    data: Mixture
    grid: np.ndarray
    snapshots: tuple[GANSnapshot, ...]
    distances: np.ndarray
    generator: MLP
    discriminator: MLP
    generator_losses: np.ndarray
    discriminator_losses: np.ndarray
    slopes: np.ndarray

    def shares(self, snapshot: int = -1) -> np.ndarray:
        """How the generated samples of a snapshot spread over the data's parts: the share nearest to each mean."""
        samples = self.snapshots[snapshot].samples
        nearest = np.abs(samples[:, None] - np.array(self.data.means)).argmin(axis=1)
        return np.bincount(nearest, minlength=len(self.data.means)) / len(samples)


def discriminator_loss(discriminator: MLP, real: Tensor, fake: Tensor, penalty: float) -> Tensor:
    r"""-E \ln D(real) - E \ln(1 - D(fake)) + \frac{penalty}{2} E D'(real)^2, from logits; the last is R1.

    Shapes  real and fake (N, 1) -> ()
    Source  Goodfellow et al. (2014), equation 1; Mescheder, Geiger and Nowozin, Which Training Methods for GANs do
            actually Converge? (2018), section 4.1

    >>> undecided = mlp([1, 1], rng=1).with_parameters([Tensor([[0.0]]), Tensor([0.0])])
    >>> round(discriminator_loss(undecided, Tensor([[1.0]]), Tensor([[2.0]]), 0.0).item(), 4)  # 2 ln 2
    1.3863
    """
    loss = cross_entropy_of_both(discriminator(real), discriminator(fake))
    return loss + zero_centered_penalty(discriminator, real, penalty) if penalty else loss


def train_gan(
    data: Mixture,
    *,
    loss: str = "non-saturating",
    rounds: int = 1500,
    discriminator_steps: int = 1,
    generator_steps: int = 1,
    head_start: int = 0,
    penalty: float = 0.3,
    slope_penalty: float = 0.0,
    clip: float | None = None,
    lr: float | Schedule = 0.003,
    generator_optimizer: Optimizer | None = None,
    discriminator_optimizer: Optimizer | None = None,
    batch_size: int = 128,
    hidden: int = 32,
    snapshots: int = 30,
    rng: np.random.Generator | int = 1,
) -> GANRun:
    r"""Play the one-dimensional game: noise z ~ N(0, 1) through an MLP against an MLP that tells real from made.

    Each round first trains the discriminator, then the generator, which minimizes -E \ln D(G(z)) (non-saturating).
    With the penalty and about even steps it converges. Without it, and with many generator steps for one of the
    discriminator, the generator runs to where D is largest: its samples collapse onto one place and chase it around.

    loss           "non-saturating", "saturating" or "wasserstein": the keys of GAN_LOSSES
    head_start     steps of the discriminator before the first round
    penalty        weight of R1, the squared slope of the score at real points, as \frac12 penalty; 0 for none
    slope_penalty  weight of (|slope| - 1)^2 between real and made points: with wasserstein, WGAN-GP
    clip           the discriminator's parameters are kept within -clip and clip: with wasserstein, the first WGAN
    lr             of Adam with beta_1 = 0.5; a Schedule counts each network's own steps
    generator_optimizer, discriminator_optimizer  take the place of that Adam
    Errors         DomainError for a count below 1, a weight below 0, a clip or lr that isn't above 0, another loss
    Source         Goodfellow et al. (2014), algorithm 1; Arjovsky, Chintala and Bottou (2017), algorithm 1; Gulrajani
                   et al. (2017), algorithm 1

    >>> run = train_gan(Mixture((0.0,), (1.0,)), rounds=4, snapshots=2, hidden=4, batch_size=8)
    >>> len(run.snapshots), run.distances.shape, run.generator_losses.shape
    (3, (3,), (4,))
    """
    rng = generator(rng)
    number("penalty", penalty, least=0)
    number("slope_penalty", slope_penalty, least=0)
    if clip is not None:
        number("clip", clip, above=0)
    rules = GAN_LOSSES[choice("loss", loss, GAN_LOSSES)]
    maker, judge = (
        mlp([1, hidden, hidden, 1], rng=rng, activation="tanh"),
        mlp([1, hidden, hidden, 1], rng=rng, activation="tanh"),
    )

    def judge_loss(parameters, real, fake, *mix):
        now = judge.with_parameters(parameters)
        value = rules.discriminator(now(real), now(fake))
        value = value + zero_centered_penalty(now, real, penalty) if penalty else value
        return value + slope_penalty * gradient_penalty(now, real, fake, *mix) if mix else value

    def maker_loss(parameters, z, *judging):
        return rules.generator(judge.with_parameters(judging)(maker.with_parameters(parameters)(z)))

    adam = Adam(lr, betas=(0.5, 0.999))
    judge_step = TrainingStep(judge_loss, judge.parameters, discriminator_optimizer or adam)
    maker_step = TrainingStep(maker_loss, maker.parameters, generator_optimizer or adam)

    def noise() -> np.ndarray:
        return rng.standard_normal((batch_size, 1))

    def judged() -> float:
        fake = maker.with_parameters(maker_step.parameters)(noise()).value
        real = data.sample(batch_size, rng=rng)[:, None]
        cost = judge_step(real, fake, *([rng.random((batch_size, 1))] if slope_penalty else []))
        if clip is not None:
            np.clip(judge_step.theta, -clip, clip, out=judge_step.theta)
        return cost

    watch = _Watch(data, rng, probabilities=loss != "wasserstein")
    every = max(whole("rounds", rounds, least=1) // whole("snapshots", snapshots, least=1), 1)
    for _ in range(whole("head_start", head_start)):
        judged()
    for k in range(rounds):
        if k % every == 0:
            watch.look(k, maker.with_parameters(maker_step.parameters), judge.with_parameters(judge_step.parameters))
        for _ in range(whole("discriminator_steps", discriminator_steps, least=1)):
            judge_cost = judged()
        for _ in range(whole("generator_steps", generator_steps, least=1)):
            maker_cost = maker_step(noise(), *judge_step.values)
        watch.losses.append((maker_cost, judge_cost, float(np.linalg.norm(maker_step.gradient))))
    return watch.run(rounds, maker.with_parameters(maker_step.parameters), judge.with_parameters(judge_step.parameters))


class _Watch:
    """What is looked at, always with the same noise, so that snapshots differ by training alone."""

    def __init__(self, data: Mixture, rng: np.random.Generator, N: int = 512, probabilities: bool = True):
        reach = 4.0 * max(data.stds)
        self.data, self.grid = data, np.linspace(min(data.means) - reach, max(data.means) + reach, 201)
        self.noise, self.real = rng.standard_normal((N, 1)), data.sample(N, rng=rng)
        self.probabilities = probabilities
        self.snapshots: list[GANSnapshot] = []
        self.losses: list[tuple[float, float, float]] = []

    def look(self, k: int, maker: MLP, judge: MLP) -> None:
        scores = judge(self.grid[:, None])
        answers = (SIGMOID(scores) if self.probabilities else scores).value[:, 0]
        self.snapshots.append(GANSnapshot(k, maker(self.noise).value[:, 0], answers))

    def run(self, k: int, maker: MLP, judge: MLP) -> GANRun:
        self.look(k, maker, judge)
        distances = np.array([wasserstein(s.samples, self.real).item() for s in self.snapshots])
        made, judged, slopes = np.array(self.losses).T
        return GANRun(self.data, self.grid, tuple(self.snapshots), distances, maker, judge, made, judged, slopes)
