"""Convolution: published numbers, gradients, linearity, agreement with its definition, and errors."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcore import DomainError, ShapeError, Tensor, check_gradients, entry_of, gradients
from dlcore.architectures import lenet5
from dlcore.convolution import convolution, convolution_matrix, convolve, convolve_transposed, output_size
from dlcore.linear import linear
from dlcore.ops.reduction import total
from example_counts import examples


def _normal(*shape, seed=1):
    return Tensor(np.random.default_rng(seed).normal(size=shape))


@pytest.mark.published("d2l")
def test_published_cross_correlation():
    """Dive into Deep Learning, 7.2: arange(9) as 3 x 3 with arange(4) as 2 x 2."""
    assert convolve(np.arange(9.0).reshape(3, 3), np.arange(4.0).reshape(2, 2)).value.tolist() == [[19, 25], [37, 43]]


@pytest.mark.published("d2l")
def test_published_two_channels():
    """Dive into Deep Learning, 7.4: the sum over two input channels."""
    x = np.stack([np.arange(9.0), np.arange(9.0) + 1]).reshape(1, 2, 3, 3)
    K = np.array([[0.0, 1, 2, 3], [1, 2, 3, 4]]).reshape(1, 2, 2, 2)
    assert convolve(x, K).value[0, 0].tolist() == [[56, 72], [104, 120]]


@pytest.mark.published("d2l")
def test_published_transposed_convolution():
    """Dive into Deep Learning, 14.10: arange(4) as 2 x 2 with itself."""
    square = np.arange(4.0).reshape(2, 2)
    assert convolve_transposed(square, square).value.tolist() == [[0, 0, 1], [0, 4, 6], [4, 12, 9]]


@pytest.mark.published("ONNX")
def test_published_padded_convolution():
    """ONNX, Conv: arange(25) as 5 x 5, ones 3 x 3, padding 1."""
    found = convolve(np.arange(25.0).reshape(5, 5), np.ones((3, 3)), padding=1).value
    assert found[0].tolist() == [12, 21, 27, 33, 24]


@pytest.mark.published("CS231n")
@pytest.mark.parametrize(("size", "kernel", "stride", "out"), [(7, 3, 1, 5), (7, 3, 2, 3), (227, 11, 4, 55)])
def test_published_output_sizes(size, kernel, stride, out):
    """CS231n: (W - F + 2P)/S + 1."""
    assert output_size(size, kernel, stride) == out


SETTINGS = [
    {},
    {"stride": (2, 1), "padding": (1, 2)},
    {"dilation": (2, 1), "padding": 1},
    {"groups": 2, "stride": 2, "padding": 1},
]


@pytest.mark.parametrize("chosen", SETTINGS)
def test_gradients_of_convolution(chosen):
    """Image and kernel against central differences."""
    W = _normal(4, 4 // chosen.get("groups", 1), 3, 2, seed=2)
    check_gradients(lambda x, W: convolve(x, W, **chosen), _normal(2, 4, 5, 4), W)


@pytest.mark.parametrize("chosen", [{}, {"stride": 2, "padding": 1, "output_padding": 1, "groups": 2}])
def test_gradients_of_transposed_convolution(chosen):
    """Maps and kernel against central differences."""
    check_gradients(lambda x, W: convolve_transposed(x, W, **chosen), _normal(1, 4, 3, 3), _normal(4, 2, 2, 3, seed=2))


def test_gradients_of_gradients():
    """The gradient of a squared convolution, differentiated again, by all ways: image and kernel."""

    def slopes(x, W):
        made = gradients(total(convolve(x, W, padding=1, stride=2) ** 2), [x, W])
        return total(made[x] ** 2) + total(made[W] ** 2)

    check_gradients(slopes, _normal(1, 2, 4, 3), _normal(2, 2, 3, 2, seed=2))


def _by_definition(x, W, stride, padding, dilation):
    """The sum in the docstring, written as loops over everything."""
    N, _, H, Wd = x.shape
    size = [output_size(s, k, stride, padding, dilation) for s, k in zip((H, Wd), W.shape[2:])]
    out = np.zeros((N, len(W), *size))
    for n, o, i, j in np.ndindex(out.shape):
        for c, a, b in np.ndindex(W.shape[1:]):
            y, z = i * stride + a * dilation - padding, j * stride + b * dilation - padding
            if 0 <= y < H and 0 <= z < Wd:
                out[n, o, i, j] += x[n, c, y, z] * W[o, c, a, b]
    return out


shapes = st.tuples(st.integers(1, 2), st.integers(1, 2), st.integers(3, 5), st.integers(3, 5))


@pytest.mark.independent
@settings(max_examples=examples(20))
@given(
    shapes,
    st.integers(1, 3),
    st.integers(1, 3),
    st.integers(1, 2),
    st.integers(0, 2),
    st.integers(1, 2),
    st.integers(0, 99),
)
def test_convolution_is_its_definition(shape, kh, kw, stride, padding, dilation, seed):
    """Fast convolution equals the loops, for shapes that need not be square."""
    rng = np.random.default_rng(seed)
    kh, kw = min(kh, (shape[2] - 1) // dilation + 1), min(kw, (shape[3] - 1) // dilation + 1)
    x, W = rng.normal(size=shape), rng.normal(size=(2, shape[1], kh, kw))
    found = convolve(x, W, stride=stride, padding=padding, dilation=dilation).value
    np.testing.assert_allclose(found, _by_definition(x, W, stride, padding, dilation), rtol=1e-10, atol=1e-12)


@settings(max_examples=examples(20))
@given(shapes, st.floats(-3, 3), st.integers(0, 99))
def test_convolution_is_linear(shape, factor, seed):
    """A convolution of a sum is the sum of convolutions, and factors come out."""
    rng = np.random.default_rng(seed)
    a, b, W = rng.normal(size=shape), rng.normal(size=shape), rng.normal(size=(2, shape[1], 2, 3))
    apart = convolve(a, W).value + factor * convolve(b, W).value
    np.testing.assert_allclose(convolve(a + factor * b, W).value, apart, rtol=1e-10, atol=1e-10)


@pytest.mark.independent
def test_transposed_convolution_is_the_transpose():
    """<conv(x), y> equals <x, transposed(y)>."""
    x, W, y = _normal(1, 2, 5, 7), _normal(3, 2, 3, 2, seed=2), _normal(1, 3, 3, 4, seed=3)
    chosen = {"stride": 2, "padding": (1, 1)}
    there = convolve(x, W, **chosen)
    y = Tensor(y.value[:, :, : there.shape[2], : there.shape[3]])
    back = convolve_transposed(y, W, **chosen, output_padding=(0, 1))
    assert back.shape == x.shape
    assert (there.value * y.value).sum() == pytest.approx((x.value * back.value).sum(), rel=1e-12)


def test_working_of_one_cell():
    """A cell is written as the products of its window; padding adds nothing."""
    image, kernel = Tensor(np.arange(9.0).reshape(3, 3), "X"), Tensor(np.arange(4.0).reshape(2, 2), "K")
    cell = convolve(image, kernel).named("Z").working(entry=(0, 0))
    assert cell.lines[0].latex.count("x_{") == 4 and cell.lines[-1].latex == "19"
    corner = convolve(image, kernel, padding=1).named("Z").working(entry=(0, 0))
    assert corner.lines[0].latex.count("x_{") == 1
    assert convolve(image, kernel).named("Z").formula == r"Z = X \star K"


@pytest.mark.parametrize("chosen", SETTINGS)
def test_every_entry_is_worked_out(chosen):
    """Each number of a convolution and of both its gradients equals its entry, written out in scalars."""
    groups = chosen.get("groups", 1)
    x, W = _normal(1, 2, 4, 5), _normal(2, 2 // groups, 2, 3, seed=2)
    x, W = x.named("x"), W.named("W")
    z = convolve(x, W, **chosen).named("z")
    slopes = gradients(total(z * _normal(*z.shape, seed=3).named("v")), [x, W])
    for tensor in (z, slopes[x], slopes[W]):
        for index in np.ndindex(tensor.shape):
            assert entry_of(tensor, index).item() == pytest.approx(tensor.value[index], rel=1e-10, abs=1e-12)


@pytest.mark.published("d2l")
def test_a_network_has_the_parameters_of_its_table():
    """LeNet-5, built from arrays, has the sizes of the layer table: 61,706."""
    built = [
        convolution(1, 6, 5, rng=1),
        convolution(6, 16, 5, rng=1),
        linear(400, 120, rng=1),
        linear(120, 84, rng=1),
        linear(84, 10, rng=1),
    ]
    table = lenet5()
    assert sum(layer.parameter_count for layer in built) == table.parameters == 61_706
    assert [layer.W.size + layer.b.size for layer in built] == [
        table[n].parameters for n in ("conv1", "conv2", "fc1", "fc2", "fc3")
    ]


BAD = [
    (lambda: convolve(np.ones((1, 3, 5, 5)), np.ones((2, 4, 3, 3))), ShapeError, r"4 channels.*\(1, 3, 5, 5\)"),
    (lambda: convolve(np.ones((1, 1, 2, 2)), np.ones((1, 1, 3, 3))), ShapeError, "spans 3.*size of 2"),
    (lambda: convolve(np.ones((1, 2, 5, 5)), np.ones((3, 1, 3, 3)), groups=2), DomainError, "groups must divide.*3.*2"),
    (lambda: convolve(np.ones((5, 5, 5)), np.ones((1, 1, 3, 3))), ShapeError, r"four axes.*\(5, 5, 5\)"),
    (lambda: convolve(np.ones((0, 1, 5, 5)), np.ones((1, 1, 3, 3))), ShapeError, r"needs numbers.*\(0, 1, 5, 5\)"),
    (lambda: convolve(np.ones((5, 5)), np.ones((3, 3)), stride=0), DomainError, "stride.*from 1.*0"),
    (lambda: convolve(np.ones((5, 5)), np.ones((3, 3)), padding=1.5), DomainError, "padding.*1.5"),
    (lambda: convolve(np.ones((5, 5)), np.ones((3, 3)), padding="same"), DomainError, "padding.*'same'"),
    (lambda: convolve_transposed(np.ones((2, 2)), np.ones((2, 2)), output_padding=1), DomainError, "output_padding"),
    (lambda: convolve_transposed(np.ones((1, 1)), np.ones((2, 2)), padding=1), ShapeError, "leaves nothing"),
    (lambda: convolution(3, 4, 3, rng=1, groups=2), DomainError, "groups must divide C_in = 3"),
]  # fmt: skip


@pytest.mark.parametrize(("call", "kind", "says"), BAD)
def test_bad_input_is_named(call, kind, says):
    """Each mistake gives an error with what was expected and found."""
    with pytest.raises(kind, match=says):
        call()


def test_nan_is_refused():
    """A kernel with NaN never becomes a Tensor."""
    from dlcore import NonFiniteError

    with pytest.raises(NonFiniteError, match=r"nan at \[0, 1\]"):
        convolve(np.ones((3, 3)), [[1.0, np.nan], [0.0, 0.0]])


def test_float32_stays_float32():
    """Value and gradients keep the precision that was given."""
    x, W = Tensor(np.ones((1, 1, 4, 4), np.float32)), Tensor(np.ones((2, 1, 3, 3), np.float32))
    out = convolve(x, W, padding=1)
    assert out.value.dtype == np.float32
    assert all(g.value.dtype == np.float32 for g in gradients(total(out), [x, W]))


@pytest.mark.published("Dumoulin and Visin")
def test_published_matrix_of_a_convolution():
    """Section 4.1: a 3 x 3 kernel on 4 x 4 pixels is a 4 x 16 matrix with the kernel's nine weights in each row."""
    w = np.arange(1.0, 10.0).reshape(3, 3)
    M = convolution_matrix(w, 4).value
    first = np.zeros((4, 4))
    first[:3, :3] = w
    assert M.shape == (4, 16) and M[0].tolist() == first.ravel().tolist()
    assert M[1].tolist() == np.roll(first.ravel(), 1).tolist() and M[3].tolist() == np.roll(first.ravel(), 5).tolist()


@pytest.mark.independent
@given(st.integers(3, 6), st.integers(3, 6), st.integers(1, 3), st.integers(1, 2), st.integers(0, 2), st.integers(1, 2))
@settings(max_examples=examples(15), deadline=None)
def test_the_matrix_does_what_the_convolution_does(H, W, kernel, stride, padding, dilation):
    """Forward M x, backward its transpose, and the kernel's gradient through the matrix is that of the convolution."""
    if dilation * (kernel - 1) + 1 > min(H, W) + 2 * padding:
        return
    setting = {"stride": stride, "padding": padding, "dilation": dilation}
    x, w = _normal(H, W), _normal(kernel, kernel, seed=2)
    z, M = convolve(x, w, **setting), convolution_matrix(w, (H, W), **setting)
    assert (M.value @ x.value.ravel()).reshape(z.shape) == pytest.approx(z.value, abs=1e-12)
    delta = _normal(*z.shape, seed=3)
    back = gradients(total(delta * z), [x, w])
    assert (M.value.T @ delta.value.ravel()).reshape(H, W) == pytest.approx(back[x].value, abs=1e-12)
    column = Tensor(x.value.ravel())
    through = gradients(total(Tensor(delta.value.ravel()) * (M @ column)), [w])[w]
    assert through.value == pytest.approx(back[w].value, abs=1e-12)


def test_a_matrix_needs_one_kernel():
    """Not a stack of kernels, and none that is larger than the image."""
    with pytest.raises(ShapeError, match="KH, KW"):
        convolution_matrix(np.ones((1, 1, 2, 2)), 4)
    with pytest.raises(ShapeError):
        convolution_matrix(np.ones((3, 3)), 2)
