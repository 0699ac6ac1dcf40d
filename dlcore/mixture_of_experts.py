r"""Mixture of experts: many feed-forward networks, of which a router chooses a few for each token."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

import numpy as np

from dlcore.attention import MaskedSoftmax
from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.gated_feed_forward import GatedFeedForward, gated_feed_forward
from dlcore.layer import Layer
from dlcore.linear import Linear, linear
from dlcore.notation import PRODUCT, Written, called, over
from dlcore.ops.arithmetic import add, multiply
from dlcore.ops.op import Op, label
from dlcore.ops.shape import pick
from dlcore.rng import generator
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class Best(Op):
    """1 at the k largest numbers along the last axis, 0 elsewhere; of equal ones the first. Its slope is 0."""

    k: int
    symbol = "best"

    def value(self, logits):
        chosen = np.argsort(-logits, axis=-1, kind="stable")[..., : self.k]
        mask = np.zeros_like(logits)
        np.put_along_axis(mask, chosen, 1.0, axis=-1)
        return mask

    def gradient(self, i, adjoint, result):
        return multiply(0.0, result.inputs[0])

    def latex(self, write, node):
        if write.mode == "numbers":
            return write.array(Tensor(node.value))
        return called(rf"\operatorname{{best}}_{{{self.k}}}", write(node.inputs[0]))

    def entry(self, node, index, of):
        return Tensor(node.value[index])


class SoftmaxOfTheBest(MaskedSoftmax):
    """Softmax along the last axis over the chosen entries, written out as powers with a factor of 1 or 0."""

    def latex(self, write, node):
        logits, chosen = (write(t).latex for t in node.inputs)
        powers = rf"e^{{{logits}}} \odot {chosen}"
        along = over((node.ndim - 1,), node.ndim)
        return Written(rf"\frac{{{powers}}}{{\sum{along} {powers}}}", PRODUCT)


SOFTMAX_OF_THE_BEST = SoftmaxOfTheBest()


@dataclass(frozen=True)
class MixtureOfExperts(Layer):
    r"""A router weighs the experts for each token; the best few answer, and their answers are added by weight.

    y = \sum_{i \in \text{best } k} g_i\,E_i(x) with g = softmax of the router's k largest logits

    router      (E, D), without a bias
    chosen      k, how many experts answer for a token
    Shapes      x (..., D) -> (..., D)
    Convention  the softmax is over the chosen logits, as in Mixtral. Here every expert computes its answer and those
                that weren't chosen get the weight 0: the same numbers and slopes as if they had not worked
    Errors      ShapeError for a router without a row for each expert, DomainError when more are chosen than there are
    Source      Shazeer et al., Outrageously Large Neural Networks (2017), section 2; Jiang et al., Mixtral of Experts
                (2024), section 2.1

    >>> layer = mixture_of_experts(4, 3, experts=4, chosen=2, rng=1)
    >>> layer(np.ones((5, 4))).shape, layer.parameter_count, layer.active_parameter_count
    ((5, 4), 160, 88)
    """

    router: Linear
    experts: tuple[GatedFeedForward, ...]
    chosen: int

    def __post_init__(self) -> None:
        super().__post_init__()
        if len(self.experts) != len(self.router.W):
            raise ShapeError(
                f"A router has one row for each of the {len(self.experts)} experts; found {label(self.router.W)}."
            )
        if whole("chosen", self.chosen, least=1) > len(self.experts):
            raise DomainError(f"chosen must be at most {len(self.experts)}, the number of experts; found {self.chosen}")

    def __call__(self, x: object) -> Tensor:
        """The chosen experts' answers, added by weight."""
        x = as_tensor(x)
        weights = self.weights(x)
        parts = (pick(weights, (..., slice(e, e + 1))) * expert(x) for e, expert in enumerate(self.experts))
        return reduce(add, parts)

    def weights(self, x: object) -> Tensor:
        """How much each expert counts for each token, (..., E): k of them above 0, which add up to 1.

        >>> layer = mixture_of_experts(2, 3, experts=4, chosen=2, rng=1)
        >>> (layer.weights([[1.0, 2.0]]).value > 0).sum().item()
        2
        """
        return routed(self.router(x), self.chosen)

    @property
    def active_parameter_count(self) -> int:
        """Parameters that take part for one token: the router's and the chosen experts'."""
        return self.router.parameter_count + self.chosen * self.experts[0].parameter_count


def routed(logits: object, chosen: int) -> Tensor:
    r"""The router's weights: softmax over the k largest logits, exactly 0 for the others.

    Shapes  logits (..., E) -> (..., E)
    Errors  DomainError when more are chosen than there are, ShapeError for a single number
    Source  Jiang et al., Mixtral of Experts (2024), section 2.1

    >>> routed([1.0, 2.0, 0.0, 3.0], 2).value.round(4).tolist()
    [0.0, 0.2689, 0.0, 0.7311]
    """
    logits = as_tensor(logits)
    if not logits.ndim or not logits.size:
        raise ShapeError(f"A router gives a logit for each expert; found {label(logits)}.")
    if whole("chosen", chosen, least=1) > logits.shape[-1]:
        raise DomainError(f"chosen must be at most {logits.shape[-1]}, the number of experts; found {chosen}")
    return SOFTMAX_OF_THE_BEST(logits, Best(chosen)(logits)).named("g", role="activation")


def mixture_of_experts(
    D: int, hidden: int | None = None, *, experts: int, chosen: int, rng: np.random.Generator | int
) -> MixtureOfExperts:
    """A new mixture of gated feed-forward networks, each ``hidden`` wide (8D/3 unless given).

    Errors  DomainError for sizes below 1 or more chosen than there are

    >>> mixture_of_experts(4, 3, experts=4, chosen=2, rng=1).router.W.shape
    (4, 4)
    """
    rng, count = generator(rng), whole("experts", experts, least=1)
    router = linear(D, count, rng=rng, bias=False, layer="r")
    return MixtureOfExperts(router, tuple(gated_feed_forward(D, hidden, rng=rng) for _ in range(count)), chosen)
