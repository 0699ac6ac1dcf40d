"""Three signals pass synapses, are stacked in the body and meet a threshold; then the cell turns into a formula."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    RIGHT,
    UP,
    Arrow,
    Circle,
    Create,
    DashedLine,
    Dot,
    FadeIn,
    FadeOut,
    GrowArrow,
    Line,
    MoveAlongPath,
    Polygon,
    Rectangle,
    ReplacementTransform,
    VGroup,
    VMobject,
    linear,
    smooth,
)

from deckwright.scenes import PT, at, row
from deckwright.scenes.morph import substituted
from deckwright.scenes.traveling_value import TravelingValue
from deckwright.scenes.worked_scene import WorkedScene

EDGE, TOP, SCALE = 70.0, 84.0, 1.08  # where the cell's drawing stands, and how much larger it is
STACK, BASE, UNIT = 560.0, 462.0, 74.0  # left and foot of the stack of bars, and points a unit
BESIDE = ((-46.0, -32.0), (-46.0, -32.0), (-64.0, 30.0))  # from a synapse to its weight, where no axon and no bar is
SMALL, BAR = 38.0, 36.0  # points a unit while the bars are on their way, and their width


class FromCellToFormula(WorkedScene):
    """The cell of the slides with the umbrella's numbers."""

    lesson = "artificial-neuron"

    def construct(self):
        self.vote, self.cell = self.record.vote, self.record.cell
        self.section("Signals arrive")
        self.title("Three signals, one cell")
        self.say("Three axons of other cells. What they carry: clouds, humidity, morning sun.")
        self.draw_cell()
        self.arrive()
        self.section("They are added")
        self.stack()
        self.section("Enough?")
        self.decide()
        self.section("The formula")
        self.formula_of_it()

    # -- the sections ------------------------------------------------------------------------------------------------

    def arrive(self):
        """Each signal runs to its synapse."""
        self.signals = [TravelingValue(self.place(way[0]), self.ink("input")) for way in self.cell.incoming]
        self.values = [self.figure(v, 1, 26, "input", "bold") for v in self.vote.x.value]
        for value, way in zip(self.values, self.cell.incoming):
            value.move_to(self.place(way[0]) + np.array([-4 * PT, 26 * PT, 0.0]))
        self.play(*(FadeIn(thing) for thing in (*self.signals, *self.values)), run_time=0.8)
        self.wait(0.6)
        runs = [MoveAlongPath(s, self.along(way)) for s, way in zip(self.signals, self.cell.incoming)]
        self.play(*runs, run_time=2.0, rate_func=smooth)
        self.title("Each synapse multiplies")
        self.say("A synapse makes its signal count more or less, or against. That is a weight.")
        self.weights = [
            row(self.words("×", 26, "weight"), self.figure(w, 1, 26, "weight", "bold"), gap=4).move_to(
                self.place(end) + np.array([left * PT, up * PT, 0.0])
            )
            for w, end, (left, up) in zip(self.vote.w.value, self.cell.synapses, BESIDE)
        ]
        self.bars = [self.bar(x, end, "input") for x, end in zip(self.vote.x.value, self.cell.synapses)]
        self.play(*(ReplacementTransform(s, bar) for s, bar in zip(self.signals, self.bars)), run_time=0.8)
        self.play(*(FadeIn(w) for w in self.weights), run_time=0.6)
        self.wait(0.5)
        products = [self.bar(p, end, "activation") for p, end in zip(self.vote.products, self.cell.synapses)]
        self.play(*(bar.animate.become(p) for bar, p in zip(self.bars, products)), run_time=1.6)
        self.wait(0.8)

    def stack(self):
        """The bars run to the body and are put head to tail."""
        self.title("The body adds")
        self.say("They run down the dendrites. In the body they are added, head to tail.")
        ground = Line(at(STACK - 40, BASE), at(STACK + 260, BASE), color=self.ink("muted"), stroke_width=3)
        self.play(Create(ground), run_time=0.5)
        total, self.ends = 0.0, []
        for k, (bar, trunk, product) in enumerate(zip(self.bars, self.cell.trunks, self.vote.products)):
            self.play(MoveAlongPath(bar, self.along(trunk)), FadeOut(self.values[k]), run_time=1.1, rate_func=linear)
            place = self.stacked(k, total, product)
            self.play(bar.animate.become(place), run_time=0.9)
            number = self.figure(product, 2, 24, "activation").next_to(
                place, direction=UP if product >= 0 else DOWN, buff=(5 if product >= 0 else 10) * PT
            )
            self.play(FadeIn(number), run_time=0.3)
            total += product
            self.ends.append(number)
        self.total = Line(
            at(STACK - 40, BASE - UNIT * total), at(STACK + 230, BASE - UNIT * total), color=self.ink("text"),
            stroke_width=4,
        )  # fmt: skip
        number = self.figure(self.vote.before_bias, 2, 24, "text", "bold").move_to(at(STACK - 76, BASE - UNIT * total))
        self.play(Create(self.total), FadeIn(number), run_time=0.6)
        self.ends.append(number)
        self.ground, self.height = ground, BASE - UNIT * total

    def decide(self):
        """The sum meets the threshold; a spike leaves, or none does."""
        self.title("Is it above the threshold?")
        self.say("The threshold is minus the bias. Above it, the cell answers.")
        height = BASE - UNIT * self.vote.threshold
        level = DashedLine(at(STACK - 40, height), at(STACK + 300, height), color=self.ink("weight"), stroke_width=4)
        name = self.formula("-b", 28, "weight").move_to(at(STACK + 326, height))
        self.play(Create(level), FadeIn(name), run_time=0.9)
        self.wait(0.6)
        self.level = VGroup(level, name, self.above(height))
        if self.vote.yes:
            out = TravelingValue(self.place(self.cell.way_out[0]), self.ink("activation"))
            self.play(FadeIn(out), run_time=0.2)
            self.play(MoveAlongPath(out, self.along(self.cell.way_out)), run_time=1.1, rate_func=linear)
            ends = [TravelingValue(self.place(self.cell.way_out[-1]), self.ink("activation")) for _ in self.cell.ends]
            self.remove(out)
            self.play(
                *(MoveAlongPath(pulse, self.along(fork)) for pulse, fork in zip(ends, self.cell.forks)), run_time=0.7
            )
            self.play(*(FadeOut(pulse) for pulse in ends), run_time=0.4)
            self.say("It is: spikes leave. The more above, the more often.")
            answer = row(self.formula("a =", 26, "activation"), self.figure(self.vote.a, 3, 26, "activation", "bold"))
            self.play(FadeIn(answer.move_to(at(888, 309))), run_time=0.5)
            self.level.add(answer)
        else:
            self.say("It is not: no spike leaves.")
        self.wait(1.2)

    def above(self, height: float) -> VGroup:
        """An arrow from the threshold to the sum: what is above it is z."""
        x = STACK + 198
        arrow = Line(at(x, height), at(x, self.height), color=self.ink("text"), stroke_width=5).add_tip(
            tip_length=12 * PT, tip_width=12 * PT
        )
        name = row(self.formula("z =", 26), self.figure(self.vote.z, 2, 26, "text", "bold"))
        name.next_to(arrow, direction=RIGHT, buff=8 * PT)
        self.play(Create(arrow), FadeIn(name), run_time=0.8)
        self.wait(0.8)
        return VGroup(arrow, name)

    def formula_of_it(self):
        """Part by part the drawing becomes a diagram of symbols."""
        self.title("What is left of the cell")
        self.say("Axons become numbers, synapses weights, the body a sum, its answer a function.")
        leaving = VGroup(*self.bars, *self.ends, self.total, self.ground, self.level)
        self.play(FadeOut(leaving), *(FadeOut(w) for w in self.weights), run_time=0.7)
        heights = (136.0, 250.0, 364.0)
        inputs = [Circle(34 * PT, color=self.ink("input"), stroke_width=5).move_to(at(120, y)) for y in heights]
        names = [self.formula(f"x_{k}", 30, "input").move_to(c) for k, c in enumerate(inputs, start=1)]
        self.play(
            *(ReplacementTransform(axon, circle) for axon, circle in zip(self.incoming, inputs)),
            *(FadeIn(name) for name in names), run_time=1.4,
        )  # fmt: skip
        middle = Circle(54 * PT, color=self.ink("text"), stroke_width=5).move_to(at(450, 250))
        lines = [
            Line(c.get_center(), middle.get_center(), buff=0, color=self.ink("weight"), stroke_width=5) for c in inputs
        ]
        for line, circle in zip(lines, inputs):
            start, end = circle.get_center(), middle.get_center()
            way = (end - start) / np.linalg.norm(end - start)
            line.put_start_and_end_on(start + 34 * PT * way, end - 54 * PT * way)
        weights = [
            self.formula(f"w_{k}", 30, "weight").move_to(self.over(line)) for k, line in enumerate(lines, start=1)
        ]
        self.play(
            *(ReplacementTransform(s, w) for s, w in zip(self.synapses, weights)),
            FadeOut(self.dendrites), *(Create(line) for line in lines), run_time=1.6,
        )  # fmt: skip
        sigma = self.formula(r"\Sigma + b", 30).move_to(middle)
        self.play(ReplacementTransform(self.body, middle), FadeIn(sigma), run_time=1.2)
        squash = Circle(42 * PT, color=self.ink("activation"), stroke_width=5).move_to(at(660, 250))
        f = self.formula("f", 32, "activation").move_to(squash)
        a = self.formula("a", 36, "activation").move_to(at(882, 250))
        between = Arrow(middle.get_right(), squash.get_left(), buff=4 * PT, color=self.ink("text"), stroke_width=5)
        z = self.formula("z", 28).next_to(between, direction=UP, buff=5 * PT)
        out = Arrow(squash.get_right(), at(836, 250), buff=4 * PT, color=self.ink("activation"), stroke_width=5)
        self.play(ReplacementTransform(self.axon, VGroup(squash, f)), GrowArrow(between), FadeIn(z), run_time=1.2)
        self.play(GrowArrow(out), FadeIn(a), run_time=0.8)
        self.title("A neuron of ours: a weighted sum, then a function")
        whole = self.formula(
            r"\textcolor{activation}{a} = \textcolor{activation}{f}(\textcolor{weight}{w_1} \textcolor{input}{x_1} + "
            r"\textcolor{weight}{w_2} \textcolor{input}{x_2} + \textcolor{weight}{w_3} \textcolor{input}{x_3} + "
            r"\textcolor{weight}{b})",
            40,
        ).move_to(at(480, 452))
        self.play(FadeIn(whole), run_time=1.0)
        self.wait(1.5)
        self.say("Put in what this cell had: each symbol becomes its number.")
        values = [
            *(self.figure(x, 1, 28, "input", "bold") for x in self.vote.x.value),
            *(self.figure(w, 1, 28, "weight", "bold") for w in self.vote.w.value),
        ]
        self.play(*substituted([*names, *weights], values), run_time=1.4)
        results = [
            self.figure(self.vote.z, 2, 28, "text", "bold"),
            self.figure(self.vote.a, 3, 30, "activation", "bold"),
        ]
        self.play(*substituted([z, a], results), run_time=1.0)
        self.wait(2.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def draw_cell(self):
        """The cell as on the slides, part by part."""
        ink = {"stroke_width": 0, "fill_opacity": 0.75, "fill_color": self.ink("muted")}
        self.dendrites = VGroup(*(Polygon(*self.places(p), **ink) for p in self.cell.dendrites))
        self.body = Polygon(*self.places(self.cell.body), **ink)
        out = {"stroke_width": 0, "fill_opacity": 1.0, "fill_color": self.ink("activation")}
        ends = [Dot(self.place(p), radius=7 * PT, color=self.ink("activation")) for p in self.cell.ends]
        self.axon = VGroup(*(Polygon(*self.places(p), **out) for p in self.cell.axon), *ends)
        self.incoming = [self.along(way).set_stroke(self.ink("input"), 6) for way in self.cell.incoming]
        self.synapses = [Dot(self.place(p), radius=11 * PT, color=self.ink("weight")) for p in self.cell.synapses]
        self.add(self.dendrites, self.body, self.axon)
        self.wait(0.6)
        self.play(*(Create(axon) for axon in self.incoming), run_time=1.0)
        self.play(*(FadeIn(s, scale=1.6) for s in self.synapses), run_time=0.5)

    def place(self, point: np.ndarray) -> np.ndarray:
        """A point of the cell's drawing on the screen."""
        return at(EDGE + SCALE * float(point[0]), TOP + SCALE * float(point[1]))

    def places(self, outline: np.ndarray) -> list[np.ndarray]:
        return [self.place(point) for point in outline]

    def over(self, line: Line) -> np.ndarray:
        """Above a line, and farther where it is inclined, so that the ends of a number are clear of it."""
        return line.point_from_proportion(0.36) + (22 + 26 * abs(np.tan(line.get_angle()))) * PT * UP

    def along(self, way: np.ndarray) -> VMobject:
        """A way through the drawing."""
        return VMobject().set_points_as_corners(self.places(way))

    def bar(self, value: float, end: np.ndarray, role: str) -> Rectangle:
        """A bar that stands on a synapse, or hangs from it."""
        x, y = EDGE + SCALE * float(end[0]), TOP + SCALE * float(end[1])
        return self.rectangle(x, y, value, role, SMALL)

    def stacked(self, k: int, start: float, value: float) -> Rectangle:
        """The same bar, beginning where the one before it ended."""
        return self.rectangle(STACK + k * 2 * BAR, BASE - UNIT * start, value, "activation", UNIT)

    def rectangle(self, x: float, foot: float, value: float, role: str, unit: float) -> Rectangle:
        """A bar from its foot upward, downward where the value is negative."""
        height = max(abs(value) * unit, 1.0)
        bar = Rectangle(width=BAR * PT, height=height * PT, stroke_width=0, fill_color=self.ink(role), fill_opacity=0.9)
        return bar.move_to(at(x, foot - np.sign(value) * height / 2))
