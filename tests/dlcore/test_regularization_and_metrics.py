"""Penalties, dropout, augmentation and double descent; accuracy, confusion, precision and recall."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import (
    DomainError,
    ShapeError,
    Tensor,
    accuracy,
    augmented,
    binary_accuracy,
    check_gradients,
    confusion_matrix,
    double_descent,
    dropout,
    dropout_mask,
    gradients,
    l1_penalty,
    l2_penalty,
    one_hot,
    precision_recall,
    shifted,
    turned,
)
from dlcore.regularization import masked

W = Tensor(np.array([[1.5, -2.0], [0.5, 3.0]]), "W")
V = Tensor(np.array([-1.0, 4.0]), "V")


@pytest.mark.independent
def test_penalties():
    """Values by hand, gradients lambda w and lambda sign(w), over several arrays; formula with lambda."""
    assert l2_penalty([W, V], 0.2).item() == pytest.approx(0.1 * (2.25 + 4 + 0.25 + 9 + 1 + 16))
    assert l1_penalty([W, V], 0.2).item() == pytest.approx(0.2 * 12.0)
    np.testing.assert_allclose(gradients(l2_penalty([W, V], 0.2), [W])[W].value, 0.2 * W.value)
    np.testing.assert_allclose(gradients(l1_penalty([W, V], 0.2), [V])[V].value, 0.2 * np.sign(V.value))
    check_gradients(lambda w, v: l2_penalty([w, v], 0.3), W, V)
    assert l2_penalty([W], 0.2).formula == r"\frac{\lambda}{2} \sum W^{2}"


@pytest.mark.independent
def test_l1_makes_weights_exactly_small_where_l2_only_shrinks_them():
    """Minimizing (w - c)^2 / 2 + penalty: L1 moves w to max(|c| - lambda, 0), L2 to c / (1 + lambda)."""
    c = np.array([0.3, 2.0])
    for penalty, expected in ((l1_penalty, [0.0, 1.5]), (l2_penalty, c / 1.5)):
        w = c.copy()
        for k in range(800):
            leaf = Tensor(w, "w")
            slope = (w - c) + gradients(penalty([leaf], 0.5), [leaf])[leaf].value
            w = w - 0.2 / (1 + 0.1 * k) * slope
        np.testing.assert_allclose(w, expected, atol=5e-3)


def test_dropout_keeps_the_expected_value():
    """A share of 1 - rate is kept, enlarged by 1 / (1 - rate); the mean over many entries stays."""
    x = Tensor(np.ones(100_000), "x")
    for rate in (0.1, 0.5, 0.9):
        out = dropout(x, rate, rng=1).value
        assert set(np.unique(out.round(9))) == {0.0, round(1 / (1 - rate), 9)}
        assert out.mean() == pytest.approx(1.0, abs=0.02)
    assert dropout(x, 0.0, rng=1) is x
    assert dropout_mask((1000,), 0.3, rng=1).mean() == pytest.approx(0.7, abs=0.05)


def test_dropouts_gradient_goes_where_the_mask_is_1():
    """Mask 1 = kept. A given mask shows its work."""
    x = Tensor([1.0, 2.0, 3.0], "x")
    found = masked(x, [True, False, True], 0.5)
    assert found.output.formula == r"\frac{m \odot x}{1 - p}"
    assert found.output.value.tolist() == [2.0, 0.0, 6.0]
    check_gradients(lambda x: masked(x, [1, 0, 1], 0.5).output, x)
    with pytest.raises(ShapeError, match=r"\(2,\) for x of shape \(3,\)"):
        masked(x, [1, 0], 0.5)
    with pytest.raises(DomainError, match="rate"):
        dropout(x, 1.0, rng=1)


IMAGE = np.arange(12.0).reshape(3, 4)


def test_shifts():
    """Every shift moves each pixel that stays, and nothing else is left."""
    for down in range(-3, 4):
        for right in range(-4, 5):
            moved = shifted(IMAGE + 1, down, right)
            for i, j in np.ndindex(3, 4):
                inside = 0 <= i - down < 3 and 0 <= j - right < 4
                assert moved[i, j] == ((IMAGE + 1)[i - down, j - right] if inside else 0.0)


@pytest.mark.independent
def test_turns():
    """Quarter turns are NumPy's rot90; a turn and back changes the middle of a smooth image little; stacks turn
    alike."""
    square = np.random.default_rng(1).random((5, 5))
    for quarters in range(-3, 4):
        np.testing.assert_allclose(turned(square, 90.0 * quarters), np.rot90(square, quarters), atol=1e-8)
    smooth = np.add.outer(np.arange(9.0), np.arange(9.0))
    np.testing.assert_allclose(turned(turned(smooth, 10.0), -10.0)[3:6, 3:6], smooth[3:6, 3:6], atol=1e-6)
    np.testing.assert_array_equal(turned(np.stack([square, square.T]), 20.0)[1], turned(square.T, 20.0))


def test_augmented_images_differ_but_stay_images():
    """In [0, 1], the same for the same seed, another for another; without any change allowed, the images themselves."""
    images = np.random.default_rng(1).random((6, 8, 8))
    found = augmented(images, rng=1, noise=0.1)
    assert found.min() >= 0 and found.max() <= 1 and np.abs(found - images).max() > 0.1
    assert (
        found.tobytes()
        == augmented(images, rng=1, noise=0.1).tobytes()
        != augmented(images, rng=2, noise=0.1).tobytes()
    )
    np.testing.assert_allclose(augmented(images, rng=1, degrees=0.0, noise=0.0), images, atol=1e-8)
    with pytest.raises(ShapeError, match=r"\(8, 8\)"):
        augmented(images[0], rng=1)


def test_double_descent():
    """The test error peaks at as many features as examples and falls below the first valley; beyond, training fits
    exactly."""
    found = double_descent([5, 10, 20, 40, 80, 400], repetitions=5)
    assert found.features[found.test_errors.argmax()] == found.threshold == 40
    assert found.test_errors[-1] < found.test_errors[:3].min() * 1.2
    assert found.test_errors[3] > 5 * found.test_errors[-1]
    assert (np.diff(found.train_errors) <= 1e-12).all() and found.train_errors[-1] < 1e-20
    assert found.weight_norms.argmax() == 3


@pytest.mark.independent
def test_metrics_by_hand():
    """Four examples, three classes."""
    scores = np.array([[0.9, 0.1, 0.0], [0.2, 0.5, 0.3], [0.6, 0.3, 0.1], [0.1, 0.1, 0.8]])
    target = [0, 1, 1, 2]
    assert accuracy(scores, target) == accuracy(Tensor(scores), one_hot(target, 3)) == 0.75
    assert confusion_matrix(scores, target).tolist() == [[1, 0, 0], [1, 1, 0], [0, 0, 1]]
    found = precision_recall(confusion_matrix(scores, target))
    assert found.precision.tolist() == [0.5, 1.0, 1.0] and found.recall.tolist() == [1.0, 0.5, 1.0]
    np.testing.assert_allclose(found.f1, [2 / 3, 2 / 3, 1.0])
    assert binary_accuracy([-1.0, 2.0, 0.5], [0, 1, 0], threshold=0.0) == pytest.approx(2 / 3)
    assert precision_recall([[0, 0], [0, 1]]).precision.tolist() == [0.0, 1.0]


@pytest.mark.parametrize(
    ("act", "error", "part"),
    [
        (lambda: accuracy([[0.1, 0.9]], [0, 1]), ShapeError, r"\(1, 2\) and \(2,\)"),
        (lambda: accuracy([[0.1, 0.9]], [2]), DomainError, "0 to 1"),
        (lambda: accuracy(np.zeros((0, 2)), np.zeros(0)), ShapeError, r"\(0, 2\)"),
        (lambda: binary_accuracy([0.1], [0, 1]), ShapeError, r"\(1,\) and \(2,\)"),
        (lambda: precision_recall([[1, 2]]), ShapeError, "square"),
        (lambda: l2_penalty([], 0.1), ShapeError, "at least one"),
        (lambda: l1_penalty([W], -0.1), DomainError, "strength"),
        (lambda: double_descent([0]), DomainError, "features"),
        (lambda: shifted(np.zeros(3), 1, 1), ShapeError, r"\(3,\)"),
    ],
)
def test_what_is_refused(act, error, part):
    """The error says what was expected and what was found."""
    with pytest.raises(error, match=part):
        act()
