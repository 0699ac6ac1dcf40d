r"""The leaky integrate-and-fire neuron: a membrane that charges, leaks, and fires when it reaches its threshold."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore.check import number
from dlcore.ops.elementary import log
from dlcore.tensor import Tensor
from dlcore.tensor_form import tensor_form

__all__ = ["SpikeTrain", "firing_rate", "integrate_and_fire"]


@dataclass(frozen=True)
class SpikeTrain:
    """What a membrane did.

    times    (K,) in ms
    voltage  (K,) above rest, in mV; at a spike it is the threshold, and afterwards 0
    spikes   the times at which it fired, in ms
    Working  none: a trace of steps; the rate that it comes to is ``firing_rate``'s

    >>> integrate_and_fire(20.0, duration=60.0).spikes.round(1).tolist()
    [27.7, 57.5]
    """

    times: np.ndarray
    voltage: np.ndarray
    spikes: np.ndarray


def integrate_and_fire(
    drive: float,
    *,
    threshold: float = 15.0,
    tau: float = 20.0,
    refractory: float = 2.0,
    duration: float = 200.0,
    dt: float = 0.1,
) -> SpikeTrain:
    r"""A membrane under a constant drive, from rest on.

    \tau_m \dot V = -V + R I, a spike and V \leftarrow 0 at the threshold, then nothing for the refractory time

    drive       R I, the voltage that the membrane would reach, in mV above rest; threshold in mV, times in ms
    Convention  between two times the solution of the equation is taken, not Euler's step, so that spikes come at their
                exact times whatever ``dt``
    Errors      DomainError for a time, threshold or step that isn't positive, or a negative drive or refractory time
    Source      Lapicque (1907); Gerstner, Kistler, Naud and Paninski, Neuronal Dynamics (2014), section 1.3

    >>> integrate_and_fire(15.0).spikes.size  # it only approaches a threshold of 15
    0
    """
    for name, value in (("threshold", threshold), ("tau", tau), ("duration", duration), ("dt", dt)):
        number(name, value, above=0)
    number("drive", drive, least=0), number("refractory", refractory, least=0)
    times = np.arange(0.0, duration + dt / 2, dt)
    if drive <= threshold:
        return SpikeTrain(times, drive * -np.expm1(-times / tau), np.array([]))
    climb = tau * np.log(drive / (drive - threshold))
    first, period = climb, climb + refractory
    spikes = np.arange(first, duration + dt / 2, period)
    since = np.mod(times, period)  # of the latest start of a climb
    voltage = np.where(since < climb, drive * -np.expm1(-since / tau), 0.0)
    voltage[np.searchsorted(times, spikes[spikes <= times[-1]])] = threshold  # the sample at which the spike is seen
    return SpikeTrain(times, voltage, spikes)


def _firing_rate(drive: float, *, threshold: float = 15.0, tau: float = 20.0, refractory: float = 2.0) -> Tensor:
    """The rate as a Tensor; below the threshold there is no formula, and the rate is 0."""
    number("threshold", threshold, above=0), number("tau", tau, above=0)
    number("drive", drive, least=0), number("refractory", refractory, least=0)
    if drive <= threshold:
        return Tensor(0.0, "r")
    RI, theta = Tensor(drive, "RI"), Tensor(threshold, r"\theta")
    climb = (Tensor(tau, r"\tau_m") * log(RI / (RI - theta))).named("T")
    return (1000.0 / (Tensor(refractory, r"\Delta_{\text{ref}}") + climb)).named("r")


@tensor_form(_firing_rate)
def firing_rate(drive: float, *, threshold: float = 15.0, tau: float = 20.0, refractory: float = 2.0) -> float:
    r"""Spikes a second under a constant drive: 0 up to the threshold, then rising, at last 1 / refractory.

    r = \frac{1000}{\Delta_{\text{ref}} + T}, T = \tau_m \ln \frac{RI}{RI - \theta}

    drive, threshold  in mV above rest; tau and refractory in ms; the rate in Hz
    Errors            DomainError for a threshold or time constant that isn't positive, or anything negative
    Source            Gerstner, Kistler, Naud and Paninski, Neuronal Dynamics (2014), section 1.3

    >>> round(firing_rate(20.0), 1)
    33.6
    """
    return _firing_rate(drive, threshold=threshold, tau=tau, refractory=refractory).item()
