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
    bias_variance,
    binary_accuracy,
    check_gradients,
    confusion_matrix,
    double_descent,
    dropout,
    dropout_mask,
    early_stopping_shrinkage,
    gradients,
    l1_penalty,
    l2_minimum,
    l2_penalty,
    l2_shrinkage,
    mixup,
    one_hot,
    precision_recall,
    ridge,
    sample_wise_descent,
    shifted,
    soft_threshold,
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


def test_augmented_images_are_each_turned_and_shifted():
    """All at once is the same as one by one, with amounts drawn for each."""
    images = np.random.default_rng(1).random((7, 8, 6))
    rng = np.random.default_rng(3)
    moves, turns = rng.integers(-2, 3, (7, 2)), rng.uniform(-20.0, 20.0, 7)
    each = [shifted(turned(image, turn), *move) for image, turn, move in zip(images, turns, moves.tolist())]
    np.testing.assert_array_equal(augmented(images, 3, shift=2, degrees=20.0, noise=0.0), np.stack(each))


@pytest.mark.independent
def test_a_penalty_takes_the_peak_of_double_descent_away():
    """Strength 0 is the shortest least squares; with a strength the error at the threshold is a fraction."""
    bare, tamed = (double_descent([20, 40, 400], repetitions=5, strength=s) for s in (0.0, 3.0))
    assert tamed.test_errors[1] < 0.1 * bare.test_errors[1] and tamed.weight_norms[1] < 0.1 * bare.weight_norms[1]
    assert (tamed.train_errors >= bare.train_errors).all()


def test_more_data_can_hurt():
    """Twice the examples, up to as many as there are features, and the error grows; ten times as many, and it falls."""
    found = sample_wise_descent([20, 40, 400], repetitions=5)
    assert found.threshold == 40 and found.test_errors.argmax() == 1 and found.test_errors.argmin() == 2
    assert found.train_errors[0] < 1e-20 < found.train_errors[2]


@pytest.mark.independent
def test_ridge():
    """The normal equations, for more examples than weights and for fewer; with strength 0 the pseudo-inverse."""
    rng = np.random.default_rng(1)
    for N, D in ((9, 4), (4, 9)):
        x, y = rng.normal(size=(N, D)), rng.normal(size=N)
        np.testing.assert_allclose(ridge(x, y, 0.7), np.linalg.solve(x.T @ x + 0.7 * np.eye(D), x.T @ y))
        np.testing.assert_allclose(ridge(x, y), np.linalg.pinv(x) @ y)


BOWL = np.array([[2.125, 1.875], [1.875, 2.125]])  # curvatures 4 along (1, 1) and 1/4 along (1, -1)


@pytest.mark.independent
def test_shrinkage_by_hand_and_by_walking():
    """(2, 0) goes to (1, 0.6); the factors are those of the solved system, and of gradient descent step by step."""
    values, vectors = np.linalg.eigh(BOWL)
    minimum = np.array([2.0, 0.0])
    found = l2_minimum(BOWL, minimum, 1.0)
    np.testing.assert_allclose(found, [1.0, 0.6])
    np.testing.assert_allclose(vectors @ (l2_shrinkage(values, 1.0).value * (vectors.T @ minimum)), found)
    w = np.zeros(2)
    for _ in range(10):
        w = w - 0.1 * BOWL @ (w - minimum)
    factors = early_stopping_shrinkage(values, 0.1, 10).value
    np.testing.assert_allclose(vectors @ (factors * (vectors.T @ minimum)), w)
    curvature = Tensor([0.5, 3.0], r"\lambda")
    check_gradients(lambda c: l2_shrinkage(c, 0.7), curvature)
    check_gradients(lambda c: early_stopping_shrinkage(c, 0.1, 5), curvature)


@pytest.mark.independent
def test_soft_threshold_is_the_minimum():
    """Compared with a search on a fine grid; its slope is 1 outside and 0 inside."""
    grid = np.linspace(-3.0, 3.0, 60_001)
    for w in (-2.0, -0.3, 0.0, 0.4, 1.7):
        best = grid[((grid - w) ** 2 / 2 + 0.5 * abs(grid)).argmin()]
        assert soft_threshold([w], 0.5).item() == pytest.approx(best, abs=1e-4)
    check_gradients(lambda w: soft_threshold(w, 0.5), Tensor([-2.0, 0.2, 1.7], "w"))


@pytest.mark.independent
def test_bias_and_variance_add_up():
    """The parts are the mean squared error against fresh noisy targets, and follow by hand for means of n numbers."""
    rng = np.random.default_rng(1)
    made = rng.normal(0.5, 2.0, (400, 3))
    parts = bias_variance(made, [0.0, 1.0, 2.0], noise=0.5)
    assert parts.error.item() == pytest.approx(0.25 + ((made - [0.0, 1.0, 2.0]) ** 2).mean())
    means = rng.normal(0.0, 1.0, (20_000, 4)).mean(axis=1, keepdims=True)  # of four numbers: no bias, variance 1/4
    parts = bias_variance(means, [0.0])
    assert parts.bias.item() < 1e-3 and parts.variance.item() == pytest.approx(0.25, rel=0.05)


def test_mixup():
    """Inputs and targets are mixed alike; alpha 1 is uniform, a small alpha mixes hardly."""
    x, y = np.random.default_rng(1).random((500, 8, 8)), one_hot(np.arange(500) % 10, 10).value
    found = mixup(x, y, rng=2, alpha=1.0)
    share = found.shares[:, None]
    np.testing.assert_allclose(found.y, share * y + (1 - share) * y[found.partner])
    np.testing.assert_allclose(found.x[3], found.shares[3] * x[3] + (1 - found.shares[3]) * x[found.partner[3]])
    assert found.shares.std() == pytest.approx(1 / np.sqrt(12), abs=0.02)
    rare = mixup(x, y, rng=2, alpha=0.05).shares
    assert np.minimum(rare, 1 - rare).mean() < 0.1


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
        (lambda: double_descent([2], strength=-1.0), DomainError, "strength"),
        (lambda: sample_wise_descent([0]), DomainError, "examples"),
        (lambda: ridge([[1.0]], [1.0, 2.0]), ShapeError, r"\(1, 1\) and \(2,\)"),
        (lambda: l2_minimum([[1.0]], [1.0, 2.0], 1.0), ShapeError, r"\(1, 1\) and \(2,\)"),
        (lambda: l2_shrinkage([-1.0], 1.0), DomainError, "-1"),
        (lambda: early_stopping_shrinkage([1.0], 0.0, 3), DomainError, "lr"),
        (lambda: soft_threshold([1.0], -1.0), DomainError, "strength"),
        (lambda: mixup(np.eye(2), [0, 1], rng=1), ShapeError, "one-hot"),
        (lambda: mixup(np.eye(2), np.eye(2), rng=1, alpha=0.0), DomainError, "alpha"),
        (lambda: bias_variance([1.0], [1.0]), ShapeError, "predictions"),
        (lambda: shifted(np.zeros(3), 1, 1), ShapeError, r"\(3,\)"),
    ],
)
def test_what_is_refused(act, error, part):
    """The error says what was expected and what was found."""
    with pytest.raises(error, match=part):
        act()
