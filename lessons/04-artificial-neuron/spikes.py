"""From a membrane that leaks to a rate: what the cell does with a constant drive, and the curve that comes of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dlcore import Tensor, firing_rate, integrate_and_fire
from dlcore.integrate_and_fire import SpikeTrain

SHOWN, COUNTED_MS = 5.0, 1000.0  # time constants that are drawn, and ms in which spikes are counted
STEPS = (2 / 3, 31 / 30, 4 / 3, 2.0, 4.0)  # drives, as multiples of the threshold: the first one never fires
PEAK = 2.0  # a spike is drawn so many thresholds high
FAR = 100.0  # thresholds: how far to the right the ceiling is looked for


@dataclass(frozen=True)
class Membrane:
    """The numbers of a cell: mV above rest, and ms."""

    threshold: float
    tau: float
    refractory: float

    def train(self, drive: float, duration: float) -> SpikeTrain:
        return integrate_and_fire(
            drive, threshold=self.threshold, tau=self.tau, refractory=self.refractory, duration=duration
        )

    def rate(self, drive: float) -> float:
        return firing_rate(drive, threshold=self.threshold, tau=self.tau, refractory=self.refractory)

    def rates(self, drives: np.ndarray) -> np.ndarray:
        return np.array([self.rate(drive) for drive in drives])

    def working(self, drive: float) -> tuple[Tensor, Tensor]:
        """The time of the climb and the rate, for a drive above the threshold."""
        rate = firing_rate.tensor(drive, threshold=self.threshold, tau=self.tau, refractory=self.refractory)
        return rate.inputs[1].inputs[1], rate  # 1000 / (t_ref + T)


@dataclass(frozen=True)
class Trace:
    """A voltage as it is drawn: a spike is an upright line."""

    drive: float
    times: np.ndarray
    voltage: np.ndarray
    spikes: int  # within the time that is drawn
    counted: int  # in a second
    rate: float

    @property
    def name(self) -> str:
        return f"{self.drive:.4g} mV"


@dataclass(frozen=True)
class ByHand:
    """The voltage in steps of a quarter of tau, until it reaches the threshold.

    The drive is 4/3 of the threshold, for which the exact time is tau ln 4.
    """

    drive: float
    step: float
    times: np.ndarray
    voltage: np.ndarray
    exact: float

    @property
    def rows(self) -> list[list[float]]:
        """Time before, voltage before, voltage after."""
        before = np.concatenate([[0.0], self.voltage[:-1]])
        return np.column_stack([self.times - self.step, before, self.voltage]).round(9).tolist()

    @property
    def fires(self) -> float:
        return float(self.times[-1])

    @property
    def chart(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The steps, and the exact voltage up to the threshold."""
        t = np.linspace(0.0, self.exact, 81)
        exact = self.drive * -np.expm1(-t * np.log(4.0) / self.exact)
        return {"exact": (t, exact), "steps": (np.append(0.0, self.times), np.append(0.0, self.voltage))}


@dataclass(frozen=True)
class Spikes:
    """The cell under several drives, and its rate over the drive.

    drawn     ms of each trace
    shown     a drive that makes it fire: the one that was asked for, or 4/3 of the threshold
    climb     T, and rate the rate that it leads to
    near, far drives and rates around the threshold, and far above it
    """

    membrane: Membrane
    drawn: float
    asked: float
    shown: float
    climb: Tensor
    rate: Tensor
    counted: int
    doubled: float
    traces: tuple[Trace, ...]
    near: tuple[np.ndarray, np.ndarray]
    far: tuple[np.ndarray, np.ndarray]
    relu_slope: float
    by_hand: ByHand

    @property
    def fires(self) -> bool:
        """Whether the drive that was asked for is enough."""
        return self.asked > self.membrane.threshold

    @property
    def voltages(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Three of the traces, for a chart."""
        return {trace.name: (trace.times, trace.voltage) for trace in (self.traces[k] for k in (0, 1, 3))}

    @property
    def voltage_roles(self) -> dict[str, str]:
        """Colors of the three: the one that never fires, the late one, the early one."""
        return dict(zip(self.voltages, ("muted", "text", "activation")))

    @property
    def to_double(self) -> tuple[np.ndarray, np.ndarray]:
        """Drives and rates up to a little more than twice the shown drive."""
        drives = np.linspace(0.0, 2.2 * self.shown, 161)
        return drives, self.membrane.rates(drives)

    @property
    def once_and_twice(self) -> dict[str, float]:
        return {"once": self.shown, "twice": 2 * self.shown}

    @property
    def edge(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """The voltage with a drive as large as the threshold."""
        train = self.membrane.train(self.membrane.threshold, 8 * self.membrane.tau)
        return {"voltage": (train.times, train.voltage)}

    @property
    def left_at_edge(self) -> float:
        """What is missing after eight time constants, in mV."""
        return float(self.membrane.threshold * np.exp(-8.0))

    @property
    def reach(self) -> tuple[np.ndarray, np.ndarray]:
        """Drives and rates from zero to the largest drive of the traces."""
        drives = np.linspace(0.0, self.traces[-1].drive, 161)
        return drives, self.membrane.rates(drives)

    @property
    def relu(self) -> np.ndarray:
        """The ReLU of the drive that lies closest to the near part of the curve."""
        return np.maximum(0.0, self.near[0] - self.membrane.threshold) * self.relu_slope

    @property
    def curve(self) -> dict[str, tuple[np.ndarray, np.ndarray]]:
        """Around the threshold: the formula, the ReLU, and rates that were counted."""
        counted = [trace for trace in self.traces if trace.drive <= self.near[0][-1]]
        dots = (np.array([t.drive for t in counted]), np.array([float(t.counted) for t in counted]))
        return {"ReLU": (self.near[0], self.relu), "formula": self.near, "counted": dots}

    @property
    def ceiling(self) -> float:
        """1 / refractory, in spikes a second."""
        return 1000.0 / self.membrane.refractory

    @property
    def straight(self) -> float:
        """Spikes a second for each mV far above the threshold, without a refractory time."""
        return 1000.0 / (self.membrane.tau * self.membrane.threshold)

    @property
    def times_more(self) -> float:
        """What twice the drive does to the rate."""
        return self.doubled / self.rate.item()

    @property
    def why(self) -> str:
        """Why twice the drive does just that."""
        if self.times_more > 2.05:
            return "More than twice: what counts is how far the drive is above the threshold."
        if self.times_more < 1.95:
            return "Less than twice: the refractory time holds it back."
        return "About twice: threshold and refractory time pull in opposite directions."


def spikes(drive: float, tau: float, threshold: float, refractory: float) -> Spikes:
    """A cell with these numbers."""
    cell = Membrane(threshold, tau, refractory)
    shown = drive if drive > threshold else by_hand_drive(threshold)
    climb, rate = cell.working(shown)
    near, far = np.linspace(0.0, 3 * threshold, 121), threshold * np.linspace(0.0, FAR, 201)
    above, rates = np.maximum(0.0, near - threshold), cell.rates(near)
    return Spikes(
        cell, SHOWN * tau, drive, shown, climb, rate, cell.train(shown, COUNTED_MS).spikes.size, cell.rate(2 * shown),
        tuple(trace(cell, round(share * threshold, 9)) for share in STEPS), (near, rates), (far, cell.rates(far)),
        float(above @ rates / (above @ above)), by_hand(cell),
    )  # fmt: skip


def trace(cell: Membrane, drive: float) -> Trace:
    """The voltage with its spikes drawn as upright lines."""
    train = cell.train(drive, SHOWN * cell.tau)
    peaks = np.repeat(train.spikes, 3)
    heights = np.tile([cell.threshold, PEAK * cell.threshold, 0.0], train.spikes.size)
    kept = train.voltage < cell.threshold  # the samples at which spikes were seen stand for the spikes themselves
    times, voltage = np.append(train.times[kept], peaks), np.append(train.voltage[kept], heights)
    order = np.argsort(times, kind="stable")
    counted = cell.train(drive, COUNTED_MS).spikes.size
    return Trace(drive, times[order], voltage[order], train.spikes.size, counted, cell.rate(drive))


def by_hand_drive(threshold: float) -> float:
    """4/3 of the threshold."""
    return round(4 * threshold / 3, 9)


def by_hand(cell: Membrane) -> ByHand:
    """Euler's steps: the voltage moves by a quarter of what it is away from the drive."""
    drive, step = by_hand_drive(cell.threshold), cell.tau / 4
    voltage = [0.0]
    while voltage[-1] < cell.threshold:
        voltage.append(voltage[-1] + (drive - voltage[-1]) / 4)
    times = step * np.arange(1, len(voltage))
    return ByHand(drive, step, times, np.array(voltage[1:]), float(cell.tau * np.log(4.0)))
