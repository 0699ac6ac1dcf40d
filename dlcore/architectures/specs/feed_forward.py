"""The feed-forward half of a Transformer block: plain, gated, or a mixture of experts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from dlcore.architectures.signal import Shape, Signal
from dlcore.architectures.specs.layer import LayerSpec
from dlcore.check import whole
from dlcore.errors import DomainError


@dataclass(frozen=True)
class FeedForwardSpec(LayerSpec):
    r"""Up to a hidden width, an activation function, and down again, position by position.

    Plain: $W_2\,\phi(W_1 x + b_1) + b_2$. Gated (SwiGLU): $W_2\,(\mathrm{SiLU}(W_g x) \odot W_1 x)$

    Multiply-adds  $2 T D H$ plain, $3 T D H$ gated
    Activations    hidden (twice when gated) and output
    Shapes         (T, D) -> (T, D)
    Errors         ShapeError unless (T, D) comes in, DomainError for sizes below 1
    Source         Vaswani et al. (2017), section 3.3; Shazeer, GLU Variants Improve Transformer (2020), equation 6

    >>> FeedForwardSpec("mlp", hidden=3072).rows(Signal.entering((197, 768)))[0][0].parameters
    4722432
    """

    symbols: ClassVar[Mapping[str, str]] = {"hidden": r"D_{\text{hidden}}"}

    hidden: int
    gated: bool = False
    bias: bool = True

    def output(self, x: Signal) -> Signal:
        self.expects(x, 2, "a sequence (T, D)")
        whole(f"{self.name}: hidden", self.hidden, least=1)
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        D, H = x.shape[-1], self.hidden
        ups = ("gate", "1") if self.gated else ("1",)
        weights = {**{f"W_{up}": (H, D) for up in ups}, "W_2": (D, H)}
        biases = {**{f"b_{up}": (H,) for up in ups}, "b_2": (D,)}
        return {**weights, **biases} if self.bias else weights

    def multiply_adds(self, x: Signal, y: Signal) -> int:
        return (3 if self.gated else 2) * x.numbers * self.hidden

    def activations(self, x: Signal, y: Signal) -> int:
        hidden = x.shape[0] * self.hidden
        return (2 * hidden if self.gated else hidden) + y.numbers


@dataclass(frozen=True)
class MixtureOfExpertsSpec(LayerSpec):
    r"""Many gated feed-forward networks; a router sends each token to a few of them and adds what they say.

    $y = \sum_{i \in \text{top } k} g_i\,E_i(x)$ with $g = \mathrm{softmax}$ of the router's k largest logits

    Parameters     those of the router, $D E$, and of all E experts, $3 D H$ each; k experts are active for a token
    Multiply-adds  $T (D E + 3 k D H)$
    Shapes         (T, D) -> (T, D)
    Errors         DomainError when more experts are chosen than there are
    Source         Shazeer et al., Outrageously Large Neural Networks (2017), section 2; Jiang et
                   al., Mixtral of Experts (2024)

    >>> row = MixtureOfExpertsSpec("mlp", hidden=14336, experts=8, chosen=2).rows(Signal.entering((1, 4096)))[0][0]
    >>> row.parameters, row.active_parameters
    (1409318912, 352354304)
    """

    symbols: ClassVar[Mapping[str, str]] = {"hidden": r"D_{\text{hidden}}", "experts": "E", "chosen": "e"}

    hidden: int
    experts: int
    chosen: int

    def output(self, x: Signal) -> Signal:
        self.expects(x, 2, "a sequence (T, D)")
        whole(f"{self.name}: hidden", self.hidden, least=1)
        experts = whole(f"{self.name}: experts", self.experts, least=1)
        if whole(f"{self.name}: chosen", self.chosen, least=1) > experts:
            raise DomainError(f"MixtureOfExperts {self.name}: {self.chosen} of {experts} experts can't be chosen")
        return x

    def arrays(self, x: Signal) -> dict[str, Shape]:
        D, H, E = x.shape[-1], self.hidden, self.experts
        return {"router": (E, D), "W_gate": (E, H, D), "W_1": (E, H, D), "W_2": (E, D, H)}

    def active_parameters(self, x: Signal) -> int:
        D = x.shape[-1]
        return D * self.experts + 3 * self.chosen * D * self.hidden

    def multiply_adds(self, x: Signal, y: Signal) -> int:
        return x.shape[0] * self.active_parameters(x)

    def activations(self, x: Signal, y: Signal) -> int:
        T, D = x.shape
        return T * (self.experts + self.chosen * (2 * self.hidden + D))
