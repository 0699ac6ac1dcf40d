"""The lecture on convolutional networks: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from dlcore import Tensor, check_gradients, convolve

NAME = "11-convolutional-networks"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the declared ranges; few runs, which are what takes time."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"runs={2 + number % 3 // 2}", f"frame={2 + number % 2}",
        f"epochs={rng.integers(4, 7)}", f"digit={rng.integers(0, 10)}", f"width={rng.integers(7, 65)}",
        f"kernel={rng.integers(1, 8)}", f"stride={rng.integers(1, 5)}", f"padding={rng.integers(0, 4)}",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(1, 12))])
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r = made.record
    ladder = r.ladder
    for name in ("MLP", "wide MLP", "CNN"):  # "we move them all by a pixel": it hurts, and by two it hurts more
        assert (ladder.read[name][:, 0] > ladder.read[name][:, 1]).all()
        assert (ladder.read[name][:, 1] > ladder.read[name][:, 2]).all()
    assert (ladder.read["wide MLP"][:, 1] < 0.7).all()  # "a larger network? It doesn't help"
    assert ladder.ahead("CNN", "MLP", 1) == ladder.ahead("global max", "CNN", 1) == ladder.runs
    assert ladder.ahead("global max", "CNN", 2) == ladder.runs
    assert r.moved.answers[0] == r.moved.digit and r.moved.digit not in r.moved.answers[1:]
    steady = [stage.steady for stage in r.invariance.stages]
    assert steady == [(True, True), (False, True), (False, False), (True, True)] and r.invariance.wide_steady
    assert (
        r.hand.ways_agree and r.code.agrees and r.code.slip_dw and not np.array_equal(r.code.slip_dx, r.hand.dx.value)
    )
    assert r.learned.off < 0.05 and r.inside.surely > 0.99
    assert 2.0 * r.field.spread[-1] < 0.3 * r.field.field[-1] and r.field.spread == pytest.approx(r.field.promised)
    words = said(presented(made))
    assert ("no better than guessing" in words) == ladder.like_guessing
    assert ("the network had learned where the edge is" in words) == (ladder.canvas_costs > 0.5 * ladder.runs)


def test_the_example_is_what_pencil_and_paper_give(module_of):
    """Forward and backward with loops over windows, written here once more without dlcore."""
    hand = module_of("by_hand").by_hand()
    x, w, b = hand.x.value, hand.w.value, hand.b.item()
    z = [[(x[i : i + 2, j : j + 2] * w).sum() + b for j in range(3)] for i in range(3)]
    a = np.maximum(z, 0)
    p = [[a[i : i + 2, j : j + 2].max() for j in range(2)] for i in range(2)]
    assert hand.z.value.tolist() == z and hand.p.value.tolist() == p == [[2, 4], [4, 3]]
    assert hand.delta.value.tolist() == [[0, 0, -1], [1, 0, 1], [2, 0, 0]]
    assert hand.dw.value.tolist() == [[7, 3], [1, 0]] and hand.db.item() == 3 and hand.dw_terms.item() == 7
    assert hand.dx.value.tolist() == [[0, 0, -1, 1], [1, -1, -1, 1], [4, -4, 2, -2], [4, -4, 0, 0]]
    assert hand.dw_flipped.tolist() == [[1, 3], [7, 3]]  # first: 2 · 0 + 1 · 0 + 1 · 3 - 1 · 2
    assert hand.ways_agree and list(hand.weights.values()) == [144, 36, 4]
    assert hand.flipped.value[0, 0] == (x[:2, :2] * w[::-1, ::-1]).sum()
    check_gradients(lambda x, w: (convolve(x, w) * Tensor(hand.delta.value)).sum(), hand.x, hand.w)


def test_one_axis_by_hand(module_of):
    """z = (1, 4, 5); with delta (1, 2, -1) the weights get (5, 7, 1) and the pixels (2, 3, -3, 3, -1)."""
    axis = module_of("by_hand").one_axis()
    assert axis.z.value.tolist() == [1, 4, 5] and axis.dw.value.tolist() == [5, 7, 1]
    assert axis.dx.value.tolist() == [2, 3, -3, 3, -1] and axis.dw_flipped.tolist() == [7, 1, -1]


def test_published_numbers(module_of):
    """d2l's channels, CS231n's sizes and AlexNet counts, LeNet's C3, VGG's parameters and what its rows add up to."""
    sizes = module_of("sizes")
    assert sizes.channels().z.value.tolist() == [[56, 72], [104, 120]]
    assert [sizes.size(*e).result.item() for e in sizes.EXAMPLES] == [5, 3, 7, 55]
    odd = sizes.size(10, 3, 2, 0)
    assert (odd.result.item(), odd.division, odd.unread) == (4, 4.5, 1)
    sharing, published = sizes.sharing(), sizes.published()
    assert (sharing.local.item(), sharing.shared.item(), sharing.outputs) == (105_705_600, 34_944, 290_400)
    assert (sharing.stack, sharing.wide, sharing.field) == (110_592, 200_704, 7)
    assert published.c3 == 1516 and published.lenet.parameters == 61_706 and published.vgg.parameters == 138_357_544
    assert published.floats == 15_237_608 == sum(row[1] for row in published.stages)


def test_the_title_picture_is_what_its_program_writes(module_of):
    """kernel.svg is the digit and the map that the program computes."""
    assert module_of("title_picture").svg() == (FOLDER / "kernel.svg").read_text("utf-8")


def test_the_lines_of_the_framework_agree(module_of):
    """PyTorch gives the numbers of the loops."""
    torch = pytest.importorskip("torch")
    (code,) = re.findall(r"```python\n(import torch.*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL)
    rng = np.random.default_rng(1)
    names = {"x": torch.tensor(rng.normal(size=(5, 6))), "w": torch.tensor(rng.normal(size=(3, 2)))}
    exec(code, names)
    assert names["z"].numpy() == pytest.approx(module_of("loops").convolve(names["x"].numpy(), names["w"].numpy()))
