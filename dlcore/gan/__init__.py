"""GANs in one dimension: the game of densities, its training, losses, the Dirac-GAN and the Wasserstein distance."""

from __future__ import annotations

from dlcore.gan.dirac import DiracGAN
from dlcore.gan.game import game_value, jensen_shannon, optimal_discriminator
from dlcore.gan.losses import GAN_LOSSES, GANLoss, generator_loss, gradient_penalty
from dlcore.gan.mixture import Mixture, kernel_density
from dlcore.gan.training import GANRun, GANSnapshot, discriminator_loss, train_gan
from dlcore.gan.wasserstein import optimal_critic, wasserstein, wasserstein_of_densities

__all__ = [
    "GAN_LOSSES", "DiracGAN", "GANLoss", "GANRun", "GANSnapshot", "Mixture", "discriminator_loss", "game_value",
    "generator_loss", "gradient_penalty", "jensen_shannon", "kernel_density", "optimal_critic",
    "optimal_discriminator", "train_gan", "wasserstein", "wasserstein_of_densities",
]  # fmt: skip
