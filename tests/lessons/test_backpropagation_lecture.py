"""The lecture on backpropagation: its numbers against published ones, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from deckwright.errors import UsageError, UserError

NAME = "09-backpropagation"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges."""
    rng = np.random.default_rng(number)
    target = rng.choice([0.0, 0.1, 0.9, 1.0]) if number % 2 else 1.0
    lr = 10 ** rng.uniform(-2, 1.3)
    steps = int(10 ** rng.uniform(1, 4))
    return (f"seed={rng.integers(0, 10**6)}", f"target={target}", f"lr={lr:.2f}", f"steps={steps}")


@pytest.mark.slow
@pytest.mark.parametrize("number", range(20))
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r, words = made.record, said(presented(made))
    claims_hold(r)
    assert ("Yes, by" in words) == (r.loss_new.item() < r.loss.item())
    assert ("a higher output lowers" in words) == (r.a2.item() < r.y.item())
    assert ("not done yet" not in words) == (r.losses[-1] < r.losses[0] / 10)
    assert "All of them agree" in words or r.check.worst >= 1e-6


def claims_hold(r) -> None:
    """The sentences without an {% if %}: each says what it stands for."""
    sizes = np.abs(r.delta1.value)
    assert sizes.max() < abs(r.delta2.item()) / 4, "blame shrinks on its way through the layer"
    assert sizes[r.strongest] == sizes.max(), "who is to blame the most"
    assert np.abs(r.dW2.value[0]).argmax() == r.a1.value.argmax(), "the weight behind the most active unit changes most"
    assert np.allclose(r.dW1_alike.value, r.dW1_alike.value[0]), "weights that start alike stay alike"
    assert np.allclose(r.dx.value, r.W1.value.T @ r.delta1.value), "columns gather blame"
    assert r.by_hand_agrees and r.batch_agrees and r.check.worst < 1e-6
    assert r.wiggle.slope.item() == pytest.approx(r.dW2.value[0, 0], rel=0.1), "a wiggle that is seen is nearly right"
    assert r.silent == 4, "only the weights of an input that is zero stand still"
    answers, blame = r.blame_by_answer["any answer"]
    assert blame[np.abs(answers - r.y.item()).argmax()] == 0, "the answer that is furthest off gets no blame"
    assert np.isfinite(r.falling).all() and (r.falling > 0).all(), "a logarithmic axis has no zero"
    assert np.abs(r.z1.value).max() < 6, "the four units stand on the drawn part of the curve"
    one_sided, central, complex_step, _ = (row[-1] for row in r.ways.table)
    assert one_sided.value > central.value > complex_step.value, "how much worse one side is"
    assert complex_step.value < 1e-12
    by_record, minibatch, single, half, whole = (row[-1].value for row in r.practice.table)
    assert max(by_record, minibatch) < 1e-11 < single < half and whole == pytest.approx(1.0)


@pytest.mark.parametrize("seed", range(3))
def test_the_network_is_that_of_the_lecture_on_forward_propagation(seed, computed):
    """The same inputs, weights, biases and answer, for any seed."""
    back = computed(NAME, f"seed={seed}", "target=1").record
    forward = computed("07-forward-propagation", f"seed={seed}", "epochs=5").record
    for name in ("x", "W1", "b1", "W2", "b2", "z1", "a1", "z2", "a2"):
        assert np.array_equal(getattr(back, name).value, getattr(forward, name).value), name


@pytest.mark.slow
def test_a_step_that_is_too_long_is_called_so(computed, presented, said):
    """With a learning rate of 20 and a target in the middle the loss rises, and the slide says it."""
    made = computed(NAME, "seed=2", "target=0.3", "lr=20")
    assert made.record.loss_new.item() > made.record.loss.item()
    assert "No: it rises by" in said(presented(made))


def test_an_example_that_is_known_already_is_refused(computed):
    """The network answers 0.1729: a target of 0.17 leaves nothing to learn."""
    with pytest.raises(UserError, match="nothing to learn"):
        computed(NAME, "target=0.17")


@pytest.mark.parametrize("setting", ["lr=0", "lr=21", "target=1.5", "steps=1"])
def test_parameters_out_of_range_are_refused(setting, computed):
    """Each range is checked before anything is computed."""
    with pytest.raises(UsageError):
        computed(NAME, setting)


def test_one_round_with_a_calculator(computed):
    """The default network's first neuron, output, loss and output blame, worked here without dlcore."""
    r = computed(NAME).record
    assert r.z1.value[0] == pytest.approx(0.48 * 0.8 - 0.79 * 0.1 - 0.16 * 0.2 + 0.33 * 0.5 - 0.16)
    a = [1 / (1 + 2.718281828459045**-z) for z in (0.278, -0.877, -0.831, -0.883)]
    z2 = -0.92 * a[0] + 0.31 * a[1] - 0.73 * a[2] + 0.20 * a[3] - 0.97
    a2 = 1 / (1 + 2.718281828459045**-z2)
    assert [r.z2.item(), r.a2.item()] == pytest.approx([z2, a2], rel=1e-12)
    assert r.loss.item() == pytest.approx((a2 - 1) ** 2 / 2)
    delta = (a2 - 1) * a2 * (1 - a2)
    assert r.delta2.item() == pytest.approx(delta)
    assert r.delta1.value[0] == pytest.approx(-0.92 * delta * a[0] * (1 - a[0]))
    assert r.dW1.value[0, 3] == pytest.approx(r.delta1.value[0] * 0.5)
    assert r.W2_new.value[0, 0] == pytest.approx(-0.92 - 0.5 * delta * a[0])


def test_published_circuits(computed):
    """CS231n's circuit, and its sigmoid neuron to the two digits that the notes print."""
    r = computed(NAME).record
    assert r.circuit.result.item() == -12 and [g.item() for g in r.circuit.gradients] == [-4, -4, 3]
    assert r.neuron.result.item() == pytest.approx(0.73, abs=0.005)
    assert [g.item() for g in r.neuron.gradients] == pytest.approx([-0.20, 0.39, -0.39, -0.59, 0.20], abs=0.005)
    assert [g.item() for g in r.fan_out.gradients] == [-1, 3]


def test_mazur_and_the_slip(computed):
    """All printed numbers but the last are ours; the last one comes from the slip, done on purpose."""
    m = computed(NAME).record.mazur
    assert [c.name for c in m.comparisons if not c.agrees] == ["loss after the step"]
    assert m.loss_slip == pytest.approx(0.291027924, abs=5e-10)
    assert m.loss_simultaneous == pytest.approx(0.2910277737, abs=5e-11)
    assert m.loss_with_biases == pytest.approx(0.2804714468, abs=5e-11)


def test_pytorch_gives_the_same_gradients(computed):
    """The framework's lines on the code slide, run where it is installed."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(import torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    r = computed(NAME).record
    names = {name: torch.tensor(getattr(r, name).value) for name in ("x", "y", "W1", "b1", "W2", "b2")}
    exec(code, names)
    for name in ("W1", "b1", "W2", "b2"):
        assert names[name].grad.numpy() == pytest.approx(getattr(r, f"d{name}").value, rel=1e-9), name


def test_the_title_picture_is_what_the_code_draws(module_of):
    """blame.svg is the picture that the program makes."""
    assert module_of("title_picture").svg() == (FOLDER / "blame.svg").read_text("utf-8")
