"""A deep multi-layer perceptron with what makes depth trainable by choice: a start, a norm, residual paths."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from dlcore.activations import ACTIVATIONS
from dlcore.check import choice, number, whole
from dlcore.errors import ShapeError
from dlcore.initializers import he_normal
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.mlp import Forward
from dlcore.normalization import BatchNorm, LayerNorm, RMSNorm
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor

Norm = BatchNorm | LayerNorm | RMSNorm
NORMS: dict[str, type[Norm]] = {"batch": BatchNorm, "layer": LayerNorm, "rms": RMSNorm}


@dataclass(frozen=True)
class DeepMLP(Layer):
    r"""L linear layers, with a norm and the activation before each but the first, and perhaps a path around it.

    z^{(1)} = W^{(1)} x + b^{(1)}, then z^{(l)} = W^{(l)} f(norm(z^{(l-1)})) + b^{(l)}; with residual paths the middle
    layers add s times that to z^{(l-1)}

    layers      its linear layers; the last one gives the logits and has no path around it
    norms       one for each layer but the last, or none at all
    residual    whether the middle layers add to what runs past them
    branch      s, the factor of what they add
    Shapes      x (N, D_in) -> (N, D_out)
    Convention  norm before the activation, as Ioffe and Szegedy (2015), section 3.2; nothing but a sum on the residual
                path, as He et al., Identity Mappings in Deep Residual Networks (2016), figure 4(e). A call normalizes
                by the minibatch's statistics, ``in_use`` by the running ones
    Errors      ShapeError for layers that don't follow one another, or another number of norms

    >>> network = deep_mlp(4, 8, 3, depth=5, rng=1, norm="batch", residual=True)
    >>> network(np.eye(4)).shape, len(network.layers), network.depth, network.parameter_count
    ((4, 3), 5, 5, 347)
    """

    layers: tuple[Linear, ...]
    norms: tuple[Norm, ...] = ()
    residual: bool = False
    branch: float = 1.0
    activation: str = "relu"

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("activation", self.activation, ACTIVATIONS)
        number("branch", self.branch)
        widths = [layer.W.shape for layer in self.layers]
        if len(widths) < 2 or any(a[0] != b[1] for a, b in zip(widths, widths[1:])):
            raise ShapeError(f"A deep MLP needs two or more layers that follow one another; found weights {widths}.")
        if len(self.norms) not in (0, len(self.layers) - 1):
            raise ShapeError(
                f"{len(self.layers)} layers take {len(self.layers) - 1} norms, before each but the first; "
                f"found {len(self.norms)}."
            )
        if self.residual and len({shape[0] for shape in widths[:-1]}) > 1:
            raise ShapeError(f"Residual paths need hidden layers of one width; found weights {widths}.")

    @property
    def depth(self) -> int:
        """Layers of weights."""
        return len(self.layers)

    def forward(self, x: object) -> Forward:
        """The pass with everything on the way: z^{(l)}, and the activations a^{(l)} between the layers."""
        return self._pass(x, lambda norm, z: norm(z))

    def __call__(self, x: object) -> Tensor:
        """The logits of a minibatch, which batch norm normalizes by its own statistics."""
        return self.forward(x).z[-1]

    def in_use(self, x: object) -> Tensor:
        """The logits with the running statistics of batch norm; one example is enough."""
        return self._pass(x, lambda norm, z: norm.in_use(z) if isinstance(norm, BatchNorm) else norm(z)).z[-1]

    def seen(self, x: object, momentum: float | None = None) -> DeepMLP:
        """The network with its running statistics after this minibatch.

        momentum  how much the minibatch counts; by default as each norm says. 1 takes its statistics alone

        >>> network = deep_mlp(1, 2, 1, depth=2, rng=1, norm="batch").seen([[1.0], [3.0]], momentum=1.0)
        >>> bool(np.allclose(network.norms[0].mean.value, 2 * network.layers[0].W.value[:, 0]))
        True
        """
        moved: list[Norm] = []

        def normalized(norm: Norm, z: Tensor) -> Tensor:
            if isinstance(norm, BatchNorm):
                after = replace(norm, momentum=norm.momentum if momentum is None else momentum).seen(z)
                moved.append(replace(norm, mean=after.mean, variance=after.variance))
            else:
                moved.append(norm)
            return norm(z)

        self._pass(x, normalized)
        return replace(self, norms=tuple(moved))

    def _pass(self, x: object, normalized: Callable[[Norm, Tensor], Tensor]) -> Forward:
        x = as_tensor(x)
        f = ACTIVATIONS[self.activation]
        z_of, a_of = [self.layers[0](x).named("z^{(1)}")], []
        for l, layer in enumerate(self.layers[1:], start=1):
            z = z_of[-1]
            a = f(normalized(self.norms[l - 1], z) if self.norms else z).named(f"a^{{({l})}}")
            added = layer(a)
            if self.residual and l < len(self.layers) - 1:
                added = z + (added if self.branch == 1.0 else self.branch * added)
            a_of.append(a)
            z_of.append(added.named(f"z^{{({l + 1})}}"))
        return Forward(x, tuple(z_of), tuple(a_of))


def deep_mlp(
    D_in: int,
    width: int,
    D_out: int,
    *,
    depth: int,
    rng: np.random.Generator | int,
    init: Callable[..., np.ndarray] = he_normal,
    norm: str | None = None,
    residual: bool = False,
    branch: float = 1.0,
    activation: str = "relu",
) -> DeepMLP:
    """A new deep MLP: ``depth`` linear layers, all hidden ones of one width, biases 0.

    init    an initializer for all weights
    norm    "batch", "layer", "rms", or None
    Errors  DomainError for a depth below 2, sizes below 1, or a norm that isn't known

    >>> deep_mlp(64, 16, 10, depth=20, rng=1).parameter_count
    6106
    """
    rng = generator(rng)
    sizes = [D_in, *[width] * (whole("depth", depth, least=2) - 1), D_out]
    pairs = enumerate(zip(sizes, sizes[1:]), start=1)
    layers = tuple(linear(i, o, rng=rng, init=init, layer=l) for l, (i, o) in pairs)
    made = () if norm is None else tuple(NORMS[choice("norm", norm, NORMS)].of(width) for _ in range(depth - 1))
    return DeepMLP(layers, made, residual, branch, activation)
