"""The winner opened: what its gates do while it reads, before and after training."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from recalling import SYMBOLS, Reader, Recalling

from dlcore import LSTM, recall

SEQUENCES = 200


@dataclass(frozen=True)
class Gates:
    """Means over units and sequences at each step, (T,) each; the cell's is that of absolute values.

    first, later   the input gate at the symbol, and at the noise on average
    forget         the forget gate at the noise, on average
    loudest        the largest mean size of the cell
    """

    i: np.ndarray
    f: np.ndarray
    o: np.ndarray
    c: np.ndarray
    first: float
    later: float
    forget: float
    loudest: float


@dataclass(frozen=True)
class Opened:
    """Gates of the first winner at its start and at its end, and how often it is right on fresh sequences."""

    before: Gates
    after: Gates
    accuracy: float
    solved: int | None

    @property
    def closes(self) -> bool:
        """Whether the input gate does close after the symbol: to less than half of what it was."""
        return self.after.later < 0.5 * self.after.first

    @property
    def chart(self) -> dict[str, np.ndarray]:
        """What the slide draws."""
        return {"forget gate": self.after.f, "input gate": self.after.i, "output gate": self.after.o}

    @property
    def steps(self) -> np.ndarray:
        """1, 2, ..., T."""
        return np.arange(1, len(self.after.i) + 1)


def opened(found: Recalling, seed: int) -> Opened:
    """Feed both with the same fresh sequences."""
    training = found.first_winner
    x, y = recall(SEQUENCES, found.T, symbols=SYMBOLS, rng=np.random.default_rng([seed, 14]))
    right = training.end(x).value.argmax(axis=1) == y
    return Opened(gates(training.start, x), gates(training.end, x), float(right.mean()), training.solved)


def gates(reader: Reader, x: np.ndarray) -> Gates:
    """Means of an LSTM's gates and cell."""
    layer = reader.layer
    assert isinstance(layer, LSTM)
    trace = layer.trace(x).value.reshape(*x.shape[:2], 6, layer.H)
    i, f, _, o, c = (trace[:, :, k] for k in range(5))
    i, f, o, c = (part.mean(axis=(0, 2)) for part in (i, f, o, np.abs(c)))
    return Gates(i, f, o, c, float(i[0]), float(i[1:].mean()), float(f[1:].mean()), float(c.max()))
