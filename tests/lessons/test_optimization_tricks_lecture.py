"""The lecture on optimization tricks: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import math

import numpy as np
import pytest

NAME = "16-optimization-tricks"


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few starts and steps, which are what takes time."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"depth={rng.integers(10, 14 if number == 0 else 25)}",
        f"std={rng.uniform(0.003, 0.03):.3f}", "steps=50", "runs=2", "starts=2", f"warm={rng.integers(5, 51)}",
        "decoder_steps=60", f"clip={rng.uniform(0.1, 2.0):.2f}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, pages):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r = made.record
    assert not r.networks.of("small", "plain").learned  # "it still guesses digits"
    assert r.networks.of("small", "plain").median < 20
    assert r.blame["small"][0] < 1e-6 * r.blame["small"][-1]  # "no rate repairs that"
    assert r.mixed.last("ReLU, Glorot") < 0.1 < r.mixed.last("tanh, He") < 1
    assert r.explosion.factor == pytest.approx(r.explosion.predicted, rel=0.05)
    assert r.explosion.plain_factor == pytest.approx(1.0, abs=0.02)
    assert abs(r.slopes.medians["batch norm"]) < 0.1 < 0.5 < r.slopes.medians["norm, path"]
    assert r.slopes.medians["notebook"] > 0.9 and r.slopes.sizes["notebook"] < 1e-5
    assert r.slopes.medians["batch norm"] < r.slopes.medians["He"] < r.slopes.medians["one layer"]
    blocks = len(r.growth.blocks) - 1
    assert math.log2(r.growth.last("plain branch")) == pytest.approx(blocks, abs=3)
    assert r.growth.last("norm in the branch") == pytest.approx(1 + blocks, rel=0.2)
    assert r.growth.last("scaled branch") == pytest.approx((1 + 1 / blocks) ** blocks, rel=0.35)
    (left, right), (low, high) = r.frame  # one walker is thrown out, the other stays
    assert not left < r.cliff.free.places[-1, 0] < right
    assert (r.cliff.clipped.places[:, 0] > left).all() and (r.cliff.clipped.places[:, 1] < high).all()
    assert r.cliff.clipped.last < r.cliff.free.last
    assert 25 <= pages(presented(made)) <= 35


def test_the_numbers_for_a_calculator(module_of):
    """Four numbers through batch norm and back, the spread of one unit, the schedule and the gradient that is cut."""
    hand = module_of("hand").hand()
    assert (hand.unit.variance.item(), hand.unit.halved.item()) == (0.625, 0.3125)
    assert hand.unit.left.item() == pytest.approx(8.88e-6, rel=1e-3)
    assert (hand.stds.he.item(), hand.stds.glorot.item()) == pytest.approx((0.1768, 0.1644), abs=5e-5)
    assert [number.item() for number in hand.norm.hat] == pytest.approx([-1, -1 / 3, -1 / 3, 5 / 3])
    assert [number.item() for number in hand.norm.back] == pytest.approx([1 / 6, -1 / 9, -1 / 9, 1 / 18])
    assert hand.norm.checked and (hand.norm.running_mean.item(), hand.norm.running_variance.item()) == (0.4, 2.1)
    np.testing.assert_allclose(hand.plan.rates[[0, 4, 10, 15, 20, 25]], [0.02, 0.1, 0.0854, 0.05, 0.0146, 0], atol=5e-5)
    assert [row[3] for row in hand.cut.rows] == pytest.approx([53.13, 53.13, 45.0], abs=0.01)


def test_layers_scaled_afterward_are_layers_that_were_drawn_so(module_of):
    """A network of half as large weights, computed: the same as He's, multiplied by powers of a half."""
    variance = module_of("variance")
    net = variance.layers(6, 1)
    rng = np.random.default_rng([1, 161])
    a = rng.standard_normal((variance.EXAMPLES, variance.WIDTH))
    for level in range(6):
        a = np.maximum(a @ (net.he / 2 * rng.standard_normal((variance.WIDTH, variance.WIDTH))).T, 0.0)
        assert variance.rms(a) == pytest.approx(net.activations(net.he / 2)[level], rel=1e-9)


def test_the_cliff_s_gradient_is_that_of_its_loss(module_of):
    """Finite differences at three places."""
    cliff = module_of("cliff")
    for w, b in ((5.2, -2.35), (4.5, -2.2), (5.0, -2.8)):
        step = 1e-6
        dw = (cliff.loss(np.array(w + step), np.array(b)) - cliff.loss(np.array(w - step), np.array(b))) / (2 * step)
        db = (cliff.loss(np.array(w), np.array(b + step)) - cliff.loss(np.array(w), np.array(b - step))) / (2 * step)
        np.testing.assert_allclose(cliff.gradient(w, b), [float(dw), float(db)], rtol=1e-4)
