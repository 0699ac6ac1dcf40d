"""What momentum does to the zigzag: the old velocity and the new gradient, added step by step."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from manim import (
    DOWN,
    LEFT,
    RIGHT,
    UP,
    Arrow,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    GrowArrow,
    TransformFromCopy,
    ValueTracker,
    VGroup,
    linear,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.head_to_tail import HeadToTail
from deckwright.scenes.label_placement import placed
from deckwright.scenes.pace import paced
from deckwright.scenes.plane_view import PlaneView, zoom_plane
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene
from dlcore import Tensor

WIDE, NEAR = (96.0, 98.0, 770.0, 316.0), (96.0, 98.0, 440.0, 330.0)  # the plane's box, and where the arrows are large
ALONG, ACROSS = at(800, 160), at(630, 296)  # where the sums of components begin
FOLLOWED = 40


class MomentumZigzag(WorkedScene):
    """Gradient descent bounces between the walls; momentum adds what agrees and cancels what does not."""

    lesson = "optimization"

    def construct(self):
        self.downhill, self.rolling = self.category("gradient descent"), self.category("momentum")
        self.zigzag()
        self.two_arrows()
        self.side_by_side()

    # -- the sections ------------------------------------------------------------------------------------------------

    def zigzag(self):
        """Gradient descent."""
        self.section("The zigzag")
        path = self.record.descent.path
        self.wide = PlaneView(WIDE, self.record.x_range, self.record.y_range)
        self.near = PlaneView.around([*self.record.ball.path[:3], self.carried()], NEAR, room=(0.4, 0.14))
        self.stage = self.plane(self.wide)
        self.add(self.stage)
        self.title("Straight downhill: from wall to wall")
        self.say("The stronger the gray, the lower. Each step goes straight downhill.")
        self.ball = self.dot(path[0], self.downhill)
        self.play(FadeIn(self.ball, scale=0.5), run_time=0.5)
        self.trail = VGroup()
        for (before, after), seconds in paced(pairwise(path[:4]), first=1.2):
            self.step(before, after, self.downhill, seconds)
        self.say("Across the ravine it overshoots each time. Along it, it creeps.")
        self.run(path, 3, FOLLOWED, self.downhill, 3.5)
        self.wait(0.8)

    def two_arrows(self):
        """The second step of momentum: two arrows that are added, and their parts along and across."""
        self.section("Two arrows")
        self.title("A step: a share of the last one, minus the gradient")
        self.play(FadeOut(self.trail), FadeOut(self.ball), run_time=0.4)
        self.say("We look closely at the first two steps with momentum.")
        self.stage = zoom_plane(self, self.stage, self.plane, self.wide, self.near)
        points = self.record.ball.path
        self.ball = self.dot(points[0], self.rolling)
        self.play(FadeIn(self.ball, scale=0.5), run_time=0.3)
        self.say("The first step is that of gradient descent: there is none before it.")
        last = self.arrow(points[0], points[1], self.rolling)
        last_name = placed(self.formula(r"\Delta_1", 26, self.rolling), last.get_center(), [last], (RIGHT, LEFT))
        self.play(GrowArrow(last), self.ball.animate.move_to(self.axes.at(*points[1])), run_time=1.0)
        self.play(FadeIn(last_name), run_time=0.3)
        self.say("The last step wants to go on, a little shorter.")
        sum_of_two = HeadToTail(self.axes.at(*points[1]))
        kept = sum_of_two.then(self.axes.at(*self.carried()), self.ink("text"))
        shown = [last, last_name, kept]
        kept_name = placed(self.formula(r"\mu \Delta_1", 26), kept.get_center(), shown, (RIGHT, LEFT))
        self.play(TransformFromCopy(last, kept), run_time=1.3)
        self.play(FadeIn(kept_name), run_time=0.3)
        self.say("Minus the new gradient: it leads back across, and on along the ravine.")
        pull = sum_of_two.then(self.axes.at(*points[2]), self.ink("gradient"))
        both = sum_of_two.total(self.ink(self.rolling))
        shown += [kept_name, pull, both]
        pull_name = placed(
            self.formula(r"-\eta g_2", 26, "gradient"), pull.get_center(), shown, (LEFT, RIGHT, UP, DOWN)
        )
        self.play(GrowArrow(pull), FadeIn(pull_name), run_time=1.2)
        self.say("Head to tail, they add up to the second step.")
        both_name = placed(
            self.formula(r"\Delta_2", 26, self.rolling), both.get_center(), [*shown, pull_name], (UP, DOWN)
        )
        self.play(GrowArrow(both), self.ball.animate.move_to(self.axes.at(*points[2])), run_time=1.0)
        self.play(FadeIn(both_name), run_time=0.3)
        self.say("Along the ravine both parts point the same way: the step grows.")
        along = self.added("along", sum_of_two, self.record.moves[0], ALONG, 0)
        self.say("Across it they point against each other: a part cancels.")
        across = self.added("across", sum_of_two, self.record.moves[1], ACROSS, 1)
        self.wait(1.5)
        names = (last_name, kept_name, pull_name, both_name)
        self.close = VGroup(last, *sum_of_two, *names, *along, *across, self.ball)

    def side_by_side(self):
        """Both walks, to their ends."""
        self.section("Side by side")
        self.play(FadeOut(self.close), run_time=0.5)
        self.stage = zoom_plane(self, self.stage, self.plane, self.near, self.wide)
        r = self.record
        self.title("At the same rate: who is there first?")
        self.say("Let both walk on, with the same learning rate of {lr}.", lr=r.lr)
        other = self.path(r.descent.path, FOLLOWED, self.downhill)
        self.score(None, None)
        self.play(Create(other), run_time=2.0, rate_func=linear)
        self.trail, self.ball = VGroup(), self.dot(r.ball.path[0], self.rolling)
        self.run(r.ball.path, 0, FOLLOWED, self.rolling, 6.0)
        self.outcome()
        self.wait(1.5)

    def outcome(self):
        """How many steps each needs, if it gets there."""
        gd, ball = self.record.descent.steps, self.record.ball.steps
        if gd is None or ball is None:
            self.say("Momentum swings, and it moves along the ravine much faster.")
        elif ball < gd:
            self.say(
                "Until the loss stays below a thousandth: {gd} steps without momentum, {ball} with it.",
                gd=gd,
                ball=ball,
            )
        else:
            self.say("On this short ravine the swinging costs more: {ball} steps instead of {gd}.", gd=gd, ball=ball)
        if gd is not None and ball is not None:
            self.score(gd, ball)

    def score(self, *steps: int | None):
        """Both names at the bottom, with the steps that each needs, as far as known."""
        both = [
            row(
                self.words(name, 24, role, "bold"),
                *([] if n is None else [self.figure(n, 0, 24, role, "bold"), self.words("steps", 24, role)]),
            )
            for name, role, n in zip(("gradient descent", "momentum"), (self.downhill, self.rolling), steps)
        ]
        self.show_equation(row(*both, gap=48))

    # -- the plane -----------------------------------------------------------------------------------------------------

    def carried(self) -> np.ndarray:
        """Where the share of the first step alone would lead."""
        start, first = self.record.ball.path[:2]
        return first + self.record.mu.item() * (first - start)

    def plane(self, view: PlaneView) -> VGroup:
        """Ravine, axes and their names in a view; self.axes become its axes."""
        r, (left, top, width, height) = self.record, view.box
        few = view.x[1] - view.x[0] < 0.5 * (r.x_range[1] - r.x_range[0])
        self.axes = Axes(view.box, view.x, view.y, ticks=(3 if few else 6, 4), theme=self.theme)
        names = VGroup(
            self.formula(r"\theta_1", 24).move_to(at(left + width + 26, top + height)),
            self.formula(r"\theta_2", 24).move_to(at(left, top - 18)),
        )
        rate = row(self.formula(r"\eta =", 24), self.figure(r.lr, 2, 24, style="bold")).move_to(at(866, 72))
        return VGroup(Contours(self.axes, r.ravine.grid(view.x, view.y), role="muted"), self.axes, names, rate)

    def added(
        self, name: str, vectors: HeadToTail, numbers: tuple[Tensor, Tensor, Tensor], start: np.ndarray, axis: int
    ) -> VGroup:
        """One component of both arrows, as long as in the plane, put head to tail; beside them their sum."""
        apart = (34 * DOWN if axis == 0 else 100 * RIGHT) * PT
        decimals = exact_decimals([number.item() for number in numbers])
        parts = VGroup(self.words(name, 24, style="bold").move_to(start + 30 * PT * UP))
        self.play(FadeIn(parts), run_time=0.3)
        for arrow, part, number, role in zip(
            vectors, vectors.along(axis, start, apart), numbers, ("text", "gradient", self.rolling)
        ):
            text = self.figure(number, decimals, 22, role)
            beside = part.get_right() if axis == 0 else part.get_center()
            text.next_to(beside, RIGHT, buff=(12 if axis else 14) * PT)
            self.play(TransformFromCopy(arrow, part), run_time=0.9)
            self.play(FadeIn(text), run_time=0.3)
            parts.add(part, text)
        return parts

    # -- pieces ------------------------------------------------------------------------------------------------------

    def dot(self, point, role: str) -> Dot:
        """The walker."""
        return Dot(self.axes.at(*point), radius=7 * PT, color=self.ink(role))

    def arrow(self, start, end, role: str) -> Arrow:
        """An arrow from point to point of the plane."""
        return Arrow(
            self.axes.at(*start),
            self.axes.at(*end),
            buff=0,
            color=self.ink(role),
            stroke_width=6,
            max_tip_length_to_length_ratio=0.2,
        )

    def path(self, points, steps: int, role: str):
        """The trail after so many steps."""
        return self.axes.path(points[: steps + 1, 0], points[: steps + 1, 1], role, 3.5)

    def step(self, before, after, role: str, seconds: float):
        """One step: an arrow grows, the walker follows it, a line stays."""
        arrow = self.arrow(before, after, role)
        self.play(GrowArrow(arrow), run_time=0.6 * seconds)
        line = self.axes.path([before[0], after[0]], [before[1], after[1]], role, 3.5)
        self.trail.add(line)
        self.play(self.ball.animate.move_to(self.axes.at(*after)), FadeOut(arrow), FadeIn(line), run_time=0.4 * seconds)

    def run(self, path, first: int, last: int, role: str, seconds: float):
        """Many steps at once, drawn as they happen."""
        t = ValueTracker(first)
        self.remove(self.ball)

        def trail():
            now = t.get_value()
            k = min(int(now), last - 1)
            here = path[k] + (now - k) * (path[k + 1] - path[k])
            xs, ys = [*path[first : k + 1, 0], here[0]], [*path[first : k + 1, 1], here[1]]
            return VGroup(self.axes.path(xs, ys, role, 3.5), self.dot(here, role))

        moving = redrawn(trail)
        self.add(moving)
        self.play(t.animate.set_value(last), run_time=seconds, rate_func=linear)
        moving.clear_updaters()
        self.trail.add(moving)
        self.add(self.trail)


def exact_decimals(numbers: list[float]) -> int:
    """The fewest decimals, three or more, with which the first two, as shown, add up to the third."""
    first, second, both = numbers
    return next((d for d in range(3, 7) if abs(round(first, d) + round(second, d) - round(both, d)) < 10.0**-9), 6)
