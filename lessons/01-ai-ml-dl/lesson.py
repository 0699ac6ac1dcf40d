"""One question, six programs: what a person decides in each, what is learned, and what the words AI, ML, DL mean."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Annotated

from chance import Chance, chance
from course import Course, course
from data import Task, task
from experience import Experience, experience
from journey import Journey, journey
from pixel import PLACE, Pixel, Searched, pixel, searched
from programs import Programs, programs
from smallest import learn
from units import Units, units
from unlabeled import Unlabeled, unlabeled

from deckwright.lesson import Range

HISTORY = [
    (1950, "Turing’s child machine"), (1955, "“Artificial intelligence”"),
    (1958, "Perceptron"), (1959, "“Machine learning”"), (1986, "Backpropagation"), (1997, "Deep Blue"),
    (2012, "AlexNet"), (2017, "Transformer"),
]  # fmt: skip


@dataclass(frozen=True)
class FirstLecture:
    """Everything the lecture shows."""

    task: Task
    place: tuple[int, int]
    pixel: Pixel
    programs: Programs
    units: Units
    unlabeled: Unlabeled
    experience: Experience
    chance: Chance
    searched: Searched
    journey: Journey
    course: Course
    epochs: int
    learner: str
    learner_agrees: bool
    history: list[tuple[int, str]]


def lesson(
    *,
    seed: Annotated[int, Range(0, 10**6)] = 1,
    threshold: Annotated[int, Range(4, 12)] = 8,
    hidden: Annotated[int, Range(8, 64)] = 16,
    epochs: Annotated[int, Range(20, 80)] = 40,
) -> FirstLecture:
    """A person's ``threshold`` in sixteenths; networks with so many ``hidden`` units; rounds of training."""
    one_pixel = pixel(threshold, seed)
    six = programs(one_pixel, hidden, epochs, seed)
    return FirstLecture(
        task=task(seed),
        place=PLACE,
        pixel=one_pixel,
        programs=six,
        units=units(six.networks, seed),
        unlabeled=unlabeled(hidden, epochs, seed),
        experience=experience(one_pixel, hidden, seed),
        chance=chance(six),
        searched=searched(seed),
        journey=journey(one_pixel, six, seed),
        course=course(),
        epochs=epochs,
        learner=inspect.getsource(learn),
        learner_agrees=bool(learn(one_pixel.ink, one_pixel.even == 1) in one_pixel.few.best),
        history=HISTORY,
    )
