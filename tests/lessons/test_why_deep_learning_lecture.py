"""The lecture on why deep learning: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import re
from itertools import combinations_with_replacement
from pathlib import Path

import numpy as np
import pytest

from dlcore import MLP, Adam, Linear, Tensor, cross_entropy_with_logits, fit

NAME = "03-why-deep-learning"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the whole of the declared ranges."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"runs={10 + number % 11}", f"hidden={rng.integers(16, 65)}",
        f"turns={rng.uniform(0.3, 1):.2f}", f"useless={rng.integers(2, 21)}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "number", [3, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(20) if number != 3)]
)
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r, words = made.record, said(presented(made))
    race, tables, spiral = r.race, r.tables, r.spiral
    assert race.leads_from <= 400 and race.median("network", 1400) < race.median("network", 400)
    assert 0 < race.hand_slope < 0.6 * race.law.alpha.item()  # "hardly better"
    assert 0 < race.line_law.alpha.item() < race.law.alpha.item()
    assert race.straight < 0 and race.needed.item() > race.all_images  # "less than none", "an extrapolation"
    assert ("is within the range" in words) == race.within
    assert ("Mostly the line" in words) == (r.causes.blamed == "line")
    (line_first, line_last), (features_first, features_last) = r.causes.by_the_line, r.causes.by_the_features
    assert abs(line_first + features_last - features_first - line_last) < 1e-6  # both orders add up to the same
    assert r.causes.bent > 0.8 * race.runs
    gains = {q.name: q.gain for q in r.questions.all}
    assert min(gains["even"], gains["below five"], gains["a multiple of three"]) > max(
        gains["a three"], gains["which digit"]
    )
    assert r.reasons.off("line on pixels") < 1e-9 and r.reasons.off("network") > 0.05
    assert r.code_agrees
    assert spiral.median("person") > 99 > spiral.median("line") and spiral.median("network") > spiral.median("line")
    assert len(spiral.borders) == 3
    assert r.neighbors.beside > 2 * r.neighbors.most
    assert (
        tables.clean.verdict == tables.crowded.verdict == "boosted stumps" and tables.smooth_turned.verdict == "network"
    )
    assert tables.clean.medians[1] - tables.crowded.medians[1] > 3 * (
        tables.clean.medians[0] - tables.crowded.medians[0]
    )
    for straight, turned in ((tables.clean, tables.jumps_turned), (tables.smooth, tables.smooth_turned)):
        assert straight.medians[0] - turned.medians[0] > 0.05 > abs(straight.medians[1] - turned.medians[1])


@pytest.mark.slow
def test_known_counts(computed):
    """2,146 numbers of 64-32-2; AlexNet's and LeNet's published counts; eleven billion products of a photo's inputs."""
    r = computed(NAME).record
    assert r.race.learned == {"rule": 0, "hand-made features": 38, "line on pixels": 130, "network": 2146}
    assert [row[1:] for row in r.scale.counts] == [(2146, 2112), (61_706, 416_520), (61_100_840, 714_188_480)]
    assert r.scale.alexnet_2012 == 60_965_224
    assert r.products.pairs.item() == 64 * 65 / 2 and r.products.features == 2144
    assert r.products.photo_features == 11_329_565_184
    assert [n[1] for n in r.spiral.table] == [9, 195, 9]


@pytest.mark.slow
def test_the_law_in_pencil_and_paper(computed):
    """The slope, the prediction, and how much data halves the error, once more with logarithms of base ten."""
    race = computed(NAME).record.race
    alpha = np.log10(race.median("network", 50) / race.median("network", 400)) / np.log10(400 / 50)
    assert race.law.alpha.item() == pytest.approx(alpha)
    assert race.predicted.item() == pytest.approx(race.median("network", 400) * (1400 / 400) ** -alpha)
    assert race.law.factor_to_halve.item() ** -alpha == pytest.approx(0.5)
    assert race.median("network", 400) * (race.needed.item() / 400) ** -alpha == pytest.approx(race.wanted)


def test_networks_side_by_side_are_trained_as_each_alone(module_of):
    """One of several networks ends where dlcore's own MLP ends from the same first weights and examples."""
    side = module_of("side_by_side")
    rng = np.random.default_rng(4)
    x, y = rng.standard_normal((3, 30, 5)), rng.integers(0, 2, (3, 30))
    first = side.networks(3, (5, 4, 2), rng)
    together = side.trained(first, x, y, 20, np.random.default_rng(9)).model
    k = 1
    alone = MLP(tuple(
        Linear(Tensor(W.value[k].T, "W"), Tensor(b.value[k, 0], "b")) for W, b in zip(first.W, first.b)
    ))  # fmt: skip
    run = fit(
        alone, cross_entropy_with_logits, x[k], y[k], optimizer=Adam(0.01), epochs=20, batch_size=64,
        rng=np.random.default_rng(9),
    )  # fmt: skip
    for layer, W, b in zip(run.model.layers, together.W, together.b):
        assert layer.W.value == pytest.approx(W.value[k].T, rel=1e-6, abs=1e-7)
        assert layer.b.value == pytest.approx(b.value[k, 0], rel=1e-6, abs=1e-7)
    assert first.learned == alone.parameter_count
    assert (side.answers(together, x)[k] == run.model(x[k]).value.argmax(axis=1)).all()


def test_holes_are_counted(module_of):
    """Two in an eight, one in a zero, none in a one; a gap in the stroke opens a hole, a corner doesn't."""
    holes = module_of("players").holes
    drawn = {
        2: "111 101 111 101 111",
        1: "111 101 101 101 111",
        0: "010 110 010 010 111",
    }
    for count, rows in drawn.items():
        assert holes(np.array([[float(c) for c in row] for row in rows.split()])) == count
    assert holes(np.array([[1, 1, 1], [1, 0, 0], [1, 1, 1]])) == 0
    assert holes(np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]])) == 1


def test_a_boosted_stump_is_the_best_one(module_of):
    """The first stump explains as much as any of all columns and cuts; and more rounds never fit worse."""
    boosting = module_of("boosting")
    rng = np.random.default_rng(2)
    x = rng.standard_normal((60, 3))
    y = np.where(x[:, 1] > 0.2, 2.0, -1.0) + 0.1 * rng.standard_normal(60)
    model = boosting.boosted_stumps(x, y)
    best = min(
        (np.var(y[x[:, d] > cut]) * (x[:, d] > cut).sum() + np.var(y[x[:, d] <= cut]) * (x[:, d] <= cut).sum(), d, cut)
        for d in range(3)
        for cut in np.unique(np.quantile(x[:, d], np.linspace(0, 1, 18)[1:-1], method="lower"))
    )
    assert (model.column[0], model.threshold[0]) == best[1:]
    over = x[:, best[1]] > best[2]
    assert model.above[0] == pytest.approx(boosting.RATE * (y[over].mean() - y.mean()))
    steps = np.where(x[:, model.column] > model.threshold, model.above, model.below)
    left = ((y[:, None] - y.mean() - np.cumsum(steps, axis=1)) ** 2).sum(axis=0)
    assert (np.diff(left) <= 1e-9).all() and model(x) == pytest.approx(y.mean() + steps.sum(axis=1))


def test_products_are_counted(module_of):
    """All products of up to d of D inputs, listed."""
    monomials = module_of("products").monomials
    for inputs in range(1, 6):
        for degree in range(1, 4):
            listed = [p for d in range(1, degree + 1) for p in combinations_with_replacement(range(inputs), d)]
            assert monomials(inputs, degree) == len(listed)


def test_a_spiral_without_noise_unwinds_to_rays(module_of):
    """Turned back, all points of an arm have one angle."""
    from dlcore.datasets import spirals

    points, labels = spirals(20, turns=0.8, noise=0.0)
    unwound = module_of("spiral").unwind(points, 0.8)
    for arm in range(3):
        angle = 2 * np.pi * arm / 3
        mine = unwound[(labels == arm) & (np.hypot(*points.T) > 0)]
        assert mine == pytest.approx(np.tile([np.cos(angle), np.sin(angle)], (len(mine), 1)))


def test_a_line_explains_what_is_linear(module_of):
    """Images whose pixels are the mean of their neighbors are explained whole; noise is not."""
    neighbors = module_of("neighbors")
    rng = np.random.default_rng(0)
    slopes = rng.standard_normal((200, 2, 1, 1))
    planes = slopes[:, 0] * np.arange(8)[:, None] + slopes[:, 1] * np.arange(8)
    pick = {place: neighbors.around(place) for place in neighbors.inner()}
    assert neighbors.explained(planes[:150], planes[150:], pick) == pytest.approx(1.0)
    noise = rng.standard_normal((400, 8, 8))
    assert neighbors.explained(noise[:300], noise[300:], pick) < 0.1
    assert len(pick) == 36


def test_the_lines_of_the_framework(module_of):
    """The networks of PyTorch on the slide have as many numbers as ours."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(from torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    names = {}
    exec(code.replace("{{ hidden }}", "32"), names)
    count = {name: sum(p.numel() for p in names[name].parameters()) for name in ("line", "hidden_layer")}
    assert count == {"line": 9, "hidden_layer": 195}
    assert names["hidden_layer"](torch.zeros(5, 2)).shape == (5, 3)


def test_the_title_picture_is_what_the_code_draws(module_of):
    """spiral.svg is what its program writes."""
    assert module_of("title_picture").svg() == (FOLDER / "spiral.svg").read_text("utf-8")
