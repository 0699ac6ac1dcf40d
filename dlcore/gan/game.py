r"""The game of two densities: the best discriminator, and what the game is worth. All in nats, on an even grid."""

from __future__ import annotations

import numpy as np

from dlcore.check import number
from dlcore.errors import DomainError, ShapeError
from dlcore.losses.loss import pair
from dlcore.losses.x_log_y import x_log_y
from dlcore.ops.arithmetic import add, divide, subtract
from dlcore.ops.op import label
from dlcore.ops.reduction import total
from dlcore.tensor import Tensor, as_tensor


def optimal_discriminator(p: object, p_g: object) -> Tensor:
    r"""The best answer to "is x real?": the share of real density at x.

    D^*(x) = p(x) / (p(x) + p_g(x))

    Shapes  p (data) and p_g (generator) at the same places, any shape -> the same
    Errors  ShapeError for shapes that differ, DomainError for a negative density or where both are 0
    Source  Goodfellow et al., Generative Adversarial Nets (2014), proposition 1

    >>> optimal_discriminator([0.75, 0.1], [0.25, 0.1]).value.tolist()
    [0.75, 0.5]
    """
    p, p_g = _densities(p, p_g)
    nowhere = (p.value == 0) & (p_g.value == 0)
    if nowhere.any():
        raise DomainError(
            f"Where both densities are 0 no answer is best; found that at {np.argwhere(nowhere)[0].tolist()}."
        )
    return divide(p, add(p, p_g)).named("D^{*}")


def game_value(p: object, p_g: object, D: object, dx: float) -> Tensor:
    r"""What the game is worth to a discriminator D.

    V = \int p(x) \ln D(x) + p_g(x) \ln(1 - D(x))\, dx, summed over a grid with steps dx

    At the equilibrium, p_g = p and D = 1/2, it is -\ln 4; with D^* it is 2 JSD(p, p_g) - \ln 4.

    Shapes  p, p_g and D at the same places (K,) -> ()
    Errors  ShapeError for shapes that differ, DomainError for D outside [0, 1], where V would be infinite,
            or unless dx > 0
    Source  Goodfellow et al. (2014), equation 1 and theorem 1

    >>> f"{game_value([0.5, 0.5], [0.5, 0.5], [0.5, 0.5], dx=1.0).item():.4f}"
    '-1.3863'
    """
    p, p_g = _densities(p, p_g)
    D, _ = pair("The value of the game", D, p)
    if not ((D.value >= 0) & (D.value <= 1)).all():
        raise DomainError(
            f"A discriminator answers with probabilities; {label(D)} goes from {D.value.min():g} to {D.value.max():g}."
        )
    if ((D.value == 0) & (p.value > 0)).any() or ((D.value == 1) & (p_g.value > 0)).any():
        raise DomainError(
            "The game would be worth minus infinity: the discriminator is sure, and wrong, where there is density."
        )
    return total(add(x_log_y(p, D), x_log_y(p_g, subtract(1.0, D)))) * number("dx", dx, above=0)


def jensen_shannon(p: object, p_g: object, dx: float) -> Tensor:
    r"""The Jensen-Shannon divergence, from 0 for equal densities to \ln 2 for separate ones.

    JSD = \frac12 \int p \ln\frac{p}{m} + p_g \ln\frac{p_g}{m}\, dx with m = (p + p_g) / 2

    Errors  ShapeError for shapes that differ, DomainError for a negative density or unless dx > 0
    Source  Goodfellow et al. (2014), theorem 1

    >>> f"{jensen_shannon([1.0, 0.0], [0.0, 1.0], dx=1.0).item():.4f}"
    '0.6931'
    """
    p, p_g = _densities(p, p_g)
    m = divide(add(p, p_g), 2.0)
    terms = (x_log_y(p, p) - x_log_y(p, m)) + (x_log_y(p_g, p_g) - x_log_y(p_g, m))
    return total(terms) * (0.5 * number("dx", dx, above=0))


def _densities(p: object, p_g: object) -> tuple[Tensor, Tensor]:
    p, p_g = as_tensor(p), as_tensor(p_g)
    if p.shape != p_g.shape or not p.size:
        raise ShapeError(f"Two densities at the same places; found {label(p)} and {label(p_g)}.")
    for density in (p, p_g):
        if density.value.min() < 0:
            raise DomainError(f"A density is not negative; {label(density)} goes down to {density.value.min():g}.")
    return p, p_g
