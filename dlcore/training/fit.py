"""The training loop."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np

from dlcore.check import whole
from dlcore.clipping import Clip
from dlcore.errors import DomainError, NonFiniteError, ShapeError
from dlcore.optimizers.optimizer import Optimizer
from dlcore.regularization.early_stopping import EarlyStopping
from dlcore.rng import generator
from dlcore.tensor import Tensor
from dlcore.training.record import Metric, Model, Record, Run, Watch
from dlcore.training.step import TrainingStep


def fit(
    model: Model,
    loss: Callable[[Tensor, Tensor], Tensor],
    x: np.ndarray,
    y: np.ndarray,
    *,
    optimizer: Optimizer,
    epochs: int,
    batch_size: int | None = None,
    rng: np.random.Generator | int = 1,
    held_out: tuple[np.ndarray, np.ndarray] | None = None,
    metrics: Mapping[str, Metric] | None = None,
    penalty: Callable[[Model], Tensor] | None = None,
    forward: Callable[[Model, Tensor, np.random.Generator], Tensor] | None = None,
    augment: Callable[[np.ndarray, np.random.Generator], np.ndarray] | None = None,
    clip: Clip | None = None,
    early_stopping: EarlyStopping | None = None,
    watch: Watch = Watch(),
    stop_on_divergence: bool = False,
) -> Run[Model]:
    r"""Train a model on examples, minibatch by minibatch, and record what lectures plot.

    loss            (prediction, target) -> one number, such as mse
    x, y            (N, ...) each: examples and targets
    epochs          how often all examples are gone through
    batch_size      examples in a minibatch, shuffled anew in each epoch; the last one may be smaller. None: all, in
                    order
    held_out        (x, y) on which loss and metrics are measured after each epoch
    metrics         by name: (prediction, target) -> number, on arrays
    penalty         model -> number added to the loss, such as an L2 penalty
    forward         (model, x, rng) -> prediction while training, for dropout; by default model(x)
    augment         (x of a minibatch, rng) -> x, drawn anew each time
    clip            how gradients are clipped
    early_stopping  when to end before ``epochs``; needs held_out, and gives back the best model
    watch           what to record besides
    stop_on_divergence  end the run, instead of an error, when the loss is no longer finite

    Convention  the same seed gives the same bits on every run. Nothing is printed and the model given stays as it is
    Errors      ShapeError when x and y differ in length; DomainError for settings out of range; NonFiniteError when
                the loss
                is no longer finite, with the step

    >>> from dlcore import GradientDescent, Linear, mse
    >>> line = Linear(Tensor([[0.0]], "W"), Tensor([0.0], "b"))
    >>> x = np.linspace(-1.0, 1.0, 5).reshape(5, 1)
    >>> run = fit(line, mse, x, 2.0 * x + 1.0, optimizer=GradientDescent(lr=0.5), epochs=30)
    >>> [round(p.value.item(), 3) for p in run.model.parameters], run.history.losses[:2].round(3).tolist()
    ([2.0, 1.0], [3.0, 0.5])
    """
    x, y = _examples("x", x), _examples("y", y)
    _same_length(x, y)
    if early_stopping is not None and held_out is None:
        raise DomainError("early_stopping needs held_out examples to watch, found None.")
    rng = generator(rng)

    def objective(parameters: tuple[Tensor, ...], x: Tensor, y: Tensor) -> Tensor:
        current = model.with_parameters(parameters)
        value = loss(current(x) if forward is None else forward(current, x, rng), y)
        return value if penalty is None else value + penalty(current)

    step = TrainingStep(objective, model.parameters, optimizer, clip=clip)
    held = None if held_out is None else (_examples("held-out x", held_out[0]), _examples("held-out y", held_out[1]))
    record = Record(model, loss, metrics or {}, (x, y), held, watch, step)
    size = len(x) if batch_size is None else whole("batch_size", batch_size, least=1)
    stopped = False
    try:
        with np.errstate(over="ignore", invalid="ignore"):  # every loss is checked
            for _ in range(whole("epochs", epochs, least=1)):
                for batch_x, batch_y in minibatches(x, y, size, rng if batch_size is not None else None):
                    record.step(augment(batch_x, rng) if augment is not None else batch_x, batch_y)
                record.epoch()
                stopped = early_stopping is not None and early_stopping.over(record.held_out_losses)
                if stopped:
                    break
    except NonFiniteError:
        if not stop_on_divergence:
            raise
        record.diverged = step.count
    return record.run(stopped, early_stopping)


def minibatches(
    x: np.ndarray, y: np.ndarray, size: int, rng: np.random.Generator | None
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """One epoch: all examples in parts of a size, the last one maybe smaller; shuffled when there is an rng.

    Working  none: examples are drawn

    >>> [part.tolist() for part, _ in minibatches(np.arange(5), np.arange(5), 2, None)]
    [[0, 1], [2, 3], [4]]
    """
    if rng is not None:
        order = rng.permutation(len(x))
        x, y = x[order], y[order]
    for start in range(0, len(x), size):
        yield x[start : start + size], y[start : start + size]


def _examples(name: str, values: np.ndarray) -> np.ndarray:
    """Examples as an array with a first axis, all finite."""
    array = values.value if isinstance(values, Tensor) else np.asarray(values)
    if array.ndim == 0 or not len(array):
        raise ShapeError(f"{name} needs at least one example along the first axis; found shape {array.shape}.")
    return Tensor(array, name).value if array.dtype.kind == "f" else array


def _same_length(x: np.ndarray, y: np.ndarray) -> None:
    if len(x) != len(y):
        raise ShapeError(f"x and y must hold the same number of examples; found shapes {x.shape} and {y.shape}.")
