"""The training loop: what it records, that seeds repeat it bit for bit, early stopping, divergence; digits are
learned."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import (
    Adam,
    ClipByNorm,
    DomainError,
    EarlyStopping,
    GradientDescent,
    Linear,
    NonFiniteError,
    ShapeError,
    Tensor,
    Watch,
    accuracy,
    augmented,
    cross_entropy_with_logits,
    dropout,
    fit,
    l2_penalty,
    minibatches,
    mlp,
    mse,
    relu,
    shifted,
    statistics,
)
from dlcore.datasets import digits, moons, split, xor
from dlcore.ops.elementary import exp
from dlcore.ops.reduction import total
from dlcore.schedules import Constant, WarmUp

X, LABELS = moons(60, rng=1)
HELD_OUT = moons(40, rng=2)
NETWORK = mlp([2, 8, 2], rng=1, activation="tanh")


def trained(**choices):
    choices = {"optimizer": Adam(0.02), "epochs": 12, "batch_size": 32, "rng": 3} | choices
    return fit(NETWORK, cross_entropy_with_logits, X, LABELS, **choices)


def test_a_run_records_what_lectures_plot():
    """Losses, rates and norms by step; losses and metrics by epoch; looks inside; the trajectory."""
    run = trained(held_out=HELD_OUT, metrics={"accuracy": accuracy}, watch=Watch(snapshot_every=10, trajectory=True))
    history = run.history
    assert history.steps == 12 * 4 and history.epochs == 12
    assert history.epoch_ends.tolist() == list(range(4, 49, 4))
    assert history.losses.shape == history.learning_rates.shape == history.gradient_norms.shape == (48,)
    assert (history.learning_rates == 0.02).all()
    assert history.train_losses[-1] < history.train_losses[0]
    assert history.held_out_metrics["accuracy"].shape == history.train_metrics["accuracy"].shape == (12,)
    assert history.best_epoch == int(history.held_out_losses.argmin())
    assert history.trajectory.shape == (49, NETWORK.parameter_count)
    last = np.concatenate([p.value.ravel() for p in run.model.parameters])
    np.testing.assert_array_equal(history.trajectory[-1], last)
    np.testing.assert_array_equal(history.trajectory[0], np.concatenate([p.value.ravel() for p in NETWORK.parameters]))


@pytest.mark.independent
def test_epochs_are_measured_by_a_recording():
    """What is written down has the bits that the model gives, and Tensors are made for two steps and two
    epochs only.
    """
    asked = []

    def loss(prediction, target):
        asked.append(prediction)
        return cross_entropy_with_logits(prediction, target)

    history = fit(
        NETWORK, loss, X, LABELS, optimizer=Adam(0.02), epochs=6, metrics={"accuracy": accuracy}, watch=Watch(0, True)
    ).history
    assert len(asked) == 4
    sizes = np.cumsum([p.size for p in NETWORK.parameters])
    for k, theta in enumerate(history.trajectory[1:]):
        parts = zip(np.split(theta, sizes), NETWORK.parameters)
        answers = NETWORK.with_parameters([Tensor(part.reshape(p.shape), p.name) for part, p in parts])(X)
        assert history.train_losses[k] == cross_entropy_with_logits(answers, LABELS).item()
        assert history.train_metrics["accuracy"][k] == accuracy(answers, LABELS)


def test_a_measure_that_overflows_is_told_as_tensors_tell_it():
    """A recording gives infinity, without a word; the error names the operation."""

    def loss(prediction, target):
        return total(exp(prediction) + exp(-prediction))

    line, ever_faster = Linear(Tensor([[0.01]], "W")), GradientDescent(WarmUp(50, then=Constant(50.0)))
    with pytest.raises(NonFiniteError, match="exp overflows"):
        fit(line, loss, [[1.0]], [[0.0]], optimizer=ever_faster, epochs=50)


@pytest.mark.independent
def test_a_snapshot_is_right():
    """Its numbers are those of the network and minibatch of that step, computed here anew."""
    run = trained(epochs=1, batch_size=None, watch=Watch(snapshot_every=1, trajectory=True))
    (look,) = run.history.snapshots
    forward = NETWORK.forward(X)
    assert list(look.activations) == ["z^{(1)}", "a^{(1)}", "z^{(2)}"]
    assert look.activations["a^{(1)}"].std == pytest.approx(forward.a[0].value.std())
    assert list(look.gradients) == list(look.weights) == [p.name for p in NETWORK.parameters]
    moved = run.model.parameters[0].value - NETWORK.parameters[0].value
    assert look.update_ratios["W^{(1)}"] == pytest.approx(moved.std() / NETWORK.parameters[0].value.std())
    assert "b^{(1)}" not in look.update_ratios  # all biases were 0
    assert look.weights["W^{(1)}"].norm == pytest.approx(np.linalg.norm(NETWORK.parameters[0].value))


@pytest.mark.independent
def test_the_first_loss_of_an_untrained_classifier_is_about_log_k():
    """With small weights at the output, cross-entropy starts at ln 2 for two classes."""
    small = mlp([2, 8, 2], rng=1, init=lambda shape, rng: rng.normal(0.0, 0.01, shape))
    run = fit(small, cross_entropy_with_logits, X, LABELS, optimizer=Adam(0.01), epochs=1)
    assert run.history.losses[0] == pytest.approx(np.log(2), abs=1e-3)


def test_the_same_seed_gives_the_same_bits():
    """Twice the same run, with shuffling, dropout and noise; another seed gives another."""

    def forward(model, x, rng):
        hidden, last = model.layers
        return last(dropout(relu(hidden(x)), 0.2, rng))

    def jiggled(x, rng):
        return x + rng.normal(0.0, 0.01, x.shape)

    first, second, other = (trained(rng=seed, epochs=3, forward=forward, augment=jiggled) for seed in (5, 5, 6))
    for a, b, c in zip(first.model.parameters, second.model.parameters, other.model.parameters):
        assert a.value.tobytes() == b.value.tobytes() != c.value.tobytes()
    assert first.history.losses.tobytes() == second.history.losses.tobytes()


def test_the_model_given_stays_as_it_is():
    """Training makes a new model."""
    before = [p.value.tobytes() for p in NETWORK.parameters]
    run = trained(epochs=1)
    assert [p.value.tobytes() for p in NETWORK.parameters] == before
    assert [p.value.tobytes() for p in run.model.parameters] != before
    assert [p.name for p in run.model.parameters] == [p.name for p in NETWORK.parameters]


def test_early_stopping_gives_back_the_best_model():
    """On a few noisy examples the held-out loss rises again: the run ends and the model is that of the best epoch."""
    few_x, few_y = moons(6, noise=0.6, rng=4)
    run = fit(
        mlp([2, 32, 2], rng=1),
        cross_entropy_with_logits,
        few_x,
        few_y,
        optimizer=Adam(0.05),
        epochs=400,
        held_out=HELD_OUT,
        early_stopping=EarlyStopping(patience=10),
    )
    history = run.history
    assert history.stopped_early and history.epochs == history.best_epoch + 11 < 400
    assert cross_entropy_with_logits(run.model(HELD_OUT[0]), HELD_OUT[1]).item() == history.held_out_losses.min()
    assert EarlyStopping(3).stops_at(history.held_out_losses[: history.best_epoch + 1]) in (None, *range(400))
    assert EarlyStopping(patience=2, min_delta=0.1).best([1.0, 0.95, 0.8, 0.75]) == 2


def test_divergence_is_an_error_or_ends_the_run():
    """Far too high a rate: an error that says so, or on request a run that stops there, without NaN in it."""

    def act(**choices):
        return fit(
            mlp([2, 8, 1], rng=1), mse, X, LABELS[:, None] * 1.0, optimizer=GradientDescent(1e3), epochs=200, **choices
        )

    with pytest.raises(NonFiniteError, match="lower the learning rate|scale its inputs"):
        act()
    history = act(stop_on_divergence=True).history
    assert 0 < history.diverged == history.steps < 200
    assert np.isfinite(history.losses).all()


def test_penalty_and_clipping_take_part():
    """An L2 penalty makes the weights shorter; clipped gradients record their length before."""
    length = lambda run: np.linalg.norm(run.model.parameters[0].value)  # noqa: E731
    weights = lambda model: [layer.W for layer in model.layers]  # noqa: E731
    assert length(trained(penalty=lambda model: l2_penalty(weights(model), 0.1))) < 0.8 * length(trained())
    clipped = trained(clip=ClipByNorm(0.01), optimizer=GradientDescent(1.0), watch=Watch(trajectory=True)).history
    steps = np.linalg.norm(np.diff(clipped.trajectory, axis=0), axis=1)
    assert clipped.gradient_norms.max() > 0.1 and steps.max() <= 0.01 * (1 + 1e-9)


def test_minibatches_hold_every_example_once():
    """Shuffled with an rng, in order without; the last one may be smaller."""
    seen = np.concatenate([x for x, _ in minibatches(np.arange(10), np.arange(10), 4, np.random.default_rng(1))])
    assert sorted(seen.tolist()) == list(range(10)) != seen.tolist()
    assert [len(x) for x, _ in minibatches(np.arange(10), np.arange(10), 4, None)] == [4, 4, 2]


@pytest.mark.independent
def test_statistics():
    """Moments of an array and a histogram of area 1."""
    found = statistics([[-1.0, 0.0], [0.0, 3.0]])
    assert (found.mean, found.minimum, found.maximum, found.zeros) == (0.5, -1.0, 3.0, 0.5)
    assert found.norm == pytest.approx(np.sqrt(10)) and found.std == pytest.approx(1.5)
    assert (found.density * np.diff(found.edges)).sum() == pytest.approx(1.0)


def test_a_network_learns_xor():
    """What no line separates, one hidden layer does."""
    x, y = xor()
    run = fit(
        mlp([2, 4, 2], rng=2, activation="tanh"), cross_entropy_with_logits, x, y, optimizer=Adam(0.1), epochs=150
    )
    assert accuracy(run.model(x), y) == 1.0


REFUSED = [
    (lambda: fit(NETWORK, mse, X, LABELS[:5], optimizer=Adam(), epochs=1), ShapeError, r"\(120, 2\) and \(5,\)"),
    (lambda: fit(NETWORK, mse, X[:0], LABELS[:0], optimizer=Adam(), epochs=1), ShapeError, "at least one example"),
    (lambda: trained(epochs=0), DomainError, "epochs"),
    (lambda: trained(batch_size=0), DomainError, "batch_size"),
    (lambda: trained(early_stopping=EarlyStopping()), DomainError, "held_out"),
    (
        lambda: fit(NETWORK, mse, np.full((3, 2), np.nan), LABELS[:3], optimizer=Adam(), epochs=1),
        NonFiniteError,
        "x needs finite",
    ),
    (lambda: EarlyStopping(patience=0), DomainError, "patience"),
    (lambda: statistics([]), ShapeError, "at least one"),
]


@pytest.mark.parametrize(("act", "error", "part"), REFUSED)
def test_what_is_refused(act, error, part):
    """The error says what was expected and what was found."""
    with pytest.raises(error, match=part):
        act()


@pytest.mark.slow
def test_an_mlp_reads_handwritten_digits():
    """At least 94 % of held-out digits after 25 epochs; the second run has the same bits."""
    images, labels = digits()
    parts = split(images.reshape(-1, 64), labels, held_out=360, rng=1)

    def run():
        return fit(
            mlp([64, 64, 10], rng=1),
            cross_entropy_with_logits,
            parts.x,
            parts.y,
            optimizer=Adam(0.003),
            epochs=25,
            batch_size=64,
            held_out=(parts.x_held_out, parts.y_held_out),
            metrics={"accuracy": accuracy},
        )

    first = run()
    assert first.history.held_out_metrics["accuracy"][-1] >= 0.94
    second = run()
    assert [p.value.tobytes() for p in first.model.parameters] == [p.value.tobytes() for p in second.model.parameters]


@pytest.mark.slow
def test_augmentation_helps_when_examples_are_few():
    """Trained on 100 digits, turned and noisy copies help a little; shifted copies help much with digits that are off
    center."""
    images, labels = digits()
    parts = split(images, labels, held_out=1000, rng=1)
    flat = lambda x: x.reshape(-1, 64)  # noqa: E731

    def found(held_out, **choices) -> float:
        augment = (lambda x, rng: flat(augmented(x.reshape(-1, 8, 8), rng, **choices))) if choices else None
        run = fit(
            mlp([64, 64, 10], rng=1),
            cross_entropy_with_logits,
            flat(parts.x[:100]),
            parts.y[:100],
            optimizer=Adam(0.003),
            epochs=60,
            batch_size=25,
            augment=augment,
        )
        return accuracy(run.model(flat(held_out)), parts.y_held_out)

    assert found(parts.x_held_out, degrees=10.0, noise=0.1) > found(parts.x_held_out)
    off_centre = shifted(parts.x_held_out, down=0, right=1)
    assert found(off_centre, shift=1, degrees=0.0, noise=0.1) > found(off_centre) + 0.1
