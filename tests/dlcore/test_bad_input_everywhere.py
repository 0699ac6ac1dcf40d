"""Bad input by the hundreds: whatever is given to whichever public function, the answer is an error that says what was
expected and what was found; never a NaN, a silent broadcast or one of NumPy's own errors."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pytest

import dlcore
from dlcore import DlcoreError, Tensor, datasets, initializers, optimizers, schedules
from dlcore.ops import arithmetic, clamp, elementary, extremes, reduction, shape
from dlcore.ops.share import share

NAN, INF, HUGE = float("nan"), float("inf"), 10**400  # HUGE is a whole number that fits into no float and no int64

ARRAYS = {
    "NaN": [1.0, NAN],
    "infinity": [1.0, INF],
    "text": ["a", "b"],
    "rows of two lengths": [[1.0], [1.0, 2.0]],
    "None": None,
    "complex": [1j],
    "huge": HUGE,
    "object": object(),
}
SIZES = {"zero": 0, "negative": -1, "fraction": 1.5, "text": "x", "None": None, "huge": HUGE}
POSITIVE = {"zero": 0, "negative": -1, "NaN": NAN, "infinity": INF, "text": "x", "None": None, "huge": HUGE}
NOT_NEGATIVE = {key: value for key, value in POSITIVE.items() if key != "zero"}
SEEDS = {"negative": -1, "None": None, "fraction": 1.5, "text": "x", "True": True}
SHAPES = {
    str(shape): np.ones(shape) for shape in ((), (7,), (0,), (2, 7), (0, 3), (2, 0), (1, 1, 0, 0), (2, 7, 5, 3, 2))
}

Attempt = tuple[str, Callable[[], object]]


def each(name: str, call: Callable[[object], object], values: dict[str, object]) -> Iterator[Attempt]:
    """The call with one bad value after the other."""
    return ((f"{name}: {key}", lambda value=value: call(value)) for key, value in values.items())


def activations() -> Iterator[Attempt]:
    """Functions of one array, and their settings."""
    primes = [name for name in dlcore.__all__ if name.endswith("_prime")]
    rows = ["softmax", "log_softmax", "log_sum_exp"]
    for name in [*rows, *primes, *(name.removesuffix("_prime") for name in primes), "step"]:
        yield from each(name, getattr(dlcore, name), ARRAYS)
    for name in rows:
        yield from each(name, getattr(dlcore, name), {"empty": [], "a number": 1.0})
    many = {"a negative Tensor": Tensor(-1.0), "a vector": Tensor([1.0, 2.0])}
    yield from each("temperature", lambda T: dlcore.softmax([1.0, 2.0], T), POSITIVE | many)
    for name in ("leaky_relu", "elu", "leaky_relu_prime", "elu_prime"):
        f = getattr(dlcore, name)
        yield from each(f"{name} alpha", lambda a, f=f: f([1.0], a), NOT_NEGATIVE)


def losses() -> Iterator[Attempt]:
    """Predictions, targets, reductions; probabilities and labels that can't be."""
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


def layers() -> Iterator[Attempt]:
    """What layers are called with."""
    made = {
        "linear": dlcore.linear(3, 2, rng=1),
        "mlp": dlcore.mlp([3, 2], rng=1),
        "convolution": dlcore.convolution(1, 2, 3, rng=1),
        "cnn": dlcore.cnn((1, 8, 8), rng=1),
        "rnn": dlcore.rnn(3, 2, rng=1),
        "lstm": dlcore.lstm(3, 2, rng=1),
        "gru": dlcore.gru(3, 2, rng=1),
        "attention": dlcore.multi_head_attention(4, 2, rng=1),
        "feed_forward": dlcore.feed_forward(4, rng=1),
        "transformer_block": dlcore.transformer_block(4, 2, rng=1),
        "residual_block": dlcore.residual_block(1, 1, rng=1),
        "LayerNorm": dlcore.LayerNorm.of(3),
        "RMSNorm": dlcore.RMSNorm.of(3),
        "BatchNorm": dlcore.BatchNorm.of(3),
        "decoder": dlcore.decoder(V=5, D=4, num_heads=2, blocks=1, longest=4, rng=1),
    }
    for name, layer in made.items():
        yield from each(name, layer, ARRAYS | SHAPES)
        yield f"{name}: no parameters", lambda layer=layer: layer.with_parameters([])
        other = [Tensor(np.ones((9, 9, 9, 9, 9)))] * len(layer.parameters)
        yield f"{name}: other parameters", lambda layer=layer, other=other: layer.with_parameters(other)
    words = {"above": [5], "below": [-1], "between": [0.5], "empty": []}
    yield from each("embedding", dlcore.embedding(5, 2, rng=1), ARRAYS | words)
    predictor = dlcore.noise_predictor(2, 10, rng=1, hidden=4)
    yield from each("noise_predictor", lambda x: predictor(x, 1), ARRAYS | SHAPES)
    yield "Linear: arrays", lambda: dlcore.Linear(np.ones((2, 2)))
    for pool in (dlcore.max_pool, dlcore.average_pool):
        yield from each(pool.__name__, pool, ARRAYS | SHAPES)
        yield from each(
            f"{pool.__name__} size", lambda k, pool=pool: pool(np.ones((1, 1, 4, 4)), k), SIZES | {"nine": 9}
        )
    for norm in (dlcore.layer_norm, dlcore.rms_norm, dlcore.batch_norm, dlcore.standardize):
        empty = {"a number": 1.0, "empty": [], "no features": np.ones((2, 0))}
        yield from each(norm.__name__, norm, ARRAYS | empty)
        x = np.arange(6.0).reshape(2, 3)
        yield from each(f"{norm.__name__} eps", lambda eps, norm=norm, x=x: norm(x, eps=eps), NOT_NEGATIVE)
    rates = NOT_NEGATIVE | {"one": 1.0}
    yield from each("dropout rate", lambda rate: dlcore.dropout([1.0], rate, 1), rates)
    yield from each(
        "dropout_mask shape", lambda shape: dlcore.dropout_mask(shape, 0.5, 1), {"text": "x", "negative": (-1,)}
    )


def settings_of_layers() -> Iterator[Attempt]:
    """What layers are made with."""
    d = dlcore
    made: dict[str, Callable[[object], object]] = {
        "linear D_in": lambda n: d.linear(n, 2, rng=1),
        "linear D_out": lambda n: d.linear(2, n, rng=1),
        "mlp width": lambda n: d.mlp([2, n], rng=1),
        "convolution C_in": lambda n: d.convolution(n, 2, 3, rng=1),
        "convolution C_out": lambda n: d.convolution(2, n, 3, rng=1),
        "convolution kernel": lambda n: d.convolution(2, 2, n, rng=1),
        "convolution groups": lambda n: d.convolution(2, 2, 3, rng=1, groups=n),
        "convolution stride": lambda n: d.convolution(2, 2, 3, rng=1, stride=n),
        "convolution dilation": lambda n: d.convolution(2, 2, 3, rng=1, dilation=n),
        "cnn image": lambda n: d.cnn((1, n, 8), rng=1),
        "cnn kernel": lambda n: d.cnn((1, 8, 8), kernel=n, rng=1),
        "cnn channels": lambda n: d.cnn((1, 8, 8), channels=(n,), rng=1),
        "cnn classes": lambda n: d.cnn((1, 8, 8), classes=n, rng=1),
        "embedding V": lambda n: d.embedding(n, 2, rng=1),
        "embedding D": lambda n: d.embedding(2, n, rng=1),
        "rnn": lambda n: d.rnn(n, 2, rng=1),
        "lstm": lambda n: d.lstm(2, n, rng=1),
        "gru": lambda n: d.gru(n, 2, rng=1),
        "multi_head_attention D": lambda n: d.multi_head_attention(n, 1, rng=1),
        "multi_head_attention heads": lambda n: d.multi_head_attention(4, n, rng=1),
        "feed_forward": lambda n: d.feed_forward(n, rng=1),
        "transformer_block": lambda n: d.transformer_block(n, 1, rng=1),
        "residual_block": lambda n: d.residual_block(n, 2, rng=1),
        "residual_block stride": lambda n: d.residual_block(2, 2, rng=1, stride=n),
        "LayerNorm": d.LayerNorm.of,
        "RMSNorm": d.RMSNorm.of,
        "BatchNorm": d.BatchNorm.of,
        "decoder V": lambda n: d.decoder(V=n, D=4, num_heads=2, blocks=1, longest=4, rng=1),
        "decoder blocks": lambda n: d.decoder(V=4, D=4, num_heads=2, blocks=n, longest=4, rng=1),
        "decoder longest": lambda n: d.decoder(V=4, D=4, num_heads=2, blocks=1, longest=n, rng=1),
        "noise_predictor D": lambda n: d.noise_predictor(n, 10, rng=1),
        "noise_predictor T": lambda n: d.noise_predictor(2, n, rng=1),
        "causal_mask": d.causal_mask,
    }
    for name, call in made.items():
        yield from each(name, call, SIZES)
    for name in ("linear", "rnn", "lstm", "gru", "embedding", "multi_head_attention"):
        f = getattr(d, name)
        yield from each(f"{name} rng", lambda rng, f=f: f(2, 1, rng=rng), SEEDS)
    yield from each("mlp sizes", lambda sizes: d.mlp(sizes, rng=1), {"one": [3], "text": "ab", "a number": 3})
    names = {"unknown": "rely", "a number": 3}
    yield from each("mlp activation", lambda name: d.mlp([1, 1], rng=1, activation=name), names)
    yield from each("feed_forward activation", lambda name: d.feed_forward(4, rng=1, activation=name), names)
    shapes = {"one axis": (2,), "none": (), "empty": (0, 2), "a number": 3, "text": "x", "fraction": (1.5, 2)}
    shapes |= {"negative": (2, -1), "huge": (HUGE, 2), "too much": (2**40, 2**40)}
    for name in ("glorot_normal", "glorot_uniform", "he_normal", "he_uniform"):
        init = getattr(initializers, name)
        yield from each(name, lambda shape, init=init: init(shape, 1), shapes)
        yield from each(f"{name} gain", lambda gain, init=init: init((2, 2), 1, gain), NOT_NEGATIVE)
    sizes = {"kernel 0": (7, 0), "stride 0": (7, 3, 0), "padding -1": (7, 3, 1, -1), "dilation 0": (7, 3, 1, 0, 0)}
    sizes |= {"fraction": (7.5, 3), "text": ("x", 3), "NaN": (NAN, 3), "too small": (1, 3)}
    yield from each("output_size", lambda given: d.output_size(*given), sizes)


def of_optimizers() -> Iterator[Attempt]:
    """Hyperparameters, gradients and states that don't go together."""
    w = Tensor([1.0, 2.0], "w")
    for name in ("GradientDescent", "SGD", "Momentum", "Nesterov", "AdaGrad", "RMSProp", "Adam", "AdamW"):
        kind = getattr(optimizers, name)
        yield from each(f"{name} lr", lambda lr, kind=kind: kind(lr=lr), POSITIVE | {"True": True, "list": [0.1]})
        yield from each(f"{name} weight_decay", lambda wd, kind=kind: kind(lr=0.1, weight_decay=wd), NOT_NEGATIVE)
        rule = kind(lr=0.1)
        yield f"{name}: no gradient", lambda rule=rule: rule.step([w], [])
        broken = {
            "another shape": Tensor([1.0]),
            "one number for two": Tensor(1.0),
            "NaN": Tensor.leaf(np.array([1.0, NAN])),
            "an array": np.array([1.0, 2.0]),
        }
        yield from each(f"{name} gradient", lambda g, rule=rule: rule.step([w], [g]), broken)
        states = {"other slots": optimizers.State(1, {"z": (w,)})}
        if rule.slots:
            states["other shapes"] = optimizers.State(1, {slot: (Tensor(1.0),) for slot in rule.slots})
        yield from each(f"{name} state", lambda state, rule=rule: rule.step([w], [w], state), states)
        yield from each(f"{name} step", rule.rate, {key: v for key, v in SIZES.items() if key != "zero"})
    for name in ("AdaGrad", "RMSProp", "Adam", "AdamW"):
        kind = getattr(optimizers, name)
        yield from each(f"{name} eps", lambda eps, kind=kind: kind(lr=0.1, eps=eps), POSITIVE)
    for name in ("Momentum", "Nesterov"):
        values = NOT_NEGATIVE | {"one": 1.0}
        kind = getattr(optimizers, name)
        yield from each(f"{name} momentum", lambda m, kind=kind: kind(lr=0.1, momentum=m), values)
    betas = {
        "one": (0.9,),
        "1": (1.0, 0.9),
        "negative": (-0.1, 0.9),
        "no pair": 0.9,
        "text": ("a", 0.9),
        "NaN": (NAN, 0.9),
    }
    yield from each("Adam betas", lambda pair: optimizers.Adam(lr=0.1, betas=pair), betas)
    for kind in (dlcore.ClipByNorm, dlcore.ClipByValue):
        yield from each(kind.__name__, kind, POSITIVE)


def of_schedules() -> Iterator[Attempt]:
    """Settings, and steps that are no steps."""
    s = schedules
    made = [
        s.Constant(0.1),
        s.StepDecay(0.1, 1),
        s.ExponentialDecay(0.1, 0.5),
        s.Cosine(0.1, 3),
        s.WarmUp(2, s.Constant(0.1)),
        s.TransformerSchedule(4),
        s.OneCycle(0.1, 10),
    ]
    steps = {key: value for key, value in SIZES.items() if key != "zero"} | {"True": True, "NaN": NAN}
    for schedule in made:
        yield from each(f"{type(schedule).__name__} step", schedule, steps)
        yield from each(f"{type(schedule).__name__} over", schedule.over, steps)
    for name, rest in (
        ("Constant", ()),
        ("StepDecay", (1,)),
        ("ExponentialDecay", (0.5,)),
        ("Cosine", (3,)),
        ("OneCycle", (9,)),
    ):
        kind = getattr(s, name)
        yield from each(f"{name} lr", lambda lr, kind=kind, rest=rest: kind(lr, *rest), POSITIVE)
    yield from each("StepDecay every", lambda k: s.StepDecay(0.1, k), SIZES)
    yield from each("StepDecay factor", lambda f: s.StepDecay(0.1, 1, f), POSITIVE | {"two": 2})
    yield from each("ExponentialDecay factor", lambda f: s.ExponentialDecay(0.1, f), POSITIVE | {"two": 2})
    yield from each("Cosine steps", lambda steps: s.Cosine(0.1, steps), SIZES)
    yield from each("Cosine lowest", lambda low: s.Cosine(0.1, 3, low), NOT_NEGATIVE | {"above lr": 0.2})
    yield from each("WarmUp steps", lambda steps: s.WarmUp(steps, s.Constant(0.1)), SIZES)
    yield from each("WarmUp then", lambda then: s.WarmUp(2, then), {"a number": 0.1, "None": None})
    yield from each("warmup_cosine warmup", lambda w: s.warmup_cosine(0.1, warmup=w, steps=3), SIZES | {"all": 3})
    yield from each("TransformerSchedule d_model", s.TransformerSchedule, SIZES)
    yield from each("TransformerSchedule warmup", lambda w: s.TransformerSchedule(4, w), SIZES)
    yield from each("OneCycle steps", lambda steps: s.OneCycle(0.1, steps), SIZES | {"one": 1})
    yield from each("OneCycle rise", lambda rise: s.OneCycle(0.1, 10, rise), POSITIVE | {"one": 1.0, "too short": 0.01})
    yield from each("OneCycle divisor", lambda divisor: s.OneCycle(0.1, 10, 0.3, divisor), POSITIVE | {"half": 0.5})


def of_datasets() -> Iterator[Attempt]:
    """Numbers of points, noise, seeds, centres, shares held out, characters."""
    for name in ("xor", "moons", "spirals", "blobs", "text"):
        f = getattr(datasets, name)
        yield from each(name, f, SIZES)
        yield from each(f"{name} rng", lambda rng, f=f: f(3, rng=rng), SEEDS)
    for name in ("xor", "moons", "spirals"):
        f = getattr(datasets, name)
        yield from each(f"{name} noise", lambda n, f=f: f(3, noise=n), NOT_NEGATIVE)
    numbers = {key: value for key, value in NOT_NEGATIVE.items() if key != "negative"}
    yield from each("spirals classes", lambda C: datasets.spirals(3, classes=C), SIZES)
    yield from each("spirals turns", lambda turns: datasets.spirals(3, turns=turns), numbers)
    yield from each("blobs spread", lambda spread: datasets.blobs(3, spread=spread), NOT_NEGATIVE)
    centers = {"none": [], "one axis": [1.0], "NaN": [[NAN, 1]], "text": [["a"]], "rows of two lengths": [[1], [1, 2]]}
    yield from each("blobs centers", lambda centers: datasets.blobs(3, centers=centers), centers)
    yield from each("curve N", lambda N: datasets.curve("sine", N), SIZES)
    yield from each("curve noise", lambda noise: datasets.curve(noise=noise), NOT_NEGATIVE)
    yield from each("curve low", lambda low: datasets.curve(low=low), numbers | {"above high": 2.0})
    yield from each("curve name", datasets.curve, {"unknown": "sinus", "a number": 3})
    four = np.arange(4)
    shares = {
        "0": 0,
        "all": 1.0,
        "negative": -0.1,
        "every one": 4,
        "too many": 5,
        "NaN": NAN,
        "text": "x",
        "True": True,
    }
    yield from each("split held_out", lambda held: datasets.split(four, four, held_out=held), shares)
    pairs = {"unequal": (four, four[:3]), "empty": ([], []), "numbers": (1.0, 2.0), "ragged": ([[1], [1, 2]], [0, 1])}
    yield from each("split", lambda pair: datasets.split(*pair), pairs)
    alphabet = datasets.Alphabet("ab")
    yield from each("Alphabet", datasets.Alphabet, {"empty": "", "twice": "aa", "a number": 3})
    yield from each("encode", alphabet.encode, {"unknown": "c", "a number": 3})
    yield from each("decode", alphabet.decode, {"above": [2], "below": [-1], "between": [0.5], "text": "ab"})


def of_operations() -> Iterator[Attempt]:
    """Operations: their arrays, axes, shapes, limits and exponents."""
    two = Tensor([1.0, 2.0], "x")
    of_one = {
        **{name: getattr(elementary, name) for name in ("exp", "log", "sqrt", "absolute", "sin", "cos")},
        "larger": lambda v: extremes.larger(v, 1.0),
        "smaller": lambda v: extremes.smaller(v, 1.0),
        "share": lambda v: share(v, 1.0),
        "//": lambda v: arithmetic.floor_divide(v, 2.0),
        "stack": lambda v: shape.stack([v, [1.0, 2.0]]),
        "total": reduction.total,
        "largest": reduction.largest,
    }
    for name, f in of_one.items():
        yield from each(name, f, ARRAYS)
    not_numbers = {key: value for key, value in NOT_NEGATIVE.items() if key != "negative"}
    yield from each("exponent", lambda e: two**e, not_numbers | {"a list": [1.0, 2.0]})
    yield from each("clamp limit", lambda limit: clamp.clamp(two, limit), NOT_NEGATIVE)
    axes = {"above": 1, "fraction": 0.5, "text": "x", "NaN": NAN}
    yield from each("mean axis", lambda axis: reduction.mean(two, axis), axes)
    yield from each("stack axis", lambda axis: shape.stack([two, two], axis), {"above": 2, "below": -3})
    yield from each("concatenate axis", lambda axis: shape.concatenate([two, two], axis), {"above": 1, "below": -2})
    yield from each("reshape", lambda size: shape.reshape(two, size), {"3": (3,), "text": "x", "fraction": (0.5, 4)})
    yield from each("permute", lambda order: shape.permute([[1.0]], order), {"one": (0,), "twice": (0, 0), "no": None})
    yield "//: by 0", lambda: 1.0 // Tensor([1.0, 0.0])
    yield "power: overflow of a number", lambda: Tensor(10.0) ** Tensor(400.0)
    yield "power: overflow in an array", lambda: Tensor([10.0, 1.0]) ** Tensor(400.0)
    yield "power: of a negative number", lambda: Tensor(-1.0) ** Tensor(0.5)


def of_measures() -> Iterator[Attempt]:
    """Metrics, densities, noise schedules and steps, statistics, workings."""
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
        "rate shown", lambda step: schedules.Cosine(0.1, steps=5).shown(step), {"text": "x", "negative": -1}
    )


FAMILIES = [
    of_operations,
    of_measures,
    activations,
    losses,
    layers,
    settings_of_layers,
    of_optimizers,
    of_schedules,
    of_datasets,
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.__name__)
def test_every_mistake_is_named(family) -> None:
    """Each attempt raises an error of dlcore, without a warning before, that is a sentence about what was found."""
    faults = []
    attempts = list(family())
    for name, attempt in attempts:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            try:
                faults.append(f"{name}: no error, but {attempt()!r:.60}")
            except DlcoreError as error:
                if not re.search(r"\b(found|holds|sums to|has|is|goes down to)\b", str(error)):
                    faults.append(f"{name}: doesn't say what was found: {error}")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is a fault to be reported
                faults.append(f"{name}: {type(error).__name__}: {error}")
    assert faults == []
    assert len(attempts) > 90
    assert len({name for name, _ in attempts}) == len(attempts)
