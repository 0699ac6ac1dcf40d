"""Settings, and steps that are no steps."""

from __future__ import annotations

from collections.abc import Iterator

from bad_input.values import NAN, NOT_NEGATIVE, POSITIVE, SIZES, Attempt, each
from dlcore import schedules as s


def attempts() -> Iterator[Attempt]:
    """Each with what is wrong with it."""
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
