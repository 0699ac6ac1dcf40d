"""Learning rate schedules: published numbers, where they start and end, and what they refuse."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculator_truth import disagreement
from dlcore.errors import DlcoreError, DomainError, NonFiniteError
from dlcore.schedules import (
    Constant,
    Cosine,
    ExponentialDecay,
    OneCycle,
    Schedule,
    StepDecay,
    TransformerSchedule,
    WarmUp,
    warmup_cosine,
)

ALL = [
    Constant(0.1),
    StepDecay(0.1, every=3),
    ExponentialDecay(0.1, factor=0.9),
    Cosine(0.1, steps=20),
    WarmUp(5, then=Constant(0.1)),
    warmup_cosine(0.1, warmup=4, steps=20),
    TransformerSchedule(512),
    OneCycle(0.1, steps=20),
]


@pytest.mark.published("Vaswani et al.")
def test_the_transformers_peak_is_that_of_the_base_model():
    """Vaswani et al. (2017), equation 3, with d_model = 512 and 4000 warm-up steps: 1/sqrt(512 * 4000) = 6.98771e-4."""
    schedule = TransformerSchedule(512, warmup=4000)
    rates = schedule.over(8000)
    assert rates.argmax() == 3999
    assert rates.max() == pytest.approx(6.98771e-4, abs=5e-10)
    assert rates[0] == pytest.approx(512**-0.5 * 4000**-1.5, rel=1e-14)


@pytest.mark.published("He et al.")
def test_he_et_al_divide_by_ten_twice():
    """He et al. (2016), section 4.2: rate 0.1, divided by 10 at 32k and 48k iterations; here at every 16k from the
    start."""
    schedule = StepDecay(0.1, every=16_000)
    assert [schedule(step) for step in (0, 15_999, 16_000, 32_000)] == pytest.approx([0.1, 0.1, 0.01, 0.001])


@pytest.mark.independent
def test_cosine_by_hand():
    """A third of the way cos(pi/3) = 1/2 leaves 3/4 of the range; half-way leaves 1/2."""
    schedule = Cosine(1.0, steps=6, lowest=0.2)
    assert [schedule(t) for t in (0, 2, 3, 4, 6, 7)] == pytest.approx([1.0, 0.8, 0.6, 0.4, 0.2, 0.2], rel=1e-14)


@pytest.mark.independent
def test_warm_up_rises_in_equal_steps_and_then_hands_over():
    """Each of the W first steps adds 1/W of the full rate; afterwards the other schedule counts from its own step 0."""
    after = Cosine(0.4, steps=10)
    rates = WarmUp(5, then=after).over(15)
    np.testing.assert_allclose(np.diff(rates[:5]), 0.4 / 5, rtol=1e-13)
    assert rates[4] == 0.4
    assert (rates[5:] == after.over(10)).all()


@pytest.mark.independent
def test_one_cycle_starts_peaks_and_ends_where_it_says():
    """lr/25 at step 0, lr at step 0.3 T - 1, lr/(25 * 10^4) at step T - 1 and later."""
    schedule = OneCycle(0.5, steps=100)
    assert schedule(0) == pytest.approx(0.02, rel=1e-14)
    assert schedule(29) == schedule.over(100).max() == 0.5
    assert schedule(99) == schedule(1000) == pytest.approx(0.5 / 25e4, rel=1e-9)


@given(lr=st.floats(1e-6, 10), steps=st.integers(1, 500), share=st.floats(0, 1))
def test_cosine_falls_and_stays_within_its_bounds(lr, steps, share):
    """For any rate and length: from lr down to lowest, never up, and flat afterwards."""
    lowest = lr * share
    rates = Cosine(lr, steps, lowest).over(steps + 3)
    assert rates[0] == pytest.approx(lr, rel=1e-12) and rates[-1] == pytest.approx(lowest, rel=1e-9, abs=1e-12 * lr)
    assert (np.diff(rates) <= 1e-15 * lr).all()


@given(factor=st.floats(0.01, 1), every=st.integers(1, 50), step=st.integers(0, 300))
def test_step_decay_is_exponential_decay_on_a_staircase(factor, every, step):
    """StepDecay at step t equals ExponentialDecay at floor(t / every)."""
    assert StepDecay(1.0, every, factor)(step) == ExponentialDecay(1.0, factor)(step // every)


@pytest.mark.parametrize("schedule", ALL, ids=lambda schedule: type(schedule).__name__)
def test_every_schedule_is_a_frozen_positive_function_of_the_step(schedule):
    """Rates are plain finite floats from 0 up, the same for the same step; the settings can't be changed; the rule is
    in LaTeX."""
    for step in (0, 1, 7, 19, 20, 10_000):
        rate = schedule(step)
        assert type(rate) is float and math.isfinite(rate) and rate >= 0
        assert schedule(np.int64(step)) == rate
    assert schedule.over(25).tolist() == [schedule(step) for step in range(25)]
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(schedule, dataclasses.fields(schedule)[0].name, 3)
    assert schedule.formula.startswith(r"\eta_t = ")


@pytest.mark.independent
@pytest.mark.parametrize("schedule", ALL, ids=lambda schedule: type(schedule).__name__)
@given(step=st.integers(0, 60))
def test_a_rate_shows_its_work(schedule, step):
    """For any step: the Tensor is the very number that training uses, and a calculator gets it from its working."""
    rate = schedule.tensor(step)
    assert rate.item() == schedule(step)
    assert rate.name == rf"\eta_{{{step}}}"
    assert disagreement(rate) is None


def test_the_formula_is_that_of_the_working():
    """A rule of one piece is the working's first line; a rule of several has the pieces as cases, each with its
    condition."""
    cosine = Cosine(0.1, steps=20, lowest=0.01)
    assert cosine.formula == r"\eta_t = " + cosine.tensor(3).working().lines[0].latex
    warm = warmup_cosine(0.1, warmup=4, steps=20)
    rise, fall = (warm.tensor(step).working().lines[0].latex for step in (0, 4))
    assert warm.formula == rf"\eta_t = \begin{{cases}} {rise} & t < W \\ {fall} & t \ge W \end{{cases}}"
    one = WarmUp(3, then=OneCycle(0.1, steps=20)).formula
    assert one.count("&") == 3 and "t < W + 6" in one


@pytest.mark.parametrize("schedule", ALL, ids=lambda schedule: type(schedule).__name__)
@pytest.mark.parametrize("step", [-1, 1.0, None, True, "1"])
def test_a_step_is_a_whole_number_from_zero_up(schedule, step):
    """Anything else is refused by name."""
    with pytest.raises(DomainError, match="step must be a whole number from 0 up, found"):
        schedule(step)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: Constant(0), "lr must be above 0, found 0"),
        (lambda: Constant("0.1"), "lr must be a number"),
        (lambda: StepDecay(0.1, every=0), "every must be a whole number from 1 up"),
        (lambda: StepDecay(0.1, every=2, factor=1.1), "factor must be above 0 and at most 1"),
        (lambda: ExponentialDecay(0.1, factor=0), "factor"),
        (lambda: Cosine(0.1, steps=0), "steps"),
        (lambda: Cosine(0.1, steps=9, lowest=0.2), "lowest must be at least 0 and at most 0.1, found 0.2"),
        (lambda: WarmUp(0, then=Constant(0.1)), "steps"),
        (lambda: WarmUp(5, then=0.1), "then must be a Schedule"),
        (lambda: warmup_cosine(0.1, warmup=10, steps=10), "found steps = 10, warmup = 10"),
        (lambda: TransformerSchedule(0), "d_model"),
        (lambda: OneCycle(0.1, steps=10, rise=1.0), "rise must be above 0 and below 1"),
        (lambda: OneCycle(0.1, steps=3), r"found 0.3 \* 3"),
        (lambda: OneCycle(0.1, steps=10, shape="cosinus"), "Did you mean cosine"),
    ],
)
def test_bad_settings_are_named(make, says):
    """The error says which setting, what was expected and what was found."""
    with pytest.raises(DlcoreError, match=says):
        make()


def test_a_rate_that_is_not_finite_is_refused():
    """NaN and infinity are errors of their own kind."""
    for lr in (float("nan"), float("inf")):
        with pytest.raises(NonFiniteError, match="lr must be finite"):
            Cosine(lr, steps=5)


def test_only_schedules_that_say_their_rate_can_be_asked():
    """The base class itself has no rate."""
    with pytest.raises(TypeError, match="must say its rate"):
        Schedule()(0)
