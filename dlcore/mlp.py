"""The multi-layer perceptron: linear layers with activations between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from dlcore.activations import ACTIVATIONS
from dlcore.check import choice
from dlcore.errors import ShapeError
from dlcore.initializers import glorot_uniform, he_normal
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class Forward:
    """A forward pass, layer by layer: x, then z^{(l)} and a^{(l)} for each layer; the last a is the output.

    >>> [a.name for a in mlp([2, 3, 1], rng=1, output="sigmoid").forward([0.0, 1.0]).a]
    ['a^{(1)}', 'a^{(2)}']
    """

    x: Tensor
    z: tuple[Tensor, ...]
    a: tuple[Tensor, ...]

    @property
    def output(self) -> Tensor:
        return self.a[-1]


@dataclass(frozen=True)
class MLP(Layer):
    r"""A multi-layer perceptron.

    z^{(l)} = W^{(l)} a^{(l-1)} + b^{(l)}, a^{(l)} = f(z^{(l)}), a^{(0)} = x

    layers      its linear layers
    activation  after each hidden layer, a name of ACTIVATIONS
    output      after the last layer; "identity" leaves its z as logits
    Shapes      x (D_in,) or (N, D_in) -> (D_out,) or (N, D_out)
    Errors      ShapeError for layers that don't follow one another, DomainError for an activation that isn't known
    Source      Rumelhart, Hinton and Williams (1986); Goodfellow et al., Deep Learning (2016), chapter 6

    >>> network = MLP((Linear(Tensor([[2.0]], "W")), Linear(Tensor([[3.0]], "V"))), "relu")
    >>> network([1.0]).value.tolist(), network([-1.0]).value.tolist(), network.sizes
    ([6.0], [0.0], (1, 1, 1))
    """

    layers: tuple[Linear, ...]
    activation: str = "relu"
    output: str = "identity"

    def __post_init__(self) -> None:
        super().__post_init__()
        choice("activation", self.activation, ACTIVATIONS)
        choice("output", self.output, ACTIVATIONS)
        for before, after in zip(self.layers, self.layers[1:]):
            if before.W.shape[0] != after.W.shape[1]:
                raise ShapeError(
                    f"A layer with {before.W.shape[0]} outputs can't feed one with {after.W.shape[1]} inputs."
                )

    @property
    def sizes(self) -> tuple[int, ...]:
        """The widths, inputs first: (784, 16, 16, 10)."""
        return (self.layers[0].W.shape[1], *(layer.W.shape[0] for layer in self.layers))

    def forward(self, x: object) -> Forward:
        """The pass with everything on the way, named z^{(l)} and a^{(l)}; an identity has no a of its own."""
        x = as_tensor(x)
        z_of, a_of, a = [], [], x
        for l, layer in enumerate(self.layers, start=1):
            z = layer(a).named(f"z^{{({l})}}")
            name = self.activation if l < len(self.layers) else self.output
            a = z if name == "identity" else ACTIVATIONS[name](z).named(f"a^{{({l})}}")
            z_of.append(z)
            a_of.append(a)
        return Forward(x, tuple(z_of), tuple(a_of))

    def __call__(self, x: object) -> Tensor:
        """The output of one example or of a batch."""
        return self.forward(x).output


def mlp(
    sizes: Sequence[int],
    *,
    rng: np.random.Generator | int,
    activation: str = "relu",
    output: str = "identity",
    init: Callable[..., np.ndarray] | None = None,
) -> MLP:
    r"""A new multi-layer perceptron of the given widths, inputs first; biases 0.

    init    an initializer; by default He's for rectifiers (names with "lu"), Glorot's uniform for all others
    Errors  ShapeError for fewer than two widths, DomainError for a width below 1 or an unknown activation

    >>> network = mlp([784, 16, 16, 10], rng=1)
    >>> network.parameter_count
    13002
    >>> network.forward(np.zeros(784)).z[1].formula
    'z^{(2)} = W^{(2)} a^{(1)} + b^{(2)}'
    """
    if not isinstance(sizes, (list, tuple)) or len(sizes) < 2:
        raise ShapeError(f"An MLP needs a list of at least two widths, inputs and outputs; found {sizes!r:.60}.")
    choice("activation", activation, ACTIVATIONS)
    init = init or (he_normal if activation.endswith("lu") else glorot_uniform)
    rng = generator(rng)
    pairs = enumerate(zip(sizes, sizes[1:]), start=1)
    return MLP(tuple(linear(i, o, rng=rng, init=init, layer=l) for l, (i, o) in pairs), activation, output)
