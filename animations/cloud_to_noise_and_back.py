"""A cloud is kicked into a ball while alpha-bar falls; then fresh noise is led back to the cloud's place."""

from __future__ import annotations

import numpy as np
from manim import Dot, FadeIn, FadeOut, ManimColor, Mobject, Polygon, ValueTracker, VGroup, VMobject, linear, smooth

from deckwright.scenes import PT, DisplayedNumber, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene

PLANE, CURVE, MARGINAL = (40.0, 84.0, 440.0, 440.0), (560.0, 122.0, 360.0, 140.0), (560.0, 372.0, 360.0, 120.0)
REACH = 2.9  # of the plane, to all sides
WIDTH, PLACES = 0.16, 81  # of the marginal's bumps, and points of its curve
FORTH, REWIND, BACK = 11.0, 3.0, 14.0  # seconds


class CloudToNoiseAndBack(WorkedScene):
    """Left the cloud; right alpha-bar with a marker, and below it how the dots spread from left to right."""

    lesson = "diffusion-models"

    def construct(self):
        self.data = self.record.cloud
        self.T = len(self.data.alpha_bar) - 1
        self.t = ValueTracker(0.0)
        self.section("Kick by kick")
        self.stage()
        self.forth()
        self.section("Not the film backward")
        self.rewind()
        self.section("Back from fresh noise")
        self.back()

    # -- the sections ------------------------------------------------------------------------------------------------

    def stage(self):
        """Axes, curve and cloud."""
        self.title("Two crescents of dots")
        self.curve = Axes(CURVE, (0.0, float(self.T)), (0.0, 1.0), ticks=(4, 2), titles=("kicks", ""), theme=self.theme)
        self.below = Axes(MARGINAL, (-REACH, REACH), (0.0, 0.75), ticks=(6, 1), theme=self.theme)
        name = row(self.formula(r"\bar{\alpha}_t", 26), self.words("share of data left", 22), gap=10)
        name.move_to(at(CURVE[0] + 130, CURVE[1] - 24))
        spread = self.words("dots from left to right", 22).move_to(at(MARGINAL[0] + 112, MARGINAL[1] - 20))
        steps = np.arange(self.T + 1)
        line = self.curve.path(steps, self.data.alpha_bar, "muted", 4)
        self.dots = self.cloud(self.data.forth, "input")
        self.states = self.data.forth
        self.marker, self.area = redrawn(self.mark), redrawn(self.marginal)
        self.say("Each dot is one example. Right: the share of the variance that is still data.")
        self.add(self.curve, self.below, name, spread, line, self.dots, self.marker, self.area)
        self.wait(1.6)

    def forth(self):
        """All kicks; one dot leaves a trail."""
        self.title("Shrink a little, kick a little, again and again")
        self.say("Every dot is pulled inward and kicked at random. Watch the large one.")
        self.trail = redrawn(self.path)
        self.add(self.trail)
        self.play(self.t.animate.set_value(float(self.T)), run_time=FORTH, rate_func=linear)
        self.say("A ball, like any other: nothing of the crescents can be seen.")
        self.wait(1.5)

    def rewind(self):
        """The same frames backward would be cheating."""
        self.title("Running the film backward would be cheating")
        self.say("The film knows where each dot came from. A model doesn't.")
        for dot in self.dots:
            dot.set_color(self.ink("muted"))
        self.play(self.t.animate.set_value(0.45 * self.T), run_time=REWIND, rate_func=smooth)
        self.wait(0.8)
        self.dots.clear_updaters()
        self.trail.clear_updaters()

    def back(self):
        """Fresh noise, and a trained network at each step."""
        self.play(FadeOut(self.dots), FadeOut(self.trail), run_time=0.6)
        self.title("Fresh noise, and a network that guesses the kicks")
        self.t.set_value(float(self.T))
        self.states = self.data.back[::-1]
        self.dots = self.cloud(self.states, "activation")
        self.say("Other dots, drawn at random. At each step a network guesses their noise.")
        self.play(FadeIn(self.dots), run_time=0.8)
        self.from_noise = True
        self.trail = redrawn(self.path)
        self.add(self.trail)
        self.play(self.t.animate.set_value(0.0), run_time=BACK, rate_func=linear)
        self.title("New dots on the same two crescents; gray: the old ones")
        self.say("They end on the crescents, but on none of the old places.")
        old = VGroup(*(Dot(self.place(p), radius=3.5 * PT, color=self.ink("muted")) for p in self.data.forth[0]))
        self.bring_to_back(old)
        self.trail.clear_updaters()
        self.play(FadeIn(old), FadeOut(self.trail), run_time=1.2)
        self.wait(2.5)

    # -- pieces ------------------------------------------------------------------------------------------------------

    from_noise = False

    def cloud(self, states: np.ndarray, role: str) -> VGroup:
        """A dot for each example, the first one larger, which follow the states."""
        now = self.now(states)
        dots = VGroup(*(self.dot(k, place, self.ink(role)) for k, place in enumerate(now)))

        def follow(group: Mobject) -> None:
            for dot, place in zip(group, self.now(states)):
                dot.move_to(self.place(place))

        dots.add_updater(follow)
        return dots

    def dot(self, k: int, place: np.ndarray, ink: ManimColor) -> Dot:
        """One example."""
        large = k == 0
        made = Dot(self.place(place), radius=(10.0 if large else 4.5) * PT, color=ink)
        return made.set_stroke(self.ink("background"), 2).set_z_index(2) if large else made

    def now(self, states: np.ndarray) -> np.ndarray:
        """The cloud at this moment, between two steps on the straight way."""
        t = self.t.get_value()
        k = min(int(t), self.T - 1)
        return states[k] + (t - k) * (states[k + 1] - states[k])

    def place(self, point: np.ndarray) -> np.ndarray:
        """A point of the plane on the screen."""
        left, top, width, height = PLANE
        across, up = np.clip(point / REACH, -1, 1)
        return at(left + width * (1 + across) / 2, top + height * (1 - up) / 2)

    def path(self) -> VMobject:
        """Where the large dot has been."""
        t = self.t.get_value()
        first = self.states[:, 0]
        if self.from_noise:
            been = [*first[::-1][: self.T - int(np.ceil(t)) + 1], self.now(self.states)[0]]
        else:
            been = [*first[: int(t) + 1], self.now(self.states)[0]]
        line = VMobject(stroke_color=self.ink("text"), stroke_width=2, stroke_opacity=0.5)
        return line.set_points_as_corners([self.place(p) for p in been])

    def mark(self) -> VGroup:
        """The marker on the curve, with alpha-bar at the last whole step."""
        t = self.t.get_value()
        left = float(np.interp(t, np.arange(self.T + 1), self.data.alpha_bar))
        dot = Dot(self.curve.at(t, left), radius=8 * PT, color=self.ink("text"))
        number: DisplayedNumber = self.figure(self.data.alpha_bar[round(t)], 2, 26, "text", "bold")
        return VGroup(dot, number.move_to(at(CURVE[0] + CURVE[2] - 34, CURVE[1] - 24)))

    def marginal(self) -> VMobject:
        """How the dots spread along the horizontal axis: a bump on each."""
        x = np.linspace(-REACH, REACH, PLACES)
        dots = self.now(self.states)[:, 0]
        heights = np.exp(-(((x[:, None] - dots) / WIDTH) ** 2) / 2).mean(axis=1) / (WIDTH * np.sqrt(2 * np.pi))
        corners = [self.below.at(a, b) for a, b in zip(x, heights)]
        ends = [self.below.at(REACH, 0), self.below.at(-REACH, 0)]
        ink = self.ink("activation" if self.from_noise else "input")
        return Polygon(*corners, *ends, color=ink, fill_opacity=0.4, stroke_width=2.5)
