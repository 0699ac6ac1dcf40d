"""A training step replayed from its recording has the bits of one made of Tensors; what can't be replayed isn't."""

from __future__ import annotations

import numpy as np
import pytest

from dlcore import (
    ACTIVATIONS,
    Adam,
    GradientDescent,
    NonFiniteError,
    ShapeError,
    Tensor,
    TrainingStep,
    cross_entropy_with_logits,
    dropout,
    gradients,
    hinge,
    huber,
    mlp,
    mse,
)
from dlcore.ops.elementary import log
from dlcore.ops.reduction import largest, total
from dlcore.program import CannotRepeat, Program

RNG = np.random.default_rng(51)
X, Y, LABELS = RNG.normal(size=(60, 3)), RNG.normal(size=(60, 2)), RNG.integers(0, 2, 60)


def both(objective, parameters, optimizer, batches) -> tuple[TrainingStep, TrainingStep]:
    """Steps with and without replay over the same batches; every loss and every parameter has the same bits."""
    replayed = TrainingStep(objective, parameters, optimizer)
    anew = TrainingStep(objective, parameters, optimizer, replay=False)
    for batch in batches:
        assert replayed(*batch) == anew(*batch)
        assert replayed.theta.tobytes() == anew.theta.tobytes()
    return replayed, anew


def recordings(step: TrainingStep) -> list:
    return list(step.replay.recordings.values())


BATCHES = [(X[i : i + 10], Y[i : i + 10]) for i in range(0, 60, 10)] + [
    (X[:7], Y[:7]),
    (X[7:14], Y[7:14]),
    (X[:7], Y[:7]),
]


@pytest.mark.independent
@pytest.mark.parametrize("activation", [name for name in ACTIVATIONS if name != "step"])
def test_replayed_steps_have_the_same_bits(activation):
    """Each activation, batches of two sizes, Adam: bit for bit, and the Program was in fact used."""
    network = mlp([3, 4, 2], rng=1, activation=activation)
    replayed, _ = both(lambda p, x, y: mse(network.with_parameters(p)(x), y), network.parameters, Adam(0.01), BATCHES)
    assert [r.other_numbers for r in recordings(replayed)] == [True, True]


@pytest.mark.parametrize("loss", [cross_entropy_with_logits, hinge])
def test_class_indices_are_part_of_the_recording(loss):
    """Labels of the next batch count, not those of the recorded one."""
    network = mlp([3, 4, 2], rng=1)
    batches = [(X[i : i + 10], LABELS[i : i + 10]) for i in range(0, 60, 10)]
    replayed, _ = both(lambda p, x, y: loss(network.with_parameters(p)(x), y), network.parameters, Adam(0.01), batches)
    assert recordings(replayed)[0].other_numbers


def test_other_losses_and_operations_are_replayed_too():
    """Huber, the largest entry, picks and powers; float32 as well."""

    def objective(p, x, y):
        return huber(x @ p[0].T, y, 0.3) + total(largest(x @ p[0].T) ** 2) + total(p[0][0] ** 3)

    for kind in (np.float64, np.float32):
        W = Tensor(RNG.normal(size=(2, 3)).astype(kind), "W")
        replayed, _ = both(
            objective, [W], GradientDescent(0.001), [(x.astype(kind), y.astype(kind)) for x, y in BATCHES]
        )
        assert recordings(replayed)[0].other_numbers
        assert replayed.parameters[0].value.dtype == kind


def test_a_single_batch_again_and_again():
    """With the same batch each time a recording is trusted for that batch alone; another batch is checked first."""
    objective = lambda p, x, y: mse(x @ p[0].T, y)  # noqa: E731
    replayed, _ = both(objective, [Tensor(np.ones((2, 3)), "W")], GradientDescent(0.1), [(X[:10], Y[:10])] * 4)
    recording = recordings(replayed)[0]
    assert recording.same_numbers and not recording.other_numbers
    replayed(X[10:20], Y[10:20])
    assert recording.other_numbers


def test_an_objective_that_decides_by_numbers_is_found_out():
    """Its recording gives other bits for another batch and is given up, without a wrong step."""

    def objective(p, x, y):
        prediction = x @ p[0].T
        return mse(prediction, y) if x.value[0, 0] > 0 else mse(prediction * 2.0, y)

    order = np.argsort(X[:, 0] > 0)  # first negative, then positive
    batches = [(X[order[i : i + 10]], Y[order[i : i + 10]]) for i in (0, 50, 10, 40)]
    replayed, _ = both(objective, [Tensor(np.ones((2, 3)), "W")], GradientDescent(0.01), batches)
    assert recordings(replayed)[0].program is None


def test_dropout_is_never_replayed():
    """A mask drawn anew can't come from a recording, even if two masks are alike by chance."""
    rng, other = np.random.default_rng(1), np.random.default_rng(1)
    network = mlp([3, 4, 2], rng=1)
    drops = lambda rng: lambda p, x, y: mse(dropout(network.with_parameters(p)(x), 0.5, rng), y)  # noqa: E731
    replayed = TrainingStep(drops(rng), network.parameters, GradientDescent(0.1))
    anew = TrainingStep(drops(other), network.parameters, GradientDescent(0.1), replay=False)
    for batch in BATCHES:
        assert replayed(*batch) == anew(*batch)
    assert all(r.program is None for r in recordings(replayed))
    with pytest.raises(CannotRepeat, match="drawn"):
        Program([dropout(Tensor([1.0, 2.0]), 0.5, 1)], [])


def test_a_program_is_the_step_in_numpy():
    """Its source can be read; what is used twice is computed once, and a derivative reuses its activation."""
    network = mlp([3, 4, 2], rng=1, activation="tanh")
    x = Tensor(X[:5], "x")
    L = mse(network(x), Y[:5])
    program = Program([L, *gradients(L, network.parameters)], [*network.parameters, x])
    assert program.source.count("tanh(") == 1
    assert program.source.count("tanh_slope(") == 1
    loss, *slopes = program(*[p.value for p in network.parameters], x.value)
    assert loss == L.item()
    for found, expected in zip(slopes, gradients(L, network.parameters)):
        assert found.tobytes() == expected.value.tobytes()


@pytest.mark.independent
def test_the_step_agrees_with_the_optimizers_shown_step():
    """Three steps: the fast path and optimizer.step end at the same bits."""
    network = mlp([3, 4, 2], rng=1, activation="tanh")
    step = TrainingStep(lambda p, x, y: mse(network.with_parameters(p)(x), y), network.parameters, Adam(0.05))
    parameters, state = network.parameters, None
    for x, y in BATCHES[:3]:
        step(x, y)
        loss = mse(network.with_parameters(parameters)(Tensor(x)), y)
        shown = Adam(0.05).step(parameters, gradients(loss, parameters), state)
        parameters, state = shown.parameters, shown.state
    assert [p.value.tobytes() for p in parameters] == [p.value.tobytes() for p in step.parameters]


def test_a_loss_that_is_not_finite_is_an_error():
    """The error says at which step, whether the step was replayed or not."""
    step = TrainingStep(lambda p, x: total((x * p[0]) ** 4), [Tensor(1.0, "w")], GradientDescent(10.0))
    with pytest.raises(NonFiniteError, match="step|finite"), np.errstate(over="ignore", invalid="ignore"):
        for _ in range(50):
            step(X[:2])
    with pytest.raises(Exception, match="log needs positive"):
        TrainingStep(lambda p, x: total(log(p[0] * x)), [Tensor(-1.0, "w")], GradientDescent(1.0))(np.ones(2))


def test_what_is_refused():
    """No parameters, or parameters of two precisions."""
    with pytest.raises(ShapeError, match="none"):
        TrainingStep(lambda p: p, [], GradientDescent(0.1))
    with pytest.raises(ShapeError, match="float32.*float64"):
        TrainingStep(lambda p: p, [Tensor(1.0), Tensor(np.float32(1.0))], GradientDescent(0.1))
