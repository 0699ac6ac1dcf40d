"""GANs in one dimension: the game of densities, its training, and the Wasserstein distance."""

from __future__ import annotations

from dlcore.gan.game import game_value, jensen_shannon, optimal_discriminator
from dlcore.gan.mixture import Mixture, kernel_density
from dlcore.gan.training import GANRun, GANSnapshot, discriminator_loss, train_gan
from dlcore.gan.wasserstein import wasserstein, wasserstein_of_densities

__all__ = [
    "GANRun", "GANSnapshot", "Mixture", "discriminator_loss", "game_value", "jensen_shannon", "kernel_density",
    "optimal_discriminator", "train_gan", "wasserstein", "wasserstein_of_densities",
]  # fmt: skip
