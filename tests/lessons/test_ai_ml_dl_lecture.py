"""The first lecture: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from dlcore.datasets import digits

NAME = "01-ai-ml-dl"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME
UCI = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # images of each digit, as the repository lists them


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the whole of the declared ranges."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"threshold={rng.integers(4, 13)}", f"hidden={rng.integers(8, 65)}",
        f"epochs={rng.integers(20, 81)}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [pytest.param(number, marks=pytest.mark.thorough) for number in range(20)])
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    claims_hold(computed(NAME, *drawn(number)), presented, said)


@pytest.mark.slow
def test_another_seed_makes_a_true_lecture(computed, presented, said):
    """The same, with the seed that the scenes are tried with."""
    claims_hold(computed(NAME, "seed=7"), presented, said)


def claims_hold(made, presented, said) -> None:
    """The sentences of slides.md that no template asks for."""
    r, words = made.record, said(presented(made))
    rule, threshold, sums, pixels, hidden, deep = r.programs.all
    assert sums.median > threshold.median and pixels.median > sums.median  # "leaving the features away gains"
    assert hidden.median > pixels.median and deep.median > rule.median
    assert r.chance.line_network.told  # "from weighted sum to hidden layer there is no doubt"
    assert r.task.odd_share > 0.5 and r.task.digit_count == 79
    assert r.unlabeled.median < hidden.median and r.unlabeled.keeps > 0.5
    assert ("no better than the pixels do" in words) == (r.unlabeled.median < pixels.median)
    assert r.units.digit_share.median > r.units.even_share.median and r.units.runner_up < 1
    assert len(r.units.answers) >= 3 and (r.units.answers.max(axis=1) == 1).all()
    curve = r.experience.chart["one layer"]
    assert curve[-1] < curve[0] and len(set(r.experience.chart["rule"])) == 1
    assert r.learner_agrees
    draw = 0.2 * 10 <= r.pixel.better <= 0.8 * 10 and r.pixel.worse <= 0.8 * 10
    assert ("Learning as such is no magic" in words) == (r.pixel.better <= 0.8 * 10) and (not draw or "A draw" in words)


@pytest.mark.slow
def test_the_images_are_the_published_ones(computed):
    """Counts of the UCI repository, and the baseline from them."""
    assert np.bincount(digits()[1]).tolist() == UCI
    r = computed(NAME).record
    assert r.task.all == sum(UCI) and r.task.even == sum(UCI[::2])
    assert r.task.digits.item() == pytest.approx(np.log10(17.0) * 64)


@pytest.mark.slow
def test_mistakes_are_what_pencil_and_paper_give(computed):
    """The table of ten images, counted here once more; and the numbers learned, by hand."""
    r = computed(NAME).record
    counted = [sum((ink > t) != (answer == "yes") for _, ink, answer in r.pixel.ten) for t in range(17)]
    assert r.pixel.few.mistakes.tolist() == counted and r.pixel.least == min(counted)
    assert [int(t) for t in r.pixel.few.best] == [t for t, c in enumerate(counted) if c == min(counted)]
    assert [p.learned for p in r.programs.all] == [0, 1, 17 * 2, 65 * 2, 65 * 16 + 17 * 2, 65 * 16 + 17 * 16 + 17 * 2]


@pytest.mark.slow
def test_the_standard_errors_are_those_of_the_formula(computed):
    """Gap, standard error and number of images, with NumPy alone."""
    r = computed(NAME).record
    for apart in (r.chance.line_network, r.chance.network_deep):
        p, q = apart.less.median, apart.more.median
        error = np.sqrt(p * (1 - p) / 360 + q * (1 - q) / 360)
        assert apart.ratio.item() == pytest.approx((q - p) / error)
    assert r.chance.for_exercise.item() == pytest.approx(7200)
    N = r.chance.needed.item()
    p, d = r.programs.hidden.median, r.chance.difference
    assert 2 * np.sqrt(2 * p * (1 - p) / N) == pytest.approx(d)


def test_features_by_hand_are_sums_of_rows_and_columns(module_of):
    """An image with one inked pixel inks one row and one column; the rule looks at row six, column three."""
    x = np.zeros((1, 64))
    x[0, 5 * 8 + 2] = 1.0
    assert np.flatnonzero(module_of("programs").sums_of(x)).tolist() == [5, 8 + 2]
    assert module_of("pixel").ink_of(x).tolist() == [16.0]
    assert module_of("pixel").spoken([3, 6, 7, 8]) == "3, 6 to 8"


def test_the_map_shows_every_lecture(module_of):
    """Each by its title, with an arc to what it needs; all needs lie before it."""
    course = module_of("course").course()
    labels = ["".join(run.text for run in mark.text) for mark in course.drawing.marks if hasattr(mark, "text")]
    assert all(station.title in labels for station in course.stations)
    assert all(max(station.strongest, default=0) < station.number for station in course.stations)
    arcs = sum(len(station.strongest) for station in course.stations)
    assert len(course.drawing.marks) == arcs + 2 * course.count and course.wanted >= 2


def test_the_lines_of_numpy_learn_the_threshold(module_of):
    """The program on the slide finds the first of the best thresholds."""
    ink, even = np.array([6, 16, 0, 9]), np.array([False, True, False, True])
    assert module_of("smallest").learn(ink, even) == 6


@pytest.mark.slow
def test_the_lines_of_the_framework_learn(module_of):
    """scikit-learn's programs with the settings on the slide beat the baseline, each the one before it but the last."""
    pytest.importorskip("sklearn")
    code = (FOLDER / "slides.md").read_text("utf-8")
    (lines,) = re.findall(r"```python\n(from sklearn.*?)```", code, re.DOTALL)
    parts = module_of("data").part(1, 0)
    ink = module_of("pixel").ink_of
    names = {"pixels": parts.x, "ink": ink(parts.x), "even": parts.y % 2 == 0}
    exec(re.sub(r"\{\{ programs.hidden_units \}\}", "16", lines), names)
    seen = {"threshold": ink(parts.x_held_out).reshape(-1, 1)}
    right = {
        name: np.mean(names[name].predict(seen.get(name, parts.x_held_out)) == (parts.y_held_out % 2 == 0))
        for name in ("threshold", "line", "one_layer", "two_layers")
    }
    assert 0.7 < right["threshold"] < right["line"] < right["one_layer"] and right["two_layers"] > right["line"]
