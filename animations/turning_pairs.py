"""A query and a key as clock hands that turn with their places; the angle between them sees the distance alone."""

from __future__ import annotations

import numpy as np
from manim import Arc, Circle, Create, Dot, FadeIn, FadeOut, Line, Rectangle, ValueTracker, VGroup, VMobject

from deckwright.scenes import PT, at, row
from deckwright.scenes.axes import Axes
from deckwright.scenes.updaters import redrawn
from deckwright.scenes.worked_scene import WorkedScene
from dlcore.positions import angles

CENTER, RADIUS = (250.0, 250.0), 155.0  # of the clock
LINE, FIRST, STEP = 462.0, 80.0, 66.0  # the sentence: its height, where place zero stands, and from place to place
PLACES = 13
BAR, WIDE, BAR_Y = 660.0, 250.0, 150.0  # where the bar of the product begins, and how long one is
PLOT = (510.0, 215.0, 400.0, 140.0)  # of the product against the distance
CLOCKS, SMALL, ROW_Y = (130.0, 363.0, 597.0, 830.0), 106.0, 235.0  # four pairs of one head
SPEEDS = angles(2, 8, 100.0)[1]  # of a head with four pairs, by the first
FAR = 24.0  # how many places both words move on in the end


class TurningPairs(WorkedScene):
    """One pair at places of its words; both move on; then the slow pairs of a head."""

    lesson = "modern-architectures"

    def construct(self):
        self.one_pair()
        self.slow_pairs()

    # -- the sections ------------------------------------------------------------------------------------------------

    def one_pair(self):
        """Two hands, a sentence, a bar."""
        self.section("Two hands")
        self.title("A query and a key, turned by their places")
        turning = self.record.turning
        self.theta = turning.theta
        self.query_at, self.key_at = ValueTracker(0.0), ValueTracker(0.0)
        self.of_query, self.of_key = self.category("queries"), self.category("keys")
        dial = Circle(RADIUS * PT, color=self.ink("line"), stroke_width=4).move_to(at(*CENTER))
        self.axes = Axes(
            PLOT, (-3.0, 3.0), (-1.0, 1.0), ticks=(6, 2), titles=("query’s place minus key’s", ""), size=22,
            theme=self.theme,
        )  # fmt: skip
        moving = redrawn(self.picture)
        self.add(dial, self.axes, self.sentence(), moving)
        self.wait(0.6)
        self.say("Both words at the first place. The bar is the product of query and key.")
        number = self.shown_product((0, 0))
        self.play(FadeIn(number), run_time=0.4)
        self.wait(1.0)
        self.section("Moving on")
        self.say("The key’s word moves by one place, the query’s by three. Each place is one turn.")
        number = self.go(3, 1, number, 3.5)
        self.wait(1.0)
        self.title("Now both words move on together")
        self.say("What will the bar do?")
        number = self.go(5, 3, number, 3.0)
        self.say("Both turned by the same amount: the angle between them stayed, and the bar.")
        number = self.go(12, 10, number, 3.5)
        self.wait(0.8)
        self.title("Swap who comes first, and the product is another one")
        self.say("The distance now has the other sign.")
        number = self.go(3, 5, number, 3.0)
        self.title("The product is a curve over the distance, and over nothing else")
        distances = np.linspace(-3.0, 3.0, 121)
        curve = self.axes.path(distances, [self.product(d, 0.0) for d in distances], "activation", 5)
        self.play(Create(curve), run_time=2.0)
        self.wait(1.5)
        moving.clear_updaters()
        self.leaving = [FadeOut(part) for part in self.mobjects if part is not self.header]

    def slow_pairs(self):
        """Four pairs of a head while the words move on."""
        self.section("Slow pairs")
        self.play(*self.leaving, run_time=0.6)
        self.title("A head has fast pairs and slow pairs, like a clock")
        self.moved = ValueTracker(0.0)
        dials = VGroup(
            *(Circle(SMALL * PT, color=self.ink("line"), stroke_width=3).move_to(at(x, ROW_Y)) for x in CLOCKS)
        )
        names = VGroup(
            self.words("fast pair", 24, "muted").move_to(at(CLOCKS[0], ROW_Y + 140)),
            self.words("slow pair", 24, "muted").move_to(at(CLOCKS[3], ROW_Y + 140)),
        )
        hands = redrawn(self.all_hands)
        text = Line(at(60, LINE), at(900, LINE), color=self.ink("muted"), stroke_width=3)
        self.play(Create(dials), FadeIn(hands), FadeIn(names), FadeIn(text), run_time=1.0)
        self.say("Two words, two places apart, seen by four pairs of one head.")
        self.wait(0.8)
        self.say("Both move on through a long text.")
        self.play(self.moved.animate.set_value(FAR), run_time=8.0)
        hands.clear_updaters()
        self.title("Each pair sees the distance alone, each at its own speed")
        self.say("Fast pairs tell neighbors apart, slow ones near from far. No angle has changed.")
        self.wait(3.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def go(self, query: int, key: int, number: VMobject, seconds: float) -> VMobject:
        """Both words move to new places; the number of the product comes when they stand."""
        self.play(FadeOut(number), run_time=0.3)
        self.play(
            self.query_at.animate.set_value(float(query)), self.key_at.animate.set_value(float(key)), run_time=seconds
        )
        new = self.shown_product((query, key))
        self.play(FadeIn(new), run_time=0.4)
        return new

    def shown_product(self, places: tuple[int, int]) -> VMobject:
        """The product at two places, beside the bar."""
        value = self.record.turning.at(*places)
        return row(self.formula("q' \\cdot k' =", 30), self.figure(value, 4, 30, "activation", "bold"), gap=8).move_to(
            at(BAR + 60, BAR_Y - 52)
        )

    def product(self, query: float, key: float) -> float:
        """The dot product at two places, which need not be whole here."""
        q, k = (np.array(v) for v in self.record.turning.start)
        between = self.angle(query, q) - self.angle(key, k)
        return float(np.linalg.norm(q) * np.linalg.norm(k) * np.cos(between))

    def angle(self, place: float, start: np.ndarray, speed: float = 1.0) -> float:
        """Where a hand points: its own direction, turned by its place."""
        return float(np.arctan2(start[1], start[0])) + speed * self.theta * place

    def hand(self, center: tuple[float, float], radius: float, angle: float, role: str, width: float = 9.0) -> VGroup:
        """A hand with a knob at its end."""
        tip = at(center[0] + radius * np.cos(angle), center[1] - radius * np.sin(angle))
        return VGroup(
            Line(at(*center), tip, color=self.ink(role), stroke_width=width),
            Dot(tip, radius=7 * PT, color=self.ink(role)),
        )

    def picture(self) -> VGroup:
        """The two hands, the arc between them, the words on the line, the bar."""
        t, s = self.query_at.get_value(), self.key_at.get_value()
        turning = self.record.turning
        query, key = np.array(turning.start[0]), np.array(turning.start[1])
        a, b = self.angle(t, query), self.angle(s, key)
        product = self.product(t, s)
        between = (b - a + np.pi) % (2 * np.pi) - np.pi
        arc = Arc(0.45 * RADIUS * PT, a, between, color=self.ink("activation"), stroke_width=7).shift(at(*CENTER))
        bar = Rectangle(width=max(abs(product) * WIDE, 1.0) * PT, height=36 * PT, stroke_width=0)
        bar.set_fill(self.ink("activation"), opacity=0.9).move_to(at(BAR + product * WIDE / 2, BAR_Y))
        zero = Line(at(BAR, BAR_Y - 28), at(BAR, BAR_Y + 28), color=self.ink("text"), stroke_width=3)
        dot = Dot(self.axes.at(t - s, product), radius=9 * PT, color=self.ink("activation"))
        words = VGroup(self.word("query", t, self.of_query, -24), self.word("key", s, self.of_key, 26))
        return VGroup(
            arc,
            self.hand(CENTER, RADIUS, a, self.of_query),
            self.hand(CENTER, RADIUS, b, self.of_key),
            bar,
            zero,
            dot,
            words,
        )

    def word(self, text: str, place: float, role: str, below: float) -> VGroup:
        """A word on the line of the sentence."""
        spot = at(FIRST + STEP * place, LINE)
        return VGroup(
            Dot(spot, radius=9 * PT, color=self.ink(role)),
            self.words(text, 22, role, "bold").move_to(at(FIRST + STEP * place, LINE + below)),
        )

    def sentence(self) -> VGroup:
        """A line with a tick for each place."""
        ticks = (Line(at(FIRST + STEP * k, LINE - 7), at(FIRST + STEP * k, LINE + 7), color=self.ink("muted"),
                      stroke_width=3) for k in range(PLACES))  # fmt: skip
        last = FIRST + STEP * (PLACES - 1)
        return VGroup(Line(at(FIRST, LINE), at(last, LINE), color=self.ink("muted"), stroke_width=3), *ticks)

    def all_hands(self) -> VGroup:
        """Query and key in each of the four pairs, two places apart."""
        moved, (query, key) = self.moved.get_value(), (np.array(v) for v in self.record.turning.start)
        step = 800.0 / (FAR + 4)  # along the text
        made = VGroup(*(
            Dot(at(80 + step * place, LINE), radius=9 * PT, color=self.ink(role))
            for place, role in ((moved + 2, self.of_query), (moved, self.of_key))
        ))  # fmt: skip
        for x, speed in zip(CLOCKS, SPEEDS):
            a, b = self.angle(moved + 2, query, speed), self.angle(moved, key, speed)
            between = (b - a + np.pi) % (2 * np.pi) - np.pi
            arc = Arc(0.45 * SMALL * PT, a, between, color=self.ink("activation"), stroke_width=6)
            center = (x, ROW_Y)
            made.add(
                arc.shift(at(*center)),
                self.hand(center, SMALL, a, self.of_query, 7),
                self.hand(center, SMALL, b, self.of_key, 7),
            )
        return made
