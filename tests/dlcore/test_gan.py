"""The one-dimensional game: the best discriminator, its value, distances, and training that converges and collapses."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import SGD, DomainError, ShapeError, Tensor, check_gradients, gradients, mlp
from dlcore.gan import (
    GAN_LOSSES,
    DiracGAN,
    Mixture,
    discriminator_loss,
    game_value,
    generator_loss,
    gradient_penalty,
    jensen_shannon,
    kernel_density,
    optimal_critic,
    optimal_discriminator,
    train_gan,
    wasserstein,
    wasserstein_of_densities,
)
from dlcore.ops.reduction import total
from dlcore.schedules import Cosine
from example_counts import examples

GRID = np.linspace(-12, 12, 2401)
DX = GRID[1] - GRID[0]
TWO = Mixture((-2.0, 2.0), (0.5, 0.5))


@pytest.mark.published("Goodfellow et al.")
def test_the_game_is_worth_minus_log_four_at_equilibrium():
    """Goodfellow et al. (2014), theorem 1: equal densities, D* = 1/2 everywhere, V = -log 4."""
    p = TWO.density(GRID)
    D = optimal_discriminator(p, p)
    assert (D.value == 0.5).all()
    assert game_value(p, p, D, DX).item() == pytest.approx(-math.log(4), rel=1e-12)


densities = st.tuples(st.floats(-3, 3), st.floats(0.3, 2), st.floats(-3, 3), st.floats(0.3, 2))


@settings(max_examples=examples(15))
@given(densities, st.floats(-0.2, 0.2))
def test_no_discriminator_beats_the_best(given_, nudge):
    """D* = p/(p + p_g) is worth 2 JSD - log 4, and any other discriminator less."""
    p, p_g = (Mixture((given_[k],), (given_[k + 1],)).density(GRID) + 1e-9 for k in (0, 2))
    p, p_g = p / (p.sum() * DX), p_g / (p_g.sum() * DX)
    D = optimal_discriminator(p, p_g)
    best = game_value(p, p_g, D, DX).item()
    assert best == pytest.approx(2 * jensen_shannon(p, p_g, DX).item() - math.log(4), abs=1e-9)
    other = np.clip(D.value + nudge * np.sin(GRID), 1e-6, 1 - 1e-6)
    assert game_value(p, p_g, other, DX).item() <= best + 1e-9


def test_the_best_discriminator_is_where_the_gradient_is_zero():
    """dV/dD vanishes at D*; and values and distances have the gradients that differences show."""
    p, p_g = Tensor([0.2, 0.5, 0.3], "p"), Tensor([0.3, 0.3, 0.4], "p_g")
    D = Tensor(optimal_discriminator(p, p_g).value)
    np.testing.assert_allclose(gradients(game_value(p, p_g, D, 1.0), [D])[D].value, 0, atol=1e-12)
    check_gradients(lambda p, q, D: game_value(p, q, D, 0.5), p, p_g, Tensor([0.3, 0.6, 0.2]))
    check_gradients(lambda p, q: jensen_shannon(p, q, 0.5), p, p_g)
    check_gradients(lambda p, q: optimal_discriminator(p, q), p, p_g)


def test_the_formula_is_shown():
    """D* is written as the textbook writes it."""
    assert optimal_discriminator(Tensor([0.2], "p"), Tensor([0.3], "p_g")).formula == r"D^{*} = \frac{p}{p + p_g}"


@settings(max_examples=examples(25))
@given(st.lists(st.floats(-5, 5), min_size=1, max_size=8), st.floats(-4, 4), st.integers(0, 99))
def test_wasserstein_of_a_moved_sample_is_how_far_it_was_moved(x, shift, seed):
    """LinearMap every number by s costs |s|, in whatever order; swapping the samples changes nothing."""
    moved = np.random.default_rng(seed).permutation(np.array(x) + shift)
    assert wasserstein(x, moved).item() == pytest.approx(abs(shift), abs=1e-12)
    assert wasserstein(moved, x).item() == wasserstein(x, moved).item()


@pytest.mark.independent
def test_wasserstein_tells_how_far_where_divergence_cannot():
    """Separate densities all have JSD = log 2; the Wasserstein distance grows with the gap."""
    p = Mixture((-4.0,), (0.1,)).density(GRID)
    far = [Mixture((m,), (0.1,)).density(GRID) for m in (-2.0, 1.0, 4.0)]
    assert [jensen_shannon(p, q, DX).item() for q in far] == pytest.approx([math.log(2)] * 3, rel=1e-9)
    assert [wasserstein_of_densities(p, q, DX).item() for q in far] == pytest.approx([2.0, 5.0, 8.0], rel=1e-6)


def test_wasserstein_gradients():
    """Against central differences, sorting included."""
    x, y = Tensor([0.3, -1.0, 2.0], "x"), Tensor([1.5, 0.0, -0.4], "y")
    check_gradients(wasserstein, x, y)
    check_gradients(lambda p, q: wasserstein_of_densities(p, q, 0.5), Tensor([0.1, 0.6, 0.4]), Tensor([0.5, 0.3, 0.2]))
    check_gradients(lambda x: gradients(total(wasserstein(x**2, y) ** 2), [x])[x], x)
    assert wasserstein(x, y).formula.count("sort") == 2


@pytest.mark.independent
def test_densities_integrate_to_one():
    """A mixture and a kernel density have area 1, and a mixture's samples its mean and spread."""
    for density in (TWO.density(GRID), kernel_density([-1.0, 0.5, 3.0], GRID)):
        assert density.sum() * DX == pytest.approx(1.0, rel=1e-9)
    samples = Mixture((1.0, 3.0), (0.1, 0.1), (0.25, 0.75)).sample(20_000, rng=1)
    assert samples.mean() == pytest.approx(2.5, abs=0.02) and samples.var() == pytest.approx(0.75 + 0.01, abs=0.02)


@pytest.mark.independent
def test_the_penalty_is_the_squared_slope():
    """R1 adds half of penalty times the mean of D'(x)^2, by differences; and has gradients itself."""
    judge = mlp([1, 3, 1], rng=1, activation="tanh")
    real, fake = Tensor([[0.2], [-0.7]]), Tensor([[1.0], [0.3]])
    added = discriminator_loss(judge, real, fake, 2.0).item() - discriminator_loss(judge, real, fake, 0.0).item()
    h = 1e-5
    slopes = (judge(real.value + h).value - judge(real.value - h).value) / (2 * h)
    assert added == pytest.approx((slopes**2).mean(), rel=1e-6)
    check_gradients(lambda *p: discriminator_loss(judge.with_parameters(p), real, fake, 2.0), *judge.parameters)


@pytest.mark.independent
def test_losses_have_the_slopes_that_give_them_their_names():
    """By differences: -D for the saturating loss, -(1 - D) for the other, -1 for Wasserstein's, each over N."""
    scores = Tensor([-4.6, 0.0, 2.0], "s")
    D = 1 / (1 + np.exp(-scores.value))
    for loss, expected in (("saturating", -D), ("non-saturating", D - 1), ("wasserstein", -np.ones(3))):
        check_gradients(lambda s, loss=loss: generator_loss(s, loss), scores)
        slopes = gradients(generator_loss(scores, loss), [scores])[scores].value
        np.testing.assert_allclose(slopes, expected / 3, rtol=1e-12)
    assert generator_loss([0.0]).item() == pytest.approx(math.log(2))


def test_what_one_player_wins_the_other_loses():
    """The saturating and the Wasserstein generator descend what the discriminator climbs: slopes add up to 0."""
    for name in ("saturating", "wasserstein"):
        fake, real = Tensor([0.3, -1.0], "s"), Tensor([0.5, 2.0])
        both = GAN_LOSSES[name].generator(fake) + GAN_LOSSES[name].discriminator(real, fake)
        np.testing.assert_allclose(gradients(both, [fake])[fake].value, 0, atol=1e-15)


@pytest.mark.independent
def test_the_slope_penalty_looks_between_real_and_made():
    """(|f'| - 1)^2 at u x + (1 - u) y, for a parabola, by hand; and it has gradients."""
    real, fake, mix = Tensor([[1.0], [3.0]]), Tensor([[0.0], [1.0]]), Tensor([[0.25], [0.5]])
    x = np.array([0.25, 2.0])
    assert gradient_penalty(lambda x: x**2, real, fake, mix).item() == pytest.approx(((2 * x - 1) ** 2).mean())
    judge = mlp([1, 3, 1], rng=1, activation="tanh")
    check_gradients(lambda *p: gradient_penalty(judge.with_parameters(p), real, fake, mix), *judge.parameters)


weights = st.lists(st.floats(0.01, 1), min_size=2, max_size=9)


@settings(max_examples=examples(25))
@given(weights, st.integers(0, 99), st.floats(0.1, 2))
def test_the_best_critic_earns_the_wasserstein_distance(p, seed, dx):
    """Kantorovich's duality: with slopes of at most 1 no function earns more than W1, and the best one earns it."""
    rng = np.random.default_rng(seed)
    q = rng.random(len(p)) + 0.01
    p, q = np.array(p) / (sum(p) * dx), q / (q.sum() * dx)
    best, W1 = optimal_critic(p, q, dx), wasserstein_of_densities(p, q, dx).item()
    assert (best * (p - q)).sum() * dx == pytest.approx(W1, abs=1e-9)
    assert np.abs(np.diff(best)).max() <= dx * (1 + 1e-9)
    other = np.cumsum(dx * rng.uniform(-1, 1, len(p)))
    assert (other * (p - q)).sum() * dx <= W1 + 1e-9


@pytest.mark.published("Mescheder, Geiger and Nowozin (2018)")
def test_dirac_gan_turns_and_the_penalty_pulls_it_in():
    """Eigenvalues of the paper: purely imaginary without a penalty, negative real parts with R1."""
    for loss, size in (("saturating", 0.5), ("non-saturating", 0.5), ("wasserstein", 1.0)):
        np.testing.assert_allclose(DiracGAN(loss).eigenvalues(), [-1j * size, 1j * size], atol=1e-12)
    for gamma in (0.3, 1.0, 2.0):
        root = np.sqrt(complex(gamma**2 - 1))
        expected = np.sort_complex([(-gamma - root) / 2, (-gamma + root) / 2])
        np.testing.assert_allclose(DiracGAN("saturating", gamma).eigenvalues(), expected, atol=1e-7)


@pytest.mark.independent
def test_dirac_gan_is_the_game_with_one_weight():
    """Its field is the players' gradients for a discriminator psi x, data at 0 and one sample at theta."""
    for name, rules in GAN_LOSSES.items():
        theta, psi = Tensor(0.7, r"\theta"), Tensor(-1.3, r"\psi")
        up = -gradients(rules.generator(psi * theta), [theta])[theta].value
        along = -gradients(rules.discriminator(psi * 0.0, psi * theta), [psi])[psi].value
        np.testing.assert_allclose(DiracGAN(name).field(0.7, -1.3), [up, along], rtol=1e-12)
        at_zero = [np.subtract(*(DiracGAN(name, 0.4).field(*(s * h)) for s in (1e-6, -1e-6))) / 2e-6 for h in np.eye(2)]
        np.testing.assert_allclose(DiracGAN(name, 0.4).jacobian(), np.transpose(at_zero), atol=1e-9)


def test_dirac_gan_by_hand():
    """Rate 1/2 on the bilinear game: simultaneous steps grow r^2 by 1.25, alternating ones stay on an ellipse."""
    game = DiracGAN("wasserstein")
    path = game.play(1.0, 0.0, lr=0.5, rounds=3)
    np.testing.assert_array_equal(path, [[1, 0], [1, -0.5], [0.75, -1], [0.25, -1.375]])
    np.testing.assert_allclose((path**2).sum(axis=1), 1.25 ** np.arange(4))
    theta, psi = game.play(1.0, 0.0, lr=0.5, rounds=50, alternating=True).T
    np.testing.assert_allclose(theta**2 + psi**2 + 0.5 * theta * psi, 1.0)
    for alternating in (False, True):
        shown = DiracGAN("non-saturating", 1.0).step(1.0, -1.0, 0.5, alternating)
        played = DiracGAN("non-saturating", 1.0).play(1.0, -1.0, lr=0.5, rounds=1, alternating=alternating)[1]
        np.testing.assert_allclose([shown[0].item(), shown[1].item()], played, rtol=1e-12)


@pytest.mark.parametrize(
    "options",
    [
        {"loss": "saturating", "head_start": 2},
        {"loss": "wasserstein", "penalty": 0.0, "clip": 0.05, "discriminator_steps": 2},
        {"loss": "wasserstein", "penalty": 0.0, "slope_penalty": 1.0},
        {"generator_optimizer": SGD(0.01), "discriminator_optimizer": SGD(0.02)},
    ],
)
def test_every_loss_can_be_played_and_is_recorded(options):
    """Losses and slopes of each round are kept, and a clipped critic keeps within its limits."""
    run = train_gan(TWO, rounds=4, snapshots=2, hidden=4, batch_size=8, **options)
    for recorded in (run.generator_losses, run.discriminator_losses, run.slopes):
        assert recorded.shape == (4,) and np.isfinite(recorded).all()
    if "clip" in options:
        assert max(np.abs(p.value).max() for p in run.discriminator.parameters) <= 0.05


def test_a_game_repeats_to_the_bit():
    """One seed gives one game."""
    first, second = (train_gan(TWO, rounds=6, snapshots=2, hidden=4, batch_size=8, rng=3) for _ in range(2))
    assert all((a.samples == b.samples).all() and (a.D == b.D).all() for a, b in zip(first.snapshots, second.snapshots))


@pytest.mark.slow
def test_training_converges():
    """With R1 and even steps the generator finds both parts, half each, and the discriminator is left guessing."""
    run = train_gan(TWO, lr=Cosine(0.003, steps=1500), rng=1)
    assert run.distances[0] > 1.5 and run.distances[-1] < 0.4
    np.testing.assert_allclose(run.shares(), 0.5, atol=0.08)
    likely = TWO.density(run.grid) > 0.1
    np.testing.assert_allclose(run.snapshots[-1].D[likely], 0.5, atol=0.1)


@pytest.mark.slow
def test_training_collapses():
    """Without R1 and with many generator steps all samples end up at one place, which is chased around."""
    run = train_gan(TWO, penalty=0.0, generator_steps=20, rounds=300, rng=1)
    assert run.snapshots[-1].samples.std() < 0.2 and run.shares().max() == 1.0
    assert run.distances[-1] > 1.5
    places = np.array([s.samples.mean() for s in run.snapshots[-15:]])
    assert places.max() - places.min() > 2.0


@pytest.mark.parametrize(
    ("call", "kind", "says"),
    [
        (lambda: optimal_discriminator([0.1, 0.0], [0.1, 0.0]), DomainError, r"both densities are 0.*\[1\]"),
        (lambda: optimal_discriminator([-0.1], [0.1]), DomainError, "not negative.*-0.1"),
        (lambda: optimal_discriminator([0.1], [0.1, 0.2]), ShapeError, r"\(1,\).*\(2,\)"),
        (lambda: game_value([0.5], [0.5], [1.5], 1.0), DomainError, "probabilities.*1.5"),
        (lambda: game_value([0.5], [0.5], [1.0], 1.0), DomainError, "sure, and wrong"),
        (lambda: wasserstein([1.0, 2.0], [1.0]), ShapeError, r"\(2,\).*\(1,\)"),
        (lambda: wasserstein([], []), ShapeError, "one size"),
        (lambda: Mixture((0.0,), (1.0, 1.0)), ShapeError, "1, 2, 1"),
        (lambda: Mixture((0.0,), (0.0,)), DomainError, "positive"),
        (lambda: Mixture((0.0, 1.0), (1.0, 1.0), (0.5, 0.6)), DomainError, "sum to 1"),
        (lambda: train_gan(TWO, rounds=0), DomainError, "rounds.*0"),
        (lambda: train_gan(TWO, penalty=-1.0), DomainError, "penalty.*-1"),
        (lambda: kernel_density([], [0.0]), ShapeError, "at least one sample"),
        (
            lambda: train_gan(TWO, loss="saturated"),
            DomainError,
            "non-saturating, wasserstein.*Did you mean",
        ),
        (lambda: train_gan(TWO, clip=0.0), DomainError, "clip.*0"),
        (lambda: train_gan(TWO, slope_penalty=-1.0), DomainError, "slope_penalty.*-1"),
        (lambda: generator_loss([]), ShapeError, "at least one score"),
        (lambda: gradient_penalty(lambda x: x, [[1.0]], [[1.0]], [0.5]), ShapeError, "of one shape"),
        (lambda: optimal_critic([0.5], [0.5, 0.5], 1.0), ShapeError, "same places"),
        (lambda: DiracGAN("hinge"), DomainError, "loss must be one of"),
        (lambda: DiracGAN(gamma=-1.0), DomainError, "gamma.*-1"),
        (lambda: DiracGAN().play(1.0, 0.0, lr=0.0, rounds=1), DomainError, "lr.*0"),
    ],
)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()
