"""What a number of a map looks at, and CNNs without flattening: known numbers, gradients, and PyTorch."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import (
    DomainError,
    ShapeError,
    Tensor,
    cnn,
    convolve,
    cross_entropy_with_logits,
    effective_receptive_field,
    gradients,
    shifted,
    spatial_spread,
    top_patches,
)
from dlcore.architectures import layer_table
from dlcore.architectures.specs import ConvSpec, PoolSpec

RNG = np.random.default_rng(3)


@pytest.mark.parametrize("layers", [1, 2, 5])
def test_equal_kernels_spread_as_variances_add(layers):
    """2L + 1 pixels across, the middle row of the binomial kind, and a spread of √(2L/3): three equal steps a layer."""
    kernel = np.ones((1, 1, 3, 3))

    def maps_of(x):
        for _ in range(layers):
            x = convolve(x, kernel)
        return x

    found = effective_receptive_field(maps_of, np.zeros((2 * layers + 1,) * 2))
    row = np.ones(1)
    for _ in range(layers):
        row = np.convolve(row, np.ones(3))
    assert found == pytest.approx(np.outer(row, row)) and spatial_spread(found) == pytest.approx(
        (2 * layers / 3) ** 0.5
    )


@pytest.mark.independent
def test_the_field_is_what_differences_find():
    """Pixels whose change changes the middle, for a strided network with ReLUs; as wide as the layer table says."""
    network, image = (
        cnn((2, 9, 9), channels=(3, 4), pool=(2, 1), classes=2, global_pool="max", rng=2),
        RNG.random((2, 9, 9)),
    )
    middle = lambda x: network.forward(x[None]).maps[-1].value[0, :, 2, 2].sum()  # noqa: E731
    found = effective_receptive_field(lambda x: network.forward(x).maps[-1], image)
    slopes = np.zeros(image.shape)
    for place in np.ndindex(image.shape):
        nudged = image.copy()
        nudged[place] += 1e-6
        slopes[place] = (middle(nudged) - middle(image)) / 1e-6
    assert found == pytest.approx(np.abs(slopes).sum(axis=0), abs=1e-4)
    layers = [ConvSpec("a", 3, kernel=3, padding=1), PoolSpec("pool", 2), ConvSpec("b", 4, kernel=3, padding=1)]
    most = layer_table("two", (2, 9, 9), layers).receptive_field
    assert most == 8 and found.any(axis=0).sum() <= most and found.any(axis=1).sum() <= most


def test_a_spread_by_hand():
    """Half at 0 and half at 2 along one axis, all on a line along the other: variances 1 and 0."""
    assert spatial_spread([[0.5, 0.0, 0.5]]) == pytest.approx(0.5**0.5)
    for wrong in ([[-1.0, 2.0]], [[0.0, 0.0]]):
        with pytest.raises(DomainError):
            spatial_spread(wrong)
    with pytest.raises(ShapeError):
        spatial_spread([1.0])


def test_patches_are_where_the_map_is_largest():
    """The strongest image first, zeros beyond its edge, and what the patch makes of the kernel is what the map says."""
    images, kernel = RNG.random((6, 7, 7)), RNG.normal(size=(3, 3))
    maps = convolve(images[:, None], kernel[None, None], padding=1, stride=2).value[:, 0]
    found = top_patches(maps, images, field=3, stride=2, start=-1, count=4)
    assert (np.diff(found.values) <= 0).all() and found.values[0] == maps.max()
    assert (found.patches * kernel).sum(axis=(1, 2)) == pytest.approx(found.values)
    assert len(set(found.images.tolist())) == 4
    for n, (i, j), value in zip(found.images, found.places, found.values):
        assert maps[n, i, j] == value == maps[n].max()
    with pytest.raises(DomainError, match="at most"):
        top_patches(maps, images, field=3, count=7)
    with pytest.raises(ShapeError):
        top_patches(maps, images[:5], field=3)


@pytest.mark.parametrize("gather", ["max", "mean"])
def test_a_global_pool_forgets_where(gather):
    """Without stride, on a canvas so wide that no edge is seen, a move changes no logit; and any size is taken."""
    network = cnn((1, 8, 8), channels=(3, 4), pool=(1, 1), dilation=(1, 2), global_pool=gather, classes=5, rng=4)
    canvas = np.pad(RNG.random((2, 5, 5)), ((0, 0), (8, 8), (8, 8)))
    assert network(shifted(canvas, 2, -1)).value == pytest.approx(network(canvas).value, abs=1e-12)
    assert network(np.zeros((1, 30, 11))).shape == (1, 5)
    assert network.parameter_count == 3 * 10 + 4 * (3 * 9 + 1) + 5 * (4 + 1)


@pytest.mark.parametrize("gather", ["max", "mean", None])
def test_its_gradients_are_differences(gather):
    """One number of every parameter, by differences."""
    network = cnn((1, 6, 6), channels=(2, 3), pool=(2, 1), dilation=(1, 2), global_pool=gather, classes=3, rng=1)
    x, y = RNG.normal(size=(4, 6, 6)), [0, 1, 2, 1]
    loss = cross_entropy_with_logits(network(x), y)
    for k, slope in enumerate(gradients(loss, network.parameters)):
        nudged = [
            Tensor(p.value + (1e-6 * (np.arange(p.size) == 0)).reshape(p.shape)) if k == n else p
            for n, p in enumerate(network.parameters)
        ]
        rise = cross_entropy_with_logits(network.with_parameters(nudged)(x), y).item() - loss.item()
        assert rise / 1e-6 == pytest.approx(slope.value.flat[0], abs=1e-5)


@pytest.mark.independent
@pytest.mark.parametrize("gather", ["max", "mean"])
def test_pytorch_agrees(gather):
    """The same weights in PyTorch's layers."""
    torch = pytest.importorskip("torch")
    network = cnn((1, 8, 8), channels=(2, 3), pool=(2, 1), dilation=(1, 2), global_pool=gather, classes=4, rng=1)
    x = RNG.normal(size=(3, 8, 8))
    a = torch.tensor(x)[:, None]
    for layer, size in zip(network.convolutions, network.pool):
        assert layer.b is not None
        weights = (torch.tensor(layer.W.value), torch.tensor(layer.b.value))
        a = torch.relu(torch.nn.functional.conv2d(a, *weights, padding=layer.padding, dilation=layer.dilation))
        a = torch.nn.functional.max_pool2d(a, size)
    pooled = a.amax(dim=(2, 3)) if gather == "max" else a.mean(dim=(2, 3))
    assert network.head.b is not None
    logits = pooled @ torch.tensor(network.head.W.value).T + torch.tensor(network.head.b.value)
    assert network(x).value == pytest.approx(logits.numpy(), abs=1e-12)


@pytest.mark.parametrize(
    "setting", [{"pool": (2,)}, {"pool": (0, 1)}, {"dilation": (1, 1, 1)}, {"global_pool": "median"}]
)
def test_settings_are_checked(setting):
    """A number for each stage, and a global pool that exists."""
    with pytest.raises(DomainError):
        cnn((1, 8, 8), channels=(2, 3), rng=1, **setting)


def test_an_image_too_small_says_so():
    """Pooled away, or of another size where each place has weights of its own."""
    with pytest.raises(ShapeError, match="survives"):
        cnn((1, 8, 8), channels=(2, 2), pool=(4, 4), rng=1)
    with pytest.raises(ShapeError, match="takes"):
        cnn((1, 8, 8), channels=(2,), rng=1)(np.zeros((1, 10, 10)))
