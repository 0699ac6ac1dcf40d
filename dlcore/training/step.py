"""One training step after another: forward, backward, update."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from dlcore.autodiff import gradients
from dlcore.clipping import Clip
from dlcore.errors import NonFiniteError, ShapeError
from dlcore.optimizers.optimizer import Optimizer
from dlcore.program import CannotRepeat, Program
from dlcore.tensor import Tensor

Objective = Callable[..., Tensor]


class TrainingStep:
    r"""A training step that can be made again and again; it holds the parameters and the optimizer's state.

    objective   (parameters, *batch) -> loss, one number. The batch comes as Tensors, integers too
    parameters  what the training starts from; copied
    optimizer   whose rule is followed
    clip        how gradients are clipped, or None
    replay      whether steps are computed by a Program once one has proven itself, which is several times faster. The
                first steps with batches of a shape are made of Tensors; a Program recorded from them takes over when it
                gave the same bits for other data. Set it to False for an objective that decides by numbers what to
                compute

    Errors  ShapeError for no parameters or several precisions, NonFiniteError for a loss that isn't finite

    >>> from dlcore import GradientDescent, mse
    >>> step = TrainingStep(lambda p, x, y: mse(p[0] * x, y), [Tensor(0.0, "w")], GradientDescent(lr=0.1))
    >>> [round(step(np.array([1.0, 2.0]), np.array([2.0, 4.0])), 4) for _ in range(3)]
    [10.0, 2.5, 0.625]
    >>> round(step.parameters[0].item(), 3)
    1.75
    """

    def __init__(
        self,
        objective: Objective,
        parameters: Sequence[Tensor],
        optimizer: Optimizer,
        *,
        clip: Clip | None = None,
        replay: bool = True,
    ):
        kinds = {p.value.dtype for p in parameters}
        if len(kinds) != 1:
            raise ShapeError(f"Training needs parameters of one precision; found {sorted(map(str, kinds)) or 'none'}.")
        self.objective, self.optimizer, self.clip, self.replay = objective, optimizer, clip, replay
        self.names = [p.name for p in parameters]
        self.count = 0  # steps made
        self.norm = math.nan  # of the last gradient, before clipping, when it was clipped
        self.theta = np.concatenate([p.value.ravel() for p in parameters])  # all parameters in one vector
        self.gradient = np.zeros_like(self.theta)
        self.state = {slot: np.zeros_like(self.theta) for slot in optimizer.slots}
        self.values = _views(self.theta, parameters)
        self.gradients = _views(self.gradient, parameters)
        self._recordings: dict[tuple, _Recording] = {}

    @property
    def parameters(self) -> tuple[Tensor, ...]:
        """The parameters as they are now, copied."""
        return tuple(Tensor(value, name) for value, name in zip(self.values, self.names))

    def __call__(self, *batch: np.ndarray) -> float:
        """Make one step; the loss before it."""
        loss = self.backward(*batch)
        if self.clip is not None:
            self.norm = self.clip.in_place(self.gradient)
        self.optimizer.advance(self.theta, self.gradient, self.state, self.count)
        self.count += 1
        return loss

    def backward(self, *batch: np.ndarray) -> float:
        """The loss, with its gradients left in ``gradients``; no update."""
        key = tuple([array.shape for array in batch])
        recording = self._recordings.get(key)
        if recording is not None and recording.trusted(batch):
            loss, *slopes = recording.program(*self.values, *batch)
        else:
            loss, slopes = self._by_tensors(key, recording, batch)
        loss = float(loss)
        if not math.isfinite(loss):
            raise NonFiniteError(
                f"The loss is {loss} at step {self.count}: lower the learning rate, or clip the gradients."
            )
        for place, slope in zip(self.gradients, slopes):
            place[...] = slope
        return loss

    def record(self, *batch: np.ndarray) -> tuple[Tensor, tuple[Tensor, ...]]:
        """The loss as a Tensor with everything that it was made from, and the parameters in it, for looking at."""
        leaves = self.parameters
        return self.objective(leaves, *[Tensor(array) for array in batch]), leaves

    def _by_tensors(
        self, key: tuple, recording: _Recording | None, batch: tuple
    ) -> tuple[np.ndarray, list[np.ndarray]]:
        """The step made of Tensors; it records a Program, or checks the one that was recorded."""
        leaves = tuple([Tensor.leaf(value, name) for value, name in zip(self.values, self.names)])
        inputs = [Tensor.leaf(_float(array, self.theta.dtype)) for array in batch]
        loss = self.objective(leaves, *inputs)
        slopes = list(gradients(loss, leaves))
        values = [slope.value for slope in slopes]
        if recording is not None:
            recording.check([loss.value, *values], [*self.values, *batch], batch)
        elif self.replay:
            self._recordings[key] = _Recording([loss, *slopes], [*leaves, *inputs], batch)
        return loss.value, values


class _Recording:
    """A Program recorded from one step, with what is known of its truth."""

    def __init__(self, outputs: list[Tensor], inputs: list[Tensor], batch: tuple):
        try:
            self.program: Program | None = Program(outputs, inputs)
        except CannotRepeat:
            self.program = None
        self.batch = [array.tobytes() for array in batch]
        self.same_numbers = self.other_numbers = (
            False  # whether it was right for the recorded batch, and for another one
        )

    def trusted(self, batch: tuple) -> bool:
        """Whether the program can be relied on for this batch."""
        if self.program is None or self.other_numbers:
            return self.program is not None
        return self.same_numbers and self._recorded(batch)

    def check(self, expected: list[np.ndarray], arrays: list[np.ndarray], batch: tuple) -> None:
        """Compare the program with a step made of Tensors, bit for bit; a program that differs is given up."""
        if self.program is None:
            return
        found = self.program(*arrays)
        if not all(np.array_equal(a, b) for a, b in zip(expected, found)):
            self.program = None
        elif self._recorded(batch):
            self.same_numbers = True
        else:
            self.other_numbers = True

    def _recorded(self, batch: tuple) -> bool:
        return all([array.tobytes() == known for array, known in zip(batch, self.batch)])


def _float(array: np.ndarray, dtype: np.dtype) -> np.ndarray:
    return array if array.dtype == dtype else np.asarray(array, dtype=dtype)


def _views(flat: np.ndarray, like: Sequence[Tensor]) -> list[np.ndarray]:
    """Parts of a vector in the shapes of some Tensors; writing to one writes to the vector."""
    ends = np.cumsum([t.size for t in like])
    return [flat[end - t.size : end].reshape(t.shape) for end, t in zip(ends, like)]
