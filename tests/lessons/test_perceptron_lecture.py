"""The lecture on perceptrons: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from dlcore import MLP, Adam, Linear, Tensor, binary_cross_entropy_with_logits, fit
from dlcore.datasets import xor

NAME = "05-perceptron"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME
CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
TARGETS = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0]}


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the whole of the declared ranges."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"gate={('AND', 'OR', 'NAND')[number % 3]}", f"lr={rng.uniform(0.1, 20):.2f}",
        f"gap={rng.uniform(0.8, 1.6):.2f}", f"starts={rng.integers(20, 401)}",
        f"random_units={2 ** rng.integers(1, 10)}", f"pieces={rng.integers(4, 33)}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "number", [2, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(20) if number != 2)]
)
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r = made.record
    lengths = [t.item() for t in r.chain.values()]
    assert lengths == sorted(lengths) and r.gate.corrections <= r.gate.bound.bound.item()
    assert r.gate.orders.max() <= r.gate.bound.bound.item() + 1e-6
    for clouds in r.clouds:
        assert len(clouds.corrections) > 0 and (clouds.corrections <= clouds.bounds).all()
    for pieces in (r.sine.shown, r.sine.doubled, *r.sine.all):
        assert pieces.error <= pieces.bound
    assert 2.5 < r.sine.ratio < 4.5  # "about a quarter"
    assert r.rates.same == (len({run.corrections for run in r.rates.runs}) == 1)
    assert not r.rates.same or r.rates.ratio == pytest.approx(r.lr)
    assert r.starts.share("relu", 2) < r.starts.share("tanh", 2) and r.starts.share("relu", 16) > 0.9
    assert r.random_xor.share[0] < 0.2 and r.random_xor.share[-1] > 0.95
    assert r.even.ahead >= r.even.splits / 2 and r.even.settled <= r.even.splits
    words = said(presented(made))
    assert f"{r.gate.name} by hand: {r.gate.corrections} corrections" in words
    assert ("rounding leaves a tiny number" in words) == (not r.rates.same)


@pytest.mark.parametrize("gate", TARGETS)
def test_the_table_is_what_pencil_and_paper_give(gate, module_of):
    """Rosenblatt's rule on whole numbers, written here once more without dlcore."""
    g = module_of("gates").gate(gate)
    w1 = w2 = b = 0
    rows, wrong, rounds = [], True, 0
    while wrong:
        rounds, wrong = rounds + 1, False
        for (x1, x2), y in zip(CORNERS.astype(int).tolist(), TARGETS[gate]):
            z = w1 * x1 + w2 * x2 + b
            if (z > 0) != y:
                sign, wrong = (1 if y else -1), True
                w1, w2, b = w1 + sign * x1, w2 + sign * x2, b + sign
                rows.append([rounds, z, int(z > 0), y, w1, w2, b])
    assert [[row[0], *row[2:]] for row in g.by_hand] == rows and g.rounds == rounds
    assert g.last_round == [w1 * x1 + w2 * x2 + b for x1, x2 in CORNERS.astype(int).tolist()]


@pytest.mark.slow
def test_the_theorem_in_known_numbers(computed):
    """AND by hand: R² = 3, margin 1/√17, bound 51, 12/√17 ≤ 3; Nielsen's NAND is the widest separator."""
    r = computed(NAME).record
    assert [g.corrections for g in r.gates] == [10, 4, 11]
    assert [g.bound.bound.item() for g in r.gates] == pytest.approx([51, 27, 51], abs=1e-6)
    known = [10 / 17**0.5, 12 / 17**0.5, 3, 30**0.5]
    assert [t.item() for t in r.chain.values()] == pytest.approx(known, abs=1e-6)
    assert r.gates[2].margin == pytest.approx([-2, -2, 3], abs=1e-6)
    assert (r.gate.orders.min(), r.gate.orders.max()) == (5, 12)


@pytest.mark.slow
def test_xor_returns_and_is_one_of_many(computed):
    """From the third round on (-1, 0; 1); 4, 14, 104 and 1,882 threshold functions, as OEIS A000609 lists them."""
    r = computed(NAME).record
    assert r.circle.returned == 3 and r.circle.best == 3 and r.circle.mistakes == 4
    assert r.circle.after_rounds[2:].tolist() == [[-1, 0, 1]] * 5
    assert [f.by_a_line for f in r.reach] == [4, 14, 104, 1882] and r.reach[3].all == 65536
    assert (r.circle.best_line(CORNERS) == r.circle.labels).sum() == r.circle.best


@pytest.mark.slow
def test_the_hidden_layers_compute_xor(computed):
    """Three steps and two ReLUs give 0, 1, 1, 0; the cut in the plane of h is two lines in that of x; and XNOR."""
    r = computed(NAME).record
    assert [row[-1] for row in r.steps.rows] == [0, 1, 1, 0] and r.steps.parameters == 9
    assert [row[-2] for row in r.steps.rows] == [-0.5, 0.5, 0.5, -0.5]
    assert r.fold.y.value.tolist() == [0, 1, 1, 0] and r.fold.opposite.tolist() == [1, 0, 0, 1] and r.fold.landed == 3
    for xs, ys in r.fold.cuts:
        h = np.maximum(np.column_stack([xs, ys]) @ r.fold.W.value.T + r.fold.b.value, 0)
        assert h @ r.fold.w.value == pytest.approx([0.5, 0.5])


@pytest.mark.slow
def test_published_counts(computed):
    """26 and 41 (CS231n), 23,860 (Nielsen's 784-30-10) and 13,002 (3Blue1Brown)."""
    counts = computed(NAME).record.counts
    assert [n.parameters for n in counts.networks] == [26, 41, 23_860, 13_002] and counts.total == 13_002


def test_networks_side_by_side_are_trained_as_each_alone(module_of):
    """One of many networks for XOR ends where dlcore's own MLP ends from the same first weights."""
    starts = module_of("starts")
    drawn_ones = starts.networks(3, 4, "relu", np.random.default_rng(5))
    together = starts.trained(drawn_ones, 30)
    k = 1
    alone = MLP((
        Linear(Tensor(drawn_ones.W.value[k].T, "W"), Tensor(drawn_ones.b_1.value[k, 0], "b_1")),
        Linear(Tensor(drawn_ones.v.value[k].T, "V"), Tensor(drawn_ones.b_2.value[k, 0], "b_2")),
    ))  # fmt: skip
    x, y = xor()
    run = fit(
        alone, binary_cross_entropy_with_logits, x, y[:, None].astype(float), optimizer=Adam(lr=starts.LR), epochs=30
    )
    assert run.model.layers[0].W.value == pytest.approx(together.W.value[k].T, rel=1e-6, abs=1e-9)
    assert run.model.layers[1].b.value == pytest.approx(together.b_2.value[k, 0], rel=1e-6, abs=1e-9)


@pytest.mark.parametrize("gate", TARGETS)
def test_the_lines_of_numpy_separate(gate, module_of):
    """The program on the slide learns every gate; without its bias it learns OR and never AND or NAND."""
    module, y = module_of("rule"), np.array(TARGETS[gate], dtype=float)
    w, b = module.learn(CORNERS, y)
    assert (CORNERS @ w + b > 0).astype(int).tolist() == TARGETS[gate]
    assert (module.learn_without_bias(CORNERS, y)[1] == 0) == (gate == "OR")


@pytest.mark.parametrize("gate", TARGETS)
def test_the_lines_of_the_framework_separate(gate):
    """scikit-learn's perceptron learns every gate with the settings on the slide."""
    pytest.importorskip("sklearn")
    (code,) = re.findall(r"```python\n(from sklearn.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    names = {"x": CORNERS, "y": TARGETS[gate]}
    exec(code, names)
    assert names["model"].predict(CORNERS).tolist() == TARGETS[gate]


def test_the_title_picture_is_what_the_code_draws(monkeypatch, module_of):
    """lines.svg is what its program writes: a line for each correction, the last of them in full color."""
    monkeypatch.syspath_prepend(str(FOLDER))
    drawn_again = module_of("title_picture").svg()
    assert drawn_again == (FOLDER / "lines.svg").read_text("utf-8")
    assert re.findall(r'stroke-opacity="(.*?)"', drawn_again)[-1] == "1.00"
