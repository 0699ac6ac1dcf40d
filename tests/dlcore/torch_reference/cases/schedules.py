"""Learning rate schedules against torch.optim.lr_scheduler, step by step."""

from __future__ import annotations

from dlcore import schedules
from torch_reference.case import Case


def _case(name, schedule, scheduler, steps):
    """Rates of the first steps; ``scheduler`` makes PyTorch's from torch.optim.lr_scheduler and an optimizer at
    schedule's lr."""

    def by_torch(torch):
        optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=_peak(schedule))
        theirs, rates = scheduler(torch.optim.lr_scheduler, optimizer), []
        for step in range(steps):
            rates.append(float(optimizer.param_groups[0]["lr"]))
            optimizer.step()
            if step < steps - 1:
                theirs.step()
        return torch.tensor(rates, dtype=torch.float64)

    return Case(name, by_torch, lambda: schedule.over(steps))


def _peak(schedule):
    """The optimizer's own lr: that of the schedule, or of the one that follows a warm-up; 1 where PyTorch's rule is a
    factor."""
    return getattr(getattr(schedule, "then", schedule), "lr", 1.0)


def _warmup_cosine(lr_scheduler, optimizer):
    rise = lr_scheduler.LinearLR(optimizer, start_factor=1 / 10, total_iters=9)
    fall = lr_scheduler.CosineAnnealingLR(optimizer, T_max=50, eta_min=0.001)
    return lr_scheduler.SequentialLR(optimizer, [rise, fall], milestones=[10])


def _vaswani(step):
    """Equation 3 with the paper's letters; steps there start at 1."""
    step_num = step + 1
    return 64**-0.5 * min(step_num**-0.5, step_num * 40**-1.5)


CASES = [
    _case(
        "constant",
        schedules.Constant(0.3),
        lambda s, o: s.ConstantLR(o, factor=1.0),
        20,
    ),
    _case(
        "step decay",
        schedules.StepDecay(0.5, every=7, factor=0.3),
        lambda s, o: s.StepLR(o, step_size=7, gamma=0.3),
        60,
    ),
    _case(
        "exponential decay",
        schedules.ExponentialDecay(0.5, factor=0.93),
        lambda s, o: s.ExponentialLR(o, gamma=0.93),
        100,
    ),
    _case(
        "cosine",
        schedules.Cosine(0.2, steps=40),
        lambda s, o: s.CosineAnnealingLR(o, T_max=40),
        41,
    ),
    _case(
        "cosine with a lowest rate",
        schedules.Cosine(0.2, steps=33, lowest=0.03),
        lambda s, o: s.CosineAnnealingLR(o, T_max=33, eta_min=0.03),
        34,
    ),
    _case(
        "warm-up and cosine",
        schedules.warmup_cosine(0.1, warmup=10, steps=60, lowest=0.001),
        _warmup_cosine,
        61,
    ),
    _case(
        "the Transformer's",
        schedules.TransformerSchedule(64, warmup=40),
        lambda s, o: s.LambdaLR(o, _vaswani),
        120,
    ),
    _case(
        "one cycle",
        schedules.OneCycle(0.4, steps=50),
        lambda s, o: s.OneCycleLR(o, max_lr=0.4, total_steps=50, cycle_momentum=False),
        50,
    ),
    _case(
        "one cycle of lines",
        schedules.OneCycle(0.4, steps=37, rise=0.41, start_divisor=10, end_divisor=100, shape="linear"),
        lambda s, o: s.OneCycleLR(
            o,
            max_lr=0.4,
            total_steps=37,
            pct_start=0.41,
            div_factor=10,
            final_div_factor=100,
            anneal_strategy="linear",
            cycle_momentum=False,
        ),
        37,
    ),
]
