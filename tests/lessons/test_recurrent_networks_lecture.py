"""The lecture on recurrent networks: its numbers against known ones, and its words with any parameters."""

from __future__ import annotations

import math
import re
from pathlib import Path

import numpy as np
import pytest

from dlcore import LSTM, Tensor, gradients, half_squared_error, rnn
from dlcore.recurrent import RNN

NAME = "12-recurrent-networks"
FOLDER = Path(__file__).resolve().parents[2] / "lessons" / NAME


def drawn(number: int) -> tuple[str, ...]:
    """A set of parameters drawn from the whole of the declared ranges; few starts, since each is trained."""
    rng = np.random.default_rng(number)
    return (
        f"seed={rng.integers(0, 10**6)}", f"lag={rng.integers(30, 61)}", f"runs={rng.integers(2, 5)}",
        f"steps={rng.integers(50, 151)}", "text_runs=2",
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(
    "number", [3, *(pytest.param(number, marks=pytest.mark.thorough) for number in range(12) if number != 3)]
)
def test_any_parameters_make_a_true_lecture(number, computed, presented, said):
    """What the words claim holds for any parameters, and every slide fits."""
    made = computed(NAME, *drawn(number))
    r = made.record
    medians = r.fading.medians
    assert medians["rnn"] < medians["zero"] < medians["one"] < medians["three"]
    assert abs(medians["zero"] - medians["gru"]) < 0.1  # "not far from"
    assert r.fading.quiet[-1] > 1e6 and r.fading.saturated[-1] < 0.01  # one explodes, the other vanishes
    assert [b for b, *_ in r.keeping.table[:3]] == [0.0, 1.0, 3.0] and r.keeping.biases[3] == math.log(r.long.T - 1)
    assert r.keeping.left[3] == pytest.approx(math.exp(-1), abs=0.01)  # "about a third"
    assert r.keeping.lives[3].item() == max(n.item() for n in r.keeping.lives)
    assert r.text.floor < min(r.text.medians.values()) and max(r.text.medians.values()) < r.text.bigram
    assert all(abs(size - 13_000) < 300 for size in r.text.sizes.values())
    words = said(presented(made))
    assert ("Most often the last LSTM" in words) == (r.long.best_other < r.long.solved(r.winner))
    assert ("Here it does" in words) == r.opened.closes
    assert ("All three alike" in words) == r.text.alike


def test_three_steps_are_what_backpropagation_gives(module_of):
    """The shown products are the gradients of dlcore's own layer and of finite differences."""
    hand = module_of("unrolled").unrolled()
    back = gradients(hand.loss, [*hand.z, hand.U, hand.W])
    for ours, theirs in zip([*hand.deltas, hand.dU, hand.dW], back):
        assert ours.item() == pytest.approx(theirs.item(), rel=1e-12)
    assert [h.item() for h in hand.h] == pytest.approx([0.6640, 0.5354, 0.4477], abs=5e-5)
    assert (hand.loss.item(), hand.dU.item(), hand.jump.item()) == pytest.approx((0.1525, -0.4247, 0.4620), abs=5e-5)
    assert sum(share.item() for share in hand.shares) == pytest.approx(hand.dU.item(), rel=1e-12)

    def loss(u: float) -> float:
        layer = RNN(Tensor([[0.8]]), Tensor([[u]]), Tensor([0.0]))
        return half_squared_error(layer([[1.0], [0.0], [0.0]])[-1], Tensor([1.0])).item()

    assert (loss(0.9 + 1e-6) - loss(0.9 - 1e-6)) / 2e-6 == pytest.approx(hand.dU.item(), rel=1e-6)


def test_fifty_steps_are_a_product(module_of):
    """dh_50/dh_1 by finite differences of the state that is handed on."""
    hand = module_of("unrolled").unrolled()

    def last(h: float) -> float:
        for _ in range(49):
            h = math.tanh(0.9 * h)
        return h

    first = math.tanh(0.8)
    assert (last(first + 1e-5) - last(first - 1e-5)) / 2e-5 == pytest.approx(hand.left, rel=1e-5)
    assert hand.after == pytest.approx(0.9**50) and len(hand.chain) == 50


def test_units_by_hand_are_the_layers(module_of):
    """The LSTM's and the GRU's scalars are what dlcore's layers compute, and the known numbers."""
    cell, gated = module_of("cell"), module_of("gated")
    ours, theirs = cell.cell(), cell.as_layer().unrolled([[x] for x in cell.INPUTS])
    for a, b in zip(ours.steps, theirs):
        assert [getattr(a, k).item() for k in "ifgoch"] == pytest.approx([getattr(b, k).item() for k in "ifgoch"])
    assert ours.kept.item() == pytest.approx(0.9074, abs=5e-5)
    found = gated.gated()
    states = gated.as_layer()([[x] for x in gated.INPUTS]).value[:, 0]
    assert [step.h.item() for step in found.steps] == pytest.approx(states.tolist())
    assert states.tolist() == pytest.approx([0.0908, -0.6426, -0.4766], abs=5e-5)
    assert found.resets.after.value.tolist() == [0, 0] and found.resets.before.value == pytest.approx([0.4, -0.8])
    assert [row[2] for row in found.costs.rows] == [16 * 22, 3 * 16 * 22 + 16, 4 * 16 * 22]


def test_published_numbers(module_of):
    """Karpathy's scores give 0.125 and 2.079; the shear's singular values are known in closed form."""
    lesson, fading = module_of("lesson"), module_of("fading")
    hello = lesson.hello()
    assert (hello.p, hello.loss, hello.best) == (
        pytest.approx(0.125, abs=5e-4),
        pytest.approx(2.079, abs=5e-4),
        "o",
    )
    powers = fading.powers()
    for k in (1, 2, 7):  # A^k = 2^-k [[1, 20 k], [0, 1]], whose singular values have product 1 before the factor
        t = 20 * k
        assert powers[k] == pytest.approx(2.0**-k * (t + math.sqrt(t * t + 4)) / 2)


def test_the_programs_on_the_slides(module_of):
    """They give the board's numbers; the one with the slip is right for two steps and wrong for three."""
    by_hand = module_of("by_hand")
    code = module_of("lesson").code(module_of("unrolled").unrolled(), module_of("cell").cell())
    assert code.reads and code.lstm_agrees and code.slip_dU == pytest.approx(-0.4719, abs=5e-5)
    layer = rnn(2, 3, rng=1)
    for T, right in ((2, True), (3, False)):
        x = np.random.default_rng(T).standard_normal((T, 2))
        states = by_hand.read(x, *(p.value for p in layer.parameters))
        dU = by_hand.backward(np.ones(3), states, layer.U.value)
        assert np.allclose(dU, gradients(layer(x)[-1].sum(), [layer.U])[layer.U].value) == right


def test_a_curve_counts_the_starts(module_of):
    """After so many steps so many starts recall, and the table's cell says the same."""
    recalling = module_of("recalling")
    runs = [recalling.Training(np.zeros(5), solved, None, None) for solved in (4, None, 2)]
    found = recalling.Recalling(20, 5, {name: tuple(runs) for name in recalling.CONTESTANTS})
    assert found.curve("RNN").tolist() == [0, 0, 1, 1, 2, 2] and found.cell("RNN") == "2 of 3 (2 to 4)"
    assert found.counts["rnn"] == 2 and found.first_winner.solved == 4


def test_the_title_picture_is_computed(module_of):
    """memory.svg is what its program writes."""
    assert module_of("title_picture").svg() == (FOLDER / "memory.svg").read_text("utf-8")


def test_the_lines_of_the_framework():
    """PyTorch reads our sequence, and a forget bias set as on the slide keeps what ours keeps."""
    torch = pytest.importorskip("torch")
    read, biased = re.findall(
        r"```python\n((?:import torch|lstm = torch).*?)```", (FOLDER / "slides.md").read_text("utf-8"), re.DOTALL
    )
    names = {"x": np.array([[1.0], [0.0], [0.0]]), "T": 50, "math": math}
    exec(read, names)
    assert names["states"].shape == (1, 3, 1)
    exec(biased, names)
    bias = (names["lstm"].bias_ih_l0 + names["lstm"].bias_hh_l0)[16:32]
    assert torch.sigmoid(bias).detach().numpy() == pytest.approx(1 - 1 / 50, rel=1e-5)
    assert LSTM.gates == "ifgo"
