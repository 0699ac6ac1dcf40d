"""The Dirac-GAN: a sample and a tilting critic, and the plane of their two numbers, where both go around."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Animation, Arrow, Create, Dot, FadeIn, FadeOut, Line, Triangle, VGroup, VMobject, linear

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.worked_scene import WorkedScene

LINE, PLANE, CHART = (76.0, 112.0, 350.0, 130.0), (520.0, 84.0, 400.0, 400.0), (76.0, 328.0, 350.0, 148.0)
TOP = 4.0  # of the chart
REACH = 2.2  # of both numbers
OUT = 1.9  # a path ends where one of them is larger
SLOW = (1.5, 1.2, 0.9)  # seconds of a half step in the first rounds; the others are fast
REST, MOVES = 4.5, 24  # seconds of all the others together, and into how many moves they are gathered at most


class TwoPlayersOneCircle(WorkedScene):
    """At once, in turn, and in turn with a penalty."""

    lesson = "generative-adversarial-networks"

    def construct(self):
        self.circling = self.record.circling
        self.at_once()
        self.in_turn()
        self.with_penalty()

    # -- the sections ------------------------------------------------------------------------------------------------

    def at_once(self):
        """Both step from the old numbers."""
        self.section("At once")
        self.title("Two players, two numbers")
        limits = (-REACH, REACH)
        self.line = Axes(LINE, limits, limits, ticks=(4, 2), theme=self.theme)
        self.plane = Axes(PLANE, limits, limits, ticks=(4, 4), theme=self.theme)
        data = Triangle(color=self.ink("target"), fill_opacity=1.0, stroke_width=0).scale_to_fit_height(20 * PT)
        data.move_to(self.line.at(0.0, 0.0))
        zero = Line(self.line.at(-REACH, 0), self.line.at(REACH, 0), color=self.ink("line"), stroke_width=2)
        cross = VGroup(
            Line(self.plane.at(-REACH, 0), self.plane.at(REACH, 0), color=self.ink("line"), stroke_width=2),
            Line(self.plane.at(0, -REACH), self.plane.at(0, REACH), color=self.ink("line"), stroke_width=2),
        )
        path = self.path("simultaneous")
        self.stand = self.position(path[0])
        names = VGroup(
            self.formula(r"\theta", 30, "activation").move_to(at(PLANE[0] + PLANE[2] + 16, PLANE[1] + PLANE[3] / 2)),
            self.formula(r"\psi", 30, "loss").move_to(at(PLANE[0] + PLANE[2] / 2 + 18, PLANE[1] + 4)),
        )
        self.say("All data is at the triangle. The generator has one sample, the critic a slope.")
        self.add(self.line, zero, data, *self.stand[:2], self.key())
        self.wait(1.0)
        self.play(FadeIn(self.plane), FadeIn(cross), FadeIn(names), FadeIn(self.stand[2]), run_time=1.0)
        self.say("On the right the plane of both numbers. The middle would be peace.")
        self.wait(1.0)
        self.title("Both step at once")
        self.chart()
        self.say("The sample climbs, the critic tilts against it: two arrows at right angles.")
        self.walk("simultaneous", "at once")
        self.say("The square of the distance grows by {k} in each round.", k=self.circling.factor.item())
        self.wait(2.0)

    def in_turn(self):
        """The critic answers the new place of the sample."""
        self.section("In turn")
        self.title("One after the other")
        self.say("Now the critic answers where the sample has just gone.")
        self.restart("alternating")
        self.walk("alternating", "in turn")
        self.say("An ellipse: neither out nor in, however long they play.")
        self.wait(2.0)

    def with_penalty(self):
        """R1 on the critic."""
        self.section("With a penalty")
        self.title("In turn, with a penalty on the slope")
        self.say("A penalty on the critic's slope draws it toward flat, in every round.")
        self.restart("with R1")
        self.walk("with R1", "with penalty")
        self.title("Only the penalty brings both to rest")
        self.say("Only now both come to rest: the sample on the data, the critic flat.")
        self.wait(3.0)

    # -- playing -----------------------------------------------------------------------------------------------------

    def path(self, name: str) -> np.ndarray:
        """The rounds of a way to play, as long as they stay in the picture."""
        path = self.circling.hand_paths[name]
        outside = np.flatnonzero(np.abs(path).max(axis=1) > OUT)
        return path[: outside[0]] if len(outside) else path

    def chart(self):
        """The square of the distance by round."""
        rounds = max(len(path) for path in self.circling.hand_paths.values()) - 1
        self.squares = Axes(CHART, (0.0, float(rounds)), (0.0, TOP), ticks=(4, 3), theme=self.theme)
        title = row(self.formula(r"\theta^2 + \psi^2", 26), self.words("by round", 22))
        self.play(FadeIn(self.squares), FadeIn(title.move_to(at(CHART[0] + 92, CHART[1] - 26))), run_time=0.6)

    def key(self) -> VGroup:
        """What the marks on the line are."""
        items = (("data", "target", 92), ("sample", "activation", 182), ("critic", "loss", 292))
        made = VGroup()
        for text, role, left in items:
            words = self.words(text, 22, role).set_at(at(left, 90))
            made.add(words.shift(np.array([at(left, 0)[0] - words.get_left()[0], 0.0, 0.0])))
        return made

    def restart(self, name: str):
        """Back to the start, the old trail pale."""
        fresh = self.position(self.path(name)[0])
        self.play(self.trail.animate.set_opacity(0.15), FadeOut(self.stand), FadeIn(fresh), run_time=0.7)
        self.stand = fresh

    def walk(self, name: str, label: str):
        """Round by round: two arrows, and the step that they make; then several rounds in one move."""
        path = self.path(name)
        self.trail = VGroup()
        last = len(path) - 1
        for k in range(min(len(SLOW), last)):
            self.round(name, k, SLOW[k])
        left = list(range(min(len(SLOW), last), last))
        size = max(1, -(-len(left) // MOVES))
        for first in left[::size]:
            self.rounds(name, first, min(first + size, last), REST * size / len(path))
        self.named(name, label, last)

    def round(self, name: str, k: int, seconds: float):
        """The arrows, then the step."""
        half = self.halves(self.path(name), k)
        self.play(*(Create(a) for a in half), run_time=0.6 * seconds)
        self.step(name, k, k + 1, 0.6 * seconds)
        self.play(*(a.animate.set_opacity(0.25) for a in half), run_time=0.2)
        self.trail.add(*half)

    def rounds(self, name: str, first: int, last: int, seconds: float):
        """Steps with their arrows, at once."""
        half = [a for k in range(first, last) for a in self.halves(self.path(name), k)]
        self.step(name, first, last, seconds, *(FadeIn(a) for a in half), rate_func=linear)
        for a in half:
            a.set_opacity(0.25)
        self.trail.add(*half)

    def step(self, name: str, first: int, last: int, seconds: float, *others: Animation, **options: Any):
        """Both numbers go on, and the curve of their square."""
        path, squares = self.path(name)[first : last + 1], self.circling.hand_squares[name][first : last + 1]
        line = VMobject(stroke_color=self.ink("text"), stroke_width=4)
        line.set_points_as_corners([self.plane.at(*place) for place in path])
        piece = self.squares.path(np.arange(first, last + 1), np.minimum(squares, TOP), "text", 4)
        moved = self.stand.animate.become(self.position(path[-1]))
        self.play(moved, Create(line), Create(piece), *others, run_time=seconds, **options)
        self.trail.add(line)

    def halves(self, path: np.ndarray, k: int) -> list[Arrow]:
        """The arrow of the sample and that of the critic in a round, where they can be seen."""
        old, new = path[k], path[k + 1]
        corner = np.array([new[0], old[1]])
        both = self.arrow(old, corner, "activation"), self.arrow(corner, new, "loss")
        return [a for a in both if a is not None]

    def named(self, name: str, label: str, last: int):
        """The name of a curve: beside its end, or above it where that is at the right edge."""
        heights = np.minimum(self.circling.hand_squares[name][: last + 1], TOP)
        words = self.words(label, 22, "text", "bold")
        place = self.squares.at(last, heights[-1])
        words.move_to(place + np.array([words.width / 2 + 8 * PT, 0.0, 0.0]))
        right = at(PLANE[0] - 50, 0)[0]
        if words.get_right()[0] > right:
            above = self.squares.at(last, heights[-len(heights) // 3 :].max())
            words.move_to(above + np.array([-words.width / 2, 16 * PT, 0.0]))
        self.play(FadeIn(words), run_time=0.4)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def position(self, place: np.ndarray) -> VGroup:
        """The critic's line, the sample on the axis, and the dot of the plane."""
        theta, psi = map(float, place)
        end = REACH / max(1.0, abs(psi))
        critic = Line(
            self.line.at(-end, -psi * end), self.line.at(end, psi * end), color=self.ink("loss"), stroke_width=6
        )
        sample = Dot(self.line.at(theta, 0.0), radius=10 * PT, color=self.ink("activation"))
        return VGroup(critic, sample, Dot(self.plane.at(theta, psi), radius=9 * PT, color=self.ink("text")))

    def arrow(self, start: np.ndarray, end: np.ndarray, role: str) -> Arrow | None:
        """A half step, unless it is too short to be seen."""
        a, b = self.plane.at(*start), self.plane.at(*end)
        if np.linalg.norm(b - a) < 5 * PT:
            return None
        return Arrow(a, b, buff=0, color=self.ink(role), stroke_width=6, max_tip_length_to_length_ratio=0.3)
