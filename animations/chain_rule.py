"""The chain rule on a circuit with two gates: values flow forward, blame flows backward as upstream times local."""

from __future__ import annotations

from manim import DOWN, RIGHT, FadeIn, FadeOut, LaggedStart, VGroup

from deckwright.scenes import PT, at, decimals_of, row
from deckwright.scenes.graph import ComputationGraph
from deckwright.scenes.traveling_value import TravelingValue
from deckwright.scenes.wiggle import Wiggle
from deckwright.scenes.words import chip
from deckwright.scenes.worked_scene import WorkedScene

PLACES = {"x": (150, 142), "y": (150, 322), "q": (470, 210), "z": (470, 375), "f": (790, 288)}
NAMES = {"q": (520, 174), "f": (850, 288)}  # beside the gates whose results they are
SYMBOLS = {"x": "x", "y": "y", "q": "+", "z": "z", "f": r"\times"}
EDGES = (("x", "q"), ("y", "q"), ("q", "f"), ("z", "f"))


class ChainOnCircuit(WorkedScene):
    """f = (x + y) z, gate by gate: first the values, then the gradients."""

    lesson = "backpropagation"

    def construct(self):
        circuit = self.record.circuit
        f = circuit.result
        q = f.inputs[0]
        self.values = dict(zip("xyz", circuit.inputs)) | {"q": q, "f": f}
        self.blames = {name: circuit.blame[tensor] for name, tensor in self.values.items()}
        nodes = {name: (*PLACES[name], SYMBOLS[name]) for name in PLACES}
        self.graph = ComputationGraph(nodes, EDGES, radius=36, size=28, theme=self.theme)
        self.figures_now = {name: self.value(name) for name in self.values}
        self.forward()
        self.wiggle()
        self.at_the_output()
        self.times_gate()
        self.plus_gate()

    def forward(self):
        """Each gate computes its value from its inputs."""
        self.section("Values forward")
        self.title("Values flow forward, gate by gate")
        names = [self.formula(name, 28).move_to(at(*place)) for name, place in NAMES.items()]
        self.add(self.graph, *names)
        self.wait(0.6)
        self.say("Three numbers come in.")
        self.play(LaggedStart(*(FadeIn(self.figures_now[n], scale=0.6) for n in "xyz"), lag_ratio=0.3), run_time=1.0)
        self.say("The plus gate adds its inputs: {q}.", q=self.values["q"])
        self.run_along(("x", "q"), ("y", "q"))
        self.work_out(self.values["q"], (), size=30, color=False)
        self.play(FadeIn(self.figures_now["q"], scale=0.6), run_time=0.5)
        self.say("The times gate multiplies: {f}.", f=self.values["f"])
        self.run_along(("q", "f"), ("z", "f"))
        self.work_out(self.values["f"], (), size=30, color=False)
        self.play(FadeIn(self.figures_now["f"], scale=0.6), run_time=0.5)
        self.wait(0.4)

    def wiggle(self):
        """One input goes up and down, and all that depends on it follows: this is what a derivative measures."""
        self.section("Wiggle")
        self.title("Wiggle one input: what depends on it follows")
        self.clear_equation()
        x, y, z = (self.values[name] for name in "xyz")
        moved = x + self.record.circuit_wiggle
        wiggle = Wiggle(self, x=moved, q=moved + y, f=(moved + y) * z)
        decimals = decimals_of(self.record.circuit_wiggle)
        path = [self.graph.edges[edge] for edge in (("x", "q"), ("q", "f"))]
        self.play(*(edge.animate.set_color(self.ink("gradient")) for edge in path), run_time=0.5)
        resting = [self.figures_now[name] for name in wiggle.values]
        self.remove(*resting)
        for name in wiggle.values:
            wiggle.live(lambda name=name: self.graph.value(name, wiggle.now(name), decimals, 28))
        self.say("One input moves up and down. Its gate follows, and so does the output.")
        wiggle.up_and_down()
        step, change = wiggle.change("x"), wiggle.change("f")
        self.say("The input has moved by {step}, the output by {change}.", step=step, change=change)
        self.show_equation(
            self.formula(r"\frac{\Delta f}{\Delta x} =", 28, "gradient"),
            self.number(self.computed(change / step), "gradient", "bold"),
        )
        self.wait(1.0)
        wiggle.stop()
        self.add(*resting)
        self.play(*(edge.animate.set_color(self.ink("muted")) for edge in path), run_time=0.5)

    def at_the_output(self):
        """The output moves as fast as itself."""
        self.section("Blame at the output")
        self.title("Backward: how fast does the output move?")
        self.clear_equation()
        self.say("The output moves as fast as itself: its gradient is {one}.", one=self.blames["f"])
        self.play(FadeIn(self.blame("f"), scale=0.6), run_time=0.7)
        self.wait(0.4)

    def times_gate(self):
        """A product hands each input the blame times the other input."""
        self.section("Through the times gate")
        self.title("The times gate: blame times the other input")
        self.say("Wiggle one factor, and the product moves by the other one.")
        self.hand_back("f", "q", self.values["z"])
        self.say("The same for the other factor.")
        self.hand_back("f", "z", self.values["q"])
        self.wait(0.3)

    def plus_gate(self):
        """A sum hands its blame on to each input unchanged."""
        self.section("Through the plus gate")
        self.title("The plus gate: blame is handed on")
        self.say("A sum moves exactly as fast as each of its inputs: the local slope is {one}.", one=self.blames["f"])
        for name in "xy":
            self.hand_back("q", name, self.blames["f"])
        self.say("Upstream times local, gate by gate: that is all of backpropagation.")
        chain = r"\frac{\partial f}{\partial x} = \frac{\partial f}{\partial q} \cdot \frac{\partial q}{\partial x} ="
        self.show_equation(self.formula(chain, 28, "gradient"), self.number(self.blames["x"], "gradient", "bold"))
        self.wait(1.5)

    def hand_back(self, gate: str, name: str, local):
        """A pulse carries the gate's blame to one of its inputs, and the product is written out."""
        upstream, result = self.blames[gate], self.blames[name]
        edge = self.graph.edges[name, gate]
        load = chip(self.number(upstream, "gradient"), self.ink("background"))
        way = edge.get_start() - edge.get_end()
        pulse = TravelingValue(edge.get_end() + 0.15 * way, self.ink("gradient"), load, lift=26.0)
        self.play(FadeIn(pulse, scale=0.5), run_time=0.4)
        self.play(pulse.animate.shift(0.5 * way), run_time=1.2)
        factors = self.guarded(self.number(upstream, "gradient")), self.guarded(self.number(local, "text"))
        total = self.number(result, "gradient", "bold")
        line = row(factors[0], self.formula(r"\times", 28), factors[1], self.formula("=", 28), total, gap=30)
        names = VGroup(
            *(
                self.words(word, 22, "muted").set_at(RIGHT * factor.get_x() + DOWN * 18 * PT)
                for word, factor in zip(("upstream", "local"), factors)
            )
        )
        self.show_equation(VGroup(line, names))
        self.wait(0.6)
        blame = self.blame(name)
        self.play(FadeOut(pulse, target_position=blame, scale=0.5), FadeIn(blame, scale=0.6), run_time=0.8)

    def guarded(self, number):
        """A number; a negative one in parentheses."""
        return row(self.formula("(", 28), number, self.formula(")", 28), gap=1.0) if number.value < 0 else number

    def number(self, tensor, role: str, style: str = "regular"):
        return self.figure(tensor, decimals_of(tensor), 28, role, style)

    def value(self, name: str):
        return self.graph.value(name, self.values[name], decimals_of(self.values[name]), 28)

    def blame(self, name: str):
        return self.graph.blame(name, self.blames[name], decimals_of(self.blames[name]), 28)

    def run_along(self, *edges: tuple[str, str]):
        """Dots run along edges of the graph."""
        arrows = [self.graph.edges[edge] for edge in edges]
        pulses = [TravelingValue(a.get_start(), self.ink("activation")) for a in arrows]
        self.play(*(p.animate.shift(a.get_end() - a.get_start()) for p, a in zip(pulses, arrows)), run_time=0.8)
        self.remove(*pulses)
