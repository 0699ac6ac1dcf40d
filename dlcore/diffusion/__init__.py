"""Diffusion: the way to noise in closed form, a predictor of the noise, and the way back."""

from __future__ import annotations

from dlcore.diffusion.forward import Posterior, jump, posterior, predicted_data
from dlcore.diffusion.predictor import DiffusionRun, NoisePredictor, noise_predictor, train_diffusion
from dlcore.diffusion.sampling import ddim_sample, ddim_step, ddpm_sample, ddpm_step
from dlcore.diffusion.schedule import NoiseSchedule, cosine_schedule, linear_schedule

__all__ = [
    "DiffusionRun", "NoisePredictor", "NoiseSchedule", "Posterior", "cosine_schedule", "ddim_sample", "ddim_step",
    "ddpm_sample", "ddpm_step", "jump", "linear_schedule", "noise_predictor", "posterior", "predicted_data",
    "train_diffusion",
]  # fmt: skip
