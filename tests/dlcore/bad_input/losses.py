"""Predictions, targets, reductions; probabilities and labels that can't be."""

from __future__ import annotations

from collections.abc import Iterator

import dlcore
from bad_input.values import ARRAYS, HUGE, NAN, NOT_NEGATIVE, POSITIVE, SEVERAL, SIZES, Attempt, each
from dlcore import Tensor


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
    half = [0.5, 0.5]
    of_classes = ("hinge", "cross_entropy", "cross_entropy_with_logits")
    of_chances = ("binary_cross_entropy", "binary_cross_entropy_with_logits", "kl_divergence")
    for name in ("mse", "mae", "huber", "half_squared_error", *of_chances, *of_classes):
        f = getattr(dlcore, name)
        yield from each(f"{name} prediction", lambda a, f=f: f(a, half), ARRAYS)
        yield from each(f"{name} target", lambda y, f=f: f(half, y), ARRAYS | {"longer": [1.0, 0.0, 0.0]})
        yield f"{name}: empty", lambda f=f: f([], [])
        yield f"{name}: a column for a row", lambda f=f: f(half, [[1.0], [0.0]])
        yield f"{name}: a target to be repeated", lambda f=f: f([half, half], half)
        if name != "half_squared_error":
            target = 0 if name in of_classes else half
            kinds = {"unknown": "average", "a number": 3, "a list": ["mean"], "None": None}
            yield from each(f"{name} reduction", lambda r, f=f, t=target: f(half, t, reduction=r), kinds)
    labels = {
        "below": -1,
        "above": 2,
        "between": 0.5,
        "huge": HUGE,
        "NaN": NAN,
        "beyond int64": 2**63,
        "three": [0, 1, 0],
    }
    for name in of_classes:
        f = getattr(dlcore, name)
        yield from each(f"{name} label", lambda t, f=f: f(half, t), labels)
    chances = {"above 1": [1.5, -0.5], "below 0": [-0.1, 1.1]}
    sums = chances | {"sum": [0.5, 0.4]}
    yield from each("cross_entropy probs", lambda p: dlcore.cross_entropy(p, 0), sums)
    yield from each("kl_divergence p", lambda p: dlcore.kl_divergence(p, half), sums)
    yield from each("kl_divergence q", lambda q: dlcore.kl_divergence(half, q), sums)
    yield from each("smooth_labels y", lambda y: dlcore.smooth_labels(y, 0.1), sums | {"empty": [], "a number": 1.0})
    yield from each("binary_cross_entropy probs", lambda p: dlcore.binary_cross_entropy(p, half), chances)
    for f in (dlcore.binary_cross_entropy, dlcore.binary_cross_entropy_with_logits):
        yield from each(f"{f.__name__} target", lambda y, f=f: f(half, y), chances)
    yield "binary_cross_entropy: impossible", lambda: dlcore.binary_cross_entropy([0.0], [1.0])
    yield "cross_entropy: impossible", lambda: dlcore.cross_entropy([0.0, 1.0], 0)
    yield from each("huber delta", lambda d: dlcore.huber([1.0], [0.0], delta=d), POSITIVE)
    smoothing = NOT_NEGATIVE | {"one": 1.0}
    yield from each("smoothing", lambda s: dlcore.cross_entropy(half, 0, label_smoothing=s), smoothing)
    yield from each("one_hot classes", lambda c: dlcore.one_hot([0], c), SIZES)
    yield from each("one_hot target", lambda t: dlcore.one_hot(t, 3), {"above": [5], "below": [-1], "text": ["a"]})
    for penalty in (dlcore.l1_penalty, dlcore.l2_penalty):
        yield from each(f"{penalty.__name__} weights", lambda w, p=penalty: p(w, 0.1), SEVERAL)
        yield from each(f"{penalty.__name__} strength", lambda s, p=penalty: p([Tensor([1.0])], s), NOT_NEGATIVE)
