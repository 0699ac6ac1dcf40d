"""Dropout written out: every mask of one unit with three inputs, and what its noise costs on average."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np

from dlcore import Tensor, add_all, mean, total
from dlcore.regularization import masked

RATE = 0.5
X, W, TARGET = (1.0, 0.5, 2.0), (0.5, 1.0, 0.5), 1.0


@dataclass(frozen=True)
class Masks:
    """All masks of three inputs, equally likely at a rate of one half.

    rows      mask, output and half squared error of each
    sum       w·x without dropout
    outputs   (8,) the outputs as one Tensor
    average, variance  of these
    promised  the variance by the formula p / (1 - p) Σ (w x)²
    loss      half squared error without dropout; expected: with it, in the mean; listed: the mean over all masks
    """

    x: Tensor
    w: Tensor
    rows: list[list[float]]
    products: Tensor
    sum: Tensor
    outputs: Tensor
    average: Tensor
    variance: Tensor
    promised: Tensor
    loss: Tensor
    expected: Tensor
    listed: float
    one: Tensor
    rate: float = RATE
    target: float = TARGET


def masks() -> Masks:
    """The eight masks, those that keep less first."""
    x, w, p, y = Tensor(X, "x"), Tensor(W, "w"), Tensor(RATE, "p"), Tensor(TARGET, "y")
    products = Tensor(np.array(X) * np.array(W), "u")
    kept = sorted(product((0, 1), repeat=len(X)), key=lambda m: (sum(m), [-k for k in m]))
    outputs = np.array([total(masked(products, mask, RATE).output).item() for mask in kept])
    losses = (outputs - TARGET) ** 2 / 2
    made = Tensor(outputs, r"\hat{y}")
    each = [Tensor(output, rf"\hat{{y}}_{k}") for k, output in enumerate(outputs.tolist(), start=1)]
    average = (add_all(each) / float(len(each))).named(r"\bar{y}")
    squares = add_all([Tensor(u, f"u_{k}") ** 2 for k, u in enumerate(products.value.tolist(), start=1)])
    promised = (p / (1.0 - p) * squares).named("v")
    plain = total(products).named("s")
    loss = ((plain - y) ** 2 / 2.0).named("L")
    expected = (Tensor(loss.item(), "L") + Tensor(promised.item(), "v") / 2.0).named(r"\mathbb{E}[L]")
    return Masks(
        x, w, [[*mask, output, float(cost)] for mask, output, cost in zip(kept, outputs.tolist(), losses)], products,
        plain, made, average, mean((made - average.item()) ** 2).named("v"), promised, loss, expected,
        float(losses.mean()), total(masked(products, (1, 0, 1), RATE).output).named(r"\hat{y}"),
    )  # fmt: skip
