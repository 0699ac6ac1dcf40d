"""Confusion matrices: what was, against what the model said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from deckwright.deck.drawing import Drawing
from deckwright.errors import UserError
from deckwright.figures.frame import frame_of
from deckwright.figures.heatmap import cell_grid
from deckwright.figures.number import display, percent
from deckwright.figures.value import array_of, formula_of
from deckwright.figures.words import names_of
from deckwright.language import say
from deckwright.ticks import check_sizes
from deckwright.wording import counted


def confusion(counts: Any, labels: Sequence[str] = (), *, alt: str = "") -> Drawing:
    """A confusion matrix with counts[actual, predicted]; what is right in one color, what is wrong in the other.

    Tints are shares of the row, so that a rare class is seen as well as a common one.
    """
    frame = frame_of(counts)
    array = frame.numbers() if frame else array_of(counts)
    labels = names_of(labels) or (frame.row_names if frame else [])
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise UserError(f"Expected a square matrix of counts, found the shape {array.shape}.")
    if not array.size:
        raise UserError("Expected a class or more in a confusion matrix, found none.")
    if len(bad := array[(array < 0) | (array != np.round(array))]):
        raise UserError(
            f"Expected counts in a confusion matrix, found {display(float(bad[0]))}.",
            hint="Tints are shares of the rows by themselves. A matrix of shares is shown by heatmap(...).",
        )
    check_sizes(array.ravel().tolist(), "A confusion matrix")
    names = [str(label) for label in labels] or [str(i) for i in range(len(array))]
    if len(names) != len(array):
        raise UserError(f"Expected {counted(len(array), 'label')}, found {len(names)}.")
    share = array / np.maximum(array.sum(axis=1, keepdims=True), 1)
    strength = np.where(np.eye(len(array), dtype=bool), share, -np.sqrt(share))  # the root lifts rare mistakes
    texts = [[display(round(float(value))) for value in row] for row in array]
    titles = (say("predicted"), say("actual"))
    said = alt or _describe(array, names)
    return cell_grid(array, texts, formula_of(counts), names, names, titles, False, said, strength)


def _describe(array: np.ndarray, names: Sequence[str]) -> str:
    right, total = float(np.trace(array)), float(array.sum())
    message = "Confusion matrix of {count} classes: {right} of {total} right"
    words = say(message, count=len(names), right=display(round(right)), total=display(round(total)))
    words += f" ({percent(right / total).text})" if total else ""
    wrong = np.where(np.eye(len(array), dtype=bool), 0, array)
    if wrong.max() > 0:
        actual, predicted = divmod(int(wrong.argmax()), len(names))
        times = display(round(float(wrong.max())))
        message = "; the most frequent mistake takes {actual} for {predicted}, {times} times"
        words += say(message, actual=names[actual], predicted=names[predicted], times=times)
    return words + "."
