"""Two ReLUs fold the square of inputs onto a bent wire, which one line cuts; unfolded, the cut is two lines."""

from __future__ import annotations

import numpy as np
from manim import (
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Polygon,
    Triangle,
    ValueTracker,
    VGroup,
    VMobject,
    smooth,
)

from deckwright.scenes import PT, at
from deckwright.scenes.axes import Axes
from deckwright.scenes.matrix import Matrix
from deckwright.scenes.plane_view import PlaneView, zoom_plane
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

PLANE, OUTPUT = (76.0, 104.0, 340.0, 340.0), (560.0, 144.0, 320.0, 260.0)
WHOLE = PlaneView(PLANE, (-0.6, 2.6), (-1.1, 2.1))  # where all of the fold has room
SQUARE = PlaneView(PLANE, (-0.3, 1.3), (-0.3, 1.3))  # where the inputs are seen large
LINES, POINTS = 9, 25  # of the grid, and points on each of its lines


class FoldThePlane(WorkedScene):
    """The square, its images after W, after b and after the ReLU; the cut; and all the way back."""

    lesson = "perceptron"

    def construct(self):
        self.fold = self.record.fold
        self.progress = ValueTracker(0.0)  # 0: inputs, 1: W x, 2: W x + b, 3: max(0, W x + b)
        self.square()
        self.folding()
        self.cutting()
        self.unfolding()

    # -- the sections ------------------------------------------------------------------------------------------------

    def square(self):
        """The inputs."""
        self.section("The square")
        self.title("Four corners that no line separates")
        self.seen(SQUARE)
        self.names = self.axis_names("x_1", "x_2")
        self.say("The square of all inputs, with the four examples at its corners.")
        self.grid, self.marks = redrawn(self.mesh), redrawn(self.corners)
        self.add(self.plane, self.names, self.grid)
        self.wait(1.0)
        self.play(FadeIn(self.marks), run_time=0.6)
        self.wait(0.8)

    def folding(self):
        """W, then b, then the ReLU."""
        self.section("The fold")
        self.title("Two ReLUs fold it")
        fresh = self.axis_names("h_1", "h_2")
        self.stages = VGroup()
        self.stage(r"W x", self.fold.W, 0)
        self.say("Both units add the two inputs: the square collapses onto a diagonal.")
        zoom_plane(self, self.plane, self.seen, SQUARE, WHOLE)
        self.play(
            self.progress.animate.set_value(1.0), self.replaced(self.names, fresh), run_time=3.5, rate_func=smooth
        )
        self.names = fresh
        self.wait(0.5)
        self.stage(r"W x + b", self.fold.b, 1)
        self.say("The bias of the second unit moves all of it down.")
        self.play(self.progress.animate.set_value(2.0), run_time=2.2, rate_func=smooth)
        self.stage(r"h = \max(0,\; W x + b)", None, 2)
        self.say("The ReLU lifts what is below zero up to zero: the wire bends.")
        self.play(self.progress.animate.set_value(3.0), run_time=3.0, rate_func=smooth)
        self.say("Both yes corners are one point now.")
        self.wait(1.5)

    def cutting(self):
        """One line cuts the wire."""
        self.section("One line")
        self.title("Now one line is enough")
        ends = [self.plane.at(x, y) for x, y in zip(*self.fold.cut)]
        self.cut = DashedLine(*ends, color=self.ink("weight"), stroke_width=5)
        self.band, self.edges = redrawn(self.yes), redrawn(self.seams)
        self.say("One straight line has yes on one side and no on the other.")
        self.play(Create(self.cut), run_time=1.4)
        self.play(FadeIn(self.band), FadeIn(self.edges), run_time=0.6)
        self.say("Along the wire the output rises to the fold and falls again.")
        self.output()
        self.wait(1.0)

    def unfolding(self):
        """Back to the inputs."""
        self.section("Two lines")
        self.title("Unfolded, the one cut is two parallel lines")
        self.say("The wire is cut in two places. Run the film back.")
        self.play(FadeOut(self.cut), run_time=0.6)
        fresh = self.axis_names("x_1", "x_2")
        self.play(self.progress.animate.set_value(1.0), run_time=2.5, rate_func=smooth)
        self.play(
            self.progress.animate.set_value(0.0), self.replaced(self.names, fresh), run_time=3.5, rate_func=smooth
        )
        zoom_plane(self, self.plane, self.seen, WHOLE, SQUARE)
        self.say("Each place has become a line. Between the two lines the answer is yes: XOR.")
        self.wait(3.0)

    def seen(self, view: PlaneView) -> Axes:
        """The plane, of which so much is seen."""
        self.plane = Axes(view.box, view.x, view.y, ticks=(4, 4), theme=self.theme)
        return self.plane

    # -- the map -----------------------------------------------------------------------------------------------------

    def mapped(self, x: np.ndarray) -> np.ndarray:
        """Where points of the square (N, 2) are at this moment."""
        t, W, b = self.progress.get_value(), self.fold.W.value, self.fold.b.value
        z = x @ W.T
        if t <= 1:
            return x + t * (z - x)
        if t <= 2:
            return z + (t - 1) * b
        z = z + b
        return z + (t - 2) * (np.maximum(z, 0.0) - z)

    def path(self, x: np.ndarray, role: str, width: float) -> VMobject:
        """A line through points of the square, where they are now."""
        across, up = self.mapped(x).T
        return self.plane.path(across, up, role, width)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def mesh(self) -> VGroup:
        """The grid of the square."""
        along = np.linspace(0.0, 1.0, POINTS)
        lines = VGroup()
        for at_ in np.linspace(0.0, 1.0, LINES):
            for across in (False, True):
                pair = (np.full(POINTS, at_), along)
                lines.add(self.path(np.column_stack(pair[::-1] if across else pair), "input", 3))
        return lines

    def corners(self) -> VGroup:
        """The four examples: a triangle for yes, a disc for no."""
        places = self.mapped(self.fold.x.value)
        return VGroup(*(self.mark(p, bool(y)) for p, y in zip(places, self.fold.labels)))

    def mark(self, place: np.ndarray, yes: bool) -> VMobject:
        """An example."""
        if yes:
            shape = Triangle(color=self.ink("target"), fill_opacity=1.0, stroke_width=0).scale_to_fit_height(22 * PT)
        else:
            shape = Dot(radius=10 * PT, color=self.ink("muted"))
        return shape.move_to(self.plane.at(*place))

    def seams(self) -> VGroup:
        """The inputs that land on the cut: two lines of the square."""
        lines = [self.path(self.seam(*ends), "weight", 7) for ends in self.inside()]
        middles = self.mapped(np.array([(a + b) / 2 for a, b in self.inside()]))
        dots = [Dot(self.plane.at(*place), radius=7 * PT, color=self.ink("weight")) for place in middles]
        return VGroup(*lines, *dots)

    def inside(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """The ends of both lines within the square."""
        totals = (xs[0] + ys[0] for xs, ys in self.fold.cuts)  # of both inputs, the same all along a line
        least = ((max(0.0, total - 1.0), min(1.0, total)) for total in totals)
        return [(np.array([low, high]), np.array([high, low])) for low, high in least]

    @staticmethod
    def seam(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        """Points from end to end."""
        return a + np.linspace(0.0, 1.0, POINTS)[:, None] * (b - a)

    def yes(self) -> VMobject:
        """The part of the square between the two lines."""
        (low_a, low_b), (high_a, high_b) = self.inside()
        outline = np.array([low_a, [0.0, 1.0], high_a, high_b, [1.0, 0.0], low_b])
        places = [self.plane.at(*p) for p in self.mapped(outline)]
        return Polygon(*places, stroke_width=0, fill_color=self.ink("target"), fill_opacity=0.25)

    def stage(self, latex: str, numbers, line: int):
        """One step of the layer, in its line on the right, with the numbers that it brings."""
        step = self.formula(latex, 34)
        parts = [] if numbers is None else [self.formula(f"{numbers.name} =", 34, "weight"), self.matrix(numbers)]
        whole = VGroup(step, *parts).arrange(buff=26 * PT).move_to(at(700, 160 + 110 * line))
        self.play(FadeIn(whole), run_time=0.6)
        self.stages.add(whole)

    def matrix(self, numbers) -> Matrix:
        """Weights or a bias with their numbers."""
        return Matrix(numbers.value, 0, 30, "weight", theme=self.theme)

    def axis_names(self, across: str, up: str) -> VGroup:
        """Names at the ends of the plane's axes."""
        left, top, width, height = PLANE
        return VGroup(
            self.formula(across, 26).move_to(at(left + width + 24, top + height)),
            self.formula(up, 26).move_to(at(left, top - 18)),
        )

    def output(self):
        """The output against the sum of the inputs, with the level at which the answer turns."""
        axes = Axes(OUTPUT, (-0.15, 2.15), (-0.2, 1.2), ticks=(4, 3), theme=self.theme)
        left, top, width, height = OUTPUT
        names = VGroup(
            self.formula("y", 26).move_to(at(left, top - 18)),
            self.formula("x_1 + x_2", 26).move_to(at(left + width / 2, top + height + 56)),
        )
        level = Line(axes.at(-0.15, 0.5), axes.at(2.15, 0.5), color=self.ink("weight"), stroke_width=3.5)
        sums, y = self.fold.x.value.sum(axis=1), self.fold.y.value
        order = np.argsort(sums)
        tent = axes.path(sums[order], y[order], "activation", 5)
        dots = VGroup(*(self.mark_at(axes.at(s, v), bool(v)) for s, v in zip(sums, y)))
        self.play(FadeOut(self.stages), run_time=0.3)
        self.play(FadeIn(axes), FadeIn(names), run_time=0.6)
        self.play(Create(tent), run_time=2.0)
        self.play(FadeIn(dots), Create(level), run_time=0.8)

    def mark_at(self, place: np.ndarray, yes: bool) -> VMobject:
        """An example's mark at a place of the screen."""
        return self.mark(np.zeros(2), yes).move_to(place)
