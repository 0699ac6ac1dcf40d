"""The lecture on activation functions: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from deckwright.errors import UsageError

NAME = "06-activations"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the whole of the declared ranges."""
    rng = np.random.default_rng(number)
    logits = rng.choice(np.arange(-50, 51), int(rng.integers(2, 6)), replace=False) / 10
    return (
        f"seed={rng.integers(0, 10**6)}", f"layers={rng.integers(4, 25)}", f"width={rng.integers(24, 65)}",
        f"long_step={rng.uniform(0.5, 5):.2f}", f"logits={','.join(map(str, logits))}",
        f"shift={rng.uniform(800, 10_000):.1f}",
        f"task={rng.choice(['moons', 'spirals'])}", f"noise={rng.uniform(0.05, 0.25):.2f}",
        f"lr={rng.uniform(0.1, 0.4):.2f}", f"epochs={rng.integers(20, 81)}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 20))])
def test_any_parameters_make_a_true_lecture(number, computed, presented):
    """What the words claim holds for any parameters, all numbers are finite, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r = made.record
    assert r.two.agree and all(row.largest_difference < 1e-10 for row in r.collapse)
    assert 0.8 <= r.unit.z.item() <= 1.6
    assert f"{r.unit.slope.item():.3f}" != f"{r.unit.slope_of_slip.item():.3f}"
    assert len(set(np.sign(r.signs.dw_sigmoid.value))) == 1 and len(set(np.sign(r.signs.dw_tanh.value))) == 2
    assert (r.step.z_new.value < 0).all() and r.step.dw_new.item() == r.step.db_new.item() == 0 > r.step.db_leaky
    adds_up(r.joints)
    assert r.deep.weakest.name == "sigmoid" and all(np.isfinite(f.shares).all() for f in r.deep.networks.values())
    ranked(r.race)
    assert set(r.softmax.overflow.powers) == {"inf"} and set(r.softmax.overflow.plain) == {"nan"}
    assert np.allclose(r.softmax.overflow.safe, r.softmax.p.value)
    lecture = presented(made)
    titles = {run.text.casefold() for slide in lecture.deck.slides for run in slide.title if hasattr(run, "text")}
    assert "nan" not in titles


def ranked(race) -> None:
    """The order is that of the medians, the best rate is no worse on average, and a draw is called one."""
    ends = {runner.name: runner.losses[:, -1] for runner in race.bent}
    assert all(np.isfinite(losses).all() and len(losses) == race.seeds for losses in ends.values())
    assert all(runner.best.mean <= runner.loss.mean for runner in race.runners.values())
    medians = sorted(float(np.median(losses)) for losses in ends.values())
    assert [float(r.loss.median) for r in (race.first, race.second, race.last)] == [*medians[:2], medians[-1]]
    assert race.wins == sum(a < b for a, b in zip(ends[race.first.name], ends[race.second.name]))
    assert race.draw == (race.wins < 9) and sum(race.winners.values()) == race.seeds


def adds_up(j) -> None:
    """The pieces rise, fall and rise, each by the weights of the units that are on, up to the height at the end."""
    x, y = j.sum["network"]
    assert j.sum["joints"][0].tolist() == j.c.value.tolist() and j.heights[0] <= y.min() <= y.max() <= j.heights[1]
    places = [0.0, *j.c.value.tolist(), j.at]
    heights = np.interp(places, x, y)
    assert np.diff(heights) / np.diff(places) == pytest.approx(j.slopes)
    assert j.slopes == pytest.approx((0.0, *np.cumsum(j.v.value))) and j.slopes[1] > 0 > j.slopes[2] and j.slopes[3] > 0
    by_hand = sum(v * (j.at - c) for v, c in zip(j.v.value, j.c.value))
    assert [y[-1], j.y.item()] == pytest.approx([by_hand, by_hand])


@pytest.mark.slow
def test_softmax_is_the_published_one(computed):
    """The probabilities of -1, 0, 1 as ONNX prints them, and their Jacobian's first row by hand.

    ONNX's own come from single precision: none of them is right to half of its last digit, as sums of exact powers
    show, and each is within one unit of single precision.
    """
    s = computed(NAME).record.softmax
    printed = np.array([0.09003058, 0.24472848, 0.66524094])
    exact = [math.exp(z) / math.fsum(map(math.exp, (-1, 0, 1))) for z in (-1, 0, 1)]
    assert s.p.value == pytest.approx(exact, rel=1e-15)
    off = np.abs(s.p.value - printed)
    assert (off > 0.5e-8).all() and (off <= np.spacing(printed.astype(np.float32))).all()
    assert s.jacobian.value[0] == pytest.approx([0.0900 * 0.9100, -0.0900 * 0.2447, -0.0900 * 0.6652], abs=5e-5)
    assert np.abs(s.row_sums).max() < 1e-15


@pytest.mark.slow
def test_gelu_is_the_published_one(computed):
    """TensorFlow's ten values: four are right to half of the last digit, by math.erf and math.tanh as well as by ours.

    They come from single precision, and all are within what it may lose. The forms differ most where they are known to.
    """
    forms = computed(NAME).record.forms
    strict = 0
    for at, exact, by_tanh in forms.published:
        z = float(at)
        form = math.tanh(math.sqrt(2 / math.pi) * (z + 0.044715 * z**3))
        by_hand = (z * 0.5 * math.erfc(-z / math.sqrt(2)), z / 2 * (1 + form))
        for value, printed in zip(by_hand, (exact, by_tanh)):
            strict += abs(value - float(printed)) <= 0.5 * 10.0 ** -len(printed.partition(".")[2])
            assert abs(value - float(printed)) <= 4e-7
    assert (forms.strict, forms.count) == (strict, 10) == (4, 10)
    assert forms.single and forms.strict < forms.strict_in_single < 10
    assert forms.largest_slip == pytest.approx(3.94e-7, rel=1e-2)
    assert forms.largest_difference == pytest.approx(4.7e-4, rel=0.02)


@pytest.mark.slow
def test_the_unit_is_what_a_calculator_gives(computed):
    """Weighted sum, sigmoid and slope, computed here without dlcore."""
    u = computed(NAME).record.unit
    z = sum(w * x for w, x in zip(u.w.value.tolist(), u.x.value.tolist())) + u.b.item()
    a = 1 / (1 + 2.718281828459045**-z)
    assert [u.z.item(), u.a.item(), u.slope.item()] == pytest.approx([z, a, a * (1 - a)], rel=1e-12)
    assert u.slope_of_slip.item() != pytest.approx(u.slope.item(), abs=1e-3)


@pytest.mark.slow
def test_xor_needs_the_bend(computed):
    """The best line answers one half everywhere; the textbook's two units answer 0, 1, 1, 0."""
    x = computed(NAME).record.xor
    assert x.line.tolist() == [0.5] * 4 and x.output.value.tolist() == [0, 1, 1, 0]
    for scores in (x.answers(x.x.value), x.after_the_fold(x.hidden.value)):
        assert scores.argmax(axis=1).tolist() == [0, 1, 1, 0]


@pytest.mark.slow
def test_the_step_that_kills_by_hand(computed):
    """z = 0.9 x + 0.5 on four examples; gradients 2.08 and 3.8; after a step of 1 everything is negative."""
    s = computed(NAME).record.step
    assert [s.dw.item(), s.db.item()] == pytest.approx([2.08, 3.8])
    assert [s.w_new.item(), s.b_new.item()] == pytest.approx([-1.18, -3.3])


@pytest.mark.slow
def test_where_the_sigmoid_saturates(computed):
    """The slope is a quarter at 0, and the edge of saturation lies where it is 0.05."""
    r = computed(NAME).record
    assert r.curves["sigmoid"].slopes.max() == r.curves["sigmoid"].steepest == 0.25
    a = 1 / (1 + np.exp(-r.edge))
    assert a * (1 - a) < r.saturated < 1.1 * a * (1 - a)


@pytest.mark.parametrize("logits", ["1", "2,2", "1,2,3,4,5,0"])
def test_logits_that_make_no_lesson_are_refused(logits, computed):
    """One, two that share the first place, and too many to work by hand."""
    with pytest.raises(UsageError, match="logit"):
        computed(NAME, f"logits={logits}")


@pytest.mark.slow
def test_blame_fades_and_explodes(computed):
    """The sigmoids stay below what their slopes allow; weights half as large again let blame grow."""
    d = computed(NAME).record.deep
    assert d.networks["sigmoid"].first.high < d.bound * 10 < 1e-5
    assert (d.networks["larger"].shares[:, 0] > 10).all() and d.networks["relu"].first.high < 10


def test_the_lines_of_the_framework():
    """PyTorch's activations of the slide give what this lecture computes."""
    pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(import torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    names: dict = {"T": 1.0}
    exec(code, names)
    assert names["p"].numpy() == pytest.approx([0.0900, 0.2447, 0.6652], abs=5e-5)
    assert names["g"].numpy() == pytest.approx([-0.1587, 0.0, 0.8413], abs=5e-5)


def test_the_title_picture_is_what_the_code_draws(module_of):
    """bends.svg is the picture that the program makes."""
    assert module_of("title_picture").svg() == (FOLDER / "bends.svg").read_text("utf-8")
