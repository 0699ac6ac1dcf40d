"""What momentum does to the zigzag: the old velocity and the new gradient, added step by step."""

from __future__ import annotations

from itertools import pairwise

from manim import LEFT, Arrow, Create, Dot, FadeIn, FadeOut, GrowArrow, ValueTracker, VGroup, linear

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.contours import Contours
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import FOOT, WorkedScene
from dlcore import Tensor

BOX = (96.0, 98.0, 770.0, 316.0)
FOLLOWED = 40


class MomentumZigzag(WorkedScene):
    """Gradient descent bounces between the walls; momentum adds what agrees and cancels what does not."""

    lesson = "optimization"

    def construct(self):
        self.zigzag()
        self.two_arrows()
        self.side_by_side()

    # -- the sections ------------------------------------------------------------------------------------------------

    def plane(self):
        """The ravine and the rate."""
        r = self.record
        y_range = 1.75 * r.y_range[0], r.y_range[1]  # so that the arrows fit
        self.axes = Axes(BOX, r.x_range, y_range, ticks=(6, 4), theme=self.theme)
        names = VGroup(
            self.formula(r"\theta_1", 24).move_to(at(BOX[0] + BOX[2] + 26, BOX[1] + BOX[3])),
            self.formula(r"\theta_2", 24).move_to(at(BOX[0], BOX[1] - 18)),
        )
        rate = row(self.formula(r"\eta =", 24), self.figure(r.lr, 2, 24, style="bold")).move_to(at(816, 72))
        ravine = Contours(self.axes, r.ravine.grid(r.x_range, y_range))
        self.play(FadeIn(VGroup(ravine, self.axes, names, rate)), run_time=1.0)

    def zigzag(self):
        """Gradient descent."""
        self.section("The zigzag")
        path = self.record.descent.path
        self.title("Straight downhill: from wall to wall")
        self.plane()
        self.say("The stronger the blue, the lower. Each step goes straight downhill.")
        self.ball = self.dot(path[0], "gradient")
        self.play(FadeIn(self.ball, scale=0.5), run_time=0.5)
        self.trail = VGroup()
        for before, after in pairwise(path[:4]):
            self.step(before, after, "gradient", 0.9)
        self.say("Across the ravine it overshoots each time. Along it, it creeps.")
        self.run(path, 3, FOLLOWED, "gradient", 3.5)
        self.wait(0.8)

    def two_arrows(self):
        """The first two steps of momentum, as sums of arrows."""
        self.section("Two arrows")
        r = self.record
        first, second = r.heavy
        mu = self.record.mu.item()
        self.title("Momentum: old velocity plus new gradient")
        self.play(FadeOut(self.trail), FadeOut(self.ball), run_time=0.5)
        path = r.ball.path
        self.trail, self.ball = VGroup(), self.dot(path[0], "activation")
        self.say("The first step is the same: there is no velocity yet.")
        self.play(FadeIn(self.ball, scale=0.5), run_time=0.4)
        self.step(path[0], path[1], "activation", 1.2)
        carried = path[1] + mu * (path[1] - path[0])
        self.say("Now the old velocity wants to go on, a little shorter.")
        old = self.arrow(path[1], carried, "muted")
        old_name = self.named(old, "old velocity", "text")
        self.play(GrowArrow(old), FadeIn(old_name), run_time=1.2)
        self.say("The new gradient points back across, but still along the ravine.")
        pull = self.arrow(carried, path[2], "gradient")
        pull_name = self.named(pull, "new gradient", "gradient")
        self.play(GrowArrow(pull), FadeIn(pull_name), run_time=1.2)
        self.say("Along: same sign. They add up to {v}.", v=self.figure(second.updates[0]["v"]))
        self.component("along", second.updates[0]["v"])
        self.say(
            "Across: opposite signs. Of {before} only {v} is left.",
            before=first.updates[1]["v"],
            v=second.updates[1]["v"],
        )
        self.component("across", second.updates[1]["v"])
        self.play(*(FadeOut(part) for part in (old, old_name, pull, pull_name)), run_time=0.4)
        self.step(path[1], path[2], "activation", 1.0)

    def side_by_side(self):
        """Both walks, to their ends."""
        self.section("Side by side")
        r = self.record
        self.title("The same number of steps, the same rate")
        self.say("Let both walk on, with the same learning rate of {lr}.", lr=r.lr)
        other = self.path(r.descent.path, FOLLOWED, "gradient")
        self.score(None, None)
        self.play(Create(other), run_time=2.0, rate_func=linear)
        self.run(r.ball.path, 2, FOLLOWED, "activation", 6.0)
        self.outcome()
        self.wait(1.5)

    def outcome(self):
        """How many steps each needs, if it gets there."""
        gd, ball = self.record.descent.steps, self.record.ball.steps
        if gd is None or ball is None:
            self.say("Momentum swings, and it moves along the ravine much faster.")
        elif ball < gd:
            self.say("To a thousandth of the loss: {gd} steps without momentum, {ball} with it.", gd=gd, ball=ball)
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
            for name, role, n in zip(("gradient descent", "momentum"), ("gradient", "activation"), steps)
        ]
        self.show_equation(row(*both, gap=48))

    def component(self, direction: str, velocity: Tensor):
        """One component of the velocity, worked out beside its direction."""
        name = self.words(direction, 26, style="bold")
        self.play(FadeIn(name.set_at(FOOT + 220 * PT * LEFT)), run_time=0.4)
        self.work_out(velocity, ())
        self.wait(0.6)
        self.play(FadeOut(name), *self.leaving_equation(), run_time=0.4)

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

    def named(self, arrow: Arrow, name: str, role: str):
        """An arrow's name, to the left of its tip."""
        return self.words(name, 22, role, "bold").next_to(arrow.get_end(), LEFT, buff=18 * PT)

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
