"""Three arms of a spiral: a network bends its borders to them; then the points move until straight borders will do."""

from __future__ import annotations

import numpy as np
from manim import (
    RIGHT,
    Create,
    FadeIn,
    FadeOut,
    ValueTracker,
    VGroup,
    VMobject,
    smooth,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import filled
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

PLANE = (72.0, 84.0, 404.0, 404.0)
FRAME = (-1.12, 1.12)
ROWS = (530.0, 140.0, 126.0)  # left end, top and height of the rows on the right
GRID, POINTS, SPOKES = 97, 40, 12
TINT = 0.2
CORNERS, SIZE = (16, 3, 4), 5.5  # of the marks of each arm, and their radius


class SpiralUnwinds(WorkedScene):
    """Straight borders, bent borders, and moved points."""

    lesson = "why-deep-learning"

    def construct(self):
        self.spiral = self.record.spiral
        self.turn = ValueTracker(0.0)  # 0: as they are; 1: every point turned back
        self.straight()
        self.bent()
        self.moved()
        self.back()

    # -- the sections ------------------------------------------------------------------------------------------------

    def straight(self):
        """A line for each class."""
        self.section("Straight borders")
        self.title("Straight borders")
        self.plane = Axes(PLANE, FRAME, FRAME, ticks=(4, 4), theme=self.theme)
        self.dots = redrawn(self.marks)
        self.say("Three arms wind around each other.")
        self.play(FadeIn(self.plane), FadeIn(self.dots), run_time=1.2)
        self.areas = self.regions(self.spiral.line)
        self.say("A line on the coordinates has straight borders.")
        self.play(FadeIn(self.areas), run_time=1.2)
        self.bring_to_front(self.dots)
        self.result(0, "straight borders", "line", "text")
        self.wait(1.2)

    def bent(self):
        """The hidden layer while it learns."""
        self.section("Bent borders")
        self.title("A hidden layer bends its borders")
        self.say("A hidden layer while it learns. Its borders bend to the arms.")
        counter = VGroup()
        for step, share, look in zip(self.spiral.looks_at, self.spiral.looks_right, self.spiral.looks):
            areas, fresh = self.regions(look), self.progress(step, share)
            self.play(FadeOut(self.areas, counter), FadeIn(areas, fresh), run_time=0.9)
            self.bring_to_front(self.dots)
            self.areas, counter = areas, fresh
            self.wait(0.35)
        self.play(FadeOut(counter), run_time=0.3)
        self.result(1, "bent borders", "network", "text")
        self.play(FadeOut(self.areas), run_time=0.7)

    def moved(self):
        """Every point is turned back by what its radius has turned it."""
        self.section("Moved points")
        self.title("Or leave the borders straight, and move the points")
        self.spokes = redrawn(self.curved)
        self.say("Turn each point back: the farther out, the more.")
        self.play(FadeIn(self.spokes), run_time=0.8)
        self.bring_to_front(self.dots)
        self.play(self.turn.animate.set_value(1.0), run_time=6.0, rate_func=smooth)
        self.wait(0.6)
        self.borders = redrawn(self.rays)
        self.say("The arms are rays now, and three straight borders will do.")
        self.play(Create(self.borders), run_time=1.4)
        self.result(2, "moved points, straight borders", "person", "text")
        self.wait(0.6)

    def back(self):
        """The borders wind up with the points."""
        self.section("Wound up again")
        self.title("Run it back: straight borders become bent ones")
        self.say("Run the film back. The straight borders wind up with the points.")
        self.play(self.turn.animate.set_value(0.0), run_time=5.0, rate_func=smooth)
        self.title("A feature is a motion of space")
        self.say("Bending borders and moving points are the same thing.")
        self.wait(2.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def wound(self, radius: np.ndarray, angle: np.ndarray) -> np.ndarray:
        """Where points of a radius and an unwound angle are at this moment, (..., 2)."""
        angle = angle + 2 * np.pi * self.spiral.turns * (1 - self.turn.get_value()) * radius
        return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=-1)

    def marks(self) -> VGroup:
        """All points where they are now: an arm has its color and its shape, and is one drawing."""
        radius = np.hypot(self.spiral.points[:, 0], self.spiral.points[:, 1])
        angle = np.arctan2(self.spiral.unwound[:, 1], self.spiral.unwound[:, 0])
        places = self.wound(radius, angle)
        return VGroup(
            *(self.arm(places[self.spiral.labels == k], *mark) for k, mark in enumerate(zip(self.roles, CORNERS)))
        )

    def arm(self, places: np.ndarray, role: str, corners: int) -> VMobject:
        """A polygon at each place: as many closed paths of one drawing."""
        angles = np.pi / 2 + np.pi / 4 * (corners == 4) + 2 * np.pi * np.arange(corners + 1) / corners
        outline = SIZE * PT * np.column_stack([np.cos(angles), np.sin(angles), np.zeros(corners + 1)])
        centers = np.array([self.plane.at(*place) for place in places])
        ring = centers[:, None] + outline  # (N, corners + 1, 3)
        start, end = ring[:, :-1], ring[:, 1:]
        curves = np.stack([start, start + (end - start) / 3, start + 2 * (end - start) / 3, end], axis=2)
        drawing = VMobject(stroke_width=0, fill_color=self.ink(role), fill_opacity=1.0)
        return drawing.set_points(curves.reshape(-1, 3))

    def progress(self, step: int, share: float) -> VGroup:
        """How far training is, and how many of its points are right, over the plane."""
        line = row(
            self.words("step", 24), self.figure(step, 0, 24, style="bold"), self.words("  right:", 24),
            self.figure(share, 0, 24, style="bold"), self.words("percent", 24),
        )  # fmt: skip
        left, top, height = ROWS
        return line.shift(at(left, top + height) - line.get_left()[0] * RIGHT)

    @property
    def roles(self) -> list[str]:
        """The arms' colors."""
        return list(self.spiral.colors.values())

    def curved(self) -> VGroup:
        """Spokes of a wheel that was wound up: straight when all is turned back."""
        radius = np.linspace(0.0, 1.05, POINTS)
        angles = 2 * np.pi * np.arange(SPOKES) / SPOKES
        places = (self.wound(radius, np.full(POINTS, angle)) for angle in angles)
        return VGroup(*(self.plane.path(p[:, 0], p[:, 1], "line", 2.5) for p in places))

    def rays(self) -> VGroup:
        """The straight borders, where they are now."""
        radius = np.linspace(0.0, 1.05, POINTS)
        places = (self.wound(radius, np.full(POINTS, float(angle))) for angle in self.spiral.borders)
        return VGroup(*(self.plane.path(p[:, 0], p[:, 1], "text", 6.0) for p in places))

    def regions(self, model) -> VGroup:
        """The area of each class."""
        xs = np.linspace(*FRAME, GRID)
        grid = np.stack(np.meshgrid(xs, xs), axis=-1).reshape(-1, 2)
        scores = model(grid).value
        areas = VGroup()
        for arm, role in enumerate(self.roles):
            margin = (scores[:, arm] - np.delete(scores, arm, axis=1).max(axis=1)).reshape(GRID, GRID)
            look = {"stroke_color": self.ink("muted"), "stroke_width": 1.5, "fill_color": self.ink(role)}
            areas.add(*filled(self.plane, xs.tolist(), xs.tolist(), margin, 0.0, np.inf, fill_opacity=TINT, **look))
        return areas

    def result(self, k: int, name: str, key: str, role: str):
        """A row on the right: what was done, how many numbers were learned, how many fresh points are right."""
        left, top, height = ROWS
        heading = row(self.words(name, 26, role, "bold"))
        learned = row(self.figure(self.spiral.learned[key], 0, 24, style="bold"), self.words("numbers learned", 24))
        right = row(
            self.figure(self.spiral.median(key), 1, 24, style="bold"), self.words("percent of fresh points right", 24)
        )
        lines = VGroup()
        for j, line in enumerate((heading, learned, right)):
            place = at(left, top + height * k + 34 * j)
            lines.add(line.shift(place - line.get_left()[0] * RIGHT))
        self.play(FadeIn(lines), run_time=0.8)
