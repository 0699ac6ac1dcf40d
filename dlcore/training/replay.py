"""Results computed again and again with other numbers: by Tensors at first, then by a Program that proved itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from dlcore.program import CannotRepeat, Program
from dlcore.tensor import Tensor

Arrays = Sequence[np.ndarray]


class Replay:
    """What a computation gives for parameters and a batch, several times faster than Tensors give it.

    The first results for batches of a shape are made of Tensors. A Program recorded from them takes over when it gave
    the same bits for another batch; for the batch that it was recorded from, when it gave them with other parameters.

    compute  (parameters, *batch) -> results. Everything comes as Tensors, integers too
    names    of the parameters
    replay   False for a computation that decides by numbers what to compute: it is made of Tensors each time

    Working  that of the results, as ``compute`` makes them

    >>> line = Replay(lambda p, x: [p[0] * x + 1.0], ["w"])
    >>> [line([np.array(w)], [np.array([1.0, 2.0])])[0].tolist() for w in (1.0, 2.0, 3.0)]
    [[2.0, 3.0], [3.0, 5.0], [4.0, 7.0]]
    """

    def __init__(self, compute: Callable[..., Sequence[Tensor]], names: Sequence[str | None], replay: bool = True):
        self.compute, self.names, self.replay = compute, names, replay
        self.recordings: dict[tuple, Recording] = {}

    def __call__(self, parameters: Arrays, batch: Arrays) -> Arrays:
        """The results, by a Program where one is trusted."""
        recording = self.recordings.get(_shapes(batch))
        if recording is not None and recording.program is not None and recording.trusted(batch):
            return recording.program(*parameters, *batch)
        return self.by_tensors(parameters, batch)

    def by_tensors(self, parameters: Arrays, batch: Arrays) -> Arrays:
        """The results made of Tensors; a Program is recorded from them, or the one that was recorded is checked."""
        leaves = tuple([Tensor.leaf(value, name) for value, name in zip(parameters, self.names)])
        inputs = [Tensor.leaf(_float(array, parameters[0].dtype)) for array in batch]
        results = self.compute(leaves, *inputs)
        values = [result.value for result in results]
        recording = self.recordings.get(_shapes(batch))
        if recording is not None:
            recording.check(values, [*parameters, *batch], batch)
        elif self.replay:
            self.recordings[_shapes(batch)] = Recording(results, [*leaves, *inputs], batch)
        return values


class Recording:
    """A Program recorded from one computation, with what is known of its truth.

    >>> w, x = Tensor(2.0, "w"), Tensor([1.0, 2.0], "x")
    >>> recording = Recording([w * x], [w, x], [x.value])
    >>> recording.check([np.array([3.0, 6.0])], [np.array(3.0), x.value], [x.value])
    >>> recording.trusted([x.value]), recording.trusted([x.value + 1.0])
    (True, False)
    """

    def __init__(self, outputs: Sequence[Tensor], inputs: Sequence[Tensor], batch: Arrays):
        try:
            self.program: Program | None = Program(outputs, inputs)
        except CannotRepeat:
            self.program = None
        self.batch = [array.tobytes() for array in batch]
        self.same_numbers = False  # whether it was right for the recorded batch
        self.other_numbers = False  # and for another one

    def trusted(self, batch: Arrays) -> bool:
        """Whether the program can be relied on for this batch."""
        return self.other_numbers or self.same_numbers and self._recorded(batch)

    def check(self, expected: Arrays, arrays: Arrays, batch: Arrays) -> None:
        """Compare the program with what was made of Tensors, bit for bit; a program that differs is given up."""
        if self.program is None:
            return
        found = self.program(*arrays)
        if not all(np.array_equal(a, b) for a, b in zip(expected, found)):
            self.program = None
        elif self._recorded(batch):
            self.same_numbers = True
        else:
            self.other_numbers = True

    def _recorded(self, batch: Arrays) -> bool:
        return all([array.tobytes() == known for array, known in zip(batch, self.batch)])


def _shapes(batch: Arrays) -> tuple:
    return tuple([array.shape for array in batch])


def _float(array: np.ndarray, dtype: np.dtype) -> np.ndarray:
    return array if array.dtype == dtype else np.asarray(array, dtype=dtype)
