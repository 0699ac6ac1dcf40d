"""The lecture on forward propagation: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from deckwright.errors import UsageError

NAME = "07-forward-propagation"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME
QUICK = "epochs=5"  # the network that reads digits is not what most of these tests are about


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"examples={rng.integers(2, 6)}",
        f"hidden={rng.integers(4, 65)}", f"epochs={rng.integers(5, 16)}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 20))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r, words = made.record, said(presented(made))
    claims_hold(r)
    assert ("It falls by" in words) == (r.w.value.min() < 0)
    assert ("to the last bit" in words) == (r.batch.largest_difference == 0)
    assert ("Almost, but only by chance" in words) == (abs(r.doubled.item() / r.a2.item() - 2) < 0.02)


def claims_hold(r) -> None:
    """The sentences without an {% if %}: each says what it stands for."""
    products = np.abs(r.w.value * r.x.value)
    assert all(products[i - 1] == pytest.approx(products.max()) for i in r.heaviest)
    *parts, total = r.votes.values()
    assert sum(parts) == pytest.approx(total, abs=1e-9), "the bars add up to the last one"
    assert r.votes["sum"] == pytest.approx(r.z.item(), abs=1e-9) and r.z.item() == pytest.approx(r.z1.value[0])
    assert (np.argsort(r.a1.value) == np.argsort(r.z1.value)).all(), "squashing keeps the order"
    assert np.abs(r.z1.value).max() < 6, "the four neurons stand on the drawn part of the curve"
    assert not np.allclose(r.z1_flipped.value, r.z1.value), "the transposed sums are wrong"
    assert r.scaled["once, twice"][1] == pytest.approx([r.a2.item(), r.doubled.item()]), "the two marked answers"
    assert r.scaled["network"][1][0] > 0, "without inputs, biases still answer"
    assert r.whole.item() == r.a2.item() and r.by_hand_agrees and r.layouts.agree
    assert (r.batch.Z1.value[0] == pytest.approx(r.z1.value)) and r.batch.largest_difference < 1e-14
    assert r.digit.answer == r.digit.label, "the image shown is one that it gets right"
    assert np.array_equal(r.digit.pixels / 16, r.digit.image), "the numbers on the slide are the image"
    assert r.digit.probs.argmax() == r.digit.answer and sum(r.digit.bars.values()) == pytest.approx(100, abs=0.6)


@pytest.mark.parametrize("setting", ["examples=1", "examples=6", "hidden=3", "epochs=1000"])
def test_parameters_out_of_range_are_refused(setting, computed):
    """Each range is checked before anything is computed."""
    with pytest.raises(UsageError):
        computed(NAME, setting)


@pytest.mark.slow
def test_the_pass_with_a_calculator(computed):
    """The default network from inputs to answer, worked here number by number."""
    r = computed(NAME, QUICK).record
    rows = [
        (0.48, -0.79, -0.16, 0.33), (-0.16, -0.48, 0.97, 0.17), (-0.41, -0.43, 0.90, 0.24), (0.52, 0.29, 0.06, -0.76)
    ]  # fmt: skip
    biases, x = (-0.16, -0.98, -0.76, -0.96), (0.8, 0.1, 0.2, 0.5)
    z = [sum(w * v for w, v in zip(row, x)) + b for row, b in zip(rows, biases)]
    assert z == pytest.approx([0.278, -0.877, -0.831, -0.883]) and r.z1.value == pytest.approx(z)
    a = [1 / (1 + math.exp(-v)) for v in z]
    z2 = sum(w * v for w, v in zip((-0.92, 0.31, -0.73, 0.20), a)) - 0.97
    assert r.a1.value == pytest.approx(a) and r.z2.item() == pytest.approx(z2)
    assert r.a2.item() == pytest.approx(1 / (1 + math.exp(-z2))) == pytest.approx(0.1729, abs=5e-5)
    assert r.saturates == 37 and r.nudged == pytest.approx(-0.079)


@pytest.mark.slow
def test_published_sizes(computed):
    """Parameters of the digit network, of LeNet-5 and of VGG-16 as their sources print them."""
    r = computed(NAME, QUICK).record
    costs = r.costs
    parameters = {name: count for name, _, count, _ in costs.table}
    assert parameters["784-16-16-10"] == 13_002
    assert parameters["LeNet-5"] == 61_706 and parameters["VGG-16"] == 138_357_544
    assert costs.reads[0] == 13_002 and costs.reads[3] == pytest.approx(13_002 * 13 / 100)
    assert costs.reads[-1] == pytest.approx(13_002 * 2 / 100) and costs.first_share == pytest.approx(12_560 / 13_002)
    assert (r.digit.weights, r.digit.biases, r.digit.parameters) == (64 * 16 + 16 * 10, 16 + 10, 1210)


@pytest.mark.slow
def test_products_the_wrong_way_round(computed):
    """NumPy stops at one line and says which sizes differ; a column times a row, and a bias beside a column, do not."""
    p = computed(NAME, QUICK).record.products
    assert "size 1 is different from 4" in " ".join(p.message.split())
    done = [row[-1] for row in p.rows]
    assert done[0] == "gives 1: right" and done[1] == "stops"
    assert all(words == "gives 4×4: wrong, and silent" for words in done[2:])


@pytest.mark.slow
def test_the_hidden_units_are_the_networks_own(computed):
    """Their number, rectified values, and images of their weights: those that light up most."""
    d = computed(NAME, QUICK).record.digit
    values = np.array(list(d.hidden.values()))
    assert len(values) == min(15, d.sizes[1]) and (values >= 0).all() and d.templates.shape == (6, 8, 8)
    shown = [d.hidden[label.removeprefix("unit ")] for label in d.template_labels]
    assert sorted(shown) == pytest.approx(sorted(values)[-6:], abs=0.011)


def test_the_lines_of_the_framework():
    """PyTorch's four layers take a batch of rows."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(import torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    names = {"X": torch.rand(3, 4)}
    exec(code, names)
    assert names["answer"].shape == (3, 1)


@pytest.mark.slow
def test_the_title_picture_is_what_the_code_draws(module_of):
    """reading.svg has the digit and the units of the network that the program trains, up to rounding."""
    drawn, kept = module_of("title_picture").svg(), (FOLDER / "reading.svg").read_text("utf-8")
    number = r"-?\d+\.\d+"
    assert re.sub(number, "", drawn) == re.sub(number, "", kept)
    np.testing.assert_allclose(*(np.array(re.findall(number, text), float) for text in (drawn, kept)), atol=0.02)
