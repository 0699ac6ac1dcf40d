"""Dropout whose scaling was forgotten: what the network answers in use, with all units on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from cures import Draw, scores

from dlcore import MLP, Tensor, dropout, relu

RUNS = 10


@dataclass(frozen=True)
class Forgotten:
    """Test accuracy and loss (R,) of the same networks: all units on, and scaled as they should be."""

    accuracies: dict[str, np.ndarray]
    losses: dict[str, np.ndarray]
    factor: float
    runs: int = RUNS

    @property
    def rows(self) -> list[list[object]]:
        """Medians."""
        return [
            [way, 100 * float(np.median(self.accuracies[way])), float(np.median(self.losses[way]))]
            for way in self.accuracies
        ]

    @property
    def worse(self) -> int:
        """In how many runs the slip costs test loss."""
        slip, right = self.losses.values()
        return int((slip > right).sum())

    @property
    def change(self) -> float:
        """Median change of the accuracy by the slip, in points."""
        slip, right = self.accuracies.values()
        return float(100 * np.median(slip - right))


def forgotten(examples: int, hidden: int, epochs: int, rate: float, seed: int) -> Forgotten:
    """Trained with ``x * mask`` and no factor; used as it is, and with the hidden values times 1 - rate."""
    found = {"as it is": [], "times $1 - p$": []}
    for run in range(RUNS):
        draw = Draw.of(examples, hidden, epochs, 0.0, rate, [seed, run])
        model = trained(draw, rate)
        for way, factor in zip(found, (1.0, 1.0 - rate)):
            found[way].append(scores(used(model, draw.x_test, factor), draw.y_test))
    columns = {way: np.array(rows).T for way, rows in found.items()}
    return Forgotten({w: c[0] for w, c in columns.items()}, {w: c[1] for w, c in columns.items()}, 1 / (1 - rate))


def trained(draw: Draw, rate: float) -> MLP:
    """With the slip."""

    def thinned(model: MLP, x: Tensor, rng: np.random.Generator) -> Tensor:
        a = x
        for layer in model.layers[:-1]:
            a = dropout(relu(layer(a)), rate, rng) * (1.0 - rate)  # what is kept stays as it is
        return model.layers[-1](a)

    return draw.fit(forward=thinned).model


def used(model: MLP, x: np.ndarray, factor: float) -> np.ndarray:
    """Logits with all units on, hidden values times a factor."""
    hidden, last = model.layers
    return last(relu(hidden(Tensor(x, "x"))) * factor).value
