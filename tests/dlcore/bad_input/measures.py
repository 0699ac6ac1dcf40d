"""Metrics, densities, noise schedules and steps, statistics, workings."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

import dlcore
from bad_input.values import ARRAYS, NAN, NOT_NEGATIVE, POSITIVE, SIZES, Attempt, each
from dlcore import Tensor, initializers, schedules


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    scores, zero = [[0.1, 0.9], [0.2, 0.8]], lambda x, t: 0.0 * x.value
    labels = {"below": [0, -1], "above": [0, 2], "between": [0, 0.5], "too many": [0, 1, 0]}
    for name in ("accuracy", "confusion_matrix"):
        f = getattr(dlcore, name)
        yield from each(f"{name} scores", lambda s, f=f: f(s, [0, 1]), ARRAYS)
        yield from each(f"{name} target", lambda t, f=f: f(scores, t), ARRAYS | labels)
    yield "confusion_matrix: too few classes", lambda: dlcore.confusion_matrix(scores, [0, 1], 1)
    yield from each("binary_accuracy probs", lambda p: dlcore.binary_accuracy(p, [0, 1]), ARRAYS)
    yield from each("binary_accuracy y", lambda y: dlcore.binary_accuracy([0.1, 0.2], y), ARRAYS | labels)
    tables = {"negative": [[-1, 0], [0, 1]], "flat": [1, 2], "NaN": [[NAN, 0], [0, 1]]}
    yield from each("precision_recall", dlcore.precision_recall, tables)
    yield from each("statistics", dlcore.statistics, ARRAYS | {"empty": []})
    yield from each("relative_error", lambda a: dlcore.relative_error(a, [1.0, 2.0]), ARRAYS | {"longer": [1, 2, 3]})
    yield from each("Mixture means", lambda m: dlcore.Mixture(m, (1.0, 1.0)), ARRAYS)
    yield from each("Mixture stds", lambda s: dlcore.Mixture((0.0, 1.0), s), ARRAYS | {"zero": (0.0, 1.0)})
    yield from each("density", dlcore.Mixture((0.0,), (1.0,)).density, ARRAYS)
    yield from each("kernel_density width", lambda w: dlcore.kernel_density([0.0], [0.0], w), POSITIVE)
    half = [0.5, 0.5]
    yield from each("game_value dx", lambda dx: dlcore.game_value(half, half, half, dx), POSITIVE)
    yield from each("jensen_shannon dx", lambda dx: dlcore.jensen_shannon(half, half, dx), POSITIVE)
    yield from each("wasserstein dx", lambda dx: dlcore.wasserstein_of_densities(half, half, dx), POSITIVE)
    yield from each("beta", dlcore.NoiseSchedule, ARRAYS | {"0": [0.0], "1": [1.0], "none": []})
    noise = dlcore.linear_schedule(5)
    yield from each("ddpm_step t", lambda t: dlcore.ddpm_step(noise, zero, half, t, half), SIZES | {"too late": 6})
    yield from each("ddpm_step fresh", lambda f: dlcore.ddpm_step(noise, zero, half, 2, f), ARRAYS | {"one": 1.0})
    earlier = {key: value for key, value in SIZES.items() if key != "zero"} | {"itself": 3}
    yield from each("ddim_step to", lambda to: dlcore.ddim_step(noise, zero, half, 3, to), earlier)
    doubled = 2.0 * Tensor([1.0, 2.0], "x")
    yield from each("working digits", lambda n: doubled.working(digits=n), SIZES)
    yield from each(
        "working entry", lambda k: doubled.working(entry=k), {"above": 2, "text": "x", "two": (0, 0), "half": 0.5}
    )
    yield from each("shifted", lambda down: dlcore.shifted(np.ones((2, 2)), down, 0), {"fraction": 0.5, "text": "x"})
    yield "global_norm: of nothing", lambda: dlcore.global_norm([])
    yield from each("fans", initializers.fans, {"one axis": (3,), "empty": (3, 0), "text": "x", "fraction": (1.5, 2)})
    yield from each(
        "rate shown", lambda step: schedules.Cosine(0.1, steps=5).tensor(step), {"text": "x", "negative": -1}
    )
    losses = ARRAYS | {"a table": [[1.0]], "a number": 1.0}
    for call in ("best", "over", "stops_at"):
        yield from each(f"EarlyStopping {call}", getattr(dlcore.EarlyStopping(), call), losses)
    yield "EarlyStopping best: of none", lambda: dlcore.EarlyStopping().best([])
    yield from each("EarlyStopping patience", dlcore.EarlyStopping, SIZES)
    yield from each("EarlyStopping min_delta", lambda least: dlcore.EarlyStopping(min_delta=least), NOT_NEGATIVE)
