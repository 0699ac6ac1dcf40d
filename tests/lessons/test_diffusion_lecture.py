"""The lecture on diffusion models: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import Mixture, OptimalPredictor, loss_by_step

NAME = "15-diffusion-models"


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few networks and steps, which are what takes time."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", "runs=2", f"T={rng.integers(40, 121)}", f"steps={rng.integers(300, 601)}",
        f"hidden={rng.integers(16, 33)}", f"narrow={rng.uniform(0.08, 0.3):.3f}", f"noise={rng.uniform(-2, 2):.2f}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, pages, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r = made.record
    assert r.schedules.even == {"linear": 260, "cosine": 497}
    assert r.schedules.last["linear"] == pytest.approx(4.0358e-5, abs=5e-10)  # Ho, Jain and Abbeel (2020)
    assert r.schedules.hasty.nearly.item() == pytest.approx(r.schedules.hasty.left, abs=0.01)
    assert r.forth.apart < 3 * r.forth.apart_anyway  # "as many that jumped": no farther than two jumps
    hand = r.hand
    assert hand.fast.item() == pytest.approx(hand.slow.item()) and hand.spread.item() == pytest.approx(1 / 3)
    assert hand.by_noise.item() == pytest.approx(hand.mean.item()) and hand.ddim_0.item() == pytest.approx(2)
    assert hand.wrong_by == pytest.approx(0.3 * 0.75) and round(hand.factor_at_the_end) == 157
    assert -1 < r.guess.x0 < 1.2 and r.guess.rare > 5  # between the bumps, where there is little data
    networks = r.networks
    assert (networks.by_step >= networks.floors).all() and networks.floors.argmax() == 0 and networks.floors[-1] < 1e-3
    assert (np.diff(r.paths.no_dice, axis=1) >= 0).all()  # "No two of them cross"
    assert networks.again is None or networks.floors[networks.again - 1] > networks.floors[networks.dip - 1]
    ddim = [r.back.ddim(calls) for calls in (1, 5, 20)]
    assert ddim[0].linear.median > ddim[1].linear.median > ddim[2].linear.median
    assert ddim[0].linear.median == pytest.approx(1, abs=0.15)  # "one away from the data"
    assert ddim[0].network.median > ddim[0].linear.median
    assert all(row.repeats == (row.way == "DDIM") for row in r.back.rows)
    assert r.code.clean_spread < 0.05 and r.code.off < 0.12 and r.paths.apart < 0.05
    assert r.slips.last > r.slips.right and r.slips.rootless > 5 * r.back.ddpm.linear.median
    assert all(way.low < r.digits.low - 1 for way in r.digits.ways[:2])  # without clipping, few calls
    assert all(way.low >= r.digits.low - 1e-9 and way.high <= r.digits.high + 1e-9 for way in r.digits.ways[3:])
    words = said(presented(made))
    assert ("which bump?" in words) == (networks.again is not None)
    assert ("of the best that is possible" in words) == (networks.over.max() < 0.05)
    assert 25 <= pages(presented(made)) <= 35


def test_the_example_by_hand(module_of):
    """The known numbers of the example with a noise of minus one half."""
    hand = module_of("hand").hand(-0.5)
    found = [t.item() for t in (hand.alpha_bar, hand.x2, hand.slow, hand.precision, hand.mean, hand.back, hand.ddim_1)]
    assert found == pytest.approx([0.64, 1.3, 0.36, 9, 1.6398, 1.8398, 1.5652], abs=5e-5)
    assert (hand.wrong.item(), hand.factor.item(), hand.score.item()) == pytest.approx((1.775, 0.75, 5 / 6))


def test_a_networks_loss_is_the_floor_and_its_distance_from_the_best_guess(module_of):
    """The integral over the density agrees with the loss on drawn points, for a network that has hardly learned."""
    bumps, trained = module_of("bumps"), module_of("trained")
    data, plan = bumps.bumps(0.15), bumps.schedule("linear", 40)
    found = trained.trained(data, plan, 60, 8, 1, seed=1)
    model = found.runs[0].model
    x0 = data.sample(40_000, rng=2)[:, None]
    measured = loss_by_step(model, plan, x0, [2, 10, 40], rng=3)
    assert found.by_step[0, [1, 9, 39]] == pytest.approx(measured, rel=0.03)


def test_the_guess_of_the_start_is_the_mean_of_what_it_may_have_been(module_of):
    """Bayes' rule on a grid and the formula with the score give the same x_0."""
    bumps, guess = module_of("bumps"), module_of("guess")
    found = guess.guess(bumps.bumps(0.15), bumps.schedule("linear", 100))
    (density,) = found.density.values()
    assert found.x0 == pytest.approx((found.grid * density).sum() / density.sum(), abs=2e-3)


def test_a_distance_is_zero_for_the_quantiles(module_of):
    """Points that stand for the density are no way from it, shifted ones are as far as the shift."""
    bumps = module_of("bumps")
    data = bumps.bumps(0.15)
    points = bumps.quantiles(data, 500)
    assert bumps.distance(points, data) == 0 and bumps.distance(points + 0.25, data) == pytest.approx(0.25)


def test_the_program_on_the_slide_is_the_librarys_way_back(module_of):
    """With normal data it draws normal data; without fresh noise all points shrink by the root of alpha-bar."""
    by_hand, bumps = module_of("by_hand"), module_of("bumps")
    data, plan = Mixture((1.5,), (0.5,)), bumps.schedule("linear", 50)
    best = OptimalPredictor(data, plan)
    x = by_hand.draw(best, plan.alpha_bar, 4000, np.random.default_rng(1))
    assert (x.mean(), x.std()) == pytest.approx((1.5, 0.5), abs=0.06)
    unit = OptimalPredictor(Mixture((0.0,), (1.0,)), plan)
    clean = by_hand.draw_clean(unit, plan.alpha_bar, 4000, np.random.default_rng(1))
    assert clean.std() == pytest.approx(np.sqrt(plan.alpha_bar[-1]), rel=0.05)
    x_t, t, noise = by_hand.example(np.full(3, 2.0), plan.alpha_bar, np.random.default_rng(1))
    assert x_t == pytest.approx(2 * np.sqrt(plan.alpha_bar[t]) + np.sqrt(1 - plan.alpha_bar[t]) * noise)


def test_the_title_picture_is_computed(module_of):
    """clouds.svg is what its program writes."""
    picture = module_of("title_picture")
    assert picture.svg() == picture.FILE.read_text("utf-8")
