"""A published example, computed again: Matt Mazur's 2-2-2 network, and the slip in its last step."""

from __future__ import annotations

from dataclasses import dataclass

from deckwright.figures import num
from dlcore import Tensor, evaluate, gradients, half_squared_error, sigmoid

RATE = 0.5
X, TARGET = (0.05, 0.10), (0.01, 0.99)
W1, B1 = ((0.15, 0.20), (0.25, 0.30)), 0.35
W2, B2 = ((0.40, 0.45), (0.50, 0.55)), 0.60

# What the article prints, to the last digit: (what, published, decimals).
PUBLISHED = {
    "h1": "0.593269992", "h2": "0.596884378", "o1": "0.75136507", "o2": "0.772928465", "E": "0.298371109",
    "w5": "0.35891648", "w6": "0.408666186", "w7": "0.511301270", "w8": "0.561370121",
    "w1": "0.149780716", "w2": "0.19956143", "w3": "0.24975114", "w4": "0.29950229",
    "loss after the step": "0.291027924",
}  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """A published number beside ours, rounded as it was printed."""

    name: str
    published: str
    computed: float
    agrees: bool

    @property
    def digits(self) -> int:
        """How many digits the article prints after the point."""
        return len(self.published.split(".")[1])


@dataclass(frozen=True)
class Mazur:
    """Every published number beside ours, and the loss after the step in three ways."""

    comparisons: tuple[Comparison, ...]
    loss_simultaneous: float  # all weights updated with gradients of the old network
    loss_slip: float  # hidden weights updated with output weights that were already new
    loss_with_biases: float

    @property
    def table(self) -> list[list[object]]:
        """The comparisons as rows, ours with as many digits as the article prints."""
        marks = {True: "✓", False: "✗"}
        return [[c.name, c.published, num(c.computed, c.digits), marks[c.agrees]] for c in self.comparisons]

    @property
    def agreeing(self) -> int:
        """How many of the published numbers are reproduced to their last digit."""
        return sum(c.agrees for c in self.comparisons)


def reproduce() -> Mazur:
    """The example with one bias a layer (fixed, as in the article), E = 1/2 sum (o - t)^2, rate 0.5."""
    x, t = Tensor(X, "x"), Tensor(TARGET, "t")
    w1, w2 = Tensor(W1, "W^{(1)}"), Tensor(W2, "W^{(2)}")
    b1, b2 = Tensor([B1, B1], "b^{(1)}"), Tensor([B2, B2], "b^{(2)}")
    h = sigmoid((w1 @ x + b1).named("z^{(1)}")).named("h")
    z2 = (w2 @ h + b2).named("z^{(2)}")
    o = sigmoid(z2).named("o")
    E = half_squared_error(o, t).named("E")
    g = gradients(E, [w1, w2, b1, b2])
    stepped = {p: p.value - RATE * g[p].value for p in (w1, w2, b1, b2)}
    simultaneous = {p: stepped[p] for p in (w1, w2)}
    blame_through_new_weights = evaluate(g[w1], {w2: stepped[w2], g[z2]: g[z2].value})
    slipped = {w1: w1.value - RATE * blame_through_new_weights, w2: stepped[w2]}

    ours: dict[str, float] = dict(zip(("h1", "h2", "o1", "o2", "E"), (*h.value, *o.value, E.item())))
    ours |= dict(zip(("w5", "w6", "w7", "w8"), stepped[w2].ravel()))
    ours |= dict(zip(("w1", "w2", "w3", "w4"), stepped[w1].ravel()))
    ours["loss after the step"] = float(evaluate(E, simultaneous))
    return Mazur(
        comparisons=tuple(compared(name, printed, float(ours[name])) for name, printed in PUBLISHED.items()),
        loss_simultaneous=ours["loss after the step"], loss_slip=float(evaluate(E, slipped)),
        loss_with_biases=float(evaluate(E, stepped)),
    )  # fmt: skip


def compared(name: str, published: str, computed: float) -> Comparison:
    """Ours agrees if it lies within half a unit of the last printed digit."""
    half_a_unit = 0.5 * 10.0 ** -len(published.split(".")[1])
    return Comparison(name, published, computed, abs(computed - float(published)) <= half_a_unit * (1 + 1e-6))
