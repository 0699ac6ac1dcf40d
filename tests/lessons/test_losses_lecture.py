"""The lecture on loss functions: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from deckwright.errors import UsageError

NAME = "08-losses"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges."""
    rng = np.random.default_rng(number)
    logits = rng.integers(-30, 31, int(rng.integers(3, 6))) / 10
    return (
        f"seed={rng.integers(0, 10**6)}", f"slip={rng.integers(1, 21) / 100}", f"outlier={rng.integers(50, 501) / 10}",
        f"threshold={rng.integers(5, 31) / 10}", f"logits={','.join(map(str, logits))}",
        f"target={rng.integers(0, len(logits))}",
        f"huge={rng.integers(750, 5001)}", f"start={rng.integers(10, 31) / 10}", f"lr={rng.integers(5, 51) / 100}",
        f"epsilon={rng.integers(2, 31) / 100}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", range(20))
def test_any_parameters_make_a_true_lecture(number, computed, presented):
    """What the words claim holds for any parameters, all numbers are finite, and every slide fits."""
    made = computed(NAME, *drawn(number))
    claims_hold(made.record)
    presented(made)


def claims_hold(r) -> None:
    """The sentences without an {% if %}: each says what it stands for."""
    assert r.days.bold.right == r.days.careful.right == len(r.days.y) - 1
    assert r.days.better.loss.value < r.days.worse.loss.value
    assert (
        r.hand.agrees
        and r.hand.worst_error < 1e-4
        and r.hand.loss.item() == pytest.approx(r.hand.short.item(), abs=1e-12)
    )
    assert abs(r.hand.delta.value).argmax() == r.hand.target
    assert r.twice.floor > 0 and r.broken.slope_clipped == 0 and r.broken.slope_stable == pytest.approx(1.0)
    assert r.shifted.loss.item() == pytest.approx(r.hand.loss.item(), abs=1e-9) and r.shifted.power == "inf"
    assert r.neuron.agrees and r.neuron.times_longer > 1 and r.neuron.squared.across > r.neuron.entropy.across
    assert r.first[2].large.low > 2 * r.first[2].ignorance, "a large start is sure of something"
    assert r.beliefs.times > 100, "the squared error's noise has the lighter tails"
    assert r.smooth.adds_up and r.smooth.lowest > 0
    assert r.batches[-1].sum > r.batches[0].sum
    pull = r.readings.pull
    assert pull["squared"] > pull["Huber"] >= pull["absolute"]
    assert r.pull["hinge"].low == r.pull["hinge"].high == 1.0
    assert r.pull["sigmoid"].high < r.pull["binary"].low, "squared error on a sigmoid has saturated"
    moved = {name: abs(after - before) for name, (before, after) in r.line.slopes.items()}
    assert moved["squared"] > max(moved["Huber"], moved["absolute"]), "the outlier drags the squared error's line most"
    assert r.program_agrees and r.imbalance.best == r.imbalance.share and r.imbalance.best_weighted == 0.5


def test_the_calculation_by_hand(computed):
    """The three logits 1.2, 0.4, -0.8 with the second class right, worked with a pocket calculator."""
    hand = computed(NAME).record.hand
    assert hand.s.item() == pytest.approx(3.3201169 + 1.4918247 + 0.4493290, abs=1e-6)
    np.testing.assert_allclose(hand.p.value, [0.631048, 0.283548, 0.085403], atol=1e-6)
    assert hand.loss.item() == pytest.approx(1.260373, abs=1e-6)
    np.testing.assert_allclose(hand.delta.value, [0.631048, -0.716452, 0.085403], atol=1e-6)
    assert hand.hinge.item() == pytest.approx(1.8)


def test_the_published_numbers(computed):
    """All are reproduced; Keras prints its binary cross-entropy cut off, not rounded."""
    found = computed(NAME).record.published
    assert [c.published for c in found.comparisons if not c.rounds_to_it] == ["0.8654"]
    assert [c.published for c in found.cut] == ["0.8654"]


def test_best_constants_are_mean_and_median(computed):
    """The squared error's best constant is NumPy's mean, the absolute error's its median; Huber's balances the
    held-back pulls.
    """
    readings = computed(NAME).record.readings
    squared, middle, absolute = readings.best
    values = readings.spoiled.value
    assert squared.spoiled == pytest.approx(np.mean(values)) and absolute.spoiled == pytest.approx(np.median(values))
    assert np.clip(values - middle.spoiled, -1.0, 1.0).sum() == pytest.approx(0.0, abs=1e-9)
    for b, (c, curve) in zip(readings.best, readings.chart.values()):
        assert abs(c[curve.argmin()] - b.spoiled) <= 1.01 * (c[1] - c[0]) and curve.min() >= 1.0 - 1e-12


def test_each_loss_believes_in_its_noise(computed):
    """e to the minus the squared error is Gauss with variance 1/2, to the minus the absolute error Laplace."""
    beliefs = computed(NAME).record.beliefs
    e, gauss = beliefs.densities["squared"]
    np.testing.assert_allclose(gauss, np.exp(-(e**2)) / np.sqrt(np.pi), rtol=1e-9)
    np.testing.assert_allclose(beliefs.densities["absolute"][1], np.exp(-np.abs(e)) / 2, rtol=1e-4)
    assert beliefs.times == pytest.approx(np.exp(6) * np.sqrt(np.pi) / 2, rel=1e-4)


def test_the_saturated_neuron(computed):
    """Nielsen's neuron: weight and bias 2, output 0.98; the squared error's blame is smaller by the slope of the
    sigmoid.
    """
    neuron = computed(NAME).record.neuron
    assert round(neuron.a.item(), 2) == 0.98
    assert neuron.squared_delta.item() == pytest.approx(2 * neuron.entropy_delta.item() * neuron.slope.item())
    assert neuron.squared.half > 10 * neuron.entropy.half


def test_a_fresh_network_with_small_weights_pays_the_price_of_ignorance(computed):
    """With a small output layer the first loss is ln K; with a large one it is higher."""
    for row in computed(NAME).record.first:
        assert row.small.median == pytest.approx(np.log(row.classes), rel=0.01) and row.large.low > row.usual.high


def test_softmax_twice_cannot_get_below_its_floor(computed):
    """For three classes the floor is -ln(e / (e + 2))."""
    assert computed(NAME).record.twice.floor == pytest.approx(-np.log(np.e / (np.e + 2)))


@pytest.mark.parametrize(("settings", "reason"), [(("logits=1,2",), "three to five"), (("target=3",), "at most 2")])
def test_parameters_that_make_no_lesson_are_refused(settings, reason, computed):
    """Too few logits, and a class that they don't have."""
    with pytest.raises(UsageError, match=reason):
        computed(NAME, *settings)


def test_pytorch_gives_the_same_loss_and_gradient(computed):
    """The framework's lines on the code slide, run where it is installed."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(import torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    hand = computed(NAME).record.hand
    names = {"z": torch.tensor(hand.z.value[None]), "target": torch.tensor([hand.target])}
    exec(code, names)
    assert names["loss"].item() == pytest.approx(hand.loss.item())
    np.testing.assert_allclose(names["z"].grad.numpy()[0], hand.delta.value, rtol=1e-9)


def test_the_title_picture_is_what_the_code_draws(module_of):
    """valleys.svg is the picture that the program makes."""
    assert module_of("title_picture").svg() == (FOLDER / "valleys.svg").read_text("utf-8")
