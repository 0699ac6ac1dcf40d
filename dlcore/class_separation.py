"""How well features tell classes apart: the share of their variance that lies between classes, and a linear probe."""

from __future__ import annotations

import numpy as np

from dlcore.check import whole
from dlcore.errors import DomainError, ShapeError
from dlcore.losses.cross_entropy import cross_entropy_with_logits
from dlcore.metrics import accuracy
from dlcore.mlp import mlp
from dlcore.optimizers.adam import Adam
from dlcore.rng import generator
from dlcore.tensor import Tensor
from dlcore.training.fit import fit

__all__ = ["between_class_share", "linear_probe"]


def between_class_share(features: object, labels: object) -> float:
    r"""The share of the features' variance that lies between the classes' means: 0 none, 1 all.

    \frac{\sum_c N_c \lVert \mu_c - \mu \rVert^2}{\sum_n \lVert x_n - \mu \rVert^2}

    Shapes   features (N, D), labels (N,) class indices
    Working  none: a ratio of sums over all examples
    Errors   ShapeError for shapes that don't agree, DomainError for features that are all alike
    Source   Fisher, The Use of Multiple Measurements in Taxonomic Problems (1936)

    >>> between_class_share([[0.0], [0.0], [1.0], [1.0]], [0, 0, 1, 1])
    1.0
    >>> between_class_share([[0.0], [1.0], [0.0], [1.0]], [0, 0, 1, 1])
    0.0
    """
    points, classes = _checked(features, labels)
    around = points - points.mean(axis=0)
    whole_sum = float((around**2).sum())
    if not whole_sum > 0:
        raise DomainError(f"Features that are all alike have no variance to share out; found {points[0]!r:.60}.")
    between = sum((classes == c).sum() * (around[classes == c].mean(axis=0) ** 2).sum() for c in np.unique(classes))
    return float(between / whole_sum)


def linear_probe(
    train: tuple[object, object],
    held_out: tuple[object, object],
    *,
    rng: np.random.Generator | int = 1,
    epochs: int = 40,
    batch_size: int = 64,
) -> float:
    r"""How often a line on fixed features is right about held-out examples: what the features hold in plain sight.

    Softmax regression by Adam (rate 0.01) on features brought to mean 0 and deviation 1 by the training examples.

    train, held_out  (features (N, D), class indices (N,)) each
    Working          none: a training; ``accuracy.tensor`` shows one accuracy
    Errors           ShapeError for shapes that don't agree, DomainError for settings below 1
    Source           Alain and Bengio, Understanding Intermediate Layers Using Linear Classifier Probes (2016)

    >>> x = np.array([[-1.0], [-2.0], [1.0], [2.0]])
    >>> linear_probe((x, [0, 0, 1, 1]), (x, [0, 0, 1, 1]))
    1.0
    """
    x, y = _checked(*train)
    x_held_out, y_held_out = _checked(*held_out)
    if x.shape[1] != x_held_out.shape[1]:
        raise ShapeError(f"Both parts need the same features; found {x.shape[1]} and {x_held_out.shape[1]}.")
    whole("epochs", epochs, least=1)
    rng = generator(rng)
    mean, deviation = x.mean(axis=0), x.std(axis=0)
    deviation[deviation == 0] = 1.0  # a feature that never changes says nothing
    classes = int(max(y.max(), y_held_out.max())) + 1
    run = fit(
        mlp([x.shape[1], classes], rng=rng),
        cross_entropy_with_logits,
        (x - mean) / deviation,
        y,
        optimizer=Adam(0.01),
        epochs=epochs,
        batch_size=min(batch_size, len(x)),
        rng=rng,
    )
    return accuracy(run.model((x_held_out - mean) / deviation), y_held_out)


def _checked(features: object, labels: object) -> tuple[np.ndarray, np.ndarray]:
    points, classes = Tensor(features, "features").value, Tensor(labels, "labels").value
    if points.ndim != 2 or not points.size or classes.shape != points.shape[:1]:
        raise ShapeError(f"Expected features (N, D) and labels (N,); found shapes {points.shape} and {classes.shape}.")
    if (classes < 0).any() or (classes != np.floor(classes)).any():
        raise DomainError(
            f"A label is a class index from 0 up; found {classes[(classes < 0) | (classes % 1 != 0)][0]:g}."
        )
    return points, classes.astype(np.int64)
