r"""What the two players minimize, by name: saturating, non-saturating, Wasserstein. All from scores (logits), means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dlcore.activations.softplus import SOFTPLUS
from dlcore.autodiff import gradients
from dlcore.check import choice, number
from dlcore.errors import ShapeError
from dlcore.ops.elementary import absolute
from dlcore.ops.op import label
from dlcore.ops.reduction import mean, total
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class GANLoss:
    r"""The losses of both players, as functions of the discriminator's scores s, with D = \sigma(s).

    name           by which train_gan knows it
    discriminator  (scores of real examples, scores of made ones) -> ()
    generator      scores of made examples -> ()
    Working        that of the losses

    >>> GAN_LOSSES["wasserstein"].discriminator(Tensor([1.0, 3.0]), Tensor([0.5])).item()
    -1.5
    """

    name: str
    discriminator: Callable[[Tensor, Tensor], Tensor]
    generator: Callable[[Tensor], Tensor]


def cross_entropy_of_both(real: Tensor, fake: Tensor) -> Tensor:
    r"""-E \ln D(x) - E \ln(1 - D(G(z))): the cross-entropy with the labels real = 1 and made = 0, a sum of two means.

    >>> round(cross_entropy_of_both(Tensor([0.0]), Tensor([0.0])).item(), 4)  # 2 ln 2
    1.3863
    """
    return mean(SOFTPLUS(-real)) + mean(SOFTPLUS(fake))


def saturating(fake: Tensor) -> Tensor:
    r"""E \ln(1 - D(G(z))): the generator descends what the discriminator climbs. Its slope in s is -D.

    >>> round(saturating(Tensor([0.0])).item(), 4)
    -0.6931
    """
    return -mean(SOFTPLUS(fake))


def non_saturating(fake: Tensor) -> Tensor:
    r"""-E \ln D(G(z)): made examples with the label real. Its slope in s is -(1 - D).

    >>> round(non_saturating(Tensor([0.0])).item(), 4)
    0.6931
    """
    return mean(SOFTPLUS(-fake))


def critic_difference(real: Tensor, fake: Tensor) -> Tensor:
    r"""E f(G(z)) - E f(x), minus the Wasserstein distance for the best critic whose slope is at most 1.

    >>> critic_difference(Tensor([2.0]), Tensor([0.5])).item()
    -1.5
    """
    return mean(fake) - mean(real)


def minus_score(fake: Tensor) -> Tensor:
    r"""-E f(G(z)).

    >>> minus_score(Tensor([2.0, 4.0])).item()
    -3.0
    """
    return -mean(fake)


GAN_LOSSES = {
    loss.name: loss
    for loss in (
        GANLoss("saturating", cross_entropy_of_both, saturating),
        GANLoss("non-saturating", cross_entropy_of_both, non_saturating),
        GANLoss("wasserstein", critic_difference, minus_score),
    )
}


def generator_loss(scores: object, loss: str = "non-saturating") -> Tensor:
    r"""What the generator minimizes, from the discriminator's scores of made examples; D = \sigma(s).

    saturating E \ln(1 - D), non-saturating -E \ln D, wasserstein -E s

    Shapes  scores of any shape -> ()
    Errors  DomainError for another name, ShapeError for no scores
    Source  Goodfellow et al. (2014), section 3; Arjovsky, Chintala and Bottou (2017), algorithm 1

    >>> generator_loss([2.0, 4.0], "wasserstein").item()
    -3.0
    """
    scores = as_tensor(scores)
    if not scores.size:
        raise ShapeError(f"A loss needs at least one score; found {label(scores)}.")
    return GAN_LOSSES[choice("loss", loss, GAN_LOSSES)].generator(scores)


def gradient_penalty(critic: Callable[[Tensor], Tensor], real: object, fake: object, mix: object) -> Tensor:
    r"""How far the critic's slope is from 1 between real and made examples.

    E\,(|f'(\hat x)| - 1)^2 with \hat x = u x + (1 - u) G(z)

    Shapes  real, fake and mix (N, 1) -> (); mix holds u, uniform between 0 and 1
    Errors  ShapeError for shapes that differ
    Source  Gulrajani et al., Improved Training of Wasserstein GANs (2017), algorithm 1, where its weight is 10

    >>> gradient_penalty(lambda x: 3.0 * x, [[1.0]], [[2.0]], [[0.5]]).item()
    4.0
    """
    real, fake, mix = as_tensor(real), as_tensor(fake), as_tensor(mix)
    if not real.shape == fake.shape == mix.shape:
        raise ShapeError(f"Real, made and mix of one shape (N, 1); found {label(real)}, {label(fake)}, {label(mix)}.")
    between = mix * real + (1.0 - mix) * fake
    (slope,) = gradients(total(critic(between)), [between])
    return mean((absolute(slope) - 1.0) ** 2)


def zero_centered_penalty(critic: Callable[[Tensor], Tensor], real: Tensor, gamma: float) -> Tensor:
    r"""R1: \frac{\gamma}{2} E\, D'(x)^2 at real examples, the slope of the score.

    Source  Mescheder, Geiger and Nowozin, Which Training Methods for GANs do actually Converge? (2018)

    >>> zero_centered_penalty(lambda x: 3.0 * x, Tensor([[1.0]]), 0.2).item()
    0.9
    """
    (slope,) = gradients(total(critic(real)), [real])
    return (0.5 * number("penalty", gamma, least=0)) * mean(slope**2)
