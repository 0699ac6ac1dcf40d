"""Diffusion: published alpha-bar, the jump against the steps, Bayes' rule for the posterior, and sampling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import DomainError, ShapeError, Tensor, check_gradients
from dlcore.datasets import moons
from dlcore.diffusion import (
    NoiseSchedule,
    OptimalPredictor,
    cosine_schedule,
    ddim_sample,
    ddim_step,
    ddpm_sample,
    ddpm_step,
    jump,
    linear_schedule,
    loss_by_step,
    optimal_loss,
    optimal_noise,
    posterior,
    predicted_data,
    train_diffusion,
)
from dlcore.gan import Mixture, wasserstein
from example_counts import examples


@pytest.mark.published("Ho et al.")
def test_published_alpha_bar():
    """Ho, Jain and Abbeel (2020), linear beta from 1e-4 to 0.02, T = 1000: 4.0358e-5."""
    assert linear_schedule().alpha_bar[-1] == pytest.approx(4.0358e-5, abs=0.5e-9)


@settings(max_examples=examples(25))
@given(st.integers(1, 200), st.booleans())
def test_alpha_bar_falls_from_one_to_almost_nothing(T, linear):
    """Every step takes something away; nothing is ever negative; beta stays between 0 and 1."""
    schedule = linear_schedule(T) if linear else cosine_schedule(T)
    assert schedule.alpha_bar[0] == 1 and (np.diff(schedule.alpha_bar) < 0).all() and schedule.alpha_bar[-1] > 0
    assert ((schedule.beta > 0) & (schedule.beta < 1)).all()
    assert (np.diff(schedule.signal_to_noise) < 0).all()


@pytest.mark.independent
def test_cosine_schedule_follows_its_curve():
    """Nichol and Dhariwal (2021), equation 17: alpha-bar is f(t)/f(0), but where beta is held."""
    schedule, t = cosine_schedule(100), np.arange(100)
    f = np.cos((t / 100 + 0.008) / 1.008 * np.pi / 2) ** 2
    np.testing.assert_allclose(schedule.alpha_bar[:100], f / f[0], rtol=1e-10)
    assert schedule.beta[-1] == 0.999


@pytest.mark.independent
def test_the_jump_is_the_steps():
    """Step by step x_t = sqrt(alpha) x + sqrt(beta) noise gives the mean and variance of the closed form."""
    schedule = linear_schedule(50, last=0.2)
    mean, variance = 1.0, 0.0
    for t, (alpha, beta) in enumerate(zip(schedule.alpha, schedule.beta), start=1):
        mean, variance = np.sqrt(alpha) * mean, alpha * variance + beta
        assert jump(schedule, 1.0, t, 0.0).item() == pytest.approx(mean, rel=1e-12)
        assert jump(schedule, 0.0, t, 1.0).item() ** 2 == pytest.approx(variance, rel=1e-12)


@pytest.mark.independent
@pytest.mark.parametrize("t", [1, 2, 7, 20])
def test_the_posterior_is_bayes_rule(t):
    """q(x_{t-1} | x_t, x_0), multiplied and normalized on a grid, has the mean and variance of the formulas."""
    schedule, x0, x_t = linear_schedule(20, last=0.3), 0.7, -0.4
    before, beta, alpha = schedule.alpha_bar[t - 1], schedule.beta[t - 1], schedule.alpha[t - 1]
    found = posterior(schedule, x0, x_t, t)
    if t == 1:
        assert found.mean.item() == pytest.approx(x0, rel=1e-12) and found.variance.item() == 0
        return
    grid = np.linspace(-8, 8, 200_001)
    log = -((x_t - np.sqrt(alpha) * grid) ** 2) / (2 * beta) - (grid - np.sqrt(before) * x0) ** 2 / (2 * (1 - before))
    weights = np.exp(log - log.max())
    weights /= weights.sum()
    mean = (weights * grid).sum()
    assert found.mean.item() == pytest.approx(mean, rel=1e-8)
    assert found.variance.item() == pytest.approx((weights * (grid - mean) ** 2).sum(), rel=1e-8)


def test_gradients_and_formulas():
    """Jump, prediction and posterior against central differences; the formula is the paper's."""
    schedule, rng = linear_schedule(10, last=0.5), np.random.default_rng(1)
    x0, noise, t = Tensor(rng.normal(size=(3, 2)), "x_0"), Tensor(rng.normal(size=(3, 2)), "z"), np.array([1, 5, 10])
    check_gradients(lambda x, n: jump(schedule, x, t, n), x0, noise)
    check_gradients(lambda x, n: predicted_data(schedule, x, t, n), x0, noise)
    check_gradients(lambda x, y: posterior(schedule, x, y, t).mean, x0, noise)
    assert jump(schedule, x0, 3, noise).formula == r"x_t = \sqrt{\bar{\alpha}_t} x_0 + \sqrt{1 - \bar{\alpha}_t} z"
    np.testing.assert_allclose(
        predicted_data(schedule, jump(schedule, x0, t, noise), t, noise).value, x0.value, rtol=1e-12
    )


def test_each_example_has_a_step_of_its_own():
    """A batch with steps (N,) is the examples one by one."""
    schedule, t = linear_schedule(10), np.array([0, 4, 10])
    x0, noise = np.random.default_rng(1).normal(size=(2, 3, 2))
    both = jump(schedule, x0, t, noise).value
    for n in range(3):
        np.testing.assert_array_equal(both[n], jump(schedule, x0[n], int(t[n]), noise[n]).value)


def _knows(schedule, mean, std):
    """The perfect predictor for normal data: E[noise | x_t]."""

    def predict(x_t, t):
        alpha_bar = schedule.alpha_bar[t]
        spread = alpha_bar * std**2 + 1 - alpha_bar
        return np.sqrt(1 - alpha_bar) * (x_t.value - np.sqrt(alpha_bar) * mean) / spread

    return predict


@pytest.mark.independent
@pytest.mark.parametrize("schedule", [linear_schedule(60, last=0.3), cosine_schedule(60)], ids=["linear", "cosine"])
def test_sampling_with_a_perfect_predictor_gives_the_data(schedule):
    """DDPM and DDIM, told the best guess of the noise, turn noise into the normal data that it belongs to."""
    predict = _knows(schedule, 1.5, 0.5)
    for path in (
        ddpm_sample(schedule, predict, (4000,), rng=1),
        ddim_sample(schedule, predict, (4000,), steps=30, rng=1),
        ddim_sample(schedule, predict, (4000,), steps=60, eta=1.0, rng=1),
    ):
        assert path[-1].mean() == pytest.approx(1.5, abs=0.06) and path[-1].std() == pytest.approx(0.5, abs=0.06)


@pytest.mark.independent
def test_ddim_with_eta_one_is_ddpm():
    """Song et al. (2021), section 4.1: with eta = 1 and single steps both are the same step."""
    schedule = linear_schedule(30, last=0.2)
    predict, rng = _knows(schedule, 1.0, 0.5), np.random.default_rng(1)
    x, fresh = rng.normal(size=5), rng.normal(size=5)
    for t in (30, 12, 1):
        np.testing.assert_allclose(
            ddim_step(schedule, predict, x, t, t - 1, eta=1.0, fresh=fresh),
            ddpm_step(schedule, predict, x, t, fresh),
            rtol=1e-9,
        )


def test_sampling_repeats_to_the_bit():
    """One seed gives one path; DDIM's has one stop more than steps."""
    schedule = linear_schedule(20)
    predict = _knows(schedule, 0.0, 1.0)
    first, second = (ddim_sample(schedule, predict, (3, 2), steps=5, rng=4) for _ in range(2))
    assert (first == second).all() and first.shape == (6, 3, 2)


def distance(a, b, directions=8):
    """Mean Wasserstein distance of two point clouds, projected on several directions."""
    angles = np.pi * np.arange(directions) / directions
    views = np.stack([np.cos(angles), np.sin(angles)])
    return float(np.mean([wasserstein(a @ view, b @ view).item() for view in views.T]))


@pytest.mark.slow
def test_a_trained_predictor_draws_moons():
    """Two thousand steps on two moons; samples lie much nearer to them than normal noise, and DDIM needs few steps."""
    points = moons(1000, noise=0.05, rng=1)[0]
    points = (points - points.mean(axis=0)) / points.std(axis=0)
    schedule = linear_schedule(100, last=0.1)
    run = train_diffusion(points, schedule, steps=2000, batch_size=256, rng=1)
    assert run.losses[-200:].mean() < 0.5 * run.losses[0]
    noise = np.random.default_rng(5).normal(size=points.shape)
    made = ddpm_sample(schedule, run.model, points.shape, rng=2)[-1]
    quick = ddim_sample(schedule, run.model, points.shape, steps=20, rng=2)[-1]
    nearest = [
        np.sqrt(((cloud[:, None] - points[None]) ** 2).sum(-1)).min(axis=1).mean() for cloud in (made, quick, noise)
    ]
    assert nearest[0] < 0.3 * nearest[2] and nearest[1] < 0.4 * nearest[2]
    assert distance(made, points) < 0.15 and distance(quick, points) < 0.2


BUMPS = Mixture((-1.0, 1.2), (0.15, 0.3), (0.4, 0.6))


def test_a_mixtures_score_is_the_slope_of_its_log_density():
    """Central differences of the log-density; far out, where the density is 0 in floating point, it is still finite."""
    x, h = np.linspace(-3, 3, 41), 1e-6
    slope = (np.log(BUMPS.density(x + h)) - np.log(BUMPS.density(x - h))) / (2 * h)
    np.testing.assert_allclose(BUMPS.score(x), slope, rtol=1e-5, atol=1e-6)
    assert BUMPS.score(50.0) == pytest.approx((1.2 - 50) / 0.3**2)


@pytest.mark.independent
def test_a_noised_mixture_is_what_the_jump_gives():
    """Quantiles of many jumped points against the density; nothing is left at alpha-bar 0, all at 1."""
    schedule, rng = linear_schedule(50, last=0.2), np.random.default_rng(1)
    x = jump(schedule, BUMPS.sample(200_000, rng=rng), 20, rng.standard_normal(200_000)).value
    noised = BUMPS.noised(schedule.alpha_bar[20])
    heights, edges = np.histogram(x, 80, (-5, 5), density=True)
    np.testing.assert_allclose(heights, noised.density((edges[1:] + edges[:-1]) / 2), atol=0.02)
    assert BUMPS.noised(1.0) == BUMPS and set(BUMPS.noised(0.0).stds) == {1.0}


@pytest.mark.independent
@pytest.mark.parametrize("alpha_bar", [0.05, 0.5, 0.95])
def test_the_best_guess_is_the_mean_noise(alpha_bar):
    """E[noise | x_t] by Bayes' rule on a grid of the data, and its mean squared error by drawing."""
    x_t, x0 = 0.3, np.linspace(-3, 4, 20_001)
    noise = (x_t - np.sqrt(alpha_bar) * x0) / np.sqrt(1 - alpha_bar)
    weights = BUMPS.density(x0) * np.exp(-(noise**2) / 2)
    assert optimal_noise(BUMPS, alpha_bar, x_t).item() == pytest.approx((weights * noise).sum() / weights.sum())
    rng = np.random.default_rng(1)
    drawn, x = rng.standard_normal(100_000), BUMPS.sample(100_000, rng=rng)
    off = drawn - optimal_noise(BUMPS, alpha_bar, np.sqrt(alpha_bar) * x + np.sqrt(1 - alpha_bar) * drawn).value
    assert (off**2).mean() == pytest.approx(optimal_loss(BUMPS, alpha_bar).item(), rel=0.02)


def test_the_best_loss_at_its_ends_and_for_normal_data():
    """One without noise, zero without data; alpha-bar for standard normal data; no other guess is better."""
    assert (optimal_loss(BUMPS, 1.0).item(), optimal_loss(BUMPS, 0.0).item()) == pytest.approx((1, 0), abs=1e-9)
    assert optimal_loss(Mixture((3.0,), (1.0,)), 0.3).item() == pytest.approx(0.3, rel=1e-9)
    schedule, x0 = linear_schedule(20, last=0.3), BUMPS.sample(20_000, rng=1)
    best = OptimalPredictor(BUMPS, schedule)
    right, shifted = (
        loss_by_step(predict, schedule, x0, [3, 12, 20], rng=2) for predict in (best, lambda x_t, t: best(x_t, t) + 0.2)
    )
    assert shifted - right == pytest.approx(np.full(3, 0.04), abs=0.01)


def test_clipping_keeps_the_guess_of_the_data_in_its_range():
    """A guess far off, at a step where little is left: x_0 is held, and both parts still add up to x_t."""
    schedule, x = linear_schedule(50, last=0.3), np.array([1.5, -1.5])
    wild = lambda x_t, t: np.array([3.0, -9.0])  # noqa: E731
    assert ddim_step(schedule, wild, x, 50, 0, clip=(-1.0, 1.0)).tolist() == [-1.0, 1.0]
    assert abs(ddim_step(schedule, wild, x, 50, 0)).min() > 10
    made = ddim_step(schedule, wild, x, 50, 20, clip=(-1.0, 1.0))
    now, then = schedule.alpha_bar[[50, 20]]
    held = np.array([-1.0, 1.0])
    noise = (x - np.sqrt(now) * held) / np.sqrt(1 - now)
    np.testing.assert_allclose(made, np.sqrt(then) * held + np.sqrt(1 - then) * noise)
    back = posterior(schedule, held, x, 50).mean.value
    np.testing.assert_allclose(ddpm_step(schedule, wild, x, 50, np.zeros(2), clip=(-1.0, 1.0)), back)
    loose = (-1e9, 1e9)
    assert ddim_step(schedule, wild, x, 50, 20, clip=loose) == pytest.approx(ddim_step(schedule, wild, x, 50, 20))


def test_the_two_variances_of_ddpm():
    """beta-tilde or beta; neither at the first step."""
    schedule, zero = linear_schedule(30, last=0.2), lambda x_t, t: np.zeros(1)
    for name, variance in (("posterior", posterior(schedule, 0.0, 0.0, 9).variance.item()), ("step", schedule.beta[8])):
        moved = [ddpm_step(schedule, zero, np.ones(1), 9, np.full(1, f), variance=name)[0] for f in (0.0, 1.0)]
        assert moved[1] - moved[0] == pytest.approx(np.sqrt(variance))
        first = [ddpm_step(schedule, zero, np.ones(1), 1, np.full(1, f), variance=name)[0] for f in (0.0, 1.0)]
        assert first[0] == first[1]


@pytest.mark.parametrize(
    ("call", "kind", "says"),
    [
        (lambda: NoiseSchedule(np.array([0.1, 1.0])), DomainError, "step 2 has 1"),
        (lambda: NoiseSchedule(np.array([0.1, np.nan])), DomainError, "step 2 has nan"),
        (lambda: NoiseSchedule(np.array([])), ShapeError, r"\(0,\)"),
        (lambda: linear_schedule(0), DomainError, "T must be.*from 1"),
        (lambda: linear_schedule(10, first=0.0), DomainError, "first.*above 0"),
        (lambda: jump(linear_schedule(10), 1.0, 11, 0.0), DomainError, "from 0 to 10, found 11"),
        (lambda: jump(linear_schedule(10), 1.0, 2.5, 0.0), DomainError, "whole numbers.*2.5"),
        (lambda: jump(linear_schedule(10), [1.0, 2.0], 1, 0.0), ShapeError, r"\(2,\).*\(\)"),
        (lambda: jump(linear_schedule(10), [1.0, 2.0], np.array([1, 2, 3]), [0.0, 0.0]), ShapeError, r"\(3,\)"),
        (lambda: posterior(linear_schedule(10), 1.0, 1.0, 0), DomainError, "from 1 to 10, found 0"),
        (lambda: ddim_step(linear_schedule(10), lambda x, t: x, np.ones(2), 3, 3), DomainError, "earlier.*3"),
        (lambda: ddim_step(linear_schedule(10), lambda x, t: x, np.ones(2), 3, 2, eta=0.5), DomainError, "fresh noise"),
        (
            lambda: ddim_sample(linear_schedule(10), lambda x, t: x, (2,), steps=11, rng=1),
            DomainError,
            "at most T = 10",
        ),
        (
            lambda: ddpm_step(linear_schedule(10), lambda x, t: x, np.ones(2), 3, np.ones(2), variance="beta"),
            DomainError,
            "variance must be one of posterior, step",
        ),
        (
            lambda: ddim_step(linear_schedule(10), lambda x, t: x, np.ones(2), 3, 1, clip=(1.0, 1.0)),
            DomainError,
            "low below high",
        ),
        (lambda: optimal_loss(BUMPS, 1.5), DomainError, "alpha_bar.*1.5"),
        (lambda: ddpm_sample(linear_schedule(10), lambda x, t: np.ones(3), (2,), rng=1), ShapeError, r"\(2,\).*\(3,\)"),
        (lambda: train_diffusion(np.ones(3), linear_schedule(10)), ShapeError, r"\(N, D\).*\(3,\)"),
    ],
)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()
