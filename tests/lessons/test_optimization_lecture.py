"""The lecture on optimization: its steps by hand against known numbers, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from dlcore import Momentum, Tensor

NAME = "10-optimization"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges."""
    rng = np.random.default_rng(number)
    ranges = {
        "flat": (0.05, 0.5), "start_1": (4, 10), "start_2": (0.5, 1.5), "lr": (0.11, 0.19), "race_lr": (0.02, 0.13),
        "momentum": (0.5, 0.95), "beta_1": (0.5, 0.95), "beta_2": (0.9, 0.999),
    }  # fmt: skip
    numbers = [f"{name}={rng.uniform(*limits):.3f}" for name, limits in ranges.items()]
    return (*numbers, f"seed={rng.integers(0, 10**6)}", f"examples={rng.integers(32, 257)}")


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(n, marks=pytest.mark.thorough) for n in range(1, 20))])
def test_any_parameters_make_a_true_lecture(number, computed, presented):
    """What the words claim holds for any parameters, all numbers are finite, and every slide fits."""
    made = computed(NAME, *drawn(number))
    claims_hold(made.record)
    presented(made)


def claims_hold(r) -> None:
    """The sentences without an {% if %}: each says what it stands for."""
    losses, path = r.descent.losses[:31], r.descent.path[:6]
    assert (np.diff(losses) < 0).all(), "the loss falls with every step"
    assert (np.diff(np.sign(path[:, 1])) != 0).all(), "the second parameter jumps from wall to wall"
    assert 20 < r.off_course < 90, "downhill is not the way to the minimum"
    first, second = r.heavy
    along, across = (abs(step.updates[k]["v"].item()) for k, step in ((0, second), (1, second)))
    assert along > abs(first.updates[0]["v"].item()) and across < abs(first.updates[1]["v"].item()), "add up, cancel"
    assert r.noise.last["constant"].median > r.noise.last["falling"].median
    assert 0 < r.noise.opposed <= len(r.noise.opinions) * 100
    moved = [abs(t.item() - update.new.item()) for t, update in zip(r.adam[0].theta, r.adam[0].updates)]
    assert moved == pytest.approx([r.lr.item()] * 2, rel=1e-6), "both parameters move by the learning rate"
    assert r.decay.coupled == pytest.approx(r.decay.plain, abs=1e-6) and r.decay.decoupled < r.decay.plain
    assert r.decay.last["L2, loud"] > r.decay.last["AdamW"] > r.decay.last["L2, quiet"]
    for name in ("gradient descent", "momentum", "Nesterov"):
        assert r.race[name].best_steps == r.race[name].turned_steps, "their rules know no axes"
    assert r.nesterov_limit < r.limit < r.momentum_limit
    for racer in r.race.racers:
        assert racer.equal_steps is None or racer.best_steps <= racer.equal_steps, "the grid has the rate of all"
    assert r.saddle.losses["on the ridge"][-1] == pytest.approx(0, abs=1e-6), "it stays at the saddle"
    assert r.saddle.rolling < r.saddle.beside
    assert r.code_agrees


@pytest.mark.slow
def test_two_steps_of_gradient_descent_by_hand(computed):
    """theta - 0.18 (0.1 theta_1, 10 theta_2), from (8, 1)."""
    first, second = computed(NAME).record.gd
    assert [t.item() for t in first.new] == pytest.approx([8 - 0.18 * 0.8, 1 - 0.18 * 10])
    assert [t.item() for t in second.new] == pytest.approx([7.856 - 0.18 * 0.7856, -0.8 + 0.18 * 8])
    assert [first.loss.item(), first.loss_new.item()] == pytest.approx([8.2, (0.1 * 7.856**2 + 10 * 0.8**2) / 2])


@pytest.mark.slow
def test_two_steps_of_momentum_by_hand(computed):
    """The second velocity is 0.9 times the first plus the new gradient: (1.5056, 1)."""
    second = computed(NAME).record.heavy[1]
    assert [u["v"].item() for u in second.updates] == pytest.approx([0.9 * 0.8 + 0.7856, 0.9 * 10 - 8])
    assert [t.item() for t in second.new] == pytest.approx([7.856 - 0.18 * 1.5056, -0.8 - 0.18])


@pytest.mark.slow
def test_two_steps_of_adam_by_hand(computed):
    """The paper's algorithm 1 in plain Python, for the first parameter; the first averages are 0.08 and 0.00064."""
    theta, m, v = 8.0, 0.0, 0.0
    for t, step in enumerate(computed(NAME).record.adam, start=1):
        g = 0.1 * theta
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        theta -= 0.18 * (m / (1 - 0.9**t)) / ((v / (1 - 0.999**t)) ** 0.5 + 1e-8)
        assert [step.updates[0][slot].item() for slot in ("m", "v")] == pytest.approx([m, v])
        assert step.new[0].item() == pytest.approx(theta)
        if t == 1:
            assert [m, v] == pytest.approx([0.08, 0.00064])


@pytest.mark.slow
def test_the_conventions_of_momentum_by_hand(computed):
    """Against a gradient of 1 with rate 0.1 and 0.9: 0.1, 0.29, 0.561; the average goes a tenth of that."""
    rows = {row.name: row.gone[:3] for row in computed(NAME).record.conventions.rows}
    for name in ("accumulated", "classical", "averaged, mended"):
        assert rows[name] == pytest.approx([0.1, 0.29, 0.561])
    assert rows["averaged"] == pytest.approx([0.01, 0.029, 0.0561])
    halved = computed(NAME).record.conventions.halved
    assert [halved["accumulated"][2], halved["classical"][2]] == pytest.approx(
        [0.29 + 0.05 * 2.71, 0.29 + 0.9 * 0.19 + 0.05]
    )


@pytest.mark.slow
def test_limits_are_those_of_the_eigenvalues(computed):
    """Just below its limit each method's matrix of two steps has a spectral radius under 1, just above it over 1."""
    r, curvature, mu = computed(NAME).record, 10.0, 0.9
    methods = {
        r.limit: lambda x: [[1 - x, 0], [1, 0]],
        r.momentum_limit: lambda x: [[1 + mu - x, -mu], [1, 0]],
        r.nesterov_limit: lambda x: [[(1 + mu) * (1 - x), -mu * (1 - x)], [1, 0]],
    }
    for limit, matrix in methods.items():
        below, above = (np.abs(np.linalg.eigvals(matrix(share * limit * curvature))).max() for share in (0.99, 1.01))
        assert below < 1 < above


@pytest.mark.slow
def test_the_square_root_is_measured(computed):
    """Gradient descent's factor for kappa = 100 is 99/101 and momentum's 9/11; both need about as many steps as that
    says.
    """
    price = computed(NAME).record.prices[1]
    assert [price.gd_factor, price.momentum_factor] == pytest.approx([99 / 101, 9 / 11])
    assert price.gd_steps == np.ceil(np.log(1000) / -np.log(99 / 101) / 2), "the loss falls by the factor's square"
    assert 17 < price.momentum_steps < 40


@pytest.mark.slow
def test_without_bias_correction_the_first_step_is_root_ten_times_too_long(computed):
    """(1 - 0.9) / sqrt(1 - 0.999)."""
    assert computed(NAME).record.first_factor == pytest.approx(10**0.5)


@pytest.mark.slow
def test_noise_falls_with_the_root_of_the_minibatch(computed):
    """The fitted power of B is near -1/2."""
    assert computed(NAME).record.noise.exponent.median == pytest.approx(-0.5, abs=0.03)


def test_the_map_says_what_walks_keep(module_of):
    """The larger root is what a step keeps in the long run, for walks that creep, flip or diverge."""
    phases = module_of("phases")
    for name in ("creeps", "flips", "diverges"):
        x, mu = phases.KINDS[name]
        path = module_of("ravine").walk(Momentum(x, mu), lambda theta: theta, 1.0, 300)
        assert abs(path[300] / path[290]) ** 0.1 == pytest.approx(phases.kept(np.array(x), np.array(mu)), rel=0.01)


def test_each_eigenvector_keeps_its_factor(module_of):
    """On the turned ravine the parts along the eigenvectors are geometric sequences."""
    made = module_of("eigenvectors").along(module_of("ravine").Ravine(0.1, 10.0, 0.7), (8.0, 1.0), 0.18)
    for part, factor in zip(made.parts.values(), made.factors):
        assert part[1:6] / part[:5] == pytest.approx([abs(factor)] * 5)


def test_the_arrows_of_momentum_add_up(module_of):
    """In the scene: a share of the last step, minus the rate times the gradient, is the second step."""
    ravine, by_hand = module_of("ravine"), module_of("by_hand")
    steps = by_hand.steps_by_hand(Momentum(0.18, 0.9), (8.0, 1.0), (Tensor(0.1, "a"), Tensor(10.0, "b")))
    path = ravine.walk(Momentum(0.18, 0.9), ravine.Ravine(0.1, 10.0).gradient, (8.0, 1.0), 2)
    for k, (kept, pull, both) in enumerate(module_of("lesson").moves(steps, 0.18, 0.9)):
        assert kept.item() + pull.item() == pytest.approx(both.item())
        assert both.item() == pytest.approx(path[2, k] - path[1, k])


def test_the_framework_takes_the_same_steps(module_of):
    """PyTorch's lines, as they stand on the slide, and ours in NumPy."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(optimizer = torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    theta, bowl = torch.tensor([8.0, 1.0], requires_grad=True), torch.tensor([0.1, 10.0])
    names = {"torch": torch, "theta": theta, "lr": 0.18, "betas": (0.9, 0.999), "eps": 1e-8, "steps": 2}
    exec(code, names | {"loss": lambda theta: (bowl * theta**2).sum() / 2})
    ours = module_of("adam_by_hand").adam(np.array([8.0, 1.0]), lambda t: t * [0.1, 10], 0.18, 0.9, 0.999, 1e-8, 2)
    assert theta.detach().numpy() == pytest.approx(ours, rel=1e-5)


def test_the_title_picture_is_what_the_code_draws(module_of):
    """ravine.svg is what its program writes."""
    assert module_of("title_picture").svg() == (FOLDER / "ravine.svg").read_text("utf-8")
