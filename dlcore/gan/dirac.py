r"""The Dirac-GAN: all data at 0, one made sample at theta, a discriminator with one slope. Two numbers, two players."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.activations.sigmoid import SIGMOID
from dlcore.check import choice, number, whole
from dlcore.gan.losses import GAN_LOSSES
from dlcore.tensor import Tensor, as_tensor


@dataclass(frozen=True)
class DiracGAN:
    r"""The game in which real examples are 0, the generator's only sample is theta and the discriminator's score psi x.

    \theta' = \psi\, u, \quad \psi' = -\theta\, v - \gamma\, \psi with u and v from the loss:
    saturating u = v = \sigma(\psi\theta); non-saturating u = \sigma(-\psi\theta), v = \sigma(\psi\theta);
    wasserstein u = v = 1, without a limit on the slope

    loss        by name, as in train_gan; gamma is the weight of R1, \frac{\gamma}{2} \psi^2
    Convention  the score is psi x, so the generator climbs where psi > 0. Both players' arrows, not a gradient: no
                function goes down along them
    Working     that of step(theta, psi, lr)
    Errors      DomainError for another loss or a gamma below 0
    Source      Mescheder, Geiger and Nowozin, Which Training Methods for GANs do actually Converge? (2018), section 2

    >>> [float(x) for x in DiracGAN("wasserstein").play(1.0, 0.0, lr=0.5, rounds=2)[-1]]
    [0.75, -1.0]
    """

    loss: str = "saturating"
    gamma: float = 0.0

    def __post_init__(self) -> None:
        choice("loss", self.loss, GAN_LOSSES)
        number("gamma", self.gamma, least=0)

    def step(
        self, theta: object, psi: object, lr: float, alternating: bool = False, eta: str = r"\eta"
    ) -> tuple[Tensor, Tensor]:
        """One round as Tensors that show their work; alternating: the discriminator answers the new theta."""
        theta = theta if isinstance(theta, Tensor) else Tensor(theta, r"\theta")
        psi = psi if isinstance(psi, Tensor) else Tensor(psi, r"\psi")
        rate = Tensor(number("lr", lr, above=0), eta, role="")
        moved = (theta + rate * self._up(theta, psi)).named(r"\theta_{\text{new}}", role=theta.own_role)
        answered = psi + rate * self._along(moved if alternating else theta, psi)
        return moved, answered.named(r"\psi_{\text{new}}", role=psi.own_role)

    def field(self, theta: object, psi: object) -> tuple[np.ndarray, np.ndarray]:
        """Where both want to go, (theta', psi'), at any places of one shape."""
        theta, psi = as_tensor(theta), as_tensor(psi)
        return self._up(theta, psi).value, self._along(theta, psi).value

    def jacobian(self) -> np.ndarray:
        r"""Slopes of the field at (0, 0), [[0, k], [-k, -\gamma]] with k = 1/2, or 1 for wasserstein."""
        k = 1.0 if self.loss == "wasserstein" else 0.5
        return np.array([[0.0, k], [-k, -self.gamma]])

    def eigenvalues(self) -> np.ndarray:
        """Of the Jacobian, (2,), complex: real parts below 0 pull small steps in, imaginary parts turn."""
        return np.sort_complex(np.linalg.eigvals(self.jacobian()).astype(complex))

    def play(self, theta: float, psi: float, *, lr: float, rounds: int, alternating: bool = False) -> np.ndarray:
        """(rounds + 1, 2): theta and psi at the start and after each round; alternating: theta moves first."""
        lr, path = number("lr", lr, above=0), np.empty((whole("rounds", rounds, least=1) + 1, 2))
        path[0] = number("theta", theta), number("psi", psi)
        for k, (a, b) in enumerate(zip(path[:-1, 0], path[:-1, 1])):
            path[k + 1, 0] = a + lr * b * self._share(a * b, made=True)
            seen = path[k + 1, 0] if alternating else a
            path[k + 1, 1] = b - lr * (seen * self._share(seen * b, made=False) + self.gamma * b)
        return path

    def _up(self, theta: Tensor, psi: Tensor) -> Tensor:
        """The generator's arrow."""
        if self.loss == "wasserstein":
            return psi
        return psi * SIGMOID(psi * theta if self.loss == "saturating" else -(psi * theta))

    def _along(self, theta: Tensor, psi: Tensor) -> Tensor:
        """The discriminator's arrow."""
        pull = -theta if self.loss == "wasserstein" else -(theta * SIGMOID(psi * theta))
        return pull - Tensor(self.gamma, r"\gamma") * psi if self.gamma else pull

    def _share(self, score: float, made: bool) -> float:
        """u or v of a score."""
        if self.loss == "wasserstein":
            return 1.0
        return float(SIGMOID.value(-score if made and self.loss == "non-saturating" else score))
