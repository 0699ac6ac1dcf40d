"""Pooling: known numbers, gradients, ties, replay with other data, and errors."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import DomainError, ShapeError, Tensor, check_gradients, gradients
from dlcore.ops.reduction import total
from dlcore.pooling import average_pool, max_pool
from dlcore.program import Program

X = np.random.default_rng(1).normal(size=(2, 2, 5, 6))


@pytest.mark.published("d2l")
def test_known_numbers():
    """Dive into Deep Learning, 7.5: 4 x 4 numbers from 0 to 15, windows 3 x 3; and with stride 2 and padding 1."""
    image = np.arange(16.0).reshape(1, 1, 4, 4)
    assert max_pool(image, 3).value[0, 0].tolist() == [[10]]
    assert max_pool(image, 3, stride=2, padding=1).value[0, 0].tolist() == [[5, 7], [13, 15]]


@pytest.mark.parametrize("pool", [max_pool, average_pool])
@pytest.mark.parametrize("chosen", [{"size": 2}, {"size": (3, 2), "stride": (2, 1), "padding": 1}])
def test_gradients(pool, chosen):
    """Against central differences, overlapping windows included, and the gradient's gradient too."""
    check_gradients(lambda x: pool(x, **chosen), Tensor(X))
    check_gradients(lambda x: gradients(total(pool(x, **chosen) ** 2), [x])[x] ** 2, Tensor(X[:1, :1]))


def test_the_first_of_equal_numbers_gets_the_gradient():
    """Ties go to the first pixel of the window."""
    x = Tensor(np.zeros((1, 1, 2, 2)))
    assert gradients(total(max_pool(x)), [x])[x].value.ravel().tolist() == [1, 0, 0, 0]


def test_a_recorded_gradient_finds_the_winners_of_new_data():
    """The gradient of max pooling is a function of the image, not of the image that it was first computed with."""
    x = Tensor(X)
    program = Program(list(gradients(total(max_pool(x)), [x])), [x])
    other = Tensor(-X)
    expected = gradients(total(max_pool(other)), [other])[other].value
    np.testing.assert_array_equal(program(-X)[0], expected)


def test_padding_never_wins_and_counts_as_zero_in_a_mean():
    """Beyond the edge is minus infinity for the maximum, 0 for the mean."""
    image = -np.ones((1, 1, 2, 2))
    assert max_pool(image, 2, padding=1).value.max() == -1
    assert average_pool(image, 2, padding=1).value[0, 0].tolist() == [[-0.25, -0.25], [-0.25, -0.25]]


def test_working_of_a_window():
    """A pooled cell names its window's pixels and is worked out."""
    image = Tensor(np.arange(16.0).reshape(1, 1, 4, 4), "X")
    assert max_pool(image).named("P").working(entry=(0, 0, 1, 1)).lines[-1].latex == "15"
    assert average_pool(image).named("P").working(entry=(0, 0, 0, 0)).lines[-1].latex == "2.5"


@pytest.mark.parametrize(
    ("call", "kind", "says"),
    [
        (lambda: max_pool(np.ones((4, 4))), ShapeError, r"\(N, C, H, W\).*\(4, 4\)"),
        (lambda: max_pool(np.ones((1, 1, 2, 2)), 3), ShapeError, "spans 3.*size of 2"),
        (lambda: max_pool(np.ones((1, 1, 4, 4)), 2, padding=2), DomainError, "half of the window"),
        (lambda: max_pool(np.ones((1, 1, 4, 4)), 0), DomainError, "size.*from 1.*0"),
        (lambda: average_pool(np.ones((0, 1, 4, 4))), ShapeError, "numbers in it"),
        (lambda: average_pool(np.ones((1, 1, 4, 4)), 2, stride=-1), DomainError, "stride.*-1"),
    ],
)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()
