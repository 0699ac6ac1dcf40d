"""From a cell that fires to a weighted sum and a squash: what was taken, what was left, and what one unit can do."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from cell import Cell, cell
from dendrite import Dendrite, dendrite
from line import FRAME, Geometry, geometry
from logic import Logic, logic
from neuron import neuron, neuron_of_a_batch
from sizes import Sizes, sizes
from spikes import Spikes, spikes
from template import Template, template
from vote import Vote, of_the_course, umbrella

from deckwright.lesson import Range


@dataclass(frozen=True)
class ArtificialNeuron:
    """Everything the lecture shows."""

    cell: Cell
    spikes: Spikes
    logic: Logic
    vote: Vote
    course: Vote
    geometry: Geometry
    frame: tuple[float, float]
    template: Template
    sizes: Sizes
    dendrite: Dendrite
    code: str
    code_agrees: bool
    slip: str
    slip_shape: str


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    drive: Annotated[float, Range(5.0, 100.0)] = 20.0,
    threshold: Annotated[float, Range(5.0, 30.0)] = 15.0,
    tau: Annotated[float, Range(5.0, 50.0)] = 20.0,
    refractory: Annotated[float, Range(0.5, 5.0)] = 2.0,
    clouds: Annotated[float, Range(0.0, 1.0)] = 0.8,
    digit: Annotated[int, Range(0, 9)] = 3,
) -> ArtificialNeuron:
    """A cell under a ``drive``; a vote with so many ``clouds``; a neuron that knows one ``digit``."""
    vote = umbrella(clouds)
    x, w, b = vote.x.value, vote.w.value, vote.b.item()
    return ArtificialNeuron(
        cell=cell(), spikes=spikes(drive, tau, threshold, refractory), logic=logic(), vote=vote,
        course=of_the_course(seed), geometry=geometry(), frame=FRAME, template=template(digit, seed),
        sizes=sizes(seed), dendrite=dendrite(), code=inspect.getsource(neuron),
        code_agrees=bool(np.isclose(neuron(x, w, b), vote.a.item(), rtol=1e-12)),
        slip=inspect.getsource(neuron_of_a_batch), slip_shape=str(neuron_of_a_batch(np.stack([x, x]), w, b).shape),
    )  # fmt: skip
