"""Diffusion: the way to noise in closed form, a predictor of the noise, and the way back."""

from __future__ import annotations

from dlcore.diffusion.forward import Posterior, jump, posterior, predicted_data
from dlcore.diffusion.loss_by_step import loss_by_step
from dlcore.diffusion.optimal import OptimalPredictor, optimal_loss, optimal_noise
from dlcore.diffusion.predictor import DiffusionRun, NoisePredictor, noise_predictor, train_diffusion
from dlcore.diffusion.sampling import ddim_sample, ddim_step, ddpm_sample, ddpm_step
from dlcore.diffusion.schedule import NoiseSchedule, cosine_schedule, linear_schedule

__all__ = [
    "DiffusionRun", "NoisePredictor", "NoiseSchedule", "OptimalPredictor", "Posterior", "cosine_schedule",
    "ddim_sample", "ddim_step", "ddpm_sample", "ddpm_step", "jump", "linear_schedule", "loss_by_step",
    "noise_predictor", "optimal_loss", "optimal_noise", "posterior", "predicted_data", "train_diffusion",
]  # fmt: skip
