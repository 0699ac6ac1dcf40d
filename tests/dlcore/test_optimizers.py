"""Optimizers: shown steps and fast steps have the same bits; conventions of momentum; L2 against decoupled decay;
clipping."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dlcore
from dlcore import (
    SGD,
    AdaGrad,
    Adam,
    AdamW,
    ClipByNorm,
    ClipByValue,
    DomainError,
    GradientDescent,
    Momentum,
    Nesterov,
    NonFiniteError,
    RMSProp,
    ShapeError,
    Tensor,
    global_norm,
    gradients,
)
from dlcore.schedules import StepDecay
from example_counts import examples

ALL = [
    GradientDescent(0.1),
    SGD(0.1, weight_decay=0.01),
    Momentum(0.1),
    Momentum(0.1, convention="classical"),
    Momentum(0.1, 0.8, convention="averaged", weight_decay=0.1),
    Nesterov(0.1),
    AdaGrad(0.1),
    RMSProp(0.1, weight_decay=0.01),
    Adam(0.1),
    Adam(0.1, weight_decay=0.1),
    Adam(0.1, bias_correction=False),
    Adam(0.1, eps=0.01, eps_in_root=True),
    RMSProp(0.1, eps=0.01, eps_in_root=True),
    AdaGrad(0.1, eps=0.01, eps_in_root=True),
    AdamW(0.1),
    AdamW(0.1, weight_decay=0.0),
    Adam(StepDecay(0.1, every=3, factor=0.5)),
]
NAMES = [f"{type(o).__name__}-{k}" for k, o in enumerate(ALL)]


@pytest.mark.parametrize("optimizer", [RMSProp, AdaGrad, Adam])
def test_a_constant_inside_the_root_counts_as_its_root(optimizer):
    """A gradient so small that eps decides: the steps differ by the root of eps, 4 by hand; else they hardly differ."""
    tiny, usual = Tensor(1e-12, "g"), Tensor(2.0, "g")
    steps = {}
    for inside in (False, True):
        rule = optimizer(0.1, eps=1 / 16, eps_in_root=inside)
        steps[inside] = [rule.step([Tensor(0.0, "w")], [g]).parameters[0].item() for g in (tiny, usual)]
    assert steps[False][0] / steps[True][0] == pytest.approx(4.0, rel=1e-6)
    assert steps[False][1] == pytest.approx(steps[True][1], rel=0.1) and steps[False][1] != steps[True][1]


@pytest.mark.independent
@pytest.mark.parametrize("optimizer", ALL, ids=NAMES)
def test_shown_steps_and_steps_in_place_have_the_same_bits(optimizer):
    """Ten steps of two parameters as expressions, and of one long vector in place: every bit of values and state."""
    rng = np.random.default_rng(41)
    parameters = (Tensor(rng.normal(size=(2, 3)), "W"), Tensor(rng.normal(size=5), "b"))
    theta = np.concatenate([p.value.ravel() for p in parameters])
    slots = {slot: np.zeros_like(theta) for slot in optimizer.slots}
    state = optimizer.start(parameters)
    for k in range(10):
        found = [Tensor(rng.normal(size=p.shape), "g") for p in parameters]
        step = optimizer.step(parameters, found, state)
        parameters, state = step.parameters, step.state
        optimizer.advance(theta, np.concatenate([g.value.ravel() for g in found]), slots, k)
        assert np.concatenate([p.value.ravel() for p in parameters]).tobytes() == theta.tobytes()
        for slot in optimizer.slots:
            assert np.concatenate([s.value.ravel() for s in state[slot]]).tobytes() == slots[slot].tobytes()
    assert [p.name for p in parameters] == ["W", "b"]


@pytest.mark.parametrize("optimizer", ALL, ids=NAMES)
def test_the_gradient_of_a_step_flows(optimizer):
    """A step is an expression: its derivative by the old parameter is there, and is that of differences."""
    w, g = Tensor([0.5, -1.5], "w"), Tensor([0.3, 0.7], "g")
    update = optimizer.step([w], [g]).updates[0]
    dlcore.check_gradients(lambda w: optimizer.step([w], [g]).updates[0].new, w)
    assert update.new.formula.startswith(r"w_{\text{new}} = ")


def test_the_names_on_the_way():
    """Adam shows m_t, v_t, their corrected forms and the new parameter."""
    shown = Adam(0.1).step([Tensor(1.0, "W^{(1)}")], [Tensor(2.0, "g")]).updates[0]
    assert list(shown.tensors) == ["m", "v", "m_hat", "v_hat"]
    assert shown["m"].formula == r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g"
    assert shown["v"].formula == r"v_t = \beta_2 v_{t-1} + (1 - \beta_2) g^{2}"
    assert shown["v_hat"].formula == r"\hat{v}_t = \frac{v_t}{1 - \beta_2^{1}}"
    assert (
        shown.new.formula == r"W^{(1)}_{\text{new}} = W^{(1)} - \frac{\eta \hat{m}_t}{\sqrt{\hat{v}_t} + \varepsilon}"
    )


def path(optimizer, steps: int = 30, bend: float = 4.0) -> np.ndarray:
    """Where gradient steps lead on L = (w1^2 + bend w2^2) / 2 from (1, 1)."""
    parameters, state, places = (Tensor([1.0, 1.0], "w"),), None, []
    for _ in range(steps):
        step = optimizer.step(parameters, [Tensor(parameters[0].value * [1.0, bend], "g")], state)
        parameters, state = step.parameters, step.state
        places.append(parameters[0].value)
    return np.array(places)


def test_the_three_conventions_of_momentum():
    """At a constant rate classical equals accumulated, and averaged equals accumulated at a rate (1 - mu) times as
    large."""
    accumulated = path(Momentum(0.02, 0.8))
    np.testing.assert_allclose(path(Momentum(0.02, 0.8, convention="classical")), accumulated, rtol=1e-12)
    np.testing.assert_allclose(path(Momentum(0.1, 0.8, convention="averaged")), accumulated, rtol=1e-11)
    falling = StepDecay(0.02, every=5, factor=0.5)
    apart = path(Momentum(falling, 0.8)) - path(Momentum(falling, 0.8, convention="classical"))
    assert np.abs(apart[:5]).max() < 1e-15 < 1e-3 < np.abs(apart[5:]).max()


@pytest.mark.independent
def test_nesterov_is_the_textbooks_looked_ahead():
    """v = mu v - lr grad(theta + mu v), theta += v walks the same path, seen at theta + mu v."""
    theta, v, seen = np.array([1.0, 1.0]), np.zeros(2), []
    for _ in range(30):
        v = 0.8 * v - 0.02 * (theta + 0.8 * v) * [1.0, 4.0]
        theta = theta + v
        seen.append(theta + 0.8 * v)
    np.testing.assert_allclose(path(Nesterov(0.02, 0.8)), seen, rtol=1e-11)


def test_where_l2_and_decoupled_decay_differ():
    """For SGD both shrink alike; in Adam L2 is divided by the root too, so a weight with large gradients hardly
    shrinks."""
    w, g = np.array([1.0, 1.0]), np.array([100.0, 0.01])
    parameters, state = {"L2": (Tensor(w, "w"),), "decoupled": (Tensor(w, "w"),)}, {"L2": None, "decoupled": None}
    rules = {"L2": Adam(0.001, weight_decay=0.1), "decoupled": AdamW(0.001, weight_decay=0.1)}
    bare, bare_state = (Tensor(w, "w"),), None
    for k in range(100):
        sign = 1.0 if k % 2 == 0 else -1.0  # gradients that cancel: what remains is decay
        bare_step = Adam(0.001).step(bare, [Tensor(sign * g, "g")], bare_state)
        bare, bare_state = bare_step.parameters, bare_step.state
        for name, rule in rules.items():
            step = rule.step(parameters[name], [Tensor(sign * g, "g")], state[name])
            parameters[name], state[name] = step.parameters, step.state
    shrunk = {name: bare[0].value - p[0].value for name, p in parameters.items()}
    assert shrunk["decoupled"][0] == pytest.approx(shrunk["decoupled"][1], rel=1e-3)
    assert shrunk["L2"][1] > 50 * shrunk["L2"][0]
    plain, decayed = (
        SGD(0.1).step([Tensor(w, "w")], [Tensor(g, "g")]),
        SGD(0.1, weight_decay=0.5).step([Tensor(w, "w")], [Tensor(g, "g")]),
    )
    np.testing.assert_allclose(plain.parameters[0].value - decayed.parameters[0].value, 0.1 * 0.5 * w)


def test_l2_penalty_and_weight_decay_are_the_same_for_sgd():
    """The gradient of lambda/2 sum w^2 is lambda w."""
    w = Tensor([1.5, -2.0], "w")
    data = (w[0] * w[1]).named("D")
    L = (data + dlcore.l2_penalty([w], 0.3)).named("L")
    by_penalty = SGD(0.1).step([w], gradients(L, [w])).parameters[0]
    by_decay = SGD(0.1, weight_decay=0.3).step([w], gradients(data, [w])).parameters[0]
    np.testing.assert_allclose(by_penalty.value, by_decay.value, rtol=1e-15)


@pytest.mark.independent
def test_bias_correction_makes_the_first_step_full():
    """Adam's first step is about lr whatever the size of the gradient; without the correction it is sqrt(1000)/10
    times that."""
    for size in (1e-4, 1.0, 1e4):
        assert Adam(0.1).step([Tensor(1.0, "w")], [Tensor(size, "g")]).parameters[0].item() == pytest.approx(
            0.9, abs=1e-4
        )
    moved = 1.0 - Adam(0.1, bias_correction=False).step([Tensor(1.0, "w")], [Tensor(1.0, "g")]).parameters[0].item()
    assert moved == pytest.approx(0.1 * 0.1 / np.sqrt(0.001), rel=1e-5)


@pytest.mark.parametrize("optimizer", ALL[:-1], ids=NAMES[:-1])
def test_all_reach_the_bottom_of_a_bowl(optimizer):
    """A thousand steps lead near the minimum of a quadratic, which weight decay doesn't move."""
    w, state = np.array([1.0, 1.0]), {slot: np.zeros(2) for slot in optimizer.slots}
    for k in range(1000):
        optimizer.advance(w, w * [1.0, 4.0], state, k)
    assert np.abs(w).max() < 0.12


@settings(max_examples=examples(40))
@given(g=st.lists(st.floats(-100, 100), min_size=2, max_size=6), limit=st.floats(0.01, 10))
def test_clipping(g, limit):
    """By norm: never longer than the limit, same direction; by value: each number held. Shown and in place agree."""
    parts = [Tensor(g[:1], "g_1"), Tensor(g[1:], "g_2")]
    flat = np.array(g)
    for clip in (ClipByNorm(limit), ClipByValue(limit)):
        shown = np.concatenate([t.value for t in clip(parts)])
        in_place = flat.copy()
        assert clip.in_place(in_place) == pytest.approx(global_norm(parts).item(), rel=1e-12)
        np.testing.assert_allclose(in_place, shown, rtol=1e-12)
    by_norm = np.concatenate([t.value for t in ClipByNorm(limit)(parts)])
    assert np.linalg.norm(by_norm) <= limit * (1 + 1e-12)
    assert np.dot(by_norm, flat) >= (1 - 1e-9) * np.linalg.norm(by_norm) * np.linalg.norm(flat)
    np.testing.assert_array_equal(
        np.concatenate([t.value for t in ClipByValue(limit)(parts)]), np.clip(flat, -limit, limit)
    )


REFUSED = [
    (lambda: SGD(0.0), DomainError, "lr must be above 0"),
    (lambda: SGD(float("nan")), NonFiniteError, "lr"),
    (lambda: SGD(0.1, weight_decay=-1.0), DomainError, "weight_decay"),
    (lambda: Momentum(0.1, 1.0), DomainError, "momentum"),
    (lambda: Momentum(0.1, convention="clasical"), DomainError, "Did you mean classical"),
    (lambda: Adam(0.1, betas=(0.9, 1.0)), DomainError, r"betas\[1\]"),
    (lambda: Adam(0.1, betas=0.9), DomainError, "two numbers"),
    (lambda: RMSProp(0.1, eps=0.0), DomainError, "eps"),
    (lambda: ClipByNorm(0.0), DomainError, "limit"),
    (lambda: SGD(0.1).step([Tensor(1.0)], []), ShapeError, "found 1 and 0"),
    (
        lambda: SGD(0.1).step([Tensor([1.0], "w")], [Tensor(1.0, "g")]),
        ShapeError,
        r"w of shape \(1,\) and g of shape \(\)",
    ),
]


@pytest.mark.parametrize(("act", "error", "part"), REFUSED)
def test_settings_that_are_refused(act, error, part):
    """The error names the setting, or both tensors."""
    with pytest.raises(error, match=part):
        act()


@pytest.mark.parametrize(
    ("given", "written"), [({}, "Momentum(lr, momentum=0.9)"), ({"nesterov": True}, "Nesterov(lr, momentum=0.9)")]
)
def test_sgd_points_to_momentum(given, written):
    """Who asks SGD for momentum, as PyTorch's has it, is told what has it here."""
    with pytest.raises(dlcore.DomainError, match=re.escape(written)):
        SGD(0.1, momentum=0.9, **given)
