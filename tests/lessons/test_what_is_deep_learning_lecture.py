"""The lecture on depth: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from dlcore import Linear, Tensor, activation_patterns, cnn, folding_network, mlp

NAME = "02-what-is-deep-learning"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the whole of the declared ranges; among the starts are corners of the folds."""
    rng = np.random.default_rng(number)
    start = (0.125, 0.25, 0.375, 0.4)[number % 8] if number % 8 < 4 else rng.uniform(0.05, 0.45)
    return (
        f"seed={rng.integers(0, 10**6)}", f"start={start:.3f}", f"folds={rng.integers(4, 9)}",
        f"units={rng.integers(4, 25)}", f"epochs={rng.integers(20, 61)}", f"heaps_found={rng.integers(10, 31)}",
        f"labels={rng.integers(20, 201)}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "number", [2, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(16) if number != 2)]
)
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r, words = made.record, said(presented(made))
    assert [f.pieces for f in r.folding.shown] == [2**f.folds for f in r.folding.shown]
    assert r.folding.steps[0].item() == pytest.approx(r.folding.twin_step.item())  # "two places have become one"
    assert ("except at the fold itself" in words) == (len(r.folding.preimages) < 8)
    assert r.code.agrees and r.code.bends_left == 0
    assert r.plane.regions == r.plane.count.item() == 16
    for stack in r.typical.stacks:
        assert stack.counts.max() <= stack.bound
    deep = r.typical.deep
    assert abs(deep.median - deep.units) < deep.bound - deep.median  # "nearer to the number of units"
    assert ("close to the number of units" in words) == (abs(deep.median - deep.units) <= 0.1 * deep.units)
    assert (r.spirals.after > r.spirals.before).all() and r.spirals.after.max() < r.spirals.bound / 4  # "far below"
    shares = r.layers.medians("share")
    assert shares[-1] > shares[0] + 20 and r.layers.accuracy > 0.9
    assert ("what nobody asks for is dropped" in words) == (r.layers.peak < 4 and r.layers.dropped >= 8)
    assert r.heaps.median("random") < r.heaps.median("chosen") < r.heaps.median("all")
    assert r.heaps.median("random") < r.heaps.median("heaps") < r.heaps.median("all")
    assert r.halves.median("network") < r.halves.median("line") < 1
    assert ("a draw." in words) == (r.halves.ahead < 8 and r.halves.behind < 8)


@pytest.mark.slow
def test_published_numbers(computed):
    """Prince's networks: 471 parameters and 161,051 regions; 10,801 and more than 10^40. Twenty folds: 2^20."""
    r = computed(NAME).record
    small, large = r.book
    assert (small.parameters, small.regions) == (471, 161_051) and small.one_layer_regions == 157
    assert large.parameters == 10_801 and large.regions > 1e40
    many = r.folding.many
    assert (many.pieces, many.parameters, many.one_layer_parameters) == (1_048_576, 121, 3_145_729)
    assert r.folding.cheaper == 3 and [f.parameters for f in r.folding.listed] == [
        6 * f.folds + 1 for f in r.folding.listed
    ]


def test_the_line_by_hand(module_of):
    """0.3, 0.6, 0.8, 0.4 on pencil and paper; every start that is listed ends there, and no other place does."""
    folding = module_of("folding").folding(0.3, 4)
    assert [t.item() for t in folding.steps] == pytest.approx([0.6, 0.8, 0.4])
    starts = np.array(folding.preimages)[:, 0]
    assert starts == pytest.approx([0.05, 0.2, 0.3, 0.45, 0.55, 0.7, 0.8, 0.95])
    above = folding.shown[2].y > 0.4
    assert (above[1:] != above[:-1]).sum() == len(starts)


@pytest.mark.parametrize("folds", [1, 2, 3, 6])
def test_one_layer_draws_what_the_folds_draw(folds, module_of):
    """A unit for each piece is enough, and both networks have as many numbers as the slide says."""
    module = module_of("folding")
    deep, wide = folding_network(folds), module.one_layer_zigzag(folds)
    x = np.linspace(0, 1, 301)[:, None]
    assert wide(x).value == pytest.approx(deep(x).value, abs=1e-9)
    assert module.costs(folds) == (2 * folds, deep.parameter_count, 2**folds, wide.parameter_count)


def test_the_programs_on_the_slide(module_of):
    """NumPy's lines give what dlcore's network gives; without the cut they give a straight line."""
    module, network = module_of("network"), mlp([2, 5, 4, 3], rng=1)
    pairs = [(W.value, b.value) for W, b in zip(network.parameters[::2], network.parameters[1::2])]
    x = np.random.default_rng(2).standard_normal((7, 2))
    assert module.network(x, pairs) == pytest.approx(network(x).value)
    ends, middle = module.network_without_bend(x[:2], pairs), module.network_without_bend(x[:2].mean(axis=0), pairs)
    assert middle == pytest.approx(ends.mean(axis=0))


def test_the_lines_of_the_framework():
    """PyTorch's container computes two folds with the weights of the folding network."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(from torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    names: dict = {}
    exec(code, names)
    folding, model = folding_network(2), names["model"].double()
    with torch.no_grad():
        for theirs, ours in zip(model.parameters(), folding.parameters):
            theirs.copy_(torch.tensor(ours.value))
    x = np.linspace(0, 1, 33)[:, None]
    assert model(torch.tensor(x)).detach().numpy() == pytest.approx(folding(x).value)


def test_a_chessboard_changes_color_at_each_edge(module_of):
    """Two points on both sides of one line, and of no other, have different colors; in one piece they have the same."""
    module = module_of("pieces")
    network = module.with_random_biases((2, 6, 5, 2), np.random.default_rng(4))
    x = np.random.default_rng(5).uniform(-1, 1, (400, 2))
    dark = module.chessboard(network, x) > 0.5
    signs = np.concatenate([z.value > 0 for z in network.forward(x).z[:-1]], axis=1)
    assert (dark == (signs.sum(axis=1) % 2 == 0)).all()
    patterns = activation_patterns(network, x)
    assert all(len(set(dark[patterns == p])) == 1 for p in set(patterns))


def test_a_patch_is_all_that_a_unit_sees(module_of):
    """Pixels outside the patch change nothing, and each inside can."""
    module = module_of("features")
    network = cnn((1, 8, 8), channels=(8, 16), classes=10, rng=3)
    network = network.with_parameters([Tensor(np.abs(p.value) + 0.01, p.name) for p in network.parameters])
    image = np.random.default_rng(1).uniform(0.2, 0.8, (8, 8))
    marked = np.arange(1.0, 65.0).reshape(8, 8)
    for i, j in ((0, 0), (1, 2), (3, 3)):
        inside = np.isin(marked, module.patch(marked, i, j))
        value = network.forward(image[None]).maps[1].value[0, 0, i, j]
        for change, pixels in ((0, ~inside), (1, inside)):
            brighter = np.where(pixels, image + 1.0, image)
            assert (network.forward(brighter[None]).maps[1].value[0, 0, i, j] != value) == change


def test_turning_keeps_distances_and_comes_closest(module_of):
    """A rotation: lengths stay; a cloud that was only turned comes back to where it was."""
    module = module_of("layers")
    cloud = np.random.default_rng(1).standard_normal((20, 2))
    turn = np.array([[0.0, -1.0], [1.0, 0.0]])
    assert module.turned_towards(cloud @ turn, cloud) == pytest.approx(cloud)


def test_hinges_bend_once(module_of):
    """Each unit of the one layer is straight but for one joint."""
    for y in module_of("folding").hinges(2).values():
        assert (np.abs(np.diff(y, 2)) > 1e-9).sum() <= 1
    assert isinstance(module_of("folding").one_layer_zigzag(2).layers[0], Linear)


def test_the_title_picture_is_what_the_code_draws(module_of):
    """folds.svg is what its program writes."""
    assert module_of("title_picture").svg() == (FOLDER / "folds.svg").read_text("utf-8")
