"""The lecture on generative adversarial networks: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dlcore import DiracGAN, Tensor

NAME = "14-generative-adversarial-networks"


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few runs and rounds, which are what takes time."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", "runs=2", "rounds=60", f"modes={rng.uniform(1.5, 3.0):.2f}",
        f"generator_steps={rng.integers(5, 21)}", f"rate={rng.uniform(0.1, 0.8):.2f}",
        f"small={rng.uniform(0.05, 0.15):.3f}", f"gamma={rng.uniform(0.3, 2.0):.2f}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, pages):
    """What the words claim without asking the values holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r, rate = made.record, made.parameters["rate"]
    squares = [step.squared for step in r.circling.simultaneous]
    np.testing.assert_allclose(squares, (1 + rate**2) ** np.arange(4))
    np.testing.assert_allclose(r.circling.kept, 1.0)
    radii = r.circling.radii["WGAN, no limit"]
    assert (np.diff(radii) > 0).all() and radii[-1] > 1.5, "the hook: farther away than ever"
    assert [row.verdict for row in r.circling.table] == ["out", "in", "out", "in"]
    assert r.circling.hand_squares["with R1"][-1] < 1, "the scene's last sentence"
    assert abs(r.normals.learned.slope + 2) < 0.1 and abs(r.normals.learned.shift - 2) < 0.1
    assert r.normals.learned.value <= r.normals.learned.exact_value + 1e-9
    assert r.stuck.ratio > 20 and r.games.converging.W1[-1] < r.games.converging.W1[0]
    assert pages(presented(made)) >= 25  # all of it laid out: every slide fits


def test_four_bars_by_hand(module_of):
    """The sums of the worked example, with a calculator; both plans of earth and critic come to one distance."""
    bars = module_of("four_bars").four_bars()
    by_hand = (
        0.4 * math.log(0.8) + 0.1 * math.log(0.2) + 0.8 * math.log(0.5) + 0.2 * math.log(0.4) + 0.3 * math.log(0.6)
    )
    assert bars.value == pytest.approx(by_hand) == pytest.approx(-1.1412, abs=5e-5)
    assert bars.from_divergence == pytest.approx(bars.value) and bars.divergence == pytest.approx(0.1225, abs=5e-5)
    assert bars.W1.item() == pytest.approx(0.8) == pytest.approx(bars.earned.item())


@pytest.mark.published("Understanding Deep Learning, notebooks 15.1 and 15.2")
def test_published_numbers(module_of):
    """Sums over ten examples, and a distance on a line of length one."""
    found = module_of("slips").published()
    assert found.discriminator == pytest.approx(13.814757170851447, rel=1e-14)
    assert found.generator == pytest.approx(13.78437035945412, rel=1e-14)
    assert found.by_share == pytest.approx(0.15148578811369506, rel=1e-14)


def test_programs_of_the_slides(module_of):
    """The losses in NumPy are the library's; the slip asks both players to raise the scores of made examples."""
    lesson = module_of("lesson")
    code = lesson.code()
    assert code.agrees and code.slip_pulls


@pytest.mark.independent
def test_the_divergence_goes_flat_and_its_slope_is_its_slope(module_of):
    """The slope by autodiff against differences; the distance of two bells is how far they are apart."""
    flat = module_of("normals").flat
    for m in (1.0, 2.0, 4.0):
        differences = (flat(m + 1e-4).divergence - flat(m - 1e-4).divergence) / 2e-4
        assert flat(m).slope == pytest.approx(differences, rel=1e-6) and flat(m).W1 == pytest.approx(m, rel=1e-9)
    assert flat(8.0).slope < 1e-3 and flat(8.0).divergence == pytest.approx(math.log(2), abs=2e-4)


def test_pulls_are_what_the_slide_says(module_of):
    """D for the saturating loss, one minus D for the other."""
    found = module_of("stuck").slopes()
    np.testing.assert_allclose(found.curves["saturating"], found.D)
    np.testing.assert_allclose(found.curves["non-saturating"], 1 - found.D)
    np.testing.assert_allclose(found.pulls, (0.01, 0.99))


def test_rounds_by_hand_show_their_work(module_of):
    """Each round on the slide is a Tensor with a working, and gives what the game plays."""
    found = module_of("circling").circling(0.5, 0.1, 1.0)
    path = DiracGAN("wasserstein").play(1.0, 0.0, lr=0.5, rounds=3)
    for step, place in zip(found.simultaneous[1:], path[1:]):
        assert isinstance(step.theta, Tensor) and (step.theta.item(), step.psi.item()) == tuple(place)
