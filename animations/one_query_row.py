"""One query meets every key: products, scores, weights, the mix of values; then the whole map, and the mask."""

from __future__ import annotations

import numpy as np
from manim import Arrow, Create, FadeIn, FadeOut, Rectangle, TransformFromCopy, VGroup, VMobject

from deckwright.scenes import PT, at
from deckwright.scenes.worked_scene import WorkedScene

BOX = 50.0  # side of a vector's boxes
KEYS_LEFT, ROWS, QUERY_TOP = 110.0, (225.0, 340.0, 455.0), 110.0
SCORES, BARS, WIDE = 345.0, 400.0, 190.0  # where scores stand, where bars begin, and a bar of weight one
ORIGIN, UNIT = (612.0, 470.0), 148.0  # of the plane of the values
CELL, MAP = 118.0, (360.0, 178.0)  # side and first center of the map's cells


class OneQueryRow(WorkedScene):
    """The second query of the worked example, then all rows, then the causal mask."""

    lesson = "transformers"

    def construct(self):
        self.one_query()
        self.whole_map()

    # -- the sections ------------------------------------------------------------------------------------------------

    def one_query(self):
        """Products fly into scores, scores into bars, bars scale arrows that add up."""
        self.section("One query")
        hand = self.record.hand
        self.title("One query meets every key")
        keys = VGroup(*(self.vector(hand.K.value[j], ROWS[j], self.category("keys")) for j in range(3)))
        query = self.vector(hand.Q.value[1], QUERY_TOP, self.category("queries"))
        names = VGroup(
            self.formula("q_2", 28, self.category("queries")).move_to(at(KEYS_LEFT - 52, QUERY_TOP)),
            *(
                self.formula(f"k_{j + 1}", 28, self.category("keys")).move_to(at(KEYS_LEFT - 52, y))
                for j, y in enumerate(ROWS)
            ),
        )
        self.say("The second token asks. Each of the three tokens has a key.")
        self.add(keys, query, names)
        self.wait(1.0)
        self.say("Number by number, the query is multiplied by each key, and the products are added.")
        scores = VGroup(*(self.score(j, query, seconds=(1.3, 1.0, 0.7)[j]) for j in range(3)))
        self.say("Divided by the root of the width, softmax makes shares of them.")
        bars, shares = self.bars()
        self.play(*(TransformFromCopy(score, bar) for score, bar in zip(scores, bars)), run_time=1.4)
        self.play(FadeIn(shares), run_time=0.5)
        self.mix(bars)
        self.wait(2.0)

    def score(self, j: int, query: VGroup, seconds: float) -> VMobject:
        """A copy of the query comes down to a key and becomes products; these fly together and add up."""
        hand = self.record.hand
        copy = query.copy()
        self.play(copy.animate.move_to(at(KEYS_LEFT + 2 * BOX - BOX / 2, ROWS[j] - BOX - 2)), run_time=0.7 * seconds)
        products = VGroup(*(
            self.figure(p, 0, 26, "activation", "bold").move_to(at(KEYS_LEFT + i * BOX, ROWS[j] - BOX - 2))
            for i, p in enumerate(hand.products[j])
        ))  # fmt: skip
        self.play(FadeOut(copy), FadeIn(products, scale=1.6), run_time=0.5 * seconds)
        total = self.figure(hand.unscaled.scores.value[1, j], 0, 34, "activation", "bold").move_to(at(SCORES, ROWS[j]))
        self.play(*(p.animate.move_to(at(SCORES, ROWS[j])) for p in products), run_time=0.9 * seconds)
        self.remove(products, *products)
        self.add(total)
        self.wait(0.3 * seconds)
        return total

    def bars(self) -> tuple[VGroup, VGroup]:
        """A bar and a number for each weight of the row."""
        weights = self.record.hand.look.weights.value[1]
        bars = VGroup(*(self.bar(y, a) for y, a in zip(ROWS, weights)))
        shares = VGroup(*(
            self.figure(a, 3, 24, "activation").move_to(at(BARS + 50, y - 32)) for y, a in zip(ROWS, weights)
        ))  # fmt: skip
        return bars, shares

    def bar(self, y: float, share: float) -> Rectangle:
        """A bar as long as a weight."""
        width = WIDE * share
        made = Rectangle(width=width * PT, height=26 * PT, stroke_width=0, fill_color=self.ink("activation"))
        return made.set_fill(opacity=0.85).move_to(at(BARS + width / 2, y))

    def mix(self, bars: VGroup):
        """The values as arrows, each scaled by its weight, then tip to tail."""
        hand = self.record.hand
        self.title("Each value counts as much as its weight says")
        values = [self.arrow((0.0, 0.0), v, self.category("values")) for v in hand.V.value]
        labels = VGroup(*(
            self.formula(f"v_{j + 1}", 26, self.category("values")).move_to(self.place(*(np.array(v) + (0.12, 0.12))))
            for j, v in enumerate(hand.V.value)
        ))  # fmt: skip
        self.say("Three values, as arrows.")
        self.play(*(Create(value) for value in values), FadeIn(labels), run_time=1.2)
        self.say("Each shrinks to its share, and the shares are added tip to tail.")
        tail, parts = np.zeros(2), []
        for v, a in zip(hand.V.value, hand.look.weights.value[1]):
            parts.append(self.arrow(tail, tail + a * v, self.category("values")))
            tail = tail + a * v
        for j, (value, part) in enumerate(zip(values, parts)):
            self.play(
                bars[j].animate.set_fill(self.ink(self.category("values"))), value.animate.become(part),
                FadeOut(labels[j]),
                run_time=1.3,
            )  # fmt: skip
        output = self.arrow((0.0, 0.0), tail, "activation", 9.0)
        name = self.words("output", 26, "activation", "bold").move_to(self.place(*(tail + (0.45, 0.05))))
        self.say("The sum is the output for this query: nearly the second value.")
        self.play(Create(output), FadeIn(name), run_time=1.2)
        self.wait(1.5)

    def whole_map(self):
        """Every row at once, and then nobody sees what comes later."""
        self.section("The whole map")
        self.play(*(FadeOut(part) for part in self.mobjects if part is not self.header), run_time=0.6)
        hand = self.record.hand
        self.title("All queries at once: the attention map")
        places = VGroup(
            *(
                self.formula(f"q_{i + 1}", 28, self.category("queries")).move_to(self.cell_at(i, -0.8))
                for i in range(3)
            ),
            *(self.formula(f"k_{j + 1}", 28, self.category("keys")).move_to(self.cell_at(-0.75, j)) for j in range(3)),
        )
        self.say("Ours is the middle row. The others are made in the same way, at once.")
        self.play(FadeIn(places), run_time=0.5)
        cells = [[self.cell(i, j, hand.look.weights.value[i, j]) for j in range(3)] for i in range(3)]
        self.play(*(FadeIn(cell, shift=np.array([-0.4, 0, 0])) for cell in cells[1]), run_time=1.0)
        self.play(*(FadeIn(cell, shift=np.array([-0.4, 0, 0])) for i in (0, 2) for cell in cells[i]), run_time=1.4)
        self.wait(1.0)
        self.title("The mask: nobody sees what comes later")
        self.say("The causal mask closes the upper triangle.")
        later = [cells[i][j] for i in range(3) for j in range(i + 1, 3)]
        self.play(*(FadeOut(cell, shift=np.array([0.5, 0.3, 0])) for cell in later), run_time=1.2)
        self.say("What is left in each row grows until it adds up to one again.")
        kept = [(i, j) for i in range(3) for j in range(i + 1)]
        refilled = [self.cell(i, j, hand.masked.weights.value[i, j]) for i, j in kept]
        self.play(*(FadeOut(cells[i][j]) for i, j in kept), *(FadeIn(cell) for cell in refilled), run_time=1.4)
        self.wait(3.0)

    # -- pieces ------------------------------------------------------------------------------------------------------

    def vector(self, values: np.ndarray, y: float, role: str) -> VGroup:
        """A row of boxes with numbers."""
        made = VGroup()
        for i, value in enumerate(values):
            frame = Rectangle(width=BOX * PT, height=BOX * PT, color=self.ink(role), stroke_width=3)
            place = at(KEYS_LEFT + i * BOX, y)
            made.add(VGroup(frame.move_to(place), self.figure(value, 0, 26).set_at(place)))
        return made

    def place(self, x: float, y: float) -> np.ndarray:
        """A point of the plane of the values."""
        return at(ORIGIN[0] + UNIT * x, ORIGIN[1] - UNIT * y)

    def arrow(self, start, end, role: str, width: float = 6.0) -> Arrow:
        """An arrow of the plane, true to scale."""
        return Arrow(
            self.place(*start), self.place(*end), buff=0, color=self.ink(role), stroke_width=width,
            max_tip_length_to_length_ratio=0.3,
        )  # fmt: skip

    def cell_at(self, i: float, j: float) -> np.ndarray:
        """The middle of a cell."""
        return at(MAP[0] + CELL * 1.05 * j, MAP[1] + CELL * 1.05 * i)

    def cell(self, i: int, j: int, share: float) -> VGroup:
        """A cell whose ink is a weight."""
        square = Rectangle(width=CELL * PT, height=CELL * PT, stroke_width=1.5, stroke_color=self.ink("line"))
        square.set_fill(self.ink("activation"), opacity=0.08 + 0.6 * float(share))
        place = self.cell_at(i, j)
        return VGroup(square.move_to(place), self.figure(share, 3, 28, "text", "bold").set_at(place))
