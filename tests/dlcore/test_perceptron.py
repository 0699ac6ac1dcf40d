"""The perceptron: it learns AND, OR and NAND, never XOR, and its history says how."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import DomainError, NonFiniteError, ShapeError, perceptron

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {"and": [0, 0, 0, 1], "or": [0, 1, 1, 1], "nand": [1, 1, 1, 0]}


@pytest.mark.parametrize("gate", GATES)
def test_it_learns_what_a_line_separates(gate):
    """It converges, answers right, and its last epoch has no mistake."""
    learned = perceptron(CORNERS, GATES[gate])
    assert learned.converged and learned.mistakes[-1] == 0
    assert learned.predict(CORNERS).tolist() == GATES[gate]


def test_xor_fails():
    """A hundred epochs bring no convergence, and each has a mistake."""
    learned = perceptron(CORNERS, [0, 1, 1, 0], epochs=100)
    assert not learned.converged and len(learned.mistakes) == 100 and (learned.mistakes > 0).all()


@pytest.mark.independent
def test_every_step_follows_the_rule():
    """Weights move by lr (y - y_hat) x at a mistake, and not otherwise; the history holds them all."""
    learned = perceptron(CORNERS, GATES["nand"], lr=0.5, w=[0.25, -0.25], b=0.1)
    w, b = np.array([0.25, -0.25]), 0.1
    for k, shown in enumerate(learned.presentations):
        x, y = CORNERS[shown.example], GATES["nand"][shown.example]
        answer = float(w @ x + b > 0)
        assert shown.y_hat.item() == answer and shown.mistaken == (answer != y)
        w, b = w + 0.5 * (y - answer) * x, b + 0.5 * (y - answer)
        np.testing.assert_array_equal(learned.weights[k + 1], w)
        assert learned.biases[k + 1] == b
    assert learned.mistakes.sum() == len(learned.updates)


def test_an_update_shows_its_work():
    """The new weights are an expression of the old, the error and the example."""
    update = perceptron(CORNERS, GATES["or"]).updates[0]
    assert update.w.formula == r"w_{\text{new}} = w + \eta (y - \hat{y}) x"
    assert update.y_hat.formula == r"\hat{y} = \operatorname{step}(z)"
    assert update.w.working(entry=1).lines[1].latex == r"0 + 1 (1 - 0) \cdot 1"


@pytest.mark.independent
def test_novikoffs_bound_holds():
    """On separable points there are at most (R / margin)^2 mistakes."""
    rng = np.random.default_rng(3)
    x = rng.normal(size=(60, 2))
    x = x[np.abs(x @ [0.8, 0.6]) > 0.2]
    y = (x @ [0.8, 0.6] > 0).astype(float)
    learned = perceptron(x, y, epochs=1000, rng=1)
    radius = np.sqrt((x**2).sum(1).max() + 1)  # the bias is a weight of an input that is always 1
    assert learned.converged and learned.mistakes.sum() <= (radius / 0.2) ** 2
    assert perceptron(x, y, rng=1).weights.tobytes() == perceptron(x, y, rng=1).weights.tobytes()


@pytest.mark.parametrize(
    ("act", "error", "part"),
    [
        (lambda: perceptron(CORNERS, [0, 1]), ShapeError, r"\(4, 2\) and \(2,\)"),
        (lambda: perceptron(CORNERS, [0, 1, 2, 0]), DomainError, "0 or 1; found 2"),
        (lambda: perceptron(CORNERS, [0, 0, 0, 1], w=[1.0]), ShapeError, r"2 inputs; found shape \(1,\)"),
        (lambda: perceptron(CORNERS * np.nan, [0, 0, 0, 1]), NonFiniteError, "x"),
        (lambda: perceptron(CORNERS, [0, 0, 0, 1], lr=0), DomainError, "lr"),
    ],
)
def test_what_is_refused(act, error, part):
    """The error says what was expected and what was found."""
    with pytest.raises(error, match=part):
        act()
