"""One training step after another: forward, backward, update."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np

from dlcore.autodiff import gradients
from dlcore.clipping import Clip
from dlcore.errors import NonFiniteError, ShapeError
from dlcore.optimizers.optimizer import Optimizer
from dlcore.tensor import Tensor
from dlcore.training.replay import Replay

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
        self.objective, self.optimizer, self.clip = objective, optimizer, clip
        self.names = [p.name for p in parameters]
        self.count = 0  # steps made
        self.norm = math.nan  # of the last gradient, before clipping, when it was clipped
        self.theta = np.concatenate([p.value.ravel() for p in parameters])  # all parameters in one vector
        self.gradient = np.zeros_like(self.theta)
        self.state = {slot: np.zeros_like(self.theta) for slot in optimizer.slots}
        self.values = _views(self.theta, parameters)
        self.gradients = _views(self.gradient, parameters)
        self.replay = Replay(self._loss_and_slopes, self.names, replay)

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
        loss, *slopes = self.replay(self.values, batch)
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

    def _loss_and_slopes(self, parameters: tuple[Tensor, ...], *batch: Tensor) -> list[Tensor]:
        loss = self.objective(parameters, *batch)
        return [loss, *gradients(loss, parameters)]


def _views(flat: np.ndarray, like: Sequence[Tensor]) -> list[np.ndarray]:
    """Parts of a vector in the shapes of some Tensors; writing to one writes to the vector."""
    ends = np.cumsum([t.size for t in like])
    return [flat[end - t.size : end].reshape(t.shape) for end, t in zip(ends, like)]
