"""The neuron of McCulloch and Pitts: enough excitation and no inhibition, with no weights and nothing to learn."""

from __future__ import annotations

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError

__all__ = ["mcculloch_pitts"]


def mcculloch_pitts(excitatory: object, inhibitory: object = (), *, threshold: int) -> np.ndarray:
    r"""1 where at least ``threshold`` excitatory inputs are active and no inhibitory one is, else 0.

    Shapes      excitatory (..., n) and inhibitory (..., m) of 0 and 1 -> (...); () where nothing inhibits
    Convention  an inhibitory input is a veto, no negative weight
    Working     none: inputs are counted
    Errors      ShapeError for shapes that don't go together, DomainError for inputs that are neither 0 nor 1
    Source      McCulloch and Pitts, A Logical Calculus of the Ideas Immanent in Nervous Activity (1943), assumptions

    >>> corners = [[0, 0], [0, 1], [1, 0], [1, 1]]
    >>> mcculloch_pitts(corners, threshold=2).tolist(), mcculloch_pitts(corners, threshold=1).tolist()
    ([0, 0, 0, 1], [0, 1, 1, 1])
    >>> mcculloch_pitts([[1], [1]], [[0], [1]], threshold=1).tolist()  # NOT: the input is a veto
    [1, 0]
    """
    whole("threshold", threshold)
    active, vetoes = _inputs("excitatory", excitatory), _inputs("inhibitory", inhibitory)
    enough = active.sum(axis=-1) >= threshold
    try:
        return np.where(vetoes.any(axis=-1), 0, enough.astype(np.int64))
    except ValueError:
        raise ShapeError(
            f"Excitatory and inhibitory inputs need the same leading axes; found {active.shape} and {vetoes.shape}."
        ) from None


def _inputs(name: str, given: object) -> np.ndarray:
    """Inputs of 0 and 1 along the last axis."""
    try:
        inputs = np.asarray(given, dtype=np.float64)
    except (TypeError, ValueError):
        raise ShapeError(f"The {name} inputs are a regular array of 0 and 1; found {given!r:.60}.") from None
    if inputs.ndim == 0:
        raise ShapeError(f"The {name} inputs need a last axis with one number for each; found {given!r:.60}.")
    if not np.isin(inputs, (0.0, 1.0)).all():
        raise DomainError(f"An input is 0 or 1; found {inputs[~np.isin(inputs, (0.0, 1.0))][0]:g} in {name}.")
    return inputs
