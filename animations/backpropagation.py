"""Backpropagation on one fixed diagram: numbers flow forward and stay, blame flows back, the update lowers the loss."""

from __future__ import annotations

import numpy as np
from manim import (
    DOWN,
    UL,
    UP,
    UR,
    AnimationGroup,
    Create,
    FadeIn,
    FadeOut,
    GrowFromEdge,
    LaggedStart,
    Line,
    Rectangle,
    ReplacementTransform,
    ValueTracker,
    VGroup,
)

from deckwright.scenes import PT, at, decimals_of, row
from deckwright.scenes.network import Network, Node
from deckwright.scenes.traveling_value import TravelingValue
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.words import chip
from deckwright.scenes.worked_scene import FOOT, WorkedScene
from dlcore import Tensor

COLUMNS, NAMES, MIDDLE = (104.0, 352.0, 612.0), 64.0, 256.0  # of the layers; heights of their names and of the middle
TARGET_AT, LOSS_AT = (788.0, 123.0), (788.0, MIDDLE)
BAR_LEFT, BAR_FOOT, BAR_HEIGHT = 856.0, 387.0, 264.0
NEARLY_NOTHING = 0.03  # the share of the first loss at which the last section ends
WEIGHT_SHARE, BLAME_SHARE = 0.6, 0.2  # where numbers stand on the last layer's lines


class BlameFlow(WorkedScene):
    """The 4-4-1 network of the lecture: forward, loss, blame backwards, branches that add, one update."""

    lesson = "backpropagation"

    def construct(self):
        self.forward()
        self.measure_loss()
        self.blame_output()
        self.blame_hidden()
        self.add_branches()
        self.update()

    # -- the sections -------------------------------------------------------------------------------------------

    def forward(self):
        """Numbers flow from left to right and stay."""
        self.section("Forward")
        self.draw_network()
        self.say("Four numbers come in.")
        self.inputs = self.net.values(0, self.record.x)
        self.play(LaggedStart(*(FadeIn(f, scale=0.6) for f in self.inputs), lag_ratio=0.2), run_time=0.8)
        self.say("A neuron weighs its inputs, adds them up and squashes the sum.")
        self.one_neuron()
        self.say("The others do the same.")
        self.flow_forward(0, first=1)
        others = VGroup(*self.hidden[1:])
        self.play(LaggedStart(*(FadeIn(f, scale=0.6) for f in others), lag_ratio=0.2), run_time=0.8)
        self.say("The last neuron gives the answer: {answer}.", answer=self.record.a2.value[0])
        self.play(FadeIn(self.weights2), run_time=0.8)
        self.flow_forward(1)
        self.play(FadeIn(self.output, scale=0.6), run_time=0.6)
        self.wait(0.5)

    def measure_loss(self):
        """How far off the answer is."""
        r = self.record
        self.title("How far off is the answer?")
        self.say(
            "The target is {target}. The loss tells how far off the answer is: {loss}.",
            target=r.y.value[0],
            loss=r.loss,
        )
        self.play(
            FadeIn(self.target_node), FadeIn(self.target_value, scale=0.6), Create(self.target_edge), run_time=0.8
        )
        self.play(Create(self.loss_edge), FadeIn(self.loss_node), run_time=0.6)
        self.work_out(r.loss, ())
        self.loss_value = self.loss_node.inside(self.figure(r.loss, 3, 22, "loss", "bold"))
        self.bar = self.loss_bar(r.loss)
        self.play(FadeIn(self.loss_value, scale=0.6), FadeIn(self.bar_name), GrowFromEdge(self.bar, DOWN), run_time=1.0)
        self.wait(0.4)

    def blame_output(self):
        """The first step back: upstream times local, at the output."""
        self.section("Backward")
        r = self.record
        upstream, slope = self.computed(r.a2 - r.y), self.computed(r.a2 * (1 - r.a2))
        self.title("Blame flows back: upstream times local")
        self.say("Blame starts at the loss: {upstream}.", upstream=self.number(upstream, 0, "gradient"))
        end, middle = self.loss_edge.get_end(), self.loss_edge.get_center()
        pulse = TravelingValue(end, self.ink("gradient"))
        load = self.blame(upstream.value[0]).move_to(middle + UP * 22 * PT)
        self.play(FadeIn(pulse, scale=0.5), run_time=0.5)
        self.play(pulse.animate.shift(middle - end), FadeIn(load, shift=middle - end), run_time=1.4)
        self.say(
            "Times the neuron's own slope, {slope}: its blame is {delta}.",
            slope=slope.value[0],
            delta=self.number(r.delta2, 0, "gradient"),
        )
        self.work_out(r.delta2, 0, notes=((2, 4, "upstream"), (5, 5, "local slope")))
        self.delta2 = self.net.layers[2][0].under(self.blame(r.delta2.value[0]))
        gone = (FadeOut(part, target_position=self.delta2, scale=0.5) for part in (pulse, load))
        self.play(*gone, FadeIn(self.delta2, scale=0.6), run_time=0.8)
        self.wait(0.4)

    def blame_hidden(self):
        """Through the same weights, backwards, to every hidden neuron."""
        r = self.record
        self.title("Back through the same weights")
        self.say("Back along every connection, times its weight.")
        self.clear_equation()
        edges = self.net.edges[1][0]
        pulses = [TravelingValue(e.end, self.ink("gradient")) for e in edges]
        self.play(*(FadeIn(p, scale=0.5) for p in pulses), run_time=0.4)
        self.play(*(p.animate.shift(e.along(WEIGHT_SHARE) - e.end) for p, e in zip(pulses, edges)), run_time=1.0)
        loads = [self.blame(v).move_to(e.along(BLAME_SHARE) + UP * 22 * PT) for e, v in zip(edges, r.da1.value)]
        ways = [e.along(BLAME_SHARE) - e.along(WEIGHT_SHARE) for e in edges]
        self.play(
            *(p.animate.shift(way) for p, way in zip(pulses, ways)),
            *(FadeIn(load, shift=way) for load, way in zip(loads, ways)),
            run_time=1.4,
        )
        self.say("Times each neuron's own slope: upstream times local, once more.")
        self.work_out(r.delta1, r.strongest)
        self.delta1 = VGroup(*(n.under(self.blame(v)) for n, v in zip(self.net.layers[1], r.delta1.value)))
        self.play(
            *(FadeOut(p, scale=0.5) for p in [*pulses, *loads]),
            LaggedStart(*(FadeIn(d, scale=0.6) for d in self.delta1), lag_ratio=0.15),
            run_time=1.2,
        )
        self.wait(0.4)

    def add_branches(self):
        """Where branches meet, blame adds."""
        r = self.record
        i = len(r.x.value) - 1
        terms = self.computed(r.W1[:, i] * r.delta1)
        total = self.computed(r.W1.T @ r.delta1)
        self.title("Where branches meet, blame adds")
        self.say("This input feeds four neurons: four branches bring blame back.")
        edges = [self.net.edges[0][j][i] for j in range(len(terms.value))]
        others = VGroup(*(e for j in range(len(edges)) for e in self.net.edges[0][j] if e is not edges[j]))
        self.clear_equation()
        self.play(
            others.animate.set_stroke(opacity=0.12), *(e.animate.set_stroke(opacity=0.9) for e in edges), run_time=0.6
        )
        loads = [self.number(terms, j, "gradient").set_z_index(1) for j in range(len(terms.value))]
        chips = [chip(load, self.ink("background")) for load in loads]
        pulses = [TravelingValue(e.along(0.66), self.ink("gradient"), carried) for e, carried in zip(edges, chips)]
        self.play(*(FadeIn(p, scale=0.5) for p in pulses), run_time=0.5)
        self.play(*(p.animate.shift(e.along(0.45) - e.along(0.66)) for p, e in zip(pulses, edges)), run_time=1.2)
        numbers = [self.number(terms, j, "gradient") for j in range(len(terms.value))]
        signs = [self.formula("+") for _ in numbers[1:]]
        parts = [p for pair in zip(numbers, [*signs, None]) for p in pair if p is not None]
        line = row(
            self.formula(rf"\partial L/\partial x_{i + 1} =", role="gradient"),
            *self.bracketed(parts),
            self.formula("="),
            self.number(total, i, "gradient", "bold"),
        ).move_to(FOOT)
        self.say("The branches add up: {total} in all.", total=self.number(total, i, "gradient"))
        self.play(
            *(ReplacementTransform(load, n) for load, n in zip(loads, numbers)),
            *(FadeOut(carried[0]) for carried in chips),
            *(p.dot.animate.move_to(self.net.layers[0][i].disc.get_right()) for p in pulses),
            *(FadeOut(p[0]) for p in pulses),
            *(FadeIn(p) for part in line for p in part if p not in numbers),
            run_time=1.6,
        )
        self.equation = line
        self.tag = self.net.layers[0][i].under(self.blame(total.value[i]))
        self.play(*(FadeOut(p.dot, scale=0.5) for p in pulses), FadeIn(self.tag, scale=0.6), run_time=0.7)
        self.wait(1.0)

    def update(self):
        """Every weight takes a small step against its blame, and the loss falls."""
        self.section("Update")
        r = self.record
        j = int(np.abs(r.dW2.value[0]).argmax())
        self.title("Every weight takes a step against its blame")
        lines = [edge for rows in self.net.edges[0] for edge in rows]
        self.play(FadeOut(self.tag), *(edge.animate.set_stroke(opacity=0.5) for edge in lines), run_time=0.5)
        self.say("A weight's blame: what stands behind it times the blame ahead.")
        self.work_out(r.dW2, (0, j))
        self.say("It steps against it: by the learning rate times the blame.")
        self.work_out(r.W2_new, (0, j))
        self.say("All weights step at once, with a learning rate of {lr}.", lr=r.lr)
        self.step_weights()
        moves = "falls" if r.loss_new.item() < r.loss.item() else "rises"
        self.say(
            f"The same input again: the loss {moves} from {{before}} to {{after}}.", before=r.loss, after=r.loss_new
        )
        self.forward_again()
        self.wait(0.6)
        self.many_rounds()
        self.wait(1.0)

    # -- what the sections are made of ----------------------------------------------------------------------------

    def draw_network(self):
        """The diagram that stays from the first frame to the last."""
        r = self.record
        self.net = Network(
            (len(r.x.value), len(r.a1.value), len(r.a2.value)),
            (r.W1, r.W2),
            COLUMNS,
            middle=MIDDLE,
            spacing=92,
            radius=32,
            roles=("input", "activation", "activation"),
            theme=self.theme,
        )
        names = (
            (COLUMNS[0], "input", "input"),
            (COLUMNS[1], "hidden", "activation"),
            (COLUMNS[2], "output", "activation"),
        )
        columns = VGroup(*(self.words(word, 22, role).set_at(at(x, NAMES)) for x, word, role in names))
        self.prepare_numbers()
        self.prepare_loss()
        self.title("Forward: numbers flow, and stay")
        self.add(self.net, columns)
        self.wait(0.6)

    def prepare_numbers(self):
        """Numbers at their places, shown when their turn comes."""
        r = self.record
        self.hidden, self.output = self.net.values(1, r.a1), self.net.values(2, r.a2)
        self.weights2 = self.weight_labels(r.W2)

    def prepare_loss(self):
        """Target, loss and the bar that shows how large the loss is."""
        self.loss_node = Node(at(*LOSS_AT), 34, self.ink("loss"), self.ink("background"))
        self.target_node = Node(at(*TARGET_AT), 34, self.ink("target"), self.ink("background"))
        self.target_value = self.target_node.inside(self.figure(self.record.y.value[0], decimals_of(self.record.y), 22))
        self.target_node.add(self.words("target", 22, "target").set_at(at(TARGET_AT[0], NAMES)))
        self.loss_node.add(self.words("loss", 22, "loss").set_at(at(LOSS_AT[0], MIDDLE + 54)))
        output = self.net.layers[-1][0].disc
        self.loss_edge = Line(output.get_right(), self.loss_node.disc.get_left(), color=self.ink("line"), buff=0)
        self.target_edge = Line(
            self.target_node.disc.get_bottom(), self.loss_node.disc.get_top(), color=self.ink("line"), buff=0
        )
        self.bar_name = Line(at(BAR_LEFT - 6, BAR_FOOT), at(BAR_LEFT + 36, BAR_FOOT), color=self.ink("line"))

    def loss_bar(self, loss: Tensor) -> Rectangle:
        """A bar as high as the loss, with the higher one of the two losses as the whole."""
        return self.bar_of(loss.item() / max(self.record.loss.item(), self.record.loss_new.item()))

    def bar_of(self, share: float) -> Rectangle:
        """A bar as high as a share of the whole."""
        bar = Rectangle(
            width=30 * PT,
            height=BAR_HEIGHT * PT * share,
            stroke_width=0,
            fill_color=self.ink("loss"),
            fill_opacity=0.85,
        )
        return bar.move_to(at(BAR_LEFT + 15, BAR_FOOT - BAR_HEIGHT * share / 2))

    def weight_labels(self, matrix) -> VGroup:
        """The output layer's weights on their lines."""
        digits = decimals_of(matrix)
        return VGroup(
            *(
                edge.label(chip(self.figure(w, digits, 22, "weight"), self.ink("background")), WEIGHT_SHARE)
                for edge, w in zip(self.net.edges[1][0], matrix.value[0])
            )
        )

    def one_neuron(self):
        """The first hidden neuron, with its sum written out."""
        r = self.record
        edges, digits = self.net.edges[0][0], decimals_of(r.W1)
        others = VGroup(*(e for rest in self.net.edges[0][1:] for e in rest))
        labels = VGroup(
            *(
                e.label(chip(self.figure(w, digits, 22, "weight"), self.ink("background")), 0.62)
                for e, w in zip(edges, r.W1.value[0])
            )
        )
        self.play(
            others.animate.set_stroke(opacity=0.1),
            *(e.animate.set_stroke(opacity=0.9) for e in edges),
            FadeIn(labels),
            run_time=0.6,
        )
        self.work_out(r.z1, 0, size=24)
        self.flow_forward(0, only=0)
        self.work_out(r.a1, 0)
        self.play(FadeIn(self.hidden[0], scale=0.6), FadeOut(labels), run_time=0.7)
        self.wait(0.1)
        self.clear_equation()
        self.play(*(e.animate.set_stroke(opacity=0.5) for e in [*others, *edges]), run_time=0.5)

    def flow_forward(self, layer: int, only: int | None = None, first: int = 0):
        """Dots run along the connections into the next layer."""
        targets = [only] if only is not None else range(first, len(self.net.edges[layer]))
        edges = [edge for j in targets for edge in self.net.edges[layer][j]]
        role = "input" if layer == 0 else "activation"
        pulses = [TravelingValue(e.start, self.ink(role)) for e in edges]
        self.play(*(p.animate.shift(e.end - e.start) for p, e in zip(pulses, edges)), run_time=0.9)
        self.remove(*pulses)

    def step_weights(self):
        """Lines take the widths of the new weights, and their labels the new numbers."""
        r = self.record
        widths = [
            edge.animate.set_stroke(width=edge.width_of(w))
            for rows, matrix in zip(self.net.edges, (r.W1_new, r.W2_new))
            for edges, weights in zip(rows, matrix.value)
            for edge, w in zip(edges, weights)
        ]
        fresh = self.weight_labels(r.W2_new)
        self.play(
            *widths,
            FadeOut(self.delta1),
            FadeOut(self.delta2),
            *(AnimationGroup(FadeOut(old), FadeIn(new)) for old, new in zip(self.weights2, fresh)),
            run_time=1.5,
        )
        self.weights2 = fresh

    def forward_again(self):
        """The second forward pass, quicker, and the loss that it ends with."""
        r = self.record
        self.clear_equation()
        self.flow_forward(0)
        hidden, output = self.net.values(1, r.a1_new), self.net.values(2, r.a2_new)
        self.play(*self.swapped(self.hidden, hidden), run_time=0.6)
        self.flow_forward(1)
        self.play(*self.swapped(self.output, output), run_time=0.6)
        value = self.loss_node.inside(self.figure(r.loss_new, 3, 22, "loss", "bold"))
        mark = Line(self.bar.get_corner(UL), self.bar.get_corner(UR), color=self.ink("loss"), stroke_width=3)
        self.add(mark)
        self.show_equation(
            self.formula("L:", role="loss"),
            self.figure(r.loss, 4, 24, "muted"),
            self.formula(r"\rightarrow"),
            self.figure(r.loss_new, 4, 24, "loss", "bold"),
        )
        self.play(
            *self.swapped([self.loss_value], [value]),
            self.bar.animate.become(self.loss_bar(r.loss_new)),
            run_time=1.2,
        )
        self.hidden, self.output, self.loss_value = hidden, output, value

    def many_rounds(self):
        """One step hardly shows; the bar follows the record's losses, round after round."""
        self.title("Round after round, the loss falls" if self.falling() else "Round after round")
        losses = self.record.losses
        small = np.flatnonzero(losses < NEARLY_NOTHING * losses[0])
        last = int(small[0]) if small.size else len(losses) - 1
        self.clear_equation()
        rounds = ValueTracker(1.0)
        whole = float(losses[: last + 1].max())

        def loss() -> float:
            return float(losses[round(rounds.get_value())])

        self.say("One step is small. Now the same again, {n} times.", n=self.computed(Tensor(float(last))))
        old = VGroup(*self.hidden, *self.output, self.weights2)  # the numbers of one round
        self.play(FadeOut(old), run_time=0.6)
        self.remove(self.bar, self.loss_value)
        bar = redrawn(lambda: self.bar_of(loss() / whole))
        number = redrawn(lambda: self.loss_node.inside(self.figure(loss(), 3, 22, "loss", "bold")))
        self.add(bar, number)
        self.play(rounds.animate.set_value(float(last)), run_time=5.0, rate_func=lambda t: t**2)
        self.say("The loss is down to {end}." if small.size else "The loss is {end}.", end=losses[last])
        self.show_equation(
            self.formula("L:", role="loss"),
            self.figure(losses[0], 4, 24, "muted"),
            self.formula(r"\rightarrow"),
            self.figure(losses[last], 4, 24, "loss", "bold"),
        )

    def falling(self) -> bool:
        """Whether the loss ends lower than it began."""
        return bool(self.record.losses[-1] < self.record.losses[0])

    def swapped(self, old, new):
        """Animations that put new numbers in the place of old ones."""
        return [animation for a, b in zip(old, new) for animation in (FadeOut(a, scale=0.8), FadeIn(b, scale=0.8))]

    def number(self, tensor, index, role: str, style: str = "regular"):
        """An entry of a tensor, as it stands in an equation."""
        return self.figure(tensor.value[index], 4 if role == "gradient" else 3, 24, role, style)

    def blame(self, value):
        """A number of blame, as it stands in the diagram."""
        return chip(self.figure(value, 4, 22, "gradient", "bold"), self.ink("background"))

    def bracketed(self, parts, size: float = 24.0):
        """The parts, with brackets around each negative number that follows a sign."""
        out = []
        for previous, part in zip([None, *parts], parts):
            negative = getattr(part, "value", 0.0) < 0 and previous is not None
            out += [row(self.formula("(", size), part, self.formula(")", size), gap=1.0)] if negative else [part]
        return out
