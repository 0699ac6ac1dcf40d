"""The lecture on neurons: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

NAME = "04-artificial-neuron"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the whole of the declared ranges."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"drive={rng.uniform(5, 100):.2f}", f"threshold={rng.uniform(5, 30):.1f}",
        f"tau={rng.uniform(5, 50):.1f}", f"refractory={rng.uniform(0.5, 5):.1f}", f"clouds={rng.uniform(0, 1):.2f}",
        f"digit={number % 10}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "number", [4, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(20) if number != 4)]
)
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r, words = made.record, said(presented(made))
    s, t = r.spikes, r.template
    assert s.shown > s.membrane.threshold and s.rate.item() > 0 and s.counted >= 1
    assert ("so the cell never fires" in words) == (not s.fires)
    never, late, _, early, _ = s.traces
    assert never.spikes == 0 and 1 <= late.spikes < early.spikes  # within what is drawn
    assert s.by_hand.fires < s.by_hand.exact and len(s.by_hand.rows) == 5  # "big steps are too fast"
    assert np.all(np.diff(s.far[1]) >= 0) and s.far[1][-1] < s.ceiling
    assert r.vote.can and ("Only the clouds" in words) == (r.vote.can == ["clouds"])
    assert ("A step says yes" in words) == (r.vote.z.item() > 0)
    assert r.code_agrees and r.dendrite.solves
    assert all(0.88 < known.never.mean() < 0.92 for known in t.all)  # "nine of ten"
    fell = {name: np.ptp(v[[0, -1]]) for name, v in t.course.items()}
    assert fell["found"] > 2 * fell["right"] and np.all(t.course["right"][0] <= t.course["right"][-1])
    assert np.median(t.known.right) > np.median(t.known.never)
    assert r.sizes.active.min() > 0.01  # far more are active than in the brain


def test_the_rate_as_a_calculator_and_a_simulation_give_it(module_of):
    """20 ln 4 = 27.73 ms and 33.64 Hz by hand; and as many spikes as Euler's method finds in small steps."""
    s = module_of("spikes").spikes(20.0, 20.0, 15.0, 2.0)
    assert s.climb.item() == pytest.approx(20 * np.log(4)) and s.rate.item() == pytest.approx(
        1000 / (2 + 20 * np.log(4))
    )
    for trace in s.traces:
        assert trace.counted == pytest.approx(counted_by_euler(trace.drive), abs=1)
    assert [round(row[2], 2) for row in s.by_hand.rows] == [5, 8.75, 11.56, 13.67, 15.25] and s.by_hand.fires == 25


def counted_by_euler(drive: float, tau=20.0, threshold=15.0, refractory=2.0, dt=0.02) -> int:
    """Spikes of one second, in steps that are small enough."""
    voltage, silent, spikes = 0.0, 0.0, 0
    for _ in range(int(1000 / dt)):
        if silent > 0:
            silent -= dt
            continue
        voltage += dt / tau * (drive - voltage)
        if voltage >= threshold:
            voltage, silent, spikes = 0.0, refractory, spikes + 1
    return spikes


@pytest.mark.parametrize("drive", [5.0, 15.0])
def test_a_drive_that_is_too_small_is_told(drive, module_of):
    """The cell never fires, and the working is shown for 4/3 of the threshold."""
    s = module_of("spikes").spikes(drive, 20.0, 15.0, 2.0)
    assert not s.fires and s.shown == 20.0


def test_the_vote_by_hand(module_of):
    """1.6 + 0.45 - 1 - 0.5 = 0.55, sigmoid 0.634; only the clouds, down by 0.275, can turn it."""
    vote = module_of("vote").umbrella(0.8)
    assert vote.products.tolist() == [1.6, 0.45, -1.0] and vote.before_bias == 1.05 and vote.yes
    assert vote.z.item() == pytest.approx(0.55) and vote.a.item() == pytest.approx(0.634, abs=5e-4)
    assert [turn.move for turn in vote.turns] == pytest.approx([-0.275, -0.55 / 1.5, 0.55]) and vote.can == ["clouds"]


@pytest.mark.slow
def test_the_course_s_neuron_is_that_of_lecture_seven(computed, module_of):
    """The first hidden neuron of the network that lectures 7 and 9 compute by hand."""
    vote = module_of("vote").of_the_course(1)
    assert vote.z.item() == pytest.approx(float(vote.w.value @ vote.x.value + vote.b.value))
    later = computed("07-forward-propagation").record
    assert vote.z.item() == later.z.item() and vote.a.item() == later.a.item()


def test_logic_of_neurons(module_of):
    """AND, OR and NOT; and one veto silences any excitation."""
    logic = module_of("logic").logic()
    assert [row[2:] for row in logic.gates] == [[0, 0], [0, 1], [0, 1], [1, 1]]
    assert logic.negation == [[0, 1], [1, 0]] and logic.vetoed == 0


def test_geometry_in_whole_numbers(module_of):
    """w = (3, 4), b = -5: the point (2, 1) has z = 5 and lies at distance 1, the origin too; the pictures agree."""
    g = module_of("line").geometry()
    assert [t.item() for t in (g.z, g.length, g.distance, g.of_origin)] == [5, 5, 1, 1]
    assert [g.sum_at(*end) for end in g.paths["$z = 0$"]] == pytest.approx([0, 0], abs=1e-12)
    foot, point = g.paths["distance"]
    assert g.sum_at(*foot) == pytest.approx(0, abs=1e-12) and np.linalg.norm(point - foot) == pytest.approx(1)
    assert (g.paths["$w$"][1] - g.paths["$w$"][0]) @ (g.paths["$z = 0$"][1] - g.paths["$z = 0$"][0]) == pytest.approx(0)


def test_a_dendrite_does_xor(module_of):
    """0.004, 1, 1, 0.004 for the four inputs."""
    d = module_of("dendrite").dendrite()
    assert [row[3] for row in d.rows] == pytest.approx([0.0039, 1, 1, 0.0039], abs=5e-5) and d.solves


@pytest.mark.slow
def test_published_counts(computed):
    """AlexNet as its paper counts it, 60 million parameters and about 650,000 units; 64-16-2 by the formula."""
    sizes = computed(NAME).record.sizes
    assert sizes.alexnet_parameters == 60_965_224 and sizes.alexnet_units == pytest.approx(650_000, rel=0.02)
    assert sizes.parameters == 65 * 16 + 17 * 2 and sizes.alexnet_inputs == 9216


def test_ten_neurons_of_a_layer_learn_as_each_alone():
    """The neuron of a digit ends where it would end without the nine others, from the same first weights."""
    from dlcore import MLP, Adam, Linear, Tensor, binary_cross_entropy_with_logits, fit, mlp

    rng = np.random.default_rng(0)
    x, y = rng.uniform(size=(40, 64)), np.eye(10)[rng.integers(0, 10, 40)]
    together = mlp([64, 10], rng=1)
    layer = together.layers[0]
    alone = MLP((Linear(Tensor(layer.W.value[3:4], "W"), Tensor(layer.b.value[3:4], "b")),))
    ends = [
        fit(model, binary_cross_entropy_with_logits, x, target, optimizer=Adam(lr=0.01), epochs=5).model.layers[0]
        for model, target in ((together, y), (alone, y[:, 3:4]))
    ]
    assert ends[0].W.value[3] == pytest.approx(ends[1].W.value[0], rel=1e-5, abs=1e-7)


def test_the_program_with_the_slip_answers_with_a_wrong_shape(module_of):
    """One number for each pixel, and no error."""
    module, X, w = module_of("neuron"), np.ones((2, 3)), np.ones(3)
    assert module.neuron_of_a_batch(X, w, 0.0).shape == (2, 3) and module.neuron(X[0], w, 0.0).shape == ()


def test_the_lines_of_the_framework_run(module_of):
    """PyTorch's layer of one neuron has four numbers, and answers as ours with the same ones."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(import torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    names = {"x": torch.tensor([0.8, 0.3, 1.0])}
    exec(code, names)
    w, b = (p.detach().double().numpy() for p in names["layer"].parameters())
    assert names["a"].item() == pytest.approx(
        float(module_of("neuron").neuron(np.array([0.8, 0.3, 1.0]), w[0], b[0])), 1e-5
    )


def test_the_title_picture_is_what_the_code_draws(module_of):
    """The file beside the slides comes from the same outlines as the drawings on them."""
    module = module_of("cell")
    assert module.svg(module.cell()) == (FOLDER / "cell.svg").read_text("utf-8")
