"""Losses against torch.nn.functional: values and gradients, mean and sum."""

from __future__ import annotations

import numpy as np

from torch_reference.case import Case, differentiable

_RNG = np.random.default_rng(12)
_A, _B = _RNG.normal(0.0, 2.0, (2, 3, 4))
_Y = _RNG.integers(0, 2, (3, 4)).astype(np.float64)
_LABELS = np.array([2, 0, 3])
_U, _V = _RNG.uniform(0.1, 1.0, (2, 3, 4))
_P, _Q = _U / _U.sum(-1, keepdims=True), _V / _V.sum(-1, keepdims=True)  # no exp: its last bit differs among machines
_ONE_HOT = np.eye(4)[_LABELS]


def _loss(name: str, **settings):
    def compute(*tensors, **named):
        import dlcore

        return getattr(dlcore, name)(*tensors, *named.values(), **settings)

    return compute


def _both(
    name: str, torch_name: str, dlcore_name: str, inputs: dict, wanted: list[str] | None = None, **settings
) -> list[Case]:
    torch_settings = settings.pop("torch_settings", settings)
    return [
        differentiable(
            f"{name}, {reduction}",
            torch=lambda t, reduction=reduction, **x: getattr(t.nn.functional, torch_name)(
                *x.values(), reduction=reduction, **torch_settings
            ),
            dlcore=_loss(dlcore_name, reduction=reduction, **settings),
            inputs=inputs,
            wanted=wanted,
        )
        for reduction in ("mean", "sum")
    ]


def _categorical(t, p, target):
    return t.nn.functional.nll_loss(t.log(p), target)


def _multi_class_hinge(t, scores, target, reduction):
    theirs = t.nn.functional.multi_margin_loss(scores, target, reduction=reduction)
    return theirs * scores.shape[-1]  # PyTorch divides by the number of classes


def _interior(p):
    """Probabilities that stay such when they are moved a little: checks are made on values, so use the operation
    itself."""
    from dlcore.losses.cross_entropy import CrossEntropy
    from dlcore.tensor import Tensor

    return CrossEntropy("mean")(p, Tensor(_ONE_HOT))


CASES = [
    *_both("mse", "mse_loss", "mse", {"a": _A, "y": _B}),
    *_both("mae", "l1_loss", "mae", {"a": _A, "y": _B}),
    *_both("huber", "huber_loss", "huber", {"a": _A, "y": _B}, delta=0.7),
    *_both("binary cross-entropy", "binary_cross_entropy", "binary_cross_entropy", {"p": _P, "y": _Y}, ["p"]),
    *_both(
        "binary cross-entropy with logits",
        "binary_cross_entropy_with_logits",
        "binary_cross_entropy_with_logits",
        {"z": _A, "y": _Y},
        ["z"],
    ),
    *_both(
        "cross-entropy with logits, indices", "cross_entropy", "cross_entropy_with_logits", {"z": _A, "target": _LABELS}
    ),
    *_both(
        "cross-entropy with logits, one-hot",
        "cross_entropy",
        "cross_entropy_with_logits",
        {"z": _A, "y": _ONE_HOT},
        ["z"],
    ),
    *_both(
        "label smoothing",
        "cross_entropy",
        "cross_entropy_with_logits",
        {"z": _A, "target": _LABELS},
        label_smoothing=0.1,
    ),
    differentiable(
        "cross-entropy of probabilities",
        torch=_categorical,
        dlcore=lambda p, target: _interior(p),
        inputs={"p": _P, "target": _LABELS},
    ),
    differentiable(
        "half the squared error",
        torch=lambda t, a, y: t.nn.functional.mse_loss(a, y, reduction="sum") / 2,
        dlcore=_loss("half_squared_error"),
        inputs={"a": _A[0], "y": _B[0]},
    ),
    *(
        differentiable(
            f"hinge, {reduction}",
            torch=lambda t, scores, target, reduction=reduction: _multi_class_hinge(t, scores, target, reduction),
            dlcore=_loss("hinge", reduction=reduction),
            inputs={"scores": _A, "target": _LABELS},
        )
        for reduction in ("mean", "sum")
    ),
    *(
        differentiable(
            f"kl divergence, {reduction}",
            torch=lambda t, p, q, theirs=theirs: t.nn.functional.kl_div(t.log(q), p, reduction=theirs),
            dlcore=_loss("kl_divergence", reduction=reduction),
            inputs={"p": _P, "q": _Q},
        )
        for reduction, theirs in (("mean", "batchmean"), ("sum", "sum"))
    ),
]
